"""From the words of a page, or of a column or cell, to its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.readers.pdf_bands import WORD_GAP, bands_of, cells_of, is_label, is_raised
from ingest.readers.pdf_cells import find_rows
from ingest.readers.pdf_fonts import UNREADABLE
from ingest.readers.pdf_words import Word

_TOUCHING = 0.2  # of the size: a mark stands at the end of a word
_PARTED = re.compile(r"(?:\u00ad|(?<=[a-zæøå])[\u2010-])$")
_SHARED_ENDING = re.compile(r"(?:og|eller|samt)\b")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """A line of a page.

    ``room`` is the width of its first word, which the line above had no room for if it is full;
    ``column`` counts the columns of text that the page is set in from 1, 0 for a line as wide as
    the page; ``row`` tells the row of a table, ``margin`` what the producer marked as a running
    head or foot.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    room: float
    column: int = 0
    row: bool = False
    margin: bool = False


def make_lines(words: Iterable[Word], *, column: int = 0) -> list[PageLine]:
    """Return the lines that level words make, from the top down, and the rows of open tables."""
    lines: list[PageLine] = []
    for row in find_rows(bands_of(words)):
        if isinstance(row, list):
            lines.append(_make_line(row, column))
        else:
            lines.append(make_row([[_make_line(b, 0) for b in cell] for cell in row]))
    return lines


def make_row(cells: Sequence[Sequence[PageLine]]) -> PageLine:
    """Return the line that the lines of a row's cells make, the cells parted by tabs."""
    lines = [line for cell in cells for line in cell]
    return replace(
        cells[0][0],
        text="\t".join(join_cell([line.text for line in cell]) for cell in cells),
        left=min(line.left for line in lines),
        right=max(line.right for line in lines),
        base=max(line.base for line in lines),
        size=max(line.size for line in lines),
        bold=all(line.bold for line in lines),
        row=True,
        margin=all(line.margin for line in lines),
    )


def join_cell(texts: Iterable[str]) -> str:
    """Put the lines of a cell together; a word parted at a line end becomes whole."""
    joined = ""
    for text in texts:
        parted = _PARTED.search(joined)
        if parted and text[:1].islower() and not _SHARED_ENDING.match(text):
            joined = joined[: parted.start()] + text
        else:
            joined = f"{joined} {text}".strip()
    return joined.replace("\t", " ")


def _make_line(band: Sequence[Word], column: int) -> PageLine:
    weights = Counter[float]()
    for word in band:
        weights[round(word.size, 1)] += len(word.text)
    size = max(weights, key=lambda size: (weights[size], size))
    spoken = [word for word in band if any(char.isalpha() for char in word.text)]
    return PageLine(
        text="\t".join(_join(cell, band) for cell in cells_of(band)),
        left=band[0].left,
        right=max(word.right for word in band),
        base=next(word.base for word in band if round(word.size, 1) == size),
        size=size,
        bold=bool(spoken) and all(word.bold for word in spoken),
        room=band[0].right - band[0].left,
        column=column,
        margin=all(word.margin for word in band),
    )


def _join(cell: Sequence[Word], band: Sequence[Word]) -> str:
    """Put words together, with a space where one stands between them."""
    text = ""
    before: Word | None = None
    for word in cell:
        shown = _shown(word, before, band)
        text += f" {shown}" if before and _is_spaced(text, before, word) else shown
        before = word
    return text


def _is_spaced(text: str, before: Word, word: Word) -> bool:
    gap = word.left - before.right
    if gap > WORD_GAP * min(before.size, word.size) or (word.spaced and gap > 0):
        return True
    # A tab after a number may leave next to nothing.
    return is_label(text) and not text[-1].isalpha() and word.text[0].isalpha()


def _shown(word: Word, before: Word | None, band: Sequence[Word]) -> str:
    """Return a word's text, the digits of a footnote's mark as raised ones."""
    if is_raised(word, band):
        touches = before is None or word.left - before.right <= _TOUCHING * before.size
        return word.text.translate(_SUPERSCRIPTS) if touches else word.text
    if word is band[0] and len(band) > 1:
        if word.text == "o" and word.typewriter:
            return "◦"  # Word's bullet of the second level
        if word.text == UNREADABLE:
            return "•"  # a sign of a font of pictures, before words
    return word.text
