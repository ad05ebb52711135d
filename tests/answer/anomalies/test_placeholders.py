"""Blanks that nobody has filled in, and what only looks like them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from answer.anomalies.placeholders import has_placeholder
from klausul.types import ClauseKind

Find = Callable[..., Any]


@pytest.mark.parametrize(
    "words",
    [
        "Aftale af DD-MM-YYYY om drift", "den dd.mm.åååå", "[indsæt navn]", "[●]", "[…]", "[XX]",
        "<navn på leverandør>", "{{kundenavn}}", "senest XX dage efter", "pr. 1. januar 20XX",
        "Frist: TBD", "Aftalen gælder i ____ måneder fra i dag", "Prisen er ........ kr. i timen",
    ],
)  # fmt: skip
def test_blank_is_found(words: str) -> None:
    assert has_placeholder(words)


@pytest.mark.parametrize(
    "words",
    [
        "Navn: ____________", "Dato: ...............", "____ / ____ 20__ (dato og sted)",
        "Præambel ................. 3", "kapitel XX i forordningen", "[x] Ja", "[ ] Nej",
        "fodnote [1]", "[redigeret af parterne]", "graph TD VP[Visma]", "<p>Tekst</p>",
        "<post@vej.example>",
        "CPR-nummer i formatet DDMMÅÅ-XXXX", "skriv til xx@vej.example",
        "[indsigt](https://vej.example)", "Vent...", "størrelse XXL",
    ],
)  # fmt: skip
def test_what_is_no_blank_is_left_alone(words: str) -> None:
    assert not has_placeholder(words)


def test_blanks_of_a_clause_are_one_finding(find: Find) -> None:
    made = find(("9.1", "9.1 Prisen er [beløb] kr. fra [dato].", {"number": "9.1"}))
    assert made.said == [
        ("placeholder", "Pkt. 9.1 har pladsholderne »[beløb]« og »[dato]«, som ikke er udfyldt.")
    ]


def test_signature_block_has_no_blanks(find: Find) -> None:
    words = "Virksomhedens fulde navn ______ og ______ stilling"
    assert find(("Underskriftsblok", words, {"kind": ClauseKind.SIGNATURE})).said == []


@pytest.mark.parametrize("field", ["CVR", "CVR:", "CVR-nr.:"])
def test_party_without_its_number_is_told(find: Find, field: str) -> None:
    text = f"mellem\n\nKommunen\n{field}\n\nherefter kunden\n\nog Kaj ApS\nCVR-nr.: 12 34 56 78"
    made = find(("Parter", text, {"kind": ClauseKind.PREAMBLE}))
    assert made.said == [
        ("placeholder", f"I afsnittet om parterne er feltet »{field}« ikke udfyldt.")
    ]


def test_number_on_the_next_line_is_filled_in(find: Find) -> None:
    text = "mellem\n\nKaj ApS\nCVR-nr.\n12 34 56 78"
    assert find(("Parter", text, {"kind": ClauseKind.PREAMBLE})).said == []


def test_contact_without_values_is_told(find: Find) -> None:
    empty = ("14.3", "På vegne af kunden\n\nNavn\nStilling\nE-mail", {"kind": ClauseKind.ROW})
    made = find(empty)
    assert made.said == [
        ("placeholder", "Felterne Navn, Stilling og E-mail i pkt. 14.3 er ikke udfyldt.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("På vegne af kunden\n\nNavn\nStilling\nE-mail\nUnderskrift", id="to sign"),
        pytest.param("Navn\tKaj\nE-mail\tkaj@vej.example", id="filled in"),
    ],
)
def test_fields_that_are_to_stay_empty_or_are_not_are_sound(find: Find, text: str) -> None:
    assert find(("14.3", text, {"kind": ClauseKind.ROW})).said == []


def test_head_of_a_table_is_no_row_of_empty_fields(find: Find) -> None:
    head = {"kind": ClauseKind.HEADING, "heading": "Tabelhoved"}
    assert find(("B.1", "NAVN\nCVR\nADRESSE", head)).said == []
