"""Ruled tables of a PDF page: rows and cells, from the lines that are drawn around them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.markers import find_marker
from ingest.readers.pdf_bands import is_label
from ingest.readers.pdf_lines import PageLine, make_lines, make_row
from ingest.readers.pdf_rules import Rule
from ingest.readers.pdf_words import Word

_NEAR = 3.0  # points: lines that are drawn cell by cell do not quite meet
_MOST_RULES = 400  # of one page, put together: more make a drawing
_LONGEST_CELL = 900  # characters; a longer one is an agreement set in a table, not a table


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table's frame: the places of its upright lines, and of its level ones from the top."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    uprights: tuple[Rule, ...]
    levels: tuple[Rule, ...]

    def holds(self, word: Word) -> bool:
        """Tell whether a word stands inside the frame."""
        inside = self.xs[0] - _NEAR <= word.middle <= self.xs[-1] + _NEAR
        return inside and self.ys[-1] <= _height(word) <= self.ys[0]

    def cell_of(self, word: Word) -> tuple[int, int]:
        """Return the row and column of the cell that holds a word; a merged one has its first."""
        height = _height(word)
        column = min(max(bisect_right(self.xs, word.middle) - 1, 0), len(self.xs) - 2)
        row = next(j for j in range(len(self.ys) - 1) if height >= self.ys[j + 1])
        while column and not _crosses(self.uprights, self.xs[column], height):
            column -= 1
        while row and not _crosses(self.levels, self.ys[row], word.middle):
            row -= 1
        return row, column


def _height(word: Word) -> float:
    return word.base + 0.3 * word.size


def _crosses(rules: Iterable[Rule], place: float, across: float) -> bool:
    """Tell whether one of the lines at ``place`` reaches ``across`` on the other axis."""
    return any(
        abs(rule.place - place) <= _NEAR and rule.start - _NEAR <= across <= rule.end + _NEAR
        for rule in rules
    )


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """Return the frames of two columns or more that the lines of a page make."""
    merged = [*_merge(r for r in rules if r.level), *_merge(r for r in rules if not r.level)]
    if len(merged) > _MOST_RULES:
        return []
    grids = (_make_grid(group) for group in _meeting(merged))
    return [grid for grid in grids if grid is not None]


def _merge(rules: Iterable[Rule]) -> list[Rule]:
    """Put the pieces of a line that is drawn in parts together."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.place), rule.start, rule.end)):
        last = merged[-1] if merged else None
        if last and abs(last.place - rule.place) <= 1 and rule.start <= last.end + _NEAR:
            end = max(last.end, rule.end)
            merged[-1] = Rule(level=rule.level, place=last.place, start=last.start, end=end)
        else:
            merged.append(rule)
    return merged


def _meeting(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Group lines that touch one another."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touched = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([rule, *(other for group in touched for other in group)])
    return groups


def _touch(one: Rule, other: Rule) -> bool:
    if one.level == other.level:
        return False
    return (
        one.start - _NEAR <= other.place <= one.end + _NEAR
        and other.start - _NEAR <= one.place <= other.end + _NEAR
    )


def _make_grid(rules: Sequence[Rule]) -> Grid | None:
    levels = tuple(rule for rule in rules if rule.level)
    uprights = tuple(rule for rule in rules if not rule.level)
    xs = _places(uprights)
    ys = tuple(reversed(_places(levels)))
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Grid(xs=xs, ys=ys, uprights=uprights, levels=levels)


def _places(rules: Iterable[Rule]) -> tuple[float, ...]:
    places: list[float] = []
    for place in sorted(rule.place for rule in rules):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
    return tuple(places)


def read_grid(grid: Grid, words: Iterable[Word]) -> list[PageLine]:
    """Return a line for each row, its cells parted by tabs.

    A cell with the text of many clauses is no cell: the lines of its row come one below another.
    """
    rows: dict[int, dict[int, list[Word]]] = defaultdict(lambda: defaultdict(list))
    for word in words:
        row, column = grid.cell_of(word)
        rows[row][column].append(word)
    lines: list[PageLine] = []
    for row in sorted(rows):
        cells = [make_lines(rows[row][column], column=column + 1) for column in sorted(rows[row])]
        if any(_is_text(cell) for cell in cells):
            lines.extend(_unfolded(cells))
        else:
            lines.append(make_row(cells))
    return lines


def _is_text(cell: Sequence[PageLine]) -> bool:
    """Tell whether a cell holds more than a table's: numbered paragraphs or a page of prose."""
    numbered = sum(find_marker(line.text) is not None for line in cell)
    return numbered >= 3 or sum(len(line.text) for line in cell) > _LONGEST_CELL


def _unfolded(cells: Sequence[Sequence[PageLine]]) -> list[PageLine]:
    """Return the lines of cells one below another; a number in a cell of its own goes with them."""
    lines = [line for cell in cells for line in cell]
    if len(cells) > 1 and len(cells[0]) == 1 and is_label(cells[0][0].text):
        number, first, *rest = lines
        joined = f"{number.text} {first.text}"
        return [replace(first, text=joined, left=number.left, room=number.room), *rest]
    return lines
