"""Counters in printed numbers: which way of counting a number is of, and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_GROUP = re.compile(r"\d+|(?<![^\W\d_])[A-Za-z]+(?![^\W\d_])")
_ROMANS = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TOP_ROMAN = 39


class Counting(StrEnum):
    """How a counter is printed; the values are those of WordprocessingML."""

    DECIMAL = "decimal"
    LOWER_LETTER = "lowerLetter"
    UPPER_LETTER = "upperLetter"
    LOWER_ROMAN = "lowerRoman"
    UPPER_ROMAN = "upperRoman"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """One counter of a number: where it stands in it, and its value in one way of counting."""

    start: int
    end: int
    counting: Counting
    value: int


def find_counters(number: str) -> Iterator[tuple[Counter, ...]]:
    """Yield the ways to read each counter of ``number``, in order.

    "4.2.a)" holds three; "IV" may be a Roman four or nothing, "i" a Roman one or a ninth letter.
    Words ("Bilag", "stk") are no counters.
    """
    for match in _GROUP.finditer(number):
        ways = tuple(
            Counter(start=match.start(), end=match.end(), counting=counting, value=value)
            for counting, value in _ways(match[0])
        )
        if ways:
            yield ways


def print_counter(value: int, counting: Counting) -> str:
    """Return ``value`` as it is printed."""
    if counting is Counting.DECIMAL:
        return str(value)
    if counting in (Counting.LOWER_LETTER, Counting.UPPER_LETTER):
        # After z Word doubles: aa, bb.
        text = _LETTERS[(value - 1) % len(_LETTERS)] * ((value - 1) // len(_LETTERS) + 1)
    else:
        text = _roman(value)
    return text.upper() if counting in (Counting.UPPER_LETTER, Counting.UPPER_ROMAN) else text


def _ways(group: str) -> Iterator[tuple[Counting, int]]:
    if group.isdigit():
        yield Counting.DECIMAL, int(group)
        return
    lower = group.lower()
    romans = {_roman(value): value for value in range(1, _TOP_ROMAN + 1)}
    is_upper = group.isupper()
    if group not in (lower, group.upper()):
        return
    # A letter first: most lists that hold an "i" began with an "a".
    if len(group) == 1:
        yield (
            Counting.UPPER_LETTER if is_upper else Counting.LOWER_LETTER,
            _LETTERS.index(lower) + 1,
        )
    if lower in romans:
        yield Counting.UPPER_ROMAN if is_upper else Counting.LOWER_ROMAN, romans[lower]


def _roman(value: int) -> str:
    text = ""
    for sign, worth in _ROMANS:
        while value >= worth:
            text += sign
            value -= worth
    return text
