"""Chroma: vectors only, since the local edition has no search by words."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from evals.peers.stacks import DEPTH, MODEL_OPTIONS, Corpus, distinct, prompts_of


class Chroma:
    """A persistent collection with the cosine distance."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, corpus: Corpus, encoder: Path) -> None:
        """Add the pieces, in batches as large as the database takes."""
        import chromadb
        from chromadb.config import Settings
        from chromadb.utils.embedding_functions import SentenceTransformerEmbeddingFunction

        self._prompts = prompts_of(encoder)
        client = chromadb.PersistentClient(
            str(self._folder), settings=Settings(anonymized_telemetry=False)
        )
        self._collection: Any = client.create_collection(
            "clauses",
            embedding_function=SentenceTransformerEmbeddingFunction(
                str(encoder), device="cpu", model_kwargs=MODEL_OPTIONS
            ),
            configuration={"hnsw": {"space": "cosine"}},
        )
        pieces = enumerate(corpus.pieces)
        while batch := list(islice(pieces, client.get_max_batch_size())):
            self._collection.add(
                ids=[str(row) for row, _ in batch],
                documents=[self._prompts.passage + piece.text for _, piece in batch],
                metadatas=[{"clause": p.clause_id, "vendor": p.vendor} for _, p in batch],
            )

    def search(self, question: str, *, scope: str | None, k: int) -> list[str]:
        """Query with the scope as a condition on the metadata."""
        found = self._collection.query(
            query_texts=[self._prompts.query + question],
            n_results=DEPTH,
            where=None if scope is None else {"vendor": scope},
            include=["metadatas"],
        )
        return distinct((item["clause"] for item in found["metadatas"][0]), k)
