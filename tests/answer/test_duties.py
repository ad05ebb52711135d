"""Whose deadline it is."""

from __future__ import annotations

import pytest

from answer.duties import binds_controller


@pytest.mark.parametrize(
    "before",
    [
        "Den dataansvarlige skal anmelde bruddet til Datatilsynet inden for ",
        "a. den dataansvarliges forpligtelse til uden unødig forsinkelse og ",
        "Såfremt den dataansvarlige har indsigelser mod ændringen inden for ",
        "Herefter kan kunden gøre indsigelse ",
        "Den dataansvarlige skal, ",
        "Kunden kan opsige med ",
    ],
)
def test_controllers_deadline(before: str) -> None:
    assert binds_controller(before)


@pytest.mark.parametrize(
    "before",
    [
        "Databehandleren underretter den dataansvarlige ",
        "Den dataansvarlige underrettes ",
        "Den dataansvarlige skal have besked ",
        "Kunden får skriftlig meddelelse ",
        "Hvis den dataansvarlige beder om det, sletter databehandleren data inden ",
        "Leverandøren giver Kunden besked inden ",
        "ændringer skal være den dataansvarlige i hænde minimum ",
        "",
    ],
)
def test_processors_deadline(before: str) -> None:
    assert not binds_controller(before)


def test_customer_who_asks_is_the_controller() -> None:
    assert binds_controller("Hvor lang tid har vi til at gøre indsigelse?", in_question=True)
    assert not binds_controller("Hvornår får vi besked om et brud?", in_question=True)
    assert not binds_controller("Hvor lang tid har vi til at gøre indsigelse?")
