"""Search by shared words: BM25 over Danish stems and the parts of compounds (bm25s).

The library computes the scores and its files keep them; they are read as the arrays that they are,
which spares whoever only asks importing it (and SciPy with it).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from klausul.danish.tokens import WordTerms, terms, terms_of_words

_METHOD = "lucene"
_K1 = 1.2
_B = 0.75

_PARAMETERS = "params.index.json"
_VOCABULARY = "vocab.index.json"
_SCORES = "data.csc.index.npy"
_ROWS = "indices.csc.index.npy"
_STARTS = "indptr.csc.index.npy"
_WORDS = "words.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Postings:
    """The rows of each term with their scores: those of term ``i`` from ``starts[i]`` on."""

    parameters: Mapping[str, Any]
    vocabulary: Mapping[str, int]
    scores: npt.NDArray[np.float32]
    rows: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]
    word_terms: WordTerms

    def __post_init__(self) -> None:
        if not len(self.scores) == len(self.rows) == self.starts[-1]:
            raise ValueError(
                f"{len(self.rows)} rows and {len(self.scores)} scores, expected {self.starts[-1]}"
            )


class LexicalIndex:
    """The terms of every passage, one row a passage."""

    def __init__(self, postings: _Postings) -> None:
        self._postings = postings

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
        return cls(
            _Postings(
                parameters={
                    "k1": _K1,
                    "b": _B,
                    "method": _METHOD,
                    "num_docs": int(index.scores["num_docs"]),
                },
                vocabulary=index.vocab_dict,
                scores=index.scores["data"],
                rows=index.scores["indices"],
                starts=index.scores["indptr"],
                word_terms=terms_of_words(texts),
            )
        )

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read what ``save`` wrote.

        Raises:
            ValueError: The files are not such an index.
        """
        try:
            postings = _Postings(
                parameters={"num_docs": 0} | _read_object(folder / _PARAMETERS),
                vocabulary=_read_object(folder / _VOCABULARY),
                scores=np.load(folder / _SCORES, allow_pickle=False),
                rows=np.load(folder / _ROWS, allow_pickle=False),
                starts=np.load(folder / _STARTS, allow_pickle=False),
                word_terms=_read_object(folder / _WORDS) if (folder / _WORDS).exists() else {},
            )
        except (OSError, ValueError, IndexError, TypeError) as error:
            raise ValueError(f"not a BM25 index: {error}") from error
        return cls(postings)

    def save(self, folder: Path) -> None:
        """Write the index as files of ``folder``, which the library can read as well."""
        folder.mkdir(parents=True, exist_ok=True)
        postings = self._postings
        _write_object(folder / _PARAMETERS, postings.parameters)
        _write_object(folder / _VOCABULARY, postings.vocabulary)
        np.save(folder / _SCORES, postings.scores)
        np.save(folder / _ROWS, postings.rows)
        np.save(folder / _STARTS, postings.starts)
        _write_object(folder / _WORDS, postings.word_terms)

    @property
    def rows(self) -> int:
        """The number N of passages."""
        return int(self._postings.parameters["num_docs"])

    @property
    def word_terms(self) -> WordTerms:
        """The terms of every word of the passages; empty in an index that was built without."""
        return self._postings.word_terms

    def search(self, query: str, *, ranges: Sequence[range], depth: int) -> dict[int, float]:
        """Return the rows that share most with ``query`` with their BM25 scores, best first.

        Args:
            query: A question; a word that it repeats counts once.
            ranges: The rows that may be found, as disjoint ranges.
            depth: At most so many rows; a row without a common term is never found.
        """
        vocabulary = self._postings.vocabulary
        wanted = [
            vocabulary[t]
            for t in dict.fromkeys(terms(query, known=self.word_terms))
            if t in vocabulary
        ]
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
        postings = self._postings
        scores = np.zeros(last - first, dtype=np.float32)
        for term in wanted:
            own = slice(*postings.starts[term : term + 2])
            rows = postings.rows[own]
            # Numbers of another type would have the search copy all rows into that type first.
            start, stop = np.searchsorted(rows, np.asarray([first, last], dtype=rows.dtype))
            np.add.at(scores, rows[start:stop] - first, postings.scores[own][start:stop])
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


def _read_object(path: Path) -> dict[str, Any]:
    found = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise TypeError(f"{path} does not hold an object")
    return found


def _write_object(path: Path, found: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def _bm25s() -> Any:  # noqa: ANN401  # an untyped module
    import bm25s

    # The library sets its own logger to DEBUG at import; whoever runs the process decides.
    logging.getLogger("bm25s").setLevel(logging.NOTSET)
    return bm25s
