from __future__ import annotations

import pytest

from ingest.lists import ListStack
from ingest.markers import Marker, find_marker


def marker(text: str) -> Marker:
    found = find_marker(f"{text} ord")
    assert found is not None
    return found


def opened(*texts: str) -> ListStack:
    """Open a list with the first marker of each text and count on with the rest."""
    stack = ListStack()
    for depth, text in enumerate(texts):
        first, *rest = text.split()
        current = stack.open(marker(first), parent=depth or None)
        for each in [first, *rest]:
            current.count(marker(each))
    return stack


@pytest.mark.parametrize(
    ("last", "following", "fits"),
    [
        ("a)", "b)", True),
        ("a)", "c)", False),
        ("1.", "2.", True),
        ("1.", "a)", False),
        ("a) b) c) d) e) f) g) h)", "i)", True),
        ("i)", "ii)", True),
        ("I.", "ii.", False),
        ("i) ii) iii)", "iv)", True),
        ("•", "•", True),
        ("•", "a)", False),
    ],
)
def test_what_goes_on_with_a_list(last: str, following: str, fits: bool) -> None:
    assert (opened(last).continuing(marker(following)) is not None) is fits


def test_the_outer_list_goes_on_and_the_inner_closes() -> None:
    stack = opened("a) b)", "i) ii)")
    outer = stack.continuing(marker("c)"))
    assert outer is not None
    assert outer.parent is None
    assert stack.innermost is outer


def test_the_inner_list_goes_on_first() -> None:
    stack = opened("a)", "i)")
    inner = stack.continuing(marker("ii)"))
    assert inner is stack.innermost
    assert inner is not None
    assert inner.parent == 1


def test_no_list_is_open_after_clear() -> None:
    stack = opened("a)")
    stack.clear()
    assert stack.innermost is None
    assert stack.continuing(marker("b)")) is None
