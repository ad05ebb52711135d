from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.text import decode, read_text, repair
from klausul.errors import IngestError, UnreadableFileError

TEXT = "Databehandleren får adgang – straks.\n"
DANISH = st.text(alphabet="abc æøåÆØÅé–”§\n", min_size=1)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="little end first"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="big end first"),
        pytest.param(TEXT.encode("utf-16-le"), id="little end first, unmarked"),
        pytest.param(TEXT.encode("utf-16-be"), id="big end first, unmarked"),
        pytest.param(TEXT.encode("utf-32"), id="utf-32"),
        pytest.param(TEXT.encode("cp1252"), id="Windows-1252"),
        pytest.param(TEXT.encode().decode("cp1252").encode(), id="twice encoded"),
        pytest.param(
            codecs.BOM_UTF8 + TEXT.encode("utf-8-sig").decode("cp1252").encode(),
            id="twice encoded with both marks",
        ),
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "aftale.txt").write_bytes(data)
    assert read_text(tmp_path / "aftale.txt").text == TEXT


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"a\x00b\x02c" + b"." * 300, "a\u200bb\u200bc", id="stray control characters"),
        pytest.param(
            b"e\x1email for\x1fordning" + b"." * 200, "e-mail for\u00adordning", id="Word"
        ),
        pytest.param("æøå ".encode() * 9 + b"\xe6", "æøå " * 9 + "æ", id="a stray letter"),
        pytest.param(b"en \xed\xa0\x80 halv", "en \ufffd halv", id="half a pair in UTF-8"),
        pytest.param(b"\xff\xfea\x00\x00\xd8b\x00", "a\ufffdb", id="half a pair in UTF-16"),
        pytest.param(b"", "", id="nothing"),
    ],
)
def test_slips_of_an_export(data: bytes, text: str) -> None:
    assert decode(data, name="a.txt").startswith(text)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", id="a picture"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00", id="an archive"),
        pytest.param(b"\xff\xfea", id="half a UTF-16 character"),
        pytest.param(b"tekst\x81\x8d", id="no known encoding"),
        pytest.param(bytes(range(256)) * 4, id="every byte"),
    ],
)
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"aftale\.txt: not text in UTF-8") as caught:
        decode(data, name="aftale.txt")
    assert caught.value.__notes__ == ["Filen er ikke tekst i UTF-8, UTF-16 eller Windows-1252."]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Et Ã¸ blandt rigtige ø'er", id="one letter was read rightly"),
        pytest.param("SÃ¦t og 日本", id="letters that Windows-1252 lacks"),
        pytest.param("Â§ 4", id="no Danish letter is gained"),
    ],
)
def test_text_that_may_be_right_is_left_alone(text: str) -> None:
    assert repair(text) == text


@given(DANISH)
def test_twice_encoded_text_is_repaired_or_left_alone(text: str) -> None:
    mangled = "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()
    )
    assert repair(mangled) == (text if any(c in "æøåÆØÅ" for c in text) else mangled)
    assert repair(text) == text


@given(st.binary(max_size=200))
def test_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, name="a.txt")
    except IngestError:
        return
    text.encode("utf-8")
    assert "\x00" not in text


def test_line_breaks_and_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"en\r\nto\x0ctre")
    assert read_text(tmp_path / "a.txt").text == "en\r\nto\x0ctre"


@pytest.mark.parametrize("name", ["mangler.txt", "mappe"])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "mappe").mkdir()
    with pytest.raises(UnreadableFileError, match=name):
        read_text(tmp_path / name)
