"""From found passages to a list of clauses in which each says something of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from klausul.types import Clause, Hit, Passage

_WORD = re.compile(r"\w+")


def rank_clauses(
    rows: Iterable[tuple[int, float]],
    *,
    passages: Sequence[Passage],
    clauses: Mapping[str, Clause],
    top_k: int,
) -> list[Hit]:
    """Return the best clauses of a ranking of passages; a clause is as good as its best passage.

    A clause and those inside it are one family, of which only the best is shown: an item may
    stand for its clause. Nor is a clause shown that repeats a better one of its document.

    Args:
        rows: Rows of ``passages`` with their scores, best first.
        passages: What was searched, by row.
        clauses: Every clause by its id.
        top_k: At most so many hits.
    """
    hits: list[Hit] = []
    shown: set[tuple[str, ...]] = set()
    for row, score in rows:
        clause = clauses[passages[row].clause_id]
        keys = {(family_of(clause, clauses),), (clause.document_id, *_words(clause.text))}
        if shown.isdisjoint(keys):
            shown |= keys
            span = passages[row].span
            hits.append(Hit(clause=clause, score=score, rank=len(hits) + 1, passage=span))
            if len(hits) == top_k:
                break
    return hits


def family_of(clause: Clause, clauses: Mapping[str, Clause]) -> str:
    """Return the id of the outermost clause around ``clause``."""
    while clause.parent_id is not None:
        clause = clauses[clause.parent_id]
    return clause.clause_id


def _words(text: str) -> list[str]:
    """Return the words of ``text`` without its number, lower case.

    Two texts repeat each other only when these are equal: one that differs in a number or in
    "ikke" is nearly the same text and quite another rule.
    """
    words = _WORD.findall(text.casefold())
    first = next((i for i, word in enumerate(words) if word.isalpha() and len(word) > 1), 0)
    return words[first:]
