"""Web pages: the text that a page is about, with the numbers that a browser prints."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from ingest.limits import too_deep
from ingest.readers.headings import is_bold_heading
from ingest.readers.html_content import find_content
from ingest.readers.html_counters import find_counter_rules
from ingest.readers.html_frames import Line
from ingest.readers.html_guard import find_excess
from ingest.readers.html_layout import lay_out
from ingest.readers.html_tree import TooDeepError, build_tree
from ingest.readers.source import SourceText
from ingest.readers.text import decode, read_bytes
from ingest.reasons import because
from klausul.errors import EmptyDocumentError, FileLimitError

_DECLARED: Final = re.compile(
    rb"""<(?:meta\b[^>]{0,500}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*["']?\s*"""
    rb"""(?P<name>[\w:.-]{1,40})""",
    re.I,
)
_WINDOWS_1252: Final = frozenset({"ascii", "cp1252", "iso8859-1"})
_SEARCHED: Final = 4096  # bytes in which a page may name its encoding


def read_html(path: Path) -> SourceText:
    """Read a web page's text; every line of it is a paragraph, an item or a row.

    Raises:
        UnreadableFileError: The file cannot be opened or is not text.
        EmptyDocumentError: The page holds no text besides its menus and banners.
        FileLimitError: The page is nested too deeply, or built to take a parser's time.
    """
    markup = _decode_page(read_bytes(path), name=path.name)
    excess = find_excess(markup)
    if excess is not None:
        raise because(
            FileLimitError(f"{path.name}: {excess}"),
            "Websidens kode er bygget, så den ikke kan læses inden for rimelig tid.",
        )
    try:
        body = build_tree(markup)
    except TooDeepError as error:
        raise too_deep(path.name) from error
    content = find_content(body) if body else []
    lines = lay_out(content, rules=find_counter_rules(markup))
    # The numbers of empty items are no text.
    if not lines or not any(element.size for element in content):
        raise because(
            EmptyDocumentError(f"{path.name}: the page holds no text"),
            "Dokumentet er tomt: Websiden indeholder ingen tekst. "
            "Måske henter siden sin tekst, først når den vises i en browser.",
        )
    return _source_of(_with_bold_headings(lines))


def _decode_page(data: bytes, *, name: str) -> str:
    """Return a page's text in the encoding that it shows, or else the one that it declares."""
    declared = _DECLARED.search(data[:_SEARCHED])
    if declared and not data.startswith(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        text = _decode_declared(data, encoding=declared["name"].decode("ascii").lower())
        if text is not None:
            return text
    return decode(data, name=name)


def _decode_declared(data: bytes, *, encoding: str) -> str | None:
    """Return the text in a declared encoding that says something about these bytes, or None.

    Bytes above ASCII that make sound UTF-8 are UTF-8 whatever the page says, and the encodings of
    Western Europe and of nothing above ASCII stand for Windows-1252, as in a browser.
    """
    try:
        codec = codecs.lookup(encoding).name
        data.decode("utf-8")
    except LookupError:
        return None
    except UnicodeDecodeError:
        if codec.startswith("utf") or codec in _WINDOWS_1252:
            return None
        return _decode_strictly(data, encoding=codec)
    return None


def _decode_strictly(data: bytes, *, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _with_bold_headings(lines: Sequence[Line]) -> list[Line]:
    """Mark short lines that are all bold as headings; where most is bold, it says nothing."""
    bold = sum(len(line.text) for line in lines if line.strong and not line.heading)
    if 2 * bold > sum(len(line.text) for line in lines):
        return list(lines)
    return [
        replace(line, heading=line.heading or (line.strong and is_bold_heading(line.text)))
        for line in lines
    ]


def _source_of(lines: Sequence[Line]) -> SourceText:
    parts: list[str] = []
    headings: set[int] = set()
    length = 0
    for line in lines:
        separator = ("\n\n" if line.gap else "\n") if parts else ""
        length += len(separator)
        if line.heading:
            headings.add(length)
        parts += [separator, line.text]
        length += len(line.text)
    exact = sum(len(line.text) for line in lines if line.exact)
    # A page that is one <pre> holds a plain text, whose lines may be wrapped.
    wrapped = 2 * exact > sum(len(line.text) for line in lines)
    return SourceText(
        text="".join(parts), heading_starts=frozenset(headings), has_paragraphs=not wrapped
    )
