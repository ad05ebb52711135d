from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cases import Case, GoldEntry
from evals.judging import CaseResult, judge_answer
from evals.matching import Matcher
from evals.selecting import (
    Attempt,
    area_under,
    attempt_of,
    calibration_error,
    least_area,
    operating_point,
    point_at,
    reliability,
    risk_coverage,
)
from klausul.ports import Library
from klausul.types import Answer, Outcome

GOLD = GoldEntry(document_id="alfa-dba", label="10.1", evidence="tre måneder efter ophør")


def attempt(confidence: float, is_right: bool, *, is_answered: bool = True) -> Attempt:
    return Attempt(confidence=confidence, is_right=is_right, is_answered=is_answered)


FOUR = [attempt(0.9, True), attempt(0.8, False), attempt(0.5, True), attempt(0.2, False)]

attempts_ = st.lists(
    st.builds(
        Attempt,
        confidence=st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 1.0]) | st.floats(0, 1),
        is_right=st.booleans(),
        is_answered=st.booleans(),
    ),
    min_size=1,
    max_size=40,
)


@pytest.mark.parametrize(
    ("gold", "cited", "outcome", "hits", "expected"),
    [
        pytest.param((GOLD,), ["alfa-dba/10.1"], Outcome.ANSWERED, [], (True, True), id="right"),
        pytest.param((GOLD,), ["alfa-dba/10.2"], Outcome.ANSWERED, [], (False, True), id="wrong"),
        pytest.param(
            (GOLD,),
            ["alfa-dba/10.2"],
            Outcome.ANSWERED,
            ["alfa-dba/10.1"],
            (False, True),
            id="an-answer-is-judged-by-what-it-cites",
        ),
        pytest.param((), ["alfa-dba/10.1"], Outcome.REFERRED, [], (False, True), id="silent"),
        pytest.param(
            (GOLD,),
            [],
            Outcome.NOT_FOUND,
            ["alfa-dba/10.1", "beta-dba/4.2"],
            (True, False),
            id="refused-right-first",
        ),
        pytest.param(
            (GOLD,),
            [],
            Outcome.NOT_FOUND,
            ["beta-dba/4.2", "alfa-dba/10.1"],
            (False, False),
            id="refused-right-second",
        ),
        pytest.param(
            (), [], Outcome.NOT_FOUND, ["alfa-dba/10.1"], (False, False), id="refused-silent"
        ),
    ],
)
def test_what_is_right(
    gold: tuple[GoldEntry, ...],
    cited: list[str],
    outcome: Outcome,
    hits: list[str],
    expected: tuple[bool, bool],
    library: Library,
    answer_with: Callable[..., Answer],
) -> None:
    case = Case(case_id="c", question="?", type="duration", style="formal", gold=gold)
    answer = answer_with(*cited, outcome=outcome, hits=hits)
    judged = judge_answer(case, answer, matcher=Matcher(library), library=library)
    found = attempt_of(CaseResult(case=case, seconds=0.0, answer=answer, judgement=judged))
    assert (found.is_right, found.is_answered) == expected


def test_a_crash_is_neither_answered_nor_right() -> None:
    case = Case(case_id="c", question="?", type="duration", style="formal", gold=(GOLD,))
    found = attempt_of(CaseResult(case=case, seconds=0.0, error="ZeroDivisionError"))
    assert found == attempt(0.0, False, is_answered=False)


def test_curve_by_hand() -> None:
    points = risk_coverage(FOUR)
    assert [point.threshold for point in points] == [0.9, 0.8, 0.5, 0.2]
    assert [point.coverage for point in points] == [0.25, 0.5, 0.75, 1.0]
    assert [point.risk for point in points] == pytest.approx([0, 1 / 2, 1 / 3, 1 / 2])


def test_area_by_hand() -> None:
    assert area_under(FOUR) == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)
    # The best order has the two right ones first.
    assert least_area(FOUR) == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)


def test_equal_confidences_have_no_order() -> None:
    tied = [attempt(0.5, True), attempt(0.5, False)]
    assert [(p.coverage, p.risk) for p in risk_coverage(tied)] == [(1.0, 0.5)]
    assert area_under(tied) == area_under(tied[::-1]) == 0.5


def test_point_in_use_is_what_was_answered() -> None:
    point = operating_point([*FOUR[:2], attempt(0.95, True, is_answered=False)])
    assert point is not None
    assert point.coverage == pytest.approx(2 / 3)
    assert (point.risk, point.threshold) == (0.5, 0.8)
    assert operating_point([attempt(0.9, True, is_answered=False)]) is None


@pytest.mark.parametrize(
    ("threshold", "coverage"),
    [
        pytest.param(0.0, 1.0, id="all"),
        pytest.param(0.5, 0.75, id="equal-passes"),
        pytest.param(0.51, 0.5, id="between"),
        pytest.param(0.95, None, id="none"),
    ],
)
def test_point_at_a_threshold(threshold: float, coverage: float | None) -> None:
    point = point_at(risk_coverage(FOUR), threshold)
    assert (None if point is None else point.coverage) == coverage


def test_bins_by_hand() -> None:
    found = reliability([attempt(0.91, True), attempt(1.0, False), attempt(0.3, True)])
    assert [(b.low, b.high, b.n) for b in found] == [(0.3, 0.4, 1), (0.9, 1.0, 2)]
    assert [b.confidence for b in found] == pytest.approx([0.3, 0.955])
    assert [b.right for b in found] == [1.0, 0.5]


def test_calibration_error_by_hand() -> None:
    found = [attempt(0.91, True), attempt(1.0, False), attempt(0.3, True)]
    assert calibration_error(found) == pytest.approx((2 * 0.455 + 0.7) / 3)


def test_a_true_confidence_has_no_error() -> None:
    assert calibration_error([attempt(0.75, n > 0) for n in range(4)]) == pytest.approx(0)


@given(attempts_)
def test_area_lies_between_the_least_and_one(attempts: list[Attempt]) -> None:
    assert 0.0 <= least_area(attempts) <= area_under(attempts) + 1e-9
    assert area_under(attempts) <= 1.0
    assert area_under(attempts) == pytest.approx(area_under(attempts[::-1]))


@given(attempts_)
def test_curve_ends_with_every_question(attempts: list[Attempt]) -> None:
    points = risk_coverage(attempts)
    wrong = sum(not one.is_right for one in attempts)
    assert points[-1].coverage == 1.0
    assert points[-1].risk == pytest.approx(wrong / len(attempts))
    assert [p.coverage for p in points] == sorted({p.coverage for p in points})
    assert sum(found.n for found in reliability(attempts)) == len(attempts)


@pytest.mark.parametrize("measure", [risk_coverage, area_under, calibration_error])
def test_nothing_is_refused(measure: Callable[[list[Attempt]], object]) -> None:
    with pytest.raises(ValueError, match="no attempts"):
        measure([])
