from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.contents import find_contents
from ingest.drafts import Lines

Read = Callable[[str], Lines]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Aftale\n\nIndholdsfortegnelse\n1. Formål ..... 2\nBilag A ..... 9\n\n1. Formål",
            ["Indholdsfortegnelse", "1. Formål ..... 2", "Bilag A ..... 9"],
            id="dots",
        ),
        pytest.param(
            "Indhold\nFormål\nSletning\n\nFormål\n\nDen gælder.\n\nSletning\n\nDen sker.",
            ["Indhold", "Formål", "Sletning"],
            id="headings that come again",
        ),
        pytest.param(
            "Aftale\n\n1. Formål 1\n2. Pligter 2\n3. Brud 2\n4. Sletning 3\n\n1. Formål\n\nTekst.",
            ["1. Formål 1", "2. Pligter 2", "3. Brud 2", "4. Sletning 3"],
            id="no title",
        ),
        pytest.param(
            "1. Indhold\n\n2. Formål 3\n3. Brud 3\nBilag A Instruks 9\n\n2. Formål\n\n1. Ja.",
            ["1. Indhold", "2. Formål 3", "3. Brud 3", "Bilag A Instruks 9"],
            id="a title with a number",
        ),
        pytest.param(
            "INDHOLD\n\n1. FORMÅL\n2\n2. BRUD\n3\n\n1. FORMÅL\n\nJa da.\n\n2. BRUD\n\nMeldes.",
            ["INDHOLD", "1. FORMÅL", "2", "2. BRUD", "3"],
            id="pages on lines of their own",
        ),
        pytest.param(
            "1. Formål\n2. Pligter\n3. Brud\n4. Sletning\n\n1. Formål\n\nDen gælder.\n\n"
            "2. Pligter\n\nDe er nye.\n\n3. Brud\n\nDe meldes.\n\n4. Sletning\n\nDen sker.",
            ["1. Formål", "2. Pligter", "3. Brud", "4. Sletning"],
            id="neither title nor pages",
        ),
        pytest.param("Aftale\n\n1. Frist 30\n2. Frist 60\n\nTekst.", [], id="two numbered lines"),
        pytest.param("Indhold\n\nAftalen gælder for alle data.", [], id="a section called so"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_find_contents(read: Read, text: str, found: list[str]) -> None:
    lines = read(text)
    assert [lines[i] for i in sorted(find_contents(lines))] == found
