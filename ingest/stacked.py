"""Tables that an export printed one cell a line: the columns' names, then cell after cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.drafts import Lines
from ingest.markers import find_marker
from ingest.shapes import company_prefix, ends_sentence, is_column_name, is_prose
from klausul.danish.companies import ends_in_company

_FEWEST_COLUMNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """The last line of the head, the first line of each row, and the first line after."""

    head_last: int
    firsts: tuple[int, ...]
    end: int


def find_stack(lines: Lines, i: int) -> Stack | None:
    """Return the stacked table whose head begins at line ``i``, or None.

    The rows are as long as the head; where a cell was left empty, a row begins at a company.
    """
    columns = 0
    while i + columns < len(lines) and _is_cell(lines, i + columns, of_head=True):
        columns += 1
    if columns < _FEWEST_COLUMNS:
        return None
    first = end = i + columns
    while end < len(lines) and _is_cell(lines, end):
        end += 1
    firsts = _row_firsts(lines, range(first, end), columns)
    return Stack(head_last=first - 1, firsts=tuple(firsts), end=end) if firsts else None


def _row_firsts(lines: Lines, cells: range, columns: int) -> Sequence[int]:
    if len(cells) >= columns and len(cells) % columns == 0:
        return cells[::columns]
    named = [j for j in cells if company_prefix(lines[j]) or ends_in_company(lines[j])]
    return named if named and named[0] == cells.start else ()


def _is_cell(lines: Lines, i: int, *, of_head: bool = False) -> bool:
    text = lines[i]
    if lines.is_footnote(i) or lines.is_marked_heading(i) or find_marker(text) or "\t" in text:
        return False
    if of_head:
        return is_column_name(text)
    return not is_prose(text) and not ends_sentence(text.rstrip("."))
