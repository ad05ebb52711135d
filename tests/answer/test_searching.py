"""Searching inside what a question allows, and ordering what was found."""

from __future__ import annotations

import pytest

from answer.naming import VendorNames
from answer.searching import JOINED_SHARE, put_first, search
from answer.understanding import Understanding, understand
from klausul.ports import Library, Searcher
from klausul.types import Question, Scope


def _understand(library: Library, text: str, **fields: object) -> Understanding:
    question = Question(text=text, **fields)  # type: ignore[arg-type]
    return understand(question, library=library, names=VendorNames(library.documents.values()))


def test_a_comparison_shows_the_best_of_each_vendor_first(
    library: Library, searcher: Searcher
) -> None:
    text = "Er der forskel på underretning om brud hos Klinikdata og Fjordpost?"
    hits = search(_understand(library, text), searcher=searcher)
    vendors = {library.documents[hit.clause.document_id].vendor for hit in hits[:2]}
    assert vendors == {"klinikdata", "fjordpost"}
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


def test_a_follow_up_is_searched_with_and_without_what_it_leans_on(
    library: Library, searcher: Searcher
) -> None:
    history = ("Hvor er listen over underdatabehandlere hos Klinikdata?",)
    understanding = _understand(library, "Og røntgenbilleder?", history=history)
    assert understanding.queries[1] == "Og røntgenbilleder?"
    hits = search(understanding, searcher=searcher)
    alone = [
        {hit.clause.clause_id: hit.score for hit in searcher.search(q, scope=Scope(), top_k=99)}
        for q in understanding.queries
    ]
    for hit in hits:
        scores = [found.get(hit.clause.clause_id, 0.0) for found in alone]
        assert hit.score == pytest.approx(JOINED_SHARE * scores[0] + (1 - JOINED_SHARE) * scores[1])
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_clauses_put_first_stand_once_and_are_ranked_anew(
    library: Library, searcher: Searcher
) -> None:
    hits = searcher.search("personoplysninger ophør", scope=Scope(), top_k=5)
    unseen = library.clauses["tandpleje-faq/q2"]
    ordered = put_first([unseen, hits[2].clause], hits)
    assert [hit.clause for hit in ordered[:2]] == [unseen, hits[2].clause]
    assert len({hit.clause.clause_id for hit in ordered}) == len(ordered) == len(hits) + 1
    assert [hit.rank for hit in ordered] == list(range(1, len(ordered) + 1))


def test_a_short_question_is_searched_by_its_content_word_too(
    library: Library, searcher: Searcher
) -> None:
    understanding = _understand(library, "Hvad er slettefristen?")
    assert understanding.queries == ("Hvad er slettefristen?", "slettefristen")
    whole, word = (
        {hit.clause.clause_id: hit.score for hit in searcher.search(q, scope=Scope(), top_k=99)}
        for q in understanding.queries
    )
    for hit in search(understanding, searcher=searcher):
        scores = whole.get(hit.clause.clause_id, 0.0), word.get(hit.clause.clause_id, 0.0)
        assert hit.score == pytest.approx(JOINED_SHARE * scores[0] + (1 - JOINED_SHARE) * scores[1])


def test_a_longer_question_is_searched_as_it_stands(library: Library) -> None:
    text = "Hvornår sletter I vores personoplysninger efter aftalens ophør?"
    assert _understand(library, text).queries == (text,)
