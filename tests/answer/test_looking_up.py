"""Clauses that a question names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.looking_up import announced_rows, children_of, look_up
from klausul.danish.references import MentionKind, find_mentions
from klausul.types import Clause, ClauseKind, Document, DocumentKind, Span

LABELS = ("DBA 9.2", "Betingelser 9.2", "Bilag C", "Bilag C.1", "Bilag C.4", "8.2", "8.2.a", "10.1")


class _Library:
    """One document whose clauses are its labels."""

    def __init__(self) -> None:
        text = "\n".join(LABELS)
        self.version = "test"
        self.documents = {
            "d": Document(
                document_id="d",
                vendor="v",
                title="Aftale",
                kind=DocumentKind.AGREEMENT,
                source="d.txt",
                sha256="0",
                text=text,
            )
        }
        self.clauses = {label: self._clause(label, text) for label in LABELS}

    @staticmethod
    def _clause(label: str, text: str) -> Clause:
        start = text.index(f"{label}\n") if f"{label}\n" in text else text.index(label)
        return Clause(
            clause_id=label,
            document_id="d",
            label=label,
            text=label,
            span=Span(start, start + len(label)),
            kind=ClauseKind.CLAUSE,
        )

    def clauses_of(self, document_id: str) -> list[Clause]:
        return list(self.clauses.values())

    def references_of(self, document_id: str) -> list[object]:
        return []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param("Hvad står der i punkt 10.1?", ["10.1"], id="punkt"),
        pytest.param("Hvad siger pkt. 10.1", ["10.1"], id="pkt."),
        pytest.param("Hvad siger Bilag C.4?", ["Bilag C.4"], id="annex"),
        pytest.param("hvad siger bilag c.4", ["Bilag C.4"], id="annex in lower case"),
        pytest.param("Hvad siger DBA 9.2?", ["DBA 9.2"], id="part"),
        pytest.param("Hvad siger 8.2.a?", ["8.2.a"], id="letter"),
        pytest.param("Hvad siger punkt 99.9?", [], id="missing"),
    ],
)
def test_a_name_finds_its_clause(text: str, labels: list[str]) -> None:
    library = _Library()
    mentions = [m for m in find_mentions(text) if m.kind is not MentionKind.LAW]
    lookup = look_up(
        mentions,
        documents=list(library.documents.values()),
        library=library,  # type: ignore[arg-type]
        speaks_of_clause=True,
    )
    assert [clause.label for clause in lookup.clauses] == labels
    assert bool(lookup.missing) is not bool(labels)


def test_a_number_is_no_clause_where_more_is_asked() -> None:
    library = _Library()
    lookup = look_up(
        find_mentions("Bruger I protokol 10.1 til krypteret mail?"),
        documents=list(library.documents.values()),
        library=library,  # type: ignore[arg-type]
        speaks_of_clause=False,
    )
    assert lookup.clauses == ()


def test_a_heading_shows_what_it_heads() -> None:
    library = _Library()
    children = children_of(library.clauses["Bilag C"], library=library)  # type: ignore[arg-type]
    assert [clause.label for clause in children] == ["Bilag C.1", "Bilag C.4"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param("Hvad siger punkt 9.2?", ["DBA 9.2", "Betingelser 9.2"], id="two parts"),
        pytest.param("Hvad siger punkt 8?", ["8.2"], id="number of a chapter"),
    ],
)
def test_a_number_finds_all_that_it_may_mean(text: str, labels: list[str]) -> None:
    library = _Library()
    lookup = look_up(
        find_mentions(text),
        documents=list(library.documents.values()),
        library=library,  # type: ignore[arg-type]
        speaks_of_clause=True,
    )
    assert [clause.label for clause in lookup.clauses] == labels


def test_a_heading_shows_the_rows_of_its_table() -> None:
    library = _Library()
    annex = library.clauses["Bilag C"]
    row = replace(annex, clause_id="row", kind=ClauseKind.ROW, span=Span(900, 907), level=2)
    library.clauses = {"Bilag C": annex, "row": row}
    children = children_of(annex, library=library)  # type: ignore[arg-type]
    assert [clause.clause_id for clause in children] == ["row"]


def test_a_heading_shows_a_misnumbered_clause_under_it() -> None:
    library = _Library()
    clause = library.clauses["10.1"]
    heading = replace(
        clause,
        clause_id="8",
        label="8",
        heading="Lovvalg",
        kind=ClauseKind.HEADING,
        span=Span(800, 810),
    )
    under = replace(clause, clause_id="9.1", label="9.1", heading="Lovvalg", span=Span(820, 830))
    other = replace(under, clause_id="9.2", label="9.2", heading="Andet", span=Span(840, 850))
    library.clauses = {"8": heading, "9.1": under, "9.2": other}
    children = children_of(heading, library=library)  # type: ignore[arg-type]
    assert [clause.clause_id for clause in children] == ["9.1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("6. SLETTET.", ["10.1", "why"], id="a void clause with the row that says why"),
        pytest.param("1. " + "Oplysninger slettes. " * 5, ["10.1"], id="one that stands"),
    ],
)
def test_a_row_of_the_same_number_is_shown_with_a_void_clause(
    text: str, expected: list[str]
) -> None:
    library = _Library()
    clause = replace(library.clauses["10.1"], text=text)
    row = replace(
        clause, clause_id="why", label="Bilag C", heading="10.1 Slettet", kind=ClauseKind.ROW
    )
    library.clauses = {"10.1": clause, "why": row, "other": replace(row, heading="10.11")}
    lookup = look_up(
        find_mentions("Hvad siger punkt 10.1?"),
        documents=list(library.documents.values()),
        library=library,  # type: ignore[arg-type]
        speaks_of_clause=True,
    )
    assert [found.clause_id for found in lookup.clauses] == expected


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        pytest.param("Kunden har godkendt følgende underdatabehandlere:", ["row"], id="announced"),
        pytest.param("Kunden har godkendt følgende leverandører", ["row"], id="no colon printed"),
        pytest.param("Databehandleren hæfter for sine leverandører.", [], id="not announced"),
    ],
)
def test_announced_rows_of_the_same_clause(quote: str, expected: list[str]) -> None:
    library = _Library()
    clause = library.clauses["Bilag C"]
    row = replace(clause, clause_id="row", kind=ClauseKind.ROW, span=Span(900, 907))
    other = replace(row, clause_id="other", label="Bilag D")
    library.clauses = {"Bilag C": clause, "row": row, "other": other}
    rows = announced_rows(clause, quote=quote, library=library)  # type: ignore[arg-type]
    assert [found.clause_id for found in rows] == expected
