from __future__ import annotations

import numpy as np
import pytest

from evals.ablation import RANKINGS, interval
from index.fusion import Weights


def test_interval_holds_the_mean_and_shrinks_with_more_values() -> None:
    values = np.array([0.0, 1.0, 1.0, 1.0] * 25)

    low, high = interval(values)
    narrow_low, narrow_high = interval(np.tile(values, 16))

    assert low < values.mean() < high
    assert narrow_high - narrow_low < (high - low) / 2
    # The normal approximation is good for a hundred values: 1.96 x sqrt(.75 x .25 / 100).
    assert high - low == pytest.approx(2 * 1.96 * (0.75 * 0.25 / 100) ** 0.5, rel=0.2)


def test_interval_of_equal_values_is_a_point() -> None:
    assert interval(np.ones(10)) == (1.0, 1.0)


def test_last_ranking_is_what_is_shipped() -> None:
    assert list(RANKINGS.values())[-1] == Weights()
