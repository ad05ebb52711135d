"""Documents made by hand, so that a rule is tested apart from how a text is cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import pytest

from answer.anomalies.finding import find_anomalies
from klausul.types import (
    Anomaly,
    Clause,
    ClauseKind,
    Document,
    DocumentKind,
    Reference,
    ReferenceKind,
    ReferenceStatus,
    Span,
)

_ID = "sildefjord"


class _Library:
    def __init__(
        self, document: Document, clauses: Sequence[Clause], references: Sequence[Reference]
    ) -> None:
        self.version = "test"
        self.documents: Mapping[str, Document] = MappingProxyType({_ID: document})
        self.clauses: Mapping[str, Clause] = MappingProxyType({c.clause_id: c for c in clauses})
        self._references = references

    def clauses_of(self, document_id: str) -> Sequence[Clause]:
        return tuple(self.clauses.values()) if document_id == _ID else ()

    def references_of(self, document_id: str) -> Sequence[Reference]:
        return self._references if document_id == _ID else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the rules found, and the document they found it in."""

    anomalies: tuple[Anomaly, ...]
    document: Document

    @property
    def said(self) -> list[tuple[str, str]]:
        """Kind and sentence of each finding."""
        return [(anomaly.kind.value, anomaly.text) for anomaly in self.anomalies]


Find = Callable[..., Made]


def _clause(label: str, text: str, *, start: int, order: int, more: dict[str, Any]) -> Clause:
    more = {"kind": ClauseKind.CLAUSE} | more
    return Clause(
        clause_id=f"{_ID}/{order}",
        document_id=_ID,
        label=label,
        text=text,
        span=Span(start, start + len(text)),
        **more,
    )


def _reference(
    words: str, *, text: str, clauses: Sequence[Clause], more: Mapping[str, Any]
) -> Reference:
    start = text.index(words)
    span = Span(start, start + len(words))
    holder = next(clause for clause in clauses if clause.span.contains(span))
    usual = {"kind": ReferenceKind.INTERNAL, "status": ReferenceStatus.DANGLING}
    told = {**usual, "target_id": None, "target": words, **more}
    return Reference(clause_id=holder.clause_id, text=words, span=span, **told)


@pytest.fixture
def find() -> Find:
    """Return a function from clauses (label, text, more) to what is wrong with them.

    ``inside`` in the last says that the clause lies in the one before it; ``references`` are words
    with what is known of them.
    """

    def make(
        *drafts: tuple[Any, ...], references: Mapping[str, Mapping[str, Any]] | None = None
    ) -> Made:
        text = ""
        clauses: list[Clause] = []
        for order, (label, words, *rest) in enumerate(drafts):
            more = dict(rest[0]) if rest else {}
            if more.pop("inside", False):
                above = [c for c in clauses if c.level == 1][-1]
                at = text.index(words, above.span.start)
                more |= {"level": 2, "parent_id": above.clause_id}
            else:
                at, text = len(text), f"{text}{words}\n\n"
            clauses.append(_clause(label, words, start=at, order=order, more=more))
        document = Document(
            document_id=_ID,
            vendor=_ID,
            title="Databehandleraftale",
            kind=DocumentKind.AGREEMENT,
            source="sildefjord.txt",
            sha256="0" * 64,
            text=text,
        )
        found = [
            _reference(words, text=text, clauses=clauses, more=more)
            for words, more in (references or {}).items()
        ]
        by_label = {clause.label: clause.clause_id for clause in reversed(clauses)}
        found = [replace(r, target_id=by_label.get(r.target_id or "", r.target_id)) for r in found]
        library = _Library(document, clauses, found)
        return Made(anomalies=find_anomalies(_ID, library=library), document=document)

    return make
