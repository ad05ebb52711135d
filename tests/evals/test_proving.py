from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from evals.proving import unproven_numbers
from klausul.ports import Library
from klausul.types import (
    Answer,
    Citation,
    Clause,
    ClauseKind,
    Document,
    DocumentKind,
    Outcome,
    Question,
    Span,
    Statement,
)

DEADLINE = "Brud meddeles senest 24 timer efter fundet, og bistand koster 900 kr. pr. time."
ROW = "Nord 3\tDanmark\t5 år"
TEXT = f"{DEADLINE}\n{ROW}"
ANNEX = "Ifølge Bilag C.4 i Aftale 7 (Delta 360)"
SOURCES = "\n\nKilder:\n[1] Aftale 7 (Delta 360), Bilag C.4\n[2] Aftale 7, 12 (“Nord 3”)"
SOURCE = "\n\nKilde: Aftale 7 (Delta 360), Bilag C.4"


def clause(label: str, words: str, *, heading: str | None = None) -> Clause:
    start = TEXT.index(words)
    return Clause(
        clause_id=f"delta/{label}",
        document_id="delta",
        label=label,
        heading=heading,
        text=words,
        span=Span(start, start + len(words)),
        kind=ClauseKind.CLAUSE,
    )


CLAUSES = (clause("Bilag C.4", DEADLINE), clause("12", ROW, heading="Nord 3"))
FIRST, SECOND = (
    Citation(
        clause_id=found.clause_id,
        document_id="delta",
        label=found.label,
        quote=found.text,
        span=found.span,
    )
    for found in CLAUSES
)


@pytest.fixture
def delta(library_of: Callable[[Iterable[Document], Iterable[Clause]], Library]) -> Library:
    document = Document(
        document_id="delta",
        vendor="delta",
        vendor_names=("Delta 360",),
        title="Aftale 7",
        kind=DocumentKind.AGREEMENT,
        source="delta.txt",
        sha256="0" * 64,
        text=TEXT,
    )
    return library_of([document], CLAUSES)


def answer(*statements: Statement, text: str | None = None) -> Answer:
    said = "\n".join(f"{one.text} [{n}]" for n, one in enumerate(statements, start=1))
    return Answer(
        question=Question(text="?"),
        outcome=Outcome.ANSWERED,
        text=said + (SOURCES if len(statements) > 1 else SOURCE) if text is None else text,
        statements=statements,
    )


def deadline(lead: str, *, place: str = ANNEX, quote: str = DEADLINE) -> Statement:
    return Statement(text=f"{lead} {place}: “{quote}”", citations=(FIRST,))


def row(lead: str = "") -> Statement:
    return Statement(text=f"{lead} Ifølge 12 (“Nord 3”): “{ROW}”", citations=(SECOND,))


@pytest.mark.parametrize(
    "lead",
    [
        pytest.param("", id="no-words"),
        pytest.param("Ja.", id="verdict"),
        pytest.param("Senest 24 timer.", id="figure"),
        pytest.param("Senest fireogtyve timer.", id="in-words"),
        pytest.param("900 kr. pr. time.", id="amount"),
        pytest.param("900 kroner.", id="amount-shortened"),
    ],
)
def test_what_the_quotes_hold_is_proven(lead: str, delta: Library) -> None:
    assert unproven_numbers(answer(deadline(lead), row("5 år.")), library=delta) == ()


@pytest.mark.parametrize(
    ("lead", "unproven"),
    [
        pytest.param("Senest 48 timer.", ("48", "duration 48 time"), id="other-number"),
        pytest.param("Senest otteogfyrre timer.", ("48", "duration 48 time"), id="in-words"),
        pytest.param("Senest 24 dage.", ("duration 24 dag",), id="other-unit"),
        pytest.param("Hver 24. time.", ("frequency 0.0416667 time",), id="other-measure"),
        pytest.param("24 procent.", ("percent 24 %",), id="other-kind"),
        pytest.param("900 kr. pr. måned.", ("amount 900 DKK/måned",), id="paid-for-another"),
        pytest.param("Efter artikel 33.", ("33",), id="law"),
        pytest.param("Kravet »48 timer« gælder.", ("48", "duration 48 time"), id="false-quote"),
        pytest.param("Senest 12.", ("12",), id="label-as-number"),
    ],
)
def test_what_they_do_not_hold_is_found(
    lead: str, unproven: tuple[str, ...], delta: Library
) -> None:
    assert unproven_numbers(answer(deadline(lead), row()), library=delta) == unproven


def test_a_statement_is_held_to_its_own_quotes(delta: Library) -> None:
    borrowed = answer(deadline("5 år."), row())
    assert unproven_numbers(borrowed, library=delta) == ("5", "duration 5 år")


def test_a_changed_quote_proves_nothing(delta: Library) -> None:
    changed = deadline("", quote=DEADLINE.replace("24", "72"))
    assert unproven_numbers(answer(changed), library=delta) == ("72", "duration 72 time")


@pytest.mark.parametrize(
    ("added", "unproven"),
    [
        pytest.param("Hurtigst er Delta 360: senest 24 timer, mod 5 år hos Nord 3.", (), id="true"),
        pytest.param(
            "Hurtigst er Delta 360: senest 12 timer.", ("12", "duration 12 time"), id="false"
        ),
        pytest.param("Punkt 99 findes ikke i Aftale 7.", (), id="place"),
        pytest.param("Se pkt. 9.2 og Bilag D.1.", (), id="places"),
        pytest.param("Det er sagt [2].", (), id="mark"),
        pytest.param("Det er sagt [4].", ("4",), id="mark-of-nothing"),
    ],
)
def test_added_lines_are_held_to_all_quotes(
    added: str, unproven: tuple[str, ...], delta: Library
) -> None:
    statements = (deadline("Ja."), row())
    honest = answer(*statements)
    text = f"{honest.text.partition(SOURCES)[0]}\n{added}"
    assert unproven_numbers(answer(*statements, text=text), library=delta) == unproven


def test_the_sources_hide_nothing(delta: Library) -> None:
    honest = answer(deadline("Ja."), row())
    cheat = answer(deadline("Ja."), row(), text=f"{honest.text}, senest 48 timer")
    assert unproven_numbers(honest, library=delta) == ()
    assert unproven_numbers(cheat, library=delta) == ("48", "duration 48 time")


def test_the_cells_of_a_quoted_row_may_be_parted_otherwise(delta: Library) -> None:
    shown = Statement(text=f"Ifølge 12: “{ROW}”", citations=(SECOND,))
    text = f"Ifølge pkt. 12: “{ROW.replace(chr(9), ' · ')}” [1]"
    assert unproven_numbers(answer(shown, text=text), library=delta) == ("12",)
    named = Statement(text=f"Ifølge pkt. 12: “{ROW}”", citations=(SECOND,))
    assert unproven_numbers(answer(named, text=text), library=delta) == ()


def test_a_refusal_claims_nothing(delta: Library) -> None:
    refusal = Answer(
        question=Question(text="?"), outcome=Outcome.NOT_FOUND, text="2019 nævnes ikke i aftalen."
    )
    assert unproven_numbers(refusal, library=delta) == ()
