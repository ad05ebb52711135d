"""LangChain: its FAISS store and its BM25 retriever in an ``EnsembleRetriever``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from evals.peers.stacks import DEPTH, MODEL_OPTIONS, Corpus, danish_terms, distinct, prompts_of


class LangChain:
    """Equal weights, as its guide on hybrid search has them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, corpus: Corpus, encoder: Path) -> None:
        """Index the pieces in memory, and make a retriever for all vendors and for each."""
        from langchain_community.retrievers import BM25Retriever
        from langchain_community.vectorstores import FAISS
        from langchain_community.vectorstores.utils import DistanceStrategy
        from langchain_core.documents import Document

        documents = [
            Document(
                page_content=piece.text,
                metadata={"clause": piece.clause_id, "vendor": piece.vendor, "row": row},
            )
            for row, piece in enumerate(corpus.pieces)
        ]
        store = FAISS.from_documents(
            documents, _embeddings(encoder), distance_strategy=DistanceStrategy.MAX_INNER_PRODUCT
        )
        words = BM25Retriever.from_documents(documents, preprocess_func=danish_terms, k=DEPTH)
        # It has no filter: it ranks all pieces, and the others' are dropped afterwards.
        every_word = words.model_copy(update={"k": len(documents)})
        self._retrievers: dict[str | None, Any] = {
            None: _ensemble(store.as_retriever(search_kwargs={"k": DEPTH}), words)
        }
        for vendor in {piece.vendor for piece in corpus.pieces}:
            nearest = store.as_retriever(
                search_kwargs={
                    "k": DEPTH,
                    "filter": {"vendor": vendor},
                    "fetch_k": len(documents),
                }
            )
            self._retrievers[vendor] = _ensemble(nearest, every_word | _only(vendor))

    def search(self, question: str, *, scope: str | None, k: int) -> list[str]:
        """Ask the scope's retriever."""
        found = self._retrievers[scope].invoke(question)
        return distinct((document.metadata["clause"] for document in found), k)


def _embeddings(encoder: Path) -> Any:  # noqa: ANN401  # of an optional library
    from langchain_huggingface import HuggingFaceEmbeddings

    prompts = prompts_of(encoder)
    return HuggingFaceEmbeddings(
        model_name=str(encoder),
        model_kwargs={"device": "cpu", "model_kwargs": MODEL_OPTIONS},
        encode_kwargs={"prompt": prompts.passage},
        query_encode_kwargs={"prompt": prompts.query},
    )


def _ensemble(*retrievers: Any) -> Any:  # noqa: ANN401  # of an optional library
    from langchain_classic.retrievers import EnsembleRetriever

    return EnsembleRetriever(retrievers=list(retrievers), id_key="row")


def _only(vendor: str) -> Callable[[list[Any]], list[Any]]:
    def drop_others(documents: list[Any]) -> list[Any]:
        return [d for d in documents if d.metadata["vendor"] == vendor][:DEPTH]

    return drop_others
