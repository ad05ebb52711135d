"""When to say that it does not stand there."""

from __future__ import annotations

import pytest

from answer.abstaining import MIN_SUPPORT, confidence_of, measure_noise, unknown_name
from answer.content import TermStatistics
from answer.kinds import AnswerKind
from klausul.ports import Library, Searcher
from klausul.types import Hit, Scope


@pytest.fixture(scope="module")
def statistics(library: Library) -> TermStatistics:
    return TermStatistics(library)


def test_confidence_rises_with_support_and_turns_at_the_rule() -> None:
    supports = [n / 20 for n in range(25)]
    confidences = [confidence_of(support) for support in supports]
    assert confidences == sorted(confidences)
    assert all(0 < confidence < 1 for confidence in confidences)
    assert confidence_of(MIN_SUPPORT) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Hvad siger aftalen med Zebrasoft?", "Zebrasoft", id="unknown"),
        pytest.param("Hvad leverer Skyhavn ApS?", None, id="printed"),
        pytest.param("Hvad leverer Skyhavn Zebrasoft?", "Skyhavn Zebrasoft", id="half printed"),
        pytest.param("Hvad koster en Brevdue-licens?", None, id="name in a compound"),
        pytest.param("Zebraer er stribede", None, id="at the start"),
        pytest.param("hvad siger zebrasoft", None, id="not a capital"),
        pytest.param("HVAD SIGER ZEBRASOFT", None, id="all capitals"),
        pytest.param("Hvem får data, fx Zebrasoft?", None, id="an example"),
        pytest.param("Hvad siger den om GDPR?", None, id="a law"),
        pytest.param("Hvad slettes ved Oslo tingrett?", "Oslo", id="of another document"),
        pytest.param("Hvad gælder der fra 2031?", "2031", id="year"),
        pytest.param("Koster det 2000 kr. i timen?", None, id="sum"),
    ],
)
def test_a_name_that_no_document_in_scope_prints_is_told(
    library: Library, statistics: TermStatistics, text: str, name: str | None
) -> None:
    documents = [library.documents["klinikdata-dba"]]
    found = unknown_name(text, kind=AnswerKind.OTHER, documents=documents, statistics=statistics)
    assert found == name


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        pytest.param(AnswerKind.YES_NO, None, id="an example of a third country"),
        pytest.param(AnswerKind.WHO, "Japan", id="what is asked about"),
    ],
)
def test_a_country_may_be_an_example(
    library: Library, statistics: TermStatistics, kind: AnswerKind, name: str | None
) -> None:
    documents = list(library.documents.values())
    text = "Kan data flyttes til Japan?"
    assert unknown_name(text, kind=kind, documents=documents, statistics=statistics) == name


def test_noise_is_what_everyday_questions_reach(searcher: Searcher) -> None:
    noise = measure_noise(searcher)
    topical = searcher.search("personoplysninger sletning ophør", scope=Scope(), top_k=1)
    assert 0.0 <= noise < topical[0].score


class _Silent:
    """Finds nothing."""

    def search(self, query: str, *, scope: Scope, top_k: int) -> list[Hit]:
        return []


def test_nothing_found_is_no_noise() -> None:
    assert measure_noise(_Silent()) == 0.0
