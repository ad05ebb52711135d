from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest.readers.pdf_columns import read_columns
from ingest.readers.pdf_grids import find_grids, read_grid
from ingest.readers.pdf_lines import PageLine, join_cell, make_lines
from ingest.readers.pdf_rules import Rule
from ingest.readers.pdf_words import Word

_ADVANCE = 0.5  # of the size, for each sign


def at(
    left: float,
    base: float,
    text: str,
    *,
    size: float = 10.0,
    bold: bool = False,
    spaced: bool = False,
    typewriter: bool = False,
) -> list[Word]:
    """Return the words of a text that is set from ``left`` on."""
    words = []
    for part in text.split():
        right = left + len(part) * size * _ADVANCE
        word = Word(text=part, left=left, right=right, base=base, size=size, bold=bold)
        words.append(replace(word, spaced=spaced, typewriter=typewriter))
        left = right + size * _ADVANCE
    return words


def texts(lines: Sequence[PageLine]) -> list[str]:
    return [line.text for line in lines]


# Words to lines


def test_words_of_one_height_are_a_line_whatever_their_order() -> None:
    words = [*at(50, 700, "Nederst her"), *at(50, 720, "Øverst her")]
    assert texts(make_lines(reversed(words))) == ["Øverst her", "Nederst her"]


@pytest.mark.parametrize(
    ("gap", "spaced", "expected"),
    [
        pytest.param(0.0, False, "databehandler", id="touching"),
        pytest.param(0.5, False, "databehandler", id="kerned"),
        pytest.param(0.5, True, "data behandler", id="a blank was shown"),
        pytest.param(2.5, False, "data behandler", id="a space wide"),
        pytest.param(30.0, False, "data\tbehandler", id="a column wide"),
    ],
)
def test_the_room_between_words(gap: float, spaced: bool, expected: str) -> None:
    first = at(50, 700, "data")
    second = at(first[0].right + gap, 700, "behandler", spaced=spaced)
    assert texts(make_lines([*first, *second])) == [expected]


@pytest.mark.parametrize(
    "number", ["4.2", "4.2.", "a)", "(iv)", "•", "§ 4", "Stk. 2.", "C.2.10", "3"]
)
@pytest.mark.parametrize("gap", [0.2, 3.0, 40.0])
def test_a_number_and_its_words_are_parted_by_one_space(number: str, gap: float) -> None:
    printed = at(50, 700, number)
    words = at(printed[-1].right + gap, 700, "Databehandleren sletter")
    assert texts(make_lines([*printed, *words])) == [f"{number} Databehandleren sletter"]


def test_justified_words_are_no_cells() -> None:
    words = [at(50 + i * 70, 700, "sletning")[0] for i in range(4)]
    assert texts(make_lines(words)) == ["sletning sletning sletning sletning"]


def test_a_word_drawn_twice_is_one() -> None:
    assert texts(make_lines([*at(50, 700, "Aftale"), *at(50.4, 700, "Aftale")])) == ["Aftale"]


def test_a_raised_number_after_a_word_is_a_footnotes_mark() -> None:
    word = at(50, 700, "medlemsstat")
    mark = at(word[0].right, 704, "1", size=6)
    after = at(mark[0].right + 3, 700, "eller")
    assert texts(make_lines([*mark, *word, *after])) == ["medlemsstat¹ eller"]


def test_a_raised_mark_does_not_go_to_the_line_above() -> None:
    above = at(50, 712, "Den første linje her")
    word = at(50, 700, "medlemsstat")
    mark = at(word[0].right, 704, "12", size=6)
    assert texts(make_lines([*above, *word, *mark])) == ["Den første linje her", "medlemsstat¹²"]


def test_small_words_on_the_base_line_are_no_mark() -> None:
    word = at(50, 700, "punkt")
    assert texts(make_lines([*word, *at(word[0].right, 700, "1", size=6)])) == ["punkt1"]


@pytest.mark.parametrize(
    ("sign", "typewriter", "shown"),
    [
        pytest.param("o", True, "◦", id="Word's bullet of the second level"),
        pytest.param("o", False, "o", id="the letter"),
        pytest.param("\ufffd", False, "•", id="a picture"),
    ],
)
def test_bullets(sign: str, typewriter: bool, shown: str) -> None:
    words = [*at(50, 700, sign, typewriter=typewriter), *at(68, 700, "slette data")]
    assert texts(make_lines(words)) == [f"{shown} slette data"]


def test_a_line_is_bold_when_all_its_words_are() -> None:
    number, words = at(50, 700, "4."), at(68, 700, "Sletning", bold=True)
    assert make_lines([*number, *words])[0].bold
    assert not make_lines([*words, *at(150, 700, "straks")])[0].bold


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        pytest.param(["Drift af", "servere"], "Drift af servere", id="words"),
        pytest.param(["opbeva-", "ring"], "opbevaring", id="a hyphen"),
        pytest.param(["opbeva\u2010", "ring"], "opbevaring", id="a typed hyphen"),
        pytest.param(["opbeva\u00ad", "ring"], "opbevaring", id="a soft hyphen"),
        pytest.param(["SMTP-", "tjeneste"], "SMTP- tjeneste", id="capitals"),
        pytest.param(["drift-", "og vedligehold"], "drift- og vedligehold", id="a shared ending"),
    ],
)
def test_the_lines_of_a_cell(lines: Sequence[str], joined: str) -> None:
    assert join_cell(lines) == joined


# Tables without rules


def test_cells_that_wrap_are_put_together() -> None:
    words = [
        *at(50, 700, "Navn"), *at(200, 700, "Opgave"), *at(400, 700, "Land"),
        *at(50, 680, "Skyhost A/S"), *at(200, 680, "Drift af servere og"), *at(400, 680, "Norge"),
        *at(200, 668, "sikkerhedskopier"),
        *at(50, 648, "Ping ApS"), *at(200, 648, "Beskeder"), *at(400, 648, "Danmark"),
        *at(50, 600, "Efter tabellen."),
    ]  # fmt: skip
    lines = make_lines(words)
    assert texts(lines) == [
        "Navn\tOpgave\tLand",
        "Skyhost A/S\tDrift af servere og sikkerhedskopier\tNorge",
        "Ping ApS\tBeskeder\tDanmark",
        "Efter tabellen.",
    ]
    assert [line.row for line in lines] == [True, True, True, False]


def test_fields_of_two_who_sign_stay_lines() -> None:
    words = [
        *at(50, 700, "For kunden"), *at(300, 700, "For leverandøren"),
        *at(50, 660, "Dato:"), *at(300, 660, "Dato:"),
        *at(50, 648, "Navn:"), *at(300, 648, "Navn:"),
    ]  # fmt: skip
    assert texts(make_lines(words)) == [
        "For kunden\tFor leverandøren",
        "Dato:\tDato:",
        "Navn:\tNavn:",
    ]


# Ruled tables

XS, YS = (50.0, 200.0, 400.0), (700.0, 660.0, 620.0)


def level(place: float, start: float = XS[0], end: float = XS[-1]) -> Rule:
    return Rule(level=True, place=place, start=start, end=end)


def upright(place: float, start: float = YS[-1], end: float = YS[0]) -> Rule:
    return Rule(level=False, place=place, start=start, end=end)


RULES = (*map(level, YS), *map(upright, XS))
CELLS = [
    *at(60, 685, "Skyhost A/S"), *at(210, 685, "Drift af"), *at(210, 673, "servere"),
    *at(60, 645, "Ping ApS"), *at(210, 645, "Beskeder"),
]  # fmt: skip


def test_rows_of_a_ruled_table() -> None:
    (grid,) = find_grids(RULES)
    assert texts(read_grid(grid, CELLS)) == ["Skyhost A/S\tDrift af servere", "Ping ApS\tBeskeder"]


def test_rules_drawn_cell_by_cell_make_the_same_table() -> None:
    pieces = [
        *(level(y, *ends) for y in YS for ends in ((50.0, 199.0), (201.0, 400.0))),
        *(upright(x, *ends) for x in XS for ends in ((620.0, 659.5), (660.5, 700.0))),
    ]
    (grid,) = find_grids(pieces)
    assert texts(read_grid(grid, CELLS)) == ["Skyhost A/S\tDrift af servere", "Ping ApS\tBeskeder"]


def test_a_merged_cell_is_one() -> None:
    rules = [*map(level, YS), upright(50), upright(400), upright(200, YS[-1], YS[1])]
    (grid,) = find_grids(rules)
    words = [*at(60, 685, "Underdatabehandlere og deres samt alles opgaver"), *CELLS[-3:]]
    assert texts(read_grid(grid, words))[0] == "Underdatabehandlere og deres samt alles opgaver"


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param([*map(level, YS), upright(50), upright(400)], id="a box"),
        pytest.param([*map(level, YS)], id="lines to write on"),
        pytest.param([*map(upright, XS)], id="bars"),
        pytest.param([level(100), level(90), *map(upright, XS)], id="apart"),
    ],
)
def test_what_is_no_table(rules: Sequence[Rule]) -> None:
    assert find_grids(rules) == []


def test_an_agreement_set_in_a_table_is_read_as_text() -> None:
    (grid,) = find_grids(RULES)
    clauses = ["2.1 Kunden betaler.", "2.2 Kunden klager.", "2.3 Kunden siger op."]
    words = [
        *at(60, 690, "2"), *at(210, 690, "Kundens pligter"),
        *(word for i, text in enumerate(clauses) for word in at(210, 682 - i * 8, text, size=6)),
    ]  # fmt: skip
    assert texts(read_grid(grid, words)) == ["2 Kundens pligter", *clauses]


# Pages of two columns


def two_columns(lines: int) -> list[Word]:
    left, right = "Databehandleren sletter alle data her", "Den dataansvarlige betaler for alt det"
    return [
        word
        for i in range(lines)
        for word in (
            *at(50, 700 - 12 * i, f"{left} {i}"),
            *at(310, 700 - 12 * i, f"{right} {i}"),
        )
    ]


def test_the_left_column_is_read_first() -> None:
    title = at(100, 740, "Databehandleraftale om drift af systemer til alle slags kunder")
    lines = read_columns([*two_columns(20), *title])
    assert [line.column for line in lines] == [0, *[1] * 20, *[2] * 20]
    assert lines[1].text.startswith("Databehandleren")
    assert lines[20].text.endswith("19")
    assert lines[21].text.startswith("Den dataansvarlige")


def test_a_few_lines_side_by_side_are_no_columns() -> None:
    assert {line.column for line in read_columns(two_columns(5))} == {0}


def test_short_cells_side_by_side_are_no_columns() -> None:
    words = [
        word
        for i in range(20)
        for word in (*at(50, 700 - 20 * i, "Navn"), *at(400, 700 - 20 * i, "Ja"))
    ]
    assert texts(read_columns(words)) == ["Navn\tJa"] * 20


def test_a_line_knows_the_room_that_its_first_word_takes() -> None:
    assert make_lines(at(50, 700, "databehandler og"))[0].room == pytest.approx(65)
