"""What "§ 7, stk. 2", "stk. 2" and "litra c" mean in a document that counts so."""

from __future__ import annotations

import re

from ingest.places import Places
from ingest.pointers import Resolution, dangling, external, found
from klausul.danish.references import Mention
from klausul.types import Clause

_PARAGRAPH = re.compile(r"§ (\d{1,3}[a-z]?)", re.I)


def resolve_paragraph(mention: Mention, places: Places) -> Resolution:
    """Resolve "§ 7, stk. 2"; where the document has no paragraphs of its own, it is a law's."""
    if not places.has_paragraphs:
        return external(mention.text, why="dokumentet har ingen paragraffer")
    first_of_range = (mention.number or "").split("-")[0]
    section, _, rest = first_of_range.partition(".")
    part, _, deeper = rest.partition(".")
    for label in _labels(mention, section=section, part=part, deeper=deeper):
        target = places.at(label)
        if target is not None:
            return found(target)
    paragraph = places.at(f"§ {section}") or places.printed(section)
    if paragraph is None:
        return dangling(mention.text, why=f"ingen {mention.text}")
    is_whole = part in ("", "1") or not part.isdigit() or not places.has_children(paragraph)
    if is_whole:
        return found(paragraph)
    return dangling(mention.text, why=f"{paragraph.label} har intet stk. {part}")


def resolve_relative(clause: Clause, mention: Mention, places: Places) -> Resolution | None:
    """Resolve "stk. 2" or "litra c": in this paragraph, in this clause, or beside it.

    Returns:
        What it means; ``None`` where nothing here counts so, as it then goes on about a law.
    """
    number = (mention.number or "").split(".")[-1]
    own = _PARAGRAPH.search(clause.label)
    above = clause.label.rpartition(".")[0]
    labels = [f"§ {own[1]}, stk. {number}"] if own else []
    labels += [f"{clause.label}.{number}", f"{above}.{number}"]
    targets = (places.at(label) for label in labels)
    return next((found(target) for target in targets if target), None)


def _labels(mention: Mention, *, section: str, part: str, deeper: str) -> list[str]:
    """Return the labels that "§ 4, stk. 1, nr. 2" may have, the likeliest first.

    The first part of a paragraph is often printed without its "stk. 1".
    """
    if not part:
        return []
    counted = [f"§ {section}.{part}"]
    parted = [f"§ {section}, stk. {part}"]
    if deeper:
        inner = [f"§ {section}.{deeper}"] if part == "1" else []
        return [f"§ {section}, stk. {part}.{deeper}", *inner, *parted, *counted]
    return counted + parted if "stk" not in mention.text.lower() else parted + counted
