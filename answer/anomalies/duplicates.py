"""One number for two different clauses, with both places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from answer.anomalies.examined import Examined, begin, is_numbered, listed
from answer.placing import Place, place_of
from klausul.types import Anomaly, AnomalyKind, Clause, ClauseKind

Pair = tuple[Clause, Clause]

_NEAR = 2
"""Two numbers of a run stand so close, as the first may have something below it."""

_HEADED = re.compile(r"^[ \t]*(?:[A-ZÆØÅ]|[IVX]+)\.\s+[A-ZÆØÅ]", re.MULTILINE)
"""A heading between two lists: the second is another clause's, whatever the cut says."""


def find_duplicates(examined: Examined) -> Iterator[Anomaly]:
    """Yield the numbers that are used twice; a list that begins again is told once."""
    pairs: dict[Place, list[Pair]] = {}
    first: dict[str, Clause] = {}
    for clause, following in pairwise([*examined.clauses, None]):
        if clause is None or not is_numbered(clause) or _is_entry(clause, following):
            continue
        label = " ".join(clause.label.split())
        earlier = first.setdefault(label, clause)
        same = earlier.number == clause.number  # "2." and "D.2" of one annex differ in print
        if earlier is clause or earlier.span.overlaps(clause.span) or not same:
            continue
        if clause.level == 1 or not _HEADED.search(examined.between(earlier, clause)):
            pairs.setdefault(place_of(label).above, []).append((earlier, clause))
    for found in pairs.values():
        for run in _runs(found, examined):
            yield _tell(run, examined)


def _is_entry(clause: Clause, following: Clause | None) -> bool:
    """Tell whether a heading of an annex is an entry in a list of them: the next one follows."""
    if following is None or clause.kind is not ClauseKind.HEADING:
        return False
    heads = all(head.part == head.label for head in (clause, following))
    return heads and clause.label != following.label


def _runs(pairs: Sequence[Pair], examined: Examined) -> Iterator[list[Pair]]:
    """Yield the pairs in runs that follow one another on both sides."""
    order = {clause.clause_id: i for i, clause in enumerate(examined.clauses)}
    run: list[Pair] = []
    for pair in pairs:
        if run and not all(
            0 < order[now.clause_id] - order[last.clause_id] <= _NEAR
            for last, now in zip(run[-1], pair, strict=True)
        ):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _tell(run: Sequence[Pair], examined: Examined) -> Anomaly:
    labels = list(dict.fromkeys(" ".join(clause.label.split()) for _, clause in run))
    if len(labels) == 1:
        text = f"Nummeret {labels[0]} er brugt {_count(run)} forskellige steder."
    else:
        text = f"Numrene {listed(labels)} er brugt to gange."
    first, second = run[0]
    return examined.report(
        AnomalyKind.DUPLICATE_NUMBER,
        begin(text),
        [examined.cite(first), examined.cite(second), *(examined.cite(c) for _, c in run[1:])],
    )


def _count(run: Sequence[Pair]) -> str:
    return "to" if len(run) == 1 else str(len(run) + 1)
