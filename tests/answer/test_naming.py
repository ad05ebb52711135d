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
