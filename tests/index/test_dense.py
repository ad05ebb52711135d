from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dense import DenseIndex
from index.encoders import unit_rows
from klausul.ports import FloatMatrix

ROWS, DIMENSION = 40, 16


@pytest.fixture(scope="module")
def vectors() -> FloatMatrix:
    rows = np.random.default_rng(7).normal(size=(ROWS, DIMENSION)).astype(np.float32)
    return unit_rows(rows)


@pytest.fixture(scope="module")
def index(vectors: FloatMatrix) -> DenseIndex:
    return DenseIndex.of(vectors)


@settings(deadline=None)
@given(
    cuts=st.sets(st.integers(0, ROWS), max_size=8),
    query=st.integers(0, ROWS - 1),
    depth=st.integers(1, ROWS),
)
def test_search_is_exact_inside_the_ranges(
    index: DenseIndex, vectors: FloatMatrix, cuts: set[int], query: int, depth: int
) -> None:
    ends = sorted(cuts)
    ranges = [range(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    allowed = [row for rows in ranges for row in rows]
    scores = vectors @ vectors[query]

    found = index.search(vectors[query], ranges=ranges, depth=depth)

    assert list(found) == sorted(allowed, key=lambda row: (-scores[row], row))[:depth]
    assert list(found.values()) == pytest.approx([scores[row] for row in found], abs=1e-6)


def test_equal_vectors_are_ordered_by_row() -> None:
    same = DenseIndex.of(np.tile(np.eye(1, 4, dtype=np.float32), (5, 1)))

    found = same.search(np.eye(1, 4, dtype=np.float32)[0], ranges=[range(1, 5)], depth=4)

    assert list(found) == [1, 2, 3, 4]


def test_cosines_of_chosen_rows(index: DenseIndex, vectors: FloatMatrix) -> None:
    cosines = index.cosines(vectors[2], rows=[5, 2, 0])

    assert list(cosines) == [5, 2, 0]
    assert cosines[2] == pytest.approx(1.0, abs=1e-6)
    assert cosines[5] == pytest.approx(float(vectors[5] @ vectors[2]), abs=1e-6)
    assert index.cosines(vectors[2], rows=[]) == {}


def test_saved_index_is_the_same(index: DenseIndex, vectors: FloatMatrix, tmp_path: Path) -> None:
    index.save(tmp_path / "v.faiss")

    loaded = DenseIndex.load(tmp_path / "v.faiss")

    assert loaded.shape == (ROWS, DIMENSION)
    assert np.array_equal(loaded.vectors, vectors)


@pytest.mark.parametrize("content", [b"", b"IxFI", b"nothing of the kind" * 9], ids=len)
def test_other_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "v.faiss").write_bytes(content)

    with pytest.raises(ValueError, match=r"v\.faiss"):
        DenseIndex.load(tmp_path / "v.faiss")


def test_other_kind_of_index_is_refused(tmp_path: Path) -> None:
    import faiss

    faiss.write_index(faiss.IndexFlatL2(4), str(tmp_path / "v.faiss"))

    with pytest.raises(ValueError, match="IndexFlat"):
        DenseIndex.load(tmp_path / "v.faiss")
