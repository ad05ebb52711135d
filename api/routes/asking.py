"""``POST /v1/ask``: a question in, a proven answer out."""

from __future__ import annotations

from uuid import uuid4

from fastapi import APIRouter

from api.openapi import problems
from api.parts import PartsOf
from api.schemas import AskReply, AskRequest
from api.scoping import as_stored
from api.shaping import shape_answer
from klausul.types import Question

router = APIRouter(prefix="/v1", tags=["Spørgsmål"])


# A plain function runs in a worker thread: encoding a question takes milliseconds, in which the
# event loop must serve the others.
@router.post(
    "/ask",
    summary="Stil et spørgsmål",
    responses=problems(400, 404, 413, 415, 422, 503),
)
def ask(body: AskRequest, parts: PartsOf) -> AskReply:
    """Answer a question with the clauses that prove it, quoted verbatim."""
    question = Question(
        text=body.question,
        vendor=body.vendor,
        document_id=body.document_id,
        history=tuple(body.history),
        top_k=body.top_k,
    )
    answer = parts.answerer.ask(as_stored(question, parts.library))
    return shape_answer(answer, library=parts.library, question_id=uuid4().hex)
