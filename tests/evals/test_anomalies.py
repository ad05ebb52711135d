"""The lawyer's list against what is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.anomalies import DOCUMENTS, FILE, load_anomalies, main, measure_anomalies, render
from ingest.pipeline import read_document
from klausul.errors import EvaluationFileError, UnknownDocumentError
from klausul.library import RecordLibrary
from klausul.types import AnomalyKind

_ROOT = Path(__file__).parents[2]
TEXT = """\
1. Sletning

1.1 Skovly ApS sletter alle navne og adresser ved aftalens ophør.

1.2 SLETTET.

1.3 Skovly ApS svarer kunden senest [indsæt antal] dage efter en henvendelse.
"""
_EMPTY = {"document": "skovly", "kind": "empty_clause", "labels": ["1.2"], "words": ["SLETTET"]}


def listing(folder: Path, *rows: dict[str, Any]) -> Path:
    file = folder / "list.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (folder / "skovly.txt").write_text(TEXT, encoding="utf-8")
    return file


def library(folder: Path) -> RecordLibrary:
    return RecordLibrary([read_document(folder / "skovly.txt")[0]])


def test_found_missed_and_unknown_are_told_apart(tmp_path: Path) -> None:
    lost = _EMPTY | {"kind": "contradiction", "words": ["30 dage"]}
    wanted = load_anomalies(listing(tmp_path, _EMPTY, lost))
    report = measure_anomalies(wanted, library=library(tmp_path))
    assert report.found == {AnomalyKind.EMPTY_CLAUSE: 1}
    assert (report.recall, report.precision) == (0.5, 0.5)
    assert [item.kind for item in report.missed] == [AnomalyKind.CONTRADICTION]
    assert [anomaly.kind for _, anomaly in report.unknown] == [AnomalyKind.PLACEHOLDER]
    assert "recall 0.500 · precision 0.500 of 2" in render(report)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"labels": ["1.1"]}, id="another clause"),
        pytest.param({"words": ["SLETTET", "udgår"]}, id="not all words"),
        pytest.param({"kind": "placeholder"}, id="another kind"),
    ],
)
def test_finding_must_be_the_one_listed(tmp_path: Path, change: dict[str, Any]) -> None:
    wanted = load_anomalies(listing(tmp_path, _EMPTY | change))
    assert measure_anomalies(wanted, library=library(tmp_path)).recall == 0.0


def test_what_was_judged_later_counts_for_precision_alone(tmp_path: Path) -> None:
    judged = {"document": "skovly", "kind": "placeholder", "labels": ["1.3"], "words": []}
    wanted = load_anomalies(listing(tmp_path, _EMPTY, judged | {"listed": False}))
    report = measure_anomalies(wanted, library=library(tmp_path))
    assert (report.recall, report.precision, report.listed.total()) == (1.0, 1.0, 1)


def test_unknown_document_is_refused(tmp_path: Path) -> None:
    wanted = load_anomalies(listing(tmp_path, _EMPTY | {"document": "ukendt"}))
    with pytest.raises(UnknownDocumentError):
        measure_anomalies(wanted, library=library(tmp_path))


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"document": "skovly"}', json.dumps(_EMPTY | {"kind": "x"})]
)
def test_bad_line_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "list.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(EvaluationFileError, match=r"list\.jsonl"):
        load_anomalies(file)


def test_command_prints_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = listing(tmp_path, _EMPTY)
    assert main([str(file), "--documents", str(tmp_path)]) == 0
    assert "empty_clause           1 / 1" in capsys.readouterr().out


def test_command_names_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl" in capsys.readouterr().err


def test_list_of_the_real_documents_is_mostly_found_and_nothing_else() -> None:
    wanted = load_anomalies(_ROOT / FILE)
    names = sorted({item.document_id for item in wanted})
    records = [read_document(_ROOT / DOCUMENTS / f"{name}.txt")[0] for name in names]
    report = measure_anomalies(wanted, library=RecordLibrary(records))
    assert report.recall >= 0.8
    assert report.precision >= 0.95
