"""``GET /v1/search``: the clauses nearest to a query, without an answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.numbers import put_named_first
from api.openapi import problems
from api.parts import PartsOf, require_utf8
from api.schemas import SearchQuery, SearchReply
from api.scoping import scope_of_vendor
from api.shaping import shape_ranking

router = APIRouter(prefix="/v1", tags=["Søgning"])


@router.get(
    "/search",
    summary="Find bestemmelser",
    responses=problems(400, 404, 422, 503),
    dependencies=[Depends(require_utf8)],
)
def search(parts: PartsOf, query: Annotated[SearchQuery, Query()]) -> SearchReply:
    """Rank the clauses nearest to a query; one whose number the query is comes first."""
    scope = scope_of_vendor(parts.library, query.vendor)
    hits = parts.searcher.search(query.q, scope=scope, top_k=query.top_k)
    ranked = put_named_first(hits, query.q, library=parts.library, scope=scope, top_k=query.top_k)
    return SearchReply(
        clauses=shape_ranking(ranked, library=parts.library), index_version=parts.library.version
    )
