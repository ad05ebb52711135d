"""Ingested documents on disk: one file a document, replaced as a whole."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path

from ingest.offsets import OffsetMap
from klausul.errors import UnreadableFileError
from klausul.records import DocumentRecord, dump_record, parse_record

_RECORD, _OFFSETS = ".record.json", ".offsets.json"


def write_record(folder: Path, record: DocumentRecord, offsets: OffsetMap) -> None:
    """Write a document, over an older version of the same id.

    The offset map is written first: a reader that sees a record finds its map.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = record.document.document_id
    runs = [asdict(run) for run in offsets.runs]
    data = {"sha256": record.document.sha256, "runs": runs}
    _replace(folder / f"{name}{_OFFSETS}", json.dumps(data))
    _replace(folder / f"{name}{_RECORD}", dump_record(record))


def read_records(folder: Path) -> list[DocumentRecord]:
    """Return every ingested document in order of id; no folder, no documents.

    Raises:
        UnreadableFileError: A file is damaged or of another version; the message names it.
    """
    records = []
    for path in sorted(folder.glob(f"*{_RECORD}")):
        try:
            records.append(parse_record(path.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise UnreadableFileError(f"{path.name}: {error}") from error
    return sorted(records, key=lambda record: record.document.document_id)


def _replace(path: Path, text: str) -> None:
    """Write beside the file and swap by rename, so that no reader sees half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
