"""Durations, frequencies, amounts, dates, percentages and vague deadlines in Danish text.

What a contract promises is mostly a number with a unit, so both are kept as printed and as values.
Clause numbers, paragraphs of laws and the numbers of standards are no quantities: a numeral counts
only with its unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from klausul.danish.dates import find_dates
from klausul.danish.numerals import (
    DIGITS,
    number_words,
    ordinal_words,
    read_number,
    word_pattern,
    write_number,
)
from klausul.types import Span


class QuantityKind(StrEnum):
    """What a quantity measures."""

    DURATION = "duration"
    FREQUENCY = "frequency"
    AMOUNT = "amount"
    DATE = "date"
    PERCENT = "percent"
    VAGUE_DEADLINE = "vague_deadline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity as printed (``text`` is the text under ``span``) and as a value.

    ``value`` counts units: of a range ("3-6 måneder") it is the upper end, of a frequency the times
    per unit ("hver 6. måned" is 1/6 per måned); dates and vague deadlines have none. ``unit`` is a
    Danish singular (time, dag, arbejdsdag, måned), for an amount the currency with what it is paid
    for ("DKK", "DKK/time"), for a date its ISO form as far as printed (2016-04-27, 2019-08,
    --05-25). ``modifier`` is the limiting word before it ("senest", "op til"), in lower case.
    """

    kind: QuantityKind
    text: str
    span: Span
    value: float | None = None
    unit: str | None = None
    modifier: str | None = None


_UNITS = MappingProxyType(
    {
        "sekund": r"sekund(?:er)?s?|seconds?",
        "minut": r"minut(?:ter)?s?|min\.|minutes?",
        "time": r"timers?|timen?|hours?",
        "døgn": r"døgn(?:et)?s?|doegn",
        "arbejdsdag": r"(?:arbejds|hver|bank|virke)dag(?:e|en)?s?|(?:business|working)\s+days?",
        "kalenderdag": r"kalenderdag(?:e|en)?s?|calendar\s+days?",
        "dag": r"dag(?:e|en)?s?|days?",
        "uge": r"ugers?|ugen?s?|weeks?",
        "måned": r"(?:måned|maaned|maned)(?:ers?|en|s)?|mdr\.?|md\.|months?",
        "kvartal": r"kvartal(?:ers?|et|s)?|quarters?",
        "år": r"(?:år|aar)(?:et|s)?|years?",
    }
)
_CURRENCIES = MappingProxyType(
    {"dkk": "DKK", "kr": "DKK", "dkr": "DKK", "kroner": "DKK", "eur": "EUR", "euro": "EUR"}
    | {"€": "EUR", "usd": "USD", "$": "USD", "gbp": "GBP", "£": "GBP", "-": "DKK"}
)
_SCALES = MappingProxyType({"mi": 1e6, "mia": 1e9, "milliard": 1e9, "tusind": 1e3})
_ADVERBS = MappingProxyType(
    {"dag": (1.0, "dag"), "ugent": (1.0, "uge"), "måned": (1.0, "måned"), "år": (1.0, "år")}
    | {"kvartal": (1.0, "kvartal"), "kvartår": (1.0, "kvartal"), "halvår": (2.0, "år")}
    | {"maaned": (1.0, "måned"), "aar": (1.0, "år"), "halvaar": (2.0, "år")}
    | {"kvartaar": (1.0, "kvartal")}
)

_UNIT = rf"(?P<unit>{'|'.join(_UNITS.values())})"
_NUMBER = rf"(?:{DIGITS}|(?:{word_pattern(number_words())})\b)"
_RANGE = rf"(?P<number>{_NUMBER})(?:\s*(?:-|–|til)\s*(?P<upper>{_NUMBER}))?"
_ALONE = r"(?<![\w§/])(?<![\d][.,:/-])"
_SCALE = r"(?:\s*(?P<scale>mio\.?|mill?\.?|million(?:er)?|mia\.?|milliard(?:er)?|tusinde?)(?!\w))?"
_SPACED = r"\d{1,3}(?:\ \d{3}){1,3}(?!\ ?\d)"
_MONEY = rf"(?:{DIGITS}|{_SPACED}|(?:{word_pattern(number_words())})\b)(?:,-{{1,2}})?"
_PAID_FOR = rf"""
    (?:(?:\s+(?:ekskl|excl|inkl|incl)\w*\.?\s+moms)?
    \s*(?:/|\bpr\.?|\bper|\bi)\s*(?:påbegyndte?\s+)?(?:{_UNIT}|(?P<thing>bruger|licens|gang))\b)?
"""
_ADVERB = r"(?P<adverb>(?:halv|kvart)?(?:år|aar)|måned|maaned|ugent|dag)lig(?:t|e)?\b"
_EVERY = rf"""
    hvert?\s+(?:(?P<nth>halve|\d+\.?|{word_pattern(ordinal_words())})\s+)?{_UNIT}\b
"""


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


_MODIFIER = _compile(
    r"""
    (?<!\w)(?P<modifier>senest|inden\s+for|indenfor|inden|mindst|minimum|min\.|højst|højest
    |maksimalt|maksimum|maks\.|max\.?|op\s+til|indtil|efter|ca\.|cirka|omkring|over|under
    |mere\s+end|mindre\s+end|i\s+en\s+periode\s+på|de\s+(?:seneste|sidste)|within|at\s+least
    |at\s+most|up\s+to|no\s+later\s+than)\s+(?:de\s+|den\s+)?$
    """
)
_DURATION = _compile(
    rf"""
    {_ALONE}(?:(?:en|et)\s+(?=halv))?{_RANGE}(?:\s*\((?:{_NUMBER})\))?
    (?:\s+(?:hele|fulde|løbende|sammenhængende))?
    (?:\s*-\s*{_UNIT.replace("unit", "joined")}[a-zæøå]*|\s*{_UNIT}(?!\w))
    """
)
_TIMES = _compile(
    rf"""
    {_ALONE}(?P<number>{_NUMBER})(?:\s*\((?:{_NUMBER})\))?\s+gange?\s+
    (?:{_ADVERB}|{_EVERY}|(?:om|pr\.?|per|i)\s+{_UNIT.replace("unit", "period")}\b)
    """
)
_REPEATED = _compile(rf"\b{_EVERY}")
_REGULAR = _compile(
    rf"""
    (?<!det\ )\b(?:{_ADVERB}|(?P<periodic>kvartal|måned)sv(?:is|ist|ise)\b)
    (?!\s+(?:drift|leder|ledelse|brug|tale)\b)
    """
)
_AMOUNT = _compile(
    rf"""
    {_ALONE}(?:
    (?P<before>kr|dkr|dkk|eur|usd|gbp|[€$£])\.?\s*(?P<number>{_MONEY}){_SCALE}
    |(?P<figure>{_MONEY}){_SCALE.replace("scale", "size")}
     \s*(?P<after>kroner|kr|dkr|dkk|euro|eur|usd|gbp|[€$£])(?:(?!\w)\.?)
    |(?P<plain>{DIGITS}),-
    ){_PAID_FOR}
    """
)
_PERCENT = _compile(rf"{_ALONE}{_RANGE}\s*(?:%|procent\b|percent\b|pct\b\.?)")
_VAGUE = _compile(
    r"""
    \b(?:uden\s+(?:unødig|unødvendig|ugrundet|unoedig)\w*\s+(?:ophold|forsinkelse)
    |straks|omgående|omgaaende|øjeblikkeligt?|snarest(?:\s+muligt)?|hurtigst\s+muligt
    |så\s+(?:hurtigt|snart)\s+(?:som\s+)?(?:det\s+er\s+)?(?:praktisk\s+)?muligt
    |rettidigt?|løbende|regelmæssigt?|jævnligt|i\s+(?:god|rette)\s+tid|inden\s+for\s+rimelig\s+tid
    |without\s+undue\s+delay|immediately|promptly|as\s+soon\s+as\s+possible)\b
    """
)
_NUMERAL = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_DECIMAL = re.compile(r"\d+,\d{1,2}")
_WORD = _compile(rf"\b(?:{word_pattern(number_words())})\b")
_ONE = _compile(r"(?:[eé]n|[eé]t|een|eet)\s+(?!halv)")
_LOOK_BEHIND = 40


_Reader = Callable[[re.Match[str]], tuple[float | None, str | None]]


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of ``text`` in order; none overlaps another."""
    found = sorted(_candidates(text), key=lambda q: (q.span.start, -q.span.end, q.kind))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or kept[-1].span.end <= quantity.span.start:
            kept.append(quantity)
    return kept


def numbers_in(text: str) -> frozenset[str]:
    """Return the numerals, dates and number words of ``text`` in one normal form.

    "1.500,00 kr." holds "1500", "tre måneder" and "3 mdr." hold "3", and "27. april 2016" holds
    "2016-04-27", "2016-04", "04-27" and "2016". The words for one count only before a unit, being
    articles elsewhere. An answer is covered by a quote when its set is a subset of the quote's.
    """
    quantities = find_quantities(text)
    dates = [q for q in quantities if q.kind is QuantityKind.DATE]
    rest = list(text)
    for quantity in dates:
        rest[quantity.span.start : quantity.span.end] = " " * len(quantity.span)
    remaining = "".join(rest)
    found = {form for q in dates for form in _date_forms(q.unit or "")}
    found |= {_normalise(m[0]) for m in _NUMERAL.finditer(remaining)}
    values = (read_number(m[0]) for m in _WORD.finditer(remaining))
    found |= {write_number(value) for value in values if value != 1}
    if any(_ONE.match(q.text) for q in quantities):
        found.add("1")
    return frozenset(found)


def _candidates(text: str) -> Iterator[Quantity]:
    """Yield every reading of every pattern, overlapping ones too."""
    for pattern, kind, read in _grammar():
        for match in pattern.finditer(text):
            value, unit = read(match)
            yield Quantity(
                kind=kind,
                text=match[0],
                span=Span(*match.span()),
                value=value,
                unit=unit,
                modifier=_modifier_before(match),
            )
    for span, iso in find_dates(text):
        yield Quantity(kind=QuantityKind.DATE, text=span.of(text), span=span, unit=iso)


@lru_cache(maxsize=1)
def _grammar() -> tuple[tuple[re.Pattern[str], QuantityKind, _Reader], ...]:
    return (
        (_DURATION, QuantityKind.DURATION, _read_duration),
        (_TIMES, QuantityKind.FREQUENCY, _read_times),
        (_REPEATED, QuantityKind.FREQUENCY, _pace),
        (_REGULAR, QuantityKind.FREQUENCY, _pace),
        (_AMOUNT, QuantityKind.AMOUNT, _read_amount),
        (_PERCENT, QuantityKind.PERCENT, lambda match: (_upper(match), "%")),
        (_VAGUE, QuantityKind.VAGUE_DEADLINE, lambda _: (None, None)),
    )


def _modifier_before(match: re.Match[str]) -> str | None:
    start = match.start()
    limit = _MODIFIER.search(match.string[max(0, start - _LOOK_BEHIND) : start])
    return " ".join(limit["modifier"].lower().split()) if limit else None


def _upper(match: re.Match[str]) -> float:
    return read_number(match["upper"] or match["number"])


def _read_duration(match: re.Match[str]) -> tuple[float, str]:
    return _upper(match), _unit_of(match["unit"] or match["joined"])


def _read_times(match: re.Match[str]) -> tuple[float, str]:
    pace, unit = _pace(match)
    return read_number(match["number"]) * pace, unit


def _pace(match: re.Match[str]) -> tuple[float, str]:
    """Return how often per which unit: "hvert halve år" is (2, "år")."""
    found = match.groupdict()
    adverb = found.get("adverb") or found.get("periodic")
    if adverb:
        return _ADVERBS[adverb.lower()]
    unit = _unit_of(found.get("unit") or found.get("period") or "")
    nth = (found.get("nth") or "").lower().rstrip(".")
    if not nth:
        return 1.0, unit
    # "hver 0. dag" counts nothing; it is read as "hver dag".
    return 1.0 / (ordinal_words().get(nth) or read_number(nth) or 1.0), unit


def _read_amount(match: re.Match[str]) -> tuple[float, str]:
    figure = match["number"] or match["figure"] or match["plain"]
    scale = (match["scale"] or match["size"] or "").lower()
    value = read_number(re.sub(r",-+$", "", figure).replace(" ", "."))
    factor = max((_SCALES[s] for s in _SCALES if scale.startswith(s)), default=1.0)
    currency = _CURRENCIES[(match["before"] or match["after"] or "-").lower()]
    per = match["thing"] or (_unit_of(match["unit"]) if match["unit"] else "")
    return value * factor, f"{currency}/{per.lower()}" if per else currency


@lru_cache(maxsize=256)
def _unit_of(form: str) -> str:
    """Return the Danish singular of a unit's printed form."""
    return next(unit for unit, forms in _UNITS.items() if re.fullmatch(forms, form, re.IGNORECASE))


def _date_forms(iso: str) -> set[str]:
    """Return a date and the shorter dates that it holds."""
    if iso.startswith("--"):
        return {iso.removeprefix("--")}
    year, month, *day = iso.split("-")
    return {iso, f"{year}-{month}", year} | {f"{month}-{d}" for d in day}


def _normalise(numeral: str) -> str:
    """Return the normal form of a numeral; the number of a clause stays as printed."""
    is_label = "." in numeral and "," not in numeral and not re.search(r"\.\d{3}\b", numeral)
    if is_label:
        return numeral
    try:
        return write_number(read_number(numeral))
    except ValueError:
        return numeral
