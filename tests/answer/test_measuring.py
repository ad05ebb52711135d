"""Quantities as bounds: what ranks, what is equal, and what no calendar lets us rank."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.measuring import (
    Bound,
    Measure,
    are_comparable,
    are_equal,
    find_extreme,
    is_less,
    join,
    measure,
)
from klausul.danish.quantities import find_quantities


def measured(text: str) -> Measure:
    [found] = [m for q in find_quantities(text) if (m := measure(q, text=text)) is not None]
    return found


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        ("senest 24 timer", "senest 24 timer", 24, 24, "hours"),
        ("to døgn", "to døgn", 48, 48, "hours"),
        ("mindst 60 dages varsel", "mindst 60 dage", 1440, 1440, "hours"),
        ("en 14-dages frist", "14 dage", 336, 336, "hours"),
        ("2 måneder", "2 måneder", 59 * 24, 62 * 24, "hours"),
        ("et halvt år", "et halvt år", 181 * 24, 184 * 24, "hours"),
        ("3-6 måneder", "3-6 måneder", 89 * 24, 184 * 24, "hours"),
        ("tre til fem hverdage", "tre til fem hverdage", 3, 5, "working_days"),
        ("i en periode på 180 dage", "180 dage", 4320, 4320, "hours"),
        ("op til 1 gang om året", "op til 1 gang om året", 1, 1, "per_year"),
        ("hvert kvartal", "hvert kvartal", 4, 4, "per_year"),
        ("950 kr. pr. time ekskl. moms", "950 kr. pr. time ekskl. moms", 950, 950, "DKK/time"),
        (
            "500.000 kr. pr. kalenderår.",
            "500.000 kr. pr. kalenderår",
            500_000,
            500_000,
            "DKK/kalenderår",
        ),
        ("højst 25 %", "højst 25 %", 25, 25, "percent"),
    ],
)
def test_quantity_has_words_bounds_and_unit(
    text: str, words: str, low: float, high: float, unit: str
) -> None:
    found = measured(text)
    assert (found.text, found.low, found.high, found.unit) == (words, low, high, unit)


@pytest.mark.parametrize("text", ["de seneste 12 måneder", "straks", "den 1. marts 2024"])
def test_what_is_no_length_has_no_measure(text: str) -> None:
    assert [measure(q, text=text) for q in find_quantities(text)] in ([], [None])


@pytest.mark.parametrize(
    ("text", "words", "bound"),
    [
        ("mindst 30 dage", "mindst 30 dage", Bound.FLOOR),
        ("op til 30 dage", "op til 30 dage", Bound.CEILING),
        ("senest 30 dage", "senest 30 dage", Bound.VALUE),
        ("Vi er ikke ansvarlige for mere end 900 kr.", "ikke mere end 900 kr.", Bound.CEILING),
        ("Det må ikke vare under 30 dage", "ikke under 30 dage", Bound.FLOOR),
        ("Hvis ikke, sker det inden 30 dage", "inden 30 dage", Bound.VALUE),
    ],
)
def test_limiting_word_says_which_way(text: str, words: str, bound: Bound) -> None:
    found = measured(text)
    assert (found.text, found.bound) == (words, bound)


@given(start=st.dates(date(1990, 1, 1), date(2050, 1, 1)), months=st.integers(1, 60))
def test_bounds_of_months_hold_on_every_calendar(start: date, months: int) -> None:
    """Counted from the first of a month, so that each month is whole."""
    first = start.replace(day=1)
    years, month = divmod(first.month - 1 + months, 12)
    days = (date(first.year + years, month + 1, 1) - first) // timedelta(days=1)
    found = measured(f"{months} måneder")
    assert found.low <= days * 24 <= found.high


@pytest.mark.parametrize(
    ("one", "other", "less", "more"),
    [
        ("24 timer", "2 døgn", True, False),
        ("60 dage", "2 måneder", False, False),
        ("30 dage", "2 måneder", True, False),
        ("12 måneder", "1 år", False, False),
        ("1-3 måneder", "60 dage", False, False),
        ("3 arbejdsdage", "5 hverdage", True, False),
        ("6 timer", "2 arbejdsdage", True, False),
        ("48 timer", "2 arbejdsdage", False, False),
        ("14 dage", "2 arbejdsdage", False, False),
        ("950 kr.", "1.500 kr.", True, False),
    ],
)
def test_rank_needs_every_calendar(one: str, other: str, *, less: bool, more: bool) -> None:
    first, second = measured(one), measured(other)
    assert (is_less(first, second), is_less(second, first)) == (less, more)


def test_equal_lengths_have_many_names() -> None:
    assert are_equal(measured("48 timer"), measured("to døgn"))
    assert are_equal(measured("12 måneder"), measured("et år"))
    assert are_equal(measured("hvert kvartal"), measured("fire gange årligt"))
    assert not are_equal(measured("mindst 30 dage"), measured("højst 30 dage"))
    assert not are_equal(measured("60 dage"), measured("2 måneder"))


@pytest.mark.parametrize(
    ("texts", "lowest", "highest"),
    [
        (["24 timer", "6 timer", "2 døgn", "6 timer"], (1, 3), (2,)),
        (["60 dage", "2 måneder", "14 dage"], (2,), ()),
        (["24 timer", "1 døgn"], (), ()),
        (["24 timer"], (), ()),
        ([], (), ()),
        (["900 kr.", "950 kr. pr. time"], (), ()),
        (["mindst 30 dage", "højst 60 dage"], (), ()),
        (["mindst 90 dage", "højst 60 dage"], (1,), (0,)),
        (["mindst 30 dage", "senest 60 dage"], (0,), (1,)),
    ],
)
def test_extremes_are_told_only_for_certain(
    texts: list[str], lowest: tuple[int, ...], highest: tuple[int, ...]
) -> None:
    measures = [measured(text) for text in texts]
    assert find_extreme(measures, lowest=True) == lowest
    assert find_extreme(measures, lowest=False) == highest


@given(st.permutations(["6 timer", "1 døgn", "3 dage", "en måned", "1 år"]))
def test_order_of_the_documents_does_not_matter(texts: list[str]) -> None:
    measures = [measured(text) for text in texts]
    assert find_extreme(measures, lowest=True) == (texts.index("6 timer"),)
    assert find_extreme(measures, lowest=False) == (texts.index("1 år"),)


def test_several_figures_are_shown_and_not_ranked() -> None:
    both = join([measured("30 dage"), measured("senest 90 dage"), measured("30 dage")])
    assert both is not None
    assert (both.text, both.number) == ("30 dage / senest 90 dage", None)
    assert not are_comparable([both, measured("1 år")])


def test_figures_of_several_units_do_not_join() -> None:
    assert join([measured("30 dage"), measured("900 kr.")]) is None
    assert join([]) is None
