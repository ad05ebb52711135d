"""Haystack: BM25 and vectors of its in-memory store, joined by rank in a pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evals.peers.stacks import DEPTH, MODEL_OPTIONS, Corpus, distinct, prompts_of


class Haystack:
    """The store has no stemmer and no stop words; its BM25 sees words as they are."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, corpus: Corpus, encoder: Path) -> None:
        """Write the pieces with their vectors into the store and make the pipeline."""
        from haystack import Document
        from haystack.document_stores.in_memory import InMemoryDocumentStore
        from haystack.utils import ComponentDevice
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
            SentenceTransformersTextEmbedder,
        )

        prompts = prompts_of(encoder)
        model = {
            "model": str(encoder),
            "device": ComponentDevice.from_str("cpu"),
            "model_kwargs": MODEL_OPTIONS,
            "progress_bar": False,
        }
        documents = [
            Document(
                id=str(row),
                content=piece.text,
                meta={"clause": piece.clause_id, "vendor": piece.vendor},
            )
            for row, piece in enumerate(corpus.pieces)
        ]
        embedder = SentenceTransformersDocumentEmbedder(prefix=prompts.passage, **model)
        embedder.warm_up()
        store = InMemoryDocumentStore(
            embedding_similarity_function="cosine", return_embedding=False
        )
        store.write_documents(embedder.run(documents)["documents"])
        self._pipeline = _pipeline(
            store, SentenceTransformersTextEmbedder(prefix=prompts.query, **model)
        )
        self._pipeline.warm_up()

    def search(self, question: str, *, scope: str | None, k: int) -> list[str]:
        """Run the pipeline with the scope as a filter of both retrievers."""
        filters = None
        if scope is not None:
            filters = {"field": "meta.vendor", "operator": "==", "value": scope}
        found = self._pipeline.run(
            {
                "embedder": {"text": question},
                "nearest": {"filters": filters},
                "words": {"query": question, "filters": filters},
            }
        )
        return distinct((d.meta["clause"] for d in found["joiner"]["documents"]), k)


def _pipeline(store: Any, embedder: Any) -> Any:  # noqa: ANN401  # of an optional library
    from haystack import Pipeline
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.retrievers.in_memory import (
        InMemoryBM25Retriever,
        InMemoryEmbeddingRetriever,
    )

    pipeline = Pipeline()
    pipeline.add_component("embedder", embedder)
    pipeline.add_component("nearest", InMemoryEmbeddingRetriever(store, top_k=DEPTH))
    pipeline.add_component("words", InMemoryBM25Retriever(store, top_k=DEPTH))
    pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
    pipeline.connect("embedder.embedding", "nearest.query_embedding")
    pipeline.connect("nearest", "joiner")
    pipeline.connect("words", "joiner")
    return pipeline
