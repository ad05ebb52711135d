"""A search for a clause's number: the clause that is printed so comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.naming import fold_name
from klausul.danish.annexes import annex_labels
from klausul.danish.references import Mention, MentionKind, find_mentions
from klausul.ports import Library
from klausul.types import Clause, Hit, Scope

_AROUND = " \t\n.,:;?!()\"'»«"
_CERTAIN = 1.0


def put_named_first(
    hits: Sequence[Hit], query: str, *, library: Library, scope: Scope, top_k: int
) -> list[Hit]:
    """Return ``hits`` with the clause that ``query`` is the number of on top.

    A number that several documents of the scope print gives the clause of each, in order of id.
    """
    named = _named(query, library=library, scope=scope)
    if not named:
        return list(hits)
    ids = {clause.clause_id for clause in named}
    passages = {hit.clause.clause_id: hit.passage for hit in hits}
    first = [
        Hit(clause=c, score=_CERTAIN, rank=1, passage=passages.get(c.clause_id, c.span))
        for c in named
    ]
    ordered = [*first, *(hit for hit in hits if hit.clause.clause_id not in ids)][:top_k]
    return [replace(hit, rank=rank) for rank, hit in enumerate(ordered, start=1)]


def _named(query: str, *, library: Library, scope: Scope) -> list[Clause]:
    mention = _sole_mention(query)
    labels = {fold_name(label) for label in _labels(mention)} if mention else set()
    if not labels:
        return []
    allowed = sorted(name for name, d in library.documents.items() if scope.allows(d))
    found = (
        next((c for c in library.clauses_of(name) if fold_name(c.label) in labels), None)
        for name in allowed
    )
    return [clause for clause in found if clause is not None]


def _sole_mention(query: str) -> Mention | None:
    """Return the clause that a query names, when it says nothing else."""
    mentions = find_mentions(query)
    if len(mentions) != 1 or mentions[0].kind is MentionKind.LAW:
        return None
    return mentions[0] if mentions[0].text.strip(_AROUND) == query.strip(_AROUND) else None


def _labels(mention: Mention) -> list[str]:
    """Return the labels by which documents may print what is named."""
    if mention.annex is None:
        number = mention.number or ""
        return [f"{mention.part} {number}"] if mention.part else [number]
    if mention.number is None:
        return annex_labels(mention.annex)
    lettered = mention.number.startswith(f"{mention.annex}.")
    inner = mention.number if lettered else f"{mention.annex}.{mention.number}"
    bare = [mention.number] if mention.kind is MentionKind.CLAUSE else []
    return [*annex_labels(inner), *bare]
