"""The documents, their text, their clauses and their vendors."""

from __future__ import annotations

from fastapi import APIRouter

from api.openapi import problems
from api.parts import PartsOf, find_clause, find_document
from api.schemas import ClauseDetail, DocumentDetail, DocumentList, DocumentText, VendorList
from api.shaping import shape_card, shape_clause, shape_document, shape_text, shape_vendors

router = APIRouter(prefix="/v1", tags=["Dokumenter"])


@router.get("/documents", summary="Alle dokumenter", responses=problems(503))
async def list_documents(parts: PartsOf) -> DocumentList:
    """List every document, in order of id."""
    library = parts.library
    return DocumentList(
        documents=[
            shape_card(document, clause_count=len(library.clauses_of(document_id)))
            for document_id, document in library.documents.items()
        ],
        index_version=library.version,
    )


@router.get(
    "/documents/{document_id}", summary="Et dokuments opbygning", responses=problems(404, 503)
)
def read_document(document_id: str, parts: PartsOf) -> DocumentDetail:
    """Read a document's clauses, cross-references, notes and anomalies, each in order."""
    # No coroutine: the anomalies of a long document take a while, in which others must be served.
    return shape_document(find_document(parts.library, document_id), library=parts.library)


@router.get(
    "/documents/{document_id}/text", summary="Et dokuments tekst", responses=problems(404, 503)
)
async def read_text(document_id: str, parts: PartsOf) -> DocumentText:
    """Read the cleaned text that every `start` and `end` counts in."""
    return shape_text(find_document(parts.library, document_id))


@router.get("/clauses/{clause_id:path}", summary="En bestemmelse", responses=problems(404, 503))
async def read_clause(clause_id: str, parts: PartsOf) -> ClauseDetail:
    """Read a clause by its id, or by `{document_id}/{label}` (the first so labelled)."""
    library = parts.library
    clause = find_clause(library, clause_id)
    references = library.references_of(clause.document_id)
    return shape_clause(
        clause,
        document=library.documents[clause.document_id],
        references_out=[r for r in references if r.clause_id == clause.clause_id],
        references_in=parts.back_references.to(clause.clause_id),
    )


@router.get("/vendors", summary="Alle leverandører", responses=problems(503))
async def list_vendors(parts: PartsOf) -> VendorList:
    """List every vendor with the words people call it and its documents."""
    return shape_vendors(parts.library.documents.values())
