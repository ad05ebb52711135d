from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evals.coverage import check_coverage
from klausul.ports import Library
from klausul.types import Clause, Span


def check(library: Library, change: Callable[[Clause], Clause | None]) -> list[tuple[str, str]]:
    """Return what is broken in alfa-dba once ``change`` has replaced or dropped clauses."""
    document = library.documents["alfa-dba"]
    changed = [change(clause) for clause in library.clauses_of("alfa-dba")]
    found = check_coverage(document, [clause for clause in changed if clause is not None])
    return [(violation.what, violation.excerpt) for violation in found]


def test_a_tiled_document_breaks_nothing(library: Library) -> None:
    assert check(library, lambda clause: clause) == []


def move(clause: Clause, label: str, *, start: int = 0, end: int = 0, text: str = "") -> Clause:
    """Move the ends of the clause with that label; by default its text follows."""
    if clause.label != label:
        return clause
    span = Span(clause.span.start + start, clause.span.end + end)
    kept = clause.text[start : len(clause.text) + end if end < 0 else None]
    return replace(clause, span=span, text=text or kept)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            lambda c: None if c.label == "10.2" else c,
            [("uncovered", "10.2 Kunden betaler for udlevering af data.")],
            id="clause-missing",
        ),
        pytest.param(
            lambda c: move(c, "10.2", start=5),
            [("uncovered", "10.2")],
            id="number-left-out",
        ),
        pytest.param(
            lambda c: replace(c, level=1) if c.label == "10.1.b" else c,
            [("covered_twice", "b) aftalen er opsagt.")],
            id="covered-twice",
        ),
        pytest.param(
            lambda c: replace(c, text="Andre ord.") if c.label == "10.1.b" else c,
            [("text_differs", "b) aftalen er opsagt.")],
            id="text-differs",
        ),
        pytest.param(
            lambda c: replace(c, parent_id="alfa-dba/10") if c.label == "10.1.b" else c,
            [("outside_parent", "b) aftalen er opsagt.")],
            id="outside-parent",
        ),
        pytest.param(
            lambda c: replace(c, parent_id=None) if c.label == "10.1.b" else c,
            [("unknown_parent", "b) aftalen er opsagt.")],
            id="unknown-parent",
        ),
    ],
)
def test_each_broken_promise_is_named(
    library: Library,
    change: Callable[[Clause], Clause | None],
    expected: list[tuple[str, str]],
) -> None:
    assert check(library, change) == expected
