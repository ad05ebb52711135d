"""Exact search by inner product of unit vectors (FAISS)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from klausul.ports import FloatMatrix


class DenseIndex:
    """The passage vectors, one row a passage."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401  # a faiss.IndexFlatIP, untyped
        self._index = index

    @classmethod
    def of(cls, vectors: FloatMatrix) -> DenseIndex:
        """Index unit-length float32 rows, shape (N, D)."""
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """Read what ``save`` wrote.

        Raises:
            ValueError: The file is not a flat inner-product index.
        """
        import faiss

        try:
            index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise ValueError(f"not a FAISS index: {path.name}") from error
        if not isinstance(index, faiss.IndexFlatIP):
            raise ValueError(f"not a flat inner-product index: {type(index).__name__}")  # noqa: TRY004
        return cls(index)

    def save(self, path: Path) -> None:
        """Write the index to ``path``."""
        import faiss

        faiss.write_index(self._index, str(path))

    @property
    def shape(self) -> tuple[int, int]:
        """Rows N and dimension D."""
        return self._index.ntotal, self._index.d

    @property
    def vectors(self) -> FloatMatrix:
        """A copy of the rows, shape (N, D)."""
        rows, dimension = self.shape
        copy: FloatMatrix = self._index.reconstruct_n(0, rows).reshape(rows, dimension)
        return copy

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
        scores, rows = self._index.search(
            vector[np.newaxis, :],
            min(depth, allowed),
            params=faiss.SearchParameters(sel=_selector(ranges)),  # type: ignore[call-arg]  # stub
        )
        order = np.lexsort((rows[0], -scores[0]))
        return {int(rows[0][i]): float(scores[0][i]) for i in order}

    def cosines(self, vector: npt.NDArray[np.float32], *, rows: Sequence[int]) -> dict[int, float]:
        """Return the cosine of each of ``rows`` with ``vector``, unit length, shape (D,)."""
        if not rows:
            return {}
        vectors = self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        return dict(zip(rows, map(float, vectors @ vector), strict=True))


def _selector(ranges: Sequence[range]) -> Any:  # noqa: ANN401  # a faiss.IDSelector, untyped
    """Return what keeps FAISS to the rows of ``ranges``."""
    import faiss

    if len(ranges) == 1:
        return faiss.IDSelectorRange(ranges[0].start, ranges[0].stop)
    return faiss.IDSelectorBatch(np.concatenate([np.arange(r.start, r.stop) for r in ranges]))
