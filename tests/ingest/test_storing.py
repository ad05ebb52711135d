from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.offsets import OffsetMap, Run
from ingest.storing import read_records, write_record
from klausul.errors import UnreadableFileError
from klausul.records import DocumentRecord
from klausul.types import Clause, ClauseKind, Document, DocumentKind, Span

OFFSETS = OffsetMap((Run(clean_start=0, source_start=3, length=5),))


def record(document_id: str, *, text: str = "Aftale") -> DocumentRecord:
    span = Span(0, len(text))
    return DocumentRecord(
        document=Document(
            document_id=document_id,
            vendor="nord",
            title="Aftale",
            kind=DocumentKind.AGREEMENT,
            source=f"{document_id}.txt",
            sha256="0" * 64,
            text=text,
        ),
        clauses=(
            Clause(
                clause_id=f"{document_id}/Titel",
                document_id=document_id,
                label="Titel",
                text=text,
                span=span,
                kind=ClauseKind.HEADING,
            ),
        ),
    )


def test_what_is_written_is_read_in_order_of_id(tmp_path: Path) -> None:
    records = [record("syd"), record("nord", text="Åben aftale")]
    for each in records:
        write_record(tmp_path / "data", each, OFFSETS)
    assert read_records(tmp_path / "data") == records[::-1]


def test_a_newer_version_takes_the_place_of_the_older(tmp_path: Path) -> None:
    write_record(tmp_path, record("nord", text="Gammel"), OFFSETS)
    write_record(tmp_path, record("nord", text="Ny"), OFFSETS)
    assert [each.document.text for each in read_records(tmp_path)] == ["Ny"]


def test_the_offsets_lie_beside(tmp_path: Path) -> None:
    write_record(tmp_path, record("nord"), OFFSETS)
    data = json.loads((tmp_path / "nord.offsets.json").read_text(encoding="utf-8"))
    assert data == {
        "sha256": "0" * 64,
        "runs": [{"clean_start": 0, "source_start": 3, "length": 5}],
    }


def test_no_folder_no_documents(tmp_path: Path) -> None:
    assert read_records(tmp_path / "mangler") == []


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b'{"document": {', id="truncated"),
        pytest.param(b'{"schema_version": 99}', id="another version"),
        pytest.param(b'{"schema_version": 1}', id="fields missing"),
        pytest.param(b"[]", id="not a record"),
        pytest.param(b"\xff\xfe\x00", id="not text"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, damage: bytes) -> None:
    write_record(tmp_path, record("nord"), OFFSETS)
    (tmp_path / "nord.record.json").write_bytes(damage)
    with pytest.raises(UnreadableFileError, match=r"^nord\.record\.json: "):
        read_records(tmp_path)


def test_a_failed_write_leaves_the_older_version_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_record(tmp_path, record("nord", text="Gammel"), OFFSETS)
    before = sorted(path.name for path in tmp_path.iterdir())

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        write_record(tmp_path, record("nord", text="Ny"), OFFSETS)
    assert [each.document.text for each in read_records(tmp_path)] == ["Gammel"]
    assert sorted(path.name for path in tmp_path.iterdir()) == before
