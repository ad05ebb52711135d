"""Which of the found clauses answer: one, or one a vendor where the question leaves that open."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from answer.abstaining import Candidate, weigh
from answer.bodies import body_of
from answer.contacts import is_of_another
from answer.content import TermStatistics, content_words
from answer.evidence import asks_for_time, quantities_for, vague_deadlines
from answer.extracting import Extract, extract, extract_opening
from answer.kinds import AnswerKind
from answer.reading import NOTHING_READ, Reading, Readings
from answer.understanding import Understanding
from klausul.danish.quantities import find_quantities
from klausul.ports import Library
from klausul.types import Clause, ClauseKind, Hit

WEIGHED = 6
"""Clauses of one vendor whose words are weighed as an answer."""

MAX_VENDORS = 4
"""Vendors that one answer speaks of when the question leaves the vendor open."""

MAX_COMPARED = 8
"""The same when the question asks to compare, or names the vendors itself."""

COMPARED_CONFIDENCE = 0.42
"""What a document must reach to answer a comparison: each of them is expected to say something."""

VENDOR_MARGIN = 0.70
"""An open question is answered for each vendor whose merit is at least this share of the best."""

SHORT_ITEM = 40
"""An item of at most so many characters is quoted with the list around it."""

DOCUMENT_MARGIN = 0.80
"""The same for the documents of one vendor: where two regulate a matter, both are to be seen."""

FIRM_MARGIN = 0.80
"""A printed time is preferred to a vague one if its merit is at least this share."""

_NEVER_QUOTED = frozenset({ClauseKind.CONTENTS, ClauseKind.HEADING, ClauseKind.SIGNATURE})


_VOID = re.compile(
    r"\W*(?:(?:denne )?(?:bestemmelse|klausul)\w* )?(?:er )?"
    r"(?:slettet|udgår|udgået|bortfald\w+|ophævet|deleted)\W*",
    re.IGNORECASE,
)

MIN_WORDS = 2
"""A clause of fewer content words and no quantity is void, or only a heading."""


def may_answer(clause: Clause) -> bool:
    """Tell whether ``clause`` says anything; one that does not may only be asked for by number."""
    if clause.kind in _NEVER_QUOTED:
        return False
    if clause.kind is not ClauseKind.CLAUSE:
        return True
    body = body_of(clause).of(clause.text)
    says_something = len(content_words(body)) >= MIN_WORDS or bool(find_quantities(body))
    return says_something and not _VOID.fullmatch(body)


def weigh_hits(
    hits: Sequence[Hit],
    *,
    understanding: Understanding,
    library: Library,
    statistics: TermStatistics,
    noise: float,
    readings: Readings = NOTHING_READ,
) -> list[Candidate]:
    """Return the first hits of each vendor with their answering words, best first."""
    taken: defaultdict[str, int] = defaultdict(int)
    candidates: list[Candidate] = []
    for hit in hits:
        document = library.documents[hit.clause.document_id]
        vendor = document.vendor
        reading = readings.get(hit.clause.clause_id)
        if not may_answer(hit.clause) or taken[vendor] >= WEIGHED:
            continue
        if understanding.kind is AnswerKind.CONTACT and is_of_another(
            hit.clause, document, question=understanding.topic
        ):
            continue
        taken[vendor] += 1
        found = _extract(
            hit,
            understanding=understanding,
            library=library,
            statistics=statistics,
            reading=reading,
        )
        candidates.append(
            weigh(hit, found, understanding=understanding, noise=noise, reading=reading)
        )
    return sorted(candidates, key=lambda c: (-c.merit, c.hit.rank, c.hit.clause.clause_id))


def choose(
    candidates: Sequence[Candidate], *, understanding: Understanding, library: Library
) -> list[Candidate]:
    """Return the candidates to answer with, best first; none means that nothing answers.

    A comparison answers for each document.
    """
    supported = [c for c in candidates if _is_supported(c, understanding)]
    best: dict[str, Candidate] = {}
    for candidate in _firm_first(supported, kind=understanding.kind):
        document = library.documents[candidate.hit.clause.document_id]
        by_document = understanding.is_bound or understanding.compares
        group = document.document_id if by_document else document.vendor
        best.setdefault(group, candidate)
    if understanding.compares:
        return list(best.values())[:MAX_COMPARED]
    margin = DOCUMENT_MARGIN if understanding.is_bound else VENDOR_MARGIN
    enough = margin * supported[0].merit if supported else 0.0
    return [c for c in best.values() if c.merit >= enough][:MAX_VENDORS]


def _is_supported(candidate: Candidate, understanding: Understanding) -> bool:
    if understanding.compares:
        return candidate.confidence >= COMPARED_CONFIDENCE
    return candidate.is_supported


def _firm_first(candidates: Sequence[Candidate], *, kind: AnswerKind) -> list[Candidate]:
    """Return ``candidates``, a printed time before the vague deadlines of the same document."""
    if not asks_for_time(kind):
        return list(candidates)
    ordered = list(candidates)
    for vague in [c for c in candidates if _is_vague(c, kind=kind)]:
        firm = next((c for c in ordered if _is_firm(c, than=vague, kind=kind)), None)
        if firm is not None and ordered.index(firm) > ordered.index(vague):
            ordered.remove(firm)
            ordered.insert(ordered.index(vague), firm)
    return ordered


def _is_vague(candidate: Candidate, *, kind: AnswerKind) -> bool:
    text = candidate.extract.text
    return bool(vague_deadlines(text)) and not quantities_for(kind, text)


def _is_firm(candidate: Candidate, *, than: Candidate, kind: AnswerKind) -> bool:
    return (
        candidate.hit.clause.document_id == than.hit.clause.document_id
        and candidate.extract.is_on_topic
        and candidate.merit >= FIRM_MARGIN * than.merit
        and bool(quantities_for(kind, candidate.extract.text))
    )


def _extract(
    hit: Hit,
    *,
    understanding: Understanding,
    library: Library,
    statistics: TermStatistics,
    reading: Reading | None,
) -> Extract:
    """Return the answering words of ``hit``, with what opens the list if it is an item."""
    clause = hit.clause
    parent = library.clauses.get(clause.parent_id or "")
    opening = None if parent is None else _open(parent, clause, library=library)
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
        read=None if reading is None else reading.span,
        counted=understanding.counted,
    )
    return replace(found, opening=opening)


def _open(parent: Clause, item: Clause, *, library: Library) -> Extract | None:
    others = library.clauses_of(item.document_id)
    siblings = [c for c in others if c.parent_id == parent.clause_id and c is not item]
    return extract_opening(parent, item=item, siblings=siblings)


def _speaks_through(parent: Clause, item: Clause, *, kind: AnswerKind) -> bool:
    """Tell whether ``item`` is better quoted as part of ``parent``.

    A question for a list wants the whole of it, a figure may stand only in what opens the list, an
    item of a word or two says nothing alone, and the answer to a printed question is one thing
    however it is set.
    """
    return bool(
        kind is AnswerKind.LIST
        or (quantities_for(kind, parent.text) and not quantities_for(kind, item.text))
        or len(item.text) <= SHORT_ITEM
        or parent.kind in (ClauseKind.QA, ClauseKind.ROW)
    )
