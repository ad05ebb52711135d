"""A company is told by its legal form."""

from __future__ import annotations

import pytest

from klausul.danish.companies import ends_in_company, names_company, without_legal_form


@pytest.mark.parametrize(
    ("text", "inside", "last"),
    [
        pytest.param("Nordlys Data ApS", True, True, id="last"),
        pytest.param("Nordlys A/S, Torvet 1", True, False, id="inside"),
        pytest.param("Nordlys Inc.", True, True, id="with a full stop"),
        pytest.param("Aftalen og ASSENS", False, False, id="letters inside a word"),
        pytest.param("Databehandleren", False, False, id="none"),
    ],
)
def test_legal_forms(text: str, inside: bool, last: bool) -> None:
    assert names_company(text) is inside
    assert ends_in_company(text) is last


def test_name_without_its_form() -> None:
    assert without_legal_form("Nordlys Data ApS").strip() == "Nordlys Data"
