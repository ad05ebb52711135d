from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dense import EXACT_UP_TO, DenseIndex
from index.encoders import HashingEncoder, unit_rows
from klausul.ports import FloatMatrix

ROWS, DIMENSION = 40, 16
DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"


@pytest.fixture(scope="module")
def vectors() -> FloatMatrix:
    rows = np.random.default_rng(7).normal(size=(ROWS, DIMENSION)).astype(np.float32)
    return unit_rows(rows)


@pytest.fixture(
    scope="module", params=[pytest.param(ROWS, id="exact"), pytest.param(0, id="guessing")]
)
def index(vectors: FloatMatrix, request: pytest.FixtureRequest) -> DenseIndex:
    return DenseIndex.of(vectors, exact_up_to=request.param)


def mixed(rows: FloatMatrix, *, count: int) -> FloatMatrix:
    """Return near copies of ``rows``, as agreements are of each other: mixes of like rows."""
    random = np.random.default_rng(3)
    first = random.integers(len(rows), size=count)
    like = np.argsort(-(rows @ rows.T), axis=1)[:, 1:9]
    second = like[first, random.integers(8, size=count)]
    share = random.uniform(0.5, 0.9, size=(count, 1)).astype(np.float32)
    noise = random.standard_normal((count, rows.shape[1]), dtype=np.float32)
    noise *= 0.1 / np.sqrt(rows.shape[1])
    return unit_rows(share * rows[first] + (1 - share) * rows[second] + noise)


def agreement_rows() -> FloatMatrix:
    """Return the vectors of the shipped documents' paragraphs."""
    paths = sorted(DOCUMENTS.glob("*.txt"))
    texts = {text for path in paths for text in path.read_text(encoding="utf-8").split("\n\n")}
    return HashingEncoder(384).encode_passages(sorted(text for text in texts if len(text) > 40))


def clustered_rows() -> FloatMatrix:
    """Return rows that lie in 32 of 384 dimensions, as those of a trained encoder nearly do."""
    random = np.random.default_rng(5)
    rows = random.normal(size=(500, 32)) @ random.normal(size=(32, 384))
    return unit_rows(rows.astype(np.float32))


class Large(NamedTuple):
    vectors: FloatMatrix
    queries: FloatMatrix
    guessing: DenseIndex


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((agreement_rows, EXACT_UP_TO + 1000, EXACT_UP_TO), id="agreements"),
        pytest.param((clustered_rows, 10_000, 5000), id="clustered"),
    ],
)
def large(request: pytest.FixtureRequest) -> Large:
    """Return many near copies of a few rows, as the clauses of many agreements are."""
    make_rows, count, exact_up_to = request.param
    rows = make_rows()
    vectors = mixed(rows, count=count)
    return Large(vectors, mixed(rows, count=60), DenseIndex.of(vectors, exact_up_to=exact_up_to))


@settings(deadline=None)
@given(
    cuts=st.sets(st.integers(0, ROWS), max_size=8),
    query=st.integers(0, ROWS - 1),
    depth=st.integers(1, ROWS),
    turned=st.booleans(),
)
def test_search_is_exact_inside_the_ranges(
    index: DenseIndex, vectors: FloatMatrix, cuts: set[int], query: int, depth: int, turned: bool
) -> None:
    ends = sorted(cuts)
    ranges = [range(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    allowed = [row for rows in ranges for row in rows]
    scores = vectors @ vectors[query]

    found = index.search(vectors[query], ranges=ranges[:: -1 if turned else 1], depth=depth)

    assert list(found) == sorted(allowed, key=lambda row: (-scores[row], row))[:depth]
    assert list(found.values()) == pytest.approx([scores[row] for row in found], abs=1e-6)


@pytest.mark.parametrize(
    ("rows", "exact_up_to", "is_exact"),
    [
        pytest.param(100, 100, True, id="at the limit"),
        pytest.param(101, 100, False, id="above it"),
        pytest.param(16, 0, True, id="too few to learn codes from"),
        pytest.param(1, 0, True, id="one"),
    ],
)
def test_type_follows_the_number_of_rows(
    rows: int, exact_up_to: int, is_exact: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    vectors = unit_rows(np.random.default_rng(1).normal(size=(rows, 6)).astype(np.float32))

    index = DenseIndex.of(vectors, exact_up_to=exact_up_to)

    assert index.is_exact is is_exact
    assert list(index.search(vectors[0], ranges=[range(rows)], depth=1)) == [0]
    assert capfd.readouterr() == ("", "")


def test_odd_dimension_can_guess() -> None:
    vectors = unit_rows(np.random.default_rng(1).normal(size=(64, 7)).astype(np.float32))

    index = DenseIndex.of(vectors, exact_up_to=0)

    assert not index.is_exact
    assert list(index.search(vectors[9], ranges=[range(64)], depth=1)) == [9]


@pytest.mark.parametrize("depth", [10, 100])
def test_guessing_finds_what_an_exact_search_finds(large: Large, depth: int) -> None:
    scores = large.queries @ large.vectors.T
    everything = [range(len(large.vectors))]
    assert not large.guessing.is_exact

    recalls = []
    for query, cosines in zip(large.queries, scores, strict=True):
        found = large.guessing.search(query, ranges=everything, depth=depth)
        expected = np.argsort(-cosines, kind="stable")[:10]
        recalls.append(len(found.keys() & set(expected.tolist())) / 10)
        assert len(found) == depth
        assert list(found) == sorted(found, key=lambda row: (-found[row], row))
        assert list(found.values()) == pytest.approx(cosines[list(found)], abs=1e-6)

    assert np.mean(recalls) >= 0.99


def test_search_of_one_vendor_is_exact_in_a_large_index(large: Large) -> None:
    count = len(large.vectors)
    ranges = [range(70, 130), range(count - count // 3, count)]
    allowed = np.concatenate([np.arange(rows.start, rows.stop) for rows in ranges])

    for query in large.queries[:5]:
        scores = large.vectors[allowed] @ query
        found = large.guessing.search(query, ranges=ranges, depth=1500)
        assert list(found.values()) == pytest.approx(np.sort(scores)[::-1][:1500], abs=1e-6)
        assert found.keys() <= set(allowed.tolist())


def test_same_rows_give_the_same_index(vectors: FloatMatrix, tmp_path: Path) -> None:
    import faiss

    for threads in (1, 2):
        faiss.omp_set_num_threads(threads)
        DenseIndex.of(vectors, exact_up_to=0).save(tmp_path / str(threads))

    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_thread_that_searches_starts_no_others(index: DenseIndex, vectors: FloatMatrix) -> None:
    import faiss

    def threads_after_search() -> int:
        faiss.omp_set_num_threads(2)
        index.search(vectors[0], ranges=[range(ROWS)], depth=3)
        threads: int = faiss.omp_get_max_threads()
        return threads

    with ThreadPoolExecutor(max_workers=1) as pool:
        assert pool.submit(threads_after_search).result() == 1


@pytest.mark.parametrize("exact_up_to", [5, 0])
def test_equal_vectors_are_ordered_by_row(exact_up_to: int) -> None:
    rows = np.tile(np.eye(1, 4, dtype=np.float32), (20, 1))
    same = DenseIndex.of(rows[:5] if exact_up_to else rows, exact_up_to=exact_up_to)

    found = same.search(rows[0], ranges=[range(1, 5)], depth=4)

    assert list(found) == [1, 2, 3, 4]
    assert list(same.search(rows[0], ranges=[range(1, 3), range(4, 5)], depth=2)) == [1, 2]


def test_cosines_of_chosen_rows(index: DenseIndex, vectors: FloatMatrix) -> None:
    cosines = index.cosines(vectors[2], rows=[5, 2, 0])

    assert list(cosines) == [5, 2, 0]
    assert cosines[2] == pytest.approx(1.0, abs=1e-6)
    assert cosines[5] == pytest.approx(float(vectors[5] @ vectors[2]), abs=1e-6)
    assert index.cosines(vectors[2], rows=[]) == {}


def test_saved_index_is_the_same(index: DenseIndex, vectors: FloatMatrix, tmp_path: Path) -> None:
    index.save(tmp_path / "v.faiss")

    loaded = DenseIndex.load(tmp_path / "v.faiss")

    assert loaded.is_exact == index.is_exact
    assert loaded.shape == (ROWS, DIMENSION)
    assert np.array_equal(loaded.vectors, vectors)
    for ranges in ([range(ROWS)], [range(3), range(9, 20)]):
        expected = index.search(vectors[1], ranges=ranges, depth=5)
        assert loaded.search(vectors[1], ranges=ranges, depth=5) == expected


@pytest.mark.parametrize("content", [b"", b"IxFI", b"nothing of the kind" * 9], ids=len)
def test_other_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "v.faiss").write_bytes(content)

    with pytest.raises(ValueError, match=r"v\.faiss"):
        DenseIndex.load(tmp_path / "v.faiss")


def test_cut_off_file_is_refused(index: DenseIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "v.faiss")
    content = (tmp_path / "v.faiss").read_bytes()
    for end in range(0, len(content), 97):
        (tmp_path / "v.faiss").write_bytes(content[:end])
        with pytest.raises(ValueError, match=r"v\.faiss"):
            DenseIndex.load(tmp_path / "v.faiss")


@pytest.mark.parametrize(
    ("kind", "metric"),
    [
        pytest.param("Flat", "METRIC_L2", id="distances"),
        pytest.param("PQ2x4fs,RFlat", "METRIC_L2", id="codes by distance"),
        pytest.param("PQ2x4fs", "METRIC_INNER_PRODUCT", id="codes without rows"),
        pytest.param("PQ2x4,RFlat", "METRIC_INNER_PRODUCT", id="other codes"),
        pytest.param("SQ8", "METRIC_INNER_PRODUCT", id="rounded rows"),
    ],
)
def test_other_kind_of_index_is_refused(tmp_path: Path, kind: str, metric: str) -> None:
    import faiss

    index = faiss.index_factory(4, kind, getattr(faiss, metric))
    rows = np.random.default_rng(1).normal(size=(700, 4)).astype(np.float32)
    index.train(rows)
    index.add(rows)
    faiss.write_index(index, str(tmp_path / "v.faiss"))

    with pytest.raises(ValueError, match="not an index of inner products: Index"):
        DenseIndex.load(tmp_path / "v.faiss")
