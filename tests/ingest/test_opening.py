from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.drafts import Lines
from ingest.landmarks import find_landmarks
from ingest.opening import read_opening

Read = Callable[[str], Lines]


def labels(lines: Lines) -> tuple[list[tuple[str, str]], str]:
    """Return the label and first line of each draft, and the body's first line."""
    drafts, body = read_opening(lines, find_landmarks(lines))
    assert [line for d in drafts for line in range(d.first, d.last + 1)] == list(range(body))
    return [(draft.label, lines[draft.first]) for draft in drafts], lines[body]


def test_title_parties_introduction(read: Read) -> None:
    lines = read(
        "Databehandleraftale\n\nmellem\n\nKunden A/S\nVej 1\n\nog\n\nNordlys ApS\n\n"
        'tilsammen "parterne"\n\nAftalen er en del af hovedaftalen mellem dem begge.\n\n'
        "1. Formål\n\n1.1 Aftalen gælder.\n"
    )
    assert labels(lines) == (
        [
            ("Titel", "Databehandleraftale"),
            ("Parter", "mellem"),
            ("Indledning", "Aftalen er en del af hovedaftalen mellem dem begge."),
        ],
        "1. Formål",
    )


@pytest.mark.parametrize(
    "parties",
    [
        pytest.param(
            "Aftalen indgås mellem kunden (dataansvarlig) og Nordlys (databehandler).", id="roles"
        ),
        pytest.param("Aftale mellem Skolen og Nordlys ApS.", id="a company"),
        pytest.param("Kunden og Nordlys, herefter hver for sig en part.", id="named parts"),
        pytest.param("Parterne", id="a title"),
        pytest.param("indgået mellem\n\nKunden A/S\n(Kunden)\n\nog\n\nNordlys ApS", id="a block"),
    ],
)
def test_forms_of_the_parties(read: Read, parties: str) -> None:
    found, body = labels(
        read(f"DATABEHANDLERAFTALE\n\n{parties}\n\n1. Formål\n\n1.1 Data slettes.")
    )
    assert [label for label, _ in found] == ["Titel", "Parter"]
    assert body == "1. Formål"


def test_a_title_may_name_the_parties(read: Read) -> None:
    found, _ = labels(read("Databehandleraftale mellem Regionen og Smil A/S\n\n1.1 Data slettes."))
    assert [label for label, _ in found] == ["Titel"]


def test_a_sentence_about_parties_is_no_parties(read: Read) -> None:
    text = "Aftale\n\nForholdet mellem kunderne og andre er uden betydning.\n\n1.1 Data slettes."
    assert labels(read(text))[0][1][0] == "Indledning"


def test_contents_in_the_opening(read: Read) -> None:
    found, body = labels(
        read(
            "Aftale\n\nIndhold\n\n1. Formål .... 2\n2. Brud .... 3\n\n1. Formål\n\n1.1 Den gælder."
        )
    )
    assert [label for label, _ in found] == ["Titel", "Indholdsfortegnelse"]
    assert body == "1. Formål"


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(
            "I. Formål\n\n1. Aftalen gælder.\n\nII. Sletning\n\n1. Data slettes.", id="roman"
        ),
        pytest.param("1 Formål\n1.1 Aftalen gælder straks.", id="a number without a stop"),
        pytest.param("§ 1\n\nStk. 1. Aftalen gælder.", id="paragraph"),
        pytest.param("Bilag A\n\nSikkerhed", id="annex"),
        pytest.param("Spørgsmål: Hvor?\nSvar: I Danmark.", id="question"),
        pytest.param("FORMÅL\n\nAftalen gælder for alle data om kunder.", id="unnumbered heading"),
    ],
)
def test_where_the_body_begins(read: Read, first: str) -> None:
    found, body = labels(read(f"Vilkår for brug\n\n{first}\n"))
    assert found == [("Titel", "Vilkår for brug")]
    assert body == first.splitlines()[0]


def test_a_document_may_have_no_opening(read: Read) -> None:
    assert labels(read("1.1 Aftalen gælder straks."))[0] == []


def test_a_document_may_have_no_body(read: Read) -> None:
    drafts, body = read_opening(lines := read("Databehandleraftale"), find_landmarks(lines))
    assert ([draft.label for draft in drafts], body) == (["Titel"], 1)
