"""How clauses and documents are named to a reader."""

from __future__ import annotations

import pytest

from answer.wording import name_clause, name_document, say_verdict
from klausul.types import Clause, ClauseKind, Document, DocumentKind, Span, Verdict


@pytest.mark.parametrize(
    ("label", "kind", "named"),
    [
        pytest.param("10.1", ClauseKind.CLAUSE, "pkt. 10.1", id="number"),
        pytest.param("8.2.a", ClauseKind.ITEM, "pkt. 8.2.a", id="letter"),
        pytest.param("DBA 9.2", ClauseKind.CLAUSE, "DBA pkt. 9.2", id="part"),
        pytest.param("Bilag C.4", ClauseKind.CLAUSE, "Bilag C.4", id="annex"),
        pytest.param("Bilag 2", ClauseKind.CLAUSE, "Bilag 2", id="numbered annex"),
        pytest.param("Fodnote 1", ClauseKind.FOOTNOTE, "Fodnote 1", id="footnote"),
        pytest.param("Indledning", ClauseKind.PREAMBLE, "indledningen", id="word"),
        pytest.param("Hvor er data?", ClauseKind.QA, "“Hvor er data?”", id="question"),
    ],
)
def test_a_clause_is_named_as_people_refer_to_it(label: str, kind: ClauseKind, named: str) -> None:
    clause = Clause(
        clause_id="d/1", document_id="d", label=label, text="x", span=Span(0, 1), kind=kind
    )
    assert name_clause(clause) == named


@pytest.mark.parametrize(
    ("title", "named"),
    [
        pytest.param("Databehandleraftale", "Databehandleraftale (Fjordpost)", id="without vendor"),
        pytest.param("Aftale med FJORDPOST", "Aftale med FJORDPOST", id="with vendor"),
    ],
)
def test_a_document_is_named_with_its_vendor(title: str, named: str) -> None:
    document = Document(
        document_id="d",
        vendor="fjordpost",
        vendor_names=("Fjordpost",),
        title=title,
        kind=DocumentKind.AGREEMENT,
        source="d.txt",
        sha256="0",
        text="x",
    )
    assert name_document(document) == named


def test_a_polarity_with_exceptions_says_so() -> None:
    assert say_verdict(Verdict.NEJ) == "Nej."
    assert say_verdict(Verdict.NEJ, is_reserved=True) == "Nej, dog med forbehold."
