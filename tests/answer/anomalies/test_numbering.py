"""Numbers that are skipped, astray, unprinted or used twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from klausul.types import ClauseKind, Note, NoteKind

Find = Callable[..., Any]

HEAD: dict[str, Any] = {"kind": ClauseKind.HEADING}
_ASTRAY = (Note(kind=NoteKind.MISNUMBERED, text="Punktet er trykt som 5.3."),)


def clause(label: str, words: str = "Kaj sletter data.", **more: object) -> tuple[Any, ...]:
    return label, f"{label} {words}", {"number": label} | more


def head(label: str, title: str) -> tuple[Any, ...]:
    return label, f"{label}. {title}", {"number": label, "heading": title} | HEAD


def test_clause_of_another_section_is_told_with_both_places(find: Find) -> None:
    made = find(
        head("4", "Brud"), clause("4.1"), clause("5.3", notes=_ASTRAY), head("5", "Ophør"),
        clause("5.1"),
    )  # fmt: skip
    assert made.said[0] == ("misnumbered", "Under afsnit 4 (Brud) er punktet trykt som 5.3.")
    assert [c.quote for c in made.anomalies[0].citations] == ["4. Brud", "5.3 Kaj sletter data."]


def test_skipped_number_is_told(find: Find) -> None:
    made = find(head("3", "Pligter"), clause("3.1"), clause("3.2"), clause("3.4"))
    assert made.said == [
        ("misnumbered", "Pkt. 3.3 mangler: numrene springer fra pkt. 3.2 til pkt. 3.4.")
    ]


def test_skipped_section_is_told(find: Find) -> None:
    made = find(head("1", "Formål"), clause("1.1"), head("3", "Ophør"), clause("3.1"))
    assert "Afsnit 2 mangler: numrene springer fra afsnit 1 (Formål)" in made.said[0][1]


def test_skipped_letter_is_told(find: Find) -> None:
    whole = "2 Kaj skal\na) slette\nb) logge\nd) tie"
    items = [
        (f"2.{x}", f"{x}) {w}", {"number": x, "kind": ClauseKind.ITEM, "inside": True})
        for x, w in (("a", "slette"), ("b", "logge"), ("d", "tie"))
    ]
    made = find(("2", whole, {"number": "2"}), *items)
    assert [text for _, text in made.said] == [
        "Pkt. 2.c mangler: numrene springer fra pkt. 2.b til pkt. 2.d."
    ]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Kaj sletter data.\n3.3 gælder også her.", id="opens a line"),
        pytest.param("Kaj sletter data (3.3 og frem).", id="in the text"),
    ],
)
def test_number_that_is_printed_is_not_called_missing(find: Find, words: str) -> None:
    assert find(head("3", "Pligter"), clause("3.2", words), clause("3.4")).said == []


def test_number_that_is_known_without_print_is_not_called_missing(find: Find) -> None:
    unprinted = ("2", "BRUD", {"number": "2", "heading": "BRUD"} | HEAD)
    made = find(head("1", "Formål"), clause("1.1"), unprinted, clause("2.1"), head("3", "Ophør"))
    assert [text for _, text in made.said if "mangler" in text] == []


def test_wide_gap_is_an_excerpt_and_not_told(find: Find) -> None:
    assert find(clause("3.1"), clause("3.9")).said == []


def test_number_behind_a_later_one_is_told(find: Find) -> None:
    made = find(clause("3.1"), clause("3.2"), clause("3.4"), clause("3.3"), clause("3.5"))
    assert made.said == [("misnumbered", "Pkt. 3.3 står efter pkt. 3.4.")]


def test_list_that_lost_its_letters_is_told(find: Find) -> None:
    def items(marks: str, of: str) -> list[tuple[Any, ...]]:
        more = {"kind": ClauseKind.ITEM, "inside": True}
        return [(f"{of}.{m}", f"{m}. punkt{m}", more | {"number": m}) for m in marks]

    made = find(
        ("5.1", "1. Det kan være:\n1. punkt1\n2. punkt2", {"number": "1"}),
        *items("12", "5.1"),
        ("5.2", "2. Det skal være:\na. punkta\nb. punktb", {"number": "2"}),
        *items("ab", "5.2"),
    )
    assert [kind for kind, _ in made.said] == ["misnumbered"]
    assert "Listen i pkt. 5.1 tæller 1.–2. ligesom selve bestemmelserne" in made.said[0][1]


def test_list_with_two_sorts_of_marks_is_told(find: Find) -> None:
    more = {"kind": ClauseKind.ITEM, "inside": True}
    marks = [("i", "1. i) anmodninger"), ("ii", "2. ii) klager")]
    items = [(f"4.9.{n}", words, more | {"number": n}) for n, words in marks]
    made = find(("4.9", "4.9 Kaj nævner:\n1. i) anmodninger\n2. ii) klager"), *items)
    assert made.said == [
        ("misnumbered", "Listen i pkt. 4.9 har to slags numre: »1. i)« og »2. ii)«.")
    ]


def test_unprinted_numbers_are_one_finding(find: Find) -> None:
    note = Note(kind=NoteKind.NUMBER_NOT_PRINTED, text="Nummeret er ikke trykt.")
    drafts = [
        (n, f"• Afsnit {t}", {"number": n, "notes": (note,)} | HEAD)
        for n, t in (("2", "to"), ("3", "tre"), ("4", "fire"))
    ]
    made = find(*drafts)
    assert [kind for kind, _ in made.said] == ["number_not_printed"]
    assert made.said[0][1].startswith("Numrene 2, 3 og 4 er ikke trykt i kilden")


def test_number_over_a_title_in_the_clause_before_is_printed(find: Find) -> None:
    note = Note(kind=NoteKind.NUMBER_NOT_PRINTED, text="Nummeret (4) er ikke trykt.")
    torn = ("4", "Sildefjord Kommune", {"number": "4", "notes": (note,)} | HEAD)
    titled = clause("3.1", "Kaj sletter data.\n\n4 BRUD")
    assert find(titled, torn, clause("4.1")).said == []
    in_prose = clause("3.1", "Kaj sletter data inden\n4 Uger er gået.")
    assert [kind for kind, _ in find(in_prose, torn, clause("4.1")).said] == ["number_not_printed"]


def test_sections_that_run_on_through_roman_chapters_count_apart(find: Find) -> None:
    labels = ("I", "II", "§ 31", "III")
    drafts = [(n, f"{n}. Kaj sletter data.", {"number": n.removeprefix("§ ")}) for n in labels]
    assert find(*drafts).said == []
    lost = ("V", "V. Kaj sletter data.", {"number": "V"})
    assert [kind for kind, _ in find(*drafts, lost).said] == ["misnumbered"]


def test_number_of_two_clauses_is_told_with_both(find: Find) -> None:
    made = find(clause("8.1"), clause("8.2"), clause("8.2", "Kaj tager betaling."), clause("8.3"))
    assert made.said == [("duplicate_number", "Nummeret 8.2 er brugt to forskellige steder.")]
    assert [c.quote for c in made.anomalies[0].citations] == [
        "8.2 Kaj sletter data.",
        "8.2 Kaj tager betaling.",
    ]


def test_list_that_begins_again_is_one_finding(find: Find) -> None:
    text = "C.2 Kaj sikrer\n1. lås\n2. log\nog endvidere\n1. vagt\n2. vej"
    more = {"kind": ClauseKind.ITEM, "inside": True}
    items = [
        (f"Bilag C.2.{n}", f"{n}. {w}", more | {"number": n})
        for n, w in (("1", "lås"), ("2", "log"), ("1", "vagt"), ("2", "vej"))
    ]
    made = find(("Bilag C.2", text, {"number": "C.2", "part": "Bilag C"}), *items)
    assert made.said == [
        ("duplicate_number", "Numrene Bilag C.2.1 og Bilag C.2.2 er brugt to gange.")
    ]


def test_reference_that_a_line_break_put_first_is_no_second_number(find: Find) -> None:
    made = find(clause("3.1"), clause("3.2"), clause("3.1", "– 3.2 også gælder for andre."))
    assert made.said == []


def test_rows_share_the_number_of_their_table(find: Find) -> None:
    row = {"kind": ClauseKind.ROW, "number": None, "heading": "Vejhost"}
    made = find(clause("4.1"), ("4.1", "Vejhost\tAarhus", row), ("4.1", "Båd\tRibe", row))
    assert made.said == []
