"""Search by inner product of unit vectors (FAISS), exact wherever that is quick enough."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from klausul.ports import FloatMatrix

EXACT_UP_TO = 30_000
"""Rows up to which a question is compared with every one of them.

On one core that takes 1 ms for 20,000 rows of 384 numbers and, once they outgrow the processor's
cache, 4.4 ms for 100,000, where guessing takes 0.4 ms.
"""

_TRAINING_ROWS = 4096
"""Rows that the codes are learned from: 256 for each of 16 points on a plane."""

_LEAST_TRAINING_ROWS = 16

_GUESSES = 1000
"""Rows at least that are compared exactly, however few are asked for.

Agreements are near copies of each other, and the copies of a clause have nearly the same code.
With 100 guesses 91 % of the true first ten of 100,000 such rows were found, with 1,000 99.9 %.
"""

_GUESSES_A_ROW = 1 / 200
"""The same as a share of all rows: there are the more copies, the more rows.

Of 1,000,000 rows, 1,000 guesses found 96.8 % of the true first ten and 5,000 found 99.9 %.
"""

_GUESSES_A_HIT = 10


class DenseIndex:
    """The passage vectors, one row a passage.

    A small index compares a question with every row. A large one guesses first: each pair of a
    row's numbers is rounded to one of 16 points (4-bit product quantization, whose scan stays in
    the processor's registers), and the best guesses are compared exactly. A search in part of
    the rows is always exact, so what is asked of one vendor is found whatever the others hold.

    Either way the rows themselves are kept as they came, in 4 bytes a number. 2 bytes would find
    99.9 % of the true first ten as well, in 86 MB instead of 163 for 100,000 rows of 384 numbers,
    but a later build takes the rows of unchanged text over, and they must equal new ones.
    """

    def __init__(self, index: Any) -> None:  # noqa: ANN401  # a FAISS index, untyped
        self._index = index
        self._rows = _kept_rows(index)

    @classmethod
    def of(cls, vectors: FloatMatrix, *, exact_up_to: int = EXACT_UP_TO) -> DenseIndex:
        """Index unit-length rows; the same rows give the same index.

        Args:
            vectors: Shape (N, D).
            exact_up_to: The most rows for which every search is exact.
        """
        import faiss

        rows = np.ascontiguousarray(vectors, dtype=np.float32)
        if len(rows) > max(exact_up_to, _LEAST_TRAINING_ROWS):
            return cls(_guessing_index(rows))
        index = faiss.IndexFlatIP(rows.shape[1])
        index.add(rows)
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """Read what ``save`` wrote.

        Raises:
            ValueError: The file is not such an index.
        """
        import faiss

        try:
            index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise ValueError(f"not a FAISS index: {path.name}") from error
        return cls(index)

    def save(self, path: Path) -> None:
        """Write the index to ``path``."""
        import faiss

        faiss.write_index(self._index, str(path))

    @property
    def shape(self) -> tuple[int, int]:
        """Rows N and dimension D."""
        return self._rows.ntotal, self._rows.d

    @property
    def vectors(self) -> FloatMatrix:
        """A copy of the rows, shape (N, D)."""
        rows, dimension = self.shape
        copy: FloatMatrix = self._rows.reconstruct_n(0, rows).reshape(rows, dimension)
        return copy

    @property
    def is_exact(self) -> bool:
        """Tell whether a search of all rows compares every one of them."""
        return self._index is self._rows

    def search(
        self, vector: npt.NDArray[np.float32], *, ranges: Sequence[range], depth: int
    ) -> dict[int, float]:
        """Return the rows nearest to ``vector`` with their cosines, best first.

        Args:
            vector: Unit length, shape (D,).
            ranges: The rows that may be found, as disjoint ranges.
            depth: At most so many rows.
        """
        import faiss

        allowed = sum(map(len, ranges))
        if allowed == 0:
            return {}
        # A setting of the calling thread: a pool's threads would each start their own team
        # of OpenMP threads, which costs up to 100 times the search itself under load.
        faiss.omp_set_num_threads(1)
        depth = min(depth, allowed)
        if self.is_exact or allowed < self._rows.ntotal:
            searched, params = self._rows, faiss.SearchParameters(sel=_selector(ranges))  # type: ignore[call-arg]  # stub
        else:
            searched, params = self._index, _guessing(depth, rows=allowed)
        scores, rows = searched.search(vector[np.newaxis, :], depth, params=params)
        order = np.lexsort((rows[0], -scores[0]))
        return {int(rows[0][i]): float(scores[0][i]) for i in order}

    def cosines(self, vector: npt.NDArray[np.float32], *, rows: Sequence[int]) -> dict[int, float]:
        """Return the cosine of each of ``rows`` with ``vector``, unit length, shape (D,)."""
        if not rows:
            return {}
        vectors = self._rows.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        return dict(zip(rows, map(float, vectors @ vector), strict=True))


def _guessing_index(rows: FloatMatrix) -> Any:  # noqa: ANN401  # a faiss.IndexRefineFlat
    """Return an index of codes for guessing that keeps the rows beside them."""
    import faiss

    count, dimension = rows.shape
    parts = dimension if dimension % 2 else dimension // 2
    index: Any = faiss.index_factory(dimension, f"PQ{parts}x4fs,RFlat", faiss.METRIC_INNER_PRODUCT)
    codes: Any = faiss.downcast_index(index.base_index)
    learning = codes.pq.cp
    learning.seed = 1
    learning.min_points_per_centroid = 1  # no warning on the terminal
    faiss.omp_set_num_threads(1)  # several would add in an order of their own
    sample = np.linspace(0, count - 1, num=min(count, _TRAINING_ROWS)).astype(np.int64)
    index.train(rows[sample])
    index.add(rows)
    return index


def _guessing(depth: int, *, rows: int) -> Any:  # noqa: ANN401  # FAISS parameters, untyped
    """Return how many guesses FAISS shall compare exactly for ``depth`` hits among ``rows``."""
    import faiss

    guesses = max(depth * _GUESSES_A_HIT, _GUESSES, round(rows * _GUESSES_A_ROW))
    return faiss.IndexRefineSearchParameters(k_factor=min(guesses, rows) / depth)  # type: ignore[call-arg]  # stub


def _kept_rows(index: Any) -> Any:  # noqa: ANN401  # FAISS indexes, untyped
    """Return the part of ``index`` that holds the rows themselves: of a small one the whole.

    Raises:
        ValueError: It is of another type than ``DenseIndex.of`` makes.
    """
    import faiss

    if isinstance(index, faiss.IndexFlatIP):
        return index
    if isinstance(index, faiss.IndexRefineFlat):
        codes, rows = map(faiss.downcast_index, (index.base_index, index.refine_index))
        if (
            isinstance(codes, faiss.IndexPQFastScan)
            and codes.metric_type == rows.metric_type == faiss.METRIC_INNER_PRODUCT
            and (codes.ntotal, codes.d) == (rows.ntotal, rows.d)
        ):
            return rows
    raise ValueError(f"not an index of inner products: {type(index).__name__}")


def _selector(ranges: Sequence[range]) -> Any:  # noqa: ANN401  # a faiss.IDSelector, untyped
    """Return what keeps FAISS to the rows of ``ranges``, and to the time that these take."""
    import faiss

    filled = sorted((rows for rows in ranges if rows), key=lambda rows: rows.start)
    first, last = filled[0].start, filled[-1].stop
    if sum(map(len, filled)) == last - first:
        return faiss.IDSelectorRange(first, last)
    return faiss.IDSelectorArray(np.concatenate([np.arange(r.start, r.stop) for r in filled]))
