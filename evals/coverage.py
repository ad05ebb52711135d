"""Whether the clauses of a document hold what the types promise about spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from klausul.types import Clause, Document

_EXCERPT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One broken promise: what it is, where (code points of the document) and the words there.

    ``what`` is ``uncovered`` or ``covered_twice`` (by level 1), ``text_differs`` (from the span),
    ``outside_parent`` or ``unknown_parent``.
    """

    document_id: str
    what: str
    start: int
    end: int
    excerpt: str
    clause_id: str | None = None


def check_coverage(document: Document, clauses: Sequence[Clause]) -> tuple[Violation, ...]:
    """Return the broken promises of a document's clauses, in order of place.

    Every character of the text that is not white space lies in exactly one clause of level 1,
    every clause's text is the text under its span, and deeper clauses lie inside their parents.
    """
    found = [*_uneven_cover(document, clauses), *_broken_clauses(document, clauses)]
    return tuple(sorted(found, key=lambda v: (v.start, v.end, v.what, v.clause_id or "")))


def _uneven_cover(document: Document, clauses: Sequence[Clause]) -> Iterator[Violation]:
    depth = [0] * len(document.text)
    for clause in clauses:
        if clause.level == 1:
            for i in range(clause.span.start, min(clause.span.end, len(depth))):
                depth[i] += 1
    filled = (i for i, character in enumerate(document.text) if not character.isspace())
    for cover, run in groupby(filled, key=lambda i: min(depth[i], 2)):
        if cover != 1:
            places = list(run)
            what = "uncovered" if cover == 0 else "covered_twice"
            yield _violation(document, what, places[0], places[-1] + 1)


def _broken_clauses(document: Document, clauses: Sequence[Clause]) -> Iterator[Violation]:
    by_id = {clause.clause_id: clause for clause in clauses}
    for clause in clauses:
        start, end = clause.span.start, clause.span.end
        if clause.text != clause.span.of(document.text):
            yield _violation(document, "text_differs", start, end, clause.clause_id)
        if clause.level == 1:
            continue
        parent = by_id.get(clause.parent_id or "")
        if parent is None:
            yield _violation(document, "unknown_parent", start, end, clause.clause_id)
        elif not parent.span.contains(clause.span):
            yield _violation(document, "outside_parent", start, end, clause.clause_id)


def _violation(
    document: Document, what: str, start: int, end: int, clause_id: str | None = None
) -> Violation:
    return Violation(
        document_id=document.document_id,
        what=what,
        start=start,
        end=end,
        excerpt=" ".join(document.text[start : min(end, start + _EXCERPT)].split()),
        clause_id=clause_id,
    )
