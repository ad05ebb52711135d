"""From a source text to the cleaned text that every span indexes.

Unicode is composed (NFC); page numbers, running lines, soft hyphens and margins go; wrapped lines
and words hyphenated at a line end are joined; a footnote that interrupts a sentence moves to the
end. What remains is a text of paragraphs, one a line, with a map that leads back to the source.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.offsets import OffsetMap
from ingest.pages import find_page_furniture
from ingest.pieces import Piece, make_pieces
from ingest.readers.source import SourceText
from ingest.reflow import Joiner
from ingest.shapes import ends_sentence
from klausul.types import Span

_FOOTNOTE = re.compile(r"(?:[⁰¹²³⁴-⁹]{1,2}\s*|\d{1,2}\s{2,}|\[\d{1,2}\]\s+)(?=[^\W\d_])")
# The mark is a raised digit, which an export leaves glued to the word: "medlemsstaternes1".
_MARKS = (
    re.compile(r"(?<=[^\W\d_]{3})[.,]?(\d{1,2})(?![\d.,]\d)(?!\w)"),
    re.compile(r"(?<=\S)([⁰¹²³⁴-⁹])(?!\w)"),
    re.compile(r"(?<=\S)([⁰¹²³⁴-⁹]{2})(?!\w)"),
    re.compile(r"\[(\d{1,2})\]"),
)
_WIDER_THAN_PAPER = 140  # characters
_FEWEST_LONG = 2
_PARTED_SHARE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph of the cleaned text.

    ``gap`` counts the source's blank lines before it, ``indent`` the blanks before its first word.
    """

    span: Span
    gap: int
    heading: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """The cleaned text, its paragraphs, and how it came about.

    ``footnotes`` index ``lines``: the paragraphs that were moved to the end. ``pages`` are the
    source's pages that left any text; ``page_starts`` the offsets of all of them in the source.
    """

    text: str
    lines: tuple[Line, ...]
    offsets: OffsetMap
    pages: tuple[Span, ...] = ()
    page_starts: tuple[int, ...] = ()
    footnotes: frozenset[int] = frozenset()


def clean_text(source: SourceText) -> CleanText:
    """Clean a source text; an empty source gives an empty text."""
    pieces = list(make_pieces(source))
    # A format that tells which lines are full knows the places of its lines: its reader has dropped
    # what the pages carry already.
    typed = not source.has_paragraphs and source.full_lines is None
    if typed:
        pieces = _without_page_furniture(pieces)
    body, notes = _part_footnotes(pieces)
    text, origins, lines, footnotes = _assemble(
        body + notes,
        first_note=len(body),
        has_paragraphs=source.has_paragraphs or (typed and _is_unwrapped(pieces)),
    )
    offsets = OffsetMap.from_origins(origins)
    pages = _pages(source, origins)
    return CleanText(
        text=text,
        lines=lines,
        offsets=offsets,
        pages=pages,
        page_starts=source.page_starts,
        footnotes=footnotes,
    )


def _is_unwrapped(pieces: Sequence[Piece]) -> bool:
    """Tell whether each line is a paragraph, as Word saves text: long lines, and no blank ones."""
    parted = sum(piece.gap > 0 for piece in pieces)
    long = sum(len(piece.text) > _WIDER_THAN_PAPER for piece in pieces)
    return long >= _FEWEST_LONG and parted <= _PARTED_SHARE * len(pieces)


def _without_page_furniture(pieces: Sequence[Piece]) -> list[Piece]:
    """Drop page numbers and running lines; the blanks around them stay blanks."""
    furniture = find_page_furniture(
        [piece.text for piece in pieces],
        gaps=[piece.gap for piece in pieces],
        edges=frozenset(i for i, piece in enumerate(pieces) if piece.opens_page),
    )
    kept: list[Piece] = []
    carried = 0
    for i, piece in enumerate(pieces):
        if i in furniture:
            carried += max(piece.gap, 1)
            continue
        kept.append(replace(piece, gap=piece.gap + carried))
        carried = 0
    return kept


def _part_footnotes(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Part the footnotes whose mark stands in the text above them from the rest."""
    body: list[Piece] = []
    notes: list[Piece] = []
    marks = _first_marks(pieces)
    i = 0
    while i < len(pieces):
        number = _note_number(pieces[i])
        if number is None or marks.get(number, i) >= i:
            body.append(pieces[i])
            i += 1
            continue
        notes.append(pieces[i])
        while i + 1 < len(pieces) and _note_goes_on(pieces[i], pieces[i + 1]):
            i += 1
            notes.append(pieces[i])
        i += 1
    return body, notes


def _note_goes_on(piece: Piece, following: Piece) -> bool:
    if following.gap:
        return False
    return not ends_sentence(piece.text) if piece.full is None else piece.full


def _first_marks(pieces: Sequence[Piece]) -> dict[str, int]:
    """Return the first piece in which each number stands as the mark of a footnote."""
    firsts: dict[str, int] = {}
    for i, piece in enumerate(pieces):
        for pattern in _MARKS:
            for mark in pattern.findall(piece.text):
                firsts.setdefault(_plain(mark), i)
    return firsts


def _note_number(piece: Piece) -> str | None:
    """Return the number that opens a piece as it would open a footnote."""
    text = piece.text.replace("\t", "  ")
    digits = re.match(r"\[?(\d{1,2}|[⁰¹²³⁴-⁹]{1,2})\]?", text)
    spaced = _FOOTNOTE.match(text) or (digits and _wide_gap(piece, digits.end()))
    if not spaced or not digits:
        return None
    return _plain(digits[1])


def _wide_gap(piece: Piece, position: int) -> bool:
    """Tell whether the blank after a leading digit was wider than one space in the source."""
    if position + 1 >= len(piece.text) or not piece.text[position].isspace():
        return False
    starts_word = piece.text[position + 1].isalpha()
    return starts_word and piece.origins[position + 1] - piece.origins[position] >= 2


def _plain(number: str) -> str:
    return unicodedata.normalize("NFKC", number)


def _assemble(
    pieces: Sequence[Piece], *, first_note: int, has_paragraphs: bool
) -> tuple[str, list[int | None], tuple[Line, ...], frozenset[int]]:
    """Return the text with the source offset of each character, its lines, and which are notes."""
    joiner = Joiner([piece.line for piece in pieces])
    chars: list[str] = []
    origins: list[int | None] = []
    lines: list[Line] = []
    notes: set[int] = set()
    for i, piece in enumerate(pieces):
        joined = not has_paragraphs and i not in (0, first_note) and joiner.joins(i)
        if joined:
            hyphen = joiner.hyphenation(i)
            if hyphen == "join":
                chars.pop()
                origins.pop()
            elif hyphen != "keep":
                _put(chars, origins, " ")
        elif chars:
            _put(chars, origins, "\n\n" if piece.gap or i == first_note else "\n")
        first = lines.pop() if joined else None
        start = first.span.start if first else len(chars)
        chars.extend(piece.text)
        origins.extend(piece.origins)
        head = first or piece
        span = Span(start, len(chars))
        lines.append(Line(span=span, gap=head.gap, heading=piece.heading, indent=head.indent))
        if i >= first_note:
            notes.add(len(lines) - 1)
    return "".join(chars), origins, tuple(lines), frozenset(notes)


def _put(chars: list[str], origins: list[int | None], inserted: str) -> None:
    chars.extend(inserted)
    origins.extend([None] * len(inserted))


def _pages(source: SourceText, origins: Sequence[int | None]) -> tuple[Span, ...]:
    """Return the span of each page in the cleaned text; a page that left nothing is skipped."""
    if not source.page_starts:
        return ()
    firsts: dict[int, int] = {}
    for i, origin in enumerate(origins):
        if origin is not None:
            firsts.setdefault(bisect_right(source.page_starts, origin), i)
    known = sorted(firsts.values())
    return tuple(
        Span(start, end)
        for start, end in zip(known, [*known[1:], len(origins)], strict=True)
        if start < end
    )
