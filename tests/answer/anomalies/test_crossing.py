"""References that do not find what they name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from klausul.types import ClauseKind, ReferenceStatus

Find = Callable[..., Any]

_SHIFTED = {"status": ReferenceStatus.SHIFTED, "why": "henvisninger er forskudt med 1"}


def clause(label: str, words: str) -> tuple[Any, ...]:
    return label, f"{label} {words}", {"number": label}


def test_shifted_references_of_a_clause_are_one_finding(find: Find) -> None:
    made = find(
        clause("8.1", "Kaj svarer."), clause("8.2", "Kaj hjælper."),
        clause("8.3", "Det følger af punkt 9.1 og 9.2."),
        references={
            "punkt 9.1": _SHIFTED | {"target_id": "8.1"}, "9.2": _SHIFTED | {"target_id": "8.2"},
        },
    )  # fmt: skip
    assert made.said == [
        (
            "shifted_reference",
            "Pkt. 8.3 henviser til »punkt 9.1« og »9.2«, men der menes formentlig pkt. 8.1 og"
            " pkt. 8.2 (henvisninger er forskudt med 1).",
        )
    ]
    quotes = [citation.quote for citation in made.anomalies[0].citations]
    assert quotes == ["8.3 Det følger af punkt 9.1 og 9.2.", "8.1 Kaj svarer."]


def test_contents_with_other_numbers_are_one_finding(find: Find) -> None:
    contents = ("Indhold", "Indhold\n2. Formål\n3. Brud\n4. Pris", {"kind": ClauseKind.CONTENTS})
    heads = [
        (n, f"{n}. {t}", {"number": n, "kind": ClauseKind.HEADING, "heading": t})
        for n, t in (("1", "Formål"), ("2", "Brud"), ("3", "Pris"))
    ]
    bodies = [clause(f"{n}.1", "Kaj sletter data om børn.") for n in (1, 2, 3)]
    drafts = [draft for pair in zip(heads, bodies, strict=True) for draft in pair]
    made = find(
        contents, *drafts,
        references={
            "2. Formål": _SHIFTED | {"target_id": "1", "target": "1"},
            "3. Brud": _SHIFTED | {"target_id": "2", "target": "2"},
            "4. Pris": _SHIFTED | {"target_id": "3", "target": "3"},
        },
    )  # fmt: skip
    assert [text for kind, text in made.said] == [
        "Indholdsfortegnelsens numre passer ikke med afsnittenes: »2. Formål« er trykt som"
        " afsnit 1, og det samme gælder 2 andre."
    ]


def test_contents_are_right_of_a_title_that_its_page_tore_from_its_section(find: Find) -> None:
    made = find(
        ("Indhold", "Indhold\n1. Formål\n2. BRUD", {"kind": ClauseKind.CONTENTS}),
        clause("1.1", "Kaj sletter data om børn.\n\n2. Brud\n\nSildefjord Kommune"),
        clause("2.1", "Kaj underretter om brud."),
        ("Bilag 1", "Bilag 1 Brud\nKaj skriver en log.", {"number": "1", "part": "Bilag 1"}),
        references={"2. BRUD": _SHIFTED | {"target_id": "Bilag 1", "target": "Bilag 1"}},
    )
    assert made.said == []


def test_dangling_reference_is_told_with_its_sentence(find: Find) -> None:
    made = find(clause("2.1", "Kaj sletter. Fristen står i pkt. 7.9."), references={"pkt. 7.9": {}})
    assert made.said == [
        ("dangling_reference", "Pkt. 2.1 henviser til »pkt. 7.9«, som ikke findes i dokumentet.")
    ]
    assert [c.quote for c in made.anomalies[0].citations] == ["Fristen står i pkt. 7.9."]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        pytest.param("Priser reguleres efter Kontraktens punkt 12.3.", "punkt 12.3", id="owner"),
        pytest.param("Ansvar følger MSA, Clause 14.", "Clause 14", id="short name"),
        pytest.param("Se licensaftalens punkt 4.", "licensaftalens punkt 4", id="owner inside"),
        pytest.param("Kaj tier.\n\nBestemmelse 7\n\nOverførsel", "Bestemmelse 7", id="a title"),
        pytest.param("Se aftale af DD-MM-YYYY om drift.", "aftale af DD-MM-YYYY", id="a blank"),
    ],
)
def test_what_is_no_wrong_reference_is_left_alone(find: Find, words: str, named: str) -> None:
    made = find(clause("3.2", words), references={named: {}})
    assert [kind for kind, _ in made.said if kind == "dangling_reference"] == []


def test_own_agreements_point_that_is_not_there_is_told(find: Find) -> None:
    made = find(clause("3.2", "Se aftalens punkt 12.3."), references={"punkt 12.3": {}})
    assert [kind for kind, _ in made.said] == ["dangling_reference"]
