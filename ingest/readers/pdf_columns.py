"""Pages set in two columns of text: the left one is read first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.pdf_bands import bands_of
from ingest.readers.pdf_lines import PageLine, make_lines
from ingest.readers.pdf_words import Word

_FEWEST = 12  # lines of each column
_MOST = 400  # lines of a page
_NARROWEST = 1.0  # of the size: a gutter is wider than any gap between words
_CROSSING = 0.2  # of the lines may run over both columns: titles, feet
_BOTH = 0.5  # of the lines of the shorter column stand beside one of the other
_FILLED = 0.6  # of a column's width, by half of its lines: text, not the cells of a table


def read_columns(words: Sequence[Word]) -> list[PageLine]:
    """Return the lines of a page in reading order, whether it is set in one column or in two."""
    bands = bands_of(words)
    gutter = _find_gutter(bands)
    if gutter is None:
        return make_lines(words)
    lines: list[PageLine] = []
    left: list[Word] = []
    right: list[Word] = []
    for band in bands:
        if any(gap[0] <= gutter <= gap[1] for gap in _gaps(band)):
            left.extend(word for word in band if word.middle < gutter)
            right.extend(word for word in band if word.middle > gutter)
            continue
        lines += [*make_lines(left, column=1), *make_lines(right, column=2)]
        left.clear()
        right.clear()
        lines += make_lines(band)
    return [*lines, *make_lines(left, column=1), *make_lines(right, column=2)]


def _gaps(band: Sequence[Word]) -> list[tuple[float, float]]:
    """Return the free stretches of a line that a gutter may run through, margins included."""
    size = max(word.size for word in band)
    inner = [(word.right, after.left) for word, after in pairwise(band)]
    wide = [gap for gap in inner if gap[1] - gap[0] >= _NARROWEST * size]
    return [(float("-inf"), band[0].left), *wide, (max(w.right for w in band), float("inf"))]


def _find_gutter(bands: Sequence[Sequence[Word]]) -> float | None:
    """Return a place between two columns of text, or None for a page of one."""
    if not _FEWEST <= len(bands) <= _MOST:
        return None
    left, right = min(b[0].left for b in bands), max(b[-1].right for b in bands)
    third = (right - left) / 3
    places = sorted(
        {
            (gap[0] + gap[1]) / 2
            for band in bands
            for gap in _gaps(band)[1:-1]
            if left + third < (gap[0] + gap[1]) / 2 < right - third
        }
    )
    fits = ((sum(_crosses(band, place) for band in bands), place) for place in places)
    crossing, gutter = min(fits, default=(len(bands), 0.0))
    if crossing > _CROSSING * len(bands) or not _is_text_beside_text(bands, gutter, left, right):
        return None
    return gutter


def _crosses(band: Sequence[Word], place: float) -> bool:
    return not any(gap[0] <= place <= gap[1] for gap in _gaps(band))


def _is_text_beside_text(
    bands: Sequence[Sequence[Word]], gutter: float, left: float, right: float
) -> bool:
    split = [band for band in bands if not _crosses(band, gutter)]
    lefts = [sides for band in split if (sides := [w for w in band if w.middle < gutter])]
    rights = [sides for band in split if (sides := [w for w in band if w.middle > gutter])]
    beside = sum(band[0].middle < gutter < band[-1].middle for band in split)
    fewer = min(len(lefts), len(rights))
    if fewer < _FEWEST or beside < _BOTH * fewer:
        return False
    columns = ((lefts, gutter - left), (rights, right - gutter))
    return all(_filled(side, width) >= len(side) / 2 for side, width in columns)


def _filled(lines: Sequence[Sequence[Word]], width: float) -> int:
    return sum(line[-1].right - line[0].left >= _FILLED * width for line in lines)
