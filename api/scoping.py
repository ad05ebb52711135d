"""Vendors and documents as people write them, made those that the collection knows."""

from __future__ import annotations

from dataclasses import replace

from api.naming import stored_name
from klausul.errors import UnknownVendorError
from klausul.ports import Library
from klausul.types import Question, Scope


def scope_of_vendor(library: Library, vendor: str | None) -> Scope:
    """Return the scope of one vendor's documents, or of all.

    Raises:
        UnknownVendorError: No document belongs to that vendor.
    """
    if vendor is None:
        return Scope()
    stored = stored_vendor(library, vendor)
    if all(document.vendor != stored for document in library.documents.values()):
        raise UnknownVendorError(f"no document of vendor {vendor!r}")
    return Scope(vendors=frozenset({stored}))


def stored_vendor(library: Library, vendor: str) -> str:
    """Return a vendor's id as stored, for one in another case; an unknown one stays as it is."""
    return stored_name(vendor, (document.vendor for document in library.documents.values()))


def as_stored(question: Question, library: Library) -> Question:
    """Write the scope of a question as the collection does, whatever the case it was typed in."""
    vendor, document_id = question.vendor, question.document_id
    return replace(
        question,
        vendor=None if vendor is None else stored_vendor(library, vendor),
        document_id=None if document_id is None else stored_name(document_id, library.documents),
    )
