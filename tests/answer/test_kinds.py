"""What sort of answer a question asks for."""

from __future__ import annotations

import pytest

from answer.kinds import AnswerKind, asks_to_compare, is_negated, kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Hvor lang tid opbevares data?", AnswerKind.DURATION, id="duration"),
        pytest.param("Hvornår træder den i kraft?", AnswerKind.WHEN, id="when"),
        pytest.param(
            "Hvis nettet er nede, hvor hurtigt virker det så?",
            AnswerKind.DURATION,
            id="clause first",
        ),
        pytest.param("Må I sende data til Norge?", AnswerKind.YES_NO, id="modal"),
        pytest.param("Krypterer I vores filer?", AnswerKind.YES_NO, id="verb first"),
        pytest.param(
            "Vores leder er rejst. Skal vi skrive til nogen?",
            AnswerKind.YES_NO,
            id="second sentence",
        ),
        pytest.param("Hvor ofte tages backup?", AnswerKind.FREQUENCY, id="how often"),
        pytest.param("Hvem betaler for tilsyn?", AnswerKind.WHO, id="who"),
        pytest.param("Hvilken domstol afgør sagen?", AnswerKind.WHO, id="which court"),
        pytest.param("I hvilket land ligger serverne?", AnswerKind.WHERE, id="where"),
        pytest.param("Hvad koster en time?", AnswerKind.AMOUNT, id="amount"),
        pytest.param("Hvilke oplysninger behandles?", AnswerKind.LIST, id="list"),
        pytest.param("Hvad betyder instruks?", AnswerKind.DEFINITION, id="definition"),
        pytest.param("Hvordan giver man besked?", AnswerKind.PROCEDURE, id="procedure"),
        pytest.param("Hvilket bilag beskriver tilsyn?", AnswerKind.REFERENCE, id="reference"),
        pytest.param("How long are logs kept?", AnswerKind.DURATION, id="english"),
        pytest.param("kryptering", AnswerKind.OTHER, id="a bare word"),
    ],
)
def test_the_question_words_tell_the_kind(text: str, kind: AnswerKind) -> None:
    assert kind_of(text) is kind


@pytest.mark.parametrize(
    ("text", "compares"),
    [
        pytest.param("Er der forskel på fristerne?", True, id="difference"),
        pytest.param("Hvem af dem er hurtigst?", True, id="who of them"),
        pytest.param("Hos hvem er sletning gratis?", True, id="at whom"),
        pytest.param("Hvornår slettes data?", False, id="plain"),
    ],
)
def test_a_comparison_is_told_apart(text: str, compares: bool) -> None:
    assert asks_to_compare(text) is compares


def test_a_question_put_in_the_negative_is_told_apart() -> None:
    assert is_negated("Er det ikke tilladt?")
    assert not is_negated("Er det tilladt?")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Hvor mange ansatte har I?", AnswerKind.COUNT, id="count"),
        pytest.param("Hvor mange arbejdsdage har I?", AnswerKind.DURATION, id="days"),
        pytest.param("Hvad er jeres mailadresse?", AnswerKind.CONTACT, id="mail"),
        pytest.param("Hvilket telefonnummer har supporten?", AnswerKind.CONTACT, id="telephone"),
        pytest.param("Hvem er kontaktperson?", AnswerKind.WHO, id="contact person"),
        pytest.param("Hvordan krypteres e-mails?", AnswerKind.PROCEDURE, id="about mail"),
        pytest.param("Hvad skal der stå i logbogen?", AnswerKind.LIST, id="what it must say"),
    ],
)
def test_counts_addresses_and_contents_are_told(text: str, kind: AnswerKind) -> None:
    assert kind_of(text) is kind
