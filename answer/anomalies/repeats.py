"""Sentences that are printed twice, word for word.

The cells of a table repeat themselves by nature, and a clause that refers to another may quote it;
neither is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from answer.anomalies.examined import Examined, begin, name_place
from answer.bodies import NUMBERING
from klausul.danish.sentences import split_sentences
from klausul.types import Anomaly, AnomalyKind, Clause, ClauseKind, Span

LEAST = 80
"""A shorter sentence may be the usual wording of two different things."""

_SKIPPED = frozenset({ClauseKind.CONTENTS, ClauseKind.SIGNATURE})

Place = tuple[Clause, Span]


def find_repeated(examined: Examined) -> Iterator[Anomaly]:
    """Yield for each pair of clauses what the second repeats of the first."""
    quoting = _quoting(examined)
    first: dict[str, Place] = {}
    pairs: dict[tuple[str, str], list[tuple[Place, Place]]] = {}
    for words, place in _sentences(examined):
        earlier = first.setdefault(words, place)
        if earlier[1] == place[1]:
            continue
        ids = (earlier[0].clause_id, place[0].clause_id)
        if not _is_table(earlier[0], place[0]) and frozenset(ids) not in quoting:
            pairs.setdefault(ids, []).append((earlier, place))
    for found in pairs.values():
        yield _tell(found, examined)


def _tell(found: list[tuple[Place, Place]], examined: Examined) -> Anomaly:
    (one, at), (other, again) = max(found, key=lambda pair: (len(pair[0][1]), -pair[0][1].start))
    if name_place(one) == name_place(other):
        text = f"{begin(name_place(one))} har den samme tekst to gange."
    else:
        text = f"{begin(name_place(other))} gentager ordret tekst fra {name_place(one)}."
    return examined.report(
        AnomalyKind.REPEATED_TEXT, text, [examined.cite(one, at), examined.cite(other, again)]
    )


def _sentences(examined: Examined) -> Iterator[tuple[str, Place]]:
    """Yield the long sentences with the innermost clause that holds each, in order."""
    for row in examined.clauses:
        words = " ".join(row.text.split())
        if row.kind is ClauseKind.ROW and len(words) > LEAST:
            yield words, (row, _trimmed(row))
    for top in examined.clauses:
        if top.level != 1 or top.kind in _SKIPPED:
            continue
        start = top.span.start
        for found in split_sentences(top.text):
            number = NUMBERING.match(top.text, found.start, found.end)
            words = " ".join(top.text[number.end() if number else found.start : found.end].split())
            if len(words) > LEAST:
                span = Span(start + found.start, start + found.end)
                yield words, (examined.clause_at(span) or top, span)


def _trimmed(clause: Clause) -> Span:
    lead = len(clause.text) - len(clause.text.lstrip())
    start = clause.span.start + lead
    return Span(start, start + len(clause.text.strip()))


def _is_table(one: Clause, other: Clause) -> bool:
    """Tell whether two clauses are different rows of one table."""
    are_rows = one.kind is other.kind is ClauseKind.ROW and one.label == other.label
    return are_rows and one.heading != other.heading


def _quoting(examined: Examined) -> frozenset[frozenset[str]]:
    """Return the pairs of clauses of which one refers to the other."""
    return frozenset(
        frozenset({reference.clause_id, reference.target_id})
        for reference in examined.references
        if reference.target_id is not None
    )
