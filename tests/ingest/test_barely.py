"""Numbers in running text that are references though no keyword says so."""

from __future__ import annotations

import pytest

from ingest.barely import is_referred_to
from klausul.types import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Fristen i 5.1 gælder.", True, id="preposition"),
        pytest.param("Ansvaret er begrænset, jf. dog 5.1.", True, id="see however"),
        pytest.param("Ansvaret er begrænset (jf. 5.1).", True, id="in brackets"),
        pytest.param("Fristen (5.1) løber.", True, id="brackets alone"),
        pytest.param("I henhold til 5.1 slettes data.", True, id="pursuant to"),
        pytest.param("Prisen steg til 5.1 kr.", False, id="an amount"),
        pytest.param("Den slettes efter 5.1 timer.", False, id="a time"),
        pytest.param("Det gælder efter 5.1. 2027.", False, id="a date"),
        pytest.param("Rettet i version 3.2 og i 5.1 fra maj.", False, id="a version"),
        pytest.param("Telefoner med Android (5.1) er udgået.", False, id="a version in brackets"),
        pytest.param("Se 5.1-udgaven.", False, id="joined to a word"),
        pytest.param("Oppetiden er 5.1 i snit.", False, id="nothing leads to it"),
    ],
)
def test_what_leads_to_a_number(text: str, expected: bool) -> None:
    at = text.index("5.1")
    assert is_referred_to(text, Span(at, at + 3)) is expected
