from __future__ import annotations

import pytest

from ingest.cleaning import clean_text
from ingest.readers.source import SourceText
from ingest.reflow import Joiner
from ingest.wrapping import RawLine

FULL = "Databehandleren skal sikre, at de personer, der har adgang til oplysningerne,"


def paragraphs(*lines: str) -> list[str]:
    cleaned = clean_text(SourceText(text="\n".join(lines)))
    return [line.span.of(cleaned.text) for line in cleaned.lines]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        pytest.param(
            "som behandles af data-", "behandleren i dag.", "databehandleren", id="joined"
        ),
        pytest.param("med on-", "og offboarding af brugere.", "on- og offboarding", id="shared"),
        pytest.param("ved hjælp af IT-", "systemer i drift.", "IT-systemer", id="capitals"),
        pytest.param("efter ISO27001-", "standarden i dag.", "ISO27001-standarden", id="digits"),
        pytest.param("ved brug af e-", "mail til kunden.", "e-mail", id="short first half"),
        pytest.param("i Nord-", "Jylland og på Fyn.", "Nord-Jylland", id="a name"),
    ],
)
def test_a_word_parted_at_a_line_end(before: str, after: str, joined: str) -> None:
    assert joined in paragraphs(f"Aftalen gælder oplysninger, {before}", after)[0]


def test_a_hyphen_stays_when_the_document_writes_the_word_so() -> None:
    text = paragraphs("Et log-in kræver kode.", "", "Der kræves altid et nyt log-", "in hver gang.")
    assert text[1] == "Der kræves altid et nyt log-in hver gang."


def test_a_hyphen_goes_when_the_document_writes_the_word_without() -> None:
    text = paragraphs("Et login kræver kode.", "", "Der kræves altid et nyt log-", "in hver gang.")
    assert text[1] == "Der kræves altid et nyt login hver gang."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Reglerne om sletning fremgår af", "Bilag C, afsnit C.4.", id="annex"),
        pytest.param("Behandlingen sker efter artikel", "28. Den er lovlig.", id="article"),
        pytest.param("Kravene følger af punkt 8.1 og", "8.2 i aftalen.", id="two numbers"),
        pytest.param("Oplysningerne slettes senest den", "1. i måneden.", id="a day"),
        pytest.param("Aftalen gælder i alle lande fra", "25. maj 2018.", id="a date"),
        pytest.param("Vederlaget udgør hvert år højst", "1.500 kr. plus moms.", id="an amount"),
        pytest.param("som følger af databeskyttelseslovens", "§ 10 om forskning.", id="a law"),
        pytest.param("Databehandleren skal slette", "oplysninger straks.", id="lower case"),
        pytest.param(FULL, "Kunden og dennes ansatte, har tavshedspligt.", id="a full line"),
    ],
)
def test_a_line_goes_on(before: str, after: str) -> None:
    # Lines of the same width above and below make the column's width known.
    column = [FULL, FULL.lower(), FULL.lower() + " er instrueret."]
    assert f"{before} {after}" in paragraphs(*column, "", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("a) slette data og", "b) svare kunden.", id="the next item, after og"),
        pytest.param("- navn på det", "- adresse", id="a bullet"),
        pytest.param("4.1 Leverandøren hjælper.", "4.2 Kunden betaler.", id="the next clause"),
        pytest.param("Spørgsmål: Hvor står data?", "Svar: i Danmark.", id="an answer"),
        pytest.param("Navn\tLand", "ukendt\tSverige", id="rows"),
        pytest.param("Visma A/S, Vej 1, 8000 Aarhus", "Nordlys ApS, Vej 2", id="companies"),
        pytest.param("der i dag er indgået", "mellem", id="mellem alone"),
        pytest.param("3.1 Kunden betaler for alt det,", "4 Sletning", id="a bare section"),
    ],
)
def test_a_line_begins_anew(before: str, after: str) -> None:
    following = "4.1 Data slettes." if after == "4 Sletning" else ""
    assert paragraphs(before, after, following)[:2] == [before, after]


def test_mellem_inside_a_sentence_goes_on() -> None:
    text = paragraphs(
        "Tvister om denne aftale, som opstår", "mellem parterne, afgøres ved voldgift."
    )
    assert len(text) == 1


def test_a_sentence_goes_on_after_a_page_break() -> None:
    assert len(paragraphs("Databehandleren skal straks", "", "", "", "give besked om brud.")) == 1


def test_a_finished_sentence_does_not() -> None:
    assert len(paragraphs("Databehandleren giver besked.", "", "Den sker på skrift.")) == 2


def test_double_spaced_lines_are_joined() -> None:
    lines: list[str] = []
    for _ in range(4):
        lines += [
            FULL,
            "",
            "har tavshedspligt, og at de er instrueret i, hvordan behandlingen af",
            "",
        ]
        lines += ["personoplysninger skal foregå hos dem.", "", ""]
    assert len(paragraphs(*lines)) == 4


def test_without_hyphen_there_is_nothing_to_decide() -> None:
    joiner = Joiner([RawLine(text="et ord", gap=0), RawLine(text="til", gap=0)])
    assert joiner.joins(1)
    assert joiner.hyphenation(1) is None


# Where the format tells which lines are full


def laid(*lines: tuple[str, bool]) -> list[str]:
    """Return the paragraphs of lines that are known to be full, or not."""
    text, starts, full = "", 0, set()
    for line, is_full in lines:
        if is_full:
            full.add(starts)
        text += f"{line}\n"
        starts += len(line) + 1
    cleaned = clean_text(SourceText(text=text, full_lines=frozenset(full)))
    return [line.span.of(cleaned.text) for line in cleaned.lines]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Advokatfirmaet Bredgade", "Kunden betaler.", id="capitals"),
        pytest.param("Databehandleren sletter alt.", "Kunden betaler.", id="a finished sentence"),
        pytest.param("Reglerne fremgår af", "Bilag C, afsnit C.4.", id="a reference"),
        pytest.param("mellem Kunde A/S og", "Nordlys ApS og dets ansatte.", id="companies"),
        pytest.param("Ring altid på 70 00 00", "00. Det er gratis.", id="a telephone number"),
        pytest.param("Ring mellem kl. 9-", "14. Det er gratis.", id="from and to"),
    ],
)
def test_a_full_line_goes_on_and_another_does_not(before: str, after: str) -> None:
    joined = before + ("" if before.endswith("-") else " ") + after
    assert laid((before, True), (after, False)) == [joined]
    assert laid((before, False), (after, False)) == [before, after]


def test_a_line_that_is_not_full_ends_its_paragraph_whatever_its_words() -> None:
    assert laid(("Leverandøren skal", False), ("slette data.", False)) == [
        "Leverandøren skal",
        "slette data.",
    ]


@pytest.mark.parametrize("after", ["4.2 Kunden betaler.", "b) svare kunden.", "- adresse"])
def test_a_marker_after_a_full_line_opens_a_paragraph(after: str) -> None:
    assert laid(("Databehandleren sletter alt.", True), (after, False))[1] == after


def test_where_room_parts_all_paragraphs_no_number_does() -> None:
    short = [(line, False) for i in range(8) for line in (f"{i + 1}. Data slettes.", "")]
    wrapped = [("Kravet følger af loven.", True), ("3. led gælder ikke.", False)]
    assert laid(*short, *wrapped)[-1] == "Kravet følger af loven. 3. led gælder ikke."
    assert laid(*wrapped)[-1] == "3. led gælder ikke."


def test_blank_lines_are_room_where_full_lines_are_known() -> None:
    lines = [("Databehandleren skal sikre, at de ansatte har tavshedspligt,", False), ("", False)]
    assert len(laid(*lines * 6)) == 6


@pytest.mark.parametrize("full", [True, False, None])
def test_a_soft_hyphen_at_a_line_end_parts_one_word(full: bool | None) -> None:
    before = RawLine(text="alle oplys", gap=0, full=full, parted=True)
    joiner = Joiner([before, RawLine(text="ninger", gap=0, full=full)])
    assert joiner.joins(1)
    assert joiner.hyphenation(1) == "keep"


def test_a_long_column_of_numbers_alone_takes_no_long_chain_of_reasons() -> None:
    joiner = Joiner([RawLine(text="1.", gap=0)] * 3_000)
    assert joiner.joins(2_999) in (True, False)
