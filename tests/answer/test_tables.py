"""A question singles out rows of a table by words that stand in some of them only."""

from __future__ import annotations

import pytest

from answer.content import content_words
from answer.kinds import AnswerKind
from answer.tables import rows_beside
from klausul.types import Clause, ClauseKind, Document, DocumentKind, Reference, Span

ROWS = (
    "Skyhavn ApS\tHosting og support\tSverige",
    "Brevdue A/S\tUdsendelse af post\tDanmark",
    "Måge GmbH\tSupport\tTyskland",
)


class Table:
    """A library of one table and the row of another."""

    version = "1"

    def __init__(self) -> None:
        text, clauses = "", []
        for number, (label, row) in enumerate(
            [("Bilag B", row) for row in ROWS] + [("Bilag C", "Skyhavn ApS\tSupport\tNorge")]
        ):
            clauses.append(
                Clause(
                    clause_id=f"a/{number}",
                    document_id="a",
                    label=label,
                    heading=row.split("\t")[0],
                    path=(f"{label} Leverandører",),
                    text=row,
                    span=Span(len(text), len(text) + len(row)),
                    kind=ClauseKind.ROW,
                )
            )
            text += row + "\n"
        self.clauses = {clause.clause_id: clause for clause in clauses}
        self.documents = {
            "a": Document(
                document_id="a",
                vendor="a",
                title="Aftale",
                kind=DocumentKind.AGREEMENT,
                source="a.txt",
                sha256="0" * 64,
                text=text,
            )
        }

    def clauses_of(self, document_id: str) -> tuple[Clause, ...]:
        return tuple(self.clauses.values())

    def references_of(self, document_id: str) -> tuple[Reference, ...]:
        return ()


@pytest.mark.parametrize(
    ("question", "kind", "found", "rows"),
    [
        pytest.param("underdatabehandlere", AnswerKind.LIST, 1, (0, 1, 2), id="the whole table"),
        pytest.param("Hvem yder support?", AnswerKind.WHO, 0, (0, 2), id="the rows with a word"),
        pytest.param("Hvor ligger Brevdue?", AnswerKind.WHERE, 1, (1,), id="the row of a name"),
        pytest.param(
            "Bruger I underleverandører i Sverige?", AnswerKind.YES_NO, 0, (0,), id="ja or nej"
        ),
        pytest.param("Hvem er leverandørerne?", AnswerKind.WHO, 1, (0, 1, 2), id="what they head"),
        pytest.param("Hvor ligger serverne?", AnswerKind.WHERE, 1, (1,), id="no word of any row"),
        pytest.param("Hvor lang er fristen?", AnswerKind.DURATION, 0, (0,), id="a figure"),
    ],
)
def test_rows_that_answer_together(
    question: str, kind: AnswerKind, found: int, rows: tuple[int, ...]
) -> None:
    table = Table()

    beside = rows_beside(
        table.clauses[f"a/{found}"], words=content_words(question), kind=kind, library=table
    )

    assert [row.text for row in beside] == [ROWS[row] for row in rows]


def test_a_clause_that_is_no_row_stands_alone() -> None:
    table = Table()
    clause = Clause(
        clause_id="a/x",
        document_id="a",
        label="1",
        text="Hosting",
        span=Span(0, 7),
        kind=ClauseKind.CLAUSE,
    )

    beside = rows_beside(clause, words=(), kind=AnswerKind.LIST, library=table)

    assert beside == [clause]
