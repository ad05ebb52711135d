from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.formats import Format, detect_format
from klausul.errors import (
    EmptyDocumentError,
    IngestError,
    UnreadableFileError,
    UnsupportedFormatError,
)

DOCUMENTS = Path(__file__).resolve().parents[2] / "data" / "documents"
TEXT = "Databehandleraftale\n\n1. Formål\n\n1.1 Databehandleren sletter data.\n"
HTML = "<!DOCTYPE html>\n<html><body><h1>Aftale</h1><p>1. Formål</p></body></html>"
FRAGMENT = "<h1>Aftale</h1>\n<p>1. Formål</p>\n<p>1.1 <b>Data</b> slettes.</p>\n"
MARKDOWN = "# Aftale\n\n## 1. Formål\n\nData.\n\n## 2. Sletning\n\nData slettes.\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def archive(*names: str, types: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, types if name == "[Content_Types].xml" else "x" * 100)
    return buffer.getvalue()


def is_told(data: bytes, *, name: str) -> bool:
    """Tell whether a file has a format, or a reason in Danish why not."""
    try:
        return isinstance(detect_format(data, name=name), Format)
    except IngestError as error:
        return bool(error.__notes__)


WORD = archive("[Content_Types].xml", "_rels/.rels", "word/document.xml")


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        pytest.param(TEXT.encode(), "a.txt", Format.TEXT, id="text"),
        pytest.param(TEXT.encode("utf-16"), "a.txt", Format.TEXT, id="text in UTF-16"),
        pytest.param(TEXT.encode(), "aftale", Format.TEXT, id="no suffix"),
        pytest.param(TEXT.encode(), "a.docx", Format.TEXT, id="text that says it is Word"),
        pytest.param(TEXT.encode(), "a.md", Format.MARKDOWN, id="Markdown by its name"),
        pytest.param(MARKDOWN.encode(), "a.txt", Format.MARKDOWN, id="Markdown by its headings"),
        pytest.param(
            b"# Aftale\n\n| A | B |\n|---|---|\n| 1 | 2 |\n", "a.txt", Format.MARKDOWN, id="a table"
        ),
        pytest.param(
            "\n".join(f"# punkt nummer {i}" for i in range(9)).encode(),
            "a.txt",
            Format.TEXT,
            id="a list with # for a bullet",
        ),
        pytest.param(
            b"Aftale\n------\n\nNavn: ________\n\n* bemaerk\n| a | b |\n",
            "a.txt",
            Format.TEXT,
            id="rules, lines to sign on and stars",
        ),
        pytest.param(HTML.encode(), "a.html", Format.HTML, id="HTML"),
        pytest.param(HTML.encode("utf-16"), "a.html", Format.HTML, id="HTML in UTF-16"),
        pytest.param(
            b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a --><!-- b -->\n" + HTML.encode(),
            "a.doc",
            Format.HTML,
            id="HTML with all that may stand before, saved as .doc",
        ),
        pytest.param(FRAGMENT.encode(), "a.txt", Format.HTML, id="dense in tags"),
        pytest.param(b"Aftale <b>uden</b> mere", "a.htm", Format.HTML, id="so named, and a tag"),
        pytest.param(TEXT.encode(), "a.html", Format.TEXT, id="so named, and none"),
        pytest.param(
            b"<navn> er databehandler for <kunde>, jf. <b>bilag</b>.\n" * 9,
            "a.txt",
            Format.TEXT,
            id="placeholders in angle brackets",
        ),
        pytest.param((MARKDOWN + FRAGMENT).encode(), "a.md", Format.MARKDOWN, id="tags in it"),
        pytest.param(b"%PDF-1.7\n", "a.pdf", Format.PDF, id="PDF"),
        pytest.param(b"%PDF-1.7\n", "a.txt", Format.PDF, id="PDF of another name"),
        pytest.param(b"x" * 900 + b"%PDF-1.4", "a.pdf", Format.PDF, id="PDF after junk"),
        pytest.param(
            b"x" * 900 + b"%PDF-1.4 startxref", "a.bin", Format.PDF, id="PDF after junk, unnamed"
        ),
        pytest.param(b"Om formatet %PDF-1.4", "a.txt", Format.TEXT, id="a text on PDF"),
        pytest.param(WORD, "a.docx", Format.DOCX, id="Word"),
        pytest.param(WORD, "a.doc", Format.DOCX, id="Word named .doc"),
        pytest.param(WORD, "a.zip", Format.DOCX, id="Word named .zip"),
        pytest.param(WORD[:-40], "a.docx", Format.DOCX, id="Word cut off"),
        pytest.param(
            archive(
                "[Content_Types].xml",
                "documents/main.xml",
                types="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ),
            "a.docx",
            Format.DOCX,
            id="Word with its parts elsewhere",
        ),
    ],
)
def test_the_content_tells(data: bytes, name: str, expected: Format) -> None:
    assert detect_format(data, name=name) is expected


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        pytest.param(archive("[Content_Types].xml", "xl/a.xml"), "a.xlsx", "Excel", id="xlsx"),
        pytest.param(archive("[Content_Types].xml", "ppt/a.xml"), "a.pptx", "PowerPoint", id="ppt"),
        pytest.param(archive("mimetype", "META-INF/manifest.xml"), "a.odt", "OpenDocument", id="o"),
        pytest.param(archive("aftale.txt"), "a.zip", "Pak det ud", id="zip"),
        pytest.param(archive("word/noter.txt"), "a.zip", "Pak det ud", id="zip of a folder word"),
        pytest.param(archive("x/aftale.docx"), "a.docx", "Pak det ud", id="zip around Word"),
        pytest.param(OLE + "WordDocument".encode("utf-16-le"), "a.doc", "gamle format", id="doc"),
        pytest.param(OLE, "a.doc", "ældre Office-program", id="another compound file"),
        pytest.param(b"{\\rtf1\\ansi Aftale}", "a.doc", "RTF", id="rtf"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00", "a.png", "tekstgenkendes", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0\x00", "a.pdf", "tekstgenkendes", id="jpeg named PDF"),
        pytest.param(b"II*\x00\x08", "a.tif", "tekstgenkendes", id="tiff"),
        pytest.param(b"GIF89a\x01", "a.gif", "tekstgenkendes", id="gif"),
        pytest.param(b"\x1f\x8b\x08\x00", "a.gz", "Pak det ud", id="gzip"),
        pytest.param(b"7z\xbc\xaf\x27\x1c", "a.7z", "Pak det ud", id="7z"),
        pytest.param(b"Rar!\x1a\x07\x00", "a.rar", "Pak det ud", id="rar"),
        pytest.param(b"<?xml version='1.0'?><a/>", "a.doc", "data", id="xml"),
        pytest.param(b'{"a": 1}', "a.json", "data", id="json"),
        pytest.param(
            b"From: a@b.dk\nMIME-Version: 1.0\nContent-Type: text/html\n\nHej",
            "a.mht",
            "mail",
            id="m",
        ),
        pytest.param(bytes(range(256)), "a.xyz", "Filformatet kendes ikke", id="unknown"),
    ],
)
def test_what_no_reader_reads_is_named_with_what_to_do(data: bytes, name: str, words: str) -> None:
    with pytest.raises(UnsupportedFormatError, match=name) as caught:
        detect_format(data, name=name)
    assert words in " ".join(caught.value.__notes__)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "låst", id="locked"),
        pytest.param(
            b"PK\x03\x04\x14\x00", "a.docx", "tomt eller beskadiget", id="half an archive"
        ),
        pytest.param(archive(), "a.zip", "tomt eller beskadiget", id="empty archive"),
        pytest.param(bytes(range(256)), "a.pdf", "beskadiget", id="no PDF"),
        pytest.param(bytes(range(256)), "a.txt", "ikke tekst", id="no text"),
    ],
)
def test_what_is_damaged_is_told(data: bytes, name: str, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=name) as caught:
        detect_format(data, name=name)
    assert words in " ".join(caught.value.__notes__)


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.xyz"])
@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
def test_an_empty_file_is_empty_whatever_its_name(data: bytes, name: str) -> None:
    with pytest.raises(EmptyDocumentError, match=name):
        detect_format(data, name=name)


@pytest.mark.parametrize("file", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.name)
def test_the_real_documents_stay_plain_text(file: Path) -> None:
    assert detect_format(file.read_bytes(), name=file.name) is Format.TEXT


NAMES = st.sampled_from(["a.txt", "a.md", "a.docx", "a.pdf", "a.html", "a.zip", "a"])


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", OLE, b"%PDF-", b"<html"]), NAMES
)
def test_any_bytes_have_a_format_or_a_reason(data: bytes, start: bytes, name: str) -> None:
    assert is_told(start + data, name=name)


@given(st.integers(0, len(WORD) - 1), st.integers(0, 255))
def test_any_damage_to_an_archive_has_a_format_or_a_reason(place: int, value: int) -> None:
    data = bytearray(WORD)
    data[place] = value
    assert is_told(bytes(data), name="a.docx")


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param(b"<!-- a -->" * 100_000, id="comments without end"),
        pytest.param(b"<?" * 300_000, id="instructions never closed"),
        pytest.param(b"a:" + b" " * 500_000, id="a header of blanks"),
        pytest.param(b"a: b\n" + b" \n" * 200_000 + b"x", id="a header gone on and on"),
        pytest.param(b"|---" * 100_000, id="a table rule without end"),
        pytest.param(b"**a" * 100_000, id="stars never closed"),
        pytest.param(b"<p " * 100_000, id="tags never closed"),
        pytest.param(random.Random(1).randbytes(3_000_000), id="noise"),
    ],
)
def test_no_content_is_slow_to_tell(hostile: bytes) -> None:
    """A quadratic pattern would take minutes; there is no need to measure."""
    assert is_told(hostile, name="a.txt")
