"""The real documents against the gold inventory of their clauses."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.structure import StructureReport, score_structure
from ingest.pipeline import ingest_paths
from ingest.storing import read_records
from klausul.library import RecordLibrary

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> StructureReport:
    folder = tmp_path_factory.mktemp("collection")
    assert ingest_paths([DATA / "documents"], folder=folder).failures == ()
    library = RecordLibrary(read_records(folder))
    return score_structure(DATA / "evals" / "clauses.jsonl", library=library)


def test_labels_and_extents_of_the_top_level(report: StructureReport) -> None:
    assert report.top_level.score.f1 >= 0.98, report.top_level.misses


def test_labels_and_extents_of_all_levels(report: StructureReport) -> None:
    assert report.all_levels.score.f1 >= 0.95, report.all_levels.misses


def test_clauses_keep_what_the_types_promise(report: StructureReport) -> None:
    assert report.violations == ()
