from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.limits import Limits
from ingest.manifest import ManifestEntry
from ingest.pipeline import Change, IngestReport, ingest_paths, read_document
from ingest.storing import read_records
from klausul.errors import (
    BuildInProgressError,
    DuplicateDocumentError,
    EmptyDocumentError,
    FileLimitError,
    IngestError,
    ManifestError,
    UnreadableFileError,
    UnsupportedFormatError,
)
from klausul.records import parse_record
from klausul.types import Party, PartyRole, Span

AGREEMENT = (
    "Databehandleraftale\n\n1. Formål\n\n1.1 Aftalen gælder, jf. punkt 1.2.\n\n1.2 Den er fast.\n"
)
EMPTY = "Dokumentet er tomt. Kontrollér, at det er den rigtige fil."


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


def ingest(*paths: Path, folder: Path, force: bool = False) -> IngestReport:
    """Ingest files of our own making; test_workers.py reads in other processes."""
    return ingest_paths(paths, folder=folder, workers=0, force=force)


def ingested(folder: Path) -> list[str]:
    return [record.document.document_id for record in read_records(folder)]


def changes(report: IngestReport) -> dict[str, tuple[str, int]]:
    return {d.document_id: (str(d.change), d.revision) for d in report.ingested}


def test_files_of_a_folder_become_documents(files: Path, tmp_path: Path) -> None:
    (files / ".skjult").write_text("x", encoding="utf-8")
    report = ingest(files, folder=tmp_path / "ud")
    assert changes(report) == {"nord": ("new", 1), "syd": ("new", 1)}
    assert report.failures == ()
    stored = read_records(tmp_path / "ud")
    assert [len(record.clauses) for record in stored] == [d.clauses for d in report.ingested]
    assert [record.document.document_id for record in stored] == ["nord", "syd"]


@pytest.mark.parametrize(
    ("name", "data", "error", "words", "reason"),
    [
        pytest.param(
            "midt.docx",
            b"{\\rtf1 Aftale}",
            UnsupportedFormatError,
            "no reader",
            "Filen er i RTF-format. Gem dokumentet som .docx eller PDF, og indlæs det igen.",
            id="format",
        ),
        pytest.param("midt.txt", b"", EmptyDocumentError, "holds no text", EMPTY, id="empty"),
        pytest.param(
            "midt.txt",
            b" \n\t\n",
            EmptyDocumentError,
            "holds no text",
            EMPTY,
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
            "PDF'en er beskadiget. Hent eller gem den på ny, og indlæs den igen.",
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
    report = ingest(files, folder=tmp_path / "ud")
    assert ingested(tmp_path / "ud") == ["nord", "syd"]
    (failure,) = report.failures
    assert failure.source == str(files / name)
    assert type(failure.error) is error
    assert name in str(failure.error)
    assert words in str(failure.error)
    assert failure.error.__notes__ == [reason]


def test_a_file_that_turned_bad_leaves_its_document(files: Path, tmp_path: Path) -> None:
    ingest(files, folder=tmp_path / "ud")
    (files / "nord.txt").write_bytes(b"\x00")
    report = ingest(files, folder=tmp_path / "ud")
    assert [failure.source for failure in report.failures] == [str(files / "nord.txt")]
    assert ingested(tmp_path / "ud") == ["nord", "syd"]


def test_a_missing_path_is_named_and_the_rest_go_on(files: Path, tmp_path: Path) -> None:
    report = ingest(tmp_path / "mangler.txt", files, folder=tmp_path / "ud")
    assert len(report.ingested) == 2
    assert "mangler.txt: no such file or folder" in str(report.failures[0].error)
    assert report.failures[0].error.__notes__ == ["Filen eller mappen findes ikke."]


def test_two_files_of_one_id_are_a_duplicate(files: Path, tmp_path: Path) -> None:
    (files / "Nord.md").write_bytes(b"")  # also when the first one fails
    report = ingest(files, folder=tmp_path / "ud")
    double, empty = report.failures
    assert isinstance(double.error, DuplicateDocumentError)
    assert str(double.error) == "nord.txt: id 'nord' is Nord.md's too"
    assert isinstance(empty.error, EmptyDocumentError)
    assert ingested(tmp_path / "ud") == ["syd"]


def test_a_file_that_is_named_twice_is_read_once(files: Path, tmp_path: Path) -> None:
    report = ingest(files, files / "nord.txt", files, folder=tmp_path / "ud")
    assert changes(report) == {"nord": ("new", 1), "syd": ("new", 1)}
    assert report.failures == ()


@pytest.mark.parametrize(
    ("name", "document_id"),
    [
        ("Nord DBA (2024).txt", "nord-dba-2024"),
        ("Ålborg & Søn.txt", "ålborg-søn"),
        ("v1.2.txt", "v1.2"),
        ("---.txt", "dokument"),
        ("A\u030arhus.txt", "århus"),
        ("å" * 120 + ".txt", "å" * 90 + "-f2b4d0bb"),
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
    report = ingest(files / "nord.txt", folder=tmp_path / "ud")
    assert report.failures == ()
    (document,) = [record.document for record in read_records(tmp_path / "ud")]
    assert (document.document_id, document.vendor, document.title) == (
        "nord-dba",
        "nord",
        "Aftalen",
    )


def test_parties_of_the_manifest_go_before_those_of_the_text(files: Path, tmp_path: Path) -> None:
    text = "Aftale mellem Nord ApS (databehandler) og Syd A/S (dataansvarlig)\n\n1. Formål\n\nX.\n"
    (files / "nord.txt").write_text(text, encoding="utf-8")
    told, _ = read_document(files / "nord.txt")
    assert [party.name for party in told.document.parties] == ["Nord ApS", "Syd A/S"]
    party = {"name": "Øst I/S", "role": "processor", "cvr": "12345678"}
    entry = ManifestEntry.model_validate({"file": "nord.txt", "parties": [party]})
    given, _ = read_document(files / "nord.txt", entry=entry)
    assert given.document.parties == (
        Party(name="Øst I/S", role=PartyRole.PROCESSOR, cvr="12345678"),
    )


def test_a_file_that_the_manifest_knows_otherwise_is_refused(files: Path, tmp_path: Path) -> None:
    write_manifest(files, {"file": "nord.txt", "sha256": "0" * 64})
    report = ingest(files, folder=tmp_path / "ud")
    assert [type(failure.error) for failure in report.failures] == [UnreadableFileError]
    assert "nord.txt: sha256 is" in str(report.failures[0].error)
    assert ingested(tmp_path / "ud") == ["syd"]


def test_a_file_that_the_manifest_names_must_be_there(files: Path, tmp_path: Path) -> None:
    write_manifest(files, {"file": "øst.txt"})
    report = ingest(files, folder=tmp_path / "ud")
    assert "øst.txt: named in the manifest, but not there" in str(report.failures[0].error)
    assert ingested(tmp_path / "ud") == ["nord", "syd"]


def test_a_broken_manifest_fails_its_folder_alone(files: Path, tmp_path: Path) -> None:
    (files / "manifest.json").write_text("{", encoding="utf-8")
    other = tmp_path / "øst.txt"
    other.write_text(AGREEMENT, encoding="utf-8")
    report = ingest(files, other, folder=tmp_path / "ud")
    assert [type(failure.error) for failure in report.failures] == [ManifestError]
    assert ingested(tmp_path / "ud") == ["øst"]


def test_progress_counts_the_files(files: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    ingest_paths(
        [files], folder=tmp_path / "ud", workers=0, on_progress=lambda *args: seen.append(args)
    )
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


def test_what_did_not_change_is_left_alone(files: Path, tmp_path: Path) -> None:
    ingest(files, folder=tmp_path / "ud")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "ud").glob("*.json")}
    report = ingest(files, folder=tmp_path / "ud")
    assert changes(report) == {"nord": ("unchanged", 1), "syd": ("unchanged", 1)}
    assert [document.clauses for document in report.ingested] == [4, 4]
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_another_file_is_a_new_revision_and_the_old_one_is_kept(
    files: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "ud"
    ingest(files, folder=folder)
    first = read_records(folder)[0]
    for number in (2, 3):
        (files / "nord.txt").write_text(f"{AGREEMENT}\n1.{number + 1} Nyt.\n", encoding="utf-8")
        report = ingest(files, folder=folder)
        assert changes(report) == {"nord": ("replaced", number), "syd": ("unchanged", 1)}
    assert [record.document.revision for record in read_records(folder)] == [3, 1]
    kept = folder / "versions" / "nord"
    assert sorted(path.name for path in kept.iterdir()) == [
        "1.offsets.json", "1.record.json", "2.offsets.json", "2.record.json",
    ]  # fmt: skip
    assert parse_record((kept / "1.record.json").read_text(encoding="utf-8")) == first


def test_the_same_words_again_are_yet_another_revision(files: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ud"
    for text in (AGREEMENT, AGREEMENT + "Mere.\n", AGREEMENT):
        (files / "nord.txt").write_text(text, encoding="utf-8")
        report = ingest(files, folder=folder)
    assert changes(report)["nord"] == ("replaced", 3)


def test_another_entry_in_the_manifest_reads_one_document_again(
    files: Path, tmp_path: Path
) -> None:
    ingest(files, folder=tmp_path / "ud")
    write_manifest(files, {"file": "nord.txt", "title": "Aftalen"})
    report = ingest(files, folder=tmp_path / "ud")
    assert changes(report) == {"nord": ("reread", 1), "syd": ("unchanged", 1)}
    assert read_records(tmp_path / "ud")[0].document.title == "Aftalen"
    assert not (tmp_path / "ud" / "versions").exists()


def test_force_and_another_version_of_the_rules_read_all_again(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(files, folder=tmp_path / "ud")
    all_again = {"nord": ("reread", 1), "syd": ("reread", 1)}
    assert changes(ingest(files, folder=tmp_path / "ud", force=True)) == all_again
    monkeypatch.setattr("ingest.pipeline.code_version", lambda: "next")
    assert changes(ingest(files, folder=tmp_path / "ud")) == all_again
    assert {d.change for d in ingest(files, folder=tmp_path / "ud").ingested} == {Change.UNCHANGED}


@pytest.mark.parametrize("name", ["nord.record.json", "nord.offsets.json"])
@pytest.mark.parametrize("how", ["damaged", "gone"])
def test_what_is_no_longer_whole_is_made_again(
    files: Path, tmp_path: Path, name: str, how: str
) -> None:
    folder = tmp_path / "ud"
    ingest(files, folder=folder)
    sound = {path.name: path.read_bytes() for path in folder.glob("*.json")}
    (folder / name).unlink() if how == "gone" else (folder / name).write_bytes(b"{}")
    report = ingest(files, folder=folder)
    assert changes(report)["nord"] in {("reread", 1), ("new", 1)}
    assert changes(report)["syd"] == ("unchanged", 1)
    assert {path.name: path.read_bytes() for path in folder.glob("*.json")} == sound


def test_a_damaged_record_forgets_no_revision(files: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ud"
    ingest(files, folder=folder)
    (files / "nord.txt").write_text("1.1 Nyt.\n", encoding="utf-8")
    ingest(files, folder=folder)
    (folder / "nord.record.json").write_bytes(b"")
    assert changes(ingest(files, folder=folder))["nord"] == ("reread", 2)


def test_every_moment_of_a_crash_can_be_gone_on_from(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that dies at any rename leaves old or new documents, and the next one finishes."""
    folder, first = tmp_path / "ud", {}
    for step in range(1, 7):  # offsets and record of what is kept, and of what is new; the end
        (files / "nord.txt").write_text(AGREEMENT, encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        ingest(files, folder=folder)
        first = {path.name: path.read_bytes() for path in folder.glob("nord.*")}
        (files / "nord.txt").write_text("1.1 Nyt.\n", encoding="utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", dying_at(step))
            with contextlib.suppress(KeyboardInterrupt):
                ingest(files, folder=folder)
        texts = [record.document.text for record in read_records(folder)]
        assert len(texts) == 2
        report = ingest(files, folder=folder)
        assert changes(report)["nord"][1] == 2
        assert read_records(folder)[0].document.text == "1.1 Nyt."
        kept = {f"nord.{p.name[2:]}": p.read_bytes() for p in (folder / "versions/nord").iterdir()}
        assert kept == first
        assert not list(folder.rglob(".*"))


def dying_at(step: int) -> Callable[[Path, Path], Path]:
    replace, taken = Path.replace, 0

    def die(self: Path, target: Path) -> Path:
        nonlocal taken
        taken += 1
        if taken == step:
            raise KeyboardInterrupt
        return replace(self, target)

    return die


def test_documents_whose_files_are_gone_are_told(files: Path, tmp_path: Path) -> None:
    other = tmp_path / "andre"
    other.mkdir()
    (other / "øst.txt").write_text(AGREEMENT, encoding="utf-8")
    ingest(files, other, folder=tmp_path / "ud")
    (files / "syd.md").unlink()
    (other / "øst.txt").unlink()
    assert ingest(files, folder=tmp_path / "ud").stale == ("syd",)
    assert ingest(files / "nord.txt", folder=tmp_path / "ud").stale == ()
    report = ingest(other, folder=tmp_path / "ud")
    assert (report.stale, report.empty) == ((), (other,))  # a disk may not be there
    assert ingested(tmp_path / "ud") == ["nord", "syd", "øst"]


def test_a_document_that_got_another_id_leaves_the_old_one_which_is_told(
    files: Path, tmp_path: Path
) -> None:
    ingest(files, folder=tmp_path / "ud")
    write_manifest(files, {"file": "nord.txt", "document_id": "nord-dba"})
    report = ingest(files, folder=tmp_path / "ud")
    assert (report.stale, report.superseded) == ((), (("nord", "nord-dba"),))


def test_a_file_that_fails_is_not_gone(files: Path, tmp_path: Path) -> None:
    ingest(files, folder=tmp_path / "ud")
    (files / "nord.txt").write_bytes(b"")
    assert ingest(files, folder=tmp_path / "ud").stale == ()
    (files / "manifest.json").write_text("{", encoding="utf-8")
    assert ingest(files, folder=tmp_path / "ud").stale == ()


def test_what_programs_leave_beside_documents_is_none(files: Path, tmp_path: Path) -> None:
    for name in ("~$nord.docx", "Thumbs.db", "desktop.ini", ".DS_Store"):
        (files / name).write_text("x", encoding="utf-8")
    report = ingest(files, folder=tmp_path / "ud")
    assert report.failures == ()
    assert ingested(tmp_path / "ud") == ["nord", "syd"]


def test_a_file_that_is_too_large_is_not_even_summed_up(files: Path, tmp_path: Path) -> None:
    with (files / "stor.txt").open("wb") as file:
        file.truncate(10**12)
    report = ingest(files, folder=tmp_path / "ud")
    (failure,) = report.failures
    assert isinstance(failure.error, FileLimitError)
    assert failure.error.__notes__ == [
        "Filen fylder 1.000.000 MB; grænsen er 50 MB. Del den i mindre filer."
    ]
    assert ingested(tmp_path / "ud") == ["nord", "syd"]


def test_a_limit_may_be_another(files: Path, tmp_path: Path) -> None:
    limits = Limits(text_characters=10)
    report = ingest_paths([files], folder=tmp_path / "ud", workers=0, limits=limits)
    assert [type(failure.error) for failure in report.failures] == [FileLimitError] * 2


def test_what_is_no_file_is_told_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "kø")
    report = ingest(tmp_path / "kø", folder=tmp_path / "ud")
    (failure,) = report.failures
    assert failure.error.__notes__ == ["Stien er hverken en fil eller en mappe."]


def test_two_runs_at_once_are_one_too_many(files: Path, tmp_path: Path) -> None:
    def again(done: int, total: int, name: str) -> None:
        with pytest.raises(BuildInProgressError) as caught:
            ingest(files, folder=tmp_path / "ud")
        assert "ved at blive ændret" in caught.value.__notes__[0]

    ingest_paths([files], folder=tmp_path / "ud", workers=0, on_progress=again)
    assert changes(ingest(files, folder=tmp_path / "ud"))["nord"] == ("unchanged", 1)


def test_a_full_disk_ends_the_run_and_keeps_what_was_written(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = 0

    def fill(descriptor: int) -> None:
        nonlocal taken
        taken += 1
        if taken > 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fill)
        with pytest.raises(OSError, match="No space left"):
            ingest(files, folder=tmp_path / "ud")
    assert ingested(tmp_path / "ud") == ["nord"]
    report = ingest(files, folder=tmp_path / "ud")
    assert changes(report) == {"nord": ("unchanged", 1), "syd": ("new", 1)}


def test_a_folder_that_cannot_be_written_is_an_error_of_the_system(
    files: Path, tmp_path: Path
) -> None:
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    with pytest.raises(NotADirectoryError):
        ingest(files, folder=tmp_path / "fil" / "ud")


@pytest.mark.slow
def test_a_run_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    files, folder = tmp_path / "filer", tmp_path / "ud"
    files.mkdir()
    for number in range(60):
        text = AGREEMENT * 40 + f"\n9.{number} Nr. {number}.\n"
        (files / f"aftale-{number:02}.txt").write_text(text, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from ingest.pipeline import ingest_paths\n"
        "ingest_paths([Path(sys.argv[1])], folder=Path(sys.argv[2]))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, files, folder]) as run:
        while len(list(folder.glob("*.record.json"))) < 5:
            time.sleep(0.01)
        run.kill()
    written = ingested(folder)
    assert 5 <= len(written) < 60
    (folder / ".aftale-99.record.json-a1b2c3d4").write_text("half", encoding="utf-8")
    report = ingest_paths([files], folder=folder)
    unchanged = [d.document_id for d in report.ingested if d.change is Change.UNCHANGED]
    assert set(written) - {written[-1]} <= set(unchanged)
    assert len(ingested(folder)) == 60
    assert not list(folder.glob(".*"))
