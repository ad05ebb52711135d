"""Signs that a sentence answers a kind of question."""

from __future__ import annotations

import pytest

from answer.content import content_words
from answer.evidence import strength_of, vague_deadlines
from answer.kinds import AnswerKind


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        pytest.param("Leverandøren har 14 ansatte i Odense.", 1.0, id="digits"),
        pytest.param("Leverandøren har fjorten ansatte i Odense.", 1.0, id="number word"),
        pytest.param("De ansatte orienteres inden 14 dage.", 0.0, id="only a time"),
        pytest.param("De ansatte er omfattet af pkt. 4.2.", 0.0, id="only a clause"),
        pytest.param("Kontoret har 14 borde. De ansatte møder tidligt.", 0.0, id="other sentence"),
    ],
)
def test_a_count_needs_a_number_beside_what_is_counted(text: str, fit: float) -> None:
    assert strength_of(AnswerKind.COUNT, text, counted=content_words("ansatte")) == fit


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        pytest.param("Skriv til hjaelp@molarhjaelp.example.", 1.0, id="mail"),
        pytest.param("Ring på tlf. 11 22 33 44.", 1.0, id="telephone"),
        pytest.param("Molarvej 12, 5000 Odense C", 1.0, id="address"),
        pytest.param("CVR-nr. 12345678", 1.0, id="company number"),
        pytest.param("Henvendelse sker skriftligt til leverandøren.", 0.0, id="none"),
    ],
)
def test_an_address_asked_for_is_recognised(text: str, fit: float) -> None:
    assert strength_of(AnswerKind.CONTACT, text) == fit


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("Det sker uden unødig forsinkelse.", 1, id="a deadline"),
        pytest.param("Listen opdateres løbende.", 0, id="how often"),
    ],
)
def test_how_often_is_no_vague_deadline(text: str, count: int) -> None:
    assert len(vague_deadlines(text)) == count
