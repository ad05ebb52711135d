"""What a printed quantity is about: who does what to what, for whom, and from when it counts.

Two quantities are about the same thing when the classes of their words agree (``answer.acts``). A
class that only one of them shows keeps them apart where it narrows the matter: the logs, a critical
fault, the authority.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answer.acts import ACTS, OBJECTS, READERS, TRIGGERS, names_in
from answer.bodies import body_of
from answer.content import content_words
from answer.duties import binds_controller
from answer.sides import are_one, sides_of
from klausul.danish.quantities import Quantity, QuantityKind, find_quantities
from klausul.danish.sentences import split_sentences
from klausul.types import Clause, Span

_QUALIFIERS = re.compile(
    r"\b(?:kritisk\w*|akut\w*|alvorlig\w*|haste\w*|høje?|lave?|middel\w*|øvrige|prøve\w*|gratis\w*"
    r"|demo\w*|inaktive?|aktive?|derimod|weekend\w*|ferie\w*|daglig\w*|natlig\w*|ugentlig\w*|månedlig\w*"
    r"|inkrementel\w*|interne?|eksterne?|fysiske? (?:inspektion|tilsyn|revision)\w*|tidligere|barn"
    r"|børn|mindreårig\w*|(?:niveau|klasse|prioritet|kategori|type|trin|gruppe|fase)\s*\d)(?!\w)",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\b(?:personoplysning\w*|oplysning(?:er|erne)|persondata\w*|data(?:ene)?)\b"
    r"|\bsletning(?:en)?\b(?! af)|\bslettefrist\w*|\bopbevaringsperiode\w*",
    re.IGNORECASE,
)
_CONDITIONS = re.compile(
    r"\b(?:hvis|såfremt|når)\b[^,.;]*"
    r"|^\W*(?:[\d.]+\s+)?(?:[A-ZÆØÅ]\w+(?:er|es)|Går|Har|Kan|Vil|Får|Er|Skulle)\s[^,.;]*(?=,)"
)
_PLAIN = re.compile(
    r"\w*aftale\w*|\w*kontrakt\w*|tjeneste\w*|ydelse\w*|lever\w*|behandl\w*|person\w*|oplysning\w*"
    r"|data\w*|part\w*|kunde\w*|bestemmelse\w*|senest|inden|skriftlig\w*|dage?|timer?|uger?"
    r"|måned\w*|år|døgn|\w*frist\w*|varsel|bruddet|sket",
    re.IGNORECASE,
)
"""Words that any clause may hold; they narrow no matter."""
_COUNTS = re.compile(
    r"(?<![a-zæøå])(?:sekund|minut|time|døgn|hver|arbejdsdag|kalenderdag|dag|uge|måned|mdr|md\.|kvartal|år"
    r"|halvår|kr\b|kr\.|dkr|dkk|kroner|eur|€|procent|pct)|,-|%",
    re.IGNORECASE,
)
"""What every quantity with a value holds; looking for them all is slow."""
_STARTS_CLOCK = re.compile(
    r"\b(?:efter|ved|fra|siden|forud for|før)\s+(?:\w+\s+){0,4}$", re.IGNORECASE
)
_CONDITION = re.compile(r"\b(?:hvis|når|såfremt)\b[^,]*$", re.IGNORECASE)
_SHARED, _FEWEST = 0.5, 2
"""Matters of no known object are one if the smaller shares so many of its words."""

_CUSTOMERS = "object"
"""The act that is always the controller's, whoever the sentence begins with."""

_ON_DATA = frozenset({"delete", "keep", "return"})
"""Acts that concern the personal data where nothing narrower is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A quantity with what it is about; ``span`` is its sentence, in the document.

    ``acts`` are all acts of the sentence, ``act`` the one that the quantity belongs to.
    ``sides`` tell two figures of one act apart, as a notice and the account that follows it.
    ``conditions`` are the telling stems of its conditions, ``words`` of the whole. ``is_general``
    tells that it is about the personal data as such.
    """

    clause: Clause
    span: Span
    quantity: Quantity
    act: str | None
    acts: frozenset[str]
    objects: frozenset[str]
    triggers: frozenset[str]
    reader: str | None
    binds_controller: bool
    qualifiers: frozenset[str]
    sides: frozenset[str]
    conditions: frozenset[str]
    words: frozenset[str]
    is_general: bool

    @property
    def sentence(self) -> str:
        """The words of the sentence."""
        start = self.clause.span.start
        return self.clause.text[self.span.start - start : self.span.end - start]


def matters_in(clause: Clause, *, within: Span | None = None) -> Iterator[Matter]:
    """Yield the firm quantities of ``clause``, or of the part ``within`` the document, in order."""
    start = clause.span.start
    body = body_of(clause)
    for found in split_sentences(body.of(clause.text)):
        span = Span(start + body.start + found.start, start + body.start + found.end)
        if within is not None and not within.overlaps(span):
            continue
        words = clause.text[span.start - start : span.end - start]
        kinds: set[QuantityKind] = set()
        for quantity in find_quantities(words) if _COUNTS.search(words) else ():
            # A second of its kind ("fra 30 dage før til 7 dage efter") belongs to something else.
            if quantity.value is not None and quantity.kind not in kinds:
                yield _read(clause, span, words, quantity)
            kinds.add(quantity.kind)


def are_same(one: Matter, other: Matter) -> bool:
    """Tell whether two quantities are about the same thing, as far as the words can tell."""
    if one.quantity.kind is not other.quantity.kind or not _are_alike(one, other):
        return False
    if one.act != other.act or one.objects != other.objects:
        return False
    if one.objects and one.act is not None:
        return True
    if one.act in _ON_DATA:
        return one.is_general and other.is_general
    return _overlap(one, other) >= _SHARED


def are_related(one: Matter, other: Matter) -> bool:
    """Tell whether each is about what the other speaks of too, though not about the same act."""
    return (
        one.quantity.kind is other.quantity.kind
        and bool(one.objects & other.objects)
        and one.act is not None
        and other.act is not None
        and one.act != other.act
        and one.act in other.acts
        and other.act in one.acts
        and one.qualifiers == other.qualifiers
    )


def _are_alike(one: Matter, other: Matter) -> bool:
    """Tell whether party, reader, qualifiers, sides and trigger speak for the same thing."""
    by_authority = {"authority", "subject"} & {one.reader, other.reader}
    return (
        (one.binds_controller == other.binds_controller or one.act == other.act == _CUSTOMERS)
        and (not by_authority or one.reader == other.reader)
        and one.qualifiers == other.qualifiers
        and are_one(one.sides, other.sides)
        and one.conditions <= other.words
        and other.conditions <= one.words
        and not (one.triggers and other.triggers and not one.triggers & other.triggers)
    )


def _overlap(one: Matter, other: Matter) -> float:
    shared, smaller = one.words & other.words, min(len(one.words), len(other.words))
    return len(shared) / smaller if len(shared) >= _FEWEST else 0.0


def _read(clause: Clause, span: Span, words: str, quantity: Quantity) -> Matter:
    place = _governing(words, quantity)
    objects = names_in(OBJECTS, words)
    around = " ".join((clause.heading or "", *clause.path[-1:]))
    return Matter(
        clause=clause,
        span=span,
        quantity=quantity,
        act=place[1] if place else None,
        acts=names_in(ACTS, words),
        objects=objects or names_in(OBJECTS, around),
        triggers=names_in(TRIGGERS, words),
        reader=_reader(words[place[0] :] if place else words),
        binds_controller=binds_controller(words[: quantity.span.start]),
        qualifiers=frozenset(
            match[0].lower()
            for match in _QUALIFIERS.finditer(words)
            if not quantity.span.overlaps(Span(*match.span()))
        ),
        sides=sides_of(words, quantity.span),
        conditions=_stems(" ".join(_CONDITIONS.findall(words))),
        words=_stems(words),
        is_general=_GENERAL.search(words) is not None,
    )


def _stems(words: str) -> frozenset[str]:
    """Return the stems of the words that narrow a matter and are in no class."""
    classed = [*ACTS.values(), *OBJECTS.values(), *TRIGGERS.values(), _PLAIN]
    return frozenset(
        word.terms[0]
        for word in content_words(words)
        if not any(pattern.fullmatch(word.text) for pattern in classed)
        and not word.text[:1].isdigit()
    )


def _governing(words: str, quantity: Quantity) -> tuple[int, str] | None:
    """Return the act that a quantity belongs to: the last before it, else the first behind it.

    What starts the clock ("efter opsigelse") or sets a condition ("hvis I opsiger, …") is no act.
    """
    at = quantity.span.start
    found = sorted(
        (match.start(), name)
        for name, pattern in ACTS.items()
        for match in pattern.finditer(words)
        if not _starts_clock(words[: match.start()])
        and not (_CONDITION.search(words[: match.start()]) and "," in words[match.end() : at])
    )
    before = [act for act in found if act[0] < at]
    return before[-1] if before else next(iter(found), None)


def _starts_clock(before: str) -> bool:
    """Tell whether ``before`` is in the middle of saying from when it counts."""
    match = _STARTS_CLOCK.search(before)
    said = match[0] if match is not None else ""
    complete = any(TRIGGERS[name].search(said) for name in ("end", "knowledge", "request"))
    return match is not None and not complete


def _reader(words: str) -> str | None:
    """Return whom the words name first, where the three are told apart."""
    found = [(m.start(), name) for name, p in READERS.items() if (m := p.search(words))]
    return min(found)[1] if found else None
