"""By how much the numbers that a document refers by differ from those that its sections print.

A document made from a template often keeps the template's numbers in its references while its own
sections moved. The document itself tells, in four ways: its table of contents counts otherwise; a
clause calls its own section by another number ("nærværende punkt 9" in section 8); numbers that no
section has exist once moved; and the words around a reference are those of the moved clause.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.likeness import Likeness
from ingest.places import Places
from klausul.types import Clause, ClauseKind, Reference, ReferenceStatus

_HERE = re.compile(
    r"(?:nærværende|indeværende|dette)\s+(?:punkt|pkt\.?|afsnit|kapitel|klausul)\s+(\d{1,2})\b(?!\.\d)"
    r"|(?:nærværende|denne)\s+(?:bestemmelse|klausul|artikel)\s+(\d{1,2})\b(?!\.\d)",
    re.I,
)
_LOOK_BEHIND = 40
_REACH = (-1, 1, -2, 2, -3, 3)
CLEARLY = 1.6
"""Words are clearly those of one clause when they are so many times liker to it."""

_ALIKE = 0.12
"""Below this likeness to the clause, words say nothing about it."""

_MOST_TOLD = 4.0
"""A table of contents of many entries is still one witness."""

_BY_WORDS = 0.75
"""What words alone weigh against a number that is there; a number that is not there weighs 1."""

_TRUSTED = 2.0
"""So much evidence for one shift is needed, and twice what speaks for the printed numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A printed number with the words around it and the clause that it stands in."""

    number: str
    words: frozenset[str]
    clause: Clause


def find_shifts(
    cited: Sequence[Cited], places: Places, likeness: Likeness, contents: Iterable[int]
) -> dict[str | None, int]:
    """Return what must be added to a printed section number, for each part of the document.

    Args:
        cited: The numbered references of the document.
        places: The document's clauses.
        likeness: Compares their words.
        contents: The differences that the table of contents shows, one an entry.
    """
    told = Counter([*contents, *_told_by_clauses(places)])
    whole: dict[int, float] = {by: min(count, _MOST_TOLD) for by, count in told.items()}
    parts: dict[str | None, dict[int, float]] = {}
    for one in cited:
        for by, weight in _votes(one, places, likeness):
            of_part = parts.setdefault(one.clause.part, {})
            whole[by] = whole.get(by, 0.0) + weight
            of_part[by] = of_part.get(by, 0.0) + weight
    common = _decide(whole) or 0
    decided = {part: _decide(votes) for part, votes in parts.items()}
    found = {clause.part: decided.get(clause.part) for clause in places.tops}
    return {part: common if by is None else by for part, by in found.items()}


def contents_shifts(references: Iterable[Reference], places: Places) -> Iterator[int]:
    """Yield by how much the sections' numbers differ from those that the contents print."""
    by_id = {clause.clause_id: clause for clause in places.tops}
    for reference in references:
        target = by_id.get(reference.target_id or "")
        printed = re.match(r"\d+", reference.text)
        counted = re.search(r"\d+$", target.label) if target else None
        if printed and counted and reference.status is not ReferenceStatus.DANGLING:
            yield int(counted[0]) - int(printed[0])


def moved(number: str, by: int) -> str | None:
    """Return a number with its section moved; none when it has no section or leaves the count."""
    first, dot, rest = number.partition(".")
    if not first.isdigit() or int(first) + by < 1:
        return None
    return f"{int(first) + by}{dot}{rest}"


def names_own_section(clause: Clause, at: int) -> bool:
    """Tell whether the number at ``at`` of the clause's text is said to be its own section's."""
    start = max(0, at - _LOOK_BEHIND)
    near = _HERE.finditer(clause.text, start, at + _LOOK_BEHIND)
    return any(match.start() <= at < match.end() for match in near)


def _told_by_clauses(places: Places) -> Iterator[int]:
    for clause in places.tops:
        section = "".join(clause.label.split(".")[0].split()[-1:])
        if clause.kind is ClauseKind.ROW or not section.isdecimal() or "§" in clause.label:
            continue
        for match in _HERE.finditer(clause.text):
            yield int(section) - int(match[1] or match[2])


def _votes(one: Cited, places: Places, likeness: Likeness) -> Iterator[tuple[int, float]]:
    """Yield the shifts that one reference speaks for, 0 for none, each with its weight.

    Words never speak for a clause of the section that they stand in: they are alike anyway.
    """
    printed = places.find(one.number, part=one.clause.part)
    scores: dict[int, float] = {}
    if printed is not None:
        scores[0] = likeness.of(one.words, printed)
    for by in _REACH:
        number = moved(one.number, by)
        target = places.find(number, part=one.clause.part) if number else None
        if target is not None and not is_own_section(one.clause, target):
            scores[by] = likeness.of(one.words, target)
    if not scores:
        return
    best = max(scores, key=lambda by: (scores[by], -abs(by), by))
    others = max((score for by, score in scores.items() if by != best), default=0.0)
    if scores[best] >= _ALIKE and scores[best] >= CLEARLY * others:
        yield best, 1.0 if best == 0 or printed is None else _BY_WORDS


def is_own_section(clause: Clause, target: Clause) -> bool:
    """Tell whether two clauses stand in one section: their words are alike whatever they say."""
    return clause.part == target.part and clause.label.split(".")[0] == target.label.split(".")[0]


def _decide(votes: Mapping[int, float]) -> int | None:
    """Return the shift that the votes decide for, 0 for none, ``None`` where they are too few."""
    if not votes:
        return None
    by, weight = max(votes.items(), key=lambda item: (item[1], -abs(item[0]), item[0]))
    against = sum(count for other, count in votes.items() if other != by)
    return by if weight >= _TRUSTED and weight >= 2 * against else None
