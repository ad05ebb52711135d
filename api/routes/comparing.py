"""``GET /v1/compare``: one matter in every document, with the clauses that prove it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from answer.comparing import compare
from api.comparing import (
    CompareQuery,
    ComparisonReply,
    TopicList,
    require_topic,
    shape_comparison,
    shape_topics,
)
from api.openapi import problems
from api.parts import PartsOf, require_utf8
from api.scoping import scope_of_vendor

router = APIRouter(prefix="/v1", tags=["Sammenligning"])


# A plain function runs in a worker thread, for a comparison asks several questions a document.
@router.get(
    "/compare",
    summary="Sammenlign et emne",
    responses=problems(400, 404, 422, 503),
    dependencies=[Depends(require_utf8)],
)
def compare_documents(
    parts: PartsOf, query: Annotated[CompareQuery, Query()]
) -> ComparisonReply | TopicList:
    """Say what each document has on a topic; without a topic, list the topics."""
    if query.topic is None:
        return shape_topics()
    topic, library = require_topic(query.topic), parts.library
    comparison = compare(
        topic,
        answerer=parts.answerer,
        library=library,
        scope=scope_of_vendor(library, query.vendor),
    )
    return shape_comparison(comparison, library=library)
