"""Markdown: its marks are blanked out, so that every character stays where it was.

Only the numbers of a list that leaves the counting to the renderer may change their length: see
``ingest.readers.markdown_lists``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ingest.readers.headings import is_bold_heading
from ingest.readers.item_markers import BULLET, ItemMarker
from ingest.readers.markdown_inline import (
    BLANK,
    PROTECTED,
    blank,
    protect,
    restore,
    unmark_emphasis,
    unmark_links,
    unmark_tags,
)
from ingest.readers.markdown_lists import count_items
from ingest.readers.source import SourceText
from ingest.readers.text import read_text
from ingest.shapes import is_contents_title

_FRONT_MATTER: Final = re.compile(
    r"\A---[ \t]*\r?\n(?=\s*[\w-]+[ \t]*:)(?:[^\n]*\n){1,200}?(?:---|\.\.\.)[ \t]*(?=\r?\n|\Z)"
)
# Possessive throughout: blanks could otherwise be shared out in too many ways.
_QUOTE: Final = r"(?: {0,3}+>)*+"
_RULE: Final = r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})"
_UNDERLINE: Final = r"(?:=+|-{3,})[ \t]*\r?$"
_HEADING: Final = re.compile(
    rf"^{_QUOTE} {{0,3}}#{{1,6}}(?=[ \t])|^{_QUOTE} {{0,3}}(?:<details>)?<(?:h[1-6]|summary)\b"
    rf"|^(?={_QUOTE}[^\s|>-][^\n]*\n{_QUOTE} {{0,3}}{_UNDERLINE})",
    re.M,
)
_STRONG_LINE: Final = re.compile(
    r"^ {0,3}(?P<number>\d{1,2}[.)][ \t]+)?(?P<mark>\*{2,3}|__)(?P<words>[^*_\n]{1,200})(?P=mark)"
    r"[ \t]*(?P<end>:?)[ \t]*\r?$",
    re.M,
)
_MARKS: Final = re.compile(
    rf"^{_QUOTE} {{0,3}}#{{1,6}}(?=[ \t])"
    r"|(?<=[ \t])#+[ \t]*\r?$"  # closing marks of a heading
    r"|(?<=[ \t])\{[#.][^{}\n]{0,100}\}[ \t]*\r?$"  # its name and classes
    rf"|^{_QUOTE} {{0,3}}{_RULE}\r?$"
    rf"|^{_QUOTE} {{0,3}}=+[ \t]*\r?$"  # under a heading
    r"|^ {0,3}\[(?:TOC|\[_TOC_\])\][ \t]*\r?$"
    r"|^ {0,3}+>(?: {0,3}+>)*+[ \t]?",
    re.M,
)
_BULLET: Final = re.compile(r"(?P<indent>[ \t]*)(?P<bullet>[-*+])(?=[ \t]+(?P<words>\S.*))")
# A row of a table has tabs by now, and items stand apart as it is.
_HARD_BREAK: Final = re.compile(
    r"^(?P<line>[^\t\n]*\S)(?P<mark> {1,20} |\\)(?=\r?\n[ \t]*(?!(?:[-*+|]|\d+[.)])\s)\S)", re.M
)
_TABLE_RULE: Final = re.compile(
    r"[ \t]*+\|?(?:[ \t]*+:?-++:?[ \t]*+\|)++(?:[ \t]*+:?-++:?[ \t]*+)?\r?$"
)
_CELL_EDGE: Final = re.compile(r"^[ \t]*\||\|(?=[ \t]*\r?$)")
_AN_ITEM: Final = ItemMarker(text=BULLET)
_FEWEST_PIPES: Final = 2  # that make a row of a line under no head


def read_markdown(path: Path) -> SourceText:
    """Read a Markdown file; cells of a table become separated by tabs.

    Raises:
        UnreadableFileError: The file cannot be opened or is not text.
    """
    return unmark(read_text(path).text)


def unmark(raw: str) -> SourceText:
    """Return Markdown without its marks, each character where it was in the counted text."""
    counted = count_items(raw)
    text = protect(blank(_FRONT_MATTER, counted))
    headings = {match.start() for match in _HEADING.finditer(text)}
    headings |= {match.start() for match in _STRONG_LINE.finditer(text) if _is_heading(match)}
    text = unmark_links(unmark_tags(text))
    text = _unmark_bullets(unmark_emphasis(blank(_MARKS, text)))
    text = _HARD_BREAK.sub(_break_line, _part_cells(text))
    return SourceText(text=restore(text, raw=counted), heading_starts=frozenset(headings))


def _is_heading(match: re.Match[str]) -> bool:
    return is_bold_heading(f"{match['number'] or ''}{match['words']}{match['end']}")


def _unmark_bullets(text: str) -> str:
    """Blank the bullets before typed numbers, and those of the table of contents.

    What is cited is the number, and an entry is the heading as it stands below.
    """
    lines = text.split("\n")
    in_contents = False
    for i, line in enumerate(lines):
        match = _BULLET.match(line)
        shown = line.replace(BLANK, "").strip()
        if match is None:
            in_contents = is_contents_title(shown) or (in_contents and not shown)
            continue
        words = match["words"].replace(BLANK, "").replace(PROTECTED, ".")
        stays = not in_contents and _AN_ITEM.stands_before(words, is_heading=False)
        bullet = match["bullet"].replace("+", "-") if stays else BLANK
        lines[i] = match["indent"] + bullet + line[match.end() :]
    return "\n".join(lines)


def _break_line(match: re.Match[str]) -> str:
    """Part two lines of one paragraph that must not be joined."""
    return match["line"] + BLANK * (len(match["mark"]) - 1) + "\n"


def _part_cells(text: str) -> str:
    """Put tabs between the cells of tables, and blank the line under a table's head."""
    lines = text.split("\n")
    rows = _find_rows(lines)
    for i, line in enumerate(lines):
        if _TABLE_RULE.match(line):
            lines[i] = BLANK * len(line)
        elif i in rows or line.count("|") >= _FEWEST_PIPES:
            lines[i] = blank(_CELL_EDGE, line).replace("|", "\t")
    return "\n".join(lines)


def _find_rows(lines: Sequence[str]) -> frozenset[int]:
    """Return the lines of tables whose head is underlined: there one pipe parts two cells."""
    rows: set[int] = set()
    for i in range(1, len(lines)):
        if "|" in lines[i - 1] and _TABLE_RULE.match(lines[i]):
            rows.add(i - 1)
        elif (i - 1 in rows or _TABLE_RULE.match(lines[i - 1])) and "|" in lines[i]:
            rows.add(i)
    return frozenset(rows)
