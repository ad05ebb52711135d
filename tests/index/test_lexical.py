from __future__ import annotations

import logging
import math
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import LexicalIndex
from klausul.danish.tokens import terms, words

TEXTS = [
    "Databehandleren sletter oplysningerne efter tre måneder.",
    "Tilsyn varsles skriftligt.",
    "Oplysningerne slettes straks, slettes helt og slettes igen.",
    "Kontoret ligger i Aarhus.",
    "???",
]
ALL = [range(len(TEXTS))]


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex.of(TEXTS)


def test_most_shared_words_come_first_and_unrelated_rows_never(index: LexicalIndex) -> None:
    assert list(index.search("Hvornår slettes oplysningerne?", ranges=ALL, depth=10)) == [2, 0]


def test_order_is_that_of_the_bm25_formula(index: LexicalIndex) -> None:
    documents = [terms(text) for text in TEXTS]
    average = sum(map(len, documents)) / len(documents)

    def score(row: int, term: str) -> float:
        count = documents[row].count(term)
        holders = sum(term in document for document in documents)
        rarity = math.log(1 + (len(documents) - holders + 0.5) / (holders + 0.5))
        return rarity * count / (count + 1.2 * (0.25 + 0.75 * len(documents[row]) / average))

    query = "slettes måneder skriftligt Aarhus"
    scores = {row: sum(score(row, term) for term in terms(query)) for row in range(len(TEXTS))}
    expected = sorted((r for r in scores if scores[r] > 0), key=lambda row: -scores[row])

    found = index.search(query, ranges=ALL, depth=10)

    assert list(found) == expected
    assert list(found.values()) == pytest.approx([scores[row] for row in expected], rel=1e-5)


def test_rows_outside_cannot_crowd_out_rows_inside(index: LexicalIndex) -> None:
    assert list(index.search("sletter oplysningerne", ranges=[range(2)], depth=1)) == [0]
    assert list(index.search("slettes", ranges=[range(2), range(3, 5)], depth=1)) == [0]


WORDS = ("slettes", "tilsyn", "oplysninger", "varsel", "brud", "frist", "Aarhus", "kunde")
ROWS = 60


@pytest.fixture(scope="module")
def large() -> LexicalIndex:
    """Return rows of which many share all their words with others, as clauses of a template do."""
    chosen = random.Random(4)
    return LexicalIndex.of(
        [" ".join(chosen.choices(WORDS, k=chosen.randint(0, 4))) for _ in range(ROWS)]
    )


@settings(deadline=None)
@given(
    query=st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
    cuts=st.sets(st.integers(0, ROWS), max_size=8),
    depth=st.integers(1, ROWS),
    turned=st.booleans(),
)
def test_part_is_found_as_in_the_whole(
    large: LexicalIndex, query: str, cuts: set[int], depth: int, turned: bool
) -> None:
    ends = sorted(cuts)
    ranges = [range(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    allowed = {row for rows in ranges for row in rows}
    whole = large.search(query, ranges=[range(ROWS)], depth=ROWS)
    expected = [(row, score) for row, score in whole.items() if row in allowed][:depth]

    found = large.search(query, ranges=ranges[:: -1 if turned else 1], depth=depth)

    assert list(found.items()) == expected
    assert list(whole) == sorted(whole, key=lambda row: (-whole[row], row))
    assert all(score > 0 for score in whole.values())


def test_scores_are_those_of_the_library(large: LexicalIndex, tmp_path: Path) -> None:
    import bm25s

    large.save(tmp_path)
    library = bm25s.BM25.load(tmp_path)

    for query in ("slettes", "tilsyn varsel brud", "kunde frist Aarhus oplysninger"):
        scores = library.get_scores(terms(query))
        found = large.search(query, ranges=[range(ROWS)], depth=ROWS)
        assert found == {row: score for row, score in enumerate(scores.tolist()) if score > 0}


@pytest.mark.parametrize("query", ["", "???", "hvad er det", "zzzz"], ids=repr)
def test_query_without_a_known_word_finds_nothing(index: LexicalIndex, query: str) -> None:
    assert list(index.search(query, ranges=ALL, depth=5)) == []


def test_nothing_is_found_in_no_ranges(index: LexicalIndex) -> None:
    assert list(index.search("slettes", ranges=[], depth=5)) == []


def test_repeated_word_counts_once(index: LexicalIndex) -> None:
    query = "slettes tilsyn"

    assert index.search(f"{query} {'tilsyn ' * 50}", ranges=ALL, depth=5) == index.search(
        query, ranges=ALL, depth=5
    )


def test_equal_scores_are_ordered_by_row() -> None:
    same = LexicalIndex.of(["Tilsyn.", "Varsel.", "Tilsyn.", "Tilsyn."])

    assert list(same.search("tilsyn", ranges=[range(4)], depth=2)) == [0, 2]


def test_texts_without_any_term_can_be_indexed(tmp_path: Path) -> None:
    LexicalIndex.of(["???", "!"]).save(tmp_path)
    empty = LexicalIndex.load(tmp_path)

    assert empty.rows == 2
    assert list(empty.search("tilsyn", ranges=[range(2)], depth=2)) == []


def test_saved_index_is_the_same(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    loaded = LexicalIndex.load(tmp_path)

    assert loaded.rows == len(TEXTS)
    for query in ("slettes oplysningerne", "skriftligt tilsyn i Aarhus"):
        assert loaded.search(query, ranges=ALL, depth=5) == index.search(query, ranges=ALL, depth=5)


def test_terms_of_words_are_kept(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path)

    assert dict(LexicalIndex.load(tmp_path).word_terms) == {
        word: terms(word) for text in TEXTS for word in words(text)
    }


def test_an_index_without_them_is_read(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    (tmp_path / "words.json").unlink()
    loaded = LexicalIndex.load(tmp_path)

    assert loaded.word_terms == {}
    assert loaded.search("slettes", ranges=ALL, depth=5) == index.search(
        "slettes", ranges=ALL, depth=5
    )


def test_rows_and_scores_that_do_not_fit_are_refused(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    np.save(tmp_path / "data.csc.index.npy", np.zeros(1, dtype=np.float32))

    with pytest.raises(ValueError, match="not a BM25 index"):
        LexicalIndex.load(tmp_path)


def test_reading_needs_no_library(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    code = (
        "import sys; from pathlib import Path; from index.lexical import LexicalIndex;"
        f"LexicalIndex.load(Path({str(tmp_path)!r})); assert 'bm25s' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "params.index.json").write_text("{}")

    with pytest.raises(ValueError, match="not a BM25 index"):
        LexicalIndex.load(tmp_path)


def test_library_neither_logs_nor_draws(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.INFO):
        LexicalIndex.of(TEXTS).save(tmp_path)
        LexicalIndex.load(tmp_path)

    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
