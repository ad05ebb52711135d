from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.bare import find_bare_numbers
from ingest.drafts import Lines

Read = Callable[[str], Lines]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param(
            "1 Formål\n\nAftalen gælder for al data.\n\n2 Brud\n\nDe meldes inden 3 dage.",
            ["1", "2"],
            id="titles over words",
        ),
        pytest.param(
            "1\tFormål\n\nAftalen gælder for al data.\n\n2\tBrud\n\nDe meldes inden 3 dage.",
            ["1", "2"],
            id="a tab between",
        ),
        pytest.param(
            "1 Formål\n\n1.1 Den gælder.\n\n2 Brud\n\n2.1 De meldes.", ["1", "2"], id="decimals"
        ),
        pytest.param(
            "Bilag A\n\n1 Adgang\n\nAdgang gives til få.\n\n2 Log\n\nLoggen gemmes i et år.\n\n"
            "Bilag B\n\n1 Drift\n\nDriften sker i Danmark.\n\n2 Test\n\nTesten sker hver nat.",
            ["1", "2", "1", "2"],
            id="each annex counts on its own",
        ),
        pytest.param(
            "1 Formål\n\nAftalen gælder for al data.\n\n2 Brud\n\nDe meldes inden 3 dage.\n\n"
            "4 Sletning\n\nDen sker efter et år.",
            ["1", "2", "4"],
            id="one is missing",
        ),
        pytest.param("1 Formål\n\nAftalen gælder for al data.", [], id="one alone"),
        pytest.param("2 Servere\n\nDe står i Danmark nu.\n\n3 Biler\n\nDe er røde.", [], id="no 1"),
        pytest.param("1 Formål\n2 Brud\n3 Sletning", [], id="a list of titles"),
        pytest.param("1 server koster 100 kr.\n\n2 servere koster 200 kr.", [], id="amounts"),
    ],
)
def test_numbers_without_a_point(read: Read, text: str, numbers: list[str]) -> None:
    found = find_bare_numbers(read(text), skip=())
    assert [marker.number for _, marker in sorted(found.items())] == numbers
