"""Which of the found clauses answer: one, or one a vendor where the question leaves that open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from answer.abstaining import Candidate, is_supported, weigh
from answer.content import TermStatistics
from answer.extracting import Extract, extract, extract_opening
from answer.kinds import AnswerKind
from answer.understanding import Understanding
from klausul.ports import Library
from klausul.types import Clause, ClauseKind, Hit

WEIGHED = 6
"""Clauses of one vendor whose words are weighed as an answer."""

MAX_VENDORS = 4
"""Vendors that one answer speaks of when the question leaves the vendor open."""

MAX_COMPARED = 8
"""The same when the question asks to compare, or names the vendors itself."""

VENDOR_MARGIN = 0.60
"""An open question is answered for each vendor whose merit is at least this share of the best."""

SHORT_ITEM = 40
"""An item of at most so many characters is quoted with the list around it."""

DOCUMENT_MARGIN = 0.95
"""The same for the documents of one vendor, of which mostly one regulates a matter."""

_NEVER_QUOTED = frozenset({ClauseKind.CONTENTS, ClauseKind.HEADING, ClauseKind.SIGNATURE})


def weigh_hits(
    hits: Sequence[Hit],
    *,
    understanding: Understanding,
    library: Library,
    statistics: TermStatistics,
    noise: float,
) -> list[Candidate]:
    """Return the first hits of each vendor with their answering words, best first."""
    taken: defaultdict[str, int] = defaultdict(int)
    candidates: list[Candidate] = []
    for hit in hits:
        vendor = library.documents[hit.clause.document_id].vendor
        if hit.clause.kind in _NEVER_QUOTED or taken[vendor] >= WEIGHED:
            continue
        taken[vendor] += 1
        found = _extract(hit, understanding=understanding, library=library, statistics=statistics)
        candidates.append(weigh(hit, found, understanding=understanding, noise=noise))
    return sorted(candidates, key=lambda c: (-c.merit, c.hit.rank, c.hit.clause.clause_id))


def choose(
    candidates: Sequence[Candidate], *, understanding: Understanding, library: Library
) -> list[Candidate]:
    """Return the candidates to answer with, best first; none means that nothing answers.

    A comparison answers for each vendor, or for each document if all are one vendor's.
    """
    supported = [candidate for candidate in candidates if is_supported(candidate)]
    best: dict[str, Candidate] = {}
    for candidate in supported:
        document = library.documents[candidate.hit.clause.document_id]
        group = document.document_id if understanding.is_bound else document.vendor
        best.setdefault(group, candidate)
    if understanding.compares:
        return list(best.values())[:MAX_COMPARED]
    margin = DOCUMENT_MARGIN if understanding.is_bound else VENDOR_MARGIN
    enough = margin * supported[0].merit if supported else 0.0
    return [c for c in best.values() if c.merit >= enough][:MAX_VENDORS]


def _extract(
    hit: Hit, *, understanding: Understanding, library: Library, statistics: TermStatistics
) -> Extract:
    """Return the answering words of ``hit``, with what opens the list if it is an item."""
    clause = hit.clause
    parent = library.clauses.get(clause.parent_id or "")
    opening = None if parent is None else extract_opening(parent, item=clause)
    if parent is not None and (
        opening is None or _speaks_through(parent, clause, kind=understanding.kind)
    ):
        clause, opening = parent, None
    found = extract(
        clause,
        words=understanding.words,
        kind=understanding.kind,
        statistics=statistics,
        passage=hit.passage,
    )
    return replace(found, opening=opening)


def _speaks_through(parent: Clause, item: Clause, *, kind: AnswerKind) -> bool:
    """Tell whether ``item`` is better quoted as part of ``parent``.

    A question for a list wants the whole of it, an item of a word or two says nothing alone, and
    the answer to a printed question is one thing however it is set.
    """
    return (
        kind is AnswerKind.LIST
        or len(item.text) <= SHORT_ITEM
        or parent.kind in (ClauseKind.QA, ClauseKind.ROW)
    )
