"""The words of a page, or of a column or cell, that stand on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.markers import find_marker
from ingest.readers.pdf_words import Word

_SAME_BASE = 0.25  # of the size: words that far apart stand on one line
_SMALL = 0.8  # of the size around it: a raised mark is set smaller
_RAISED = 0.15  # of the size: how far above the line a mark stands at least
_HIGHEST, _LOWEST = 0.8, -0.35  # of the size: where marks stand above and below the base line
_MOST_MARKS = 4  # of one line
_BESIDE = 2.0  # of the size: how far from its line's words a mark stands at most
WORD_GAP = 0.08  # of the size: letters of one word that are shown apart stand closer
_CELL_GAP = 1.6  # of the size
_CELL_GAPS = 3.0  # times the narrowest gap of the line, which justifying widens
_FEWEST_GAPS = 3
_JUSTIFIED = 4.0  # of the size: what justifying may make of a space
_LABEL = re.compile(r"\(?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})(?:\.\w{1,3})*[.):]{0,2}$")


def bands_of(words: Iterable[Word]) -> list[list[Word]]:
    """Group words by base line, each group from the left; raised marks go with their line."""
    bands: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.base, word.left, word.right)):
        last = bands[-1][0] if bands else None
        if last and abs(last.base - word.base) <= _SAME_BASE * min(last.size, word.size):
            bands[-1].append(word)
        else:
            bands.append([word])
    for at, band in enumerate(bands):
        if len(band) <= _MOST_MARKS:
            _move_marks(band, [*bands[at + 1 : at + 3], *bands[max(at - 2, 0) : at]])
    return [_without_doubles(sorted(band, key=_from_left)) for band in bands if band]


def _from_left(word: Word) -> tuple[float, float]:
    return word.left, word.right


def _move_marks(band: list[Word], nearest: Sequence[list[Word]]) -> None:
    """Move the small words of a band to the line that they are raised above."""
    for word in tuple(band):
        for other in nearest:
            if any(_is_mark_at(word, beside) for beside in other):
                band.remove(word)
                other.append(word)
                break


def _is_mark_at(word: Word, beside: Word) -> bool:
    offset = word.base - beside.base
    near = min(abs(word.left - beside.right), abs(beside.left - word.right))
    small = word.size <= _SMALL * beside.size or (
        word.text.isdecimal() and word.size < beside.size and offset > _RAISED * beside.size
    )
    return (
        small
        and _LOWEST * beside.size <= offset <= _HIGHEST * beside.size
        and near <= _BESIDE * beside.size
    )


def _without_doubles(band: Sequence[Word]) -> list[Word]:
    """Drop words drawn twice on the same spot, as shadows and feigned bold are."""
    kept: list[Word] = []
    for word in band:
        close = 0.15 * word.size
        twin = (w for w in kept[-2:] if w.text == word.text and abs(w.left - word.left) < close)
        if next(twin, None) is None:
            kept.append(word)
    return kept


def is_raised(word: Word, band: Sequence[Word]) -> bool:
    """Tell whether a word is a footnote's number: small digits above the base line."""
    largest = max(band, key=lambda other: other.size)
    above = word.base - largest.base >= _RAISED * word.size
    return word.text.isdecimal() and word.size < largest.size and above


def cells_of(band: Sequence[Word]) -> list[list[Word]]:
    """Part a line where the room between two words is a column's, not a space."""
    size = max(word.size for word in band)
    gap = _cell_gap([word.left - before.right for before, word in pairwise(band)], size)
    cells = [[band[0]]]
    for before, word in pairwise(band):
        so_far = " ".join(word.text for word in cells[-1]) if len(cells) == 1 else ""
        apart = word.left - before.right > gap and word.text not in ".,;:"
        if apart and not is_label(so_far):
            cells.append([word])
        else:
            cells[-1].append(word)
    return cells


def _cell_gap(gaps: Sequence[float], size: float) -> float:
    """Return the room above which it parts cells; the words of a justified line stand apart, too.

    They stand evenly apart, and never as far as columns may.
    """
    wide = [gap for gap in gaps if gap > WORD_GAP * size]
    if len(wide) < _FEWEST_GAPS:
        return _CELL_GAP * size
    return max(_CELL_GAP * size, min(_CELL_GAPS * min(wide), _JUSTIFIED * size))


def is_label(text: str) -> bool:
    """Tell whether a line so far is a number or bullet, which stands apart from its words."""
    marker = find_marker(f"{text} x")
    return bool(_LABEL.match(text)) or (marker is not None and marker.length > len(text))
