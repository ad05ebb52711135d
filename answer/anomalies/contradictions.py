"""Two deadlines, or two amounts, on one matter in one document.

The comparison is that of the answers (``answer.contradicting``), here over every clause. It is told
only where both sentences speak of the same act; a second step ("følges op skriftligt inden 24
timer") is another act with the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from answer.anomalies.examined import Examined
from answer.contradicting import Contradiction, find_contradictions
from answer.extracting import Extract
from answer.kinds import AnswerKind
from answer.matters import Matter, are_same, matters_in
from klausul.danish.quantities import QuantityKind
from klausul.types import Anomaly, AnomalyKind, ClauseKind

_KINDS = MappingProxyType(
    {
        QuantityKind.DURATION: AnswerKind.DURATION,
        QuantityKind.FREQUENCY: AnswerKind.FREQUENCY,
        QuantityKind.AMOUNT: AnswerKind.AMOUNT,
        QuantityKind.PERCENT: AnswerKind.AMOUNT,
    }
)
_SKIPPED = frozenset({ClauseKind.CONTENTS, ClauseKind.SIGNATURE, ClauseKind.HEADING})
_SECOND_STEP = re.compile(
    r"\bfølges?\s+op\b|\bopfølg\w*|\bherefter\b|\bderefter\b|\befterfølgende\b|\byderligere\b"
    r"|\bredegørelse\w*|\bpåmind\w*|\b(?:attester|bekræft|certificer|dokumenter)\w*"
    r"|\bi så fald\b|\bi sådanne tilfælde\b|\bendnu\b|\bundtagelse\w*|\bdog\b|\bsærlig\w*"
    r"|\bi øvrigt\b",
    re.IGNORECASE,
)


def find_contradicting(examined: Examined) -> Iterator[Anomaly]:
    """Yield the pairs of clauses that promise different things about the same."""
    matters = [
        matter
        for clause in examined.clauses
        if clause.level == 1 and clause.kind not in _SKIPPED
        for matter in matters_in(clause)
        if matter.quantity.kind in _KINDS
    ]
    told: set[frozenset[str]] = set()
    for i, one in enumerate(matters):
        for other in matters[i + 1 :]:
            found = _hold(one, other, examined)
            values = frozenset({one.quantity.text, other.quantity.text})
            if found is not None and values not in told:
                told.add(values)
                yield _tell(found, examined)


def _hold(one: Matter, other: Matter, examined: Examined) -> Contradiction | None:
    if one.clause is other.clause or not (_is_narrow(one) and are_same(one, other)):
        return None
    if bool(_SECOND_STEP.search(one.sentence)) != bool(_SECOND_STEP.search(other.sentence)):
        return None
    found = find_contradictions(
        [Extract(clause=one.clause, span=one.span, fit=1.0)],
        [Extract(clause=other.clause, span=other.span, fit=1.0)],
        kind=_KINDS[one.quantity.kind],
        question="",
        library=examined.library,
    )
    return next((contradiction for contradiction in found if contradiction.is_certain), None)


def _is_narrow(matter: Matter) -> bool:
    """Tell whether it is known what a quantity is about; shared words alone are too little."""
    return matter.act is not None and (bool(matter.objects) or matter.is_general)


def _tell(found: Contradiction, examined: Examined) -> Anomaly:
    pair = (found.chosen, found.other)
    return examined.report(
        AnomalyKind.CONTRADICTION,
        found.note.text,
        [
            *(examined.cite(extract.clause, extract.span) for extract in pair),
            *(examined.cite(clause) for clause in found.precedence),
        ],
    )
