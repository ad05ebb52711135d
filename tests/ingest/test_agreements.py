"""Invented agreements in layouts of every sort, against labels written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import read_document
from klausul.records import DocumentRecord

AGREEMENTS = Path(__file__).parent / "agreements"
FILES = sorted(p for p in AGREEMENTS.iterdir() if not p.name.endswith(".labels.txt"))

pytestmark = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@pytest.fixture
def record(path: Path) -> DocumentRecord:
    return read_document(path)[0]


def test_labels(record: DocumentRecord, path: Path) -> None:
    expected = (AGREEMENTS / f"{path.stem}.labels.txt").read_text(encoding="utf-8").splitlines()
    assert ["  " * (clause.level - 1) + clause.label for clause in record.clauses] == expected


def test_a_clause_begins_with_the_number_that_it_is_cited_by(record: DocumentRecord) -> None:
    for clause in record.clauses:
        if clause.number and not clause.notes:
            assert clause.number.lower() in clause.text.lower()[:40].replace(" ", "")


def test_every_word_lies_in_one_top_level_clause(record: DocumentRecord) -> None:
    def tops() -> Iterator[str]:
        yield from (clause.text for clause in record.clauses if clause.level == 1)

    assert "".join("".join(tops()).split()) == "".join(record.document.text.split())
