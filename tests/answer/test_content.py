"""The words that carry meaning, and how rare they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.content import TermStatistics, content_words
from klausul.danish.tokens import terms, terms_of_words
from klausul.ports import Library


@pytest.fixture(scope="module")
def statistics(library: Library) -> TermStatistics:
    return TermStatistics(library)


def test_function_words_carry_nothing() -> None:
    words = content_words("Hvor længe skal vi opbevare loggen hos jer?")
    assert [word.text for word in words] == ["opbevare", "loggen"]


def test_a_rare_word_weighs_more_than_a_common_one(statistics: TermStatistics) -> None:
    rare, common = content_words("røntgenbilleder personoplysninger")
    assert statistics.weight(rare) > statistics.weight(common)


def test_coverage_is_whole_when_all_words_stand_there(statistics: TermStatistics) -> None:
    text = "Skyhavn leverer hosting"
    assert statistics.coverage(content_words(text), frozenset(terms(text))) == pytest.approx(1.0)


def test_coverage_of_nothing_is_nothing(statistics: TermStatistics) -> None:
    assert statistics.coverage((), frozenset({"log"})) == 0.0


def test_a_compound_counts_by_its_parts(statistics: TermStatistics) -> None:
    words = content_words("slettefrist")
    part = statistics.coverage(words, frozenset(terms("frist")))
    assert 0 < part < 1


@given(question=st.text(max_size=80), text=st.text(max_size=80))
def test_coverage_is_a_share(statistics: TermStatistics, question: str, text: str) -> None:
    assert 0.0 <= statistics.coverage(content_words(question), frozenset(terms(text))) <= 1.0


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        pytest.param("reklamebureau", True, id="in another form"),
        pytest.param("reklamevirksomhed", False, id="only its first part"),
        pytest.param("postkassen", False, id="only in another document"),
    ],
)
def test_a_word_is_printed_only_where_it_stands_whole(
    library: Library, word: str, printed: bool
) -> None:
    (found,) = content_words(word)
    assert TermStatistics(library).prints(found, "klinikdata-dba") is printed


class _CutLibrary:
    """The library, with the terms of its words kept beside it."""

    def __init__(self, library: Library, word_terms: Mapping[str, Sequence[str]]) -> None:
        self._library = library
        self.word_terms = word_terms

    def __getattr__(self, name: str) -> object:
        return getattr(self._library, name)


def test_kept_terms_say_the_same_as_those_cut_anew(
    library: Library, statistics: TermStatistics
) -> None:
    texts = [document.text for document in library.documents.values()]
    kept = TermStatistics(_CutLibrary(library, terms_of_words(texts)))  # type: ignore[arg-type]
    for word in content_words(" ".join(texts)):
        assert kept.weight(word) == statistics.weight(word)
        assert kept.prints(word, "klinikdata-dba") == statistics.prints(word, "klinikdata-dba")


def test_kept_terms_are_not_cut_again(library: Library) -> None:
    kept = TermStatistics(_CutLibrary(library, {"postkassen": ("brevkas",)}))  # type: ignore[arg-type]
    (asked,) = content_words("brevkasse")
    assert kept.prints(asked, "fjordpost-aftale")
