from __future__ import annotations

import pytest

from ingest.doers import find_doer
from ingest.parties import find_parties, other_names, processor_of
from klausul.types import PartyRole


def roles(text: str) -> dict[str, str]:
    return {found.party.name: found.party.role.value for found in find_parties(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "mellem\nVester Kommune\nTorvet 1\n(herefter »den dataansvarlige«)\nog\nNordlys ApS\n"
            "Vej 4, 1. sal\n(herefter »databehandleren«)",
            {"Vester Kommune": "controller", "Nordlys ApS": "processor"},
            id="a block each",
        ),
        pytest.param(
            "Dataansvarlig:\nVi Mange A/S\nCVR 12345678\n\nDatabehandler:\nNavn: Nordlys ApS",
            {"Vi Mange A/S": "controller", "Nordlys ApS": "processor"},
            id="headings above",
        ),
        pytest.param(
            "Nordlys ApS er databehandler for Skolen I/S (dataansvarlig).",
            {"Nordlys ApS": "processor", "Skolen I/S": "controller"},
            id="in a sentence",
        ),
        pytest.param(
            "Nordlys ApS behandler oplysninger på vegne af sine kunder.",
            {"Nordlys ApS": "processor"},
            id="on behalf of",
        ),
        pytest.param(
            "Aftalen gælder mellem kunden og Nordlys ApS.\n\nDet forbrug, som kunden har, måles.",
            {"Nordlys ApS": "other"},
            id="the next sentence is no definition",
        ),
        pytest.param(
            "Mellem jer (kunden) og Kassefryd IVS, CVR 37 24 90 66 (os).\n\n1) Kunden ejer alt.",
            {"Kassefryd IVS": "processor"},
            id="the vendor speaks",
        ),
        pytest.param(
            "Foreningen, CVR 33029765, er dataansvarlig. Lift A/S, CVR 14683092, Vej 1, er"
            " databehandler.",
            {"Lift A/S": "processor"},
            id="told after the address",
        ),
        pytest.param(
            "Aftale mellem Skoven og Mål ApS\nSkoven, CVR 11111111 (Kunden), og Mål ApS, CVR"
            " 22222222 (Systemleverandøren).",
            {"Mål ApS": "processor"},
            id="the line of its name tells",
        ),
        pytest.param(
            "Hansen Hosting ApS er underdatabehandler.",
            {"Hansen Hosting ApS": "other"},
            id="a sub-processor is not the processor",
        ),
    ],
)
def test_roles(text: str, expected: dict[str, str]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("printed", "cvr"),
    [
        ("CVR-nr. 12 34 56 78", "12345678"),
        ("CVR nr.: 12345678", "12345678"),
        ("cvr-nummer DK-12345678", "12345678"),
        ("CVR: 1234567", None),
        ("tlf. 12345678", None),
    ],
)
def test_company_numbers(printed: str, cvr: str | None) -> None:
    (found,) = find_parties(f"Nordlys ApS, {printed}, Vej 1")
    assert found.party.cvr == cvr


def test_a_number_belongs_to_the_company_before_it() -> None:
    found = find_parties("Vest A/S, CVR 11111111, og Øst ApS, CVR 22222222")
    assert [(f.party.name, f.party.cvr) for f in found] == [
        ("Vest A/S", "11111111"),
        ("Øst ApS", "22222222"),
    ]


def test_a_company_named_twice_is_one_party() -> None:
    found = find_parties("Nordlys ApS, CVR 12345678.\n\nDatabehandler: Nordlys ApS")
    assert [f.party for f in found] == [f.party for f in found if f.party.cvr == "12345678"]
    assert [f.party.role for f in found] == [PartyRole.PROCESSOR]


def test_the_processor_is_the_one_left_when_the_other_is_the_customer() -> None:
    processor = processor_of(find_parties("Kunde: Butikken A/S\n\nLeveres af Nordlys ApS."))
    assert processor is not None
    assert processor.party.name == "Nordlys ApS"
    assert processor_of(find_parties("Mellem Nord A/S og Syd A/S.")) is None


def test_short_names_are_those_that_the_text_goes_on_with() -> None:
    (found,) = find_parties(
        "Nordlys Systemer ApS (»Nordlys«), som har vilkår (»Betingelser«). Nordlys svarer. "
        "Betingelser gælder."
    )
    assert found.names == ("Nordlys",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("", ("Vester Plan",), id="without its form"),
        pytest.param("Skriv til hjaelp@plan.dk", ("Vester Plan", "Plan"), id="mail address"),
        pytest.param("Se www.vester.com.", ("Vester Plan", "Vester"), id="web address"),
        pytest.param("Se www.datatilsynet.dk", ("Vester Plan",), id="another's address"),
    ],
)
def test_other_names(text: str, names: tuple[str, ...]) -> None:
    assert other_names("Vester Plan A/S", text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Skolen og Nordlys Drift ApS. Nordlys sletter data. Nordlys skal svare. Nordlys må ikke"
            " sælge. Skyhus A/S leverer drift.",
            "Nordlys Drift ApS",
            id="the subject of the duties",
        ),
        pytest.param(
            "Log på nordlys.dk. Nordlys sletter data. Nordlys skal svare. Nordlys må ikke sælge.",
            "Nordlys",
            id="known by its web address",
        ),
        pytest.param(
            "Nord ApS skal. Nord ApS må. Nord ApS kan. Syd ApS skal. Syd ApS må.", None, id="two"
        ),
        pytest.param("Datatilsynet.dk: Datatilsynet skal. Datatilsynet må.", None, id="authority"),
    ],
)
def test_who_does_what_the_text_is_about(text: str, name: str | None) -> None:
    found = find_doer(text)
    assert (found.party.name if found else None) == name
