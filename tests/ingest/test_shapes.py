from __future__ import annotations

import pytest

from ingest import shapes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sletning af oplysninger", True),
        ("SLETNING", True),
        ("Særligt om børn:", True),
        ("Kunden skal betale", False),
        ("sletning", False),
        ("Sletning af", False),
        ("Data slettes.", False),
        ("Navn\tLand", False),
        ("1.234", False),
        ("Ord " * 40, False),
        ("", False),
    ],
)
def test_is_title(text: str, expected: bool) -> None:
    assert shapes.is_title(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Data slettes.", True),
        ("Data slettes:", True),
        ('Data kaldes "data."', True),
        ("(Data slettes.)", True),
        ("Navn, adresse mv.", False),
        ("Data", False),
    ],
)
def test_ends_sentence(text: str, expected: bool) -> None:
    assert shapes.ends_sentence(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jf. punkt", True),
        ("efter artikel", True),
        ("mindst", True),
        ("fra den", True),
        ("punkt 4.1 og", True),
        ("slette data og", False),
        ("kunden", False),
        ("(", True),
    ],
)
def test_ends_in_reference(text: str, expected: bool) -> None:
    assert shapes.ends_in_reference(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Navn CVR Adresse Beskrivelse af behandling", True),
        ("Navn\tLand\tYdelse", True),
        ("Underdatabehandler Serverland Formål", True),
        ("Navn og adresse", False),
        ("Kunden skal oplyse navn, adresse og CVR", False),
        ("Data slettes.\tStraks.\tAltid.", False),
    ],
)
def test_is_table_head(text: str, expected: bool) -> None:
    assert shapes.is_table_head(text) is expected


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Nordlys Hosting ApS, Havnen 1", "Nordlys Hosting ApS"),
        ("Skyvand A/S", "Skyvand A/S"),
        ("Brevdue GmbH 12345678", "Brevdue GmbH"),
        ("Kunden og Skyvand A/S er enige om det", "Kunden og Skyvand A/S"),
        ("SMS\tSkyvand A/S", None),
        ("Kunden betaler", None),
        ("A/S", None),
    ],
)
def test_company_prefix(text: str, company: str | None) -> None:
    assert shapes.company_prefix(text) == company


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("BRUD PÅ SIKKERHEDEN", "BRUD PÅ SIKKERHEDEN"),
        ("Formål:", "Formål"),
        ("Oversigt over de løsninger, der kræver en aftale", "Oversigt"),
        ("Sletning (efter aftalens ophør) og tilbagelevering af data", "Sletning"),
    ],
)
def test_short_title(title: str, short: str) -> None:
    assert shapes.short_title(title) == short


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Navn: Ole", True),
        ("Underskrift\t", True),
        ("E-mail", True),
        ("Navn på kunden", False),
        ("Sletning: straks", False),
    ],
)
def test_is_field(text: str, expected: bool) -> None:
    assert shapes.is_field(text) is expected


def test_prose_is_a_sentence_of_some_length() -> None:
    assert shapes.is_prose("Data slettes efter tolv måneder.")
    assert not shapes.is_prose("Data slettes.")
    assert not shapes.is_prose("Sletning af oplysninger om kunder")
    assert shapes.is_prose("ord " * 30)


def test_a_sentence_may_be_short() -> None:
    assert shapes.is_sentence("Kunden må ikke:")
    assert not shapes.is_sentence("Sletning:")


def test_a_contents_entry_ends_in_its_page() -> None:
    assert shapes.is_contents_entry("1. Formål ........ 3")
    assert shapes.is_contents_entry("1. Formål\t3")
    assert not shapes.is_contents_entry("1. Formål")


def test_an_abbreviation_or_a_comma_leaves_a_line_open() -> None:
    assert shapes.ends_open("navn, adresse og")
    assert shapes.ends_open("navn,")
    assert not shapes.ends_open("navn")
    assert not shapes.ends_open("")
