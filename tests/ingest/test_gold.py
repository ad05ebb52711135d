"""The real documents against the gold inventory of their clauses."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.structure import StructureReport, score_structure
from ingest.pipeline import ingest_paths
from ingest.storing import read_records
from klausul.errors import UnknownDocumentError
from klausul.records import DocumentRecord
from klausul.types import Clause, Document, Reference

DATA = Path(__file__).resolve().parents[2] / "data"


class RecordLibrary:
    """Plays the role of a library with what ingest made."""

    version = "v1"

    def __init__(self, records: tuple[DocumentRecord, ...]) -> None:
        self._records = {record.document.document_id: record for record in records}

    @property
    def documents(self) -> dict[str, Document]:
        return {key: record.document for key, record in self._records.items()}

    @property
    def clauses(self) -> dict[str, Clause]:
        return {c.clause_id: c for record in self._records.values() for c in record.clauses}

    def clauses_of(self, document_id: str) -> tuple[Clause, ...]:
        if document_id not in self._records:
            raise UnknownDocumentError(document_id)
        return self._records[document_id].clauses

    def references_of(self, document_id: str) -> tuple[Reference, ...]:
        return self._records[document_id].references


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> StructureReport:
    folder = tmp_path_factory.mktemp("collection")
    assert ingest_paths([DATA / "documents"], folder=folder).failures == ()
    library = RecordLibrary(tuple(read_records(folder)))
    return score_structure(DATA / "evals" / "clauses.jsonl", library=library)


def test_labels_and_extents_of_the_top_level(report: StructureReport) -> None:
    assert report.top_level.score.f1 >= 0.98, report.top_level.misses


def test_labels_and_extents_of_all_levels(report: StructureReport) -> None:
    assert report.all_levels.score.f1 >= 0.95, report.all_levels.misses


def test_clauses_keep_what_the_types_promise(report: StructureReport) -> None:
    assert report.violations == ()
