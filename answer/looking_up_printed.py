"""What a mention may mean in documents that print their sections as the question names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from answer.placing import place_of
from klausul.danish.references import Mention, MentionKind
from klausul.ports import Library
from klausul.types import Clause, Document, Span

_SECTION = re.compile(r"(?:afsnit|kapitel|kap\.|artikel|art\.?|section|chapter|article)", re.I)
_POINT = re.compile(r"(?:pkt\.?|punkt|stk\.?|stykke|nr\.?|clause|paragraph)\s*\(?[\dIVX]", re.I)
_BESIDE = 2
"""A section and its point are parted by no more than a comma and a space."""

_SIGN = "§"


def places_named(
    mentions: Sequence[Mention], *, documents: Sequence[Document], library: Library
) -> Iterator[tuple[Mention, Sequence[Document]]]:
    """Yield the mentions that may be of clauses, with the documents where they may be so."""
    for mention in _join_sections(mentions):
        if mention.kind is not MentionKind.LAW:
            yield mention, documents
        elif mention.is_unnamed:
            own = _that_print(mention, documents=documents, library=library)
            clause = replace(mention, kind=MentionKind.CLAUSE, law=None, is_unnamed=False)
            if own:
                yield clause, own


def _join_sections(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, "afsnit VIII, pkt. 1" as one place."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and _is_point_of(joined[-1], mention):
            joined[-1] = _join(joined[-1], mention)
        else:
            joined.append(mention)
    return joined


def _that_print(
    mention: Mention, *, documents: Sequence[Document], library: Library
) -> list[Document]:
    """Return the documents that have a section "Artikel 8"."""
    first = (mention.number or "").split(".")[0]
    head = re.compile(rf"\W*(?:artikel|article|art\.)\s*{re.escape(first)}(?![\w-])", re.IGNORECASE)
    return [
        document
        for document in documents
        if any(
            head.match(c.text) and place_of(c.label).levels == (first.lower(),)
            for c in library.clauses_of(document.document_id)
        )
    ]


def prefer_printed(found: Sequence[Clause], mention: Mention) -> list[Clause]:
    """Return of clauses with one number those that are printed with the sign of the mention.

    "§ 5, stk. 2" is not also the point 5.2 of another agreement where a paragraph 5 is there.
    """
    signed = [clause for clause in found if _SIGN in clause.label]
    says_sign = mention.text.lstrip().lower().startswith((_SIGN, "paragraf"))
    return signed if says_sign and signed else list(found)


def _is_point_of(section: Mention, point: Mention) -> bool:
    between = point.span.start - section.span.end
    named = section.kind is MentionKind.CLAUSE or section.is_unnamed
    return (
        named
        and point.kind is MentionKind.CLAUSE
        and 0 <= between <= _BESIDE
        and "." not in (section.number or ".")
        and _SECTION.match(section.text) is not None
        and _POINT.match(point.text) is not None
    )


def _join(section: Mention, point: Mention) -> Mention:
    """Return the point in the section, unless its number says its section already."""
    number, above = point.number or "", section.number or ""
    if not number.startswith(f"{above}.") and not ("." in number and above.isdigit()):
        number = f"{above}.{number}"
    span = Span(section.span.start, point.span.end)
    return replace(section, text=f"{section.text}, {point.text}", span=span, number=number)
