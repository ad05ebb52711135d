"""From found passages to a list of clauses in which each says something of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from klausul.types import Clause, ClauseKind, Hit, Passage

_WORD = re.compile(r"\w+")
_LOOK_AHEAD = 20  # hits among which a clause is looked for that a row repeats
_REPEATED = 0.8  # share of a clause's longer words that a row of it holds
_FEWEST_WORDS = 10  # a shorter clause shares its words with much by chance


def rank_clauses(
    rows: Iterable[tuple[int, float]],
    *,
    passages: Sequence[Passage],
    clauses: Mapping[str, Clause],
    top_k: int,
) -> list[Hit]:
    """Return the best clauses of a ranking of passages; a clause is as good as its best passage.

    A clause and those inside it are one family, of which only the best is shown: an item may
    stand for its clause. Nor is a clause shown that repeats a better one of its document. A row
    of a table that repeats a clause (old wording, new wording, reason) comes after the clause.

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
            if len(hits) == max(top_k, _LOOK_AHEAD):
                break
    return _clauses_before_tables(hits)[:top_k]


def _clauses_before_tables(hits: Sequence[Hit]) -> list[Hit]:
    """Put a clause before the first row that repeats its words, with that row's score."""
    ordered: list[Hit] = []
    for hit in hits:
        repeats = (i for i, row in enumerate(ordered) if _repeats(row.clause, hit))
        place = next(repeats, len(ordered))
        score = ordered[place].score if place < len(ordered) else hit.score
        ordered.insert(place, replace(hit, score=score))
    return [replace(hit, rank=rank) for rank, hit in enumerate(ordered, start=1)]


def _repeats(row: Clause, hit: Hit) -> bool:
    """Tell whether a row of a table holds nearly all words of a clause's found passage."""
    clause = hit.clause
    if row.kind is not ClauseKind.ROW or clause.kind is not ClauseKind.CLAUSE:
        return False
    start = clause.span.start
    passage = clause.text[hit.passage.start - start : hit.passage.end - start]
    words = {word for word in _words(passage) if len(word) > 3}
    enough = row.document_id == clause.document_id and len(words) >= _FEWEST_WORDS
    return enough and len(words & set(_words(row.text))) >= _REPEATED * len(words)


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
