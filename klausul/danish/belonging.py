"""What the words around a label say: to which law, which part or which agreement it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from klausul.types import Span

GDPR = "databeskyttelsesforordningen"
"""The law that "artikel" means when no other is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A law or a part that a label belongs to, by its name, and how far its words reach."""

    name: str
    start: int
    end: int


_ACT_NUMBER = (
    r"(?:\((?:EU|EF|EØF)\)\s*)?(?:nr\.?\s*|no\.?\s*)?\d{1,4}/\d{1,4}(?:/(?:EU|EF|EØF|EC))?"
)
_ACT = (
    rf"(?:forordning|direktiv|regulation|directive)\s*{_ACT_NUMBER}"
    r"|lov(?:bekendtgørelse)?\s+nr\.?\s*\d{1,4}(?:\s+af\s+\d{1,2}\.?\s+[a-z]{3,9}\.?\s+\d{4})?"
)
_LAW = (
    rf"(?P<law>{_ACT}|(?:\w+-)?\w*(?:loven|forordningen|direktivet|bekendtgørelsen)s?|GDPR(?:['’]?s)?"
    r"|general\s+data\s+protection\s+regulation)(?!\w)"
)
_LAW_NAME = re.compile(rf"(?<![\w-]){_LAW}(?:\s*{_ACT_NUMBER}(?!\w))?", re.IGNORECASE)
_ABOUT = r"\s+(?:om|on)\s+[^\W\d]+(?:,?\s+[^\W\d]+){0,9}?"
_LAW_BEFORE = re.compile(
    rf"(?<![\w-]){_LAW}(?:\s*\([^()]{{1,30}}\))?(?:\s*{_ACT_NUMBER})?"
    rf"(?P<about>(?<=en){_ABOUT})?\s*,?\s*$",
    re.IGNORECASE,
)
_MAKERS = r"(?:(?:Europa-)?Parlamentets\s+og\s+Rådets|Kommissionens|Rådets)"
_LAW_AFTER = re.compile(
    rf"\s*,?\s*(?:(?:i|af|efter|of|in|under)\s+)?(?:(?:the|den|EU['’]?s?|{_MAKERS})\s+)?"
    rf"(?:{_LAW}|(?P<titled>lov{_ABOUT}(?=\s*(?:[.,;:()]|$|og\b|skal\b|er\b|kan\b))))",
    re.IGNORECASE,
)
_GDPR_NUMBER = "2016/679"
_ACT_NAME = re.compile(
    r"(?P<kind>forordning|direktiv|regulation|directive)\b.*?(?P<number>\d+/\d+)"
)
_NAMELESS_LAWS = frozenset({"loven", "forordningen", "direktivet", "bekendtgørelsen"})
_SHORT = r"(?:DBA|DPA)"
_OURS_BEFORE = re.compile(
    r"\b(?:\w*(?:aftale|kontrakt)(?:n|en)s|betingelsernes|vilkårenes|bestemmelsernes"
    rf"|{_SHORT}['’]?(?:en)?s)\s+$",
    re.IGNORECASE,
)
# "forpligtelser efter artikel 32 under denne aftale" are the law's, so "under" is not read.
_OURS_AFTER = re.compile(
    r"\s*,?\s+(?:i|af|in|of)\s+(?:(?:selve|jeres|deres|vores|denne|den|min|the|your)\s+)*"
    r"(?:\w*aftale(?:n|ns)?|\w*kontrakt(?:en)?|betingelserne|vilkårene|bestemmelserne"
    rf"|{_SHORT}(?:['’]?en)?|agreement|contract)\b",
    re.IGNORECASE,
)
_TERMS = r"(?P<terms>(?:\w+s)?(?:betingelser|vilkår))(?:ne|ene)?"
_PART_BEFORE = re.compile(
    rf"(?<!\w)(?P<part>{_SHORT}|{_TERMS})(?:['’]?s|['’]en|['’]ens)?[\s,:]*$", re.IGNORECASE
)
_PART_AFTER = re.compile(
    r"\s*,?\s+(?:i|af|under)\s+(?:(?:jeres|deres|den|selve)\s+)*"
    rf"(?P<part>{_SHORT}|{_TERMS})(?:['’]?en)?(?!\w)",
    re.IGNORECASE,
)
_LOOK_BEHIND = 90


def find_law(text: str, start: int, end: int) -> Owner | None:
    """Return the law named right before or behind the labels in ``text[start:end]``."""
    before = _LAW_BEFORE.search(text, max(0, start - _LOOK_BEHIND), start)
    match = before or _LAW_AFTER.match(text, end)
    if match is None:
        return None
    low, high = (match.start(), end) if before else (start, match.end())
    found = match.groupdict()
    about = " ".join((found.get("about") or "").split())
    name = name_law(found.get("law") or found["titled"])
    return Owner(name=f"{name} {about}".strip(), start=low, end=high)


def name_law(printed: str) -> str:
    """Return the name of a law in the nominative and lower case; "direktiv 95/46" by its number."""
    name = " ".join(printed.lower().split())
    is_gdpr = name.startswith(("gdpr", "general")) or _GDPR_NUMBER in name
    if is_gdpr or name in ("forordningen", "forordningens"):
        return GDPR
    act = _ACT_NAME.match(name)
    if act:
        kind = "direktiv" if act["kind"].startswith("dire") else "forordning"
        return f"{kind} {act['number']}"
    return name.removesuffix("s")


def find_named_laws(text: str) -> Iterator[tuple[Span, str]]:
    """Yield where a law is named by a name of its own, and that name."""
    for match in _LAW_NAME.finditer(text):
        printed = match["law"].lower()
        if not {printed, printed.removesuffix("s")} & _NAMELESS_LAWS:
            yield Span(*match.span()), name_law(printed)


def is_of_agreement(text: str, start: int, end: int) -> bool:
    """Tell whether the labels in ``text[start:end]`` are said to be an agreement's.

    "artikel 5 i aftalen" and "aftalens artikel 5" are not the regulation's.
    """
    before = _OURS_BEFORE.search(text, max(0, start - _LOOK_BEHIND), start)
    return before is not None or _OURS_AFTER.match(text, end) is not None


def find_part(text: str, start: int, end: int) -> Owner | None:
    """Return the part of a document that is named before or behind ``text[start:end]``.

    Its name is "DBA", or the word for terms with a capital. Only what stands before is taken into
    the mention.
    """
    before = _PART_BEFORE.search(text, max(0, start - _LOOK_BEHIND), start)
    match = before or _PART_AFTER.match(text, end)
    if match is None:
        return None
    name = match["terms"].capitalize() if match["terms"] else "DBA"
    return Owner(name=name, start=before.start() if before else start, end=end)
