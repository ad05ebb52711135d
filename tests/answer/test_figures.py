"""Which figure of a quote answers."""

from __future__ import annotations

import pytest

from answer.figures import QUANTITIES, Figures, read_figures
from answer.kinds import AnswerKind


def read(text: str, question: str, *, kind: AnswerKind = AnswerKind.DURATION) -> Figures:
    return read_figures(text, question=question, kinds=QUANTITIES[kind])


def test_sentence_that_speaks_of_the_question_goes_first() -> None:
    text = (
        "Sikkerhedskopier overskrives efter 90 dage."
        " Personoplysninger slettes senest 30 dage efter ophør."
    )
    found = read(text, "Hvornår slettes personoplysningerne?")
    assert found.measure is not None
    assert found.measure.text == "senest 30 dage"
    assert [other.text for other in found.others] == ["efter 90 dage"]


def test_figures_of_one_sentence_stand_together() -> None:
    found = read("Sletning sker efter 30 dage, i backup efter 60 dage.", "Hvornår slettes der?")
    assert found.measure is not None
    assert found.measure.text == "efter 30 dage / efter 60 dage"


def test_controllers_deadline_is_kept_apart() -> None:
    text = (
        "Databehandleren underretter den dataansvarlige senest 24 timer efter bruddet."
        " Den dataansvarlige skal anmelde bruddet inden 72 timer."
    )
    found = read(text, "Hvornår skal der anmeldes et brud?")
    assert found.measure is not None
    assert found.controllers is not None
    assert (found.measure.text, found.controllers.text) == ("senest 24 timer", "inden 72 timer")


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("Det sker uden unødig\nforsinkelse.", "uden unødig forsinkelse"),
        ("Det sker straks og senest 6 timer efter.", "straks"),
        ("Det sker løbende.", None),
    ],
)
def test_vague_deadline_is_told(text: str, vague: str | None) -> None:
    assert read(text, "Hvornår?").vague == vague


def test_quantity_of_another_kind_is_no_figure() -> None:
    text = "Bistand ud over 2 timer koster 900 kr. pr. time."
    found = read(text, "Hvad koster det?", kind=AnswerKind.AMOUNT)
    assert found.measure is not None
    assert found.measure.text == "900 kr. pr. time"
    assert found.vague is None
