"""The numbers that a browser prints before the items of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ingest.readers.html_tree import Element
from ingest.readers.item_markers import BULLET, ItemMarker

LISTS: Final = frozenset({"ol", "ul", "menu", "dir"})
_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "1": "decimal",
        "a": "lower-alpha",
        "A": "upper-alpha",
        "i": "lower-roman",
        "I": "upper-roman",
    }
)
_STYLE: Final = re.compile(
    r"list-style(?:-type)?:[^;]*?(?P<type>none|decimal-leading-zero|decimal|disc|circle|square"
    r"|(?:lower|upper)-(?:alpha|latin|roman))"
)
_UNSTYLED: Final = re.compile(r"(?:^|[-_])(?:list-unstyled|list-none|list-style-none|no-bullets?)$")
_INTEGER: Final = re.compile(r"\s*(?P<number>[+-]?\d{1,9})(?!\d)")
_NOTE: Final = re.compile(r"(?:fn|ftn|footnote|fodnote|cite_note)[-:_]?(?:\w*[-:_])?\d+", re.I)
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class ListCounter:
    """Counts the items of one list."""

    def __init__(self, element: Element, *, is_contents: bool = False) -> None:
        self._ordered = element.tag == "ol"
        self._style = _style_of(element) or ("decimal" if self._ordered else "disc")
        if is_contents and not self._ordered:
            self._style = "none"  # an entry is the heading as it stands below
        items = sum(isinstance(c, Element) and c.tag == "li" for c in element.children)
        backward = self._ordered and "reversed" in element.attributes
        self._step = -1 if backward else 1
        self._next = _integer(element.get("start"), default=items if backward else 1)
        self.items = 0

    def take(self, item: Element) -> ItemMarker:
        """Return the marker of the list's next item."""
        self.items += 1
        value = _integer(item.get("value"), default=self._next)
        self._next = value + self._step
        style = _style_of(item) or self._style
        if style == "none":
            return ItemMarker(text="")
        if not self._ordered and style in ("disc", "circle", "square"):
            return ItemMarker(text=BULLET)
        if _NOTE.fullmatch(item.get("id")):
            return ItemMarker(text=str(value).translate(_RAISED), value=value)
        number = format_number(value, style=style)
        return ItemMarker(text=number if number == BULLET else f"{number}.", value=value)


def format_number(value: int, *, style: str) -> str:
    """Return a list's number in a style of CSS; what a style cannot write is written in digits."""
    if style in ("disc", "circle", "square"):
        return BULLET
    upper = style.startswith("upper")
    if style.endswith(("alpha", "latin")) and value > 0:
        text = _letters(value)
    elif style.endswith("roman") and 0 < value < 4000:
        text = _roman(value)
    else:
        return f"{value:02d}" if style == "decimal-leading-zero" else str(value)
    return text.upper() if upper else text


def raise_digits(text: str) -> str:
    """Return digits as they are printed above the line."""
    return text.translate(_RAISED)


def _style_of(element: Element) -> str | None:
    if any(_UNSTYLED.search(name) for name in element.names):
        return "none"
    declared = _STYLE.search(element.style)
    return declared["type"] if declared else _TYPES.get(element.get("type").strip())


def _integer(text: str, *, default: int) -> int:
    match = _INTEGER.match(text)
    return int(match["number"]) if match else default


def _letters(value: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    text = ""
    while value:
        value, letter = divmod(value - 1, 26)
        text = chr(ord("a") + letter) + text
    return text


def _roman(value: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        text += letters * count
    return text
