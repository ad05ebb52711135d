"""Which clauses may answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.choosing import _speaks_through, may_answer
from answer.kinds import AnswerKind
from klausul.types import Clause, ClauseKind, Span


def make(text: str, kind: ClauseKind) -> Clause:
    return Clause(
        clause_id="d/7.4",
        document_id="d",
        label="7.4",
        text=text,
        span=Span(0, len(text)),
        kind=kind,
    )


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param("7.4 SLETTET.", ClauseKind.CLAUSE, False, id="deleted"),
        pytest.param("7.4. Bestemmelsen udgår.", ClauseKind.CLAUSE, False, id="left out"),
        pytest.param("7.4 Sikkerhed", ClauseKind.CLAUSE, False, id="one word"),
        pytest.param("7.4 2 uger.", ClauseKind.CLAUSE, True, id="only a time"),
        pytest.param(
            "7.4 Loggen slettes efter kundens anmodning.", ClauseKind.CLAUSE, True, id="a rule"
        ),
        pytest.param("Sp: Er det gratis?\nSvar: Ja.", ClauseKind.QA, True, id="short answer"),
        pytest.param("INDHOLD Sikkerhed og sletning", ClauseKind.CONTENTS, False, id="contents"),
    ],
)
def test_a_clause_that_says_nothing_does_not_answer(
    text: str, kind: ClauseKind, expected: bool
) -> None:
    assert may_answer(make(text, kind)) is expected


def make_item(text: str, parent: Clause) -> Clause:
    start = parent.text.index(text)
    return replace(
        parent,
        clause_id="d/7.4.a",
        text=text,
        span=Span(start, start + len(text)),
        kind=ClauseKind.ITEM,
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        pytest.param(AnswerKind.DURATION, True, id="a time"),
        pytest.param(AnswerKind.PROCEDURE, False, id="anything else"),
    ],
)
def test_a_time_that_only_the_parent_prints_is_quoted_from_it(
    kind: AnswerKind, expected: bool
) -> None:
    item_text = "a) en nøje beskrivelse af hændelsens karakter og omfang"
    parent = make(f"7.4 Kunden får senest 6 timer efter:\n{item_text}", ClauseKind.CLAUSE)
    assert _speaks_through(parent, make_item(item_text, parent), kind=kind) is expected
