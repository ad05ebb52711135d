"""Klausul itself: built by a process of its own, as ``klausul build`` does, and opened to ask."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from evals.peers.stacks import Corpus, distinct
from index.reading import Index, open_index
from klausul.errors import InputError
from klausul.records import DocumentRecord
from klausul.types import Question, Scope


class Search:
    """The search alone: the question as it was typed, nothing understood."""

    _index: Index

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, corpus: Corpus, encoder: Path) -> None:
        """Build the index in another process and open it here."""
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
            pool.submit(_build, corpus.records, self._folder, encoder).result()
        self._index = open_index(self._folder)

    def search(self, question: str, *, scope: str | None, k: int) -> list[str]:
        """Search inside the scope."""
        vendors = None if scope is None else frozenset({scope})
        hits = self._index.search(question, scope=Scope(vendors=vendors), top_k=k)
        return distinct((hit.clause.clause_id for hit in hits), k)


class Ask(Search):
    """The whole of ``klausul ask``: spelling, names, clause numbers, comparisons, the answer."""

    def build(self, corpus: Corpus, encoder: Path) -> None:
        """Build and open the index, and put the assistant in front of it."""
        from answer.assistant import Assistant

        super().build(corpus, encoder)
        index = self._index
        self._assistant = Assistant(library=index, searcher=index, vocabulary=index.vocabulary)

    def search(self, question: str, *, scope: str | None, k: int) -> list[str]:
        """Ask, and return the clauses in the order in which the answer ranks them."""
        try:
            answer = self._assistant.ask(Question(text=question, vendor=scope, top_k=k))
        except InputError:  # it holds no words, so it finds nothing
            return []
        return distinct((hit.clause.clause_id for hit in answer.hits), k)


def _build(records: Sequence[DocumentRecord], folder: Path, encoder: Path) -> None:
    from index.building import build_index
    from index.encoders import SentenceEncoder

    build_index(records, folder=folder, encoder=SentenceEncoder(str(encoder)))
