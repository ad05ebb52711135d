"""Contact details answer only for the company that was asked about."""

from __future__ import annotations

import pytest

from answer.contacts import is_of_another
from klausul.types import Clause, ClauseKind, Document, DocumentKind, Span

DOCUMENT = Document(
    document_id="d",
    vendor="nordlys",
    vendor_names=("Nordlys Data",),
    title="Aftale",
    kind=DocumentKind.AGREEMENT,
    source="d.txt",
    sha256="0" * 64,
    text="x",
)
ROW = "Skyhost A/S CVR 12345678 Havnegade 2, 8000 Aarhus C Hosting"
OWN = "Nordlys Data ApS, CVR 87654321, Torvet 1, 6000 Kolding"


def _clause(text: str, *, kind: ClauseKind, heading: str | None) -> Clause:
    return Clause(
        clause_id="d/1",
        document_id="d",
        label="Bilag B",
        heading=heading,
        text=text,
        span=Span(0, len(text)),
        kind=kind,
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("Hvad er jeres CVR-nummer?", True, id="the vendor is asked about"),
        pytest.param("Hvad er adressen på Skyhost?", False, id="the company is asked about"),
        pytest.param("Hvad er adressen på Maildug?", True, id="another company is asked about"),
    ],
)
def test_row_of_a_company(question: str, expected: bool) -> None:
    row = _clause(ROW, kind=ClauseKind.ROW, heading="Skyhost A/S")
    assert is_of_another(row, DOCUMENT, question=question) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("Hvad er adressen?", False, id="nobody named"),
        pytest.param("Hvad er adressen på Nordlys?", False, id="the vendor named"),
        pytest.param("Hvad er CVR-nummeret på Skyhost?", True, id="a sub-processor named"),
    ],
)
def test_clause_about_the_vendor(question: str, expected: bool) -> None:
    clause = _clause(OWN, kind=ClauseKind.PREAMBLE, heading=None)
    assert is_of_another(clause, DOCUMENT, question=question) is expected
