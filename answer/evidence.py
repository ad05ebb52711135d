"""What in a sentence shows that it can answer a question of a given kind.

The patterns are closed-class words and printed forms (companies, addresses, modal verbs); they
hold for any agreement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from answer.kinds import AnswerKind
from klausul.danish.quantities import Quantity, QuantityKind, find_quantities

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

_TIME_SIGN = re.compile(
    r"\b(?:inden|senest|straks|omgående|så længe|når|ved|efter|indtil|løbende|regelmæssig\w*"
    r"|årligt?|varsel|frist\w*|træder i kraft|kl\.)",
    re.IGNORECASE,
)

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
        AnswerKind.WHERE: re.compile(
            r"https?://|\bwww\.|\b[\w.-]+@[\w-]+\.|\b[\w-]+\.(?:dk|com|eu|org|net)\b"
            r"|\b(?:DK-)?\d{4} [A-ZÆØÅ]|\b(?:hjemsted|lokali\w+|lokation\w*|datacent\w+|adresse\w*"
            r"|hjemmeside\w*|lokalt|inden for EU|EU/EØS|EØS|EU|kontakte?)\b"
            r"|\b(?:Danmark|Sverige|Norge|Finland|Island|Tyskland|Holland|Nederlandene|Belgien|Irland"
            r"|Frankrig|Spanien|Portugal|Italien|Polen|Estland|Letland|Litauen|Østrig|Schweiz|Ukraine"
            r"|Indien|USA|Storbritannien|England)\b|\b(?:ret(?:ten)?|byret\w*|domstol\w*)\b"
        ),
        AnswerKind.WHO: re.compile(
            r"\b(?:A/S|ApS|I/S|P/S|K/S|GmbH|Ltd|Inc|AB|AS|BV|SL|Oy)\b"
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


def asks_for_time(kind: AnswerKind) -> bool:
    """Tell whether ``kind`` asks for a time of any sort."""
    return kind in _TIME_KINDS


def quantities_for(kind: AnswerKind, text: str) -> tuple[Quantity, ...]:
    """Return the firm quantities in ``text`` that a question of ``kind`` asks for."""
    wanted = _WANTED.get(kind)
    return tuple(q for q in find_quantities(text) if q.kind in wanted) if wanted else ()


def vague_deadlines(text: str) -> tuple[Quantity, ...]:
    """Return the deadlines in ``text`` that name no time ("uden unødig forsinkelse")."""
    return tuple(q for q in find_quantities(text) if q.kind is QuantityKind.VAGUE_DEADLINE)


def strength_of(kind: AnswerKind, text: str) -> float:
    """Return 0..1: how much ``text`` looks like an answer of ``kind``.

    A kind that can look like anything is always met; "hvornår" is also answered by a condition.
    """
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
