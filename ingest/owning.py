"""Whose a place is: this document's, or another's that is named beside it."""

from __future__ import annotations

import re

from ingest.places import Places
from klausul.danish.references import Mention
from klausul.types import Clause, ClauseKind, Span

_NAME = r"[^\W\d_]*(?:aftale|kontrakt|vilkår|betingelser)"
_GENITIVE = re.compile(rf"(?<!\w)(?P<owner>{_NAME}(?:nes|enes|ens|ns|s))\s*,?\s+$", re.I)
_SHORT_BEFORE = re.compile(r"(?<!\w)(?P<owner>[A-Z]{2,5})(?:['’]?(?:s|ens|en))?,?\s+$")
_BEHIND = re.compile(
    r"\s+(?:i|til|af|fra|under|of|in|to)\s+(?:(?:den|parternes|kundens|vores|the)\s+)*"
    rf"(?P<owner>(?i:{_NAME})(?:ne|ene|en|n|rne)?|[A-Z]{{2,5}}(?:['’]?en)?)(?!\w)"
)
_THIS = re.compile(r"(?:denne|dette|disse|nærværende|this)\s+$", re.I)
_ALWAYS_OURS = re.compile(
    r"(?:databehandl\w*|aftale\w{0,3}|bestemmelse\w*|standardkontrakt\w*|DBA|DPA|GDPR|EU|EØS|[IVX]+)$",
    re.I,
)
_BASE = re.compile(r".*(?:aftale|kontrakt|vilkår|betingelse)")
_PART_NAMES = ("vilkår", "betingelse")
_TITLED = re.compile(rf"(?<!til )(?<!\w)(?P<name>{_NAME})\w{{0,4}}(?!\w)", re.I)
_DEFINED = re.compile(
    r"\(\s*(?:herefter\s+|i det følgende\s+)?[\"“”„»'’](?P<name>[^\"“”„»«'’]+)[\"“”»«'’]\s*\)"
)
_LOOK_BEHIND = 60


def own_names(places: Places) -> frozenset[str]:
    """Return the stems of the words by which a document calls itself or its parts.

    The title of a data processing agreement often names the contract that it belongs to.
    """
    heads = [c for c in places.tops if c.kind is ClauseKind.HEADING and not c.number]
    titled = {match["name"] for c in heads for match in _TITLED.finditer(c.text)}
    processing = {name for name in titled if "databehandl" in name.lower()}
    names = processing or titled
    names |= {clause.part for clause in places.tops if clause.part}
    for clause in places.tops:
        for match in _DEFINED.finditer(clause.text):
            before = clause.text[max(0, match.start() - _LOOK_BEHIND) : match.start()].lower()
            if "databehandl" in before or "denne " in before:
                names.add(match["name"])
    return frozenset(stem_of(name) for name in names)


def stem_of(name: str) -> str:
    """Return a document's name without case and ending: "Kontraktens" is "kontrakt"."""
    folded = name.casefold().strip()
    base = _BASE.match(folded)
    return base[0] if base else folded


def is_own(name: str, own: frozenset[str]) -> bool:
    """Tell whether a document of this name is the one that names it."""
    stem = stem_of(name)
    is_part = any(stem.endswith(part) for part in _PART_NAMES if part in own)
    return bool(_ALWAYS_OURS.match(name)) or stem in own or is_part


def find_elsewhere(clause: Clause, mention: Mention, *, own: frozenset[str]) -> Span | None:
    """Return the whole of a reference to a place in another document; none if it is here.

    "samarbejdsaftalens punkt 14", "MSA, clause 14", "bilag 3 til kontrakten" are another's;
    "aftalens punkt 4" and "punkt 4 i denne kontrakt" are not.
    """
    text, span = clause.text, mention.span
    if mention.part and not is_own(mention.part, own):
        return span
    before = text[max(0, span.start - _LOOK_BEHIND) : span.start]
    match = _GENITIVE.search(before) or _SHORT_BEFORE.search(before)
    if match and not is_own(match["owner"], own) and not _THIS.search(before[: match.start()]):
        return Span(span.start - len(before) + match.start(), span.end)
    behind = _BEHIND.match(text, span.end)
    if behind and not is_own(behind["owner"], own):
        return Span(span.start, behind.end())
    return None
