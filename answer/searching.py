"""Searching inside what a question allows, and ordering what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from answer.understanding import Understanding
from klausul.ports import Searcher
from klausul.types import Clause, Hit, Scope

SEARCH_DEPTH = 30
"""Clauses looked at for one question, before the best few are weighed."""


def search(understanding: Understanding, *, searcher: Searcher) -> list[Hit]:
    """Return the hits inside the question's scope, best first.

    A comparison searches each vendor by itself, and shows the best of each before the rest.
    """
    if not understanding.documents:
        return []
    queries = understanding.queries
    if not understanding.compares:
        return _search_all(queries, scope=understanding.scope, searcher=searcher)
    found = [
        hit
        for part in _parts(understanding)
        for hit in _search_all(queries, scope=part, searcher=searcher)
    ]
    found.sort(key=lambda hit: (hit.rank, -hit.score, hit.clause.clause_id))
    return _ranked(found)


def put_first(clauses: Iterable[Clause], hits: Sequence[Hit]) -> list[Hit]:
    """Return ``hits`` with those of ``clauses`` before the rest; each clause stands once."""
    by_id = {hit.clause.clause_id: hit for hit in hits}
    top = max((hit.score for hit in hits), default=1.0)
    first = {
        clause.clause_id: by_id.get(clause.clause_id)
        or Hit(clause=clause, score=top, rank=1, passage=clause.span)
        for clause in clauses
    }
    return _ranked([*first.values(), *(h for h in hits if h.clause.clause_id not in first)])


def _parts(understanding: Understanding) -> list[Scope]:
    """Return one scope a vendor, or one a document if all are the same vendor's."""
    scope = understanding.scope
    if understanding.is_bound:
        ids = [document.document_id for document in understanding.documents]
        return [Scope(vendors=scope.vendors, document_ids=frozenset({i})) for i in ids]
    vendors = dict.fromkeys(document.vendor for document in understanding.documents)
    return [Scope(vendors=frozenset({v}), document_ids=scope.document_ids) for v in vendors]


def _search_all(queries: Sequence[str], *, scope: Scope, searcher: Searcher) -> list[Hit]:
    """Return the hits of several queries, each clause by its mean score over all of them."""
    rankings = [searcher.search(query, scope=scope, top_k=SEARCH_DEPTH) for query in queries]
    if len(rankings) == 1:
        return rankings[0]
    found: dict[str, list[Hit]] = {}
    for ranking in rankings:
        for hit in ranking:
            found.setdefault(hit.clause.clause_id, []).append(hit)
    means = [_mean(hits, of=len(queries)) for hits in found.values()]
    return _ranked(sorted(means, key=lambda hit: (-hit.score, hit.clause.clause_id)))


def _mean(hits: Sequence[Hit], *, of: int) -> Hit:
    """Return one clause's hits as one; where a query did not find the clause counts as 0."""
    best = max(hits, key=lambda hit: hit.score)
    return replace(best, score=sum(hit.score for hit in hits) / of)


def _ranked(hits: Iterable[Hit]) -> list[Hit]:
    return [replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1)]
