"""A small collection that plays the Protocols for real, and clients in front of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.wiring import Collection
from klausul.errors import (
    EmptyQuestionError,
    QuestionTooLongError,
    UnknownDocumentError,
    UnknownVendorError,
)
from klausul.records import DocumentRecord
from klausul.types import (
    Answer,
    Citation,
    Clause,
    ClauseKind,
    Document,
    DocumentKind,
    Hit,
    Note,
    NoteKind,
    Outcome,
    Question,
    Reference,
    ReferenceKind,
    ReferenceStatus,
    Scope,
    Span,
    Statement,
    Verdict,
)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


class MemoryLibrary:
    """A library over records in memory."""

    def __init__(self, records: Sequence[DocumentRecord]) -> None:
        self.version = "test-1"
        self._records = {r.document.document_id: r for r in records}
        self.documents: Mapping[str, Document] = MappingProxyType(
            {name: record.document for name, record in self._records.items()}
        )
        self.clauses: Mapping[str, Clause] = MappingProxyType(
            {c.clause_id: c for record in records for c in record.clauses}
        )

    def clauses_of(self, document_id: str) -> Sequence[Clause]:
        return self._record(document_id).clauses

    def references_of(self, document_id: str) -> Sequence[Reference]:
        return self._record(document_id).references

    def _record(self, document_id: str) -> DocumentRecord:
        if document_id not in self._records:
            raise UnknownDocumentError(document_id)
        return self._records[document_id]


class WordSearcher:
    """Ranks clauses by the number of words shared with the query."""

    def __init__(self, library: MemoryLibrary) -> None:
        self._library = library

    def search(self, query: str, *, scope: Scope, top_k: int) -> list[Hit]:
        scored = sorted(
            (-len(_words(query) & _words(clause.text)), clause.clause_id)
            for clause in self._library.clauses.values()
            if scope.allows(self._library.documents[clause.document_id])
        )
        found = [(-count, self._library.clauses[name]) for count, name in scored if count]
        return [
            Hit(clause=clause, score=float(count), rank=rank, passage=clause.span)
            for rank, (count, clause) in enumerate(found[:top_k], start=1)
        ]


class FirstSentenceAnswerer:
    """Quotes the first sentence of the best clause, and its last one as a second proof."""

    def __init__(self, library: MemoryLibrary, searcher: WordSearcher) -> None:
        self._library = library
        self._searcher = searcher

    def ask(self, question: Question) -> Answer:
        scope = self._scope(question)
        # Deeper than asked for: cutting the ranking is the edge's task.
        hits = self._searcher.search(question.text, scope=scope, top_k=50)
        if not hits:
            every = self._searcher.search("databehandleren", scope=Scope(), top_k=2)
            return Answer(
                question=question,
                outcome=Outcome.NOT_FOUND,
                text="Det siger dokumenterne ikke noget om.",
                hits=tuple(every),
                index_version=self._library.version,
            )
        clause = hits[0].clause
        proof = self._cite(clause, Span(clause.span.start, clause.span.start + 24))
        other = self._cite(clause, Span(clause.span.end - 12, clause.span.end))
        return Answer(
            question=question,
            outcome=Outcome.ANSWERED,
            text=f"Ja. {proof.quote} [1] {other.quote} [2]",
            verdict=Verdict.JA,
            statements=(
                Statement(text=proof.quote, citations=(proof,)),
                Statement(text=other.quote, citations=(other, proof)),
            ),
            notes=clause.notes,
            hits=tuple(hits),
            confidence=0.75,
            index_version=self._library.version,
        )

    def _scope(self, question: Question) -> Scope:
        if not _words(question.text):
            raise EmptyQuestionError("no words")
        if len(question.text) > 2000:
            raise QuestionTooLongError(str(len(question.text)))
        vendors = {document.vendor for document in self._library.documents.values()}
        if question.vendor is not None and question.vendor not in vendors:
            raise UnknownVendorError(question.vendor)
        if question.document_id is not None and question.document_id not in self._library.documents:
            raise UnknownDocumentError(question.document_id)
        names = (question.vendor, question.document_id)
        by_vendor, by_id = (None if name is None else frozenset({name}) for name in names)
        return Scope(vendors=by_vendor, document_ids=by_id)

    def _cite(self, clause: Clause, span: Span) -> Citation:
        text = self._library.documents[clause.document_id].text
        return Citation(
            clause_id=clause.clause_id,
            document_id=clause.document_id,
            label=clause.label,
            quote=span.of(text),
            span=span,
        )


def _agreement() -> DocumentRecord:
    bodies = (
        ("1", "Formål", "Databehandleren behandler oplysninger for kunden, jf. pkt. 2."),
        ("2", "Sletning", "Databehandleren sletter oplysninger efter 3 måneder. Jf. pkt. 9."),
        ("Bilag C.4", "Sted", "Behandling sker på æøå-𝔘 i Århus."),
        ("Bilag C.4", "Tabel", "Behandling af løndata sker i Odense."),
    )
    text = "\n\n".join(body for _, _, body in bodies)
    clauses = []
    for place, (label, heading, body) in enumerate(bodies):
        start = text.index(body)
        notes: tuple[Note, ...] = ()
        if label == "2":
            notes = (Note(kind=NoteKind.DANGLING_REFERENCE, text="Pkt. 9 findes ikke."),)
        clauses.append(
            Clause(
                clause_id=f"alfa-dba/{place}",
                document_id="alfa-dba",
                label=label,
                heading=heading,
                path=("Aftale",),
                text=body,
                span=Span(start, start + len(body)),
                page=1,
                kind=ClauseKind.ROW if place == 3 else ClauseKind.CLAUSE,
                level=2 if place == 3 else 1,
                parent_id="alfa-dba/2" if place == 3 else None,
                notes=notes,
            )
        )
    document = Document(
        document_id="alfa-dba",
        vendor="alfa",
        vendor_names=("Alfa", "AlfaPlan"),
        title="Databehandleraftale",
        kind=DocumentKind.AGREEMENT,
        source="alfa-dba.txt",
        sha256="0" * 64,
        version="2.1",
        text=text,
        pages=(Span(0, 70), Span(70, len(text))),
        notes=(Note(kind=NoteKind.VAGUE_DEADLINE, text="Ingen frist for underretning."),),
    )
    return DocumentRecord(
        document=document,
        clauses=tuple(clauses),
        references=(
            _reference(text, "jf. pkt. 2", clause="alfa-dba/0", target="alfa-dba/1"),
            _reference(text, "Jf. pkt. 9", clause="alfa-dba/1", target=None),
        ),
    )


def _reference(text: str, words: str, *, clause: str, target: str | None) -> Reference:
    start = text.index(words)
    return Reference(
        clause_id=clause,
        text=words,
        span=Span(start, start + len(words)),
        kind=ReferenceKind.INTERNAL,
        target_id=target,
        target=words[4:],
        status=ReferenceStatus.OK if target else ReferenceStatus.DANGLING,
        why=None if target else "intet pkt. 9 i aftalen",
    )


def _faq() -> DocumentRecord:
    text = "Er løsningen gratis?\nJa, løsningen er gratis for alle skoler."
    clause = Clause(
        clause_id="beta-faq/1",
        document_id="beta-faq",
        label="Er løsningen gratis?",
        heading="Er løsningen gratis?",
        text=text,
        span=Span(0, len(text)),
        kind=ClauseKind.QA,
    )
    document = Document(
        document_id="beta-faq",
        vendor="beta",
        title="Spørgsmål og svar",
        kind=DocumentKind.FAQ,
        source="beta-faq.txt",
        sha256="1" * 64,
        text=text,
    )
    return DocumentRecord(document=document, clauses=(clause,))


@pytest.fixture(scope="session")
def records() -> tuple[DocumentRecord, ...]:
    return (_agreement(), _faq())


@pytest.fixture(scope="session")
def collection(records: tuple[DocumentRecord, ...]) -> Collection:
    library = MemoryLibrary(records)
    searcher = WordSearcher(library)
    return Collection(
        library=library, searcher=searcher, answerer=FirstSentenceAnswerer(library, searcher)
    )


@pytest.fixture(scope="session")
def client(collection: Collection) -> Iterator[TestClient]:
    app = create_app(
        library=collection.library,
        searcher=collection.searcher,
        answerer=collection.answerer,
    )
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
