"""Whether the words around a reference say that its place is not in this document at all."""

from __future__ import annotations

import re

from klausul.types import Reference

_LOOK_BEHIND = 60
_DENIED = re.compile(r"\b(?:ikke|ingen|intet)\s+(?:noget\s+|nogen\s+|et\s+)?$", re.IGNORECASE)
_OWNER = re.compile(
    r"(?P<owner>[\w-]+(?:ens|nes|ets|rs|ts|ls))\s+$|(?P<name>[\w&]+['’]s?)\s+$"
    r"|(?P<short>\b[A-ZÆØÅ]{2,}),?\s+$"
)
_OWN = re.compile(
    r"(?:\w*databehandler)?aftalens?|bestemmelsernes|dokumentets|afsnittets|punktets|vilkårenes"
    r"|bilagets|instruksens|DBA|DPA",
    re.IGNORECASE,
)
_OWNED = re.compile(r"^(?P<owner>[\w-]+(?:ens|nes|ets))\s", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s+(?:til|i|af)\s+(?!(?:denne|nærværende|disse|aftalen?|bestemmelserne|databehandler\w*)\b)"
    r"[\w-]*(?:aftale|kontrakt|vilkår|betingelse)\w*",
    re.IGNORECASE,
)


def is_denied(reference: Reference, text: str) -> bool:
    """Tell whether the document says itself that the place does not exist."""
    return _DENIED.search(_before(reference, text)) is not None


def is_of_another(reference: Reference, text: str) -> bool:
    """Tell whether a reference is to another agreement: "Kontraktens punkt 12.3".

    "Aftalens punkt 3" and "Bilag A til denne aftale" are this document's own.
    """
    inside = _OWNED.match(reference.text)
    if inside is not None:
        return _OWN.fullmatch(inside["owner"]) is None
    before = _OWNER.search(_before(reference, text))
    if before is not None:
        owner = before["owner"] or before["name"] or before["short"]
        return _OWN.fullmatch(owner) is None
    return _BEHIND.match(text, reference.span.end) is not None


def _before(reference: Reference, text: str) -> str:
    return text[max(0, reference.span.start - _LOOK_BEHIND) : reference.span.start]
