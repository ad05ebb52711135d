"""Tables without ruled lines: rows from how words stand below one another, as well as they tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf_bands import cells_of
from ingest.readers.pdf_words import Word

_ALIGNED = 2.5  # points by which the cells of a column may stand apart
_FEWEST_ROWS = 2  # lines of two cells or more
_APART = 1.25  # times the table's closest lines: the room between two rows
_FARTHEST = 4.0  # of the size: what stands farther below is no longer the table's

Band = list[Word]
Row = tuple[tuple[Band, ...], ...]  # cells, each a line or more


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with its cells."""

    band: Band
    cells: list[list[Word]]

    @property
    def base(self) -> float:
        return max(self.band, key=lambda word: word.size).base


def find_rows(bands: Sequence[Band]) -> Iterator[Band | Row]:
    """Yield lines as they are, and the rows of tables in the place of theirs."""
    lines = [_Line(band, cells_of(band)) for band in bands]
    i = 0
    while i < len(lines):
        end = _table_end(lines, i)
        if end is None:
            yield lines[i].band
            i += 1
            continue
        yield from _rows(lines[i:end])
        i = end


def _table_end(lines: Sequence[_Line], first: int) -> int | None:
    """Return the line after the table that line ``first`` opens, or None."""
    if len(lines[first].cells) < 2:
        return None
    lefts = [cell[0].left for cell in lines[first].cells]
    end = first + 1
    while end < len(lines) and _stands_in(lines[end], lefts) and _is_near(lines, end):
        end += 1
    # A single cell in the first column below the last row is the text that goes on.
    while len(lines[end - 1].cells) == 1 and _column(lines[end - 1].band[0], lefts) == 0:
        end -= 1
    rows = sum(len(line.cells) > 1 for line in lines[first:end])
    # Where no cell wraps, each line is a row already; so are the fields of two who sign.
    wraps = any(_column(line.band[0], lefts) != 0 for line in lines[first:end])
    return end if rows >= _FEWEST_ROWS and wraps else None


def _stands_in(line: _Line, lefts: Sequence[float]) -> bool:
    """Tell whether each cell of a line begins where one above does and ends before the next."""
    columns = [_column(cell[0], lefts) for cell in line.cells]
    if None in columns:
        return False
    ends = [*lefts[1:], float("inf")]
    return all(
        column is not None and cell[-1].right <= ends[column] + _ALIGNED
        for column, cell in zip(columns, line.cells, strict=True)
    )


def _column(word: Word, lefts: Sequence[float]) -> int | None:
    return next((i for i, left in enumerate(lefts) if abs(word.left - left) <= _ALIGNED), None)


def _is_near(lines: Sequence[_Line], i: int) -> bool:
    size = max(word.size for word in lines[i].band)
    return lines[i - 1].base - lines[i].base <= _FARTHEST * size


def _rows(lines: Sequence[_Line]) -> Iterator[Row]:
    """Part a table's lines into rows: by the room between them, else by the first column."""
    lefts = [cell[0].left for cell in lines[0].cells]
    steps = [above.base - line.base for above, line in pairwise(lines)]
    closest = min(steps)
    apart = [step > _APART * closest for step in steps]
    opens = [
        far if any(apart) else _column(line.band[0], lefts) == 0
        for far, line in zip(apart, lines[1:], strict=True)
    ]
    row: dict[int, list[Band]] = {}
    for line, opening in zip(lines, [False, *opens], strict=True):
        if opening:
            yield _as_row(row)
            row = {}
        for cell in line.cells:
            row.setdefault(_column(cell[0], lefts) or 0, []).append(cell)
    yield _as_row(row)


def _as_row(cells: dict[int, list[Band]]) -> Row:
    return tuple(tuple(cells[column]) for column in sorted(cells))
