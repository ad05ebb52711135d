"""Markdown: its marks are blanked out, so that every offset stays that of the file."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.readers.source import SourceText
from ingest.readers.text import read_text

_HEADING = re.compile(
    r"^ {0,3}#{1,6}(?=[ \t])"
    r"|^(?=[^\s|>-][^\n]*\n {0,3}(?:=+|-{3,})[ \t]*$)",  # underlined
    re.M,
)
_MARKS = re.compile(
    r"^ {0,3}#{1,6}(?=[ \t])"  # headings
    r"|[ \t]#+[ \t]*$"  # closing marks of a heading
    r"|^ {0,3}>[ \t]?"  # quotations
    r"|^ {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$"  # rules
    r"|^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+(?:[ \t]*:?-{3,}:?[ \t]*)?$"  # under table heads
    r"|^ {0,3}=+[ \t]*$"  # under headings
    r"|\*\*|__|`"
    r"|(?<![\w*])\*(?=[^\s*][^*\n]*\*(?![\w*]))|(?<=[^\s*])\*(?![\w*])"  # emphasis
    r"|\[(?=[^\]\n]+\]\([^)\s]+\))|(?<=[^\s\[])\](?=\([^)\s]+\))",  # links, which keep the address
    re.M,
)
_ESCAPE = re.compile(r"\\(?=[.\-*_#()\[\]])")
_CELL_EDGE = re.compile(r"^[ \t]*\||\|[ \t]*$", re.M)


def read_markdown(path: Path) -> SourceText:
    """Read a Markdown file; cells of a table become separated by tabs.

    Raises:
        UnreadableFileError: The file cannot be opened or is not text.
    """
    return unmark(read_text(path).text)


def unmark(raw: str) -> SourceText:
    """Return Markdown without its marks, each character where it was."""
    headings = frozenset(match.start() for match in _HEADING.finditer(raw))
    text = _blank(_MARKS, raw)
    text = _blank(_ESCAPE, text)
    rows = [
        _blank(_CELL_EDGE, line).replace("|", "\t") if line.count("|") >= 2 else line
        for line in text.split("\n")
    ]
    return SourceText(text="\n".join(rows), heading_starts=headings)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Put characters that cleaning drops in place of the marks: no offset moves."""
    return pattern.sub(lambda match: "\u200b" * len(match[0]), text)
