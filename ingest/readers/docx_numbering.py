"""The numbers that Word prints before a paragraph: they live apart from its text.

A paragraph names a list ("num") and a level. A list is an instance of an abstract one, which owns
the counters: two lists of the same abstract one go on counting where the other stopped, unless one
of them says where to start.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ingest.readers.docx_lists import Level, NumberedList, read_lists
from ingest.readers.docx_styles import Style, Styles
from ingest.readers.docx_tree import number, value

BULLET = "•"
_NO_LIST = "0"
_PLACE = re.compile(r"%([1-9])")
_DASHES = frozenset("-–—")
_SILENT = frozenset({"none", "bullet"})
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_MOST = 32_767  # what Word counts to
_LETTERS_MOST = 780  # thirty times the alphabet, as in Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a paragraph stands: a list, and a level in it, counted from 0."""

    num_id: str
    level: int


class Numbering:
    """The lists of one file and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._lists = {} if root is None else read_lists(root, styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._started: dict[str, set[int]] = {}  # the levels at which each list has counted

    def place(self, properties: Element | None, style: Style) -> Place | None:
        """Return where a paragraph stands by its properties or its style; None without a list."""
        own = value(properties, "numPr/numId")
        num_id = style.num_id if own is None else own
        numbered = self._lists.get(num_id or _NO_LIST)
        if num_id is None or num_id == _NO_LIST or numbered is None:
            return None
        level = number(properties, "numPr/ilvl")
        if level is None:
            level = _styled_level(numbered, style)
        return Place(num_id=num_id, level=level) if level in numbered.levels else None

    def count(self, place: Place) -> str:
        """Count a paragraph, and return its number as printed; "" for one that prints none."""
        numbered = self._lists[place.num_id]
        counts = self._counts.setdefault(numbered.abstract_id, {})
        if place.level not in counts or self._sets_back(numbered, place):
            counts[place.level] = numbered.start(place.level)
        else:
            counts[place.level] += 1
        self._started.setdefault(place.num_id, set()).add(place.level)
        for level in sorted(numbered.levels):
            if level < place.level:
                counts.setdefault(level, numbered.levels[level].start)
            elif level > place.level and _restarts(numbered.levels[level], level, place.level):
                counts.pop(level, None)
        return _label(numbered.levels, counts, place.level)

    def _sets_back(self, numbered: NumberedList, place: Place) -> bool:
        """Tell whether a list starts anew here: once at each level for which it says so.

        To restart a sub-list, Word writes 1 for all nine levels; those above it go on counting.
        """
        if place.level not in numbered.starts:
            return False
        started = self._started.get(place.num_id, set())
        meant = numbered.starts[place.level] != numbered.levels[place.level].start
        return place.level not in started and (meant or all(one < place.level for one in started))


def _styled_level(numbered: NumberedList, style: Style) -> int:
    """Return the level of a paragraph that names none: that of the nearest style with one.

    A level that names the style goes before one that the style names (ECMA-376, 17.9.3).
    """
    for name, own in zip(style.chain, style.levels, strict=True):
        named = (level for level, look in numbered.levels.items() if look.style == name)
        level = min(named, default=own)
        if level is not None:
            return level
    return 0


def _restarts(look: Level, level: int, counted: int) -> bool:
    """Tell whether an item of level ``counted`` sets the deeper ``level`` back."""
    if look.restart is None or look.restart > level:
        return True
    return counted < look.restart


def _label(levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str:
    look = levels[level]
    if look.kind == "none":
        return ""
    if look.kind == "bullet":
        return _bullet(look.text.strip())
    shown = [int(match[1]) - 1 for match in _PLACE.finditer(look.text)]
    if any(at > level for at in shown):
        return ""  # Word prints no number that names a deeper one
    text = look.text
    for at in {at for at in shown if at not in levels or levels[at].kind in _SILENT}:
        # A level that prints nothing takes the point after it along.
        text = re.sub(rf"%{at + 1}[.)]?(?=.*%)|%{at + 1}", "", text)

    def printed(match: re.Match[str]) -> str:
        of = levels[int(match[1]) - 1]
        kind = "decimal" if look.legal and of.kind != "decimalZero" else of.kind
        return write_number(counts[int(match[1]) - 1], kind=kind, width=of.width)

    return " ".join(_PLACE.sub(printed, text).split())


def _bullet(text: str) -> str:
    """Return a bullet as we print it: a dash or words stay, any glyph of a font is a bullet."""
    words = len(text) > 1 and any(char.isalnum() for char in text)
    return text if words or text in _DASHES else text and BULLET


def write_number(count: int, *, kind: str, width: int = 1) -> str:
    """Return ``count`` as a list of ``kind`` prints it, "3", "c" or "iii"; unknown kinds count."""
    match kind:
        case "lowerLetter" | "upperLetter":
            written = _letters(count)
        case "lowerRoman" | "upperRoman":
            written = _roman(count)
        case "decimalZero":
            return f"{count:02d}"
        case "ordinal":
            return f"{count}."
        case _:
            return f"{count:0{width}d}"
    return written.upper() if kind.startswith("upper") else written


def _letters(count: int) -> str:
    """Return a to z, then aa to zz: Word doubles the letter, and knows no æ, ø and å."""
    if not 1 <= count <= _LETTERS_MOST:
        return str(count)
    doubled, letter = divmod(count - 1, 26)
    return chr(ord("a") + letter) * (doubled + 1)


def _roman(count: int) -> str:
    if not 1 <= count <= _ROMAN_MOST:
        return str(count)
    written: list[str] = []
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        written.append(letters * times)
    return "".join(written)
