"""Whose duties an agreement is about, where it nowhere says who is processor."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ingest.parties import COMPANY, CVR, REACH, NamedParty, web_names
from klausul.types import Party, PartyRole

_DEEDS = (
    r"(?:skal|må|kan|er|behandler|leverer|bruger|benytter|anvender|underretter|orienterer|meddeler"
    r"|sletter|sikrer|giver|stiller|driver|bistår|hjælper|følger|opbevarer|logger|handler|udfører"
    r"|indestår|forbeholder|betaler|hæfter|har)"
)
_FEWEST_DEEDS = 3  # sentences about one party that make a text about its duties
_MOST = 12  # companies named most often; a list of suppliers names the others once each
_ROLE_NAMES = ("Databehandleren", "Leverandøren")


def find_doer(text: str) -> NamedParty | None:
    """Return the company whose duties ``text`` is about: the subject of most of its sentences.

    For documents that say who does what, and nowhere who is processor. A web address names a
    company too: "Nordlys sletter …" with nordlys.dk.
    """
    named = Counter(_candidates(text)).most_common(_MOST)
    candidates = {name: _spoken_names(name) for name, _ in named}
    deeds = {
        name: max((_count_deeds(spoken, text) for spoken in names), default=0)
        for name, names in candidates.items()
    }
    ranked = sorted(deeds, key=lambda name: (-deeds[name], len(name), name))
    if not ranked or deeds[ranked[0]] < _FEWEST_DEEDS:
        return None
    others = [name for name in ranked[1:] if not set(candidates[name]) & set(candidates[ranked[0]])]
    if others and deeds[others[0]] * 2 > deeds[ranked[0]]:
        return None
    cvr = next((CVR.search(text[m.end() : m.end() + REACH]) for m in COMPANY.finditer(text)
                if m[0].endswith(ranked[0])), None)  # fmt: skip
    digits = re.sub(r"\D", "", cvr["digits"]) if cvr else None
    return NamedParty(party=Party(name=ranked[0], role=PartyRole.PROCESSOR, cvr=digits))


def _candidates(text: str) -> Iterator[str]:
    for match in COMPANY.finditer(text):
        yield match[0].rpartition(" og ")[2]
    for host in sorted(web_names(text)):
        spoken = re.search(rf"(?<![\w.@/-]){re.escape(host)}(?![\w.-]\w)", text, re.I)
        if spoken and spoken[0][:1].isupper():
            yield spoken[0]


def _spoken_names(name: str) -> tuple[str, ...]:
    """Return how a text goes on with a company: in full, without its form, by one word of it."""
    match = COMPANY.fullmatch(name)
    short = match["name"] if match else name
    return tuple(dict.fromkeys([name, short, *(w for w in short.split() if len(w) > 3)]))


def _count_deeds(name: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(name)}[ ]{_DEEDS}\b", text))


def speaks_of_processor(text: str) -> bool:
    """Tell whether the duties are those of "Databehandleren", and of no company by its name."""
    return any(_count_deeds(name, text) >= _FEWEST_DEEDS for name in _ROLE_NAMES)
