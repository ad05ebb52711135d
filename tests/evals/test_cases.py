from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.cases import Case, GoldEntry, kind_of_file, load_cases
from klausul.errors import EvaluationFileError
from klausul.types import Verdict

GOOD: dict[str, Any] = {
    "id": "c-1",
    "question": "Hvor lang er fristen?",
    "scope": "alfa",
    "type": "duration",
    "style": "formal",
    "history": [],
    "gold": [
        {"document": "alfa-dba", "clause": "10.1", "evidence": "tre måneder", "answer": ["tre"]}
    ],
}


def write(path: Path, *lines: object) -> Path:
    text = "\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_becomes_a_case(tmp_path: Path) -> None:
    path = write(tmp_path / "c.jsonl", GOOD, "", {**GOOD, "id": "c-2", "note": "a\u2028b"})
    first, second = load_cases(path)
    assert first == Case(
        case_id="c-1",
        question="Hvor lang er fristen?",
        scope="alfa",
        type="duration",
        style="formal",
        gold=(
            GoldEntry(
                document_id="alfa-dba", label="10.1", evidence="tre måneder", answer=("tre",)
            ),
        ),
    )
    assert second.note == "a\u2028b"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("{", "the line: Invalid JSON", id="not-json"),
        pytest.param("[]", "the line", id="not-an-object"),
        pytest.param({**GOOD, "id": "c-1"}, "'c-1' stands on line 1 too", id="same-id"),
        pytest.param({**GOOD, "id": "x", "question": " "}, "question", id="blank-question"),
        pytest.param({**GOOD, "id": "x", "question": "a" * 2001}, "question", id="too-long"),
        pytest.param({**GOOD, "id": "x", "history": "før"}, "history", id="history-no-list"),
        pytest.param({**GOOD, "id": "x", "skope": "alfa"}, "skope", id="unknown-key"),
        pytest.param({**GOOD, "id": "x", "gold": []}, "0 gold entries", id="gold-missing"),
        pytest.param({**GOOD, "id": "x", "gold": [{}]}, "gold.0.document", id="gold-key-missing"),
        pytest.param({**GOOD, "id": "x", "type": "unanswerable"}, "1 gold", id="gold-too-many"),
        pytest.param({k: v for k, v in GOOD.items() if k != "id"}, "id: Field", id="id-missing"),
    ],
)
def test_a_fault_names_file_line_and_what_is_wrong(
    tmp_path: Path, line: object, words: str
) -> None:
    path = write(tmp_path / "c.jsonl", GOOD, line)
    with pytest.raises(EvaluationFileError) as caught:
        load_cases(path)
    assert f"{path}, line 2: " in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(None, "cannot be read", id="missing"),
        pytest.param(b"\xff\xfe{}", "not UTF-8", id="not-utf-8"),
        pytest.param(b" \n\n", "holds no lines", id="empty"),
    ],
)
def test_an_unreadable_file_is_named(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "c.jsonl"
    if content is not None:
        path.write_bytes(content)
    for read in (load_cases, kind_of_file):
        with pytest.raises(EvaluationFileError, match=words) as caught:
            read(path)
        assert str(path) in str(caught.value)


def test_the_kind_of_a_file_is_told_by_its_keys(tmp_path: Path) -> None:
    clause = {"document": "d", "label": "1", "starts": "a", "ends": "b"}
    assert kind_of_file(write(tmp_path / "a", GOOD)) == "questions"
    assert kind_of_file(write(tmp_path / "b", "", clause)) == "clauses"
    for line in ({"id": 1}, [1], "nonsense"):
        with pytest.raises(EvaluationFileError, match="line 1"):
            kind_of_file(write(tmp_path / "c", line))


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        pytest.param([["ja"], ["ja", "24 timer"]], Verdict.JA, id="only-ja"),
        pytest.param([["nej"], []], Verdict.NEJ, id="only-nej"),
        pytest.param([["ja"], ["nej"]], None, id="both"),
        pytest.param([["24 timer"]], None, id="neither"),
    ],
)
def test_the_verdict_of_the_gold(answers: list[list[str]], verdict: Verdict | None) -> None:
    gold = tuple(
        GoldEntry(document_id="d", label="1", evidence="e", answer=tuple(a)) for a in answers
    )
    case = Case(case_id="c", question="?", type="yesno", style="formal", gold=gold)
    assert case.gold_verdict is verdict
    assert all("ja" not in entry.demanded_strings for entry in gold)


def test_the_development_set_is_valid(data_folder: Path) -> None:
    path = data_folder / "evals" / "dev.jsonl"
    cases = load_cases(path)
    assert kind_of_file(path) == "questions"
    assert len(cases) == 240
    assert sum(not case.is_answerable for case in cases) == 35
    assert sum(len(case.gold) for case in cases) == 483
