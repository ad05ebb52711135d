"""txtai: one embeddings database with vectors, keywords and content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evals.peers.stacks import DEPTH, MODEL_OPTIONS, Corpus, distinct
from klausul.danish.lexicon import STOP_WORDS


class Txtai:
    """Its default hybrid, half and half; it takes stop words and has no stemmer."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, corpus: Corpus, encoder: Path) -> None:
        """Index the pieces; the model's prompts are read from its folder by the library."""
        from txtai import Embeddings

        self._embeddings: Any = Embeddings(
            path=str(encoder),
            gpu=False,
            vectors=MODEL_OPTIONS,
            content=True,
            scoring={
                "method": "bm25",
                "terms": True,
                "normalize": True,
                "tokenizer": {"stopwords": sorted(STOP_WORDS)},
            },
        )
        self._embeddings.index(
            (row, {"text": piece.text, "clause": piece.clause_id, "vendor": piece.vendor}, None)
            for row, piece in enumerate(corpus.pieces)
        )
        # A condition beside ``similar`` sees the candidates only, so all pieces are candidates.
        self._scoped = (
            "select clause, score from txtai"
            f" where similar(:question, {len(corpus.pieces)}) and vendor = :vendor"
        )

    def search(self, question: str, *, scope: str | None, k: int) -> list[str]:
        """Search by SQL, as the library does as soon as a filter is wanted."""
        sql = "select clause, score from txtai where similar(:question)"
        values = {"question": question}
        if scope is not None:
            sql, values = self._scoped, {**values, "vendor": scope}
        found = self._embeddings.search(sql, limit=DEPTH, parameters=values)
        return distinct((item["clause"] for item in found), k)
