"""Danish numbers, in digits and in words, as values and in one normal form."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

_ONES = MappingProxyType(
    {"en": 1, "et": 1, "én": 1, "ét": 1, "een": 1, "eet": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5}
    | {"seks": 6, "syv": 7, "otte": 8, "ni": 9}
)
_TEENS = MappingProxyType(
    {"ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15}
    | {"seksten": 16, "sytten": 17, "atten": 18, "nitten": 19}
)
_TENS = MappingProxyType(
    {"tyve": 20, "tredive": 30, "fyrre": 40, "halvtreds": 50, "tres": 60, "halvfjerds": 70}
    | {"firs": 80, "halvfems": 90}
)
_HALVES = MappingProxyType(
    {"halv": 0.5, "halvt": 0.5, "halve": 0.5, "halvanden": 1.5, "halvandet": 1.5}
)
_ORDINALS = MappingProxyType(
    {"anden": 2, "andet": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "syvende": 7}
    | {"ottende": 8, "niende": 9, "tiende": 10, "tolvte": 12, "fjortende": 14}
)
_ENGLISH = MappingProxyType(
    {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
    | {"nine": 9, "ten": 10, "twelve": 12, "thirty": 30, "sixty": 60, "ninety": 90}
)
_LARGE = MappingProxyType({"hundrede": 100, "hundred": 100, "tusind": 1000, "tusinde": 1000})
_THOUSANDS = re.compile(r"\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?")
_THOUSANDS_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")

DIGITS = (
    r"\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d+(?:[.,]\d+)?"
)
"""Pattern of a numeral; 1.500,50 is Danish, 1,500.50 English, and 1,5 is one and a half."""


@lru_cache(maxsize=1)
def number_words() -> dict[str, float]:
    """Return the value of every number word, up to a hundred and the round ones above."""
    compound = {
        f"{one}og{ten}": _ONES[one] + _TENS[ten]
        for ten in _TENS
        for one in ("en", "et", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
    }
    return {**_ONES, **_TEENS, **_TENS, **_LARGE, **compound, **_HALVES, **_ENGLISH}


@lru_cache(maxsize=1)
def ordinal_words() -> dict[str, float]:
    """Return the value of the ordinals that stand after "hver"."""
    return dict(_ORDINALS)


def word_pattern(words: dict[str, float]) -> str:
    """Return a pattern of the words, longest first, to be used between word boundaries."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def read_number(text: str) -> float:
    """Return the value of a numeral or number word: ``1.500,50`` is 1500.5, ``tre`` is 3.

    Raises:
        ValueError: The text is neither.
    """
    lowered = text.lower()
    value = number_words().get(lowered)
    if value is not None:
        return float(value)
    if _THOUSANDS.fullmatch(lowered):
        return float(re.sub(r"[.\s]", "", lowered).replace(",", "."))
    if _THOUSANDS_ENGLISH.fullmatch(lowered):
        return float(lowered.replace(",", ""))
    return float(lowered.replace(",", "."))


def write_number(value: float) -> str:
    """Return the normal form of a value: no thousands mark, a point, no needless zeros."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
