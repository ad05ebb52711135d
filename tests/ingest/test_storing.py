from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.offsets import OffsetMap, Run
from ingest.storing import find_origin, is_whole, pack, read_records, write_document
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


def write(folder: Path, record: DocumentRecord) -> None:
    path = Path("/arkiv") / record.document.source
    write_document(folder, pack(record, OFFSETS), path=path, fingerprint="f" * 64)


def test_what_is_written_is_read_in_order_of_id(tmp_path: Path) -> None:
    records = [record("syd"), record("nord", text="Åben “aftale”\n\u2028")]
    for each in records:
        write(tmp_path / "data", each)
    assert read_records(tmp_path / "data") == records[::-1]
    assert read_records(tmp_path / "data", without={"syd"}) == records[1:]


def test_a_newer_version_takes_the_place_of_the_older(tmp_path: Path) -> None:
    write(tmp_path, record("nord", text="Gammel"))
    write(tmp_path, record("nord", text="Ny"))
    assert [each.document.text for each in read_records(tmp_path)] == ["Ny"]


def test_a_record_is_json_whose_first_line_tells_the_origin(tmp_path: Path) -> None:
    write(tmp_path, record("nord"))
    text = (tmp_path / "nord.record.json").read_text(encoding="utf-8")
    data = json.loads(text)
    assert data["document"]["document_id"] == "nord"
    assert json.loads(text.splitlines()[0].rstrip(",") + "}") == {"origin": data["origin"]}
    origin = find_origin(tmp_path, "nord")
    assert origin is not None
    assert (origin.path, origin.sha256) == ("/arkiv/nord.txt", "0" * 64)
    assert (origin.fingerprint, origin.revision, origin.clauses) == ("f" * 64, 1, 1)


def test_the_offsets_lie_beside(tmp_path: Path) -> None:
    write(tmp_path, record("nord"))
    data = json.loads((tmp_path / "nord.offsets.json").read_text(encoding="utf-8"))
    assert data == {
        "sha256": "0" * 64,
        "runs": [{"clean_start": 0, "source_start": 3, "length": 5}],
    }


def test_no_folder_no_documents(tmp_path: Path) -> None:
    assert read_records(tmp_path / "mangler") == []
    assert find_origin(tmp_path / "mangler", "nord") is None


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b'{"document": {', id="truncated"),
        pytest.param(b'{"schema_version": 99}', id="another version"),
        pytest.param(b'{"schema_version": 1}', id="fields missing"),
        pytest.param(b"[]", id="not a record"),
        pytest.param(b"\xff\xfe\x00", id="not text"),
        pytest.param(b'{"origin": {"path": "x"},\n', id="half an origin"),
        pytest.param(b'{"origin": 5}', id="no origin"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, damage: bytes) -> None:
    write(tmp_path, record("nord"))
    (tmp_path / "nord.record.json").write_bytes(damage)
    with pytest.raises(UnreadableFileError, match=r"^nord\.record\.json: ") as caught:
        read_records(tmp_path)
    assert "klausul ingest" in caught.value.__notes__[0]
    assert read_records(tmp_path, without={"nord"}) == []
    assert find_origin(tmp_path, "nord") is None


@pytest.mark.parametrize("name", ["nord.record.json", "nord.offsets.json"])
def test_any_damage_shows(tmp_path: Path, name: str) -> None:
    write(tmp_path, record("nord"))
    origin = find_origin(tmp_path, "nord")
    assert origin is not None
    assert is_whole(tmp_path, "nord", origin)
    file = tmp_path / name
    sound = file.read_bytes()
    file.write_bytes(sound[:-1] + b" ")
    assert not is_whole(tmp_path, "nord", origin)
    file.unlink()
    assert not is_whole(tmp_path, "nord", origin)


def test_a_failed_write_leaves_the_older_version_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, record("nord", text="Gammel"))
    before = sorted(path.name for path in tmp_path.iterdir())

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path, record("nord", text="Ny"))
    assert [each.document.text for each in read_records(tmp_path)] == ["Gammel"]
    assert sorted(path.name for path in tmp_path.iterdir()) == before
