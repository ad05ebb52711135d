"""What in a sentence shows that it can answer a question of a given kind.

The patterns are closed-class words and printed forms (companies, addresses, modal verbs); they
hold for any agreement.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType

from answer.content import ContentWord
from answer.kinds import AnswerKind
from klausul.danish.companies import LEGAL_FORMS
from klausul.danish.numerals import number_words, word_pattern
from klausul.danish.quantities import Quantity, QuantityKind, find_quantities
from klausul.danish.references import find_mentions
from klausul.danish.sentences import split_sentences
from klausul.danish.tokens import terms
from klausul.types import Span

_WANTED: Mapping[AnswerKind, frozenset[QuantityKind]] = MappingProxyType(
    {
        AnswerKind.DURATION: frozenset({QuantityKind.DURATION}),
        AnswerKind.FREQUENCY: frozenset({QuantityKind.FREQUENCY}),
        AnswerKind.WHEN: frozenset(
            {QuantityKind.DURATION, QuantityKind.DATE, QuantityKind.FREQUENCY}
        ),
        AnswerKind.AMOUNT: frozenset({QuantityKind.AMOUNT, QuantityKind.PERCENT}),
    }
)
_TIME_KINDS = frozenset({AnswerKind.DURATION, AnswerKind.FREQUENCY, AnswerKind.WHEN})

_LOOSE_KINDS = frozenset(
    {
        AnswerKind.LIST,
        AnswerKind.DEFINITION,
        AnswerKind.PROCEDURE,
        AnswerKind.WHO,
        AnswerKind.WHERE,
        AnswerKind.YES_NO,
    }
)
"""Kinds whose answers often show no outward sign."""

LOOSE_FIT = 0.5
"""How well words without any sign answer a question of a loose kind."""

_COUNTRIES = (
    "Danmark|Sverige|Norge|Finland|Island|Tyskland|Holland|Nederlandene|Belgien|Irland|Frankrig"
    "|Spanien|Portugal|Italien|Polen|Estland|Letland|Litauen|Østrig|Schweiz|Ukraine|Indien|Kina"
    "|Japan|Canada|Australien|USA|Storbritannien|England|Rusland|Israel|Tyrkiet|Brasilien"
)
_COUNTRY = re.compile(rf"(?:{_COUNTRIES})s?")

_TIME_SIGN = re.compile(
    r"\b(?:inden|senest|straks|omgående|så længe|når|ved|efter|indtil|løbende|regelmæssig\w*"
    r"|årligt?|varsel|frist\w*|træder i kraft|kl\.)",
    re.IGNORECASE,
)

_HOW_OFTEN = re.compile(r"løbende|regelmæssig|jævnlig|periodisk", re.IGNORECASE)

VAGUE_FIT = 0.6
"""How well a deadline that names no time answers a question for one."""

CONDITION_FIT = 0.8
"""How well a condition ("når …") answers "hvornår"."""

WEAK_FIT = 0.4
"""How well words of time or money without any quantity do."""

_SIGNS: Mapping[AnswerKind, re.Pattern[str]] = MappingProxyType(
    {
        AnswerKind.DURATION: _TIME_SIGN,
        AnswerKind.FREQUENCY: _TIME_SIGN,
        AnswerKind.WHEN: _TIME_SIGN,
        AnswerKind.AMOUNT: re.compile(
            r"\b(?:honorar\w*|vederlag\w*|gebyr\w*|timepris\w*|\w*takst\w*|betaling\w*|omkostning\w*"
            r"|udgift\w*|regning\w*|beløb\w*|pris\w*)\b",
            re.IGNORECASE,
        ),
        AnswerKind.CONTACT: re.compile(
            r"[\w.+-]+@[\w-]+\.\w|(?:\+45\s?|\b(?:tlf|telefon|phone)\w*[.:]*\s*(?:nr\.?\s*)?)\d{2}"
            r"|\b[A-ZÆØÅ]\w+\s\d{1,3}\w?\b[^.;]{0,40}?\b(?:DK-)?\d{4}\s+[A-ZÆØÅ]"
            r"|\b(?:CVR|Cvr|cvr)[\w.:/ -]{0,20}\d{8}\b"
        ),
        AnswerKind.WHERE: re.compile(
            r"https?://|\bwww\.|\b[\w.-]+@[\w-]+\.|\b[\w-]+\.(?:dk|com|eu|org|net)\b"
            r"|\b(?:DK-)?\d{4} [A-ZÆØÅ]|\b(?:hjemsted|lokali\w+|lokation\w*|datacent\w+|adresse\w*"
            r"|hjemmeside\w*|lokalt|inden for EU|EU/EØS|EØS|EU|kontakte?)\b"
            rf"|\b(?:{_COUNTRIES})\b"
            r"|\b(?:ret(?:ten)?|byret\w*|domstol\w*)\b"
        ),
        AnswerKind.WHO: re.compile(
            rf"(?<!\w)(?-i:{LEGAL_FORMS})(?!\w)"
            r"|\b(?:data)?(?:behandler\w*|ansvarlig\w*)|\b[Uu]nderdatabehandler\w*|\b[Kk]unde[nr]?\b"
            r"|\b(?:Datatilsynet|tilsynsmyndighed\w*|parter(?:ne)?|medarbejder\w*|revisor|domstol\w*)\b",
            re.IGNORECASE,
        ),
        AnswerKind.DEFINITION: re.compile(
            r"\b(?:forstås|betydning|betyder|defineres|definition\w*|det vil sige|dvs|menes"
            r"|betragtes som|anses for|er en|er et)\b",
            re.IGNORECASE,
        ),
        AnswerKind.YES_NO: re.compile(
            r"\b(?:må|kan|skal|vil|er|har|ikke|ingen|ja|nej|berettiget|forpligtet|ret til|pligt)\b",
            re.IGNORECASE,
        ),
        AnswerKind.LIST: re.compile(
            r"[:;]\s*$|[:;]\s*\n|•|\b(?:følgende|herunder|såsom|f\.eks\.)", re.IGNORECASE
        ),
        AnswerKind.PROCEDURE: re.compile(
            r"\b(?:skal|ved at|kan|efter anmodning|skriftligt?|procedure\w*|sker)\b", re.IGNORECASE
        ),
    }
)


def is_country(name: str) -> bool:
    """Tell whether ``name`` is a country that a question may well give as an example."""
    return _COUNTRY.fullmatch(name) is not None


def asks_for_time(kind: AnswerKind) -> bool:
    """Tell whether ``kind`` asks for a time of any sort."""
    return kind in _TIME_KINDS


def wants_figure(kind: AnswerKind) -> bool:
    """Tell whether ``kind`` asks for a quantity: a time, an amount."""
    return kind in _WANTED


def quantities_for(kind: AnswerKind, text: str) -> tuple[Quantity, ...]:
    """Return the firm quantities in ``text`` that a question of ``kind`` asks for."""
    wanted = _WANTED.get(kind)
    return tuple(q for q in find_quantities(text) if q.kind in wanted) if wanted else ()


def vague_deadlines(text: str) -> tuple[Quantity, ...]:
    """Return the deadlines in ``text`` that name no time ("uden unødig forsinkelse").

    Words that say how often ("løbende") are no deadline at all.
    """
    return tuple(
        q
        for q in find_quantities(text)
        if q.kind is QuantityKind.VAGUE_DEADLINE and not _HOW_OFTEN.match(q.text)
    )


def _tells_count(text: str, counted: Collection[ContentWord]) -> bool:
    """Tell whether a sentence of ``text`` holds a number and what is ``counted``, or part of it."""
    stems = {stem for word in counted for stem in word.terms}
    sentences = [span.of(text) for span in split_sentences(text)] or [text]
    return any(_holds_number(s) and not stems.isdisjoint(terms(s)) for s in sentences)


def _holds_number(sentence: str) -> bool:
    """Tell whether ``sentence`` counts anything, beside its times, sums and places named."""
    taken = [q.span for q in find_quantities(sentence)] + [m.span for m in find_mentions(sentence)]
    return any(
        not any(span.overlaps(Span(*match.span())) for span in taken)
        for match in _count_pattern().finditer(sentence)
    )


@lru_cache(maxsize=1)
def _count_pattern() -> re.Pattern[str]:
    """Return the pattern of a number that counts; the words for one are articles."""
    words = {w: v for w, v in number_words().items() if v > 1 and v == int(v)}
    digits = r"(?<![\w.,/-])\d{1,6}(?![\w/]|[.,]\d|\.?\s*$)"
    label = r"(?<!stk\. )(?<!nr\. )(?<!artikel )(?<!litra )(?<!^)"
    return re.compile(rf"{label}{digits}|\b(?:{word_pattern(words)})\b", re.IGNORECASE)


def strength_of(
    kind: AnswerKind, text: str, *, counted: Collection[ContentWord] = frozenset()
) -> float:
    """Return 0..1: how much ``text`` looks like an answer of ``kind``.

    A kind that can look like anything is always met; "hvornår" is also answered by a condition, and
    "hvor mange" only by a number in a sentence about what is ``counted``.
    """
    if kind is AnswerKind.COUNT:
        return float(_tells_count(text, counted))
    pattern = _SIGNS.get(kind)
    if pattern is None or quantities_for(kind, text):
        return 1.0
    if asks_for_time(kind) and kind is not AnswerKind.WHEN and vague_deadlines(text):
        return VAGUE_FIT
    shown = pattern.search(text) is not None
    if kind in _LOOSE_KINDS:
        return 1.0 if shown else LOOSE_FIT
    if not shown:
        return 0.0
    if kind is AnswerKind.WHEN:
        return CONDITION_FIT
    return WEAK_FIT if kind in _WANTED else 1.0
