"""Clauses that say nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from klausul.types import ClauseKind

Find = Callable[..., Any]

LONG = "Leverandøren holder personoplysninger adskilt fra andre kunders, også i kopier og i test."


@pytest.mark.parametrize(
    "words",
    [
        "SLETTET.", "Udgår", "(Udgået)", "[Reserveret]", "Ikke anvendt.", "N/A", "–",
        "Bestemmelsen udgår.", "Dette punkt er bevidst tomt.",
    ],
)  # fmt: skip
def test_deleted_clause_is_told_in_its_own_words(find: Find, words: str) -> None:
    made = find(("6.6", f"6. {words}", {"number": "6"}), ("6.7", f"7. {LONG}", {"number": "7"}))
    assert made.said == [("empty_clause", f"I pkt. 6.6 står kun »{words}«.")]


@pytest.mark.parametrize(
    "words", ["Ingen.", "Ikke relevant for denne løsning.", "Aftalen er slettet hos begge.", "Nej"]
)
def test_short_clause_that_says_something_is_sound(find: Find, words: str) -> None:
    assert find(("A.3", f"A.3 {words}", {"number": "A.3"})).said == []


def test_number_without_words_is_told_where_the_next_follows(find: Find) -> None:
    made = find(("4.1", "4.1", {"number": "4.1"}), ("4.2", f"4.2 {LONG}", {"number": "4.2"}))
    assert made.said == [("empty_clause", "I pkt. 4.1 står intet.")]


def test_number_on_a_line_of_its_own_is_no_empty_clause(find: Find) -> None:
    title = {"kind": ClauseKind.HEADING, "heading": "Formål"}
    assert find(("1", "Bestemmelse 1", {"number": "1"}), ("Formål", "Formål", title)).said == []


def test_section_with_a_heading_alone_is_told(find: Find) -> None:
    def head(number: str, title: str) -> tuple[Any, ...]:
        more = {"number": number, "kind": ClauseKind.HEADING, "heading": title}
        return number, f"{number}. {title}", more

    clause = {"number": "2.1"}
    made = find(
        head("1", "Formål"), head("2", "Sletning"), ("2.1", f"2.1 {LONG}", clause),
        head("3", "Ophør"),
    )  # fmt: skip
    assert [text for _, text in made.said] == [
        "I afsnit 1 (Formål) står kun en overskrift.",
        "I afsnit 3 (Ophør) står kun en overskrift.",
    ]


def test_clause_with_a_title_alone_among_sentences_is_told(find: Find) -> None:
    drafts = [(f"4.{n}", f"4.{n} Ad {n}: {LONG}", {"number": f"4.{n}"}) for n in (1, 2, 4)]
    bare = ("4.3", "4.3 Videregivelse", {"number": "4.3"})
    made = find(drafts[0], drafts[1], bare, drafts[2])
    assert [text for _, text in made.said] == ["I pkt. 4.3 står kun en overskrift."]


def test_short_entries_of_a_list_are_sound(find: Find) -> None:
    drafts = [
        (f"A.{n}", f"A.{n} {w}", {"number": f"A.{n}"})
        for n, w in enumerate(("Børn", "Lærere", "Forældre"), 1)
    ]
    assert find(*drafts).said == []


def test_rows_with_a_name_alone_are_one_finding(find: Find) -> None:
    def row(name: str, rest: str = "") -> tuple[Any, ...]:
        return "Oversigt", f"{name}{rest}", {"kind": ClauseKind.ROW, "heading": name}

    made = find(row("Lønbold", "\tVejhost"), row("Vagtur"), row("Fakt", "\tBåd"), row("Rejs"))
    assert [text for _, text in made.said] == [
        "I tabellen under Oversigt står kun navnet i rækkerne »Vagtur« og »Rejs«."
    ]


def test_row_whose_cells_are_not_kept_apart_is_sound(find: Find) -> None:
    whole = "Vejhost og 30 11 46 87 Danmark Hosting af lønsystemet, Søn A/S backup og overvågning"
    rows = [(whole, whole), ("Lønbold", "Lønbold\tRibe"), ("Fakt", "Fakt\tBåd")]
    made = find(*[("Oversigt", t, {"kind": ClauseKind.ROW, "heading": h}) for h, t in rows])
    assert made.said == []


def test_heading_with_one_short_line_below_is_sound(find: Find) -> None:
    drafts = [(f"{n}", f"{n}) Ad {n}: {LONG}", {"number": f"{n}"}) for n in (1, 3)]
    date = ("2", "2) Aftalens start\n\nDato: 1. marts", {"number": "2", "heading": "Start"})
    assert find(drafts[0], date, drafts[1]).said == []
