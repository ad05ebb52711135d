"""What the reader says of the first hits, brought back to places in their documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from answer.bodies import body_of
from klausul.ports import Library, Reader
from klausul.types import Clause, Hit, Span

READ = 6
"""Hits that are read for one question: further ones hardly ever answer, and each costs time."""

READ_OF_EACH = 2
"""Of each vendor so many are read before further ones, where several vendors may answer."""

LEAD_LIMIT = 150
"""Characters of the words that open a list, shown before an item of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the reader found in a hit.

    ``answers`` is its probability, not yet weighed with anything else, that the passage answers;
    ``span`` are the words, in the document, with which. ``ja``, ``nej`` and ``undecided`` sum to 1.
    """

    answers: float
    span: Span | None
    ja: float
    nej: float
    undecided: float


Readings = Mapping[str, Reading]
"""By the clause's id."""

NOTHING_READ: Readings = MappingProxyType({})


def read_hits(hits: Sequence[Hit], *, question: str, reader: Reader, library: Library) -> Readings:
    """Return what ``reader`` finds in the first of ``hits``, those of every vendor among them."""
    chosen = _first_of_each(hits, library=library)
    shown = [_shown(hit, library=library) for hit in chosen]
    texts = [
        lead + span.of(hit.clause.text) for hit, (lead, span) in zip(chosen, shown, strict=True)
    ]
    findings = reader.read(question, texts)
    return {
        hit.clause.clause_id: Reading(
            answers=finding.answers,
            span=_in_document(finding.span, hit=hit, lead=len(lead), begin=span.start),
            ja=finding.ja,
            nej=finding.nej,
            undecided=finding.undecided,
        )
        for hit, (lead, span), finding in zip(chosen, shown, findings, strict=True)
    }


def _first_of_each(hits: Sequence[Hit], *, library: Library) -> list[Hit]:
    """Return at most ``READ`` hits, ``READ_OF_EACH`` of every vendor before further ones."""
    seen: defaultdict[str, int] = defaultdict(int)
    turns: list[tuple[int, int]] = []
    for place, hit in enumerate(hits):
        vendor = library.documents[hit.clause.document_id].vendor
        turns.append((seen[vendor] // READ_OF_EACH, place))
        seen[vendor] += 1
    return [hits[place] for place in sorted(place for _, place in sorted(turns)[:READ])]


def _shown(hit: Hit, *, library: Library) -> tuple[str, Span]:
    """Return what is shown above a hit's passage, and the place of the passage in its clause.

    The number and the heading that a clause begins with are shown as its heading.
    """
    clause = hit.clause
    first, last = hit.passage.start - clause.span.start, hit.passage.end - clause.span.start
    body = body_of(clause).start
    lead = _heading(clause)
    parent = library.clauses.get(clause.parent_id or "")
    if parent is not None:
        opening = library.documents[clause.document_id].text[parent.span.start : clause.span.start]
        lead = f"{lead}. {' '.join(opening.split())[:LEAD_LIMIT]}"
    return f"{lead}. ", Span(body if first <= body < last else first, last)


def _heading(clause: Clause) -> str:
    heading = clause.heading or (clause.path[-1] if clause.path else clause.label)
    return " ".join(heading.split())


def _in_document(span: Span | None, *, hit: Hit, lead: int, begin: int) -> Span | None:
    """Return a span of what was shown as one of the document; None if it lies in the lead."""
    if span is None or span.end <= lead:
        return None
    offset = hit.clause.span.start + begin - lead
    return Span(max(span.start, lead) + offset, span.end + offset)
