from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers.text import decode, read_text
from klausul.errors import UnreadableFileError

TEXT = "Databehandleren får adgang – straks.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le-bom", "utf-16-be-bom"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    marks = {"utf-16-le-bom": b"\xff\xfe", "utf-16-be-bom": b"\xfe\xff"}
    data = marks.get(encoding, b"") + TEXT.encode(encoding.removesuffix("-bom"))
    (tmp_path / "aftale.txt").write_bytes(data)
    assert read_text(tmp_path / "aftale.txt").text == TEXT


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", id="a picture"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00", id="an archive"),
        pytest.param(b"\xff\xfea", id="half a UTF-16 character"),
        pytest.param(b"tekst\x81\x8d", id="no known encoding"),
    ],
)
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"aftale\.txt: not text in UTF-8"):
        decode(data, name="aftale.txt")


def test_line_breaks_and_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"en\r\nto\x0ctre")
    assert read_text(tmp_path / "a.txt").text == "en\r\nto\x0ctre"


@pytest.mark.parametrize("name", ["mangler.txt", "mappe"])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "mappe").mkdir()
    with pytest.raises(UnreadableFileError, match=name):
        read_text(tmp_path / name)
