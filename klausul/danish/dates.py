"""Calendar dates as Danish (and English) texts print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from klausul.danish.lexicon import MONTHS
from klausul.types import Span

_MONTH_NUMBERS = MappingProxyType(
    {name: number for number, name in enumerate(MONTHS, start=1)}
    | {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
    | {"sept": 9, "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7}
    | {"october": 10}
)
_LEAP_YEAR = 2000  # a date without a year may be 29 February
MONTH_NAMES = "|".join(sorted(_MONTH_NUMBERS, key=lambda name: (-len(name), name)))
"""The names of the months and their short forms, in lower case: alternatives of a pattern."""
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(rf"(?<![\w.,/-]){form}(?![\w/]|[.,-]\d)", re.IGNORECASE)
    for form in (
        rf"{_DAY}\.?\s*(?P<name>{MONTH_NAMES})\b\.?,?\s+{_YEAR}",
        rf"{_DAY}\.\s*(?P<name>{MONTH_NAMES})\b\.?",
        rf"(?P<name>{MONTH_NAMES})\.?\s+{_YEAR}",
        rf"{_DAY}(?P<mark>[-./])(?P<month>\d{{1,2}})(?:(?P=mark)|-){_YEAR}",
        rf"{_YEAR}-(?P<month>\d\d)-{_DAY}",
    )
)


def find_dates(text: str) -> Iterator[tuple[Span, str]]:
    """Yield every date with its ISO form as far as printed, in no particular order.

    "27. april 2016" is 2016-04-27, "august 2019" is 2019-08 and "25. maj" is --05-25. Shorter
    readings of the same words are yielded as well.
    """
    for form in _FORMS:
        for match in form.finditer(text):
            iso = _iso(match.groupdict())
            if iso is not None:
                yield Span(*match.span()), iso


def _iso(found: dict[str, str | None]) -> str | None:
    """Return the ISO form of what a pattern found, or None when there is no such day."""
    name, year, day = found.get("name"), found.get("year"), found.get("day")
    month = _MONTH_NUMBERS[name.lower()] if name else int(found.get("month") or 0)
    try:
        whole = date(int(year or _LEAP_YEAR), month, int(day or 1))
    except ValueError:
        return None
    if not day:
        return f"{whole:%Y-%m}"
    return whole.isoformat() if year else f"--{whole:%m-%d}"
