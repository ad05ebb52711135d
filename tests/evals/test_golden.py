"""The reading test: its file, its rules, and that the answers of today are those that were read."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evals.cases import load_cases
from evals.golden import (
    Entry,
    as_seen,
    load_entries,
    main,
    open_assistant,
    renew,
    report,
    show,
    write_entries,
)
from evals.unseen import open_reader
from klausul.errors import EvaluationFileError
from klausul.settings import Settings
from klausul.types import Answer, Note, NoteKind, Outcome, Question, Verdict
from training.screening import find_close

READ = Entry(
    id="g-1",
    question="Slettes data?",
    vendor="alfa",
    history=("Hej?",),
    type="yesno",
    outcome=Outcome.ANSWERED,
    verdict=Verdict.JA,
    answer="Ja.",
    review="Right.",
)


@pytest.fixture
def ja(answer_with: Callable[..., Answer]) -> Answer:
    return answer_with("alfa-dba/10.1", text="Ja.", verdict=Verdict.JA)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    asked = Entry(id="g-2", question="Æ \u2028 ø?", type="who")
    write_entries(tmp_path / "golden.jsonl", [READ, asked])

    assert load_entries(tmp_path / "golden.jsonl") == [READ, asked]
    assert "Æ" in (tmp_path / "golden.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        pytest.param([{"id": "g", "question": "?", "type": "who"}] * 2, "line 2.*twice", id="id"),
        pytest.param([{"id": "g", "question": "?", "type": "who", "note": ""}], "note", id="key"),
        pytest.param([{"id": "g", "question": " ", "type": "who"}], "question", id="question"),
        pytest.param(
            [{"id": "g", "question": "?", "type": "who", "verdict": "maybe"}], "verdict", id="value"
        ),
    ],
)
def test_a_fault_of_the_file_is_named(
    tmp_path: Path, lines: Sequence[object], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    with pytest.raises(EvaluationFileError, match=fault):
        load_entries(path)
    assert main(["--file", str(path)]) == 1
    assert "golden.jsonl, line" in capsys.readouterr().err


def test_the_question_is_asked_as_it_stands(ja: Answer) -> None:
    asked: list[Question] = []

    def ask(question: Question) -> Answer:
        asked.append(question)
        return ja

    renew(READ, ask=ask)
    assert asked == [Question(text="Slettes data?", vendor="alfa", history=("Hej?",))]


def test_a_review_stays_with_the_answer_it_is_of(ja: Answer) -> None:
    assert renew(READ, ask=lambda _: ja) == READ


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"text": "Ja!"}, id="text"),
        pytest.param({"verdict": None}, id="verdict"),
        pytest.param({"outcome": Outcome.REFERRED}, id="outcome"),
        pytest.param({"notes": (Note(kind=NoteKind.OLD_SOURCE, text="Gammel."),)}, id="note"),
    ],
)
def test_another_answer_is_unread(ja: Answer, change: dict[str, object]) -> None:
    said = replace(ja, **change)  # type: ignore[arg-type]
    renewed = renew(READ, ask=lambda _: said)
    assert renewed.review == ""
    assert (renewed.answer, renewed.outcome) == (as_seen(said), said.outcome)


def test_notes_are_seen_below_the_answer(ja: Answer) -> None:
    noted = replace(ja, notes=(Note(kind=NoteKind.OLD_SOURCE, text="Gammel."),))
    assert as_seen(noted) == "Ja.\nBemærk: Gammel."


def test_a_difference_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    other = READ.model_copy(update={"answer": "Nej.", "review": ""})
    same = READ.model_copy(update={"id": "g-2"})

    assert report([READ, same], [other, same]) == 1
    printed = capsys.readouterr()
    assert printed.err == "other than in the file: g-1\nnot read yet: g-1\n"
    assert "Slettes data?\nNej.\n" in printed.out


def test_without_a_difference_nothing_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([READ], [READ]) == 0
    assert capsys.readouterr() == (f"{show(READ)}\n\n", "")


def test_a_rewritten_file_is_no_fault(tmp_path: Path) -> None:
    other = READ.model_copy(update={"answer": "Nej.", "review": ""})

    assert report([READ], [other], rewrite=tmp_path / "golden.jsonl") == 0
    assert load_entries(tmp_path / "golden.jsonl") == [other]


def test_an_answer_is_shown_with_all_that_bears_on_it() -> None:
    assert show(READ).split("\n") == [
        "── g-1 · yesno · alfa · answered, ja",
        "(before) Hej?",
        "? Slettes data?",
        "Ja.",
        "= Right.",
    ]
    assert "all vendors · None" in show(Entry(id="g", question="?", type="who"))


def test_the_questions_are_nobody_elses(data_folder: Path, tmp_path: Path) -> None:
    """Neither the training nor the development questions hold one, or nearly."""
    golden = data_folder / "evals" / "golden.jsonl"
    developed = [{"q": case.question} for case in load_cases(data_folder / "evals" / "dev.jsonl")]
    (tmp_path / "dev.jsonl").write_text("\n".join(map(json.dumps, developed)), encoding="utf-8")

    assert find_close(data_folder / "training", golden) == []
    assert find_close(tmp_path, golden) == []


@pytest.mark.slow
def test_the_answers_of_today_were_read(data_folder: Path, tmp_path: Path) -> None:
    """After a change on purpose: ``make golden`` with ``--write``, then read what changed."""
    settings = Settings()
    assert open_reader(None, settings=settings) is not None
    entries = load_entries(data_folder / "evals" / "golden.jsonl")
    assistant = open_assistant(data_folder / "documents", folder=tmp_path, settings=settings)

    # By their ids: forty answers in one comparison would bury the one that changed.
    assert [entry.id for entry in entries if renew(entry, ask=assistant.ask) != entry] == []
    assert [entry.id for entry in entries if not entry.review] == []
