from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.agreements import load_agreements
from evals.unseen import main, measure, open_reader
from index.encoders import HashingEncoder
from klausul.errors import ReaderError
from klausul.ports import Finding
from klausul.settings import Settings

ROWS = [
    {
        "agreement": "Nord",
        "heading": "Sletning",
        "label": "10.1",
        "clause": "Databehandleren sletter alle personoplysninger senest 30 dage efter ophør.",
        "questions": [
            {
                "q": "Hvornår sletter databehandleren personoplysninger efter ophør?",
                "style": "formal",
                "kind": "duration",
                "span": "senest 30 dage efter ophør",
                "verdict": None,
            }
        ],
        "near_miss": ["Hvem betaler for sletningen?"],
    },
    {
        "agreement": "Nord",
        "heading": "Logning",
        "label": "11.1",
        "clause": "Adgang til systemet logges, og loggen gennemgås hver måned.",
        "questions": [
            {
                "q": "Logges adgang til systemet?",
                "style": "keyword",
                "kind": "yesno",
                "span": "Adgang til systemet logges",
                "verdict": "ja",
            }
        ],
        "open": ["Logges adgang til kopierne?"],
    },
]


class _Reader:
    """Finds an answer in every passage, and remembers what it was asked."""

    identity = "fake"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, question: str, passages: Sequence[str]) -> list[Finding]:
        self.asked.append(question)
        found = Finding(answers=0.5, span=None, ja=0.0, nej=0.0, undecided=1.0)
        return [found for _ in passages]


@pytest.fixture
def agreements(tmp_path: Path) -> Path:
    path = tmp_path / "heldout-nord.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return path


def test_every_question_is_asked_in_its_agreement(agreements: Path, tmp_path: Path) -> None:
    done: list[int] = []
    report = measure(
        load_agreements(agreements),
        encoder=HashingEncoder(),
        reader=None,
        folder=tmp_path / "index",
        on_progress=lambda n, of, _: done.append(n),
    )

    assert done == [1, 2, 3, 4]
    assert report.overall.rates["hit@1"].value == 1.0
    assert report.overall.rates["failed"].value == 0.0
    assert report.overall.rates["verdict_right"].n == 1
    assert set(report.by_type) == {"duration", "yesno", "unanswerable"}
    assert set(report.by_style) == {"formal", "keyword", "near miss", "open"}


def test_the_reader_reads_for_the_assistant(agreements: Path, tmp_path: Path) -> None:
    reader = _Reader()
    measure(
        load_agreements(agreements),
        encoder=HashingEncoder(),
        reader=reader,
        folder=tmp_path / "index",
    )
    assert "Logges adgang til systemet?" in reader.asked


@pytest.mark.parametrize(
    ("choice", "setting"),
    [
        pytest.param("none", "data/reader", id="none"),
        pytest.param(None, "", id="none-set"),
    ],
)
def test_without_a_reader(choice: str | None, setting: str) -> None:
    assert open_reader(choice, settings=Settings(reader=setting)) is None


@pytest.mark.parametrize(
    ("choice", "setting"),
    [
        pytest.param("chosen", "", id="chosen"),
        pytest.param(None, "chosen", id="set"),
    ],
)
def test_a_reader_that_is_not_there_is_named(choice: str | None, setting: str) -> None:
    with pytest.raises(ReaderError, match="chosen"):
        open_reader(choice, settings=Settings(reader=setting))


def test_a_missing_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--agreements", str(tmp_path / "none.jsonl"), "--reader", "none"]) == 1
    assert "none.jsonl" in capsys.readouterr().err
