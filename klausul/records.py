"""One ingested document with its clauses and references, as a value and as JSON.

The file format between ingest, which writes it, and the index, which reads it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from klausul.types import (
    Clause,
    ClauseKind,
    Document,
    DocumentKind,
    Note,
    NoteKind,
    Party,
    PartyRole,
    Reference,
    ReferenceKind,
    ReferenceStatus,
    Span,
)

SCHEMA_VERSION = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A document, its clauses in order and its cross-references in order."""

    document: Document
    clauses: tuple[Clause, ...]
    references: tuple[Reference, ...] = ()


def dump_record(record: DocumentRecord) -> str:
    """Return ``record`` as one line of JSON; a clause's words are not repeated in it."""
    data = {"schema_version": SCHEMA_VERSION, **asdict(record)}
    for clause in data["clauses"]:
        del clause["text"]
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def parse_record(line: str) -> DocumentRecord:
    """Return the record that ``dump_record`` wrote.

    Raises:
        ValueError: The line is not a record of this schema version.
    """
    try:
        data = json.loads(line)
        version = data["schema_version"]
        if version != SCHEMA_VERSION:
            raise ValueError(f"schema version {version}, expected {SCHEMA_VERSION}")
        document = _document(data["document"])
        return DocumentRecord(
            document=document,
            clauses=tuple(_clause(c, text=document.text) for c in data["clauses"]),
            references=tuple(_reference(r) for r in data["references"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a document record: {error!r}") from error


def _notes(items: list[dict[str, Any]]) -> tuple[Note, ...]:
    return tuple(Note(**{**item, "kind": NoteKind(item["kind"])}) for item in items)


def _document(data: dict[str, Any]) -> Document:
    return Document(
        **{
            **data,
            "kind": DocumentKind(data["kind"]),
            "vendor_names": tuple(data["vendor_names"]),
            "pages": tuple(Span(**page) for page in data["pages"]),
            "parties": tuple(Party(**{**p, "role": PartyRole(p["role"])}) for p in data["parties"]),
            "notes": _notes(data["notes"]),
        }
    )


def _clause(data: dict[str, Any], *, text: str) -> Clause:
    span = Span(**data["span"])
    return Clause(
        **{
            **data,
            "kind": ClauseKind(data["kind"]),
            "path": tuple(data["path"]),
            "notes": _notes(data["notes"]),
            "span": span,
            "text": span.of(text),
        }
    )


def _reference(data: dict[str, Any]) -> Reference:
    return Reference(
        **{
            **data,
            "span": Span(**data["span"]),
            "kind": ReferenceKind(data["kind"]),
            "status": ReferenceStatus(data["status"]),
        }
    )
