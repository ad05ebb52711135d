"""Ja or nej only where the quoted words make it clear."""

from __future__ import annotations

import pytest

from answer.content import TermStatistics, content_words
from answer.extracting import Extract
from answer.kinds import is_negated
from answer.verdicts import is_reserved, judge
from klausul.ports import Library
from klausul.types import Clause, ClauseKind, Span, Verdict


@pytest.fixture(scope="module")
def statistics(library: Library) -> TermStatistics:
    return TermStatistics(library)


def _judge(
    question: str,
    quote: str,
    statistics: TermStatistics,
    *,
    kind: ClauseKind = ClauseKind.CLAUSE,
    heading: str | None = None,
    nearness: float = 1.0,
) -> Verdict | None:
    clause = Clause(
        clause_id="d/1",
        document_id="d",
        label=heading or "1",
        heading=heading,
        text=quote,
        span=Span(0, len(quote)),
        kind=kind,
    )
    extract = Extract(clause=clause, span=clause.span, fit=1.0, nearness=nearness)
    return judge(
        question,
        extract,
        words=content_words(question),
        negated=is_negated(question),
        statistics=statistics,
    )


@pytest.mark.parametrize(
    ("question", "quote", "verdict"),
    [
        pytest.param(
            "Må leverandøren videregive personoplysninger til reklamebureauer?",
            "Databehandleren må ikke videregive personoplysninger til reklamebureauer.",
            Verdict.NEJ,
            id="forbidden",
        ),
        pytest.param(
            "Skal databehandleren føre log over adgang?",
            "Databehandleren skal føre log over adgang.",
            Verdict.JA,
            id="duty",
        ),
        pytest.param(
            "Må databehandleren føre log over adgang?",
            "Databehandleren skal føre log over adgang.",
            None,
            id="a duty is no permission",
        ),
        pytest.param(
            "Skal kunden føre log over adgang?",
            "Databehandleren skal føre log over adgang.",
            None,
            id="the other party",
        ),
        pytest.param(
            "Er det ikke tilladt databehandleren at føre log over adgang?",
            "Databehandleren må ikke føre log over adgang.",
            None,
            id="a question put in the negative",
        ),
        pytest.param(
            "Skal databehandleren slette loggen?",
            "Databehandleren skal slette loggen, medmindre loven ikke tillader det.",
            Verdict.JA,
            id="a reservation does not turn the main rule",
        ),
    ],
)
def test_polarity_follows_the_sentence(
    statistics: TermStatistics, question: str, quote: str, verdict: Verdict | None
) -> None:
    assert _judge(question, quote, statistics) is verdict


def test_a_printed_answer_gives_its_own_word(statistics: TermStatistics) -> None:
    verdict = _judge(
        "Skal aftalen fornys årligt?",
        "Nej, den gælder, indtil den opsiges.",
        statistics,
        kind=ClauseKind.QA,
        heading="Skal aftalen fornys hvert år?",
    )
    assert verdict is Verdict.NEJ


@pytest.mark.parametrize("kind", [ClauseKind.QA, ClauseKind.CLAUSE])
def test_a_clause_that_is_not_near_gives_none(statistics: TermStatistics, kind: ClauseKind) -> None:
    verdict = _judge(
        "Må databehandleren bruge droner til overvågning?",
        "Nej, databehandleren må ikke filme.",
        statistics,
        kind=kind,
        heading="Må der filmes?",
        nearness=0.05,
    )
    assert verdict is None


@pytest.mark.parametrize(
    ("quote", "reserved"),
    [
        pytest.param(
            "Leverandøren må ikke sælge data, medmindre kunden beder om det.", True, id="yes"
        ),
        pytest.param("Leverandøren må ikke sælge data.", False, id="no"),
        pytest.param("Leverandøren må ikke sælge data. Renter betales dog.", False, id="elsewhere"),
    ],
)
def test_an_exception_in_the_deciding_sentence_is_a_reservation(
    quote: str, reserved: bool, statistics: TermStatistics
) -> None:
    clause = Clause(
        clause_id="d/1",
        document_id="d",
        label="1",
        text=quote,
        span=Span(0, len(quote)),
        kind=ClauseKind.CLAUSE,
    )
    extract = Extract(clause=clause, span=clause.span, fit=1.0)
    words = content_words("Må leverandøren sælge data?")
    assert is_reserved(extract, words=words, statistics=statistics) is reserved
