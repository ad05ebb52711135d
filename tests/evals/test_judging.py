from __future__ import annotations

from collections.abc import Callable

import pytest

from evals.cases import Case, GoldEntry
from evals.judging import Judgement, judge_answer
from evals.matching import Matcher
from klausul.ports import Library
from klausul.types import Answer, Outcome, Verdict

MakeAnswer = Callable[..., Answer]

DEADLINE = GoldEntry(
    document_id="alfa-dba",
    label="10.1",
    evidence="Data slettes senest tre måneder efter ophør",
    answer=("nej", "tre  Måneder"),
)
SAME_WORDS = GoldEntry(
    document_id="beta-dba",
    label="4.1",
    evidence="Data slettes senest tre måneder efter ophør.",
    answer=("ophør",),
)


def case_with(*gold: GoldEntry, scope: str | None = None, type: str = "duration") -> Case:
    return Case(case_id="c", question="?", scope=scope, type=type, style="formal", gold=gold)


@pytest.fixture
def judge(library: Library) -> Callable[[Case, Answer], Judgement]:
    matcher = Matcher(library)
    return lambda case, answer: judge_answer(case, answer, matcher=matcher, library=library)


Judge = Callable[[Case, Answer], Judgement]


def test_ranks_of_right_clauses(judge: Judge, answer_with: MakeAnswer) -> None:
    hits = ["beta-dba/4.1", "alfa-dba/10.1.a", "alfa-dba/10.2", "alfa-dba/10.1"]
    answer = answer_with("alfa-dba/10.2", hits=hits)
    assert judge(case_with(DEADLINE), answer).right_ranks == (2, 4)


def test_citation_precision_and_document_recall(judge: Judge, answer_with: MakeAnswer) -> None:
    answer = answer_with("alfa-dba/10.1", "alfa-dba/10.2", "alfa-dba/10.1.b")
    judged = judge(case_with(DEADLINE, SAME_WORDS), answer)
    assert [c.is_right for c in judged.citations] == [True, False, True]
    assert judged.citation_precision == pytest.approx(2 / 3)
    assert judged.document_recall == 0.5


def test_without_citations_nothing_is_precise(judge: Judge, answer_with: MakeAnswer) -> None:
    judged = judge(case_with(DEADLINE), answer_with(outcome=Outcome.NOT_FOUND))
    assert (judged.citation_precision, judged.document_recall, judged.overlap) == (0.0, 0.0, 0.0)


def test_overlap_is_of_the_cited_document_only(judge: Judge, answer_with: MakeAnswer) -> None:
    answer = answer_with("beta-dba/4.1")
    assert judge(case_with(DEADLINE), answer).overlap == 0.0
    assert judge(case_with(SAME_WORDS), answer).overlap == 1.0


def test_a_changed_quote_is_not_verbatim(judge: Judge, answer_with: MakeAnswer) -> None:
    exact = judge(case_with(DEADLINE), answer_with("alfa-dba/10.2"))
    changed = answer_with("alfa-dba/10.2", quote="10.2 Kunden betaler for udlevering af Data.")
    assert exact.citations[0].is_verbatim
    assert not judge(case_with(DEADLINE), changed).citations[0].is_verbatim


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        pytest.param("alfa", [True, False], id="scoped"),
        pytest.param(None, [True, True], id="unscoped"),
    ],
)
def test_a_citation_of_another_vendor_is_out_of_scope(
    judge: Judge, answer_with: MakeAnswer, scope: str | None, expected: list[bool]
) -> None:
    answer = answer_with("alfa-dba/10.2", "beta-dba/4.2")
    judged = judge(case_with(DEADLINE, scope=scope), answer)
    assert [c.is_in_scope for c in judged.citations] == expected


@pytest.mark.parametrize(
    ("gold", "type", "text", "expected"),
    [
        pytest.param([DEADLINE], "duration", "Efter TRE\nmåneder.", True, id="said"),
        pytest.param([DEADLINE], "duration", "Efter tre uger, nej.", False, id="not-said"),
        pytest.param([DEADLINE, SAME_WORDS], "duration", "Ved ophør.", True, id="one-of-two"),
        pytest.param([DEADLINE, SAME_WORDS], "comparison", "Ved ophør.", False, id="half"),
        pytest.param(
            [DEADLINE, SAME_WORDS], "comparison", "Tre måneder efter ophør", True, id="both"
        ),
        pytest.param(
            [GoldEntry(document_id="alfa-dba", label="10.2", evidence="e", answer=("ja",))],
            "yesno",
            "Svar.",
            None,
            id="nothing-demanded",
        ),
    ],
)
def test_answer_strings(
    judge: Judge,
    answer_with: MakeAnswer,
    gold: list[GoldEntry],
    type: str,
    text: str,
    expected: bool | None,
) -> None:
    answer = answer_with("alfa-dba/10.1", text=text)
    assert judge(case_with(*gold, type=type), answer).has_answer_strings is expected


def test_an_entry_without_strings_does_not_prove_the_answer(
    judge: Judge, answer_with: MakeAnswer
) -> None:
    silent = GoldEntry(document_id="alfa-dba", label="10.2", evidence="e")
    answer = answer_with("alfa-dba/10.2", text="Noget andet.")
    assert judge(case_with(DEADLINE, silent), answer).has_answer_strings is False


def test_a_refusal_that_shows_the_words_has_not_said_them(
    judge: Judge, answer_with: MakeAnswer
) -> None:
    answer = answer_with(outcome=Outcome.NOT_FOUND, text="Nærmest: tre måneder")
    assert judge(case_with(DEADLINE), answer).has_answer_strings is False


def test_verdicts_are_set_side_by_side(judge: Judge, answer_with: MakeAnswer) -> None:
    judged = judge(case_with(DEADLINE), answer_with("alfa-dba/10.1", verdict=Verdict.JA))
    assert (judged.verdict, judged.gold_verdict) == (Verdict.JA, Verdict.NEJ)


def test_numbers_that_no_quote_holds_are_found(judge: Judge, answer_with: MakeAnswer) -> None:
    honest = answer_with("alfa-dba/10.1", text="Senest tre måneder, pkt. 10.1. [1]")
    cheat = answer_with("alfa-dba/10.1", text="Senest 4 måneder, pkt. 10.1. [1]")
    assert judge(case_with(DEADLINE), honest).unproven_numbers == ()
    assert judge(case_with(DEADLINE), cheat).unproven_numbers == ("4", "duration 4 måned")
