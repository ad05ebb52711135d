"""The use case: everything that is wrong in one document, in the order of the document."""

from __future__ import annotations

from types import MappingProxyType

from answer.anomalies import (
    annexes,
    contradictions,
    crossing,
    duplicates,
    emptiness,
    numbering,
    placeholders,
    repeats,
    settled,
)
from answer.anomalies.examined import Examined, Rule
from klausul.ports import Library
from klausul.types import Anomaly, AnomalyKind

_RULES: tuple[Rule, ...] = (
    numbering.find_misnumbered,
    duplicates.find_duplicates,
    numbering.find_unprinted,
    emptiness.find_empty,
    placeholders.find_placeholders,
    annexes.find_missing,
    contradictions.find_contradicting,
    settled.find_settled_twice,
    crossing.find_crossed,
    repeats.find_repeated,
)
_RANKS = MappingProxyType({kind: rank for rank, kind in enumerate(AnomalyKind)})


def find_anomalies(document_id: str, *, library: Library) -> tuple[Anomaly, ...]:
    """Return what is wrong in a document, by place, then by kind.

    Every finding quotes the words that show it, with one to three citations.

    Raises:
        UnknownDocumentError: No document has that id.
    """
    examined = Examined.open(document_id, library=library)
    found = {anomaly for rule in _RULES for anomaly in rule(examined)}
    return tuple(sorted(found, key=_place))


def _place(anomaly: Anomaly) -> tuple[int, int, int, str]:
    first = anomaly.citations[0].span
    return first.start, first.end, _RANKS[anomaly.kind], anomaly.text
