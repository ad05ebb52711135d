"""Search by shared words: BM25 over Danish stems and the parts of compounds (bm25s)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

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
        wanted = self._index.get_tokens_ids(list(dict.fromkeys(terms(query))))
        filled = sorted((rows for rows in ranges if rows), key=lambda rows: rows.start)
        if not wanted or not filled:
            return {}
        first, last = filled[0].start, filled[-1].stop
        scores = self._scores(wanted, first=first, last=last)
        found = np.flatnonzero(scores > 0)
        if sum(map(len, filled)) < last - first:
            found = found[_inside(found + first, filled)]
        best = _best(found, scores, depth=depth)
        return {int(place) + first: float(scores[place]) for place in best}

    def _scores(self, wanted: Sequence[int], *, first: int, last: int) -> npt.NDArray[np.float32]:
        """Return the BM25 scores of the rows from ``first`` up to ``last``.

        A term's postings are sorted by row, so the rows of one vendor cost their own postings
        only, however many rows others have.
        """
        postings = self._index.scores
        scores = np.zeros(last - first, dtype=np.float32)
        for term in wanted:
            own = slice(*postings["indptr"][term : term + 2])
            rows = postings["indices"][own]
            # Numbers of another type would have the search copy all rows into that type first.
            start, stop = np.searchsorted(rows, np.asarray([first, last], dtype=rows.dtype))
            np.add.at(scores, rows[start:stop] - first, postings["data"][own][start:stop])
        return scores


def _inside(rows: npt.NDArray[np.int64], ranges: Sequence[range]) -> npt.NDArray[np.bool_]:
    """Tell for each of ``rows`` whether it lies in one of ``ranges``, sorted and filled."""
    starts = np.asarray([inside.start for inside in ranges])
    stops = np.asarray([inside.stop for inside in ranges])
    return rows < stops[np.searchsorted(starts, rows, side="right") - 1]


def _best(
    found: npt.NDArray[np.int64], scores: npt.NDArray[np.float32], *, depth: int
) -> npt.NDArray[np.int64]:
    """Return the places ``found`` with the highest scores, equal ones in order of place.

    Only what reaches the lowest score that can be wanted is sorted: a common word is found in
    most rows.
    """
    if len(found) > depth:
        reached = scores[found]
        found = found[reached >= np.partition(reached, -depth)[-depth]]
    order = np.lexsort((found, -scores[found]))[:depth]
    return found[order]


def _bm25s() -> Any:  # noqa: ANN401  # an untyped module
    import bm25s

    # The library sets its own logger to DEBUG at import; whoever runs the process decides.
    logging.getLogger("bm25s").setLevel(logging.NOTSET)
    return bm25s
