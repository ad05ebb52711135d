"""One file becomes one document: read, clean, cut, describe, resolve."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ingest.clauses import make_clauses
from ingest.cleaning import clean_text
from ingest.describing import describe
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.manifest import ManifestEntry
from ingest.offsets import OffsetMap
from ingest.readers import read_source
from ingest.reasons import because
from ingest.referencing import find_references
from klausul.errors import EmptyDocumentError, UnreadableFileError
from klausul.records import DocumentRecord
from klausul.types import Document, Note, NoteKind

_LONGEST_ID: Final = 180  # bytes; a file's name has 255, and what is stored has more to say


def read_document(
    file: Path,
    *,
    entry: ManifestEntry | None = None,
    limits: Limits = DEFAULT_LIMITS,
    revision: int = 1,
) -> tuple[DocumentRecord, OffsetMap]:
    """Make one file a document, with the map from its text back to the file's.

    Args:
        file: The file.
        entry: What the manifest says of it.
        limits: How large the file and its text may be; time and memory are the caller's to guard.
        revision: Which revision of the document this is.

    Raises:
        IngestError: The file cannot become a document; the message names it.
    """
    source = read_source(file, limits=limits)
    # After reading: compared with an earlier sum it shows whether the file changed meanwhile.
    sha256 = sha256_of(file)
    _check_manifest(file, sha256=sha256, entry=entry)
    clean = clean_text(source)
    if not clean.text.strip():
        raise because(
            EmptyDocumentError(f"{file.name}: the file holds no text"),
            "Dokumentet er tomt. Kontrollér, at det er den rigtige fil.",
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
        revision=revision,
        parties=(entry.named_parties if entry else ()) or description.parties,
        text=clean.text,
        pages=clean.pages,
        notes=_notes(source.unread_pages),
    )
    references, clauses = find_references(clauses)
    record = DocumentRecord(document=document, clauses=clauses, references=references)
    return record, clean.offsets


def document_id_of(stem: str) -> str:
    """Return a file's stem in lower case, with signs that a path cannot hold made hyphens."""
    composed = unicodedata.normalize("NFC", stem).lower()
    name = re.sub(r"[^\w.-]+", "-", composed).strip("-.") or "dokument"
    encoded = name.encode()
    if len(encoded) <= _LONGEST_ID:
        return name
    # Two long names may differ at their ends alone.
    start = encoded[:_LONGEST_ID].decode(errors="ignore").rstrip("-.")
    return f"{start}-{hashlib.sha256(encoded).hexdigest()[:8]}"


def sha256_of(file: Path) -> str:
    """Return the SHA-256 of a file without holding it in memory."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _notes(unread_pages: Sequence[int]) -> tuple[Note, ...]:
    """Return what is to be told of a document as a whole: that some of its pages are pictures."""
    if not unread_pages:
        return ()
    if len(unread_pages) == 1:
        (number,) = unread_pages
        text = f"Side {number} indeholder kun et billede, så teksten på den er ikke læst."
    else:
        ranges = _ranges(unread_pages)
        listed = " og ".join(filter(None, [", ".join(ranges[:-1]), ranges[-1]]))
        text = f"Siderne {listed} indeholder kun billeder, så teksten på dem er ikke læst."
    return (Note(kind=NoteKind.UNREAD_PAGE, text=text),)


def _ranges(numbers: Sequence[int]) -> list[str]:
    """Return ascending numbers with runs drawn together: "2", "5-9"."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        goes_on = bool(runs) and runs[-1][1] == number - 1
        runs[-1:] = [(runs[-1][0], number)] if goes_on else [*runs[-1:], (number, number)]
    return [str(first) if first == last else f"{first}-{last}" for first, last in runs]


def _check_manifest(file: Path, *, sha256: str, entry: ManifestEntry | None) -> None:
    if entry and entry.sha256 not in (None, sha256):
        raise because(
            UnreadableFileError(f"{file.name}: sha256 is {sha256}, the manifest's {entry.sha256}"),
            "Filen er en anden end den, som manifestet beskriver (sha256). "
            "Ret eller slet sha256 i manifest.json, eller læg den rigtige fil i mappen.",
        )
