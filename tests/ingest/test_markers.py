from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.markers import MarkerKind, find_inline_items, find_marker, roman_value

ANNEX, LETTERED = MarkerKind.ANNEX, MarkerKind.LETTERED
DECIMAL, INTEGER = MarkerKind.DECIMAL, MarkerKind.INTEGER
LETTER, ROMAN, BULLET = MarkerKind.LETTER, MarkerKind.ROMAN, MarkerKind.BULLET


@pytest.mark.parametrize(
    ("text", "kind", "number", "words"),
    [
        ("Bilag C Instruks", ANNEX, "C", "Instruks"),
        ("Bilag C.2 Sikkerhed", ANNEX, "C.2", "Sikkerhed"),
        ("BILAG 1: Sikkerhed", ANNEX, "1", "Sikkerhed"),
        ("Appendiks II – Priser", ANNEX, "II", "Priser"),
        ("C.2.10 Logning", LETTERED, "C.2.10", "Logning"),
        ("A.1. Formål", LETTERED, "A.1", "Formål"),
        ("4.2 Kunden betaler", DECIMAL, "4.2", "Kunden betaler"),
        ("4.2.1. Kunden betaler", DECIMAL, "4.2.1", "Kunden betaler"),
        ("10.10) Kunden betaler", DECIMAL, "10.10", "Kunden betaler"),
        ("4. Sletning", INTEGER, "4", "Sletning"),
        ("4) Sletning", INTEGER, "4", "Sletning"),
        ("(4) Sletning", INTEGER, "4", "Sletning"),
        ("Punkt 4: Sletning", INTEGER, "4", "Sletning"),
        ("Artikel 4 – Sletning", INTEGER, "4", "Sletning"),
        ("§ 4 Sletning", MarkerKind.PARAGRAPH, "4", "Sletning"),
        ("§ 4 a. Sletning", MarkerKind.PARAGRAPH, "4a", "Sletning"),
        ("Stk. 2. Kunden betaler", MarkerKind.SUBPARAGRAPH, "2", "Kunden betaler"),
        ("a) slette", LETTER, "a", "slette"),
        ("(b) slette", LETTER, "b", "slette"),
        ("å. slette", LETTER, "å", "slette"),
        ("iv) slette", ROMAN, "iv", "slette"),
        ("IV. Slette", ROMAN, "IV", "Slette"),
        ("• slette", BULLET, "", "slette"),
        ("- slette", BULLET, "", "slette"),
        ("• IV. slette", ROMAN, "IV", "slette"),
        ("- a. slette", LETTER, "a", "slette"),
        ("1. i) slette", ROMAN, "i", "slette"),
    ],
)
def test_a_marker(text: str, kind: MarkerKind, number: str, words: str) -> None:
    marker = find_marker(text)
    assert marker is not None
    assert (marker.kind, marker.number, text[marker.length :]) == (kind, number, words)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Kunden betaler", id="words"),
        pytest.param("1.500 kr. pr. time", id="an amount"),
        pytest.param("01.08 begynder aftalen", id="a date in digits"),
        pytest.param("25.05.2018 trådte den i kraft", id="a full date in digits"),
        pytest.param("1. januar 2025 begynder aftalen", id="a date"),
        pytest.param("25. maj", id="a day"),
        pytest.param("2024. Aftalen ophører", id="a year"),
        pytest.param("12 måneder efter", id="a number alone"),
        pytest.param("2%. Renten", id="a percentage"),
        pytest.param("Bilaget er en del", id="a word like annex"),
        pytest.param("-5 grader", id="a minus"),
        pytest.param("A/S er et selskab", id="a company"),
        pytest.param("Ole) og", id="a bracket"),
    ],
)
def test_no_marker(text: str) -> None:
    assert find_marker(text) is None


def test_parts_of_a_number() -> None:
    decimal, lettered = find_marker("4.2.10 Logning"), find_marker("C.2.10 Logning")
    assert decimal is not None
    assert lettered is not None
    assert (decimal.parts, lettered.parts) == ((4, 2, 10), (2, 10))


@given(st.text(max_size=60))
def test_the_marker_lies_inside_its_line(text: str) -> None:
    marker = find_marker(text)
    assert marker is None or 0 < marker.length <= len(text)


@pytest.mark.parametrize(
    ("number", "value"),
    [("i", 1), ("iv", 4), ("vi", 6), ("ix", 9), ("XI", 11), ("xiv", 14), ("XXIX", 29)],
)
def test_roman_value(number: str, value: int) -> None:
    assert roman_value(number) == value


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("ved at i) slette, ii) rette og iii) svare", ["i", "ii", "iii"], id="roman"),
        pytest.param("ved at (i) slette, (ii) rette.", ["i", "ii"], id="in brackets"),
        pytest.param("skal a) slette og b) rette", ["a", "b"], id="letters"),
        pytest.param("ved at i) slette", [], id="one alone"),
        pytest.param("jf. litra b) og c) ovenfor", [], id="not from the first"),
        pytest.param("Hr. a. Holm og b. Lund", [], id="initials"),
        pytest.param("se artikel 6(i) og 6(ii) nu", [], id="glued to a number"),
    ],
)
def test_inline_items(text: str, numbers: list[str]) -> None:
    found = find_inline_items(text)
    assert [number for number, _ in found] == numbers
    assert all(text[at:].lstrip("(").startswith(number) for number, at in found)
