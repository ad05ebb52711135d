"""A PDF page as the lines that are read from it, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.readers.pdf_columns import read_columns
from ingest.readers.pdf_fonts import Faces
from ingest.readers.pdf_grids import find_grids, read_grid
from ingest.readers.pdf_lines import PageLine, make_lines
from ingest.readers.pdf_rules import Rule
from ingest.readers.pdf_space import DIAGONAL
from ingest.readers.pdf_streams import read_words
from ingest.readers.pdf_words import PageWords, Word

if TYPE_CHECKING:
    from pypdf import PageObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of a page; ``plain`` is its text instead, where positions could not be had."""

    lines: tuple[PageLine, ...] = ()
    width: float = 0.0
    height: float = 0.0
    has_picture: bool = False
    plain: str | None = None


def read_page(page: PageObject, faces: Faces) -> Page:
    """Read one page of a PDF by the positions of its words.

    Raises:
        FileLimitError: The page shows more than a page of an agreement does.
        Exception: Whatever pypdf raises on a damaged page.
    """
    shown = read_words(page, faces)
    turns = Counter[int]()
    for word in shown.words:
        turns[word.turn] += len(word.text)
    turns.pop(DIAGONAL, None)  # a stamp across the page ("UDKAST") is no text
    main = max(turns, key=lambda turn: (turns[turn], -turn), default=0)
    sideways = main in (90, 270)
    lines = _read_level(_levelled(shown, main), shown.rules if main == 0 else ())
    # What runs up or down the margin of the page comes last.
    for turn in sorted(turns.keys() - {main}):
        lines += make_lines(_levelled(shown, turn))
    return Page(
        lines=tuple(lines),
        width=shown.height if sideways else shown.width,
        height=shown.width if sideways else shown.height,
        has_picture=shown.has_picture,
    )


def _levelled(shown: PageWords, turn: int) -> list[Word]:
    """Return the words that run at ``turn`` degrees, where they stand when the page is turned."""
    right = {180: shown.width, 270: shown.height}.get(turn, 0.0)
    up = {90: shown.width, 180: shown.height}.get(turn, 0.0)
    words = (word for word in shown.words if word.turn == turn)
    return [
        replace(word, left=word.left + right, right=word.right + right, base=word.base + up)
        for word in words
    ]


def _read_level(words: Sequence[Word], rules: Sequence[Rule]) -> list[PageLine]:
    """Read tables where lines rule them, and text above, between and below them."""
    lines: list[PageLine] = []
    rest = list(words)
    for grid in sorted(find_grids(rules), key=lambda grid: -grid.ys[0]):
        inside = [word for word in rest if grid.holds(word)]
        above = [word for word in rest if not grid.holds(word) and word.base > grid.ys[0]]
        rest = [word for word in rest if not grid.holds(word) and word.base <= grid.ys[0]]
        lines += [*read_columns(above), *read_grid(grid, inside)]
    return [*lines, *read_columns(rest)]
