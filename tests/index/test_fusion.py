from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import fusion
from index.fusion import Weights, blend

COSINES = st.dictionaries(st.integers(0, 20), st.floats(-1, 1), min_size=1)
COUNTS = st.dictionaries(st.integers(0, 20), st.floats(0.01, 50))


def test_example_in_the_docstring_holds() -> None:
    result = doctest.testmod(fusion)

    assert result.attempted > 0
    assert result.failed == 0


def test_shared_words_lift_a_row_past_a_slightly_nearer_one() -> None:
    dense = {1: 0.50, 2: 0.48}

    assert [row for row, _ in blend(dense, {}, weights=Weights(lexical=0.2))] == [1, 2]
    assert [row for row, _ in blend(dense, {2: 3.0}, weights=Weights(lexical=0.2))] == [2, 1]


def test_weight_decides_between_the_views() -> None:
    dense, lexical = {1: 0.9, 2: 0.1}, {2: 5.0}

    assert blend(dense, lexical, weights=Weights(lexical=0.0))[0] == (1, 0.9)
    assert blend(dense, lexical, weights=Weights(lexical=1.0))[0] == (2, 1.0)


def test_lexical_scores_count_relative_to_the_best() -> None:
    dense = {1: 0.5, 2: 0.5}

    once = blend(dense, {1: 1.0, 2: 2.0}, weights=Weights(lexical=0.3))
    assert once == blend(dense, {1: 10.0, 2: 20.0}, weights=Weights(lexical=0.3))


def test_equal_scores_are_ordered_by_row() -> None:
    assert [
        row for row, _ in blend({9: 0.5, 3: 0.5, 7: 0.5}, {}, weights=Weights(lexical=0.2))
    ] == [3, 7, 9]


@given(COSINES, COUNTS, st.floats(0, 1))
def test_result_holds_each_row_once_by_falling_score(
    dense: dict[int, float], lexical: dict[int, float], weight: float
) -> None:
    known = {row: score for row, score in lexical.items() if row in dense}
    blended = blend(dense, known, weights=Weights(lexical=weight))

    assert sorted(row for row, _ in blended) == sorted(dense)
    assert blended == sorted(blended, key=lambda pair: (-pair[1], pair[0]))
    assert all(0 <= score <= 1 for _, score in blended)


@pytest.mark.parametrize("weight", [-0.1, 1.1])
@pytest.mark.parametrize("name", ["lexical", "late"])
def test_weight_outside_its_range_is_refused(name: str, weight: float) -> None:
    with pytest.raises(ValueError, match=f"{name} weight"):
        Weights(**{name: weight})


def test_row_without_a_dense_score_is_refused() -> None:
    with pytest.raises(ValueError, match="dense score"):
        blend({1: 0.5}, {2: 1.0}, weights=Weights(lexical=0.2))


def test_late_interaction_shares_the_nearness() -> None:
    dense, late = {1: 0.6, 2: 0.5}, {1: 0.1, 2: 0.9}

    assert blend(dense, {}, weights=Weights(lexical=0.0, late=0.0), late=late)[0] == (1, 0.6)
    assert blend(dense, {}, weights=Weights(lexical=0.0, late=0.5), late=late)[0] == (2, 0.7)
    assert blend(dense, {1: 3.0}, weights=Weights(lexical=0.5, late=1.0), late=late)[0] == (1, 0.55)


def test_late_scores_must_cover_every_row() -> None:
    with pytest.raises(ValueError, match="late score"):
        blend({1: 0.5, 2: 0.4}, {}, weights=Weights(), late={1: 0.3})
