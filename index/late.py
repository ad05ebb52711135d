"""Late interaction: a question compared with a passage piece by piece.

Each piece of the question takes its nearest piece of the passage, and the mean over the question's
pieces is the score (ColBERT: Khattab and Zaharia, SIGIR 2020). A passage that holds the one detail
that is asked for then stands out among passages that are about the same matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from klausul.ports import Encoder, FloatMatrix, LateEncoder

Pieces = npt.NDArray[np.int8]
"""Vectors of pieces as bytes, shape (pieces, K): a hundredth is near enough to choose by."""

_SCALE = 127.0
_NOTHING = -1.0
"""The score of a passage without pieces, the least that there is."""


class LateIndex:
    """The vectors of every passage's pieces as bytes, read from the disk when they are needed."""

    def __init__(self, pieces: Pieces, starts: npt.NDArray[np.int64]) -> None:
        self._pieces = pieces
        self._starts = starts

    @classmethod
    def of(cls, tokens: Sequence[Pieces]) -> LateIndex:
        """Store N packed matrices, each of shape (pieces, K); at least one matrix."""
        starts = np.cumsum([0, *map(len, tokens)], dtype=np.int64)
        return cls(np.concatenate(tokens), starts)

    @classmethod
    def load(cls, pieces: Path, starts: Path) -> LateIndex:
        """Open what ``save`` wrote.

        Raises:
            ValueError: The files are not such an index.
        """
        table = np.load(pieces, mmap_mode="r", allow_pickle=False)
        bounds = np.load(starts, allow_pickle=False)
        if table.ndim != 2 or table.dtype != np.int8 or bounds.ndim != 1 or not len(bounds):
            raise ValueError(f"not vectors of pieces: {pieces.name}")
        if bounds[0] != 0 or bounds[-1] != len(table) or (np.diff(bounds) < 0).any():
            raise ValueError(f"does not fit {pieces.name}: {starts.name}")
        return cls(table, bounds)

    def save(self, pieces: Path, starts: Path) -> None:
        """Write the vectors to ``pieces`` and where each passage begins to ``starts``."""
        np.save(pieces, self._pieces, allow_pickle=False)
        np.save(starts, self._starts, allow_pickle=False)

    @property
    def rows(self) -> int:
        """The number N of passages."""
        return len(self._starts) - 1

    @property
    def dimension(self) -> int:
        """Length K of a piece's vector."""
        return int(self._pieces.shape[1])

    def tokens(self, row: int) -> Pieces:
        """Return the packed vectors of a passage's pieces, shape (pieces, K)."""
        return self._pieces[self._starts[row] : self._starts[row + 1]]

    def scores(self, question: FloatMatrix, *, rows: Sequence[int]) -> dict[int, float]:
        """Return the late interaction of a question with each of ``rows``, -1..1.

        Args:
            question: Unit vectors of its pieces, shape (pieces, K).
            rows: Passages; one without a piece, or a question without, scores -1.
        """
        kept = [row for row in rows if self._starts[row] < self._starts[row + 1]]
        scores = dict.fromkeys(rows, _NOTHING)
        if not kept or not len(question):
            return scores
        parts = [self.tokens(row) for row in kept]
        firsts = np.cumsum([0, *map(len, parts[:-1])])
        near = np.concatenate(parts).astype(np.float32) @ question.T
        means = np.maximum.reduceat(near, firsts, axis=0).mean(axis=1) / _SCALE
        return scores | dict(zip(kept, map(float, means), strict=True))


def pack(tokens: FloatMatrix) -> Pieces:
    """Return unit rows as bytes, the same shape."""
    packed: Pieces = np.rint(tokens * np.float32(_SCALE)).astype(np.int8)
    return packed


def late_encoder(encoder: Encoder) -> LateEncoder | None:
    """Return ``encoder`` if it was trained for late interaction, else None."""
    fits = isinstance(encoder, LateEncoder) and encoder.token_dimension > 0
    return encoder if fits and isinstance(encoder, LateEncoder) else None
