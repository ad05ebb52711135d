"""The styles of a Word file, each with what it inherits from the styles it is based on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar
from xml.etree.ElementTree import Element

from ingest.readers.docx_tree import flag, number, value

T = TypeVar("T")

_HEADING = re.compile(r"(?:heading|overskrift) ?([1-9])", re.I)
_TITLE = re.compile(r"(?:sub)?title|(?:under)?titel", re.I)
_CONTENTS = re.compile(r"(?:toc|indholdsfortegnelse) ?[1-9]", re.I)
BODY_LEVEL = 9  # the outline level of text that is no heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style as it takes effect.

    ``chain`` names the style and those it is based on, nearest first, and ``levels`` the level of
    numbering that each asks for. ``num_id`` is the list, ``outline`` the level of a heading (0 to
    8).
    """

    chain: tuple[str, ...] = ()
    num_id: str | None = None
    levels: tuple[int | None, ...] = ()
    outline: int | None = None
    is_title: bool = False
    is_contents: bool = False
    flags: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))


_UNSTYLED = Style()
_FLAGS = ("b", "vanish")
_LONGEST_CHAIN = 32


class Styles:
    """The styles of one file."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall("style")
        self._elements = {style.get("styleId", ""): style for style in found}
        self._default = next((s.get("styleId") for s in found if _is_default(s)), None)
        self._styles: dict[str, Style] = {}

    def paragraph(self, style_id: str | None) -> Style:
        """Return the style of a paragraph; the default one where it names none that exists."""
        return self.get(style_id if style_id in self._elements else self._default)

    def get(self, style_id: str | None) -> Style:
        """Return a style; an unknown one says nothing."""
        if style_id is None or style_id not in self._elements:
            return _UNSTYLED
        if style_id not in self._styles:
            self._styles[style_id] = self._resolve(style_id)
        return self._styles[style_id]

    def is_on(self, name: str, run: Element | None, paragraph: Style) -> bool:
        """Tell whether "b" or "vanish" holds for words with the properties ``run``."""
        direct = flag(run, name)
        if direct is not None:
            return direct
        # Bold words in a bold paragraph stand out by not being bold.
        in_words = self.get(value(run, "rStyle")).flags.get(name, False)
        return in_words != paragraph.flags.get(name, False)

    def _resolve(self, style_id: str) -> Style:
        chain: list[str] = []
        base = style_id
        while base in self._elements and base not in chain and len(chain) < _LONGEST_CHAIN:
            chain.append(base)
            base = value(self._elements[base], "basedOn") or ""
        elements = [self._elements[one] for one in chain]
        names = [name for style in elements for name in _names(style)]
        flags = {name: _first(flag(s, f"rPr/{name}") for s in elements) for name in _FLAGS}
        return Style(
            chain=tuple(chain),
            num_id=_first(value(style, "pPr/numPr/numId") for style in elements),
            levels=tuple(number(style, "pPr/numPr/ilvl") for style in elements),
            outline=_outline(elements),
            is_title=any(_TITLE.fullmatch(name) for name in names),
            is_contents=any(_CONTENTS.fullmatch(name) for name in names),
            flags=MappingProxyType({name: bool(on) for name, on in flags.items()}),
        )


def _is_default(style: Element) -> bool:
    return style.get("type") == "paragraph" and style.get("default") in ("1", "true", "on")


def _names(style: Element) -> tuple[str, str]:
    return value(style, "name") or "", style.get("styleId", "")


def _outline(chain: Iterable[Element]) -> int | None:
    """Return the level of the first style that has one, be it by its built-in name."""
    for style in chain:
        level = number(style, "pPr/outlineLvl")
        if level is not None:
            return level if level < BODY_LEVEL else None
        for name in _names(style):
            if named := _HEADING.fullmatch(name):
                return int(named[1]) - 1
    return None


def _first(found: Iterable[T | None]) -> T | None:
    return next((one for one in found if one is not None), None)
