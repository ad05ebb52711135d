"""Verbatim or nothing: the only place where citations and statements are made.

Two rules hold for every statement. A quote is exactly the document's text under its span, inside
its clause. And every number in the words that Klausul adds itself stands in the quote that
follows; the place of the quote ("pkt. 10.1") is a reference, not a claim, and is exempt.
"""

from __future__ import annotations

from collections.abc import Sequence

from klausul.danish.quantities import numbers_in
from klausul.errors import UnprovenAnswerError
from klausul.types import Citation, Clause, Document, Span, Statement


def cite(clause: Clause, span: Span, *, document: Document) -> Citation:
    """Return the proof that ``document`` holds the words under ``span`` in ``clause``.

    Raises:
        UnprovenAnswerError: The span is blank, or outside the clause or its document.
    """
    if clause.document_id != document.document_id:
        raise UnprovenAnswerError(
            f"clause {clause.clause_id!r} is not of document {document.document_id!r}"
        )
    if not clause.span.contains(span) or span.end > len(document.text):
        raise UnprovenAnswerError(
            f"span {span.start}..{span.end} lies outside clause {clause.clause_id!r}"
        )
    quote = span.of(document.text)
    if not quote.strip():
        raise UnprovenAnswerError(f"a blank quote from clause {clause.clause_id!r}")
    return Citation(
        clause_id=clause.clause_id,
        document_id=document.document_id,
        label=clause.label,
        quote=quote,
        span=span,
    )


def state(
    *, lead: str, place: str, citations: Sequence[Citation], place_first: bool = False
) -> Statement:
    """Return the sentence "lead place: “quote” …", or "place: lead “quote” …", with its proof.

    ``lead`` is Klausul's own claim ("Ja.", "Senest 24 timer.") and may be empty; ``place`` says
    where the quotes stand, and is empty where that was just said.

    Raises:
        UnprovenAnswerError: ``lead`` holds a number that no quote does, or there is no quote.
    """
    _check(lead, citations)
    quoted = " ".join(_in_marks(citation.quote) for citation in citations)
    named = f"{place}:" if place else ""
    words = (named, lead, quoted) if place_first else (lead, named, quoted)
    return Statement(text=" ".join(word for word in words if word), citations=tuple(citations))


def draw(text: str, statements: Sequence[Statement], *, names: Sequence[str]) -> Statement:
    """Return ``text``, which Klausul concludes from ``statements``, with all of their proof.

    ``names`` are those of the vendors and documents in it, whose digits are no claim.

    Raises:
        UnprovenAnswerError: ``text`` holds a number that no quote does, or there is no quote.
    """
    citations = tuple(dict.fromkeys(c for statement in statements for c in statement.citations))
    _check(text, citations, named=frozenset[str]().union(*map(numbers_in, names)))
    return Statement(text=text, citations=citations)


def _check(
    words: str, citations: Sequence[Citation], *, named: frozenset[str] = frozenset()
) -> None:
    """Check that every number in Klausul's own words stands in a quote, or is ``named``."""
    proven = frozenset[str]().union(*(numbers_in(citation.quote) for citation in citations))
    foreign = numbers_in(words) - proven - named
    if foreign:
        raise UnprovenAnswerError(f"{sorted(foreign)} in {words!r} stands in none of the quotes")


def _in_marks(quote: str) -> str:
    """Return ``quote`` in quotation marks that it does not use itself, as far as there are any."""
    for opening, closing in (("“", "”"), ("»", "«"), ('"', '"')):
        if opening not in quote and closing not in quote:
            return f"{opening}{quote}{closing}"
    return f"“{quote}”"
