from __future__ import annotations

import contextlib
import difflib
import io
import logging
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError, LimitReachedError
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from ingest.clauses import make_clauses
from ingest.cleaning import clean_text
from ingest.markers import ITEM_KINDS, MarkerKind, find_marker
from ingest.readers import pdf
from ingest.readers.pdf import read_pdf
from ingest.readers.source import SourceText
from ingest.readers.text import read_text
from klausul.errors import EmptyDocumentError, FileLimitError, IngestError, UnreadableFileError

Write = Callable[..., Path]

AGREEMENTS = Path(__file__).parents[1] / "agreements"
FILES = sorted(p for p in AGREEMENTS.glob("*.txt") if not p.name.endswith(".labels.txt"))
TRUNCATED = st.tuples(st.just("truncated"), st.integers(0, 5_000), st.just(b""))
CHANGED = st.tuples(st.just("changed"), st.integers(0, 5_000), st.binary(min_size=1, max_size=6))


def one_font(writer: PdfWriter, **entries: str) -> DictionaryObject:
    standard = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
    names = standard | {"Encoding": "WinAnsiEncoding"} | entries
    font = DictionaryObject({NameObject(f"/{k}"): NameObject(f"/{v}") for k, v in names.items()})
    return DictionaryObject({NameObject("/F1"): writer._add_object(font)})


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a PDF with a line of text on each page."""

    def write(
        pages: Sequence[str],
        *,
        user: str | None = None,
        owner: str | None = None,
        algorithm: str = "RC4-128",
        operators: str = "BT /F1 12 Tf 72 720 Td ({}) Tj ET",
        **font: str,
    ) -> Path:
        writer = PdfWriter()
        fonts = one_font(writer, **font)
        for text in pages:
            page = writer.add_blank_page(width=595, height=842)
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
            stream = DecodedStreamObject()
            stream.set_data(operators.format(text).encode("cp1252"))
            page[NameObject("/Contents")] = writer._add_object(stream)
        if user is not None:
            writer.encrypt(user, owner, algorithm=algorithm)
        path = tmp_path / "aftale.pdf"
        writer.write(path)
        return path

    return write


def reason_of(error: BaseException) -> str:
    return " ".join(error.__notes__)


def test_pages_and_their_starts(write: Write) -> None:
    source = read_pdf(write(["Data slettes på 30 dage.", "", "Brud meldes."]))
    assert source.text.split("\f") == ["Data slettes på 30 dage.", "\n", "Brud meldes."]
    assert [source.text[start:].strip() for start in source.page_starts][2] == "Brud meldes."
    assert len(source.page_starts) == 3


def test_where_positions_cannot_be_had_the_words_are(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("/Font")

    monkeypatch.setattr(pdf, "read_page", fail)
    source = read_pdf(write(["Data slettes.", "Brud meldes."]))
    assert source.text == "Data slettes.\fBrud meldes."
    assert source.full_lines is None


# Locked


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_document_locked_for_printing_alone_is_read(write: Write, algorithm: str) -> None:
    path = write(["Data slettes."], user="", owner="hemmeligt", algorithm=algorithm)
    assert read_pdf(path).text == "Data slettes."


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_document_locked_by_a_password_is_refused(write: Write, algorithm: str) -> None:
    path = write(["Data slettes."], user="hemmeligt", algorithm=algorithm)
    with pytest.raises(UnreadableFileError, match=r"aftale\.pdf: the PDF is encrypted") as caught:
        read_pdf(path)
    assert caught.value.__notes__ == [
        "PDF'en er låst med adgangskode. Gem PDF'en uden adgangskode, og indlæs den igen."
    ]


def test_what_is_lacking_to_unlock_is_named(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def lack(*_: object) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(PdfReader, "decrypt", lack)
    with pytest.raises(UnreadableFileError, match="is encrypted") as caught:
        read_pdf(write(["Data slettes."], user=""))
    assert "cryptography" in reason_of(caught.value)


# Without text


def test_an_empty_document_is_refused(write: Write) -> None:
    with pytest.raises(EmptyDocumentError, match=r"aftale\.pdf: no page of the PDF holds text"):
        read_pdf(write(["", ""]))


def test_pages_that_are_pictures_are_told(write: Write) -> None:
    picture = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"
    text = "BT /F1 12 Tf 72 720 Td ({}) Tj ET"
    source = read_pdf(write(["Data slettes.", "", "Og ", ""], operators=f"{text} {picture}"))
    assert source.unread_pages == (2, 4)
    assert read_pdf(write(["Data slettes.", ""])).unread_pages == ()  # an empty page is no picture


def test_a_scanned_document_is_refused(write: Write) -> None:
    picture = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"
    with pytest.raises(EmptyDocumentError) as caught:
        read_pdf(write([""], operators=picture))
    assert "kun billeder" in reason_of(caught.value)


def test_a_document_without_pages_is_refused(write: Write) -> None:
    with pytest.raises(EmptyDocumentError):
        read_pdf(write([]))


def test_a_script_that_translates_to_no_text_is_refused(write: Write) -> None:
    path = write(["Data slettes efter ophør."], Subtype="Type0", Encoding="Identity-H")
    with pytest.raises(UnreadableFileError, match="translate to no letter") as caught:
        read_pdf(path)
    assert "skrift kan ikke oversættes til tekst" in reason_of(caught.value)


# Too much


def test_a_document_of_too_many_pages_is_refused(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    with pytest.raises(FileLimitError, match="3 pages, at most 2") as caught:
        read_pdf(write(["a", "b", "c"]))
    assert "3 sider" in reason_of(caught.value)


def test_a_document_of_too_many_characters_is_refused(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 10)
    with pytest.raises(FileLimitError, match="more than 10 characters") as caught:
        read_pdf(write(["Data slettes.", "Brud meldes."]))
    assert reason_of(caught.value)


def test_the_librarys_own_limits_are_told(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise LimitReachedError("Maximum number of operators reached.")

    monkeypatch.setattr(pdf, "read_page", stop)
    with pytest.raises(FileLimitError, match="Maximum number of operators"):
        read_pdf(write(["Data slettes."]))


# Damaged


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
    with pytest.raises(UnreadableFileError, match=r"aftale\.pdf") as caught:
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


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(TRUNCATED | CHANGED, min_size=1, max_size=8))
def test_no_damage_raises_anything_else(
    tmp_path: Path, damages: Sequence[tuple[str, int, bytes]]
) -> None:
    data = bytearray(typeset(tuple(read_text(FILES[0]).text.splitlines()[:30])))
    for kind, place, changed in damages:
        if kind == "truncated" and place:
            del data[place:]
        data[place : place + len(changed)] = changed
    path = tmp_path / "skadet.pdf"
    path.write_bytes(data)
    with contextlib.suppress(IngestError):
        assert clean_text(read_pdf(path)).text.strip()


# An agreement from its text and from its PDF


def labels(source: SourceText) -> list[str]:
    clauses = make_clauses(clean_text(source), document_id="prøve")
    return ["  " * (clause.level - 1) + clause.label for clause in clauses]


@cache
def typeset(texts: tuple[str, ...], gaps: tuple[int, ...] = ()) -> bytes:
    """Return a PDF of paragraphs, with hanging numbers and a page number below."""
    plain = ParagraphStyle("plain", fontName="Helvetica", fontSize=10, leading=12.5)
    story: list[Flowable] = []
    for text, gap in zip(texts, gaps or [1] * len(texts), strict=True):
        marker = find_marker(text)
        words = text[marker.length :] if marker else ""
        story.append(Spacer(1, 12 * min(gap, 4)))
        if not marker or not words or marker.kind is MarkerKind.ANNEX:
            story.append(Paragraph(escape(text), plain))
            continue
        deep = 24 * (marker.kind in ITEM_KINDS - {MarkerKind.INTEGER})
        style = ParagraphStyle("hung", parent=plain, leftIndent=34 + deep, bulletIndent=deep)
        number = text[: marker.length].strip()
        story.append(Paragraph(escape(words), style, bulletText=number))
    buffer = io.BytesIO()
    template = SimpleDocTemplate(buffer, invariant=1)
    template.build(story, onFirstPage=_number, onLaterPages=_number)
    return buffer.getvalue()


def _number(canvas, template) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    canvas.drawCentredString(297, 30, f"Side {template.page}")


def _paragraphs(path: Path) -> Iterator[tuple[str, int]]:
    clean = clean_text(read_text(path))
    for line in clean.lines:
        yield line.span.of(clean.text), line.gap


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_pdf_has_the_labels_of_its_text(path: Path, tmp_path: Path) -> None:
    texts, gaps = zip(*_paragraphs(path), strict=True)
    made = tmp_path / "aftale.pdf"
    made.write_bytes(typeset(texts, gaps))
    expected, found = labels(read_text(path)), labels(read_pdf(made))
    alike = difflib.SequenceMatcher(None, expected, found, autojunk=False).get_matching_blocks()
    matched = sum(block.size for block in alike)
    assert 2 * matched >= 0.95 * (len(expected) + len(found)), "\n".join(
        difflib.unified_diff(expected, found, lineterm="")
    )


def test_rows_are_those_that_pdfplumber_finds(tmp_path: Path) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    plain = ParagraphStyle("cell", fontSize=9, leading=11)
    rows = [
        ["Navn", "Land", "Opgave"],
        ["Skyhost A/S", "Norge", "Drift af servere og opbevaring af sikkerhedskopier i to år"],
        ["Ping ApS", "Polen", "Udsendelse af beskeder til kunder, der har bedt om at få dem"],
    ]
    cells = [[Paragraph(text, plain) for text in row] for row in rows]
    table = Table(cells, colWidths=[100, 60, 120], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
    path = tmp_path / "tabel.pdf"
    SimpleDocTemplate(str(path)).build([table])
    with pdfplumber.open(path) as oracle:
        (found,) = oracle.pages[0].extract_tables()
    expected = ["\t".join(cell.replace("\n", " ") for cell in row) for row in found]
    assert [line for line in read_pdf(path).text.splitlines() if line] == expected


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_pdfs_of_libreoffice_have_the_labels_of_their_texts(tmp_path: Path) -> None:
    texts = []
    for path in FILES:
        texts.append(tmp_path / path.name)
        lines = ("\n" * min(gap, 4) + text for text, gap in _paragraphs(path))
        texts[-1].write_text("\n".join(lines), encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--infilter=Text (encoded):UTF8", "--convert-to"]
    subprocess.run([*convert, "pdf", "--outdir", tmp_path, *texts], check=True, capture_output=True)
    exact = [
        path.stem
        for path in FILES
        if labels(read_text(path)) == labels(read_pdf(tmp_path / f"{path.stem}.pdf"))
    ]
    assert len(exact) >= 0.8 * len(FILES), {path.stem for path in FILES} - set(exact)
