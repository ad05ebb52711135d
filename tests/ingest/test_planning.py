from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ingest.pipeline import IngestReport, ingest_paths
from ingest.planning import plan_files
from ingest.storing import read_records
from klausul.errors import DuplicateDocumentError, ManifestError

TEXT = "Databehandleraftale\n\n1. Formål\n\n1.1 Aftalen gælder.\n"


def put(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def manifest(folder: Path, *entries: dict[str, str]) -> None:
    put(folder / "manifest.json", json.dumps({"documents": list(entries)}))


def names(top: Path) -> list[str]:
    return [planned.file.relative_to(top).as_posix() for planned in plan_files([top]).files]


def run(top: Path) -> IngestReport:
    return ingest_paths([top], folder=top.parent / "ud", workers=0)


@pytest.fixture
def top(tmp_path: Path) -> Path:
    return tmp_path / "lev"


def test_a_folders_files_come_before_its_subfolders(top: Path) -> None:
    for name in ("b/nord.txt", "a/øst/dyb.txt", "a/syd.txt", "z.txt", "aa.txt"):
        put(top / name)
    assert names(top) == ["aa.txt", "z.txt", "a/syd.txt", "a/øst/dyb.txt", "b/nord.txt"]


def test_hidden_folders_and_links_are_left_out(top: Path, tmp_path: Path) -> None:
    put(top / "nord.txt")
    put(top / ".git" / "syd.txt")
    put(tmp_path / "andre" / "øst.txt")
    (top / "link").symlink_to(tmp_path / "andre")
    (top / "ring").symlink_to(top)
    assert names(top) == ["nord.txt"]


def test_the_collection_below_a_folder_is_no_source(tmp_path: Path) -> None:
    put(tmp_path / "lev" / "nord.txt")
    first = ingest_paths([tmp_path], folder=tmp_path / "data", workers=0)
    again = ingest_paths([tmp_path], folder=tmp_path / "data", workers=0)
    assert (first.failures, again.failures) == ((), ())
    assert len(again.ingested) == 1


def test_each_folder_has_its_own_manifest(top: Path) -> None:
    for name in ("a", "b"):
        put(top / name / "aftale.txt")
        manifest(top / name, {"file": "aftale.txt", "document_id": f"{name}-dba"})
    report = run(top)
    assert [document.document_id for document in report.ingested] == ["a-dba", "b-dba"]
    assert report.failures == ()


def test_a_broken_manifest_costs_its_own_folder(top: Path) -> None:
    put(top / "nord.txt")
    put(top / "manifest.json", "{")
    put(top / "a" / "syd.txt")
    report = run(top)
    assert [document.document_id for document in report.ingested] == ["syd"]
    (failure,) = report.failures
    assert isinstance(failure.error, ManifestError)
    assert failure.source == str(top)
    assert failure.error.__notes__[-1] == "Ingen af filerne i mappen er læst."


def test_equal_names_are_told_apart_by_their_folders(top: Path) -> None:
    put(top / "a" / "aftale.txt")
    put(top / "b" / "aftale.txt")
    report = run(top)
    (failure,) = report.failures
    assert isinstance(failure.error, DuplicateDocumentError)
    assert failure.source == str(top / "b" / "aftale.txt")
    assert str(top / "a" / "aftale.txt") in failure.error.__notes__[0]
    assert "manifest.json" in failure.error.__notes__[0]


def test_of_equal_names_the_stored_one_stays(top: Path) -> None:
    put(top / "b" / "aftale.txt")
    run(top)
    put(top / "a" / "aftale.txt", TEXT + "\n1.2 Andet.\n")
    report = run(top)
    assert [str(document.change) for document in report.ingested] == ["unchanged"]
    assert [failure.source for failure in report.failures] == [str(top / "a" / "aftale.txt")]


def test_what_is_gone_from_subfolders_is_told(top: Path) -> None:
    for name in ("nord.txt", "a/syd.txt", "b/øst.txt", "b/vest.txt"):
        put(top / name)
    run(top)
    (top / "b" / "øst.txt").unlink()
    (top / "a" / "syd.txt").unlink()
    (top / "a").rmdir()
    assert run(top).stale == ("syd", "øst")


def test_an_empty_subfolder_may_be_a_disk_that_is_not_there(top: Path) -> None:
    put(top / "nord.txt")
    put(top / "a" / "syd.txt")
    (top / "c").mkdir()
    run(top)
    (top / "a" / "syd.txt").unlink()
    report = run(top)
    assert (report.stale, report.empty) == ((), (top / "a",))


def test_a_folder_of_empty_folders_is_empty(top: Path) -> None:
    (top / "a").mkdir(parents=True)
    assert run(top).empty == (top,)


def test_a_file_that_fails_in_a_run_loses_no_document(top: Path) -> None:
    put(top / "nord.txt")
    put(top / "syd.txt")
    put(top / "væk.txt")
    run(top)
    # Now both would become one document: what was stored of the refused one is still its file's.
    manifest(top, {"file": "syd.txt", "document_id": "nord"}, {"file": "væk.txt"})
    (top / "væk.txt").unlink()
    report = run(top)
    assert {Path(f.source).name for f in report.failures} == {"syd.txt", "væk.txt"}
    assert (report.stale, report.superseded) == ((), ())
    stored = [record.document.document_id for record in read_records(top.parent / "ud")]
    assert stored == ["nord", "syd", "væk"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_subfolder_that_is_locked_is_named(top: Path) -> None:
    put(top / "nord.txt")
    put(top / "a" / "syd.txt")
    (top / "a").chmod(0)
    report = run(top)
    (top / "a").chmod(0o755)
    assert [failure.source for failure in report.failures] == [str(top / "a")]
    assert len(report.ingested) == 1
