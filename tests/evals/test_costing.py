from __future__ import annotations

import os

import pytest

from evals.costing import on_one_core, recall


def test_process_is_held_to_one_core_and_this_one_is_not() -> None:
    allowed = os.sched_getaffinity(0)

    (core,) = on_one_core(os.sched_getaffinity, 0)

    assert core in allowed
    assert os.sched_getaffinity(0) == allowed


def test_what_fails_in_the_process_fails_here() -> None:
    allowed = os.sched_getaffinity(0)

    with pytest.raises(FileNotFoundError, match="mangler"):
        on_one_core(os.listdir, "mangler")

    assert os.sched_getaffinity(0) == allowed


@pytest.mark.parametrize(
    ("found", "best", "expected"),
    [
        pytest.param({1: 0.9, 2: 0.8}, {1: 0.9, 2: 0.8}, 1.0, id="same"),
        pytest.param({1: 0.9, 3: 0.7}, {1: 0.9, 2: 0.8}, 0.5, id="one missed"),
        pytest.param({1: 0.9, 3: 0.8}, {1: 0.9, 2: 0.8}, 1.0, id="an equal one"),
        pytest.param({}, {1: 0.9}, 0.0, id="nothing found"),
        pytest.param(
            dict.fromkeys(range(100), 0.5) | {0: 0.9},
            dict.fromkeys(range(100, 109), 0.9) | {0: 0.9},
            0.1,
            id="of the first ten only",
        ),
    ],
)
def test_recall(found: dict[int, float], best: dict[int, float], expected: float) -> None:
    assert recall(found, best) == pytest.approx(expected)
