from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.drafts import Lines
from ingest.tables import Table, read_table

Read = Callable[[str], Lines]


def rows(lines: Lines, i: int = 0) -> list[tuple[str, str]]:
    """Return the heading and the words of each row."""
    table = read_table(lines, i)
    assert table is not None
    return [
        (row.heading, " / ".join(lines[j] for j in range(row.first, row.last + 1)))
        for row in table.rows
    ]


def test_cells_parted_by_tabs(read: Read) -> None:
    text = (
        "Navn\tLand\tYdelse\nNordlys ApS\tDanmark\tDrift\nSkyvand A/S\tSverige\tSms\n\nDet er alt."
    )
    lines = read(text)
    assert rows(lines) == [
        ("Nordlys ApS", "Nordlys ApS\tDanmark\tDrift"),
        ("Skyvand A/S", "Skyvand A/S\tSverige\tSms"),
    ]
    table = read_table(lines, 0)
    assert table is not None
    assert (table.head, table.end) == (range(1), 3)


def test_companies_each_on_a_line_of_their_own(read: Read) -> None:
    text = (
        "Navn CVR Adresse Ydelse\n\nNordlys ApS\n\n12345678\n\nHavnen 1\n\nDrift\n\n"
        "Skyvand A/S\n\n87654321\n\nTorvet 2\n\nSms\n\nBilag C"
    )
    assert rows(read(text)) == [
        ("Nordlys ApS", "Nordlys ApS / 12345678 / Havnen 1 / Drift"),
        ("Skyvand A/S", "Skyvand A/S / 87654321 / Torvet 2 / Sms"),
    ]


def test_rows_that_open_with_a_company(read: Read) -> None:
    text = (
        "Navn CVR Adresse Ydelse\n\nNordlys ApS 12345678 Havnen 1 Drift\n"
        "Skyvand A/S 87654321 Torvet 2 Sms\n"
    )
    assert [heading for heading, _ in rows(read(text))] == ["Nordlys ApS", "Skyvand A/S"]


def test_companies_under_no_head(read: Read) -> None:
    text = (
        "Nordlys ApS, Havnen 1 – drift\nSkyvand A/S, Torvet 2 – sms\n\nListen er lukket for altid."
    )
    lines = read(text)
    assert [heading for heading, _ in rows(lines)] == ["Nordlys ApS", "Skyvand A/S"]
    assert read_table(lines, 0) == Table(head=None, rows=read_table(lines, 0).rows, end=2)  # type: ignore[union-attr]


def test_records(read: Read) -> None:
    text = "Navn: Nordlys ApS\nOpgave: Drift\n\nNavn: Skyvand A/S\nOpgave: Sms\n"
    assert rows(read(text)) == [
        ("Nordlys ApS", "Navn: Nordlys ApS / Opgave: Drift"),
        ("Skyvand A/S", "Navn: Skyvand A/S / Opgave: Sms"),
    ]


def test_rows_about_clauses(read: Read) -> None:
    text = (
        "Bestemmelse Ændring Begrundelse\n\n2.9 Gammel tekst.\n\n2.9 Ny tekst.\n\nFordi.\n\n"
        "4.1 Gammel tekst.\n\nUdgår.\n\nIngen 4.2 Ny tekst.\n\nFordi.\n"
    )
    assert [heading for heading, _ in rows(read(text))] == ["2.9", "4.1", "4.2"]


def test_rows_parted_by_blanks(read: Read) -> None:
    text = "Kategori Slettefrist Formål\n\nLogfiler 6 måneder Drift\n\nKopier 3 måneder Drift\n"
    assert [heading for heading, _ in rows(read(text))] == [
        "Logfiler 6 måneder Drift",
        "Kopier 3 måneder Drift",
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Navn\tLand\tYdelse", id="a head alone"),
        pytest.param("Nordlys ApS, Havnen 1 – drift", id="one company"),
        pytest.param("Nordlys ApS leverer drift.\n\nSkyvand A/S leverer beskeder.", id="sentences"),
        pytest.param("Navn: ______\nDato: ______\nNavn: ______\nDato: ______", id="to fill in"),
        pytest.param("Navn: Ole\nAdresse: Vej 1\nBy: Ribe", id="one record"),
        pytest.param("1.1 Navn CVR Adresse\n\nNordlys ApS", id="a numbered line"),
        pytest.param("Parterne aftaler dette.\n\nDet gælder.", id="prose"),
    ],
)
def test_no_table(read: Read, text: str) -> None:
    assert read_table(read(text), 0) is None
