"""The answer in a word: a figure, the one that the reader points to, or that there is none."""

from __future__ import annotations

import pytest

from answer.extracting import Extract
from answer.leading import lead_of
from answer.naming import VendorNames
from answer.reading import Reading
from answer.understanding import Understanding, understand
from klausul.ports import Library
from klausul.types import Clause, ClauseKind, Question, Span


def _lead(
    library: Library, question: str, quote: str, *, pointed: str = "", is_on_topic: bool = True
) -> str:
    start = 100
    clause = Clause(
        clause_id="x/1",
        document_id="x",
        label="1",
        text=quote,
        span=Span(start, start + len(quote)),
        kind=ClauseKind.CLAUSE,
    )
    at = start + quote.index(pointed)
    reading = (
        Reading(answers=0.9, span=Span(at, at + len(pointed)), ja=0.0, nej=0.0, undecided=1.0)
        if pointed
        else None
    )
    understanding: Understanding = understand(
        Question(text=question, vendor="klinikdata"),
        library=library,
        names=VendorNames(library.documents.values()),
        speller=None,
    )
    extract = Extract(
        clause=clause, span=clause.span, fit=1.0, is_on_topic=is_on_topic, reading=reading
    )
    return lead_of(extract, understanding=understanding)


TWO = "Kopier slettes efter 30 dage, og sikkerhedskopier slettes efter 90 dage."


@pytest.mark.parametrize(
    ("quote", "pointed", "lead"),
    [
        pytest.param("Data slettes inden 45 dage.", "", "Inden 45 dage.", id="one figure"),
        pytest.param(TWO, "", "", id="two figures"),
        pytest.param(TWO, "efter 90 dage", "Efter 90 dage.", id="the one pointed to"),
        pytest.param(TWO, TWO, "", id="both pointed to"),
        pytest.param(
            "Data slettes uden unødig forsinkelse.",
            "",
            "Ingen fast frist: »uden unødig forsinkelse«.",
            id="a vague deadline",
        ),
        pytest.param("Data slettes.", "", "", id="no time at all"),
    ],
)
def test_lead_of_a_deadline(library: Library, quote: str, pointed: str, lead: str) -> None:
    assert (
        _lead(library, "Hvor lang tid går der, før data slettes?", quote, pointed=pointed) == lead
    )


def test_a_question_for_something_else_has_no_vague_lead(library: Library) -> None:
    assert _lead(library, "Hvem sletter data?", "Data slettes uden unødig forsinkelse.") == ""


@pytest.mark.parametrize(
    ("pointed", "lead"),
    [
        pytest.param("", "", id="nobody points"),
        pytest.param("inden 45 dage", "Inden 45 dage.", id="the reader points to it"),
        pytest.param("Loggen", "", id="the reader points elsewhere"),
    ],
)
def test_a_figure_off_the_topic_needs_the_reader(library: Library, pointed: str, lead: str) -> None:
    quote = "Loggen tømmes inden 45 dage."
    question = "Hvor længe kan I se, hvad jeg har lavet?"
    assert _lead(library, question, quote, pointed=pointed, is_on_topic=False) == lead
