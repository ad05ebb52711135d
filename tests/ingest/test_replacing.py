"""Two vendors call their agreements the same: neither may take the other's place in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.pipeline import IngestReport, ingest_paths
from ingest.storing import read_records
from klausul.errors import DuplicateDocumentError


def agreement(vendor: str, *, more: str = "") -> str:
    return (
        f"Databehandleraftale mellem Sønderby Skole (dataansvarlig) og {vendor} "
        f"(databehandler)\n\n1. Formål\n\n1.1 Data behandles for kunden.\n{more}"
    )


NAMELESS = "Databehandleraftale\n\n1. Formål\n\n1.1 Data behandles.\n"


def put(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "aftale.txt"
    path.write_text(text, encoding="utf-8")
    return path


def ingest(*paths: Path, force: bool = False) -> IngestReport:
    return ingest_paths(paths, folder=paths[0].parents[1] / "ud", workers=0, force=force)


def stored(tmp_path: Path) -> list[tuple[str, int]]:
    records = read_records(tmp_path / "ud")
    return [(record.document.vendor, record.document.revision) for record in records]


def test_another_vendors_document_keeps_its_place(tmp_path: Path) -> None:
    first = put(tmp_path / "a", agreement("Tangloft ApS"))
    second = put(tmp_path / "b", agreement("Rugmose A/S"))
    ingest(first)
    for _ in range(2):
        report = ingest(second)
        assert report.ingested == ()
        (failure,) = report.failures
        assert isinstance(failure.error, DuplicateDocumentError)
        (reason,) = failure.error.__notes__
        for words in ("»aftale«", "Tangloft", "Rugmose", str(first), "manifest.json",
                      "klausul remove aftale", "--force"):  # fmt: skip
            assert words in reason
    assert stored(tmp_path) == [("tangloft", 1)]
    assert not (tmp_path / "ud" / "versions").exists()


def test_the_same_path_with_another_vendors_text_is_refused_too(tmp_path: Path) -> None:
    ingest(put(tmp_path / "a", agreement("Tangloft ApS")))
    report = ingest(put(tmp_path / "a", agreement("Rugmose A/S")))
    assert [type(failure.error) for failure in report.failures] == [DuplicateDocumentError]
    assert stored(tmp_path) == [("tangloft", 1)]


def test_force_replaces_and_keeps_what_was(tmp_path: Path) -> None:
    ingest(put(tmp_path / "a", agreement("Tangloft ApS")))
    report = ingest(put(tmp_path / "b", agreement("Rugmose A/S")), force=True)
    assert report.failures == ()
    assert stored(tmp_path) == [("rugmose", 2)]
    assert "Tangloft" in (tmp_path / "ud/versions/aftale/1.record.json").read_text("utf-8")


def test_the_same_vendor_makes_a_revision_from_any_folder(tmp_path: Path) -> None:
    ingest(put(tmp_path / "2023", agreement("Tangloft ApS")))
    report = ingest(put(tmp_path / "2024", agreement("Tangloft ApS", more="\n1.2 Nyt.\n")))
    assert report.failures == ()
    assert stored(tmp_path) == [("tangloft", 2)]


def test_a_vendor_that_the_manifest_renames_is_the_same(tmp_path: Path) -> None:
    path = put(tmp_path / "a", agreement("Tangloft ApS"))
    ingest(path)
    entry = {"documents": [{"file": "aftale.txt", "vendor": "tl"}]}
    (tmp_path / "a" / "manifest.json").write_text(json.dumps(entry), encoding="utf-8")
    assert ingest(path).failures == ()
    put(tmp_path / "a", agreement("Tangloft ApS", more="\n1.2 Nyt.\n"))
    assert ingest(path).failures == ()
    assert stored(tmp_path) == [("tl", 2)]


@pytest.mark.parametrize("first_is_named", [True, False])
def test_an_unknown_vendor_gives_way_to_no_copy_elsewhere(
    tmp_path: Path, first_is_named: bool
) -> None:
    ingest(put(tmp_path / "a", agreement("Tangloft ApS") if first_is_named else NAMELESS))
    report = ingest(put(tmp_path / "b", NAMELESS + "\n1.2 Nyt.\n"))
    assert "ukendt leverandør" in report.failures[0].error.__notes__[0]
    assert [revision for _, revision in stored(tmp_path)] == [1]


def test_an_unknown_vendor_is_known_by_its_path(tmp_path: Path) -> None:
    ingest(put(tmp_path / "a", NAMELESS))
    assert ingest(put(tmp_path / "a", NAMELESS + "\n1.2 Nyt.\n")).failures == ()
    (tmp_path / "a").rename(tmp_path / "b")
    assert ingest(put(tmp_path / "b", NAMELESS + "\n1.2 Nyere.\n")).failures == ()
    assert stored(tmp_path) == [("aftale", 3)]


def test_one_file_that_two_vendors_share_is_two_documents(tmp_path: Path) -> None:
    for vendor in ("a", "b"):
        put(tmp_path / vendor, NAMELESS)
        entry = {"documents": [{"file": "aftale.txt", "vendor": vendor}]}
        (tmp_path / vendor / "manifest.json").write_text(json.dumps(entry), encoding="utf-8")
    assert ingest(tmp_path / "a" / "aftale.txt").failures == ()
    assert len(ingest(tmp_path / "b" / "aftale.txt").failures) == 1
    assert stored(tmp_path) == [("a", 1)]
