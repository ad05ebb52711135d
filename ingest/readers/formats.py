"""What a file is, told by its content; its name only parts what the content leaves open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from types import MappingProxyType
from typing import Final
from zipfile import BadZipFile, ZipFile

from ingest.readers.magic import find_signature
from ingest.readers.markup import looks_like_html, looks_like_markdown, opens_as_html
from ingest.readers.text import decode
from ingest.reasons import because
from klausul.errors import (
    EmptyDocumentError,
    IngestError,
    UnreadableFileError,
    UnsupportedFormatError,
)


class Format(StrEnum):
    """A format that has a reader."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


_SAVE: Final = "Gem dokumentet som .docx eller PDF, og indlæs det igen."
_HEAD: Final = 65_536  # characters in which a text shows what it is
_JUNK: Final = 1_024  # bytes that PDF readers allow before the header
_MARKDOWN: Final = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_WEB: Final = frozenset({".html", ".htm", ".xhtml"})
_BINARY: Final = frozenset({".pdf", ".docx"})
_PLAIN: Final = frozenset({"", ".txt", ".text"})
# Texts that nobody signs. Taking the settings or the log that lie beside an agreement for an
# agreement would be worse than asking for another name.
_NO_DOCUMENT: Final = frozenset(
    ".json .jsonl .csv .tsv .xml .yaml .yml .toml .ini .cfg .log .sql .css .js .ts .py .sh .bat "
    ".ps1 .svg .ics .vcf".split()
)
_PDF: Final = re.compile(rb"%PDF-\d")
_XML: Final = re.compile(r"\A\s*<\?xml\s")
_MESSAGE: Final = re.compile(r"\A(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")

_LOCAL_NAME: Final = re.compile(rb"PK\x03\x04.{22}(..)..", re.S)
_CONTENT_TYPES: Final = "[Content_Types].xml"
_MOST_TYPES: Final = 1_000_000  # bytes; a real list of types has some thousand
_PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "xl/": "et Excel-regneark (.xlsx)",
        "ppt/": "en PowerPoint-præsentation (.pptx)",
        "meta-inf/manifest.xml": "et OpenDocument-dokument (.odt)",
        "meta-inf/container.xml": "en e-bog (.epub)",
        "index/document.iwa": "et Pages-dokument",
    }
)
_STREAMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "WordDocument": "et Word-dokument i det gamle format (.doc)",
        "Workbook": "et Excel-regneark i det gamle format (.xls)",
        "PowerPoint Document": "en PowerPoint-præsentation i det gamle format (.ppt)",
        "__properties_version1.0": "en mail fra Outlook (.msg)",
    }
)


def detect_format(data: bytes, *, name: str) -> Format:
    """Return the format of a file.

    Args:
        data: The whole file: what a zip archive holds stands at its end.
        name: The file's name, for the errors; its suffix parts Markdown from plain text, and
            fragments of HTML from texts that speak of it.

    Raises:
        EmptyDocumentError: The file holds nothing.
        UnreadableFileError: It is damaged or encrypted.
        UnsupportedFormatError: It is something that no reader reads; the reason says what.
    """
    if not data.strip():
        raise because(
            EmptyDocumentError(f"{name}: the file holds no text"),
            "Dokumentet er tomt. Kontrollér, at det er den rigtige fil.",
        )
    suffix = PurePath(name).suffix.lower()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_archive(data, name=name)
    if _is_pdf(data, suffix=suffix):
        return Format.PDF
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _in_compound_file(data, name=name)
    signature = find_signature(data)
    if signature is not None:
        raise _unsupported(name, *signature)
    return _in_text(data, name=name, suffix=suffix)


def _unsupported(name: str, what: str, remedy: str = _SAVE) -> UnsupportedFormatError:
    return because(
        UnsupportedFormatError(f"{name}: no reader for this format ({what})"),
        f"Filen er {what}. {remedy}",
    )


def _is_pdf(data: bytes, *, suffix: str) -> bool:
    """Tell whether a PDF begins here, also after junk; a text may speak of "%PDF-1.7"."""
    found = _PDF.search(data, 0, _JUNK + 8)
    if found is None:
        return False
    return found.start() == 0 or suffix == ".pdf" or b"startxref" in data


def _in_archive(data: bytes, *, name: str) -> Format:
    """Return what a zip archive is, by the names of its parts."""
    names, types = _parts_of(data)
    if not names:
        raise because(
            UnreadableFileError(f"{name}: a zip archive whose list of parts is damaged or empty"),
            "Filen er et zip-arkiv, der er tomt eller beskadiget. "
            "Hent filen på ny, og indlæs den igen.",
        )
    lower = [part.lower().replace("\\", "/") for part in names]
    is_package = _CONTENT_TYPES.lower() in lower
    has_words = any(part.startswith("word/") for part in lower)
    is_word = is_package and (has_words or b"wordprocessingml" in types)
    if is_word or "word/document.xml" in lower:
        return Format.DOCX
    for prefix, what in _PARTS.items():
        if any(part.startswith(prefix) for part in lower):
            raise _unsupported(name, what)
    raise _unsupported(name, "et zip-arkiv", "Pak det ud, og indlæs de filer, det indeholder.")


def _parts_of(data: bytes) -> tuple[list[str], bytes]:
    """Return the names of an archive's parts and its list of content types.

    An archive that was cut off has lost its list of parts; the parts themselves still have names,
    and the reader of the format can say what is missing.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            return archive.namelist(), _types_of(archive)
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return [_local_name(data, found) for found in _LOCAL_NAME.finditer(data, 0, _HEAD)], b""


def _types_of(archive: ZipFile) -> bytes:
    """Return the start of the list of content types; one that cannot be read says nothing."""
    from zlib import error as zlib_error

    try:
        with archive.open(_CONTENT_TYPES) as file:
            return file.read(_MOST_TYPES)
    except (KeyError, RuntimeError, EOFError, BadZipFile, NotImplementedError, zlib_error):
        return b""


def _local_name(data: bytes, header: re.Match[bytes]) -> str:
    length = int.from_bytes(header[1], "little")
    return data[header.end() : header.end() + length].decode(errors="replace")


def _in_compound_file(data: bytes, *, name: str) -> IngestError:
    """Return why an OLE file is refused, by the names of the streams in it."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return because(
            UnreadableFileError(f"{name}: the document is encrypted"),
            "Dokumentet er låst med adgangskode. Gem det uden adgangskode, og indlæs det igen.",
        )
    for stream, what in _STREAMS.items():
        if stream.encode("utf-16-le") in data:
            return _unsupported(name, what)
    return _unsupported(name, "fra et ældre Office-program")


def _in_text(data: bytes, *, name: str, suffix: str) -> Format:
    """Return which sort of text a file is; what is no text at all is refused."""
    head = _text_of(data, name=name, suffix=suffix)[:_HEAD]
    if opens_as_html(head):
        return Format.HTML
    if _XML.match(head) or suffix in _NO_DOCUMENT:
        raise _unsupported(name, "data eller programkode, ikke et dokument")
    message = _MESSAGE.match(head)
    if message and "mime-version:" in message[0].lower():
        raise _unsupported(name, "en mail eller en gemt webside (.eml, .mht)")
    if suffix in _MARKDOWN:
        return Format.MARKDOWN
    if looks_like_html(head, is_named_so=suffix in _WEB):
        return Format.HTML
    return Format.MARKDOWN if looks_like_markdown(head) else Format.TEXT


def _text_of(data: bytes, *, name: str, suffix: str) -> str:
    """Return the text as its reader will see it."""
    try:
        return decode(data, name=name)
    except UnreadableFileError:
        if suffix in _PLAIN | _MARKDOWN | _WEB:
            raise
    if suffix in _BINARY:
        raise because(
            UnreadableFileError(f"{name}: neither text nor what its name says"),
            "Filen er beskadiget eller noget andet, end dens navn siger. "
            "Hent eller gem den på ny, og indlæs den igen.",
        )
    raise because(
        UnsupportedFormatError(f"{name}: neither text nor a known format"),
        "Filformatet kendes ikke; Klausul læser Word (.docx), PDF, HTML, Markdown og tekst.",
    )
