"""What the routes work with, and how a route gets hold of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated
from urllib.parse import unquote_to_bytes

from fastapi import Depends, Request

from api.errors import ADDRESS_NOT_TEXT
from api.naming import stored_name
from api.problems import RefusalError
from klausul.errors import UnknownClauseError, UnknownDocumentError
from klausul.ports import Answerer, Library, Searcher
from klausul.types import Clause, Document, Reference


class BackReferences:
    """Finds the cross-references that point to a clause; counted on first use."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def _by_target(self) -> Mapping[str, Sequence[Reference]]:
        by_target: defaultdict[str, list[Reference]] = defaultdict(list)
        for document_id in self._library.documents:
            for reference in self._library.references_of(document_id):
                if reference.target_id is not None:
                    by_target[reference.target_id].append(reference)
        return dict(by_target)

    def to(self, clause_id: str) -> Sequence[Reference]:
        """Return the references to a clause, by document and place."""
        return self._by_target.get(clause_id, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The players behind the routes."""

    library: Library
    searcher: Searcher
    answerer: Answerer
    back_references: BackReferences


async def _parts_of(request: Request) -> Parts:
    # Async, for a plain function would cost each request a hop to a worker thread.
    parts: Parts = request.app.state.parts
    return parts


PartsOf = Annotated[Parts, Depends(_parts_of)]


def find_document(library: Library, document_id: str) -> Document:
    """Return a document by its id, in whatever case.

    Raises:
        UnknownDocumentError: No document has that id.
    """
    document = library.documents.get(stored_name(document_id, library.documents))
    if document is None:
        raise UnknownDocumentError(f"no document {document_id!r}")
    return document


def find_clause(library: Library, clause_id: str) -> Clause:
    """Return a clause by its id, else by ``{document_id}/{label}``, first in document order.

    What is written in another case is found too, after what is written the same.

    Raises:
        UnknownClauseError: No clause has that id or label.
    """
    clause = library.clauses.get(clause_id)
    if clause is not None:
        return clause
    document_id, _, label = clause_id.partition("/")
    document_id = stored_name(document_id, library.documents)
    if document_id in library.documents:
        clause = _find_in(library.clauses_of(document_id), f"{document_id}/{label}", label)
    if clause is not None:
        return clause
    raise UnknownClauseError(f"no clause {clause_id!r}")


def _find_in(clauses: Sequence[Clause], clause_id: str, label: str) -> Clause | None:
    # From the back, so that the first clause of a repeated label is the one that is kept.
    by_id = {clause.clause_id: clause for clause in reversed(clauses)}
    by_label = {clause.label: clause for clause in reversed(clauses)}
    names = ((clause_id, by_id), (label, by_label))
    same = (known.get(name) for name, known in names)
    similar = (known.get(stored_name(name, known)) for name, known in names)
    return next((clause for clause in (*same, *similar) if clause is not None), None)


async def require_utf8(request: Request) -> None:
    """Refuse a query string that is not UTF-8; Starlette would put U+FFFD in its place.

    Raises:
        RefusalError: It is not.
    """
    try:
        unquote_to_bytes(request.scope["query_string"]).decode()
    except UnicodeDecodeError as error:
        raise RefusalError(ADDRESS_NOT_TEXT) from error
