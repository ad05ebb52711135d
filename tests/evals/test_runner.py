from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from evals.cases import Case, GoldEntry, load_cases
from evals.matching import bare_text
from evals.runner import run_cases
from klausul.errors import EvaluationFileError
from klausul.ports import Library
from klausul.types import (
    Answer,
    Citation,
    Clause,
    Document,
    Hit,
    Outcome,
    Question,
    Span,
    Statement,
)

MakeAnswer = Callable[..., Answer]

GOLD = GoldEntry(document_id="alfa-dba", label="10.1", evidence="tre måneder", answer=("tre",))
CASES = [
    Case(
        case_id="one",
        question="Hvor længe?",
        scope="alfa",
        type="duration",
        style="formal",
        history=("Før?",),
        gold=(GOLD,),
    ),
    Case(case_id="two", question="Og så?", type="duration", style="typo", gold=(GOLD,)),
    Case(case_id="three", question="Hvad koster det?", type="unanswerable", style="typo"),
]


def test_every_case_is_asked_once_after_one_warm_up(
    library: Library, answer_with: MakeAnswer
) -> None:
    asked: list[Question] = []
    progress: list[tuple[int, int, str]] = []

    def ask(question: Question) -> Answer:
        asked.append(question)
        return answer_with("alfa-dba/10.1", hits=["alfa-dba/10.1"], text="tre")

    report = run_cases(
        CASES, ask=ask, library=library, on_progress=lambda *step: progress.append(step)
    )
    assert [q.text for q in asked] == ["Hvor længe?", "Hvor længe?", "Og så?", "Hvad koster det?"]
    assert asked[1] == Question(text="Hvor længe?", vendor="alfa", history=("Før?",), top_k=10)
    assert progress == [(1, 3, "one"), (2, 3, "two"), (3, 3, "three")]
    assert [r.case.case_id for r in report.results] == ["one", "two", "three"]
    assert report.index_version == "v1"
    assert report.overall.rates["hit@1"].value == 1.0
    assert report.overall.rates["refused_unanswerable"].value == 0.0


def test_groups_hold_their_cases_only(library: Library, answer_with: MakeAnswer) -> None:
    right = answer_with("alfa-dba/10.1", hits=["alfa-dba/10.1"])
    wrong = answer_with("alfa-dba/10.2", hits=["alfa-dba/10.2"])
    report = run_cases(CASES, ask=lambda q: right if q.vendor == "alfa" else wrong, library=library)
    assert {key: scores.n for key, scores in report.by_type.items()} == {
        "duration": 2,
        "unanswerable": 1,
    }
    assert list(report.by_style) == ["formal", "typo"]
    assert report.by_style["formal"].rates["hit@1"].value == 1.0
    assert report.by_style["typo"].rates["hit@1"].value == 0.0
    assert report.by_scope["scoped"].rates["citation_precision"].value == 1.0
    assert report.by_scope["unscoped"].rates["citation_precision"].value == 0.0
    assert report.overall.rates["hit@1"].value == 0.5


def test_a_crash_is_data_and_the_run_goes_on(library: Library, answer_with: MakeAnswer) -> None:
    def ask(question: Question) -> Answer:
        if question.text == "Og så?":
            raise ZeroDivisionError("midt i det hele")
        return answer_with("alfa-dba/10.1", hits=["alfa-dba/10.1"])

    report = run_cases(CASES, ask=ask, library=library)
    assert [r.error for r in report.results] == [None, "ZeroDivisionError: midt i det hele", None]
    assert report.overall.rates["hit@1"].value == 0.5
    assert report.overall.rates["false_refusals"].value == 0.5
    assert report.overall.rates["failed"].value == pytest.approx(1 / 3)
    assert report.overall.outcomes["failed"] == 1


def test_an_interruption_is_not_swallowed(library: Library) -> None:
    def ask(question: Question) -> Answer:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_cases(CASES, ask=ask, library=library)


@pytest.mark.parametrize(
    ("cases", "words"),
    [
        pytest.param([], "no cases", id="empty"),
        pytest.param(
            [Case(case_id="x", question="?", scope="gamma", type="t", style="s")],
            "vendors .* gamma",
            id="unknown-vendor",
        ),
        pytest.param(
            [
                Case(
                    case_id="x",
                    question="?",
                    type="t",
                    style="s",
                    gold=(GoldEntry(document_id="gamma-dba", label="1", evidence="e"),),
                )
            ],
            "documents .* gamma-dba",
            id="unknown-document",
        ),
    ],
)
def test_what_cannot_be_measured_is_refused(
    library: Library, answer_with: MakeAnswer, cases: Sequence[Case], words: str
) -> None:
    with pytest.raises(EvaluationFileError, match=words):
        run_cases(cases, ask=lambda q: answer_with(outcome=Outcome.NOT_FOUND), library=library)


def test_the_gold_scores_full_marks_against_itself(
    gold_library: Library, data_folder: Path
) -> None:
    cases = load_cases(data_folder / "evals" / "dev.jsonl")
    by_question = {(c.question, c.scope, c.history): c for c in cases}
    oracle = Oracle(gold_library)

    def ask(question: Question) -> Answer:
        return oracle.answer(
            by_question[question.text, question.vendor, question.history], question
        )

    report = run_cases(cases, ask=ask, library=gold_library)
    rates = dict(report.overall.rates)
    assert rates.pop("answered").value == pytest.approx(205 / 240)
    # One gold answer names a company, "1stLevel", that stands outside its evidence.
    assert rates.pop("unproven_numbers").value == pytest.approx(1 / 205)
    for name, rate in rates.items():
        assert rate.value == (1.0 if rate.higher_is_better else 0.0), name
    assert rates["verdict_right"].n == 44
    assert rates["wrong_vendor"].n > 0


class Oracle:
    """Answers by the gold: its clauses, its evidence quoted, its strings said."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._places = {
            d.document_id: [i for i, c in enumerate(d.text) if bare_text(c)]
            for d in library.documents.values()
        }

    def answer(self, case: Case, question: Question) -> Answer:
        if not case.is_answerable:
            return Answer(question=question, outcome=Outcome.NOT_FOUND, text="Står der ikke.")
        clauses = [self._clause(entry) for entry in case.gold]
        return Answer(
            question=question,
            outcome=Outcome.ANSWERED,
            text=" ".join(s for entry in case.gold for s in entry.demanded_strings),
            verdict=case.gold_verdict,
            statements=tuple(
                Statement(text="Svar.", citations=(self._citation(entry, clause),))
                for entry, clause in zip(case.gold, clauses, strict=True)
            ),
            hits=tuple(
                Hit(clause=clause, score=1 / place, rank=place, passage=clause.span)
                for place, clause in enumerate(clauses, start=1)
            ),
        )

    def _clause(self, entry: GoldEntry) -> Clause:
        clauses = self._library.clauses_of(entry.document_id)
        return next(clause for clause in clauses if clause.label == entry.label)

    def _citation(self, entry: GoldEntry, clause: Clause) -> Citation:
        document = self._library.documents[entry.document_id]
        span = self._locate(entry.evidence, document)
        return Citation(
            clause_id=clause.clause_id,
            document_id=document.document_id,
            label=clause.label,
            quote=span.of(document.text),
            span=span,
        )

    def _locate(self, evidence: str, document: Document) -> Span:
        places = self._places[document.document_id]
        words = bare_text(evidence)
        start = bare_text(document.text).index(words)
        return Span(places[start], places[start + len(words) - 1] + 1)
