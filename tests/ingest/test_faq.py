from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.faq import match_answer, match_question, opens_pair

Outline = Callable[[str], list[str]]


@pytest.mark.parametrize(
    "text", ["Q: Hvor?", "Spørgsmål: Hvor?", "Spørgsmål 12: Hvor?", "Spm. 3) Hvor?", "SP. 1: Hvor?"]
)
def test_a_question(text: str) -> None:
    start = match_question(text)
    assert text[start:] == "Hvor?"
    assert opens_pair(text)


@pytest.mark.parametrize("text", ["A: Der.", "Svar: Der.", "Svar 12: Der.", "SV: Der."])
def test_an_answer(text: str) -> None:
    start = match_answer(text)
    assert text[start:] == "Der."
    assert opens_pair(text)


@pytest.mark.parametrize("text", ["Svaret er ja.", "Spørgsmål om data", "Quiz: 1", "A. Formål", ""])
def test_neither(text: str) -> None:
    assert not opens_pair(text)


def test_pairs_hold_all_of_their_answer(outline: Outline) -> None:
    text = (
        "FAQ\n\nQ: Hvor står data?\nA: To steder:\n- Danmark\n- Sverige\n\nDer er kopier.\n\n"
        "Q: Hvem hoster?\nA: Vi bruger:\n1. Nordlys ApS\n2. Skyvand A/S\n"
    )
    assert outline(text) == [
        "Titel",
        "Hvor står data?",
        "  Hvor står data? •1",
        "  Hvor står data? •2",
        "Hvem hoster?",
        "  Hvem hoster?.1",
        "  Hvem hoster?.2",
    ]


def test_a_question_without_an_answer_is_text(outline: Outline) -> None:
    assert outline("FAQ\n\nQ: Hvor?\nQ: Hvem?\nA: Kun kunden selv.\n")[-1] == "Hvem?"
    assert "Hvor?" not in outline("FAQ\n\nQ: Hvor?\nQ: Hvem?\nA: Kun kunden selv.\n")
