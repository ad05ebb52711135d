"""Two small libraries: one made by hand, one made of the gold inventory itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from klausul.ports import Library
from klausul.types import (
    Answer,
    Citation,
    Clause,
    ClauseKind,
    Document,
    DocumentKind,
    Hit,
    Outcome,
    Question,
    Reference,
    Span,
    Statement,
    Verdict,
)

DATA = Path(__file__).resolve().parents[2] / "data"
KINDS = {"table": ClauseKind.ROW}


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeLibrary:
    documents: Mapping[str, Document]
    clauses: Mapping[str, Clause]
    version: str = "v1"

    def clauses_of(self, document_id: str) -> Sequence[Clause]:
        return [c for c in self.clauses.values() if c.document_id == document_id]

    def references_of(self, document_id: str) -> Sequence[Reference]:
        return []


def make_document(document_id: str, text: str, *, vendor: str) -> Document:
    return Document(
        document_id=document_id,
        vendor=vendor,
        title=document_id,
        kind=DocumentKind.AGREEMENT,
        source=f"{document_id}.txt",
        sha256="0" * 64,
        text=text,
    )


def make_library(documents: Iterable[Document], clauses: Iterable[Clause]) -> FakeLibrary:
    return FakeLibrary(
        documents={d.document_id: d for d in documents},
        clauses={c.clause_id: c for c in clauses},
    )


Row = tuple[str, ClauseKind, str, str | None]


def lay_out(document_id: str, vendor: str, rows: Sequence[Row]) -> tuple[Document, list[Clause]]:
    """Join the texts of the rows without a parent; the others are looked up inside theirs."""
    text = "\n\n".join(words for _, _, words, parent in rows if parent is None)
    clauses = []
    for label, kind, words, parent in rows:
        start = text.index(words)
        clauses.append(
            Clause(
                clause_id=f"{document_id}/{label}",
                document_id=document_id,
                label=label,
                text=words,
                span=Span(start, start + len(words)),
                kind=kind,
                level=1 if parent is None else 2,
                parent_id=None if parent is None else f"{document_id}/{parent}",
            )
        )
    return make_document(document_id, text, vendor=vendor), clauses


@pytest.fixture
def library() -> Library:
    alfa, alfa_clauses = lay_out(
        "alfa-dba",
        "alfa",
        [
            ("10", ClauseKind.HEADING, "10. Sletning af oplysninger", None),
            (
                "10.1",
                ClauseKind.CLAUSE,
                "10.1 Data slettes senest tre måneder efter ophør, hvis a) kunden beder om det, "
                "eller b) aftalen er opsagt.",
                None,
            ),
            ("10.1.a", ClauseKind.ITEM, "a) kunden beder om det, eller", "10.1"),
            ("10.1.b", ClauseKind.ITEM, "b) aftalen er opsagt.", "10.1"),
            ("10.2", ClauseKind.CLAUSE, "10.2 Kunden betaler for udlevering af data.", None),
        ],
    )
    beta, beta_clauses = lay_out(
        "beta-dba",
        "beta",
        [
            ("4.1", ClauseKind.CLAUSE, "4.1 Data slettes senest tre måneder efter ophør.", None),
            ("4.2", ClauseKind.CLAUSE, "4.2 Brud meddeles senest 24 timer efter fundet.", None),
        ],
    )
    return make_library([alfa, beta], [*alfa_clauses, *beta_clauses])


@pytest.fixture
def replace_clauses() -> Callable[[Library, Iterable[Clause]], Library]:
    """Return a function that gives the library other clauses."""
    return lambda library, clauses: make_library(library.documents.values(), clauses)


@pytest.fixture
def library_of() -> Callable[[Iterable[Document], Iterable[Clause]], Library]:
    """Return a function that makes a library."""
    return make_library


@pytest.fixture
def answer_with(library: Library) -> Callable[..., Answer]:
    """Return a function that makes an answer citing whole clauses of the small library."""

    def make(
        *cited: str,
        text: str = "Svar.",
        outcome: Outcome = Outcome.ANSWERED,
        verdict: Verdict | None = None,
        hits: Sequence[str] = (),
        quote: str | None = None,
    ) -> Answer:
        citations = [cite(library.clauses[clause_id], quote) for clause_id in cited]
        return Answer(
            question=Question(text="?"),
            outcome=outcome,
            text=text,
            verdict=verdict,
            statements=tuple(Statement(text="Svar.", citations=(c,)) for c in citations),
            hits=rank(library.clauses[clause_id] for clause_id in hits),
        )

    return make


def cite(clause: Clause, quote: str | None = None) -> Citation:
    return Citation(
        clause_id=clause.clause_id,
        document_id=clause.document_id,
        label=clause.label,
        quote=clause.text if quote is None else quote,
        span=clause.span,
    )


def rank(clauses: Iterable[Clause]) -> tuple[Hit, ...]:
    return tuple(
        Hit(clause=clause, score=1 / place, rank=place, passage=clause.span)
        for place, clause in enumerate(clauses, start=1)
    )


@pytest.fixture(scope="session")
def data_folder() -> Path:
    return DATA


@pytest.fixture(scope="session")
def gold_library() -> Library:
    """Return a library cut exactly as the gold inventory says, over the real documents."""
    lines = (DATA / "evals" / "clauses.jsonl").read_text(encoding="utf-8").split("\n")
    entries: dict[str, list[dict[str, Any]]] = {}
    for line in filter(None, lines):
        entry = json.loads(line)
        entries.setdefault(entry["document"], []).append(entry)
    built = [_build_gold_document(document_id, gold) for document_id, gold in entries.items()]
    return make_library(
        (document for document, _ in built), (c for _, clauses in built for c in clauses)
    )


def _build_gold_document(
    document_id: str, gold: Sequence[Mapping[str, Any]]
) -> tuple[Document, list[Clause]]:
    raw = (DATA / "documents" / f"{document_id}.txt").read_text(encoding="utf-8")
    text, place = "", {}
    for entry in gold:
        if entry["level"] == 1:
            for i in range(*entry["span"]):
                if not any(start <= i < end for start, end in entry.get("gaps", ())):
                    place[i] = len(text)
                    text += raw[i]
            text += "\n"
    clauses: list[Clause] = []
    for number, entry in enumerate(gold):
        first, last = entry["span"]
        span = Span(place[first], place[last - 1] + 1)
        holders = [c for c in clauses if c.level < entry["level"] and c.span.contains(span)]
        clauses.append(
            Clause(
                clause_id=f"{document_id}/{number}",
                document_id=document_id,
                label=entry["label"],
                heading=entry["heading"],
                text=span.of(text),
                span=span,
                kind=KINDS.get(entry["kind"]) or ClauseKind(entry["kind"]),
                level=entry["level"],
                parent_id=holders[-1].clause_id if holders else None,
            )
        )
    vendor = document_id.split("-")[0]
    return make_document(document_id, text, vendor=vendor), clauses
