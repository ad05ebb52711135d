"""Tables of a page: those that hold data, and those that only place the text."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from ingest.markers import find_marker
from ingest.readers.html_tree import Element

_CELLS: Final = frozenset({"td", "th"})
_BLOCKS: Final = frozenset("p div ul ol dl h1 h2 h3 h4 h5 h6 table blockquote section".split())
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CROWDED: Final = 6  # blocks in one cell: no cell of data holds so many
_NUMBERED: Final = 0.8  # share of the rows that open with a clause's number


class TableKind(StrEnum):
    """What a table is for."""

    DATA = "data"  # a line for each row
    LAYOUT = "layout"  # its cells are paragraphs
    NUMBERS = "numbers"  # each row is a clause: its number, then its words


def kind_of(table: Element) -> TableKind:
    """Tell what a table is for."""
    rows = [cells for cells in _rows(table) if any(cell.size for cell in cells)]
    if table.get("role").lower() in ("presentation", "none"):
        return TableKind.NUMBERS if _counts(rows) else TableKind.LAYOUT
    if max((len(cells) for cells in rows), default=0) <= 1:
        return TableKind.LAYOUT
    if any(cell.tag == "th" for cells in rows for cell in cells):
        return TableKind.DATA
    if _counts(rows):
        return TableKind.NUMBERS
    crowded = any(_is_crowded(cell) for cells in rows for cell in cells)
    return TableKind.LAYOUT if crowded else TableKind.DATA


def _rows(table: Element) -> list[list[Element]]:
    """Return the cells of each row, without those of tables inside."""
    rows: list[list[Element]] = []
    parts = [child for child in table.children if isinstance(child, Element)]
    for part in parts:
        inner = [part] if part.tag == "tr" else part.children
        for row in inner:
            if isinstance(row, Element) and row.tag == "tr" and not row.dropped:
                cells = [cell for cell in row.children if isinstance(cell, Element)]
                rows.append([cell for cell in cells if cell.tag in _CELLS and not cell.dropped])
    return rows


def _counts(rows: Sequence[Sequence[Element]]) -> bool:
    """Tell whether the first of two cells is a clause's number, in most rows."""
    numbered = 0
    for cells in rows:
        if len(cells) != 2:
            return False
        first = cells[0].text()
        marker = find_marker(first)
        numbered += marker is not None and marker.length == len(first)
    return bool(rows) and numbered >= _NUMBERED * len(rows)


def _is_crowded(cell: Element) -> bool:
    blocks = [c for c in cell.children if isinstance(c, Element) and c.tag in _BLOCKS]
    headed = any(inner.tag in _HEADINGS for inner in cell.descend())
    return headed or len(blocks) >= _CROWDED
