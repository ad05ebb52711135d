"""Which vendors a question names."""

from __future__ import annotations

import pytest

from answer.naming import VendorNames, remove_names
from klausul.types import Document, DocumentKind


def _document(vendor: str, *names: str, text: str = "Aftale.") -> Document:
    return Document(
        document_id=f"{vendor}-dba",
        vendor=vendor,
        vendor_names=names,
        title="Databehandleraftale",
        kind=DocumentKind.AGREEMENT,
        source="x.txt",
        sha256="0",
        text=text,
    )


NAMES = VendorNames(
    [
        _document("medikon", "Medikon", "Dansk Medikon A/S"),
        _document("mediko", "Medikort", text="Kortet er klar, når det er klar."),
        _document("klar", "Klar"),
        _document("solgruppen-a", "Solvang", "Solgruppen"),
        _document("solgruppen-b", "Solbakken", "Solgruppen"),
    ]
)


@pytest.mark.parametrize(
    ("text", "vendors"),
    [
        pytest.param("Hvad er fristen hos Medikon?", {"medikon"}, id="plain"),
        pytest.param("medikons frist", {"medikon"}, id="genitive in lower case"),
        pytest.param("Medikon's frist", {"medikon"}, id="genitive with an apostrophe"),
        pytest.param("Gælder medikon-aftalen?", {"medikon"}, id="compound"),
        pytest.param("hos Dansk Medikon A/S", {"medikon"}, id="several words"),
        pytest.param("Hvad siger Solvnag?", {"solgruppen-a"}, id="swapped letters"),
        pytest.param("Hvad siger Medikorn?", set(), id="as near to one as to another"),
        pytest.param("Hvornår er systemet klar?", set(), id="a name that is also a word"),
        pytest.param("Hvad siger Klar om sletning?", {"klar"}, id="the same name, written as one"),
        pytest.param("hos Solgruppen", {"solgruppen-a", "solgruppen-b"}, id="a shared name"),
        pytest.param("Hvad er fristen?", set(), id="none"),
        pytest.param("Solvang eller Solbakken", {"solgruppen-a", "solgruppen-b"}, id="two"),
    ],
)
def test_names_are_found_as_people_write_them(text: str, vendors: set[str]) -> None:
    assert {vendor for name in NAMES.find(text) for vendor in name.vendors} == vendors


def test_a_name_is_removed_with_its_ending() -> None:
    text = "Hvad er Medikon's frist?"
    assert remove_names(text, NAMES.find(text)) == "Hvad er frist?"


@pytest.mark.parametrize(
    ("text", "vendors"),
    [
        pytest.param("Gælder solvangaftalen?", {"solgruppen-a"}, id="closed compound"),
        pytest.param("solvangsaftalens frist", {"solgruppen-a"}, id="compound with an s"),
        pytest.param("Hvad koster medikonsystemet?", {"medikon"}, id="what it sells"),
        pytest.param("solvnagaftalen", {"solgruppen-a"}, id="compound with an error"),
        pytest.param("Medikon’s frist", {"medikon"}, id="printed apostrophe"),
        pytest.param("SOLVANG", {"solgruppen-a"}, id="capitals"),
        pytest.param("solvangerne", set(), id="another word"),
    ],
)
def test_names_are_found_in_compounds(text: str, vendors: set[str]) -> None:
    assert {vendor for name in NAMES.find(text) for vendor in name.vendors} == vendors


@pytest.mark.parametrize(
    ("text", "strangers"),
    [
        pytest.param("Hvad siger Nordhavns aftale om sletning?", ("Nordhavn",), id="genitive"),
        pytest.param("Hvad står der i Nordhavn's vilkår?", ("Nordhavn",), id="apostrophe"),
        pytest.param("What do Nordhavn's terms say?", ("Nordhavn",), id="english"),
        pytest.param("Hvad siger Solvangs aftale?", (), id="a known vendor"),
        pytest.param("Hvad siger Kundens aftale?", (), id="a role"),
        pytest.param("Gælder Kortets betingelser?", (), id="a word of the documents"),
        pytest.param("Vores aftale, hvad siger den?", (), id="none"),
        pytest.param("Hvad siger EU's betingelser?", (), id="too short for a company"),
    ],
)
def test_the_agreement_of_a_stranger_is_told_apart(text: str, strangers: tuple[str, ...]) -> None:
    names = VendorNames(
        [
            _document("solvang", "Solvang", text="Her er kortets betingelser."),
        ]
    )
    assert names.strangers(text) == strangers


def test_a_name_is_masked_so_that_the_words_around_it_stand() -> None:
    assert NAMES.mask("krypterer medikon data", "leverandøren") == "krypterer leverandøren data"


SHORT = VendorNames(
    [
        _document("kvikfold-data", "Kvikfold Data ApS", text="Kvikfold Data ApS sletter."),
        _document("lindorm-post", "Lindorm Post ApS", text="Lindorm-nettet er lukket."),
        _document("trylok-nord", "Trylok Nord A/S"),
        _document("trylok-syd", "Trylok Syd A/S"),
        _document("grafsky-drift", "Grafsky Drift ApS"),
        _document("zebrafon", "Zebrafon", text="Vi bruger Grafsky til hosting."),
        _document("dansk-fold", "Dansk Fold ApS", text="Aftalen følger dansk ret."),
        _document("leverandøren-vest", "Leverandøren Vest ApS"),
        _document("pakkefryd-aftale-2", text="Aftale."),
    ]
)


@pytest.mark.parametrize(
    ("text", "vendors"),
    [
        pytest.param("Hvornår sletter Kvikfold?", {"kvikfold-data"}, id="first word"),
        pytest.param("hvad siger kvikfolds aftale", {"kvikfold-data"}, id="in any case"),
        pytest.param("hos Kvikfold Data ApS", {"kvikfold-data"}, id="whole name"),
        pytest.param("Hvad siger Kvikfodl?", {"kvikfold-data"}, id="typing error"),
        pytest.param("Hvornår sletter Lindorm?", {"lindorm-post"}, id="a word, written as a name"),
        pytest.param("kan en lindorm slettes?", set(), id="the word itself"),
        pytest.param("Lindorm slettes hvornår?", set(), id="a word that begins a sentence"),
        pytest.param("Hvad siger Trylok?", set(), id="two vendors"),
        pytest.param("Bruger I Grafsky?", set(), id="in another vendor's document"),
        pytest.param("Gælder Dansk ret?", set(), id="printed as a word"),
        pytest.param("Skal Leverandøren slette?", set(), id="a role"),
        pytest.param("Hvornår sletter Pakkefryd?", {"pakkefryd-aftale-2"}, id="of the id"),
    ],
)
def test_the_first_word_of_a_name_is_enough_where_it_tells(text: str, vendors: set[str]) -> None:
    assert {vendor for name in SHORT.find(text) for vendor in name.vendors} == vendors
