"""A row of a table answers for itself only when the question singles it out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from answer.content import ContentWord
from answer.kinds import AnswerKind
from klausul.danish.tokens import terms
from klausul.ports import Library
from klausul.types import Clause, ClauseKind

_OF_ALL = frozenset({AnswerKind.LIST, AnswerKind.COUNT})

MAX_ROWS = 12
"""Rows of one table that are quoted at most."""

_OF_SEVERAL = frozenset(
    {AnswerKind.LIST, AnswerKind.WHO, AnswerKind.WHERE, AnswerKind.COUNT, AnswerKind.OTHER}
)
"""Kinds that more than one row can answer."""


def rows_beside(
    row: Clause, *, words: Sequence[ContentWord], kind: AnswerKind, library: Library
) -> list[Clause]:
    """Return the rows that answer together with ``row``, itself among them, in order.

    Words of the question that stand in some rows only single those rows out: "Hvem yder support?"
    gets every row with support, and the name of one its own. Where none does, a list is the whole
    table; who or where is only asked of all rows with a word that stands in them or above them
    ("Hvem er jeres underdatabehandlere?").
    """
    if row.kind is not ClauseKind.ROW or kind not in _OF_SEVERAL:
        return [row]
    table = _table(row, library=library)
    held = {clause.clause_id: frozenset(terms(clause.text)) for clause in table}
    telling = [
        word.terms[0]
        for word in words
        if word.terms[0] in held[row.clause_id]
        and not all(word.terms[0] in terms_ for terms_ in held.values())
    ]
    shown = held[row.clause_id] | frozenset(terms(" ".join(row.path)))
    spoken = any(word.terms[0] in shown for word in words)
    if not spoken and kind not in _OF_ALL:
        return [row]
    alike = [c for c in table if all(term in held[c.clause_id] for term in telling)]
    return list(islice(alike, MAX_ROWS)) if row in alike[:MAX_ROWS] else [row]


def _table(row: Clause, *, library: Library) -> list[Clause]:
    """Return the rows of the table that ``row`` stands in."""
    return [
        clause
        for clause in library.clauses_of(row.document_id)
        if clause.kind is ClauseKind.ROW
        and clause.label == row.label
        and clause.path == row.path
        and clause.parent_id == row.parent_id
    ]
