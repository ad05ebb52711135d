"""The promise is kept by types: nothing uncited can be made."""

import pytest

from klausul import Answer, Citation, Outcome, Question, Scope, Span, Statement
from klausul.errors import UnprovenAnswerError
from klausul.types import Document, DocumentKind

CITATION = Citation(
    clause_id="a/1", document_id="a", label="1", quote="Data slettes.", span=Span(0, 13)
)
QUESTION = Question(text="Slettes data?")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-1, 3), (4, 2)])
def test_span_is_never_empty_or_backwards(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"0 <= start < end"):
        Span(start, end)


def test_span_relations() -> None:
    outer, inner, after = Span(0, 10), Span(2, 5), Span(5, 12)
    assert outer.contains(inner)
    assert not inner.contains(outer)
    assert outer.overlaps(after)
    assert not inner.overlaps(after)
    assert inner.of("0123456789") == "234"
    assert len(inner) == 3


def test_statement_without_a_citation_cannot_exist() -> None:
    with pytest.raises(UnprovenAnswerError):
        Statement(text="Data slettes straks.", citations=())


@pytest.mark.parametrize("outcome", [Outcome.ANSWERED, Outcome.REFERRED])
def test_answer_without_statements_cannot_be_answered(outcome: Outcome) -> None:
    with pytest.raises(UnprovenAnswerError):
        Answer(question=QUESTION, outcome=outcome, text="Ja.")


@pytest.mark.parametrize("outcome", [Outcome.NOT_FOUND, Outcome.AMBIGUOUS])
def test_refusal_holds_no_statements(outcome: Outcome) -> None:
    statement = Statement(text="Data slettes.", citations=(CITATION,))
    with pytest.raises(UnprovenAnswerError):
        Answer(question=QUESTION, outcome=outcome, text="", statements=(statement,))


def test_citations_are_distinct_and_in_order_of_use() -> None:
    other = Citation(
        clause_id="a/2", document_id="a", label="2", quote="Straks.", span=Span(20, 27)
    )
    statements = (
        Statement(text="En", citations=(other,)),
        Statement(text="To", citations=(CITATION, other)),
    )
    answer = Answer(
        question=QUESTION, outcome=Outcome.ANSWERED, text="En [1] To [2]", statements=statements
    )
    assert answer.citations == (other, CITATION)


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence"):
        Answer(question=QUESTION, outcome=Outcome.NOT_FOUND, text="", confidence=confidence)


def test_scope_limits_by_vendor_and_by_document() -> None:
    document = Document(
        document_id="a", vendor="nord", title="A", kind=DocumentKind.AGREEMENT, source="a.txt",
        sha256="0" * 64, text="tekst",
    )  # fmt: skip
    assert Scope().allows(document)
    assert Scope(vendors=frozenset({"nord"})).allows(document)
    assert not Scope(vendors=frozenset()).allows(document)
    assert not Scope(vendors=frozenset({"nord"}), document_ids=frozenset({"b"})).allows(document)
