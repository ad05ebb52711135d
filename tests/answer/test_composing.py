"""A lead says in a word what the quote says, and only where it is the answer."""

from __future__ import annotations

import pytest

from answer.composing import Composition, compose, write
from answer.content import TermStatistics
from answer.extracting import Extract
from answer.naming import VendorNames
from answer.understanding import Understanding, understand
from klausul.ports import Library
from klausul.types import Citation, Clause, ClauseKind, Question, Span, Statement


def _answer(library: Library, question: str, quote: str, *, history: tuple[str, ...] = ()) -> str:
    """Return what is said when ``quote``, put into a document, is chosen as the answer."""
    document = next(iter(library.documents.values()))
    start = document.text.index(quote)
    span = Span(start, start + len(quote))
    clause = Clause(
        clause_id=f"{document.document_id}/x",
        document_id=document.document_id,
        label="4.1",
        text=quote,
        span=span,
        kind=ClauseKind.CLAUSE,
    )
    understanding: Understanding = understand(
        Question(text=question, document_id=document.document_id, history=history),
        library=library,
        names=VendorNames(library.documents.values()),
        speller=None,
    )
    composition = compose(
        [Extract(clause=clause, span=span, fit=1.0, nearness=1.0)],
        understanding=understanding,
        library=library,
        statistics=TermStatistics(library),
    )
    return write(composition)


@pytest.fixture
def deadline_library(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The invented agreements, the first with deadlines of both parties in its text."""
    from dataclasses import replace

    first, *rest = library.documents.values()
    text = (
        "Databehandleren sletter oplysningerne inden 45 dage efter ophør.\n"
        "Den dataansvarlige skal, senest 30 dage efter ophør, meddele, om data skal slettes.\n"
        "Leverandøren skifter underdatabehandler med mindst 60 dages varsel.\n"
        "Databehandleren sletter kopier efter 30 dage og sikkerhedskopier efter 90 dage."
    )
    documents = {first.document_id: replace(first, text=text)}
    documents |= {document.document_id: document for document in rest}
    monkeypatch.setattr(type(library), "documents", property(lambda _: documents))
    return library


@pytest.mark.parametrize(
    ("question", "quote", "lead"),
    [
        pytest.param(
            "Hvor hurtigt sletter I?",
            "Databehandleren sletter oplysningerne inden 45 dage efter ophør.",
            "Inden 45 dage. ",
            id="the vendor's deadline",
        ),
        pytest.param(
            "Hvor hurtigt sletter I?",
            "Den dataansvarlige skal, senest 30 dage efter ophør, meddele, om data skal slettes.",
            "Ifølge",
            id="the customer's deadline is no answer about the vendor",
        ),
        pytest.param(
            "Hvor hurtigt skal vi meddele, om data skal slettes?",
            "Den dataansvarlige skal, senest 30 dage efter ophør, meddele, om data skal slettes.",
            "Senest 30 dage. ",
            id="the customer's deadline for the customer",
        ),
        pytest.param(
            "Hvor langt er varslet for en ny underdatabehandler?",
            "Leverandøren skifter underdatabehandler med mindst 60 dages varsel.",
            "Mindst 60 dage. ",
            id="genitive",
        ),
        pytest.param(
            "Hvor hurtigt sletter I?",
            "Databehandleren sletter kopier efter 30 dage og sikkerhedskopier efter 90 dage.",
            "Ifølge",
            id="two deadlines give no one word",
        ),
    ],
)
def test_lead_is_the_deadline_of_the_asked_party(
    deadline_library: Library, question: str, quote: str, lead: str
) -> None:
    said = _answer(deadline_library, question, quote)

    assert said.startswith(lead)
    assert quote in said
    assert said.endswith("[1]\n\nKilde: Databehandleraftale (Fjordpost), pkt. 4.1")


def test_the_cells_of_a_row_are_parted_for_the_reader_only() -> None:
    text = "Hosting\tSkyhavn ApS"
    citation = Citation(
        clause_id="d/1", document_id="d", label="1", quote=text, span=Span(0, len(text))
    )
    statement = Statement(text=f"Ifølge 1: “{text}”", citations=(citation,))
    composition = Composition(statements=(statement,), sources={citation: "Aftale, pkt. 1"})
    assert write(composition) == "Ifølge 1: “Hosting · Skyhavn ApS” [1]\n\nKilde: Aftale, pkt. 1"
    assert statement.citations[0].quote == text


def test_no_belongs_to_the_question_before_unless_the_follow_up_is_what_the_clause_speaks_of(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    first, *rest = library.documents.values()
    quote = "Databehandleren må ikke sende en revisionserklæring til den dataansvarlige."
    documents = {first.document_id: replace(first, text=quote)}
    documents |= {document.document_id: document for document in rest}
    monkeypatch.setattr(type(library), "documents", property(lambda _: documents))
    before = ("Må databehandleren sende en revisionserklæring til den dataansvarlige?",)

    assert _answer(library, before[0], quote).startswith("Nej.")
    assert not _answer(library, "Og må de komme til et møde?", quote, history=before).startswith(
        "Nej."
    )
