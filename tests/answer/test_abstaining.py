"""When to say that it does not stand there."""

from __future__ import annotations

import pytest

from answer.abstaining import MIN_SUPPORT, confidence_of, measure_noise, unknown_name
from answer.content import TermStatistics
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
        pytest.param("Zebraer er stribede", None, id="at the start"),
        pytest.param("hvad siger zebrasoft", None, id="not a capital"),
    ],
)
def test_a_name_that_no_document_prints_is_told(
    statistics: TermStatistics, text: str, name: str | None
) -> None:
    assert unknown_name(text, statistics=statistics) == name


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
