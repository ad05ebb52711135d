"""From the clause that answers to all that must be quoted: rows beside it, places it points to."""

from __future__ import annotations

from collections.abc import Sequence

from answer.contradicting import Contradiction
from answer.extracting import Extract, extract_whole
from answer.looking_up import announced_rows, children_of
from answer.referring import pointer_in
from answer.tables import rows_beside
from answer.understanding import Understanding
from klausul.ports import Library
from klausul.types import Clause


def shown(clause: Clause, *, library: Library) -> list[Clause]:
    """Return what to quote for ``clause``: itself, or what it heads if it only heads."""
    return [*children_of(clause, library=library)] or [clause]


def follow(
    extracts: Sequence[Extract], *, understanding: Understanding, library: Library
) -> list[Extract]:
    """Return ``extracts``, each with the rows that answer beside it and what it points to.

    A reference is followed one step, and only where the words answer nothing themselves.
    """
    followed: list[Extract] = []
    for found in extracts:
        followed += _with_rows(found, understanding=understanding, library=library)
        pointer = pointer_in(found, library=library, kind=understanding.kind)
        for clause in pointer.clauses if pointer is not None else ():
            followed += [extract_whole(c) for c in shown(clause, library=library)[:1]]
        rows = announced_rows(found.clause, quote=found.text, library=library)
        followed += [extract_whole(row) for row in rows]
    distinct: list[Extract] = []
    for found in followed:
        if not any(_is_quoted(found, before) for before in distinct):
            distinct.append(found)
    return distinct


def _is_quoted(found: Extract, before: Extract) -> bool:
    """Tell whether ``before`` is of the same clause, or holds the words of ``found`` already."""
    same = found.clause.document_id == before.clause.document_id
    is_held = same and before.span.contains(found.span)
    return is_held or found.clause.clause_id == before.clause.clause_id


def _with_rows(found: Extract, *, understanding: Understanding, library: Library) -> list[Extract]:
    rows = rows_beside(
        found.clause, words=understanding.words, kind=understanding.kind, library=library
    )
    return [found if row is found.clause else extract_whole(row) for row in rows]


def with_other_side(
    extracts: Sequence[Extract], contradictions: Sequence[Contradiction]
) -> list[Extract]:
    """Return ``extracts``, each followed by what contradicts it in the figure asked for."""
    quoted = {extract.clause.clause_id for extract in extracts}
    sided: list[Extract] = []
    for extract in extracts:
        sided.append(extract)
        for found in contradictions:
            clause_id = found.other.clause.clause_id
            if found.is_asked and found.chosen is extract and clause_id not in quoted:
                quoted.add(clause_id)
                sided.append(found.other)
    return sided
