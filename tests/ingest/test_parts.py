from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.drafts import Lines
from ingest.parts import find_parts

Read = Callable[[str], Lines]
Outline = Callable[[str], list[str]]
FIRST = "1. Priser\n\n1.1 Prisen er fast.\n\n2. Ophør\n\n2.1 Aftalen kan opsiges.\n\n"


@pytest.mark.parametrize(
    ("title", "second", "names"),
    [
        pytest.param("Betingelser", "Databehandleraftale", ["Betingelser", "DBA"], id="terms"),
        pytest.param("Abonnementsvilkår", "Databehandleraftale", ["Vilkår", "DBA"], id="vilkår"),
        pytest.param("Hovedaftale", "Databehandlingsaftale", ["Aftale", "DBA"], id="aftale"),
        pytest.param("Databehandleraftale", "Betingelser", ["DBA", "Betingelser"], id="reversed"),
    ],
)
def test_two_agreements(read: Read, title: str, second: str, names: list[str]) -> None:
    lines = read(f"{title}\n\n{FIRST}{second}\n\n1. Formål\n\n1.1 Data behandles.\n")
    assert list(find_parts(lines, body=1).values()) == names


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param("Databehandleraftale\n\n3. Formål\n\n3.1 Data behandles.", id="counts on"),
        pytest.param("Om priser\n\n1. Formål\n\n1.1 Data behandles.", id="no agreement"),
        pytest.param("Databehandleraftalen går forud.\n\n1. Formål", id="a sentence"),
    ],
)
def test_one_agreement(read: Read, rest: str) -> None:
    assert not find_parts(read(f"Betingelser\n\n{FIRST}{rest}\n"), body=1)


def test_labels_say_which_agreement(outline: Outline) -> None:
    text = f"Betingelser\n\n{FIRST}Databehandleraftale\n\n1. Formål\n\n1.1 Data behandles.\n"
    assert outline(text)[1:3] + outline(text)[-3:] == [
        "Betingelser 1",
        "Betingelser 1.1",
        "DBA",
        "DBA 1",
        "DBA 1.1",
    ]
