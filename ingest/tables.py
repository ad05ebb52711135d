"""Tables that an export flattened to lines: where they end and where their rows begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.drafts import Lines
from ingest.markers import MarkerKind, find_marker
from ingest.shapes import (
    company_prefix,
    ends_sentence,
    is_column_name,
    is_prose,
    is_table_head,
    is_title,
)
from ingest.stacked import find_stack
from klausul.danish.companies import ends_in_company

_ROW_NUMBER = re.compile(
    r"(?:(?P<none>Ingen|Nyt?|-)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2})+)\.?(?=\s|$)"
)
_LABELLED = re.compile(r"(?P<label>[A-ZÆØÅ][^:.\t]{1,30}):\s+(?=\S)")
_TO_FILL_IN = re.compile(r"_{4,}|\.{5,}")
_YES_NO = re.compile(r"(?:ja|nej)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The lines ``first`` to ``last`` (included) of one row, and its first cell."""

    first: int
    last: int
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with the lines of its head, if it has one; ``end`` is the first line after it."""

    head: range | None
    rows: tuple[Row, ...]
    end: int


def read_table(lines: Lines, i: int) -> Table | None:
    """Return the table that line ``i`` opens, or None."""
    if i + 1 >= len(lines) or find_marker(lines[i]):
        return None
    stack = find_stack(lines, i)
    if stack:
        rows = _rows(lines, stack.firsts, stack.end)
        return Table(head=range(i, stack.head_last + 1), rows=rows, end=stack.end)
    if _heads_two_columns(lines, i):
        return _read_tabbed(lines, i)
    if not is_table_head(lines[i]):
        return _read_companies(lines, i) or _read_records(lines, i)
    starts = _row_starts(lines, i)
    end = _find_end(lines, i, tabbed=lines[i + 1].count("\t") >= 2)
    firsts = [j for j in range(i + 1, end) if starts(j)]
    if not firsts or firsts[0] != i + 1:
        return None
    return Table(head=range(i, i + 1), rows=_rows(lines, firsts, end), end=end)


def _heads_two_columns(lines: Lines, i: int) -> bool:
    """Tell whether line ``i`` names two columns of the lines below."""
    cells = lines[i].split("\t")
    named = len(cells) == 2 and all(is_column_name(cell) for cell in cells)
    below = all(lines[j].count("\t") == 1 for j in (i + 1, i + 2))
    return named and below and find_marker(lines[i + 1]) is None


def _read_tabbed(lines: Lines, head: int) -> Table:
    end = head + 1
    while lines[end].count("\t") == 1 and not find_marker(lines[end]):
        end += 1
    return Table(head=range(head, head + 1), rows=_rows(lines, range(head + 1, end), end), end=end)


def _rows(lines: Lines, firsts: Sequence[int], end: int) -> tuple[Row, ...]:
    lasts = [first - 1 for first in firsts[1:]] + [end - 1]
    return tuple(
        Row(first=first, last=last, heading=_row_heading(lines, first))
        for first, last in zip(firsts, lasts, strict=True)
    )


def _read_companies(lines: Lines, i: int) -> Table | None:
    """Two or more companies below one another, each with its cells, under no head."""
    firsts: list[int] = []
    end = i
    while end < len(lines) and _is_cell(lines, end):
        if company_prefix(lines[end]):
            firsts.append(end)
        elif end == i:
            return None
        end += 1
    if len(firsts) < 2:
        return None
    return Table(head=None, rows=_rows(lines, firsts, end), end=end)


def _is_cell(lines: Lines, i: int) -> bool:
    text = lines[i]
    apart = lines.is_footnote(i) or lines.is_marked_heading(i) or find_marker(text) is not None
    return not apart and not ends_sentence(text) and not is_prose(text) and "\t" not in text


def _read_records(lines: Lines, i: int) -> Table | None:
    """Two or more records of labelled lines: "Navn: …, Adresse: …", then "Navn: …" again."""
    label = _record_label(lines, i)
    end = i
    while label and _record_label(lines, end):
        end += 1
    firsts = [j for j in range(i, end) if _record_label(lines, j) == label]
    if len(firsts) < 2 or end - i < 2 * len(firsts):
        return None
    return Table(head=None, rows=_rows(lines, firsts, end), end=end)


def _record_label(lines: Lines, i: int) -> str | None:
    match = _LABELLED.match(lines[i])
    if match is None or not _is_cell(lines, i) or _TO_FILL_IN.search(lines[i]):
        return None
    return match["label"]


def _find_end(lines: Lines, head: int, *, tabbed: bool) -> int:
    """Return the first line that is no longer the table's."""
    numbered = bool(_ROW_NUMBER.match(lines[head + 1]))
    cells = numbered or _is_company(lines[head + 1])
    for i in range(head + 1, len(lines)):
        if lines.is_footnote(i) or lines.is_marked_heading(i) or _leaves_table(lines[i], numbered):
            return i
        if tabbed and "\t" not in lines[i]:
            return i
        if not cells and not tabbed and is_prose(lines[i]):
            return i
        if not cells and not tabbed and is_title(lines[i]) and is_prose(lines[i + 1]):
            return i
    return len(lines)


def _leaves_table(text: str, numbered: bool) -> bool:
    marker = find_marker(text)
    if marker is None:
        return False
    if numbered:
        return marker.kind in (MarkerKind.ANNEX, MarkerKind.LETTERED)
    return marker.kind is not MarkerKind.BULLET


def _row_starts(lines: Lines, head: int) -> Callable[[int], bool]:
    """Choose how rows are told apart, by what the first one looks like."""
    first = lines[head + 1]
    if _ROW_NUMBER.match(first):
        return _NumberedRows(lines).starts
    if first.count("\t") >= 2:
        return lambda i: "\t" in lines[i]
    if _is_company(first) or company_prefix(first):
        return lambda i: _is_company(lines[i]) or _is_company_line(lines, i, head)
    return lambda i: lines.gap(i) > 0 and not _continues_row(lines[i])


def _is_company(text: str) -> bool:
    """Tell whether a line is a company alone, in the first cell of its row."""
    return "\t" not in text and ends_in_company(text)


def _is_company_line(lines: Lines, i: int, head: int) -> bool:
    """Tell whether a paragraph's first words are a company: "Nordhost SL, Calle Mayor 3"."""
    words = lines[i].split()
    opens = lines.gap(i) > 0 or i == head + 1 or company_prefix(lines[head + 1]) != lines[head + 1]
    return opens and any(ends_in_company(" ".join(words[:n])) for n in range(2, min(6, len(words))))


def _continues_row(text: str) -> bool:
    return bool(_YES_NO.match(text)) or text[0] in "(," or text[0].islower()


def _row_heading(lines: Lines, i: int) -> str:
    """Return the row's first cell, or the number of the clause that the row is about."""
    text = lines[i]
    number = _ROW_NUMBER.match(text)
    if number:
        alone = not ends_sentence(text) and is_title(text[number.end() :].strip() or "-")
        return text if alone and not number["none"] else number["number"]
    if "\t" in text:
        return text.split("\t", 1)[0]
    labelled = _LABELLED.match(text)
    if labelled:
        return text[labelled.end() :]
    company = company_prefix(text)
    if company:
        return company
    return re.split(r"\s+\(|\s+(?:JA|NEJ)\b", text, maxsplit=1)[0]


class _NumberedRows:
    """Rows about clauses: "2.9 old text", "2.9 new text", "the reason".

    A row opens at a number; the same number once more is the row's second cell.
    """

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._number: str | None = None
        self._repeats = False

    def starts(self, i: int) -> bool:
        """Tell whether line ``i`` opens a row; lines are asked about in order."""
        match = _ROW_NUMBER.match(self._lines[i])
        if not match:
            return False
        if match["number"] == self._number and not self._repeats:
            self._repeats = True
            return False
        self._number = match["number"]
        self._repeats = bool(match["none"])
        return True
