"""The content of a page as lines, in the order and with the numbers that a browser prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ingest.readers.html_counters import CounterRule, Counters
from ingest.readers.html_frames import Frame, Line
from ingest.readers.html_lists import LISTS, ListCounter
from ingest.readers.html_tables import TableKind, kind_of
from ingest.readers.html_toggles import is_button
from ingest.readers.html_tree import Element
from ingest.readers.item_markers import ItemMarker
from ingest.shapes import is_contents_title

_BLOCKS: Final = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu "
    "nav ol p pre search section summary table tbody td tfoot th thead tr ul".split()
)
_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6 summary".split())
_UNHEADED: Final = frozenset({"table", "li"})  # no line can hold them
_LONGEST_HEADING: Final = 300  # characters; a longer one was never closed
_BOLD: Final = re.compile(r"font-weight:(?:bold|bolder|[6-9]00)")
_NOT_BOLD: Final = re.compile(r"font-weight:(?:normal|lighter|[1-5]00)")
# The span in which Word keeps a printed number, or the fonts from which it takes bullets.
_WORD_NUMBER: Final = re.compile(
    r"mso-list:ignore|font-family:[^;]*(?:wingdings|symbol|couriernew)"
)


@dataclass(slots=True, kw_only=True)
class _Table:
    kind: TableKind
    row: list[str] = field(default_factory=list)
    rows: int = 0


@dataclass(frozen=True, slots=True)
class _End:
    """Marks the place where an element ends."""

    element: Element


def lay_out(roots: Iterable[Element], *, rules: Sequence[CounterRule] = ()) -> list[Line]:
    """Return the lines of some elements, one below the other.

    Args:
        roots: The elements.
        rules: What the page's style sheets print before elements.
    """
    counters = Counters(rules)
    layout = _Layout(counters)
    for root in roots:
        around = [*root.ancestors()]
        for above in reversed(around):
            counters.enter(above)
        for step in _walk(root):
            if isinstance(step, str):
                layout.write(step)
            elif isinstance(step, _End):
                layout.leave(step.element)
            else:
                layout.enter(step)
        for _ in around:
            counters.leave()
    return layout.finish()


def _walk(root: Element) -> Iterator[Element | str | _End]:
    todo: list[Element | str | _End] = [root]
    while todo:
        step = todo.pop()
        if isinstance(step, Element):
            if step.dropped:
                continue
            todo.append(_End(step))
            todo.extend(reversed(step.children))
        yield step


class _Layout:
    """Writes the lines while it walks over the elements."""

    def __init__(self, counters: Counters) -> None:
        self._counters = counters
        self._frames = [Frame()]
        self._lists: list[ListCounter] = []
        self._tables: list[_Table] = []
        self._marks: list[tuple[Frame, int]] = []
        self._weights = [False]
        self._headings = 0
        self._exact = 0
        self._enter: dict[str, Callable[[Element], None]] = {
            "br": self._break_line,
            "dd": self._open_definition,
            "li": self._open_item,
            "table": self._open_table,
            "td": self._open_cell,
            "th": self._open_cell,
        }
        self._leave: dict[str, Callable[[Element], None]] = {
            "li": self._close_item,
            "table": self._close_table,
            "tr": self._close_row,
            "td": self._close_cell,
            "th": self._close_cell,
        }

    @property
    def _frame(self) -> Frame:
        return self._frames[-1]

    def write(self, text: str) -> None:
        """Take the text between two tags."""
        self._frame.write(text, bold=self._weights[-1], exact=bool(self._exact))

    def finish(self) -> list[Line]:
        """Return what was written."""
        self._frame.end_paragraph()
        return self._frame.lines

    def enter(self, element: Element) -> None:
        """Begin an element."""
        if element.tag in _BLOCKS or _is_heading(element):
            self._end_paragraph()
        self._headings += _is_heading(element)
        self._exact += _is_exact(element)
        self._weights.append(_weight(element, self._weights[-1]))
        if element.tag in LISTS:
            self._open_list(element)
        if _is_captured(element):
            self._marks.append((self._frame, self._frame.mark))
        if element.tag in self._enter:
            self._enter[element.tag](element)
        number = self._counters.enter(element)
        if number:
            self._print_number(element, number)

    def leave(self, element: Element) -> None:
        """End an element."""
        if _is_captured(element):
            self._take_captured(element)
        if element.tag in _BLOCKS or _is_heading(element):
            self._end_paragraph(last=_is_heading(element))
        if element.tag in self._leave:
            self._leave[element.tag](element)
        if element.tag in LISTS:
            self._close_list()
        self._counters.leave()
        self._weights.pop()
        self._exact -= _is_exact(element)
        self._headings -= _is_heading(element)

    def _print_number(self, element: Element, number: str) -> None:
        """Print the number of a style sheet, for an item in place of its list's."""
        if element.tag not in _BLOCKS:
            self._frame.write(f"{number} ", bold=None)
            return
        if element.tag != "li":
            self._frame.open_item(None)
        self._frame.marker = ItemMarker(text=number)

    def _end_paragraph(self, *, last: bool = False) -> None:
        """End the line; what are blocks inside a heading are words of one line."""
        if not self._headings:
            self._frame.end_paragraph()
        elif last and self._headings == 1:
            self._frame.end_paragraph(heading=True)
        else:
            self._frame.write(" ")

    def _take_captured(self, element: Element) -> None:
        frame, mark = self._marks.pop()
        if frame is not self._frame or mark > frame.mark:
            return
        if element.tag == "sup":
            frame.raise_since(mark)
        else:
            frame.number_since(mark, is_certain="mso-list:ignore" in element.style)

    def _break_line(self, element: Element) -> None:
        del element
        if self._headings:
            self._frame.write(" ")
        else:
            self._frame.break_line()

    def _open_definition(self, element: Element) -> None:
        """What a term means stands right below it."""
        del element
        self._frame.gap = False

    def _open_list(self, element: Element) -> None:
        above = self._frame.lines[-1].text if self._frame.lines else ""
        self._lists.append(ListCounter(element, is_contents=is_contents_title(above)))

    def _close_list(self) -> None:
        self._lists.pop()

    def _open_item(self, element: Element) -> None:
        counter = self._lists[-1] if self._lists else ListCounter(element)
        marker = counter.take(element)
        nested = len(self._lists) > 1
        self._frame.open_item(marker)
        if counter.items > 1 or nested:
            self._frame.gap = False

    def _close_item(self, element: Element) -> None:
        del element
        self._frame.open_item(None)

    def _open_table(self, element: Element) -> None:
        self._tables.append(_Table(kind=kind_of(element)))

    def _close_table(self, element: Element) -> None:
        del element
        self._tables.pop()
        self._frame.gap = True

    def _open_cell(self, element: Element) -> None:
        if self._is_framed(element):
            self._frames.append(Frame())

    def _close_cell(self, element: Element) -> None:
        if not self._is_framed(element):
            return
        cell = self._frames.pop()
        cell.end_paragraph()
        words = " ".join(" ".join(line.text.split()) for line in cell.lines)
        if self._tables[-1].kind is TableKind.DATA:
            self._tables[-1].row.append(words)
        elif words:
            self._frame.open_item(ItemMarker(text=words, is_certain=True))

    def _is_framed(self, cell: Element) -> bool:
        """Tell whether a cell is gathered apart: one of a row of data, or a clause's number."""
        kind = self._tables[-1].kind if self._tables else TableKind.LAYOUT
        opens_row = cell.parent is not None and cell.parent.first_element() is cell
        return kind is TableKind.DATA or (kind is TableKind.NUMBERS and opens_row)

    def _close_row(self, element: Element) -> None:
        del element
        if not self._tables or self._tables[-1].kind is TableKind.LAYOUT:
            return
        table = self._tables[-1]
        if table.kind is TableKind.NUMBERS:
            self._frame.open_item(None)
            return
        cells, table.row = table.row, []
        if any(cells):
            self._frame.gap = self._frame.gap and not table.rows
            self._frame.put("\t".join(cells))
            table.rows += 1


def _is_heading(element: Element) -> bool:
    """Tell whether an element is a heading; buttons that are none were dropped before."""
    marked = element.tag in _HEADINGS or is_button(element) or element.get("role") == "heading"
    if not marked or element.size > _LONGEST_HEADING:
        return False
    return not any(inner.tag in _UNHEADED for inner in element.descend())


def _is_exact(element: Element) -> bool:
    return (
        element.tag in ("pre", "xmp", "listing", "plaintext") or "white-space:pre" in element.style
    )


def _weight(element: Element, inherited: bool) -> bool:
    if _NOT_BOLD.search(element.style):
        return False
    return inherited or element.tag in ("b", "strong") or bool(_BOLD.search(element.style))


def _is_captured(element: Element) -> bool:
    return element.tag == "sup" or bool(_WORD_NUMBER.search(element.style))
