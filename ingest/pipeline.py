"""The one use case of ingest: files become documents; a bad file is named, the rest go on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.clauses import make_clauses
from ingest.cleaning import clean_text
from ingest.describing import describe
from ingest.manifest import MANIFEST_NAME, ManifestEntry, load_manifest
from ingest.offsets import OffsetMap
from ingest.readers import read_source
from ingest.reasons import because
from ingest.referencing import find_references
from ingest.storing import write_record
from klausul.errors import (
    DuplicateDocumentError,
    EmptyDocumentError,
    IngestError,
    UnreadableFileError,
)
from klausul.records import DocumentRecord
from klausul.types import Document

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestFailure:
    """A file that did not become a document, and why."""

    source: str
    error: IngestError


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What a run of ingest did."""

    ingested: tuple[DocumentRecord, ...]
    failures: tuple[IngestFailure, ...]


def ingest_paths(
    paths: Sequence[Path], *, folder: Path, on_progress: Progress | None = None
) -> IngestReport:
    """Ingest files, and the files of folders, into ``folder``.

    Each document is written as soon as it is made, over an older version of the same id. A file
    that fails leaves what was ingested before as it was.

    Args:
        paths: Files and folders; a folder's manifest describes its files.
        folder: Where the documents are written.
        on_progress: Called with (files done, files in all, file name) before each file.
    """
    files, failures = _expand(paths)
    ingested: dict[str, DocumentRecord] = {}
    for done, (file, entry) in enumerate(files):
        if on_progress:
            on_progress(done, len(files), file.name)
        try:
            record, offsets = read_document(file, entry=entry)
            document_id = record.document.document_id
            if document_id in ingested:
                raise _duplicate(file, document_id, other=ingested[document_id].document.source)
            write_record(folder, record, offsets)
            ingested[document_id] = record
        except IngestError as error:
            failures.append(IngestFailure(source=str(file), error=error))
    if on_progress:
        on_progress(len(files), len(files), "")
    return IngestReport(ingested=tuple(ingested.values()), failures=tuple(failures))


def read_document(
    file: Path, *, entry: ManifestEntry | None = None
) -> tuple[DocumentRecord, OffsetMap]:
    """Make one file a document, with the map from its text back to the file's.

    Raises:
        IngestError: The file cannot become a document; the message names it.
    """
    source = read_source(file)
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    if entry and entry.sha256 not in (None, sha256):
        raise because(
            UnreadableFileError(f"{file.name}: sha256 is {sha256}, the manifest's {entry.sha256}"),
            "Filen er en anden end den, som manifestet beskriver (sha256).",
        )
    clean = clean_text(source)
    if not clean.text.strip():
        raise because(
            EmptyDocumentError(f"{file.name}: the file holds no text"), "Dokumentet er tomt."
        )
    document_id = (entry and entry.document_id) or document_id_of(file.stem)
    clauses = make_clauses(clean, document_id=document_id)
    description = describe(clauses, document_id=document_id, entry=entry)
    document = Document(
        document_id=document_id,
        vendor=description.vendor,
        vendor_names=description.vendor_names,
        title=description.title,
        kind=description.kind,
        source=(entry and entry.source) or file.name,
        sha256=sha256,
        version=description.version,
        text=clean.text,
        pages=clean.pages,
    )
    references, clauses = find_references(clauses)
    record = DocumentRecord(document=document, clauses=clauses, references=references)
    return record, clean.offsets


def document_id_of(stem: str) -> str:
    """Return a file's stem in lower case, with signs that a path cannot hold made hyphens."""
    return re.sub(r"[^\w.-]+", "-", stem.lower()).strip("-.") or "dokument"


def _duplicate(file: Path, document_id: str, *, other: str) -> DuplicateDocumentError:
    return because(
        DuplicateDocumentError(f"{file.name}: id {document_id!r} is {other}'s too"),
        f"Filen vil blive til dokumentet »{document_id}«, og det gør {other} også. "
        "Giv den ene et andet navn.",
    )


def _expand(
    paths: Sequence[Path],
) -> tuple[list[tuple[Path, ManifestEntry | None]], list[IngestFailure]]:
    files: list[tuple[Path, ManifestEntry | None]] = []
    failures: list[IngestFailure] = []
    for path in paths:
        try:
            found, missing = _with_entries(path)
        except IngestError as error:
            failures.append(IngestFailure(source=str(path), error=error))
            continue
        files.extend(found)
        for file in missing:
            absent = because(
                UnreadableFileError(f"{file.name}: named in the manifest, but not there"),
                "Filen står i manifestet, men findes ikke.",
            )
            failures.append(IngestFailure(source=str(file), error=absent))
    return files, failures


def _with_entries(path: Path) -> tuple[list[tuple[Path, ManifestEntry | None]], list[Path]]:
    """Return the files of a path with what the manifest says, and those that it names in vain."""
    if not path.exists():
        raise because(
            UnreadableFileError(f"{path}: no such file or folder"),
            "Filen eller mappen findes ikke.",
        )
    folder = path if path.is_dir() else path.parent
    entries = load_manifest(folder)
    if not path.is_dir():
        return [(path, entries.get(path.name))], []
    names = sorted(file.name for file in folder.iterdir() if file.is_file())
    wanted = [name for name in names if not name.startswith(".") and name != MANIFEST_NAME]
    found = [(folder / name, entries.get(name)) for name in wanted]
    return found, [folder / name for name in entries if name not in names]
