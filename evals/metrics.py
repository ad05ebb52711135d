"""The metrics: shares over many judged cases, each with its number of cases and an interval."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evals.cases import Case
from evals.judging import REFUSALS, CaseResult, Judgement
from klausul.types import Outcome

# The quantile of the normal distribution that leaves 2.5 % on each side.
_Z_95 = 1.959964


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A mean of ``n`` values, each 0..1, with its 95 % Wilson interval.

    For values between 0 and 1 (reciprocal ranks, shares of citations) the interval is wider than
    need be, never narrower: their variance is at most that of hits and misses with this mean.
    """

    value: float
    n: int
    low: float
    high: float
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The metrics of one set of cases; a metric without a case it applies to is left out.

    ``answer_characters`` is the mean length of the replies that answer or refer, ``None`` when
    none did.
    """

    n: int
    rates: Mapping[str, Rate]
    outcomes: Mapping[str, int]
    answer_characters: float | None
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Metric:
    """One value a question; a crash has the worst value there is."""

    name: str
    applies: Callable[[Case], bool]
    value: Callable[[Judgement], float]
    higher_is_better: bool = True

    def values(self, results: Sequence[CaseResult]) -> list[float]:
        worst = 0.0 if self.higher_is_better else 1.0
        return [
            worst if result.judgement is None else self.value(result.judgement)
            for result in results
            if self.applies(result.case)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _PartMetric:
    """One value a citation, or one for what is no refusal; a crash has neither."""

    name: str
    applies: Callable[[Case], bool]
    value: Callable[[Judgement], list[bool]]
    higher_is_better: bool = True

    def values(self, results: Sequence[CaseResult]) -> list[float]:
        return [
            float(value)
            for result in results
            if result.judgement is not None and self.applies(result.case)
            for value in self.value(result.judgement)
        ]


def mean_rate(values: Sequence[float], *, higher_is_better: bool = True) -> Rate:
    """Return the mean of ``values``, each 0..1, with its 95 % interval by Wilson (1927).

    Raises:
        ValueError: There are no values; a share of nothing is no number.
    """
    if not values:
        raise ValueError("the mean of no values is undefined")
    n = len(values)
    mean = statistics.fmean(values)
    scale = 1 + _Z_95**2 / n
    centre = (mean + _Z_95**2 / (2 * n)) / scale
    half = _Z_95 / scale * math.sqrt(mean * (1 - mean) / n + _Z_95**2 / (4 * n**2))
    # Rounding may carry a bound past the mean by the last bit where the two coincide.
    return Rate(
        value=mean,
        n=n,
        low=max(0.0, min(mean, centre - half)),
        high=min(1.0, max(mean, centre + half)),
        higher_is_better=higher_is_better,
    )


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` (0..1) of the values lie, by linear interpolation.

    Raises:
        ValueError: There are no values, or ``share`` is not 0..1.
    """
    if not values or not 0.0 <= share <= 1.0:
        raise ValueError(f"percentile {share} of {len(values)} values is undefined")
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def score_results(results: Sequence[CaseResult]) -> Scores:
    """Return the metrics over ``results``.

    Raises:
        ValueError: There are no results.
    """
    if not results:
        raise ValueError("no results to score")
    milliseconds = [result.seconds * 1000 for result in results]
    lengths = [
        len(result.answer.text)
        for result in results
        if result.answer is not None and result.answer.outcome not in REFUSALS
    ]
    return Scores(
        n=len(results),
        rates={
            metric.name: mean_rate(values, higher_is_better=metric.higher_is_better)
            for metric in (*_METRICS, *_PART_METRICS)
            if (values := metric.values(results))
        },
        outcomes=_count_outcomes(results),
        answer_characters=statistics.fmean(lengths) if lengths else None,
        p50_ms=percentile(milliseconds, 0.50),
        p95_ms=percentile(milliseconds, 0.95),
    )


def _count_outcomes(results: Sequence[CaseResult]) -> dict[str, int]:
    counts = Counter("failed" if r.answer is None else r.answer.outcome.value for r in results)
    return {name: counts[name] for name in (*Outcome, "failed")}


def _is_answerable(case: Case) -> bool:
    return case.is_answerable


def _is_unanswerable(case: Case) -> bool:
    return not case.is_answerable


def _demands_strings(case: Case) -> bool:
    return bool(case.demanding_entries)


def _has_verdict(case: Case) -> bool:
    return case.gold_verdict is not None


def _is_any(_: Case) -> bool:
    return True


def _is_scoped(case: Case) -> bool:
    return case.scope is not None


def _hit_within(ranks: int) -> Callable[[Judgement], float]:
    return lambda judgement: float(any(rank <= ranks for rank in judgement.right_ranks))


def _reciprocal_rank(judgement: Judgement) -> float:
    return 1 / min(judgement.right_ranks) if judgement.right_ranks else 0.0


def _is_refusal(judgement: Judgement) -> float:
    return float(judgement.outcome in REFUSALS)


def _is_answer(judgement: Judgement) -> float:
    return float(judgement.outcome not in REFUSALS)


def _is_verdict_right(judgement: Judgement) -> float:
    return float(judgement.verdict == judgement.gold_verdict)


def _is_verdict_wrong(judgement: Judgement) -> float:
    return float(judgement.verdict not in (None, judgement.gold_verdict))


_METRICS = (
    _Metric(name="hit@1", applies=_is_answerable, value=_hit_within(1)),
    _Metric(name="hit@5", applies=_is_answerable, value=_hit_within(5)),
    _Metric(name="MRR", applies=_is_answerable, value=_reciprocal_rank),
    _Metric(
        name="citation_precision", applies=_is_answerable, value=lambda j: j.citation_precision
    ),
    _Metric(
        name="citation_document_recall", applies=_is_answerable, value=lambda j: j.document_recall
    ),
    _Metric(
        name="evidence_overlap", applies=_is_answerable, value=lambda j: float(j.overlap >= 0.5)
    ),
    _Metric(
        name="answer_strings",
        applies=_demands_strings,
        value=lambda j: float(bool(j.has_answer_strings)),
    ),
    _Metric(name="verdict_right", applies=_has_verdict, value=_is_verdict_right),
    _Metric(
        name="verdict_wrong", applies=_has_verdict, value=_is_verdict_wrong, higher_is_better=False
    ),
    _Metric(name="refused_unanswerable", applies=_is_unanswerable, value=_is_refusal),
    _Metric(
        name="wrong_answer_on_unanswerable",
        applies=_is_unanswerable,
        value=_is_answer,
        higher_is_better=False,
    ),
    _Metric(
        name="false_refusals", applies=_is_answerable, value=_is_refusal, higher_is_better=False
    ),
    _Metric(name="answered", applies=_is_any, value=_is_answer),
    _Metric(name="failed", applies=_is_any, value=lambda _: 0.0, higher_is_better=False),
)

_PART_METRICS = (
    _PartMetric(
        name="verbatim",
        applies=_is_any,
        value=lambda j: [citation.is_verbatim for citation in j.citations],
    ),
    _PartMetric(
        name="wrong_vendor",
        applies=_is_scoped,
        value=lambda j: [not citation.is_in_scope for citation in j.citations],
        higher_is_better=False,
    ),
    _PartMetric(
        name="unproven_numbers",
        applies=_is_any,
        value=lambda j: [] if j.outcome in REFUSALS else [bool(j.unproven_numbers)],
        higher_is_better=False,
    ),
)
