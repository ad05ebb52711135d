from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.readers.docx import read_docx
from ingest.readers.docx_package import Limits
from klausul.errors import (
    EmptyDocumentError,
    FileLimitError,
    IngestError,
    UnreadableFileError,
    UnsupportedFormatError,
)

Write = Callable[[bytes], Path]

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"

DAMAGED = "Word-filen er beskadiget. Åbn den i Word, gem den på ny, og indlæs den igen."


def relations(target: str, *, kind: str = f"{OFFICE}/officeDocument", more: str = "") -> str:
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    link = f'<Relationship Id="r1" Type="{kind}" Target="{target}" {more}/>'
    return f'<Relationships xmlns="{package}">{link}</Relationships>'


def document(words: str, *, namespace: str = TRANSITIONAL, head: str = "") -> str:
    body = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    return f'{head}<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'


def archive(parts: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def word(content: str | bytes) -> bytes:
    return archive({"_rels/.rels": relations("word/document.xml"), "word/document.xml": content})


@pytest.fixture
def write(tmp_path: Path) -> Write:
    path = tmp_path / "aftale.docx"

    def write(data: bytes) -> Path:
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(
            {"_rels/.rels": relations("word/document.xml"), "word/document.xml": document("Ja")},
            id="as Word writes it",
        ),
        pytest.param(
            {"_rels/.rels": relations("/word/document2.xml"), "word/document2.xml": document("Ja")},
            id="another name, from the root",
        ),
        pytest.param(
            {
                "_rels/.rels": relations("Word/Doc%20ument.xml"),
                "word/doc ument.xml": document("Ja"),
            },
            id="another case, escaped",
        ),
        pytest.param(
            {
                "_rels/.rels": relations("w.xml", kind=f"{STRICT_OFFICE}/officeDocument"),
                "w.xml": document("Ja", namespace=STRICT),
            },
            id="strict",
        ),
        pytest.param(
            {
                "_rels/.rels": relations("w.xml").encode("utf-16"),
                "w.xml": document("Ja", head='<?xml version="1.0" encoding="UTF-16"?>').encode(
                    "utf-16"
                ),
            },
            id="UTF-16",
        ),
    ],
)
def test_the_document_is_found(write: Write, parts: Mapping[str, str | bytes]) -> None:
    assert read_docx(write(archive(parts))).text == "Ja"


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        pytest.param(b"", UnreadableFileError, DAMAGED, id="empty"),
        pytest.param(b"Ingen", UnreadableFileError, DAMAGED, id="text"),
        pytest.param(
            word(document("Ja"))[:-40], UnreadableFileError, DAMAGED,
            id="truncated",
        ),
        pytest.param(
            word("<w:document>"), UnreadableFileError, DAMAGED, id="broken XML"
        ),
        pytest.param(
            word(document("Ja", head='<?xml version="1.0" encoding="klingon"?>')),
            UnreadableFileError, DAMAGED, id="unknown encoding",
        ),
        pytest.param(
            word(document("Ja", head="<!DOCTYPE w:document>")),
            UnreadableFileError, DAMAGED, id="document type",
        ),
        pytest.param(
            word(document("&bombe;", head='<!DOCTYPE d [<!ENTITY bombe "bum">]>')),
            UnreadableFileError, DAMAGED, id="entity",
        ),
        pytest.param(
            archive({"_rels/.rels": relations("w.xml")}, method=zipfile.ZIP_BZIP2),
            UnreadableFileError, DAMAGED, id="packed in another way",
        ),
        pytest.param(
            archive({"a.txt": "Ja"}), UnreadableFileError, "Filen er ikke et Word-dokument.",
            id="another archive",
        ),
        pytest.param(
            archive({"_rels/.rels": relations("https://eks.dk/", more='TargetMode="External"')}),
            UnreadableFileError, "Filen er ikke et Word-dokument.", id="document elsewhere",
        ),
        pytest.param(
            archive({"_rels/.rels": relations("word/document.xml")}), UnreadableFileError,
            "Word-filen er beskadiget: En del af den mangler. "
            "Åbn den i Word, gem den på ny, og indlæs den igen.", id="missing part",
        ),
        pytest.param(
            word('<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'),
            UnreadableFileError, "Filen er ikke et Word-dokument.", id="spreadsheet",
        ),
        pytest.param(
            word(f'<w:hdr xmlns:w="{TRANSITIONAL}"/>'), UnreadableFileError,
            "Filen er ikke et Word-dokument.", id="another part",
        ),
        pytest.param(
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            UnreadableFileError, "Word-filen er låst med adgangskode. "
            "Gem den uden adgangskode, og indlæs den igen.", id="locked",
        ),
        pytest.param(
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), UnsupportedFormatError,
            "Filen er i Words gamle format (.doc); gem den som .docx, og prøv igen.",
            id="before 2007",
        ),
        pytest.param(
            word(document(" ")), EmptyDocumentError,
            "Dokumentet er tomt: Der er ingen tekst i Word-filen. "
            "Kontrollér, at det er den rigtige fil.", id="no words",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(
    write: Write, data: bytes, error: type[IngestError], reason: str
) -> None:
    with pytest.raises(error, match=r"aftale\.docx") as caught:
        read_docx(write(data))
    assert caught.value.__notes__ == [reason]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_docx(tmp_path / "aftale.docx")
    assert caught.value.__notes__ == ["Filen findes ikke."]


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        pytest.param(Limits(total=2000), "Word-filen fylder mere end", id="total"),
        pytest.param(Limits(ratio=3, ratio_from=1000), "Word-filen er pakket så tæt", id="ratio"),
        pytest.param(Limits(depth=4), "Word-filen er indlejret i for mange lag", id="depth"),
        pytest.param(Limits(elements=20), "Word-filen har for mange elementer", id="elements"),
        pytest.param(Limits(paragraphs=9), "Word-filen har for mange afsnit", id="paragraphs"),
    ],
)
def test_limits(write: Write, limits: Limits, reason: str) -> None:
    many = document("Ja</w:t></w:r></w:p><w:p><w:r><w:t>" * 50)
    path = write(word(many))
    assert read_docx(path).text.count("Ja") == 50
    with pytest.raises(FileLimitError, match=r"aftale\.docx") as caught:
        read_docx(path, limits=limits)
    assert caught.value.__notes__[0].startswith(reason)


def test_a_bomb_is_not_unpacked(write: Write) -> None:
    bomb = word(document("a" * (3 << 20)))
    assert len(bomb) < 10_000
    with pytest.raises(FileLimitError):
        read_docx(write(bomb))


@pytest.mark.parametrize(
    "nested",
    [
        pytest.param("<w:tbl><w:tr><w:tc>|</w:tc></w:tr></w:tbl>", id="tables"),
        pytest.param("<w:sdt><w:sdtContent>|</w:sdtContent></w:sdt>", id="content controls"),
        pytest.param("<w:p><w:r><w:txbxContent>|</w:txbxContent></w:r></w:p>", id="text boxes"),
        pytest.param("<w:p><w:hyperlink><w:r>|</w:r></w:hyperlink></w:p>", id="paragraphs"),
    ],
)
def test_what_is_nested_to_the_limit_is_read(write: Write, nested: str) -> None:
    before, after = nested.split("|")
    times = (Limits().depth - 5) // before.count("<")
    inner = "</w:t></w:r></w:p>" + before * times + "<w:p><w:r><w:t>Ja" + "</w:t></w:r></w:p>"
    text = document("Nej" + inner + after * times + "<w:p><w:r><w:t>Slut")
    found = read_docx(write(word(text))).text
    assert found.startswith("Nej")
    assert found.endswith("Slut")
    with pytest.raises(FileLimitError):
        read_docx(write(word(document("</w:t></w:r></w:p>" + before * 300))))


SOUND = archive(
    {
        "_rels/.rels": relations("document.xml"),
        "_rels/document.xml.rels": relations("numbering.xml", kind=f"{OFFICE}/numbering"),
        "numbering.xml": f'<w:numbering xmlns:w="{TRANSITIONAL}">'
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "document.xml": document(
            'Formål</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
            "<w:r><w:t>Data slettes.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr>"
            '</w:tbl><w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>Slut'
        ),
    },
    method=zipfile.ZIP_STORED,  # so that a changed bit reaches the XML
)
FUZZ = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_the_sound_file_is_read(write: Write) -> None:
    assert read_docx(write(SOUND)).text == "Formål\n\n0. Data slettes.\n\nSlut"


def read_or_refuse(path: Path) -> None:
    with contextlib.suppress(IngestError):
        assert read_docx(path).text.strip()


@FUZZ
@given(data=st.binary(max_size=400), zip_head=st.booleans())
def test_any_bytes_are_read_or_refused(write: Write, data: bytes, zip_head: bool) -> None:
    read_or_refuse(write(b"PK\x03\x04" * zip_head + data))


@FUZZ
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(write: Write, data: st.DataObject) -> None:
    damaged = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(SOUND) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    read_or_refuse(write(bytes(damaged[: data.draw(st.integers(0, len(SOUND)) | st.none())])))


ELEMENTS = "p r t tbl tr tc pPr rPr numPr ins del sdt br tab txbxContent fldChar b vanish".split()
TREES = st.recursive(
    st.text("Data 1.§\t", max_size=6),
    lambda inner: st.builds(
        lambda name, attribute, children: f"<w:{name}{attribute}>{''.join(children)}</w:{name}>",
        st.sampled_from(ELEMENTS),
        st.sampled_from(["", ' w:val="1"', ' w:fldCharType="begin"', ' w:fldCharType="end"']),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@FUZZ
@given(body=TREES)
def test_any_tree_of_words_elements_is_read_or_refused(write: Write, body: str) -> None:
    read_or_refuse(write(word(document(f"</w:t></w:r></w:p>{body}<w:p><w:r><w:t>"))))
