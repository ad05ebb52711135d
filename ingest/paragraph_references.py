"""What "§ 7, stk. 2", "stk. 2" and "litra c" mean in a document that counts so."""

from __future__ import annotations

import re

from ingest.places import Places
from ingest.pointers import Resolution, dangling, external, found
from klausul.danish.references import Mention
from klausul.types import Clause

_PARAGRAPH = re.compile(r"§ (\d{1,3}[a-z]?)", re.I)


def resolve_paragraph(mention: Mention, places: Places, *, part: str | None) -> Resolution:
    """Resolve "§ 7, stk. 2" in a part; where the document has no paragraphs, it is a law's."""
    if not places.has_paragraphs:
        return external(mention.text, why="dokumentet har ingen paragraffer")
    first_of_range = (mention.number or "").split("-")[0]
    section, _, rest = first_of_range.partition(".")
    if mention.words[1:2] == ("§",):
        letter, _, rest = rest.partition(".")
        section = f"{section}{letter}"
    piece, _, deeper = rest.partition(".")
    for label in _labels(mention, section=section, part=piece, deeper=deeper):
        target = places.find(label, part=part)
        if target is not None:
            return found(target)
    paragraph = _whole(section, places, part=part)
    if paragraph is None:
        return dangling(mention.text, why=f"ingen {mention.text}")
    is_whole = piece in ("", "1") or not piece.isdigit() or not places.has_children(paragraph)
    if is_whole:
        return found(paragraph)
    return dangling(mention.text, why=f"{paragraph.label} har intet stk. {piece}")


def _whole(section: str, places: Places, *, part: str | None) -> Clause | None:
    """Return the paragraph of a number, which may be printed "§ 152a" or "§ 152 a"."""
    spaced = re.sub(r"(?<=\d)(?=[a-z])", " ", section)
    printed = (places.find(f"§ {number}", part=part) for number in (section, spaced))
    return next((clause for clause in printed if clause), None) or places.printed(section)


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
