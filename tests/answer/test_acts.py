"""The classes of words that agreements are written with."""

from __future__ import annotations

import pytest

from answer.acts import ACTS, OBJECTS, TRIGGERS, names_in


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        pytest.param("Slettefristen er 30 dage", {"delete"}, id="inside a compound"),
        pytest.param("Data tilintetgøres", {"delete"}, id="another verb"),
        pytest.param("Den dataansvarlige er ansvarlig", set(), id="the controller is no liability"),
        pytest.param("Tilsynsmyndigheden afgør det", set(), id="the authority is no audit"),
        pytest.param("Vi kontrollerer og orienterer", {"notify"}, id="to check is no audit"),
    ],
)
def test_acts(words: str, acts: set[str]) -> None:
    assert names_in(ACTS, words) == acts


@pytest.mark.parametrize(
    ("words", "objects"),
    [
        pytest.param("Serverlogs og sikkerhedskopier", {"log", "backup"}, id="compounds"),
        pytest.param("brud på persondatasikkerheden", {"breach"}, id="breach"),
        pytest.param("Den dataansvarlige sletter oplysninger", set(), id="nothing narrow"),
        pytest.param("login og brugerkonti", {"account"}, id="a login is no log"),
    ],
)
def test_objects(words: str, objects: set[str]) -> None:
    assert names_in(OBJECTS, words) == objects


def test_triggers() -> None:
    assert names_in(TRIGGERS, "efter Hovedaftalens ophør") == {"end"}
    assert names_in(TRIGGERS, "efter at være blevet bekendt med det") == {"knowledge"}
