"""LlamaIndex: its FAISS store and its BM25 retriever in a ``QueryFusionRetriever``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evals.peers.stacks import DEPTH, MODEL_OPTIONS, Corpus, distinct, prompts_of


class LlamaIndex:
    """Reciprocal rank fusion of the question alone: no model writes more questions."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, corpus: Corpus, encoder: Path) -> None:
        """Index the pieces in memory, and make a retriever for all vendors and for each."""
        import Stemmer
        from llama_index.core.vector_stores import MetadataFilter, MetadataFilters
        from llama_index.retrievers.bm25 import BM25Retriever

        nodes = _nodes(corpus)
        index = _vector_index(nodes, encoder)

        def by_words(filters: Any) -> Any:  # noqa: ANN401  # of an optional library
            return BM25Retriever.from_defaults(
                nodes=nodes,
                stemmer=Stemmer.Stemmer("danish"),
                language="danish",
                similarity_top_k=min(DEPTH, len(nodes)),
                filters=filters,
            )

        nearest = index.as_retriever(similarity_top_k=min(DEPTH, len(nodes)))
        # The FAISS store has no filter: it ranks all pieces, and the others' are dropped.
        every_one = index.as_retriever(similarity_top_k=len(nodes))
        self._retrievers: dict[str | None, Any] = {None: _fusion(nearest, by_words(None))}
        for vendor in {piece.vendor for piece in corpus.pieces}:
            filters = MetadataFilters(filters=[MetadataFilter(key="vendor", value=vendor)])
            # Where a vendor has few pieces, the filter of BM25 fills up with others' at score 0.
            views = (_only(vendor, view) for view in (every_one, by_words(filters)))
            self._retrievers[vendor] = _fusion(*views)

    def search(self, question: str, *, scope: str | None, k: int) -> list[str]:
        """Ask the scope's retriever."""
        found = self._retrievers[scope].retrieve(question)
        return distinct((item.node.metadata["clause"] for item in found), k)


def _nodes(corpus: Corpus) -> list[Any]:
    from llama_index.core.schema import TextNode

    keys = ["clause", "vendor"]
    return [
        TextNode(
            id_=str(row),
            text=piece.text,
            metadata={"clause": piece.clause_id, "vendor": piece.vendor},
            excluded_embed_metadata_keys=keys,
            excluded_llm_metadata_keys=keys,
        )
        for row, piece in enumerate(corpus.pieces)
    ]


def _vector_index(nodes: list[Any], encoder: Path) -> Any:  # noqa: ANN401  # optional library
    import faiss
    from llama_index.core import StorageContext, VectorStoreIndex
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from llama_index.vector_stores.faiss import FaissVectorStore

    prompts = prompts_of(encoder)
    embedding = HuggingFaceEmbedding(
        model_name=str(encoder),
        device="cpu",
        query_instruction=prompts.query,
        text_instruction=prompts.passage,
        model_kwargs=MODEL_OPTIONS,
    )
    dimension = len(embedding.get_query_embedding("a"))
    store = FaissVectorStore(faiss_index=faiss.IndexFlatIP(dimension))
    context = StorageContext.from_defaults(vector_store=store)
    return VectorStoreIndex(nodes, storage_context=context, embed_model=embedding)


def _fusion(*retrievers: Any) -> Any:  # noqa: ANN401  # of an optional library
    from llama_index.core.llms import MockLLM
    from llama_index.core.retrievers import QueryFusionRetriever

    return QueryFusionRetriever(
        list(retrievers),
        llm=MockLLM(),  # asked for, and never used with one question
        mode="reciprocal_rerank",
        similarity_top_k=DEPTH,
        num_queries=1,
        use_async=False,
    )


def _only(vendor: str, retriever: Any) -> Any:  # noqa: ANN401  # of an optional library
    from llama_index.core.retrievers import BaseRetriever

    class Scoped(BaseRetriever):  # type: ignore[misc]  # untyped for mypy: optional library
        """Drops what another vendor says."""

        def _retrieve(self, query_bundle: Any) -> list[Any]:  # noqa: ANN401  # optional library
            found = retriever.retrieve(query_bundle)
            return [item for item in found if item.node.metadata["vendor"] == vendor][:DEPTH]

    return Scoped()
