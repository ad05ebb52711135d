"""The numbering grammar: what stands at the start of a line and counts.

A marker is what is printed; whether ``4.`` opens a section, a clause or an item is decided by
``ingest.segmenting`` from what came before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from klausul.danish.annexes import ANNEX_WORDS
from klausul.danish.dates import MONTH_NAMES


class MarkerKind(StrEnum):
    """Families of printed numbers."""

    ANNEX = "annex"  # Bilag C, Bilag C.2, Appendiks 1
    LETTERED = "lettered"  # C.2.10 Title
    DECIMAL = "decimal"  # 4.2 or 4.2.1
    INTEGER = "integer"  # 4. or 4) or (4)
    PARAGRAPH = "paragraph"  # § 4
    SUBPARAGRAPH = "subparagraph"  # Stk. 2.
    LETTER = "letter"  # a) or a.
    CAPITAL = "capital"  # A. of a clause; only a run of them tells it from an initial
    ROMAN = "roman"  # iv) or IV.
    BULLET = "bullet"  # • or -


ITEM_KINDS = frozenset({MarkerKind.INTEGER, MarkerKind.LETTER, MarkerKind.ROMAN, MarkerKind.BULLET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A printed marker at the start of a line.

    ``number`` is the marker without its punctuation ("C.2.10", "4.2", "a", "IV", "" for a
    bullet); ``length`` counts the characters up to the words that follow; ``word`` is the word
    that is part of the number ("Bilag", "Punkt"), or the sign of a bullet, as printed.
    """

    kind: MarkerKind
    number: str
    length: int
    word: str = ""

    @property
    def parts(self) -> tuple[int, ...]:
        """The integers of a decimal or lettered number, outermost first."""
        return tuple(int(part) for part in self.number.split(".") if part.isdigit())


_ANNEX_WORD = rf"(?:{'|'.join(ANNEX_WORDS)})"
_POINT_WORD = (
    r"(?:Punkt|PUNKT|Pkt\.?|PKT\.?|Afsnit|AFSNIT|Artikel|ARTIKEL|Klausul|KLAUSUL|Kapitel|KAPITEL"
    r"|Bestemmelse|BESTEMMELSE|Ad|Article|Clause|Section)"
)
_END = r"(?=\s|$)"
# After a day it is a date: "1. januar 2025".
_MONTH = rf"\s+(?:{MONTH_NAMES})\b"
_PATTERNS: tuple[tuple[MarkerKind, re.Pattern[str]], ...] = (
    (
        MarkerKind.ANNEX,
        re.compile(
            rf"(?P<word>{_ANNEX_WORD})\s+(?:nr\.\s*)?(?P<n>(?-i:(?:\d{{1,2}}[a-z]?|[IVX]{{2,4}}|[A-ZÆØÅ]|[a-h])(?:\.?[A-Z]|\.\d{{1,2}})*))"
            r"(?:\.(?=\s|$))?(?:\s*[:–—-](?=\s))?(?=\s|$|:)",
            re.I,
        ),
    ),
    (
        MarkerKind.PARAGRAPH,
        re.compile(r"§\s*(?P<n>\d{1,3}\s?[a-z]?)(?:\.|:)?" + _END),
    ),
    (MarkerKind.SUBPARAGRAPH, re.compile(r"stk\.\s*(?P<n>\d{1,2})\s*[.:]?" + _END, re.I)),
    (MarkerKind.LETTERED, re.compile(r"(?P<n>[A-Z](?:\.\d{1,2})+)\.?:?" + _END)),
    # "1.500 kr." is an amount and "01.08" a date: no clause counts so.
    (
        MarkerKind.DECIMAL,
        re.compile(
            rf"(?:(?P<word>{_POINT_WORD})\s+|\()?(?P<n>[1-9]\d?(?:\.\d{{1,2}})+)[.):]?" + _END
        ),
    ),
    (
        MarkerKind.INTEGER,
        re.compile(
            rf"(?:(?P<word>{_POINT_WORD})\s+(?P<w>\d{{1,2}})\s*[.:–-]?"
            rf"|(?P<n>\d{{1,2}})[.)](?!{_MONTH})|\((?P<p>\d{{1,2}})\))" + _END
        ),
    ),
    (MarkerKind.ROMAN, re.compile(r"\(?(?P<n>[ivx]{1,5}|[IVX]{1,5})[.)]" + _END)),
    (MarkerKind.LETTER, re.compile(r"\(?(?P<n>[a-zæøå])[.)]" + _END)),
)
_BULLET = re.compile(
    r"(?:[•●▪■◦○·‣⁃➢✓✔►▶◆♦❖\uf0b7\uf0a7\uf02d\uf0d8\uf0fc☐☑☒□–—*-]|\[[ xX]\])(?=\s+\S)"
)
_DOUBLE = re.compile(r"\d{1,2}\.(?=\s+\(?[ivx]{1,5}\))")

_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


def find_marker(text: str) -> Marker | None:
    """Return the marker at the start of ``text``, or None.

    A bullet before a number ("• IV.", "- a.") and a number before a roman one ("1. i)") are one
    marker: the inner number is what people cite.
    """
    outer = _BULLET.match(text) or _DOUBLE.match(text)
    if outer:
        start = _skip_space(text, outer.end())
        inner = _match(text[start:])
        if inner and inner.kind in (MarkerKind.LETTER, MarkerKind.ROMAN, MarkerKind.INTEGER):
            return Marker(kind=inner.kind, number=inner.number, length=start + inner.length)
        return Marker(kind=MarkerKind.BULLET, number="", length=start, word=text[0])
    return _match(text)


def _match(text: str) -> Marker | None:
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            found = match.groupdict()
            word = found.pop("word", None) or ""
            number = next(value for value in found.values() if value)
            length = _skip_space(text, match.end())
            return Marker(kind=kind, number=number.replace(" ", ""), length=length, word=word)
    return None


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def roman_value(number: str) -> int:
    """Return the value of a roman number written with i, v and x."""
    total, last = 0, 0
    for letter in reversed(number.lower()):
        value = _ROMAN_VALUES[letter]
        total += -value if value < last else value
        last = max(last, value)
    return total


_INLINE = re.compile(r"(?<![\w(])\(?(?P<n>[ivx]{1,5}|[IVX]{1,5}|[a-zæøå])(?P<end>[.)])(?=\s)")


def find_inline_items(text: str) -> list[tuple[str, int]]:
    """Return ``(number, offset)`` of an enumeration inside running text: i) …, ii) …, iii) ….

    Only an ascending run from one, of at least two, with the same punctuation counts.
    """
    best: list[tuple[str, int]] = []
    for style in ("lower", "upper", "letter"):
        for end in (")", "."):
            run = _ascending(text, style=style, end=end)
            if len(run) > len(best):
                best = run
    return best if len(best) >= 2 else []


def _ascending(text: str, *, style: str, end: str) -> list[tuple[str, int]]:
    run: list[tuple[str, int]] = []
    for match in _INLINE.finditer(text):
        number = match["n"]
        if match["end"] != end or (number.isupper() != (style == "upper")):
            continue
        value = _inline_value(number, letter=style == "letter")
        # A single letter before a full stop is as often an abbreviation or an initial.
        if value == len(run) + 1 and (style != "letter" or end == ")"):
            run.append((number, match.start()))
    return run


def _inline_value(number: str, *, letter: bool) -> int:
    if letter:
        return ord(number) - ord("a") + 1 if len(number) == 1 else 0
    return roman_value(number) if set(number.lower()) <= set(_ROMAN_VALUES) else 0
