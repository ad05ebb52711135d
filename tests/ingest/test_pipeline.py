from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.pipeline import ingest_paths, read_document
from ingest.storing import read_records
from klausul.errors import (
    DuplicateDocumentError,
    EmptyDocumentError,
    IngestError,
    ManifestError,
    UnreadableFileError,
    UnsupportedFormatError,
)
from klausul.types import Span

AGREEMENT = (
    "Databehandleraftale\n\n1. Formål\n\n1.1 Aftalen gælder, jf. punkt 1.2.\n\n1.2 Den er fast.\n"
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "filer"
    folder.mkdir()
    for name in ("nord.txt", "syd.md"):
        (folder / name).write_text(AGREEMENT, encoding="utf-8")
    return folder


def write_manifest(folder: Path, *entries: dict[str, str]) -> None:
    text = json.dumps({"documents": list(entries)})
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def ingested(folder: Path) -> list[str]:
    return [record.document.document_id for record in read_records(folder)]


def test_files_of_a_folder_become_documents(files: Path, tmp_path: Path) -> None:
    (files / ".skjult").write_text("x", encoding="utf-8")
    report = ingest_paths([files], folder=tmp_path / "ud")
    assert [record.document.document_id for record in report.ingested] == ["nord", "syd"]
    assert report.failures == ()
    assert read_records(tmp_path / "ud") == list(report.ingested)


@pytest.mark.parametrize(
    ("name", "data", "error", "words", "reason"),
    [
        pytest.param(
            "midt.docx",
            b"x",
            UnsupportedFormatError,
            "format '.docx'",
            "Filformatet kendes ikke; Klausul læser .txt, .md, .markdown og .pdf.",
            id="format",
        ),
        pytest.param(
            "midt.txt", b"", EmptyDocumentError, "holds no text", "Dokumentet er tomt.", id="empty"
        ),
        pytest.param(
            "midt.txt",
            b" \n\t\n",
            EmptyDocumentError,
            "holds no text",
            "Dokumentet er tomt.",
            id="blank",
        ),
        pytest.param(
            "midt.txt",
            b"\x00\x01",
            UnreadableFileError,
            "not text",
            "Filen er ikke tekst i UTF-8, UTF-16 eller Windows-1252.",
            id="binary",
        ),
        pytest.param(
            "midt.pdf",
            b"%PDF-1.4",
            UnreadableFileError,
            "damaged",
            "PDF'en er beskadiget.",
            id="PDF",
        ),
    ],
)
def test_a_bad_file_is_named_and_the_rest_go_on(
    files: Path,
    tmp_path: Path,
    name: str,
    data: bytes,
    error: type[IngestError],
    words: str,
    reason: str,
) -> None:
    (files / name).write_bytes(data)
    report = ingest_paths([files], folder=tmp_path / "ud")
    assert ingested(tmp_path / "ud") == ["nord", "syd"]
    (failure,) = report.failures
    assert failure.source == str(files / name)
    assert type(failure.error) is error
    assert name in str(failure.error)
    assert words in str(failure.error)
    assert failure.error.__notes__ == [reason]


def test_a_file_that_turned_bad_leaves_its_document(files: Path, tmp_path: Path) -> None:
    ingest_paths([files], folder=tmp_path / "ud")
    (files / "nord.txt").write_bytes(b"\x00")
    report = ingest_paths([files], folder=tmp_path / "ud")
    assert [failure.source for failure in report.failures] == [str(files / "nord.txt")]
    assert ingested(tmp_path / "ud") == ["nord", "syd"]


def test_a_missing_path_is_named_and_the_rest_go_on(files: Path, tmp_path: Path) -> None:
    report = ingest_paths([tmp_path / "mangler.txt", files], folder=tmp_path / "ud")
    assert len(report.ingested) == 2
    assert "mangler.txt: no such file or folder" in str(report.failures[0].error)
    assert report.failures[0].error.__notes__ == ["Filen eller mappen findes ikke."]


def test_two_files_of_one_id_are_a_duplicate(files: Path, tmp_path: Path) -> None:
    (files / "Nord.md").write_text("Andet\n\n1.1 Noget andet gælder.\n", encoding="utf-8")
    report = ingest_paths([files], folder=tmp_path / "ud")
    (failure,) = report.failures
    assert isinstance(failure.error, DuplicateDocumentError)
    assert str(failure.error) == "nord.txt: id 'nord' is Nord.md's too"
    assert ingested(tmp_path / "ud") == ["nord", "syd"]


@pytest.mark.parametrize(
    ("name", "document_id"),
    [
        ("Nord DBA (2024).txt", "nord-dba-2024"),
        ("Ålborg & Søn.txt", "ålborg-søn"),
        ("v1.2.txt", "v1.2"),
        ("---.txt", "dokument"),
    ],
)
def test_an_id_comes_from_the_file_name(tmp_path: Path, name: str, document_id: str) -> None:
    (tmp_path / name).write_text(AGREEMENT, encoding="utf-8")
    record, _ = read_document(tmp_path / name)
    assert record.document.document_id == document_id


def test_the_manifest_describes_files_also_when_they_are_named_singly(
    files: Path, tmp_path: Path
) -> None:
    write_manifest(
        files, {"file": "nord.txt", "document_id": "nord-dba", "vendor": "nord", "title": "Aftalen"}
    )
    report = ingest_paths([files / "nord.txt"], folder=tmp_path / "ud")
    document = report.ingested[0].document
    assert (document.document_id, document.vendor, document.title) == (
        "nord-dba",
        "nord",
        "Aftalen",
    )


def test_a_file_that_the_manifest_knows_otherwise_is_refused(files: Path, tmp_path: Path) -> None:
    write_manifest(files, {"file": "nord.txt", "sha256": "0" * 64})
    report = ingest_paths([files], folder=tmp_path / "ud")
    assert [type(failure.error) for failure in report.failures] == [UnreadableFileError]
    assert "nord.txt: sha256 is" in str(report.failures[0].error)
    assert ingested(tmp_path / "ud") == ["syd"]


def test_a_file_that_the_manifest_names_must_be_there(files: Path, tmp_path: Path) -> None:
    write_manifest(files, {"file": "øst.txt"})
    report = ingest_paths([files], folder=tmp_path / "ud")
    assert "øst.txt: named in the manifest, but not there" in str(report.failures[0].error)
    assert ingested(tmp_path / "ud") == ["nord", "syd"]


def test_a_broken_manifest_fails_its_folder_alone(files: Path, tmp_path: Path) -> None:
    (files / "manifest.json").write_text("{", encoding="utf-8")
    other = tmp_path / "øst.txt"
    other.write_text(AGREEMENT, encoding="utf-8")
    report = ingest_paths([files, other], folder=tmp_path / "ud")
    assert [type(failure.error) for failure in report.failures] == [ManifestError]
    assert ingested(tmp_path / "ud") == ["øst"]


def test_progress_counts_the_files(files: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    ingest_paths([files], folder=tmp_path / "ud", on_progress=lambda *args: seen.append(args))
    assert seen == [(0, 2, "nord.txt"), (1, 2, "syd.md"), (2, 2, "")]


def test_a_document_holds_its_text_source_and_references(files: Path) -> None:
    record, offsets = read_document(files / "nord.txt")
    assert record.document.source == "nord.txt"
    assert [(r.text, r.target_id) for r in record.references] == [("punkt 1.2", "nord/1.2")]
    span = next(clause.span for clause in record.clauses if clause.label == "1.1")
    back = offsets.to_source(span)
    assert back is not None
    assert back.of(AGREEMENT) == span.of(record.document.text)
    assert offsets.to_source(Span(0, 1)) == Span(0, 1)
