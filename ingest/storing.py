"""Ingested documents on disk: one record a document, replaced as a whole.

A collection's folder::

    LOCK                           held by whoever changes the folder
    REMOVING                       what is being erased, while it is
    nord.record.json               document, clauses and references, and where they came from
    nord.offsets.json              the way back from its text to the file's
    versions/nord/1.record.json    an earlier revision, as it was
    versions/nord/1.offsets.json

The first line of a record holds its origin, so that a run over a thousand unchanged files parses
none of their records. Offsets are written first and the origin vouches for both files: whatever
moment a crash chooses, the next run sees that a document is not whole and makes it again.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Container
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from ingest.offsets import OffsetMap
from ingest.origins import Origin
from ingest.reasons import because
from klausul.errors import UnreadableFileError
from klausul.records import DocumentRecord, dump_record, parse_record

RECORD: Final = ".record.json"
OFFSETS: Final = ".offsets.json"
VERSIONS: Final = "versions"

_HEAD: Final = b'{"origin": '
_MOST_HEAD: Final = 16_384  # bytes of the first line; paths are the longest part of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A document ready to be written; ``record`` and ``offsets`` are JSON in UTF-8.

    ``warnings`` are what is to be told of the document as a whole.
    """

    document_id: str
    sha256: str
    revision: int
    clauses: int
    record: bytes
    offsets: bytes
    warnings: tuple[str, ...] = ()


def pack(record: DocumentRecord, offsets: OffsetMap) -> Packed:
    """Return a document ready to be written.

    Raises:
        UnicodeEncodeError: Its text is no Unicode.
    """
    document = record.document
    runs = [asdict(run) for run in offsets.runs]
    return Packed(
        document_id=document.document_id,
        sha256=document.sha256,
        revision=document.revision,
        clauses=len(record.clauses),
        record=dump_record(record).encode(),
        offsets=json.dumps({"sha256": document.sha256, "runs": runs}).encode(),
        warnings=tuple(note.text for note in document.notes),
    )


def write_document(folder: Path, packed: Packed, *, path: Path, fingerprint: str) -> None:
    """Write a document over an older one of the same id.

    Args:
        folder: The collection's folder.
        packed: The document.
        path: Its file, absolute.
        fingerprint: Of what it was made from.
    """
    folder.mkdir(parents=True, exist_ok=True)
    origin = Origin(
        path=str(path),
        sha256=packed.sha256,
        fingerprint=fingerprint,
        revision=packed.revision,
        clauses=packed.clauses,
        record=_digest(packed.record),
        offsets=_digest(packed.offsets),
    )
    head = _HEAD + json.dumps(asdict(origin)).encode() + b",\n"
    replace_file(folder / f"{packed.document_id}{OFFSETS}", packed.offsets)
    replace_file(folder / f"{packed.document_id}{RECORD}", head + packed.record[1:])


def find_origin(folder: Path, document_id: str) -> Origin | None:
    """Return where a stored document came from; None if its record does not say so."""
    try:
        with (folder / f"{document_id}{RECORD}").open("rb") as file:
            line = file.readline(_MOST_HEAD)
        return Origin(**json.loads(line.rstrip(b",\n") + b"}")["origin"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def find_record(folder: Path, document_id: str) -> DocumentRecord | None:
    """Return a stored document; None if it is not there or damaged."""
    try:
        return parse_record((folder / f"{document_id}{RECORD}").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def is_whole(folder: Path, document_id: str, origin: Origin) -> bool:
    """Tell whether both files of a stored document are those that ``origin`` vouches for."""
    try:
        record = (folder / f"{document_id}{RECORD}").read_bytes()
        offsets = (folder / f"{document_id}{OFFSETS}").read_bytes()
    except OSError:
        return False
    body = b"{" + record.partition(b"\n")[2]
    return _digest(body) == origin.record and _digest(offsets) == origin.offsets


def read_records(folder: Path, *, without: Container[str] = ()) -> list[DocumentRecord]:
    """Return every ingested document in order of id; no folder, no documents.

    Args:
        folder: The collection's folder.
        without: Ids of documents to leave unread.

    Raises:
        UnreadableFileError: A file is damaged or of another version; the message names it.
    """
    records = []
    for path in sorted(folder.glob(f"*{RECORD}")):
        if path.name.removesuffix(RECORD) in without:
            continue
        try:
            records.append(parse_record(path.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise because(
                UnreadableFileError(f"{path.name}: {error}"),
                f"Det indlæste dokument i {path} er beskadiget eller fra en anden version. "
                "Indlæs dets fil igen med: klausul ingest",
            ) from error
    return sorted(records, key=lambda record: record.document.document_id)


def replace_file(path: Path, data: bytes) -> None:
    """Write beside the file and swap by rename, so that no reader sees half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
