from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cases import Case, GoldEntry
from evals.judging import CaseResult, CitationJudgement, Judgement
from evals.metrics import mean_rate, percentile, score_results
from klausul.types import Answer, Outcome, Verdict

GOLD = GoldEntry(document_id="alfa-dba", label="10.1", evidence="e", answer=("ja", "tre"))
ANSWERABLE = Case(
    case_id="a", question="?", scope="alfa", type="yesno", style="formal", gold=(GOLD,)
)
UNANSWERABLE = Case(case_id="u", question="?", type="unanswerable", style="formal")

RIGHT_CITATION = CitationJudgement(is_right=True, is_verbatim=True, is_in_scope=True, overlap=0.5)
RIGHT = Judgement(
    outcome=Outcome.ANSWERED,
    right_ranks=(1, 4),
    citations=(RIGHT_CITATION,),
    document_recall=1.0,
    has_answer_strings=True,
    verdict=Verdict.JA,
    gold_verdict=Verdict.JA,
)
REFUSED = Judgement(
    outcome=Outcome.NOT_FOUND,
    right_ranks=(),
    citations=(),
    document_recall=0.0,
    has_answer_strings=None,
    verdict=None,
    gold_verdict=None,
)


def result(case: Case, judgement: Judgement | None, *, seconds: float = 0.01) -> CaseResult:
    return CaseResult(case=case, seconds=seconds, judgement=judgement)


def value(name: str, *results: CaseResult) -> float:
    return score_results(results).rates[name].value


@pytest.mark.parametrize(
    ("name", "best", "worse"),
    [
        pytest.param("hit@1", RIGHT, replace(RIGHT, right_ranks=(2,)), id="hit@1"),
        pytest.param(
            "hit@5", replace(RIGHT, right_ranks=(5,)), replace(RIGHT, right_ranks=(6,)), id="hit@5"
        ),
        pytest.param("MRR", RIGHT, replace(RIGHT, right_ranks=()), id="mrr"),
        pytest.param(
            "citation_precision",
            RIGHT,
            replace(RIGHT, citations=(replace(RIGHT_CITATION, is_right=False),)),
            id="precision",
        ),
        pytest.param("citation_precision", RIGHT, replace(RIGHT, citations=()), id="uncited"),
        pytest.param(
            "citation_document_recall", RIGHT, replace(RIGHT, document_recall=0.0), id="recall"
        ),
        pytest.param(
            "evidence_overlap",
            RIGHT,
            replace(RIGHT, citations=(replace(RIGHT_CITATION, overlap=0.49),)),
            id="overlap",
        ),
        pytest.param(
            "answer_strings", RIGHT, replace(RIGHT, has_answer_strings=False), id="strings"
        ),
        pytest.param("verdict_right", RIGHT, replace(RIGHT, verdict=None), id="no-verdict"),
        pytest.param("verdict_right", RIGHT, replace(RIGHT, verdict=Verdict.NEJ), id="verdict"),
        pytest.param("answered", RIGHT, REFUSED, id="answered"),
        pytest.param(
            "verbatim",
            RIGHT,
            replace(RIGHT, citations=(replace(RIGHT_CITATION, is_verbatim=False),)),
            id="verbatim",
        ),
    ],
)
def test_each_share_of_good_is_one_and_can_be_zero(
    name: str, best: Judgement, worse: Judgement
) -> None:
    assert value(name, result(ANSWERABLE, best)) == 1.0
    assert value(name, result(ANSWERABLE, worse)) == 0.0


@pytest.mark.parametrize(
    ("name", "case", "best", "worse"),
    [
        pytest.param(
            "verdict_wrong",
            ANSWERABLE,
            replace(RIGHT, verdict=None),
            replace(RIGHT, verdict=Verdict.NEJ),
            id="verdict",
        ),
        pytest.param("false_refusals", ANSWERABLE, RIGHT, REFUSED, id="refusal"),
        pytest.param(
            "false_refusals",
            ANSWERABLE,
            RIGHT,
            replace(REFUSED, outcome=Outcome.AMBIGUOUS),
            id="asks",
        ),
        pytest.param("wrong_answer_on_unanswerable", UNANSWERABLE, REFUSED, RIGHT, id="invented"),
        pytest.param(
            "wrong_vendor",
            ANSWERABLE,
            RIGHT,
            replace(RIGHT, citations=(replace(RIGHT_CITATION, is_in_scope=False),)),
            id="vendor",
        ),
        pytest.param(
            "unproven_numbers",
            ANSWERABLE,
            RIGHT,
            replace(RIGHT, unproven_numbers=("4",)),
            id="number",
        ),
    ],
)
def test_each_share_of_bad_is_zero_and_can_be_one(
    name: str, case: Case, best: Judgement, worse: Judgement
) -> None:
    rate = score_results([result(case, best)]).rates[name]
    assert rate.value == 0.0
    assert not rate.higher_is_better
    assert value(name, result(case, worse)) == 1.0


def test_refusals_of_what_nothing_answers() -> None:
    asked_back = replace(REFUSED, outcome=Outcome.AMBIGUOUS)
    referred = replace(RIGHT, outcome=Outcome.REFERRED)
    results = [result(UNANSWERABLE, j) for j in (REFUSED, asked_back, referred, RIGHT)]
    assert value("refused_unanswerable", *results) == 0.5
    assert value("wrong_answer_on_unanswerable", *results) == 0.5


def test_means_by_hand() -> None:
    results = [
        result(ANSWERABLE, replace(RIGHT, right_ranks=(1,)), seconds=0.010),
        result(ANSWERABLE, replace(RIGHT, right_ranks=(4, 5)), seconds=0.030),
        result(ANSWERABLE, replace(RIGHT, right_ranks=()), seconds=0.020),
        result(UNANSWERABLE, REFUSED, seconds=0.040),
    ]
    scores = score_results(results)
    assert scores.n == 4
    assert scores.rates["hit@1"].value == pytest.approx(1 / 3)
    assert scores.rates["hit@5"].value == pytest.approx(2 / 3)
    assert scores.rates["MRR"].value == pytest.approx((1 + 1 / 4 + 0) / 3)
    assert scores.rates["MRR"].n == 3
    assert scores.rates["verbatim"].n == 3
    assert scores.rates["refused_unanswerable"].n == 1
    assert scores.p50_ms == pytest.approx(25.0)
    assert scores.p95_ms == pytest.approx(38.5)


def test_metrics_without_a_case_are_left_out() -> None:
    rates = score_results([result(UNANSWERABLE, REFUSED)]).rates
    assert set(rates) == {
        "refused_unanswerable",
        "wrong_answer_on_unanswerable",
        "answered",
        "failed",
    }


def test_a_crash_is_the_worst_of_everything() -> None:
    crashed = [result(ANSWERABLE, None), result(UNANSWERABLE, None)]
    scores = score_results(crashed)
    for name, rate in scores.rates.items():
        assert rate.value == (0.0 if rate.higher_is_better else 1.0), name
    assert scores.outcomes["failed"] == 2
    assert not {"verbatim", "wrong_vendor", "unproven_numbers"} & set(scores.rates)


def test_length_counts_answers_not_refusals(answer_with: Callable[..., Answer]) -> None:
    answers = [
        answer_with("alfa-dba/10.1", text="a" * 10),
        answer_with("alfa-dba/10.1", text="a" * 20, outcome=Outcome.REFERRED),
        answer_with(text="a" * 90, outcome=Outcome.NOT_FOUND),
    ]
    results = [CaseResult(case=UNANSWERABLE, seconds=0.0, answer=a) for a in answers]
    scores = score_results(results)
    assert scores.answer_characters == 15.0
    assert score_results(results[2:]).answer_characters is None
    assert scores.outcomes == {
        "answered": 1,
        "referred": 1,
        "not_found": 1,
        "ambiguous": 0,
        "failed": 0,
    }


def test_nothing_to_score_is_refused() -> None:
    with pytest.raises(ValueError, match="no results"):
        score_results([])
    with pytest.raises(ValueError, match="no values"):
        mean_rate([])
    with pytest.raises(ValueError, match="0 values"):
        percentile([], 0.5)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        # Newcombe (1998), table I, method 3 (Wilson without continuity correction).
        pytest.param(81, 263, 0.2553, 0.3662, id="81-of-263"),
        pytest.param(15, 148, 0.0624, 0.1605, id="15-of-148"),
        pytest.param(0, 20, 0.0, 0.1611, id="none-of-20"),
        pytest.param(1, 29, 0.0061, 0.1718, id="1-of-29"),
    ],
)
def test_the_interval_is_wilsons(hits: int, n: int, low: float, high: float) -> None:
    rate = mean_rate([1.0] * hits + [0.0] * (n - hits))
    assert (round(rate.low, 4), round(rate.high, 4)) == (low, high)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_the_interval_holds_the_mean(values: list[float]) -> None:
    rate = mean_rate(values)
    assert 0.0 <= rate.low <= rate.value <= rate.high <= 1.0
    assert rate.n == len(values)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50), st.floats(0, 1), st.floats(0, 1))
def test_percentiles_rise_between_the_ends(values: list[float], one: float, two: float) -> None:
    low, high = (percentile(values, share) for share in sorted((one, two)))
    assert low <= high or math.isclose(low, high)
    assert percentile(values, 0.0) == min(values)
    assert percentile(values, 1.0) == max(values)
