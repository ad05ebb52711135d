from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from ingest.readers.pdf import read_pdf
from klausul.errors import EmptyDocumentError, UnreadableFileError

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a PDF with a line of text on each page."""

    def write(pages: Sequence[str], *, password: str | None = None) -> Path:
        writer = PdfWriter()
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        for text in pages:
            page = writer.add_blank_page(width=595, height=842)
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
            stream = DecodedStreamObject()
            stream.set_data(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("cp1252"))
            page[NameObject("/Contents")] = writer._add_object(stream)
        if password is not None:
            writer.encrypt(password, algorithm="RC4-128")
        path = tmp_path / "aftale.pdf"
        writer.write(path)
        return path

    return write


def test_pages_and_their_starts(write: Write) -> None:
    source = read_pdf(write(["Data slettes på 30 dage.", "", "Brud meldes."]))
    assert source.text == "Data slettes på 30 dage.\f\fBrud meldes."
    assert [source.text[start:] for start in source.page_starts][2] == "Brud meldes."
    assert len(source.page_starts) == 3


def test_a_scanned_document_is_refused(write: Write) -> None:
    with pytest.raises(EmptyDocumentError, match=r"aftale\.pdf: no page of the PDF holds text"):
        read_pdf(write(["", ""]))


def test_an_encrypted_document_is_refused(write: Write) -> None:
    with pytest.raises(UnreadableFileError, match=r"aftale\.pdf: the PDF is encrypted") as caught:
        read_pdf(write(["Data slettes."], password="hemmeligt"))
    assert caught.value.__notes__ == ["PDF'en er låst med adgangskode."]


def test_the_library_is_silent_and_its_logger_as_before(
    write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("pypdf")
    path = write(["Data slettes."])
    path.write_bytes(b"stray" + path.read_bytes()[:-20])
    for level in (logging.NOTSET, logging.INFO):
        logger.setLevel(level)
        with contextlib.suppress(UnreadableFileError):
            read_pdf(path)
        assert logger.level == level
    logger.setLevel(logging.NOTSET)
    assert [record for record in caplog.records if record.name.startswith("pypdf")] == []


def test_a_missing_document_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_pdf(tmp_path / "aftale.pdf")
    assert caught.value.__notes__ == ["Filen findes ikke."]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[: len(data) // 3], id="truncated"),
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: b"Dette er ingen PDF.", id="not a PDF"),
        pytest.param(lambda data: b"%PDF-1.4\n" + bytes(500), id="a PDF's head alone"),
    ],
)
def test_a_damaged_document_is_refused(write: Write, damage: Callable[[bytes], bytes]) -> None:
    path = write(["Data slettes."])
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(UnreadableFileError, match=r"aftale\.pdf: the PDF is damaged"):
        read_pdf(path)


def test_a_missing_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"aftale\.pdf"):
        read_pdf(tmp_path / "aftale.pdf")
