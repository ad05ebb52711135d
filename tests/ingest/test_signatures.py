from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.drafts import Lines
from ingest.signatures import find_signatures_end

Read = Callable[[str], Lines]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        pytest.param(
            "På vegne af den dataansvarlige\nNavn\nStilling\nUnderskrift\n\n14. Kontakt",
            "14. Kontakt",
            id="fields",
        ),
        pytest.param(
            "Ribe, den 1. maj 2024\n\nFor Kunden\n\n_______\nOle Holm, chef\n\nFor os\n\n_______\n"
            "Ida Lund, chef\n\nBilag A",
            "Bilag A",
            id="place, date and lines with names",
        ),
        pytest.param(
            "Underskrifter\n\nSted og dato: _______\n\nFor Kunden: _______\n\nBilag A",
            "Bilag A",
            id="a title",
        ),
        pytest.param(
            "Dato:          Dato:\n\n________      ________\nKunden         Os",
            "",
            id="two columns",
        ),
        pytest.param("Navn: ........\nDato: ........\nUnderskrift: ........", "", id="dots"),
    ],
)
def test_signatures(read: Read, text: str, rest: str) -> None:
    lines = read(text)
    end = find_signatures_end(lines, 0)
    assert end is not None
    assert lines[end] == rest


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Navn: Ole\nTelefon: 12345678", id="a contact"),
        pytest.param(
            "For kunden gælder reglerne om sletning.\n\nNavn: Ole\nDato: i dag", id="prose"
        ),
        pytest.param("Underskriften kan være digital.", id="words about it"),
        pytest.param("Formål\n\nUnderskrift\nNavn", id="a title above"),
        pytest.param("Udfyld her: _______", id="one line to write on"),
    ],
)
def test_no_signatures(read: Read, text: str) -> None:
    assert find_signatures_end(read(text), 0) is None
