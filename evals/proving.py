"""The numbers that an answer says in its own words: each must stand in a quote beside it.

Its own words are all that it says but the quotes themselves, the places that they stand in
("pkt. 9.2", "Bilag C.4", the names of clauses, documents and vendors) and the marks ("[1]") that
number them. Only words that are a quote count as one, not whatever stands in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from klausul.danish.quantities import QuantityKind, find_quantities, numbers_in
from klausul.danish.references import MentionKind, find_mentions
from klausul.ports import Library
from klausul.types import Answer, Citation, Clause

# Of a date the number says all; a vague deadline has none.
_WITH_UNIT = frozenset(QuantityKind) - {QuantityKind.DATE, QuantityKind.VAGUE_DEADLINE}

# The cells of a row are parted by tabs in a document and by points in a reply.
_GAP = r"[\s·]+"
_LETTER = re.compile(r"[^\W\d_]")
_PARTED = " ¦ "


def unproven_numbers(answer: Answer, *, library: Library) -> tuple[str, ...]:
    """Return the numbers in an answer's own words that none of its quotes holds, sorted.

    A statement is held to its own quotes; whatever else the text says (a line that concludes, the
    sources) to all of them. A number is the same in figures and in words, and one with a unit is
    proven by the same number with the same unit only, here as "duration 24 time". A refusal
    quotes nothing and claims nothing.
    """
    if not answer.statements:
        return ()
    names = sorted(_names(answer.citations, library), key=len, reverse=True)
    texts = [(statement.text, statement.citations) for statement in answer.statements]
    found = [
        _claims(_own_words(text, citations, names=names)) - _proven(citations)
        for text, citations in (*texts, (answer.text, answer.citations))
    ]
    return tuple(sorted(frozenset[str]().union(*found)))


def _claims(text: str) -> frozenset[str]:
    return numbers_in(text) | frozenset(_with_units(text))


def _proven(citations: Sequence[Citation]) -> frozenset[str]:
    return frozenset[str]().union(*(_claims(citation.quote) for citation in citations))


def _with_units(text: str) -> Iterator[str]:
    """Yield each quantity, an amount with what it is paid for and without ("DKK/time", "DKK")."""
    for quantity in find_quantities(text):
        if quantity.kind in _WITH_UNIT and quantity.value is not None and quantity.unit:
            for unit in {quantity.unit, quantity.unit.partition("/")[0]}:
                yield f"{quantity.kind} {quantity.value:g} {unit}"


def _own_words(text: str, citations: Sequence[Citation], *, names: Sequence[str]) -> str:
    quotes = sorted({citation.quote for citation in citations}, key=len, reverse=True)
    marks = [f"[{number}]" for number in range(1, len(citations) + 1)]
    own = _without(text, [*quotes, *names, *marks])
    for mention in reversed(find_mentions(own, bare_numbers=False)):
        if mention.kind is not MentionKind.LAW:
            own = own[: mention.span.start] + _PARTED + own[mention.span.end :]
    return own


def _without(text: str, pieces: Iterable[str]) -> str:
    for piece in pieces:
        words = _GAP.join(re.escape(word) for word in re.split(_GAP, piece) if word)
        if words:
            text = re.sub(rf"(?<!\w){words}(?!\w|\.\w)", _PARTED, text)
    return text


def _names(citations: Sequence[Citation], library: Library) -> set[str]:
    """Return how documents and the cited clauses are called, for a name may hold a number.

    A bare number is no name: as "pkt. 2" it is read as a place, and "2 timer" is a claim.
    """
    names = {d.title for d in library.documents.values()}
    names |= {name for d in library.documents.values() for name in d.vendor_names}
    for citation in citations:
        clause = library.clauses.get(citation.clause_id)
        if clause is not None:
            names |= {clause.label, *_headings(clause)}
    return {name for name in names if _LETTER.search(name) or "(" in name}


def _headings(clause: Clause) -> set[str]:
    """Return a clause's heading, alone and as it tells a row of a table from the others."""
    if not clause.heading:
        return set()
    row = f"(“{clause.heading}”)"
    return {clause.heading, row, f"{clause.label} {row}"}
