"""Where a label stands, whatever way it is printed or asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from klausul.danish.annexes import ANNEX_WORDS
from klausul.danish.references import Mention, MentionKind

ANNEX = "bilag"
TERMS = frozenset({"betingelser", "vilkår"})
"""Two words for one part: a customer calls the terms what the vendor does not."""

_CHAPTER = re.compile(r"(kapitel|afsnit|afdeling|del)\b", re.IGNORECASE)
_PIECE = re.compile(r"[^\s.,()]+")
_LEVEL = re.compile(r"\d+|•\d+|[a-zæøå]|[ivx]+")
_LETTERED = re.compile(r"(\d+)([a-zæøå])")
_SAID_AROUND = frozenset({"§", "stk", "punkt", "pkt", "nr", "litra"})
_ROMANS = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Place:
    """A label apart from how it is printed: the part it stands in, "" for none, and its levels."""

    part: str
    levels: tuple[str, ...]

    @property
    def above(self) -> Place:
        """The place that this one lies in."""
        return Place(self.part, self.levels[:-1])

    @property
    def in_figures(self) -> tuple[str, ...]:
        """The levels, the last in figures if it is a Roman numeral."""
        last = self.levels[-1] if self.levels else ""
        if not re.fullmatch(r"[ivx]+", last):
            return self.levels
        values = [_ROMANS[letter] for letter in last]
        total = sum(-v if v < n else v for v, n in zip(values, [*values[1:], 0], strict=True))
        return (*self.levels[:-1], str(total))


def places_of(mention: Mention) -> tuple[Place, ...]:
    """Return the places that a clause so mentioned may be printed as, the likeliest first."""
    number, annex = (mention.number or "").lower(), (mention.annex or "").lower()
    if annex and (number == annex or number.partition(".")[0] != annex):
        number = f"{annex}.{number}" if number else annex
    levels = tuple(level for piece in number.split(".") for level in _levels(piece))
    if annex:
        is_said = mention.kind is MentionKind.ANNEX
        return tuple(Place(part, levels) for part in ((ANNEX,) if is_said else (ANNEX, "")))
    chapter = _CHAPTER.match(mention.text)
    part = (mention.part or (chapter[1] if chapter else "")).lower()
    parts = sorted(TERMS, key=lambda word: word != part) if part in TERMS else [part]
    return tuple(Place(p, levels) for p in (*parts, *([""] if chapter else [])))


def place_of(label: str) -> Place:
    """Read a printed label: "§ 7, stk. 2" is 7 and 2, "Bilag C.4" is c and 4 of an annex."""
    part = ""
    levels: list[str] = []
    for piece in _PIECE.findall(label.lower()):
        if _LETTERED.fullmatch(piece) or _LEVEL.fullmatch(piece):
            levels += _levels(piece)
        elif piece not in _SAID_AROUND:
            part = f"{part} {piece}".strip()
    return Place(ANNEX if part in ANNEX_WORDS else part, tuple(levels))


def _levels(piece: str) -> tuple[str, ...]:
    """Return the levels of one piece of a number: "2a" is 2 and a."""
    lettered = _LETTERED.fullmatch(piece)
    return lettered.groups() if lettered else (piece,)


def opens_with(text: str, levels: tuple[str, ...]) -> bool:
    """Tell whether ``text`` begins with the number of those levels."""
    return bool(levels) and tuple(_PIECE.findall(text.lower())[: len(levels)]) == levels
