"""Lists of Markdown that leave the counting to whoever shows them: "1." before every item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

_ITEM: Final = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<number>\d{1,9})(?P<end>[.)])|(?P<bullet>[-*+]))(?P<blank>[ \t]+|$)"
)
_ENDS_LISTS: Final = re.compile(
    r" {0,3}(?:#{1,6}[ \t]|(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|_{3,})$)"
)
_FENCE: Final = re.compile(r"[ \t]*(?P<marks>`{3,}|~{3,})")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """Where the digits of an item's number stand in the text, and what they say."""

    start: int
    end: int
    number: int


@dataclass(slots=True, kw_only=True)
class _List:
    """A list that is open: its marker's column, that of its words, and its items."""

    indent: int
    content: int
    mark: str
    items: list[_Item] = field(default_factory=list)


def count_items(raw: str) -> str:
    """Return Markdown in which the items of a list that says "1." throughout are counted.

    A list whose numbers differ keeps them: they are what its author wrote.
    """
    parts: list[str] = []
    position = 0
    repeated = [found for found in _find_lists(raw) if _repeats(found.items)]
    changes = sorted(
        (item.start, item.end, str(found.items[0].number + i))
        for found in repeated
        for i, item in enumerate(found.items)
    )
    for start, end, number in changes:
        parts += [raw[position:start], number]
        position = end
    return "".join([*parts, raw[position:]])


def _repeats(items: Sequence[_Item]) -> bool:
    return len(items) > 1 and len({item.number for item in items}) == 1


def _find_lists(raw: str) -> Iterator[_List]:
    """Yield the numbered lists, each once, when it ends."""
    scan = _Scan()
    start = 0
    for line in raw.splitlines(keepends=True):
        yield from scan.take(line.rstrip("\r\n"), start)
        start += len(line)
    yield from scan.close(0)


class _Scan:
    """Goes over the lines and keeps the lists that are open, outermost first."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._after_blank = False
        self._fence = ""

    def take(self, line: str, start: int) -> list[_List]:
        """Read a line; return the lists that it ends."""
        fence = _FENCE.match(line)
        if self._fence:
            if fence and fence["marks"].startswith(self._fence):
                self._fence = ""
            return []
        if not line.strip():
            self._after_blank = True
            return []
        after_blank, self._after_blank = self._after_blank, False
        if fence:
            self._fence = fence["marks"]
        if _ENDS_LISTS.match(line):
            return self.close(0)
        item = _ITEM.match(line)
        if item:
            return self._take_item(item, start)
        # A line right below an item goes on with it, wherever it begins.
        return self.close(_width(line)) if after_blank else []

    def close(self, column: int) -> list[_List]:
        """Close the lists whose words begin to the right of a column."""
        closed: list[_List] = []
        while self._open and column < self._open[-1].content:
            closed.append(self._open.pop())
        return closed

    def _take_item(self, match: re.Match[str], start: int) -> list[_List]:
        indent = _width(match["indent"])
        closed: list[_List] = []
        while self._open and indent < self._open[-1].indent:
            closed.append(self._open.pop())
        mark = match["end"] or match["bullet"]
        inside = not self._open or indent >= self._open[-1].content
        if not inside and self._open[-1].mark != mark:
            closed.append(self._open.pop())
            inside = True
        content = indent + len((match["number"] or "") + mark) + max(1, min(len(match["blank"]), 4))
        if inside:
            self._open.append(_List(indent=indent, content=content, mark=mark))
        self._open[-1].content = content
        if match["number"]:
            digits = start + match.start("number")
            item = _Item(start=digits, end=start + match.end("number"), number=int(match["number"]))
            self._open[-1].items.append(item)
        return closed


def _width(line: str) -> int:
    """Return the column of the first character of a line; a tab goes to the next multiple of 4."""
    text = line.expandtabs(4)
    return len(text) - len(text.lstrip(" ")) if text.strip() else len(text)
