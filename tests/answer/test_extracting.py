"""The words of a clause that answer: whole sentences or whole items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.bodies import body_of
from answer.content import TermStatistics, content_words
from answer.extracting import QUOTE_LIMIT, extract, extract_opening, extract_whole
from answer.kinds import AnswerKind
from klausul.ports import Library
from klausul.types import Clause, ClauseKind, Span

LONG = (
    "1. Databehandleren fører log over enhver adgang til personoplysninger og gennemgår den."
    " Loggen indeholder brugerens navn og det søgte kriterium samt den anvendte maskine."
    " Loggen opbevares i 14 måneder og slettes derefter af databehandlerens driftsafdeling."
    " Den dataansvarlige kan få udleveret et udtræk, når der er et sagligt formål med det."
    " Udtrækket leveres i et almindeligt anvendt format, som parterne aftaler nærmere."
)


def _clause(text: str, *, offset: int = 7, **fields: object) -> Clause:
    values: dict[str, object] = {
        "clause_id": "d/1.1",
        "document_id": "d",
        "label": "1.1",
        "heading": "Logning",
        "kind": ClauseKind.CLAUSE,
        **fields,
    }
    return Clause(text=text, span=Span(offset, offset + len(text)), **values)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def statistics(library: Library) -> TermStatistics:
    return TermStatistics(library)


def test_the_sentence_with_the_kind_asked_for_is_quoted(statistics: TermStatistics) -> None:
    question = "Hvor længe opbevares loggen?"
    found = extract(
        _clause(LONG),
        words=content_words(question),
        kind=AnswerKind.DURATION,
        statistics=statistics,
    )
    assert found.text.startswith("Loggen opbevares i 14 måneder")
    assert len(found.text) <= QUOTE_LIMIT


def test_a_list_is_quoted_with_its_items(statistics: TermStatistics) -> None:
    items = "\n".join(
        f"{letter}) oplysning om forhold nummer {letter}{letter}" for letter in "abcdefghij"
    )
    clause = _clause(f"2. Meddelelsen skal indeholde følgende:\n{items}")
    found = extract(
        clause,
        words=content_words("Hvad skal meddelelsen indeholde?"),
        kind=AnswerKind.LIST,
        statistics=statistics,
    )
    assert found.text.startswith("Meddelelsen skal")
    assert found.text.endswith("nummer jj")


@pytest.mark.parametrize(
    ("clause", "body"),
    [
        pytest.param(_clause("1. Data slettes."), "Data slettes.", id="number"),
        pytest.param(_clause("10.2 Data slettes."), "Data slettes.", id="decimal number"),
        pytest.param(_clause("a) Data slettes"), "Data slettes", id="letter"),
        pytest.param(_clause("• Data slettes"), "Data slettes", id="bullet"),
        pytest.param(_clause("C.4 Logning\nData slettes."), "Data slettes.", id="heading"),
        pytest.param(_clause("SLETTET."), "SLETTET.", id="nothing to skip"),
        pytest.param(
            _clause("Hjælp ud over 2 timer koster 90 kr.", label="Hjælp", heading="Hjælp"),
            "Hjælp ud over 2 timer koster 90 kr.",
            id="a heading's word begins the sentence",
        ),
        pytest.param(
            _clause("3.1 Ansvar for tab er begrænset.", label="3.1", heading="Ansvar"),
            "Ansvar for tab er begrænset.",
            id="behind a number",
        ),
        pytest.param(
            _clause("Hjælp. Den er gratis.", label="Hjælp", heading="Hjælp"),
            "Den er gratis.",
            id="heading before a stop",
        ),
        pytest.param(
            _clause("Hjælp:\nDen er gratis.", label="Hjælp", heading="Hjælp"),
            "Den er gratis.",
            id="heading before a colon",
        ),
        pytest.param(_clause("7) Databrud meldes.", label="7"), "Databrud meldes.", id="7)"),
        pytest.param(_clause("(7) Databrud meldes.", label="7"), "Databrud meldes.", id="(7)"),
        pytest.param(_clause("§ 7. Databrud meldes.", label="§ 7"), "Databrud meldes.", id="§ 7."),
        pytest.param(_clause("§ 7 Databrud meldes.", label="§ 7"), "Databrud meldes.", id="§ 7"),
        pytest.param(_clause("7.1. Brud meldes.", label="7.1"), "Brud meldes.", id="7.1."),
        pytest.param(_clause("7.1 brud meldes.", label="7.1"), "brud meldes.", id="own number"),
        pytest.param(_clause("Punkt 7: Brud meldes.", label="7"), "Brud meldes.", id="Punkt 7:"),
        pytest.param(
            _clause("Punkt 7 gælder ikke.", label="8"), "Punkt 7 gælder ikke.", id="another's"
        ),
        pytest.param(_clause("Stk. 2. Brud meldes.", label="2"), "Brud meldes.", id="Stk. 2."),
        pytest.param(
            _clause("7) Brud\nDe meldes.", label="7", heading="Brud"), "De meldes.", id="h"
        ),
        pytest.param(
            _clause("• 24 timers varsel gives.", label="3"), "24 timers varsel gives.", id="a count"
        ),
        pytest.param(
            _clause(
                "Q: Gemmes data?\nA: Ja, lokalt.",
                label="Gemmes data?",
                heading="Gemmes data?",
                kind=ClauseKind.QA,
            ),
            "Ja, lokalt.",
            id="answer of a printed question",
        ),
    ],
)
def test_the_body_is_a_clause_without_number_and_heading(clause: Clause, body: str) -> None:
    assert body_of(clause).of(clause.text) == body


def test_a_whole_clause_ends_at_a_sentence() -> None:
    clause = _clause(
        "3. " + " ".join(f"Dette er sætning nummer {n} i en lang bestemmelse." for n in range(90))
    )
    found = extract_whole(clause, limit=500)
    assert found.text.startswith("Dette er sætning nummer 0")
    assert found.text.endswith("bestemmelse.")
    assert len(found.text) <= 500


@given(text=st.text(min_size=1).filter(lambda text: bool(text.strip())))
def test_an_extract_is_always_words_of_its_clause(statistics: TermStatistics, text: str) -> None:
    clause = _clause(text)
    found = extract(clause, words=content_words(text), kind=AnswerKind.OTHER, statistics=statistics)
    assert clause.span.contains(found.span)
    assert found.text.strip()


def test_an_item_is_opened_by_the_words_before_its_list() -> None:
    parent = _clause("3. Databehandleren må ikke:\na) sælge data\nb) udleje data", offset=0)
    item = _clause("b) udleje data", offset=parent.text.index("b)"), label="1.1.b")
    opening = extract_opening(parent, item=item)
    assert opening is not None
    assert opening.text == "Databehandleren må ikke:"


def test_an_item_without_such_words_has_no_opening() -> None:
    parent = _clause("3. Parterne mødes.\na) sælge data;\nb) udleje data", offset=0)
    item = _clause("b) udleje data", offset=parent.text.index("b)"), label="1.1.b")
    assert extract_opening(parent, item=item) is None


def test_the_heading_of_another_item_opens_nothing() -> None:
    parent = _clause("3. Parterne mødes.\nFysisk adgang:\nDørene låses.\nb) udleje data", offset=0)
    item = _clause("b) udleje data", offset=parent.text.index("b)"), label="1.1.b")
    other = _clause("Fysisk adgang:\nDørene låses.", offset=parent.text.index("Fysisk"))
    assert extract_opening(parent, item=item) is not None
    assert extract_opening(parent, item=item, siblings=[other]) is None


def test_a_list_ends_before_the_paragraph_after_it(statistics: TermStatistics) -> None:
    items = "\n".join(f"{letter}) forhold {letter * 60}" for letter in "abcdef")
    clause = _clause(f"Meddelelsen skal indeholde:\n{items}\n\nParterne mødes hvert år.")
    found = extract(
        clause,
        words=content_words("Hvad skal meddelelsen indeholde?"),
        kind=AnswerKind.LIST,
        statistics=statistics,
    )
    assert found.text.endswith("f" * 60)


def test_figures_beside_the_question_are_not_on_topic(statistics: TermStatistics) -> None:
    found = extract(
        _clause(LONG),
        words=content_words("Hvornår udleveres et udtræk i almindeligt format?"),
        kind=AnswerKind.WHEN,
        statistics=statistics,
    )
    assert not found.is_on_topic


def test_words_that_open_a_list_are_quoted_with_it(statistics: TermStatistics) -> None:
    items = "\n".join(f"{letter}) forhold {letter * 60}" for letter in "abcdef")
    clause = _clause(f"Loggen føres hver uge. Den skal omfatte følgende;\n{items}")
    found = extract(
        clause,
        words=content_words("Hvor tit føres loggen?"),
        kind=AnswerKind.FREQUENCY,
        statistics=statistics,
    )
    assert found.text.endswith("f" * 60)
