"""How the lines of a text are set: how wide, how far apart."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.markers import MarkerKind, find_marker
from ingest.shapes import ends_sentence, starts_lower

_WIDEST = 140  # no page sets more characters on a line
_NEIGHBOURS = 12  # lines on either side whose longest tells the width of a column
_FEWEST_SPACED = 8
_SPACED_SHARE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class RawLine:
    """A source line without its margins.

    ``gap`` counts the blank lines before it; ``text`` is normalised; ``heading`` tells that the
    format itself marks the line as a heading. ``full`` tells whether the line reaches the right
    margin, None where the format does not say; ``parted`` that it ends in a soft hyphen.
    """

    text: str
    gap: int
    heading: bool = False
    full: bool | None = None
    parted: bool = False


def are_all_spaced(lines: Sequence[RawLine]) -> bool:
    """Tell whether room parts all paragraphs that end before the margin: then no number does."""
    ended = [line.gap > 0 for before, line in pairwise(lines) if before.full is False]
    return len(ended) >= _FEWEST_SPACED and sum(ended) >= _SPACED_SHARE * len(ended)


def local_widths(lines: Sequence[RawLine]) -> list[float]:
    """Return the width of the column that each line stands in, infinite where nothing wraps."""
    lengths = [len(line.text) for line in lines]
    return [
        _column_width(lengths[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1])
        for i in range(len(lengths))
    ]


def _column_width(lengths: Sequence[int]) -> float:
    width = max(lengths)
    nearly_full = sum(length >= 0.85 * width for length in lengths)
    return width if width <= _WIDEST and nearly_full >= 3 else math.inf


def wrap_gap(lines: Sequence[RawLine]) -> int:
    """Return how many blank lines stand between two lines of one paragraph: 1 if double spaced.

    A format that tells which lines are full tells blank lines from wide leading, too.
    """
    if any(line.full is not None for line in lines):
        return 0
    wrapped: Counter[int] = Counter()
    for before, line in pairwise(lines):
        width = len(before.text)
        cut = 40 < width <= _WIDEST and not ends_sentence(before.text) and starts_lower(line.text)
        marker = find_marker(line.text)
        if cut and (marker is None or marker.kind is MarkerKind.BULLET):
            wrapped[line.gap] += 1
    return 1 if wrapped[1] >= 5 and wrapped[1] > 4 * wrapped[0] else 0
