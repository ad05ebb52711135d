"""Ja or nej only where the quoted words make it clear."""

from __future__ import annotations

import pytest

from answer.content import TermStatistics, content_words
from answer.extracting import Extract
from answer.kinds import is_negated
from answer.reading import Reading
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
    reading: Reading | None = None,
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
    extract = Extract(clause=clause, span=clause.span, fit=1.0, nearness=nearness, reading=reading)
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


JA = Reading(answers=1.0, span=None, ja=0.99, nej=0.01, undecided=0.0)
NEJ = Reading(answers=1.0, span=None, ja=0.01, nej=0.99, undecided=0.0)


@pytest.mark.parametrize(
    ("question", "quote", "verdict"),
    [
        pytest.param(
            "Må der ske overførsel til tredjelande?",
            "Data opbevares i Fredericia og må ikke overføres til tredjelande.",
            None,
            id="forbidden",
        ),
        pytest.param(
            "Gælder loftet ved grov uagtsomhed?",
            "Tab erstattes op til 90.000 kr. Loftet gælder ikke ved grov uagtsomhed.",
            None,
            id="in the second sentence",
        ),
        pytest.param(
            "Gælder loftet ved grov uagtsomhed?",
            "Har vi handlet groft uagtsomt, er der ikke noget loft.",
            None,
            id="behind its condition",
        ),
        pytest.param(
            "Gælder begrænsningen ved grov uagtsomhed?",
            "Begrænsningen omfatter ikke tab, der er forvoldt ved grov uagtsomhed.",
            None,
            id="what is left out",
        ),
        pytest.param(
            "Gælder begrænsningen ved grov uagtsomhed?",
            "Ansvaret er begrænset til 90.000 kr., undtagen ved grov uagtsomhed.",
            None,
            id="the exception",
        ),
        pytest.param(
            "Er en vikar dækket af aftalen?",
            "Nej. En vikar har sin egen aftale.",
            None,
            id="printed nej",
        ),
        pytest.param(
            "Skal databehandleren varsle kunden om nye leverandører?",
            "Databehandleren varsler kunden om nye leverandører, hvis de ikke er godkendt.",
            Verdict.JA,
            id="a negated condition",
        ),
        pytest.param(
            "Bliver regningen liggende efter sletning?",
            "Efter sletning bliver regningen liggende, men noter følger ikke med.",
            Verdict.JA,
            id="another thing",
        ),
        pytest.param(
            "Er det forbudt at overføre data til tredjelande?",
            "Data må ikke overføres til tredjelande.",
            Verdict.JA,
            id="a question about a ban",
        ),
    ],
)
def test_a_ja_is_taken_back_where_the_words_deny_it(
    statistics: TermStatistics, question: str, quote: str, verdict: Verdict | None
) -> None:
    assert _judge(question, quote, statistics, reading=JA) is verdict


@pytest.mark.parametrize(
    ("question", "quote", "verdict"),
    [
        pytest.param(
            "Må data overføres til tredjelande?",
            "Data må ikke overføres til tredjelande.",
            Verdict.NEJ,
            id="denied",
        ),
        pytest.param(
            "Må I vente en uge med at melde et brud?",
            "Brud meldes senest efter 24 timer.",
            Verdict.NEJ,
            id="by a figure",
        ),
        pytest.param(
            "Kan parterne aftale egne regler om erstatning?",
            "Parterne kan aftale regler om erstatning, så længe de ikke strider mod loven.",
            None,
            id="in a condition",
        ),
        pytest.param(
            "Skal man bruge en kode hjemme?",
            "Hjemme skal man bruge en kode. Fælles login er ikke tilladt.",
            None,
            id="another act",
        ),
        pytest.param(
            "Er genetablering det eneste, som kopierne må bruges til?",
            "Kopierne må ikke bruges, før genetablering er bestilt.",
            None,
            id="a question about the only one",
        ),
    ],
)
def test_a_nej_is_not_made_of_a_negation_of_something_else(
    statistics: TermStatistics, question: str, quote: str, verdict: Verdict | None
) -> None:
    assert _judge(question, quote, statistics, reading=NEJ) is verdict


@pytest.mark.parametrize(
    ("asked", "printed", "verdict"),
    [
        pytest.param("Skal aftalen underskrives?", "med MitID", None, id="printed adds it"),
        pytest.param("Skal aftalen underskrives med MitID?", "", None, id="the user adds it"),
        pytest.param("Skal aftalen underskrives med MitID?", "med MitID", Verdict.NEJ, id="both"),
        pytest.param("Skal aftalen underskrives?", "", Verdict.NEJ, id="neither"),
        pytest.param("Skal vi underskrive en aftale med jer?", "", Verdict.NEJ, id="with you"),
    ],
)
def test_a_printed_answer_to_a_question_with_another_condition_is_none(
    statistics: TermStatistics, asked: str, printed: str, verdict: Verdict | None
) -> None:
    heading = f"Skal aftalen underskrives {printed}".strip() + "?"
    quote = "Nej. Et klik er nok."
    found = _judge(asked, quote, statistics, kind=ClauseKind.QA, heading=heading)
    assert found is verdict
