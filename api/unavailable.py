"""What stands in for a collection that cannot be opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from klausul.errors import KlausulError
    from klausul.types import Answer, Clause, Document, Hit, Question, Reference, Scope


class Unavailable:
    """Plays Library, Searcher and Answerer; every use raises why there is no collection.

    So a server without an index runs, says that it is not ready, and tells each client why.
    """

    def __init__(self, error: KlausulError) -> None:
        self._error = error

    def _refuse(self) -> NoReturn:
        # Without the earlier traceback, which would grow with every request.
        raise self._error.with_traceback(None)

    @property
    def version(self) -> str:
        """Raise why there is no collection."""
        self._refuse()

    @property
    def documents(self) -> Mapping[str, Document]:
        """Raise why there is no collection."""
        self._refuse()

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """Raise why there is no collection."""
        self._refuse()

    def clauses_of(self, document_id: str) -> Sequence[Clause]:
        """Raise why there is no collection."""
        self._refuse()

    def references_of(self, document_id: str) -> Sequence[Reference]:
        """Raise why there is no collection."""
        self._refuse()

    def search(self, query: str, *, scope: Scope, top_k: int) -> list[Hit]:
        """Raise why there is no collection."""
        self._refuse()

    def ask(self, question: Question) -> Answer:
        """Raise why there is no collection."""
        self._refuse()
