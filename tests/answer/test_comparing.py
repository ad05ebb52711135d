"""A topic across documents: a row each, proven, with the ends marked."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from answer.assistant import Assistant
from answer.citing import cite, state
from answer.comparing import SILENT, UNSETTLED, Comparison, Extreme, Row, compare
from answer.naming_topics import find_topic
from answer.topics import TOPICS, Topic
from klausul.ports import Library
from klausul.types import Answer, Note, NoteKind, Outcome, Question, Scope, Span


def topic(key: str) -> Topic:
    found = find_topic(key)
    assert found is not None
    return found


def rows(comparison: Comparison) -> Mapping[str, Row]:
    return {row.document.document_id: row for row in comparison.rows}


class ClauseAnswerer:
    """Answers every question about a document with the same clauses of it, a statement each."""

    def __init__(
        self, library: Library, clauses: Mapping[str, list[str]], notes: tuple[Note, ...] = ()
    ) -> None:
        self._library = library
        self._clauses = clauses
        self._notes = notes
        self.asked: list[Question] = []

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        ids = self._clauses.get(question.document_id or "", [])
        statements = []
        for clause_id in ids:
            clause = self._library.clauses[clause_id]
            document = self._library.documents[clause.document_id]
            proof = cite(clause, clause.span, document=document)
            statements.append(state(lead="", place="pkt.", citations=[proof]))
        return Answer(
            question=question,
            outcome=Outcome.ANSWERED if statements else Outcome.NOT_FOUND,
            text="",
            statements=tuple(statements),
            notes=self._notes if statements else (),
        )


BREACH = {
    "klinikdata-dba": ["klinikdata-dba/3.1"],
    "fjordpost-aftale": ["fjordpost-aftale/3.1"],
}


def test_every_document_has_a_row_with_its_value(library: Library) -> None:
    answerer = ClauseAnswerer(library, BREACH)
    found = compare(topic("brud"), answerer=answerer, library=library)
    assert [
        (r.document.document_id, r.outcome, r.value, r.number, r.unit, r.extreme)
        for r in found.rows
    ] == [
        (
            "fjordpost-aftale",
            Outcome.ANSWERED,
            "inden for 12 timer",
            12.0,
            "hours",
            Extreme.LOWEST,
        ),
        ("klinikdata-dba", Outcome.ANSWERED, "senest 36 timer", 36.0, "hours", Extreme.HIGHEST),
        ("tandpleje-faq", Outcome.NOT_FOUND, SILENT, None, None, None),
    ]
    assert [c.clause_id for row in found.rows for c in row.citations] == [
        "fjordpost-aftale/3.1",
        "klinikdata-dba/3.1",
    ]


def test_each_question_is_asked_of_one_document(library: Library) -> None:
    answerer = ClauseAnswerer(library, BREACH)
    compare(topic("brud"), answerer=answerer, library=library)
    assert {(q.vendor, q.document_id) for q in answerer.asked} == {
        (d.vendor, d.document_id) for d in library.documents.values()
    }
    firm = [q for q in answerer.asked if q.document_id == "klinikdata-dba"]
    assert len(firm) == 1, "a firm figure settles it; the next question is not asked"


def test_statement_off_topic_is_no_answer(library: Library) -> None:
    """The deadline of a deletion must never stand in the row of a breach."""
    wrong = {"klinikdata-dba": ["klinikdata-dba/4.1"]}
    found = compare(topic("log"), answerer=ClauseAnswerer(library, wrong), library=library)
    assert rows(found)["klinikdata-dba"].outcome is Outcome.NOT_FOUND
    assert rows(found)["klinikdata-dba"].citations == ()


def test_stronger_statement_is_chosen(library: Library) -> None:
    both = {"klinikdata-dba": ["klinikdata-dba/3.2", "klinikdata-dba/3.1"]}
    found = compare(topic("brud"), answerer=ClauseAnswerer(library, both), library=library)
    assert rows(found)["klinikdata-dba"].value == "senest 36 timer"


def test_names_come_from_every_statement(library: Library) -> None:
    both = {"klinikdata-dba": ["klinikdata-dba/Bilag-B"], "tandpleje-faq": ["tandpleje-faq/q1"]}
    found = compare(topic("sted"), answerer=ClauseAnswerer(library, both), library=library)
    assert rows(found)["klinikdata-dba"].value == "Sverige"
    assert "datacenter i Odense" in rows(found)["tandpleje-faq"].value


def test_place_of_a_topic_is_shown_where_nothing_answers(library: Library) -> None:
    found = compare(topic("brud"), answerer=ClauseAnswerer(library, {}), library=library)
    assert rows(found)["klinikdata-dba"].value == f"{UNSETTLED} (se pkt. 3.1, pkt. 3.2)"
    assert rows(found)["tandpleje-faq"].value == SILENT


def test_scope_limits_the_rows(library: Library) -> None:
    scope = Scope(vendors=frozenset({"fjordpost"}))
    answerer = ClauseAnswerer(library, BREACH)
    found = compare(topic("brud"), answerer=answerer, library=library, scope=scope)
    assert list(rows(found)) == ["fjordpost-aftale"]
    assert rows(found)["fjordpost-aftale"].extreme is None, "one row has no end"


def test_notes_are_those_of_the_cited_clauses(library: Library) -> None:
    cited, other = "klinikdata-dba/3.1", "klinikdata-dba/4.1"
    notes = tuple(
        Note(kind=kind, text=f"{kind} {clause_id}", clause_id=clause_id)
        for kind in (NoteKind.SHIFTED_REFERENCE, NoteKind.VAGUE_DEADLINE)
        for clause_id in (cited, other)
    )
    answerer = ClauseAnswerer(library, {"klinikdata-dba": [cited]}, notes)
    found = compare(topic("brud"), answerer=answerer, library=library)
    assert [n.text for n in rows(found)["klinikdata-dba"].notes] == [f"shifted_reference {cited}"]


@pytest.mark.parametrize("key", [t.key for t in TOPICS])
def test_real_answers_are_proven(key: str, assistant: Assistant, library: Library) -> None:
    found = compare(topic(key), answerer=assistant, library=library)
    assert len(found.rows) == len(library.documents)
    for row in found.rows:
        assert (row.outcome in (Outcome.ANSWERED, Outcome.REFERRED)) == bool(row.citations)
        assert row.value
        for citation in row.citations:
            text = library.documents[row.document.document_id].text
            assert citation.quote == Span.of(citation.span, text)


@pytest.mark.parametrize(
    ("key", "document_id", "value"),
    [
        ("brud", "klinikdata-dba", "senest 36 timer"),
        ("brud", "fjordpost-aftale", "inden for 12 timer"),
        ("slettefrist", "klinikdata-dba", "inden 45 dage"),
        ("slettefrist", "fjordpost-aftale", "så snart det er praktisk muligt (ingen fast frist)"),
        ("lovvalg", "fjordpost-aftale", "norsk ret"),
    ],
)
def test_real_answers_give_the_value(
    key: str, document_id: str, value: str, assistant: Assistant, library: Library
) -> None:
    found = compare(topic(key), answerer=assistant, library=library)
    assert rows(found)[document_id].value == value
