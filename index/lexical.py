"""Search by shared words: BM25 over Danish stems and the parts of compounds (bm25s)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from klausul.danish.tokens import terms

_METHOD = "lucene"
_K1 = 1.2
_B = 0.75


class LexicalIndex:
    """The terms of every passage, one row a passage."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401  # a bm25s.BM25, untyped
        self._index = index

    @classmethod
    def of(cls, texts: Sequence[str]) -> LexicalIndex:
        """Index N texts, at least one."""
        documents = [terms(text) for text in texts]
        if not any(documents):
            documents = [[""] for _ in texts]  # the library divides by the mean length
        # The library would number the terms by iterating a set, which differs between processes.
        distinct = sorted({term for document in documents for term in document})
        vocabulary = {term: number for number, term in enumerate(distinct)}
        ids = [[vocabulary[term] for term in document] for document in documents]
        index = _bm25s().BM25(method=_METHOD, k1=_K1, b=_B)
        index.index((ids, vocabulary), show_progress=False)
        return cls(index)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read what ``save`` wrote.

        Raises:
            ValueError: The files are not such an index.
        """
        try:
            return cls(_bm25s().BM25.load(folder, load_corpus=False, show_progress=False))
        except (OSError, KeyError, TypeError) as error:
            raise ValueError(f"not a BM25 index: {error}") from error

    def save(self, folder: Path) -> None:
        """Write the index as files of ``folder``."""
        self._index.save(folder, show_progress=False)

    @property
    def rows(self) -> int:
        """The number N of passages."""
        return int(self._index.scores["num_docs"])

    def search(self, query: str, *, ranges: Sequence[range], depth: int) -> dict[int, float]:
        """Return the rows that share most with ``query`` with their BM25 scores, best first.

        Args:
            query: A question; a word that it repeats counts once.
            ranges: The rows that may be found, as disjoint ranges.
            depth: At most so many rows; a row without a common term is never found.
        """
        wanted = list(dict.fromkeys(terms(query)))
        if not wanted or not ranges:
            return {}
        scores = self._index.get_scores(wanted)
        allowed = np.concatenate([np.arange(r.start, r.stop) for r in ranges])
        found = allowed[scores[allowed] > 0]
        order = np.lexsort((found, -scores[found]))[:depth]
        return {int(row): float(scores[row]) for row in found[order]}


def _bm25s() -> Any:  # noqa: ANN401  # an untyped module
    import bm25s

    # The library sets its own logger to DEBUG at import; whoever runs the process decides.
    logging.getLogger("bm25s").setLevel(logging.NOTSET)
    return bm25s
