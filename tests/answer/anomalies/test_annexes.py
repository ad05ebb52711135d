"""Annexes that are named, listed or counted, and not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from klausul.types import ClauseKind, ReferenceKind, ReferenceStatus

Find = Callable[..., Any]

_ANNEX = {"kind": ReferenceKind.ANNEX}


def annex(letter: str) -> tuple[Any, ...]:
    text = f"Bilag {letter}\n\nKaj behandler navne og adresser på kundens medarbejdere."
    return f"Bilag {letter}", text, {"number": letter, "part": f"Bilag {letter}"}


def clause(words: str, label: str = "4.3") -> tuple[Any, ...]:
    return label, f"{label} {words}", {"number": label}


def test_annex_that_is_referred_to_is_told_once(find: Find) -> None:
    made = find(
        clause("Pris står i Bilag D, punkt 2."), clause("Se bilag D.", "4.4"), annex("A"),
        references={"Bilag D, punkt 2": _ANNEX, "bilag D": _ANNEX},
    )  # fmt: skip
    assert made.said == [
        ("missing_annex", "Bilag D nævnes i pkt. 4.3 og pkt. 4.4, men findes ikke i dokumentet.")
    ]
    assert len(made.anomalies[0].citations) == 2


@pytest.mark.parametrize(
    ("words", "named"),
    [
        pytest.param("Der er ikke noget bilag D.", "bilag D", id="denied"),
        pytest.param("Se rammeaftalens bilag 4.", "bilag 4", id="another agreement's"),
        pytest.param("Aftalen er bilag 7 til Hovedkontrakten.", "bilag 7", id="is one itself"),
        pytest.param("Se bilag A.", "bilag A", id="is there"),
    ],
)
def test_annex_that_need_not_be_there(find: Find, words: str, named: str) -> None:
    made = find(clause(words), annex("A"), references={named: _ANNEX})
    assert [kind for kind, _ in made.said if kind == "missing_annex"] == []


def test_annex_in_the_contents_alone_is_told(find: Find) -> None:
    contents = (
        "Indhold",
        "Indhold\nBilag A Data 3\nBilag B Hosting 5",
        {"kind": ClauseKind.CONTENTS},
    )
    made = find(contents, clause("Kaj sletter data."), annex("A"))
    assert made.said == [
        ("missing_annex", "Bilag B nævnes i Indhold, men findes ikke i dokumentet.")
    ]
    assert made.anomalies[0].citations[0].quote == "Bilag B Hosting 5"


def test_count_of_other_annexes_is_told(find: Find) -> None:
    made = find(clause("Der hører tre bilag til aftalen."), annex("A"), annex("B"))
    assert made.said == [
        ("missing_annex", "Pkt. 4.3 siger »tre bilag«, men dokumentet har 2 (Bilag A og B).")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Der hører to bilag til aftalen.", "Kaj udfylder et bilag om året.",
        "4.9 Bilag A og B hører til aftalen.",
    ],
)  # fmt: skip
def test_right_count_and_other_numbers_are_sound(find: Find, words: str) -> None:
    assert find(clause(words), annex("A"), annex("B")).said == []


def test_annex_that_leaves_its_content_to_another_document_is_told(find: Find) -> None:
    words = "Bilag A\n\nDer henvises til dokumentet Bilag A.1-A.9."
    apart = {"kind": ReferenceKind.OTHER_DOCUMENT, "status": ReferenceStatus.EXTERNAL}
    made = find(
        ("Bilag A", words, {"number": "A", "part": "Bilag A"}),
        references={"Bilag A.1-A.9": apart},
    )
    assert [kind for kind, _ in made.said] == ["missing_annex"]
    assert "henviser til »Bilag A.1-A.9«, som er et dokument for sig" in made.said[0][1]
