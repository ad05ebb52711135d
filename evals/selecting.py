"""Answering some questions and not others: what answering more costs, and if confidence is true.

An assistant that refuses gives no answer to judge, so what it *would* have answered is judged by
its best clause: a refused question that the documents answer would have been right when a right
clause stands first in its ranking. The confidence of a refusal is that of its best candidate. With
that every question has a confidence and a right or wrong, and the threshold can be moved without
asking again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean

from evals.judging import REFUSALS, CaseResult

BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What the assistant makes of one question, answered or not.

    ``is_right`` tells whether the answer is right, or would have been.
    """

    confidence: float
    is_right: bool
    is_answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One threshold: the share of all questions answered, and the share wrong of those."""

    threshold: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The attempts whose confidence lies from ``low`` up to ``high``, of which the last has 1."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


def attempt_of(result: CaseResult) -> Attempt:
    """Return what ``result`` says of its question.

    Wrong is an answer where the documents are silent, and an answer without a right citation. A
    crash is neither answered nor right.
    """
    answer, judgement = result.answer, result.judgement
    if answer is None or judgement is None:
        return Attempt(confidence=0.0, is_right=False, is_answered=False)
    is_answered = answer.outcome not in REFUSALS
    cites_right = any(citation.is_right for citation in judgement.citations)
    finds_right = 1 in judgement.right_ranks
    return Attempt(
        confidence=answer.confidence,
        is_right=result.case.is_answerable and (cites_right if is_answered else finds_right),
        is_answered=is_answered,
    )


def risk_coverage(attempts: Sequence[Attempt]) -> list[Point]:
    """Return the risk-coverage curve (El-Yaniv and Wiener, 2010), a point a confidence, falling.

    Equal confidences pass a threshold together.

    Raises:
        ValueError: There are no attempts.
    """
    _require(attempts)
    points: list[Point] = []
    answered = wrong = 0
    for confidence, group in _groups(attempts):
        answered += len(group)
        wrong += sum(not attempt.is_right for attempt in group)
        points.append(
            Point(threshold=confidence, coverage=answered / len(attempts), risk=wrong / answered)
        )
    return points


def area_under(attempts: Sequence[Attempt]) -> float:
    """Return the area under the curve (AURC: Geifman, Uziel and El-Yaniv, 2019), 0..1.

    It is the mean risk of answering the k surest questions, over every k. Equal confidences have
    no order, so each of them counts as wrong as they are on average.

    Raises:
        ValueError: There are no attempts.
    """
    _require(attempts)
    risks: list[float] = []
    wrong = 0.0
    for _, group in _groups(attempts):
        share = fmean(not attempt.is_right for attempt in group)
        for _ in group:
            wrong += share
            risks.append(wrong / (len(risks) + 1))
    return fmean(risks)


def least_area(attempts: Sequence[Attempt]) -> float:
    """Return the area if every right attempt were surer than every wrong one."""
    return area_under(
        [
            Attempt(
                confidence=float(attempt.is_right),
                is_right=attempt.is_right,
                is_answered=attempt.is_answered,
            )
            for attempt in attempts
        ]
    )


def operating_point(attempts: Sequence[Attempt]) -> Point | None:
    """Return what is answered in use, None if nothing is; its threshold is the least confidence.

    It need not lie on the curve: a rule may refuse what the confidence would not.
    """
    answered = [attempt for attempt in attempts if attempt.is_answered]
    if not answered:
        return None
    return Point(
        threshold=min(attempt.confidence for attempt in answered),
        coverage=len(answered) / len(attempts),
        risk=fmean(not attempt.is_right for attempt in answered),
    )


def point_at(points: Sequence[Point], threshold: float) -> Point | None:
    """Return the point where all of at least ``threshold`` are answered, None if none is."""
    passed = [point for point in points if point.threshold >= threshold]
    return passed[-1] if passed else None


def reliability(attempts: Sequence[Attempt]) -> list[Bin]:
    """Return the ten bins of equal width that hold attempts: confidence against what is right."""
    binned = sorted(attempts, key=_bin_of)
    return [
        Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            n=len(group),
            confidence=fmean(attempt.confidence for attempt in group),
            right=fmean(attempt.is_right for attempt in group),
        )
        for number, found in groupby(binned, key=_bin_of)
        for group in [list(found)]
    ]


def calibration_error(attempts: Sequence[Attempt]) -> float:
    """Return the expected calibration error (ECE: Naeini et al., 2015) over the bins, 0..1.

    Raises:
        ValueError: There are no attempts.
    """
    _require(attempts)
    gaps = (found.n * abs(found.confidence - found.right) for found in reliability(attempts))
    return sum(gaps) / len(attempts)


def _bin_of(attempt: Attempt) -> int:
    return min(int(attempt.confidence * BINS), BINS - 1)


def _groups(attempts: Sequence[Attempt]) -> list[tuple[float, list[Attempt]]]:
    """Return the attempts by confidence, the highest first."""
    ordered = sorted(attempts, key=lambda attempt: -attempt.confidence)
    return [
        (confidence, list(group))
        for confidence, group in groupby(ordered, key=lambda attempt: attempt.confidence)
    ]


def _require(attempts: Sequence[Attempt]) -> None:
    if not attempts:
        raise ValueError("no attempts, expected at least one")
