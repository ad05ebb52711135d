"""From the quotes that answer for a topic to its short value: a figure, names, or their own words.

Every value is printed in the quotes; what Klausul adds is only that a deadline names no time or is
the controller's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from answer.duties import binds_controller
from answer.evidence import is_country
from answer.figures import read_figures
from answer.measuring import Measure
from answer.topics import Topic, ValueKind
from klausul.danish.quantities import QuantityKind
from klausul.danish.sentences import split_sentences
from klausul.types import Span

MAX_WORDS = 160
"""A value in the document's own words is cut at so many characters."""

MAX_NAMES = 8
"""A value names at most so many places."""

NAMING = frozenset({ValueKind.PLACE, ValueKind.NAMES})
"""Kinds whose value is made of names, which several clauses may give together."""

_KINDS: Mapping[ValueKind, frozenset[QuantityKind]] = MappingProxyType(
    {
        ValueKind.DURATION: frozenset({QuantityKind.DURATION}),
        ValueKind.FREQUENCY: frozenset({QuantityKind.FREQUENCY}),
        ValueKind.AMOUNT: frozenset({QuantityKind.AMOUNT, QuantityKind.PERCENT}),
    }
)
_CAPITALISED = re.compile(
    r"(?:(?P<city>[A-ZÆØÅ][a-zæøåé]+), )?(?P<country>[A-ZÆØÅ][a-zæøå]+|USA)\b"
)
_UNION = re.compile(
    r"\b(?:inden\s?for|i)\s+(?:EU(?:\s?/\s?EØS)?|EØS)(?!\w)|\blokalt hos \w+(?: selv)?"
)
_DENIED = re.compile(
    r"\b(?:ikke|aldrig)\b[^.;]{0,60}?\buden\s?for\s+(?:EU(?:\s?/\s?EØS)?|EØS)(?!\w)"
)
_UNCERTAIN = re.compile(r"\b(?:ikke|aldrig|uden\s?for|medmindre|undtagen|tredjeland\w*)\b")


class Strength(IntEnum):
    """How well a value settles its topic; the higher is preferred."""

    CONTROLLERS = 1
    TELLING = 2
    VAGUE = 3
    FIRM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A topic's short value in one document, with its measure where it is a figure.

    ``names`` are the parts of a value that is made of names, so that those of several quotes can
    be put together.
    """

    text: str
    strength: Strength
    measure: Measure | None = None
    names: tuple[str, ...] = ()


def read_value(text: str, *, topic: Topic, question: str) -> Value | None:
    """Return the short value of ``topic`` that the quote ``text`` gives, None if it tells none."""
    if topic.kind in NAMING:
        found = _names(text, topic=topic)
    else:
        found = _figure(text, topic=topic, question=question)
    return found or _words(text, topic=topic)


def _figure(text: str, *, topic: Topic, question: str) -> Value | None:
    kinds = _KINDS.get(topic.kind)
    if kinds is None:
        return None
    figures = read_figures(text, question=question, kinds=kinds, is_duty=topic.is_duty)
    if figures.measure is not None:
        also = [m.text for m in figures.others if m.text != figures.measure.text]
        beside = f" (også: {', '.join(dict.fromkeys(also))})" if also else ""
        return Value(
            text=figures.measure.text + beside,
            strength=Strength.FIRM,
            measure=figures.measure,
        )
    if figures.vague is not None:
        return Value(text=f"{figures.vague} (ingen fast frist)", strength=Strength.VAGUE)
    if figures.controllers is not None:
        own = f"{figures.controllers.text} (den dataansvarliges egen frist)"
        return Value(text=own, strength=Strength.CONTROLLERS)
    return None


def join_names(values: Iterable[Value]) -> Value:
    """Return one value of the names of all ``values``, each once; a longer form says a shorter."""
    names = list(dict.fromkeys(name for value in values for name in value.names))
    names = [n for n in names if not any(n != other and n in other for other in names)]
    more = " m.fl." if len(names) > MAX_NAMES else ""
    return Value(
        text="; ".join(names[:MAX_NAMES]) + more, strength=Strength.FIRM, names=tuple(names)
    )


def _names(text: str, *, topic: Topic) -> Value | None:
    """Return the places, or the law and the courts, that ``text`` names; None if none."""
    is_place = topic.kind is ValueKind.PLACE
    found = _places(text) if is_place else _matches(text, topic=topic)
    if not found:
        return None
    return join_names([Value(text="", strength=Strength.FIRM, names=tuple(found))])


def _matches(text: str, *, topic: Topic) -> list[str]:
    matches = (" ".join(match[0].split()) for match in topic.telling.finditer(text))
    return list(dict.fromkeys(matches))


def _places(text: str) -> list[str]:
    """Return the countries that data is in, and what is said of the EU.

    A country in a sentence that denies or reserves something is not where data is.
    """
    found: list[str] = []
    for span in split_sentences(text) or [Span(0, len(text))]:
        sentence = " ".join(span.of(text).split())
        if (denied := _DENIED.search(sentence)) is not None:
            found.append(f"»{denied[0]}«")
        elif _UNCERTAIN.search(sentence) is None:
            found += [m[0] for m in _CAPITALISED.finditer(sentence) if is_country(m["country"])]
            found += [m[0] for m in _UNION.finditer(sentence)]
    return list(dict.fromkeys(found))


def _words(text: str, *, topic: Topic) -> Value | None:
    """Return the document's own words round what tells."""
    spans = split_sentences(text) or [Span(0, len(text))]
    telling = [span for span in spans if topic.telling.search(span.of(text))]
    on_topic = [span for span in telling if topic.signs.search(span.of(text))]
    if not telling:
        return None
    first = [*on_topic, *telling][0]
    # The next often says the other half: "… ikke for indirekte tab. Erstatningen kan højst …".
    after = next((span for span in telling if span.start >= first.end), first)
    both = text[first.start : after.end]
    sentence = both if len(both) <= MAX_WORDS else first.of(text)
    told = next(match.end() for match in topic.telling.finditer(sentence))
    is_controllers = topic.is_duty and binds_controller(sentence[:told])
    return Value(
        text=f"»{_excerpt(sentence, at=told)}«",
        strength=Strength.CONTROLLERS if is_controllers else Strength.TELLING,
    )


def _excerpt(sentence: str, *, at: int) -> str:
    """Return ``sentence`` cut to what can be read at a glance, with what stands before ``at``.

    Where much stands before it, the beginning and the end are kept and the middle is left out.
    """
    line = " ".join(sentence.split()).rstrip(".")
    at = len(" ".join(sentence[:at].split()))
    if len(line) <= MAX_WORDS:
        return line
    if at <= MAX_WORDS:
        return f"{_cut(line, MAX_WORDS)} …"
    tail = line[line.find(" ", at - MAX_WORDS // 2) + 1 :]
    tail = tail if len(tail) <= MAX_WORDS else f"{_cut(tail, MAX_WORDS)} …"
    return f"{_cut(line, MAX_WORDS // 2)} … {tail}"


def _cut(line: str, length: int) -> str:
    return line[:length].rsplit(" ", 1)[0].rstrip(",;:")
