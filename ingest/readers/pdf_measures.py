"""How a document is set: the size of its text, the room between its lines, its right margins."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from ingest.readers.pdf_lines import PageLine
from ingest.readers.pdf_pages import Page
from ingest.shapes import starts_lower

_LEADING = 1.2  # of the size, where no paragraph of two lines tells
_LOOSEST = 2.6  # of the size: lines of one paragraph set double
_STEP = 0.05  # of the size: how finely leadings are told apart
_SPACE = 0.28  # of the size
_TRUSTED = 2  # full lines followed by one in lower case make a margin known
_RAGGED = 8.0  # of the size: the widest rag of a right margin
_STRAY = 2  # lines of a long document that may stick out at the right
_OTHER_SIZE = 0.12  # of the larger one
_BLOCK = 4  # lines of a narrow block before its own edge is its margin


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """``leading`` is in sizes; ``margins`` by page width and column, infinite where unknown."""

    size: float
    is_bold: bool
    leading: float
    margins: dict[tuple[float, int], float]

    def is_full(self, page: Page, line: PageLine, following: PageLine) -> bool:
        """Tell whether the first word of ``following`` had no room at the end of ``line``."""
        margin = self.margins.get(_region(page, line), math.inf)
        return not line.row and _is_as_large(line, following) and _reaches(line, following, margin)

    def gap(self, above: PageLine, line: PageLine) -> int:
        """Return how many blank lines the room above a line is worth."""
        ratio = (above.base - line.base) / (self.leading * max(above.size, line.size))
        if ratio < 0 or line.row or above.row:
            return 1  # another column, or a row, which may be tall
        return 0 if ratio < 1.25 else min(max(1, round(ratio - 1)), 4)


def measure(pages: Sequence[Page]) -> Measures:
    """Measure a document from the lines of all its pages."""
    lines = [line for page in pages for line in page.lines if not line.row]
    sizes, bold = Counter[float](), 0
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
        bold += len(line.text) * line.bold
    margins = _margins(pages)
    return Measures(
        size=max(sizes, key=lambda size: (sizes[size], size), default=0.0),
        is_bold=2 * bold > sizes.total(),
        leading=_leading(pages, margins),
        margins=margins,
    )


def narrow_blocks(lines: Sequence[PageLine], gaps: Sequence[int]) -> frozenset[int]:
    """Return the lines that are full in a block of text narrower than the page.

    In a block every line but the last reaches the edge that the widest of them makes: a cell, a
    quotation or an address that happens to be set so does not.
    """
    full: set[int] = set()
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and not gaps[end] and _alike(lines[end - 1], lines[end]):
            continue
        block = lines[start:end]
        margin = max(line.right for line in block)
        if len(block) >= _BLOCK and all(_reaches(a, b, margin) for a, b in pairwise(block)):
            full.update(range(start, end - 1))
        start = end
    return frozenset(full)


def _alike(one: PageLine, other: PageLine) -> bool:
    same_edge = abs(one.left - other.left) <= one.size
    return (
        same_edge
        and _is_as_large(one, other)
        and one.column == other.column
        and not (one.row or other.row)
    )


def _is_as_large(one: PageLine, other: PageLine) -> bool:
    """Tell whether two lines may be of one paragraph by their size."""
    return abs(one.size - other.size) <= _OTHER_SIZE * max(one.size, other.size)


def _reaches(line: PageLine, following: PageLine, margin: float) -> bool:
    return line.right + _SPACE * line.size + following.room > margin


def _region(page: Page, line: PageLine) -> tuple[float, int]:
    return round(page.width), line.column


def _margins(pages: Sequence[Page]) -> dict[tuple[float, int], float]:
    regions: dict[tuple[float, int], list[tuple[PageLine, PageLine | None]]] = defaultdict(list)
    for page in pages:
        for line, following in zip_longest(page.lines, page.lines[1:]):
            if not line.row:
                regions[_region(page, line)].append((line, following))
    return {region: _margin(region[0], pairs) for region, pairs in regions.items()}


def _margin(width: float, pairs: Sequence[tuple[PageLine, PageLine | None]]) -> float:
    """Return where the lines of a region end at the right, infinite when they do not show it."""
    rights = sorted((line.right for line, _ in pairs), reverse=True)
    margin = rights[min(_STRAY, len(rights) // 10)]
    size = max(line.size for line, _ in pairs)
    left = min(line.left for line, _ in pairs)
    goes_on = sum(
        following is not None
        and starts_lower(following.text)
        and following.base < line.base
        and _reaches(line, following, margin)
        for line, following in pairs
    )
    mirrored = width - left - _RAGGED * size  # most pages have margins alike on both sides
    return margin if margin >= mirrored or goes_on >= _TRUSTED else math.inf


def _leading(pages: Sequence[Page], margins: dict[tuple[float, int], float]) -> float:
    """Return the most common distance of two lines of one paragraph, in sizes."""
    steps: Counter[int] = Counter()
    for page in pages:
        for above, line in pairwise(page.lines):
            step = (above.base - line.base) / max(above.size, line.size, 0.1)
            margin = margins.get(_region(page, above), math.inf)
            wraps = starts_lower(line.text) and _reaches(above, line, margin)
            if wraps and not above.row and 0.8 <= step <= _LOOSEST:
                steps[round(step / _STEP)] += 1
    best = max(steps, key=lambda step: (steps[step], -step), default=None)
    return best * _STEP if best is not None else _LEADING
