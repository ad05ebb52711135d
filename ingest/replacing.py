"""Whether a file may take the place of a stored document: only if both are one vendor's."""

from __future__ import annotations

from pathlib import Path

from ingest.manifest import MANIFEST_NAME
from ingest.origins import Origin
from ingest.reasons import because
from ingest.storing import Packed, find_record
from klausul.errors import DuplicateDocumentError
from klausul.records import parse_record
from klausul.types import Document, PartyRole


def check_replaces(folder: Path, packed: Packed, *, path: Path, origin: Origin) -> None:
    """Check that a document may be written over the stored one of the same id.

    Ids come from the names of files, and every vendor calls its agreement by the same name. What
    is stored and damaged says nothing of its vendor and can be lost no more.

    Args:
        folder: The collection's folder.
        packed: The new document.
        path: Its file, from the root.
        origin: Where the stored one came from.

    Raises:
        DuplicateDocumentError: The stored document is another vendor's.
    """
    stays = str(path) == origin.path
    is_free = stays or not Path(origin.path).exists()
    if is_free and packed.sha256 == origin.sha256:
        return  # the very same file, which the manifest or newer rules describe otherwise
    record = find_record(folder, packed.document_id)
    if record is None:
        return
    stored, new = record.document, parse_record(packed.record.decode()).document
    known = _is_known(stored) + _is_known(new)
    # Where the texts do not tell, a file that lies where the old one lay is its next version.
    is_next = (is_free, stays, _is_one_vendor(stored, new))[known]
    if not is_next:
        raise _taken(stored, new, name=path.name, source=origin.path)


def _is_one_vendor(stored: Document, new: Document) -> bool:
    return stored.vendor == new.vendor or bool(_processors(stored) & _processors(new))


def _processors(document: Document) -> set[str]:
    """Return the names and the company numbers of a document's processors."""
    processors = [party for party in document.parties if party.role is PartyRole.PROCESSOR]
    return {known for p in processors for known in (p.name.casefold(), p.cvr) if known}


def _is_known(document: Document) -> bool:
    """Tell whether the vendor is more than the id that stands in for an unknown one."""
    return document.vendor != document.document_id or bool(document.vendor_names)


def _taken(stored: Document, new: Document, *, name: str, source: str) -> DuplicateDocumentError:
    return because(
        DuplicateDocumentError(
            f"{name}: id {stored.document_id!r} is taken by {source} of {stored.vendor!r}, "
            f"this one is of {new.vendor!r}"
        ),
        f"Samlingen har allerede et dokument »{stored.document_id}«: »{stored.title}« "
        f"({_of(stored)}, fra filen {source}). Denne fil er et andet ({_of(new)}) og er ikke "
        f"indlæst. Giv filen et andet navn eller et document_id i {MANIFEST_NAME}, eller fjern "
        f"først det gamle med: klausul remove {stored.document_id}. Er det en ny udgave af samme "
        "dokument, så brug tilvalget --force.",
    )


def _of(document: Document) -> str:
    if not _is_known(document):
        return "ukendt leverandør"
    return f"leverandør {next(iter(document.vendor_names), document.vendor)}"
