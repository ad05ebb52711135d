"""Deadlines, amounts, courts, laws and beginnings that do not fit one another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., Any]


def clauses(*texts: str) -> list[tuple[Any, ...]]:
    return [(f"{n}.1", f"{n}.1 {t}", {"number": f"{n}.1"}) for n, t in enumerate(texts, 1)]


def test_two_deadlines_on_one_matter_are_told(find: Find) -> None:
    made = find(
        *clauses(
            "Databehandleren underretter den dataansvarlige om brud senest 24 timer efter, at"
            " bruddet er opdaget.",
            "Den dataansvarlige underrettes om brud senest 72 timer efter, at bruddet er opdaget.",
        )
    )
    kind, text = made.said[0]
    assert (kind, len(made.said)) == ("contradiction", 1)
    assert text.startswith("Pkt. 1.1 siger »24 timer«, men pkt. 2.1 siger »72 timer« om det samme.")
    assert all("timer" in citation.quote for citation in made.anomalies[0].citations)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "Kaj underretter kunden om brud senest 12 timer efter opdagelsen.",
            "Underretning om brud gives telefonisk og følges op skriftligt inden 24 timer.",
            id="second step",
        ),
        pytest.param(
            "Alle personoplysninger slettes 60 dage efter ophør.",
            "Kaj attesterer sletningen af personoplysninger inden 10 dage.",
            id="certificate",
        ),
        pytest.param(
            "Personoplysninger slettes inden 30 dage efter ophør.",
            "Sikkerhedskopier slettes senest 3 måneder efter ophør.",
            id="backup",
        ),
        pytest.param(
            "Kommunen kan ændre instruksen med 20 dages varsel.",
            "Kommunen kan med 15 dages varsel føre tilsyn på stedet.",
            id="another notice",
        ),
        pytest.param(
            "Personoplysninger slettes inden 1 måned efter ophør.",
            "Personoplysninger slettes inden 30 dage efter ophør.",
            id="a calendar may make them equal",
        ),
    ],
)
def test_other_matters_are_no_contradiction(find: Find, one: str, other: str) -> None:
    assert find(*clauses(one, other)).said == []


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        pytest.param(
            "Tvister afgøres ved Retten i Aarhus.",
            "Værneting er Retten i Holstebro.",
            "værneting",
            id="court",
        ),
        pytest.param(
            "Aftalen er underlagt dansk ret.",
            "Enhver tvist om aftalen afgøres efter svensk ret.",
            "lovvalg",
            id="law",
        ),
        pytest.param(
            "Bestemmelserne træder i kraft ved begge parters underskrift.",
            "Aftalen træder i kraft, når kunden opretter en konto.",
            "ikrafttræden",
            id="beginning",
        ),
    ],
)
def test_subject_that_is_settled_twice_is_told(
    find: Find, one: str, other: str, subject: str
) -> None:
    made = find(*clauses(one, other))
    assert [kind for kind, _ in made.said] == ["contradiction"]
    assert made.said[0][1].endswith(f"om {subject}.")


@pytest.mark.parametrize(
    "other",
    [
        "Tvister om betaling afgøres også ved Retten i Aarhus efter dansk ret.",
        "Medarbejdere i Sverige er omfattet af svensk ret.",
        "Ved klage kontaktes Datatilsynet i Valby.",
    ],
)
def test_same_court_and_other_things_are_sound(find: Find, other: str) -> None:
    one = "Aftalen er underlagt dansk ret, og tvister afgøres ved Retten i Aarhus."
    assert find(*clauses(one, other)).said == []


def test_each_agreement_of_a_file_has_its_own_court(find: Find) -> None:
    made = find(
        ("Vilkår 9", "9 Tvister afgøres ved Retten i Aarhus.", {"part": "Vilkår", "number": "9"}),
        ("DBA 9", "9 Tvister afgøres ved Retten i Odense.", {"part": "DBA", "number": "9"}),
    )
    assert made.said == []
