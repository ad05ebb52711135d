"""Turns Klausul's values into the shapes of ``api.schemas``, for HTTP and ``--json`` alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from answer.anomalies.finding import find_anomalies
from api import schemas
from klausul.ports import Library
from klausul.types import Anomaly, Answer, Citation, Clause, Document, Hit, Note, Reference, Span

# RFC 3986 allows these unescaped in a fragment, besides letters, digits and "-._~".
_FRAGMENT_SAFE = "!$&'()*+,;=:@/?"


def viewer_url(document_id: str, *, label: str) -> str:
    """Return the address of a clause in the document viewer."""
    return f"/documents/{quote(document_id, safe='')}#{quote(label, safe=_FRAGMENT_SAFE)}"


def shape_answer(answer: Answer, *, library: Library, question_id: str) -> schemas.AskReply:
    """Return the reply that ``POST /v1/ask`` sends and ``klausul ask --json`` prints."""
    citations = answer.citations
    numbers = {citation: number for number, citation in enumerate(citations, start=1)}
    return schemas.AskReply(
        question_id=question_id,
        outcome=answer.outcome,
        answer=answer.text,
        verdict=answer.verdict.value if answer.verdict else None,
        statements=[
            schemas.StatementShape(
                text=statement.text, citations=[numbers[c] for c in statement.citations]
            )
            for statement in answer.statements
        ],
        citations=[
            shape_citation(citation, number=number, library=library)
            for citation, number in numbers.items()
        ],
        clauses=shape_ranking(answer.hits[: answer.question.top_k], library=library),
        notes=shape_notes(answer.notes),
        confidence=answer.confidence,
        composer=answer.composer,
        index_version=answer.index_version,
    )


def shape_ranking(hits: Iterable[Hit], *, library: Library) -> list[schemas.RankedClauseShape]:
    """Return found clauses with their ranks."""
    return [
        schemas.RankedClauseShape(
            rank=hit.rank,
            clause_id=hit.clause.clause_id,
            document_id=hit.clause.document_id,
            vendor=library.documents[hit.clause.document_id].vendor,
            label=hit.clause.label,
            heading=hit.clause.heading,
            text=hit.clause.text,
            score=float(hit.score),
        )
        for hit in hits
    ]


def shape_card(document: Document, *, clause_count: int) -> schemas.DocumentCard:
    """Return a document without its text."""
    return schemas.DocumentCard(
        document_id=document.document_id,
        vendor=document.vendor,
        title=document.title,
        kind=document.kind,
        version=document.version,
        revision=document.revision,
        parties=[schemas.PartyShape(name=p.name, role=p.role, cvr=p.cvr) for p in document.parties],
        source=document.source,
        sha256=document.sha256,
        pages=len(document.pages),
        clause_count=clause_count,
    )


def shape_document(document: Document, *, library: Library) -> schemas.DocumentDetail:
    """Return a document's outline, references, notes (its own, its clauses') and anomalies."""
    name = document.document_id
    clauses = library.clauses_of(name)
    notes = [*document.notes, *(_with_clause(n, c) for c in clauses for n in c.notes)]
    return schemas.DocumentDetail(
        **dict(shape_card(document, clause_count=len(clauses))),
        clauses=[_shape_entry(clause) for clause in clauses],
        references=[_shape_reference(reference) for reference in library.references_of(name)],
        notes=shape_notes(notes),
        anomalies=[
            _shape_anomaly(a, library=library) for a in find_anomalies(name, library=library)
        ],
    )


def shape_text(document: Document) -> schemas.DocumentText:
    """Return the text that every span counts in."""
    return schemas.DocumentText(
        document_id=document.document_id,
        sha256=document.sha256,
        text_sha256=hashlib.sha256(document.text.encode()).hexdigest(),
        text=document.text,
    )


def shape_clause(
    clause: Clause,
    *,
    document: Document,
    references_out: Iterable[Reference],
    references_in: Iterable[Reference],
) -> schemas.ClauseDetail:
    """Return a clause with its words and references."""
    return schemas.ClauseDetail(
        **dict(_shape_entry(clause)),
        document_id=document.document_id,
        document_title=document.title,
        vendor=document.vendor,
        path=list(clause.path),
        text=clause.text,
        references_out=[_shape_reference(reference) for reference in references_out],
        references_in=[_shape_reference(reference) for reference in references_in],
        notes=shape_notes(_with_clause(note, clause) for note in clause.notes),
        url=viewer_url(document.document_id, label=clause.label),
    )


def shape_vendors(documents: Iterable[Document]) -> schemas.VendorList:
    """Return every vendor with the words people call it and its documents."""
    by_vendor: dict[str, list[Document]] = {}
    for document in documents:
        by_vendor.setdefault(document.vendor, []).append(document)
    return schemas.VendorList(
        vendors=[
            schemas.VendorShape(
                vendor=vendor,
                names=list(dict.fromkeys(name for d in owned for name in d.vendor_names)),
                document_ids=[document.document_id for document in owned],
            )
            for vendor, owned in sorted(by_vendor.items())
        ]
    )


def shape_citation(citation: Citation, *, number: int, library: Library) -> schemas.CitationShape:
    """Return a proof with its number and the address of its place."""
    document = library.documents[citation.document_id]
    clause = library.clauses[citation.clause_id]
    return schemas.CitationShape(
        number=number,
        clause_id=citation.clause_id,
        document_id=citation.document_id,
        vendor=document.vendor,
        document_title=document.title,
        version=document.version,
        revision=document.revision,
        label=citation.label,
        heading=clause.heading,
        quote=citation.quote,
        start=citation.span.start,
        end=citation.span.end,
        page=_page_at(document.pages, citation.span.start) or clause.page,
        url=viewer_url(citation.document_id, label=citation.label),
    )


def _page_at(pages: Sequence[Span], position: int) -> int | None:
    """Return the number of the page that holds ``position``: a clause may run over several."""
    numbered = enumerate(pages, start=1)
    return next((number for number, page in numbered if page.start <= position < page.end), None)


def _shape_anomaly(anomaly: Anomaly, *, library: Library) -> schemas.AnomalyShape:
    numbered = enumerate(anomaly.citations, start=1)
    return schemas.AnomalyShape(
        kind=anomaly.kind,
        text=anomaly.text,
        citations=[shape_citation(c, number=n, library=library) for n, c in numbered],
    )


def _shape_entry(clause: Clause) -> schemas.OutlineEntry:
    return schemas.OutlineEntry(
        clause_id=clause.clause_id,
        label=clause.label,
        heading=clause.heading,
        kind=clause.kind,
        level=clause.level,
        parent_id=clause.parent_id,
        start=clause.span.start,
        end=clause.span.end,
        page=clause.page,
    )


def _shape_reference(reference: Reference) -> schemas.ReferenceShape:
    return schemas.ReferenceShape(
        clause_id=reference.clause_id,
        text=reference.text,
        start=reference.span.start,
        end=reference.span.end,
        kind=reference.kind,
        target_id=reference.target_id,
        target=reference.target,
        status=reference.status,
        why=reference.why,
    )


def _with_clause(note: Note, clause: Clause) -> Note:
    """Return ``note`` with the clause it stands on, which a clause's own notes may leave out."""
    if note.clause_id is not None:
        return note
    return Note(kind=note.kind, text=note.text, clause_id=clause.clause_id)


def shape_notes(notes: Iterable[Note]) -> list[schemas.NoteShape]:
    """Return each note once: a document may repeat those of its clauses."""
    return [
        schemas.NoteShape(kind=note.kind, text=note.text, clause_id=note.clause_id)
        for note in dict.fromkeys(notes)
    ]
