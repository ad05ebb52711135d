"""Ingested documents as a library in memory, for what needs no index: inspecting, measuring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from klausul.errors import UnknownDocumentError
from klausul.records import DocumentRecord
from klausul.types import Clause, Document, Reference


class RecordLibrary:
    """A ``Library`` over records in memory."""

    def __init__(self, records: Sequence[DocumentRecord]) -> None:
        self._records = {record.document.document_id: record for record in records}
        self._clauses = {c.clause_id: c for record in records for c in record.clauses}

    @property
    def version(self) -> str:
        """Nothing: it is no version of an index."""
        return ""

    @property
    def documents(self) -> Mapping[str, Document]:
        """Every document by its id, in the order of the records."""
        return {name: record.document for name, record in self._records.items()}

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """Every clause of every document by its id, in document order."""
        return MappingProxyType(self._clauses)

    def clauses_of(self, document_id: str) -> Sequence[Clause]:
        """Return a document's clauses in order.

        Raises:
            UnknownDocumentError: No document has that id.
        """
        return self._record(document_id).clauses

    def references_of(self, document_id: str) -> Sequence[Reference]:
        """Return a document's cross-references in order.

        Raises:
            UnknownDocumentError: No document has that id.
        """
        return self._record(document_id).references

    def _record(self, document_id: str) -> DocumentRecord:
        try:
            return self._records[document_id]
        except KeyError:
            raise UnknownDocumentError(f"no document {document_id!r}") from None
