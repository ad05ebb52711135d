"""Sentences that are printed twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from klausul.types import ClauseKind, ReferenceStatus

Find = Callable[..., Any]

LONG = (
    "Databehandleren er herefter forpligtet til at beslutte, hvilke foranstaltninger der skal"
    " gennemføres for at nå det aftalte niveau."
)


def clause(label: str, words: str) -> tuple[Any, ...]:
    return label, f"{label} {words}", {"number": label}


def test_sentence_of_another_clause_is_told_with_both_places(find: Find) -> None:
    made = find(clause("C.2", f"Kaj låser.\n\n{LONG}"), clause("C.3", f"Kaj logger.\n\n{LONG}"))
    assert made.said == [("repeated_text", "C.3 gentager ordret tekst fra C.2.")]
    assert [c.quote for c in made.anomalies[0].citations] == [LONG, LONG]
    assert [c.label for c in made.anomalies[0].citations] == ["C.2", "C.3"]


def test_sentence_twice_in_one_clause_is_told(find: Find) -> None:
    made = find(clause("C.2", f"Kaj låser.\n\n{LONG}\n\nKaj logger.\n\n{LONG}"))
    assert made.said == [("repeated_text", "C.2 har den samme tekst to gange.")]


def test_short_sentence_may_be_repeated(find: Find) -> None:
    made = find(clause("C.2", "Se Bilag A om formål."), clause("C.3", "Se Bilag A om formål."))
    assert made.said == []


def test_cells_of_a_table_may_be_repeated(find: Find) -> None:
    rows = [
        ("B.1", f"{name}\n{LONG}", {"kind": ClauseKind.ROW, "heading": name})
        for name in ("Vejhost ApS", "Bådhost A/S")
    ]
    assert find(*rows).said == []


def test_row_that_is_printed_twice_is_told(find: Find) -> None:
    row = ("E", f"14.5 Underskrift\n{LONG}", {"kind": ClauseKind.ROW, "heading": "14.5"})
    assert [kind for kind, _ in find(row, row).said] == ["repeated_text"]


def test_clause_that_refers_to_another_may_quote_it(find: Find) -> None:
    reference = {"status": ReferenceStatus.OK, "target_id": "8.4"}
    made = find(
        clause("8.4", LONG),
        clause("E", f"Om punkt 8.4. {LONG}"),
        references={"punkt 8.4": reference},
    )
    assert made.said == []
