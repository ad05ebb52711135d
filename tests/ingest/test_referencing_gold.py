"""The real documents against the gold of their cross-references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from evals.crossing import CrossingReport, score_references
from ingest.manifest import load_manifest
from ingest.reading import read_document
from klausul.records import DocumentRecord
from klausul.types import Clause, Document, Reference, ReferenceStatus

DATA = Path(__file__).resolve().parents[2] / "data"


class Documents:
    """Plays the role of a library with what ingest made of the shipped documents."""

    version = "v1"

    def __init__(self, records: Sequence[DocumentRecord]) -> None:
        self._records = {record.document.document_id: record for record in records}
        self._clauses = {c.clause_id: c for record in records for c in record.clauses}

    @property
    def documents(self) -> Mapping[str, Document]:
        return {key: record.document for key, record in self._records.items()}

    @property
    def clauses(self) -> Mapping[str, Clause]:
        return self._clauses

    def clauses_of(self, document_id: str) -> Sequence[Clause]:
        return self._records[document_id].clauses

    def references_of(self, document_id: str) -> Sequence[Reference]:
        return self._records[document_id].references


@pytest.fixture(scope="module")
def report() -> CrossingReport:
    entries = load_manifest(DATA / "documents")
    files = sorted((DATA / "documents").glob("*.txt"))
    records = [read_document(file, entry=entries.get(file.name))[0] for file in files]
    return score_references(DATA / "evals" / "references.jsonl", library=Documents(records))


def test_references_are_found(report: CrossingReport) -> None:
    missed = [one.gold.text for one in report.judged if one.ours is None]
    assert report.overall.f1 >= 0.95, (missed, report.extras)


def test_targets_are_right(report: CrossingReport) -> None:
    score = report.overall
    assert score.share(score.target_right) >= 0.90
    assert score.share(score.same_place) >= 0.95


def test_statuses_are_right(report: CrossingReport) -> None:
    score = report.overall
    assert score.share(score.status_right) >= 0.90
    shifted = [one for one in report.judged if one.gold.status is ReferenceStatus.SHIFTED]
    assert all(one.status_right and one.target_right for one in shifted)


def test_no_sound_reference_is_said_to_dangle(report: CrossingReport) -> None:
    assert report.false_dangling == ()
