"""The lines of a source with their signs made alike: composed, without what is invisible."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.markers import find_marker
from ingest.readers.source import SourceText
from ingest.wrapping import RawLine

_LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\f\x1c-\x1e\x85\u2028\u2029]")
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\x00")
_SOFT_HYPHEN = "\u00ad"
_TYPED_HYPHENS = frozenset("\u2010\u2011")
_MARKER = re.compile(r"^\S{1,8}[.):•-]$|^[•\uf0b7]$")
_TAB = 4  # blanks
_COLUMN_LINE = 70  # a longer line is prose, and two spaces in it only a slip of the thumb


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A line's normalised characters with the source offset of each.

    ``opens_page`` tells the first line of a page, ``indent`` counts the blanks before its first
    word; the rest is as in ``RawLine``.
    """

    text: str
    origins: tuple[int, ...]
    gap: int
    heading: bool = False
    full: bool | None = None
    opens_page: bool = False
    indent: int = 0
    parted: bool = False

    @property
    def line(self) -> RawLine:
        """The piece as those see it who join lines."""
        return RawLine(
            text=self.text,
            gap=self.gap,
            heading=self.heading,
            full=self.full,
            parted=self.parted,
        )


def make_pieces(source: SourceText) -> Iterator[Piece]:
    """Yield the lines of a source that are not blank."""
    gap, start, opens_page = 0, 0, False
    breaks = [(m.start(), m.end()) for m in _LINE_BREAK.finditer(source.text)]
    page_starts = frozenset(source.page_starts)
    headings = sorted(source.heading_starts)
    for end, after in [*breaks, (len(source.text), len(source.text))]:
        raw = source.text[start:end]
        text, origins = _normalise(raw, start)
        if text:
            yield Piece(
                text=text,
                origins=origins,
                gap=gap,
                heading=bisect_left(headings, start) < bisect_left(headings, end),
                full=None if source.full_lines is None else start in source.full_lines,
                opens_page=opens_page,
                parted=raw.rstrip().endswith(_SOFT_HYPHEN),
                indent=_indent(raw),
            )
            gap, opens_page = 0, False
        else:
            gap += 1
        opens_page |= after in page_starts or source.text[end:after] == "\f"
        start = after


def _indent(raw: str) -> int:
    """Return how many blanks a line begins with; a tab counts as ``_TAB``."""
    raw = raw.expandtabs(_TAB)
    return len(raw) - len(raw.lstrip())


def _normalise(raw: str, start: int) -> tuple[str, tuple[int, ...]]:
    """Compose characters, drop invisible ones, make runs of blanks one space or one tab."""
    chars: list[str] = []
    origins: list[int] = []
    for offset, cluster in _clusters(raw):
        if cluster in _DROPPED:
            continue
        composed = "-" if cluster in _TYPED_HYPHENS else unicodedata.normalize("NFC", cluster)
        for char in composed:
            chars.append(" " if char.isspace() and char != "\t" else char)
            origins.append(start + offset)
    return _collapse(chars, origins)


def _clusters(raw: str) -> Iterator[tuple[int, str]]:
    """Yield each character with the combining marks that follow it."""
    start = 0
    for i in range(1, len(raw) + 1):
        if i == len(raw) or not unicodedata.combining(raw[i]):
            yield start, raw[start:i]
            start = i


def _collapse(chars: Sequence[str], origins: Sequence[int]) -> tuple[str, tuple[int, ...]]:
    out: list[str] = []
    kept: list[int] = []
    line = "".join(chars).strip()
    columns = len(line) < _COLUMN_LINE and not find_marker(line)
    i = 0
    while i < len(chars):
        j = i
        while j < len(chars) and chars[j] in " \t":
            j += 1
        if j == i:
            out.append(chars[i])
            kept.append(origins[i])
            i += 1
            continue
        if out and j < len(chars):
            wide = "\t" in chars[i:j] or (columns and j - i >= 2)
            after_marker = len(out) < 9 and _MARKER.search("".join(out))
            out.append("\t" if wide and not after_marker else " ")
            kept.append(origins[i])
        i = j
    return "".join(out), tuple(kept)
