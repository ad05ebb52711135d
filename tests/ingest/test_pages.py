from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.pages import find_page_furniture, is_page_number, without_numbers


def found(texts: Sequence[str], *, gap: int = 1, edges: Sequence[int] = ()) -> set[int]:
    gaps = [0, *[gap] * (len(texts) - 1)]
    return set(find_page_furniture(texts, gaps=gaps, edges=edges))


@pytest.mark.parametrize(
    "number", ["3", "- 3 -", "3/7", "Side 3", "SIDE 3 af 7", "Page 3 of 7", "s. 3"]
)
def test_a_number_apart_is_the_pages(number: str) -> None:
    assert found(["tekst", number, "mere"]) == {1}


@pytest.mark.parametrize("number", ["1.500", "2024", "3 dage", "side", "3.", "§ 3"])
def test_what_is_no_page_number(number: str) -> None:
    assert found(["tekst", number, "mere"]) == set()


def test_a_number_among_lines_is_a_cell() -> None:
    assert found(["tekst", "30", "mere"], gap=0) == set()


def test_a_number_at_the_edge_of_a_page_needs_no_blanks() -> None:
    assert found(["tekst", "3", "mere"], gap=0, edges=[1, 2]) == {1}


def test_a_running_line_goes_but_for_the_first() -> None:
    texts = ["Aftale, side 1", "a", "Aftale, side 2", "b", "Aftale, side 3", "c"]
    assert found(texts, gap=0, edges=[2, 4]) == {2, 4}


def test_a_running_line_beside_page_numbers() -> None:
    assert found(["Aftale", "a", "1", "Aftale", "b", "2", "Aftale", "c"], gap=0) == {2, 3, 5, 6}


@pytest.mark.parametrize(
    ("texts", "edges"),
    [
        pytest.param(["Udgår.", "a", "Udgår.", "b", "Udgår."], [], id="alike inside the pages"),
        pytest.param(["Bilag", "a", "Bilag", "b"], [2], id="twice"),
        pytest.param(["Krav", "a", "Krav", "b", "Krav", "c"], [2], id="not at every edge"),
    ],
)
def test_lines_that_are_alike_may_be_text(texts: Sequence[str], edges: Sequence[int]) -> None:
    assert found(texts, edges=edges) == set()


def test_no_lines() -> None:
    assert found([]) == set()


@pytest.mark.parametrize("text", ["3", "- 3 -", "– 3 –", "Side 3 af 12", "Side 3 | 12", " 3/12 "])
def test_page_numbers(text: str) -> None:
    assert is_page_number(text)
    assert without_numbers(text) in ("", "Side # af #", "Side # | #")


@pytest.mark.parametrize("text", ["3.", "Side", "3 dage", "Bilag 3", ""])
def test_no_page_numbers(text: str) -> None:
    assert not is_page_number(text)


def test_what_is_alike_in_lines_that_run() -> None:
    assert without_numbers("Aftale, side 3") == without_numbers("Aftale, side 12") != ""
