"""Look-ups in documents that print their sections as the question names them."""

from __future__ import annotations

import pytest

from answer.looking_up import Lookup, look_up
from klausul.danish.references import find_mentions
from klausul.types import Clause, ClauseKind, Document, DocumentKind, Reference, Span

DOCUMENTS = {
    "articles": {"7": "Artikel 7 Ophør", "8": "Artikel 8 Tavshed", "8.1": "1. De tier."},
    "points": {"8": "8. Tavshed", "8.1": "8.1 De tier."},
    "roman": {"I": "I. A", "I.1": "1. B", "VIII": "VIII. C", "VIII.1": "1. D", "VIII.2": "2. E"},
    "file": {"Vilkår § 5, stk. 2": "Stk. 2. Kunden betaler.", "DBA 5.2": "5.2 Log."},
    "annexes": {"Appendiks 1": "A", "Appendiks 1.1": "1. B", "Underbilag 2a": "C", "Tillæg 3": "D"},
}


class _Library:
    version = "test"

    def __init__(self, name: str) -> None:
        document = Document(
            document_id=name,
            vendor="v",
            title="Aftale",
            kind=DocumentKind.AGREEMENT,
            source="d.txt",
            sha256="0",
            text="\n".join(DOCUMENTS[name].values()),
        )
        self.documents = {name: document}
        self._clauses: list[Clause] = []
        start = 0
        for label, text in DOCUMENTS[name].items():
            clause = Clause(
                clause_id=label,
                document_id=name,
                label=label,
                text=text,
                span=Span(start, start + len(text)),
                kind=ClauseKind.CLAUSE,
            )
            self._clauses.append(clause)
            start += len(text) + 1
        self.clauses = {clause.clause_id: clause for clause in self._clauses}

    def clauses_of(self, document_id: str) -> list[Clause]:
        return self._clauses

    def references_of(self, document_id: str) -> tuple[Reference, ...]:
        return ()


def _look(name: str, question: str) -> Lookup:
    library = _Library(name)
    return look_up(
        find_mentions(question),
        documents=list(library.documents.values()),
        library=library,
        speaks_of_clause=True,
    )


@pytest.mark.parametrize(
    ("name", "question", "labels"),
    [
        pytest.param("articles", "Hvad står der i artikel 8?", ["8"], id="own article"),
        pytest.param("articles", "Hvad siger artikel 7 og 8?", ["7", "8"], id="two of them"),
        pytest.param("articles", "Hvad siger artikel 8, stk. 1?", ["8.1"], id="its paragraph"),
        pytest.param("articles", "Hvad siger GDPR artikel 8?", [], id="a law is named"),
        pytest.param("articles", "Hvad siger artikel 28?", [], id="no such section"),
        pytest.param("points", "Hvad står der i artikel 8?", [], id="sections of another word"),
        pytest.param("roman", "Hvad siger afsnit VIII, pkt. 1?", ["VIII.1"], id="section, point"),
        pytest.param("roman", "Hvad siger afsnit I, punkt 1?", ["I.1"], id="section one"),
        pytest.param("file", "Hvad siger § 5, stk. 2?", ["Vilkår § 5, stk. 2"], id="by the sign"),
        pytest.param("annexes", "Hvad siger Appendiks 1?", ["Appendiks 1"], id="appendix"),
        pytest.param("annexes", "Hvad siger bilag 1, pkt. 1?", ["Appendiks 1.1"], id="its point"),
        pytest.param("annexes", "Hvad siger underbilag 2a?", ["Underbilag 2a"], id="lettered"),
        pytest.param("annexes", "Hvad siger bilag 2a?", ["Underbilag 2a"], id="by the common word"),
        pytest.param("annexes", "Hvad står i tillæg 3?", ["Tillæg 3"], id="addendum"),
    ],
)
def test_what_is_found(name: str, question: str, labels: list[str]) -> None:
    found = _look(name, question)
    assert [clause.label for clause in found.clauses] == labels
    assert found.missing == ()


def test_a_point_that_a_section_lacks_is_missing_by_both_names() -> None:
    assert _look("roman", "Hvad siger afsnit VIII, pkt. 9?").missing == ("afsnit VIII, pkt. 9",)
