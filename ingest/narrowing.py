"""Which point of an annex is meant, where words tell more than the printed number."""

from __future__ import annotations

import re

from ingest.likeness import Likeness, words_of
from ingest.places import Places, own_heading
from klausul.danish.references import Mention
from klausul.danish.tokens import terms
from klausul.types import Clause

_GOVERNED = re.compile(
    r"(?i:(?:det|den|de)\s+(?P<noun>[^\W\d_]{4,})(?:\s+[^\W\d_]+){0,3}?,?\s+(?:der|som)\s+"
    r"(?:nærmere\s+)?(?:fremgår|følger|er\s+(?:angivet|fastsat|anført|nævnt|aftalt|oplyst))"
    r"\s+(?:af|i|under)\s+)$"
)
_STANDS_IN = re.compile(
    r"(?i:(?:fremgå|følge|angiv|nævn|beskriv|beskrev|aftal|fastsæt|fastsat|oplys|specificer|list"
    r"|anfør|skal)\w*(?:\s+\w+){0,2}\s+(?:af|i|under)\s+(?:gældende\s+)?"
    r"|(?<!\w)(?:de|den|det)\s+i\s+"
    r"|(?:angiv|beskriv|fastsæt|specificer|anfør|oplys)\w*\b[^.;]{0,120}\bi\s+)$"
)
_IN = re.compile(r"(?i:(?<!\w)i\s+)$")
_STATES = re.compile(r"(?i:\s+(?:angiv|angives|fastsæt|anfør|beskriv|oplys|angivn)\w*)")
_JOINED = re.compile(r"\s*(?:,|og|samt|til|-|–)\s*(?:bilag\s+)?(?:[A-Z]|\d{1,2})\b", re.I)
_TELLING = 1.5
"""A word tells where it stands in less than about a fifth of the clauses."""

_LOOK_BEHIND = 160

_ENOUGH = 2.0
"""So much must the shared words tell in all."""

_CLEARLY = 1.3
"""One point is meant when its heading shares so many times more with the words than another."""


def find_point_named(
    clause: Clause, mention: Mention, target: Clause, *, places: Places
) -> Clause | None:
    """Return the point beside ``target`` that has what is said to stand in ``target``.

    "det varsel, der fremgår af bilag B.1" means B.2 if that is headed by the notice, of which B.1
    says nothing.
    """
    governed = _GOVERNED.search(_before(clause.text, mention))
    noun = next(iter(terms(governed["noun"])), None) if governed else None
    if noun is None or noun in terms(target.text):
        return None
    annex = places.annex_of(target)
    points = places.points_of(annex) if annex else []
    named = [point for point in points if noun in terms(own_heading(point))]
    return named[0] if len(named) == 1 and named[0] is not target else None


def find_point_meant(
    clause: Clause,
    mention: Mention,
    annex: Clause,
    *,
    words: frozenset[str],
    places: Places,
    likeness: Likeness,
) -> Clause | None:
    """Return the one point of an annex where the thing spoken of stands, if words tell.

    Only where something is said to stand in the annex, not where the annex itself is spoken of.
    """
    points = places.points_of(annex)
    if len(points) < 2 or not _stands_in(clause.text, mention):
        return None
    above = places.above(clause)
    topic = words | (words_of(own_heading(above)) if above else frozenset())
    headed = {p.clause_id: words_of(own_heading(p)) for p in points}
    common = frozenset.intersection(*headed.values())
    scored = sorted(
        (
            (_weigh(topic & (headed[p.clause_id] - common), likeness), p.clause_id, p)
            for p in points
            if p is not clause
        ),
        key=lambda score: (-score[0], score[1]),
    )
    (best, _, point), *others = scored
    return (
        point if best >= _ENOUGH and best >= _CLEARLY * (others[0][0] if others else 0.0) else None
    )


def _before(text: str, mention: Mention) -> str:
    return text[max(0, mention.span.start - _LOOK_BEHIND) : mention.span.start]


def _weigh(words: frozenset[str], likeness: Likeness) -> float:
    """Return how much the words tell that are not everywhere in the document."""
    return sum(rarity for rarity in map(likeness.rarity, words) if rarity >= _TELLING)


def _stands_in(text: str, mention: Mention) -> bool:
    before = _before(text, mention)
    if _JOINED.match(text, mention.span.end):
        return False
    return bool(
        _STANDS_IN.search(before) or (_IN.search(before) and _STATES.match(text, mention.span.end))
    )
