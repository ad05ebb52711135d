"""FAISS and tantivy put together by hand: the leanest hybrid that two good libraries make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evals.peers.stacks import DEPTH, MODEL_OPTIONS, RRF_K, Corpus, Piece, distinct, prompts_of

_ANALYZER = "danish"


class FaissTantivy:
    """Exact search by inner product, BM25 with tantivy's Danish analyser, fused by rank."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, corpus: Corpus, encoder: Path) -> None:
        """Index the pieces in memory."""
        import faiss
        from sentence_transformers import SentenceTransformer

        self._prompts = prompts_of(encoder)
        self._model: Any = SentenceTransformer(
            str(encoder), device="cpu", model_kwargs=MODEL_OPTIONS
        )
        self._pieces = corpus.pieces
        self._rows = _rows_by_vendor(corpus.pieces)
        vectors = self._model.encode_document(
            [piece.text for piece in corpus.pieces], prompt=self._prompts.passage
        )
        self._vectors: Any = faiss.IndexFlatIP(vectors.shape[1])
        self._vectors.add(vectors)
        self._words = _Words(corpus.pieces)

    def search(self, question: str, *, scope: str | None, k: int) -> list[str]:
        """Search both views inside the scope and fuse their ranks."""
        views = (self._nearest(question, scope), self._words.search(question, scope))
        return distinct((self._pieces[row].clause_id for row in _fuse(views)), k)

    def _nearest(self, question: str, scope: str | None) -> list[int]:
        import faiss

        vector = self._model.encode_query([question], prompt=self._prompts.query)
        if scope is None:
            _, rows = self._vectors.search(vector, DEPTH)
        else:
            options = faiss.SearchParameters(sel=faiss.IDSelectorArray(self._rows[scope]))  # type: ignore[call-arg]  # stub
            _, rows = self._vectors.search(vector, DEPTH, params=options)
        return [int(row) for row in rows[0] if row >= 0]


class _Words:
    """The pieces in a tantivy index in memory."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name=_ANALYZER, index_option="freq")
        builder.add_text_field("vendor", tokenizer_name="raw", index_option="basic")
        builder.add_integer_field("row", fast=True)
        self._schema: Any = builder.build()
        self._analyzer = _analyzer()
        index = tantivy.Index(self._schema)
        index.register_tokenizer(_ANALYZER, self._analyzer)
        writer = index.writer(num_threads=1)
        for row, piece in enumerate(pieces):
            writer.add_document(tantivy.Document(text=piece.text, vendor=piece.vendor, row=row))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher: Any = index.searcher()

    def search(self, question: str, scope: str | None) -> list[int]:
        """Return the rows of the pieces that share words with the question, best first."""
        from tantivy import Occur, Query

        # Not the query language: a question may hold its signs and means nothing by them.
        terms = dict.fromkeys(self._analyzer.analyze(question))
        if not terms:
            return []
        query = Query.boolean_query(
            [(Occur.Should, Query.term_query(self._schema, "text", t, "freq")) for t in terms]
        )
        if scope is not None:
            own = Query.term_query(self._schema, "vendor", scope, "basic")
            own = Query.const_score_query(own, 0.0)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, own)])
        hits = self._searcher.search(query, DEPTH, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return [int(row) for row in rows]


def _analyzer() -> Any:  # noqa: ANN401  # of an optional library
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.lowercase())
        .filter(Filter.stopword("danish"))
        .filter(Filter.stemmer("danish"))
        .build()
    )


def _rows_by_vendor(pieces: Sequence[Piece]) -> dict[str, npt.NDArray[np.int64]]:
    rows: dict[str, list[int]] = {}
    for row, piece in enumerate(pieces):
        rows.setdefault(piece.vendor, []).append(row)
    return {vendor: np.asarray(own, dtype=np.int64) for vendor, own in rows.items()}


def _fuse(views: Iterable[Sequence[int]]) -> list[int]:
    """Return the rows of all views by reciprocal rank fusion, equal ones in order of row."""
    scores: dict[int, float] = {}
    for rows in views:
        for rank, row in enumerate(rows, start=1):
            scores[row] = scores.get(row, 0.0) + 1 / (RRF_K + rank)
    return sorted(scores, key=lambda row: (-scores[row], row))
