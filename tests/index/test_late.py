from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.encoders import HashingEncoder
from index.late import LateIndex, late_encoder, pack
from index.onnx_encoder import OnnxEncoder
from klausul.ports import FloatMatrix


def _unit(rows: int, seed: int) -> FloatMatrix:
    matrix = np.random.default_rng(seed).normal(size=(rows, 16)).astype(np.float32)
    unit: FloatMatrix = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    return unit


@pytest.fixture
def tokens() -> list[FloatMatrix]:
    return [_unit(rows, seed) for seed, rows in enumerate((5, 1, 0, 9))]


def _index(tokens: list[FloatMatrix]) -> LateIndex:
    return LateIndex.of([pack(matrix) for matrix in tokens])


def _expected(question: FloatMatrix, passage: FloatMatrix) -> float:
    return float((question @ passage.T).max(axis=1).mean()) if len(passage) else -1.0


def test_score_is_the_mean_of_each_piece_s_nearest(tokens: list[FloatMatrix]) -> None:
    question = _unit(4, 99)

    scores = _index(tokens).scores(question, rows=[3, 0, 2, 1])

    assert list(scores) == [3, 0, 2, 1]
    for row, score in scores.items():
        assert score == pytest.approx(_expected(question, tokens[row]), abs=0.01)


def test_passage_finds_itself(tokens: list[FloatMatrix]) -> None:
    index = _index(tokens)

    for row in (0, 3):
        scores = index.scores(tokens[row], rows=range(4))
        assert max(scores, key=scores.__getitem__) == row
        assert scores[row] == pytest.approx(1.0, abs=0.02)


def test_question_without_pieces_and_no_rows(tokens: list[FloatMatrix]) -> None:
    index = _index(tokens)

    assert index.scores(np.zeros((0, 16), dtype=np.float32), rows=[1]) == {1: -1.0}
    assert index.scores(_unit(3, 1), rows=[]) == {}
    assert index.scores(_unit(3, 1), rows=[2]) == {2: -1.0}


def test_saved_index_comes_back(tokens: list[FloatMatrix], tmp_path: Path) -> None:
    index = _index(tokens)
    index.save(tmp_path / "a.npy", tmp_path / "b.npy")

    loaded = LateIndex.load(tmp_path / "a.npy", tmp_path / "b.npy")

    assert (loaded.rows, loaded.dimension) == (4, 16)
    question = _unit(2, 5)
    assert loaded.scores(question, rows=range(4)) == index.scores(question, rows=range(4))


def test_pieces_come_back_as_they_were_packed(tokens: list[FloatMatrix]) -> None:
    index = _index(tokens)

    assert all(np.array_equal(index.tokens(row), pack(tokens[row])) for row in range(4))
    assert np.allclose(index.tokens(0) / 127, tokens[0], atol=0.005)


@pytest.mark.parametrize(
    ("pieces", "starts"),
    [
        pytest.param(np.zeros((3, 4), np.float32), np.array([0, 3]), id="not-bytes"),
        pytest.param(np.zeros((3, 4), np.int8), np.array([0, 2]), id="too-few"),
        pytest.param(np.zeros((3, 4), np.int8), np.array([0, 5, 3]), id="backwards"),
        pytest.param(np.zeros((3, 4), np.int8), np.array([], dtype=np.int64), id="no-starts"),
    ],
)
def test_files_that_do_not_fit_are_refused(
    tmp_path: Path, pieces: FloatMatrix, starts: FloatMatrix
) -> None:
    np.save(tmp_path / "a.npy", pieces)
    np.save(tmp_path / "b.npy", starts)

    with pytest.raises(ValueError, match=r"a\.npy"):
        LateIndex.load(tmp_path / "a.npy", tmp_path / "b.npy")


def test_encoder_that_was_not_trained_for_it_has_no_late_interaction(tmp_path: Path) -> None:
    assert late_encoder(HashingEncoder(8)) is None
    assert late_encoder(OnnxEncoder(tmp_path, identity="x", dimension=8)) is None
    late = OnnxEncoder(tmp_path, identity="x", dimension=8, token_dimension=4)
    assert late_encoder(late) is late
