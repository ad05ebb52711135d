"""Which side of an act a figure is about, where the words of the act alone do not tell.

A first notice and the written account that follows it are both told with the words of a notice;
what is paid, and how the price moves, both with those of a payment. Two sides are two acts.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from klausul.types import Span

_SIDES = MappingProxyType(
    {
        "follow-up": re.compile(
            r"\bfølge[rs]?\s+op\b|\bopfølg\w*|\w*redegørelse\w*|\b\w*rapport(?:en)?\b"
            r"|\b(?:efterfølgende|derefter|herefter|uddyb\w*|suppler\w*|eftersend\w*)\b"
            r"|\b(?:endelig|yderligere|nærmere)\s+(?:\w+\s+)?(?:oplysning|underret|besked|orienter)\w*"
            r"|\b(?:bekræft|attester|dokumenter)\w*\s+(?:\w+\s+){0,2}skriftlig\w*",
            re.IGNORECASE,
        ),
        "written": re.compile(r"\bskriftlig\w*", re.IGNORECASE),
        "spoken": re.compile(
            r"\b(?:telefonisk|telefonopkald|mundtlig|opkald)\w*|\bringer?\b", re.IGNORECASE
        ),
        "adjust": re.compile(
            r"\b\w*reguler(?:es|er|e|et|ing\w*)?\b(?!\s+(?:af|ved)\b)|\b\w*indekser\w*"
            r"|\b\w*prisindeks\w*|\bpris(?:juster|stigning|ændring)\w*|\bforhøj\w*",
            re.IGNORECASE,
        ),
    }
)
_PARTED = re.compile(r"[,;]\s*(?:og|men|hvorefter|hvorpå|samt)\b|;", re.IGNORECASE)


_EITHER = frozenset({"written", "spoken"})
"""Ways of telling: only the one against the other are two acts."""


def are_one(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two figures with these sides may be about the same act."""
    apart = one ^ other
    return apart <= _EITHER and apart != _EITHER


def sides_of(words: str, at: Span) -> frozenset[str]:
    """Return which sides the part of a sentence names in which the figure ``at`` stands."""
    start = max((m.end() for m in _PARTED.finditer(words, 0, at.start)), default=0)
    behind = _PARTED.search(words, at.end)
    part = words[start : behind.start() if behind else len(words)]
    return frozenset(name for name, pattern in _SIDES.items() if pattern.search(part))
