from __future__ import annotations

from collections.abc import Callable

import pytest

from klausul.types import Clause, ClauseKind, NoteKind

Cut = Callable[[str], tuple[Clause, ...]]

TABLE = "Navn\tLand\tYdelse\nNordlys ApS\tDanmark\tDrift\nSkyvand A/S\tSverige\tSms"
ANNOUNCING = "B.1. Godkendte\n\nKunden har godkendt brugen af følgende underdatabehandlere:"
PROSE = "Kunden har godkendt brugen af ovennævnte til den aftalte opgave."
NOTICE = "B.2. Varsel\n\n2 måneder."


def annex(*pieces: str) -> str:
    opening = "Aftale\n\n1. Formål\n\n1.1 Den gælder straks.\n\nBilag B\n\nHjælpere"
    return "\n\n".join([opening, *pieces, ""])


def rows(clauses: tuple[Clause, ...]) -> list[tuple[str, str | None]]:
    return [(c.label, c.heading) for c in clauses if c.kind is ClauseKind.ROW]


@pytest.mark.parametrize(
    "between",
    [
        pytest.param([PROSE, NOTICE], id="prose follows the lead-in"),
        pytest.param([NOTICE], id="the next clause follows the lead-in"),
        pytest.param([PROSE, NOTICE, "B.3. Sprog\n\nDansk er aftalens sprog."], id="two between"),
    ],
)
def test_a_table_goes_back_to_the_clause_that_announces_it(cut: Cut, between: list[str]) -> None:
    clauses = cut(annex(ANNOUNCING, *between, TABLE))
    printed = "B.3" if len(between) == 3 else "B.2"
    table = [c for c in clauses if c.kind is ClauseKind.ROW or c.heading == "Tabelhoved"]
    assert [(c.label, c.heading) for c in table] == [
        ("Bilag B.1", "Tabelhoved"),
        ("Bilag B.1", "Nordlys ApS"),
        ("Bilag B.1", "Skyvand A/S"),
    ]
    for row in table[1:]:
        (note,) = row.notes
        assert note.kind is NoteKind.MISNUMBERED
        assert note.text == f"Tabellen er trykt efter {printed}, men hører til B.1."
        assert note.clause_id == row.clause_id
    assert table[0].notes == ()


def test_a_section_is_read_as_an_annex_is(cut: Cut) -> None:
    text = (
        "Aftale\n\n1. Hjælpere\n\n1.1 Kunden har godkendt følgende hjælpere:\n\n"
        f"{PROSE}\n\n1.2 Varslet er to måneder.\n\n{TABLE}\n"
    )
    assert {label for label, _ in rows(cut(text))} == {"1.1"}


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([ANNOUNCING, "• Nordlys\n\n• Skyvand", NOTICE], id="a list follows"),
        pytest.param([ANNOUNCING, TABLE, NOTICE], id="a table follows"),
        pytest.param(
            [ANNOUNCING, PROSE, "B.2. Frister\n\nFristerne fremgår af tabellen."], id="own lead-in"
        ),
        pytest.param(
            [
                ANNOUNCING,
                PROSE,
                "B.2. Lande\n\nData står i følgende europæiske lande:",
                PROSE,
                "B.3. Varsel\n\n2 måneder.",
            ],
            id="two are waiting",
        ),
        pytest.param(["B.1. Godkendte\n\nKunden har godkendt dem alle.", NOTICE], id="no lead-in"),
    ],
)
def test_any_other_table_stays_where_it_is_printed(cut: Cut, pieces: list[str]) -> None:
    clauses = cut(annex(*pieces, TABLE))
    last = [c for c in clauses if c.kind is ClauseKind.CLAUSE and c.level == 1][-1]
    assert {label for label, _ in rows(clauses)[-2:]} == {last.label}
    assert not any(c.notes for c in clauses if c.kind is ClauseKind.ROW)


def test_a_table_of_another_annex_is_not_taken(cut: Cut) -> None:
    text = annex(ANNOUNCING, PROSE, "Bilag C\n\nInstruks", "C.1. Varsel\n\n2 måneder.", TABLE)
    assert {label for label, _ in rows(cut(text))} == {"Bilag C.1"}
