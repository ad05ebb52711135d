"""Quantities as bounds, so that two are only ranked where no calendar can turn the order.

A month has 28 to 31 days, a year 365 or 366, and a working day is at least a day but ends nobody
knows when: a weekend or a holiday may lie between. So 60 days and 2 months are neither longer, and
6 hours are shorter than 2 working days while 24 hours may not be.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType

from klausul.danish.numerals import read_number
from klausul.danish.quantities import Quantity, QuantityKind

HOURS = "hours"
WORKING_DAYS = "working_days"
PER_YEAR = "per_year"
PERCENT = "percent"

_HOURS_IN = MappingProxyType(
    {"sekund": 1 / 3600, "minut": 1 / 60, "time": 1.0, "døgn": 24.0, "dag": 24.0}
    | {"kalenderdag": 24.0, "uge": 168.0}
)
_MONTHS_IN = MappingProxyType({"måned": 1, "kvartal": 3, "år": 12})
_DAYS_OF_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PER_YEAR = MappingProxyType(
    {"år": 1.0, "kvartal": 4.0, "måned": 12.0, "uge": 52.0, "dag": 365.0, "døgn": 365.0}
)
_MEAN_MONTH = 365.25 * 24 / 12

_FLOOR = re.compile(r"mindst|minimum|min\.|mere end|over|at least")
_CEILING = re.compile(
    r"højst|højest|maksimalt|maksimum|maks\.|max\.?|op til|under|mindre end|at most|up to"
)
_LOOKS_BACK = re.compile(r"de (?:seneste|sidste)")
_EMPTY = frozenset({"i en periode på"})
# "ikke ansvarlig for mere end 10.000 kr." is no more than that.
_TURNED = frozenset({"mere end", "over", "mindre end", "under"})
_NOT = re.compile(r"\bikke(?:\s+[^\W\d]+){0,5}\s*$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|\btil\b)\s*")
# "mindst 60 dages varsel" is "mindst 60 dage" on its own.
_GENITIVE = re.compile(r"(?<=dage|imer|eder|uger)s$|(?<=\bår)s$")
# "14-dages frist" is "14 dage".
_JOINED_UNIT = re.compile(r"(?<=\d)-(?=[a-zæøå])")
# What an amount is per, and whether it is with tax.
_TAIL = re.compile(
    r"(?:\s+(?:pr\.?|per|om)\s+(?P<period>\w*(?:år|måned|kvartal|skade|krav|hændelse)\w*))?"
    r"(?:\s*,?\s+(?:ekskl|excl|inkl|incl)\w*\.?\s+moms)?",
    re.IGNORECASE,
)


class Bound(Enum):
    """Whether a printed value may be exceeded, undercut or neither."""

    FLOOR = "floor"
    VALUE = "value"
    CEILING = "ceiling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A printed quantity with the least and the most that it can come to, in ``unit``.

    ``text`` is as printed, with the limiting word before it ("senest 24 timer"). ``number`` is one
    value to sort by (months count 30.4 days), None where there is none. One that ``is_several``
    spans figures that cannot be told apart, and is never ranked.
    """

    text: str
    low: float
    high: float
    unit: str
    number: float | None
    bound: Bound = Bound.VALUE
    is_several: bool = False


def measure(quantity: Quantity, *, text: str) -> Measure | None:
    """Return ``quantity``, found in ``text``, as bounds.

    None for what has no value or looks back in time ("de seneste 12 måneder").
    """
    if quantity.value is None or _LOOKS_BACK.fullmatch(quantity.modifier or ""):
        return None
    bounds = _bounds(quantity)
    if bounds is None:
        return None
    low, high, unit, number = bounds
    limit = "" if quantity.modifier in _EMPTY else quantity.modifier or ""
    if limit in _TURNED and _NOT.search(text[: quantity.span.start]):
        limit = f"ikke {limit}"
    words = f"{limit} {quantity.text}"
    if quantity.kind is QuantityKind.AMOUNT:
        tail = _TAIL.match(text, quantity.span.end)
        words += tail[0] if tail else ""
        unit += f"/{tail['period'].lower()}" if tail and tail["period"] else ""
    else:
        words = _GENITIVE.sub("", words.rstrip("."))
    return Measure(
        text=_JOINED_UNIT.sub(" ", " ".join(words.split())),
        low=low,
        high=high,
        unit=unit,
        number=number,
        bound=_bound(limit),
    )


def join(measures: Sequence[Measure]) -> Measure | None:
    """Return one measure that spans ``measures``; None if there are none or of several units."""
    if len({found.unit for found in measures}) != 1:
        return None
    first: dict[tuple[float, float], Measure] = {}
    for found in measures:
        first.setdefault((found.low, found.high), found)
    distinct = list(first.values())
    if len(distinct) == 1:
        return distinct[0]
    return Measure(
        text=" / ".join(found.text for found in distinct),
        low=min(found.low for found in distinct),
        high=max(found.high for found in distinct),
        unit=distinct[0].unit,
        number=None,
        is_several=True,
    )


def are_comparable(measures: Collection[Measure]) -> bool:
    """Tell whether ``measures`` are single figures of the same; hours and working days are."""
    if any(found.is_several for found in measures):
        return False
    units = {found.unit for found in measures}
    return len(units) == 1 or units == {HOURS, WORKING_DAYS}


def are_equal(one: Measure, other: Measure) -> bool:
    """Tell whether two measures are the same length, price or rate, whatever their units' names."""
    opposed = {one.bound, other.bound} == {Bound.FLOOR, Bound.CEILING}
    return (one.unit, one.low, one.high) == (other.unit, other.low, other.high) and not opposed


def is_less(one: Measure, other: Measure) -> bool:
    """Tell whether ``one`` is less than ``other`` on every calendar."""
    if one.unit == other.unit:
        return one.high < other.low
    if (one.unit, other.unit) == (HOURS, WORKING_DAYS):
        return one.high <= 24 * (other.low - 1)
    return False


def find_extreme(measures: Sequence[Measure], *, lowest: bool) -> tuple[int, ...]:
    """Return the places of the lowest (highest) of ``measures``: several if they are equal.

    Empty where it cannot be told for certain, and where all are equal.
    """
    bounded = _open_bounds(measures)

    def beats(place: int, other: int) -> bool:
        one, two = bounded[place], bounded[other]
        return are_equal(one, two) or (is_less(one, two) if lowest else is_less(two, one))

    places = range(len(bounded)) if are_comparable(bounded) else range(0)
    best = [place for place in places if all(beats(place, other) for other in places)]
    return tuple(best) if len(best) < len(bounded) else ()


def _open_bounds(measures: Sequence[Measure]) -> list[Measure]:
    """Return ``measures``, those with floors and ceilings opened where there are some of both.

    "mindst 30 dage" and "senest 30 dage" promise as much; "mindst 30" and "højst 60" do not rank.
    """
    if not {Bound.FLOOR, Bound.CEILING} <= {found.bound for found in measures}:
        return list(measures)
    return [
        replace(found, high=math.inf)
        if found.bound is Bound.FLOOR
        else replace(found, low=0.0)
        if found.bound is Bound.CEILING
        else found
        for found in measures
    ]


def _bound(limit: str) -> Bound:
    """Return which way a limiting word limits; "ikke" turns it."""
    word = limit.removeprefix("ikke ")
    if not (_FLOOR.fullmatch(word) or _CEILING.fullmatch(word)):
        return Bound.VALUE
    is_floor = (_FLOOR.fullmatch(word) is not None) is (word == limit)
    return Bound.FLOOR if is_floor else Bound.CEILING


def _bounds(quantity: Quantity) -> tuple[float, float, str, float | None] | None:
    """Return the least, the most, the unit and the number to sort by."""
    most, unit = quantity.value or 0.0, quantity.unit or ""
    least = _lower_end(quantity.text, most)
    if quantity.kind is QuantityKind.AMOUNT:
        return least, most, unit, most
    if quantity.kind is QuantityKind.PERCENT:
        return least, most, PERCENT, most
    if quantity.kind is QuantityKind.FREQUENCY and unit in _PER_YEAR:
        rate = most * _PER_YEAR[unit]
        return rate, rate, PER_YEAR, rate
    if quantity.kind is QuantityKind.DURATION:
        return _duration(least, most, unit)
    return None


def _duration(least: float, most: float, unit: str) -> tuple[float, float, str, float | None]:
    if unit in _MONTHS_IN:
        months = _MONTHS_IN[unit]
        low, high = _days_in(least * months)[0] * 24, _days_in(most * months)[1] * 24
        return low, high, HOURS, most * months * _MEAN_MONTH
    if unit in _HOURS_IN:
        return least * _HOURS_IN[unit], most * _HOURS_IN[unit], HOURS, most * _HOURS_IN[unit]
    return least, most, WORKING_DAYS, None


def _lower_end(text: str, upper: float) -> float:
    """Return the lower end of a range ("3-6 måneder"), else ``upper``."""
    first, *rest = _RANGE.split(text, maxsplit=1)
    try:
        read_number(rest[0].split()[0] if rest else "")
        return min(read_number(first), upper)
    except ValueError:
        return upper  # "14-dages" is no range


def _days_in(months: float) -> tuple[float, float]:
    """Return the fewest and the most days in so many consecutive months."""
    years, rest = divmod(months, 12)
    whole, part = int(rest), rest - int(rest)
    year = _DAYS_OF_MONTHS * 2
    runs = [year[start : start + whole] for start in range(12)]
    fewest = min(map(sum, runs))
    most = max(sum(run) + (28 in run) for run in runs)
    leap = years // 4, -(-years // 4)
    return 365 * years + leap[0] + fewest + 28 * part, 365 * years + leap[1] + most + 31 * part
