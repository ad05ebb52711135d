"""What sort of answer a question asks for, read off its question words.

The patterns are closed-class words of Danish (and the few English ones that callers mix in), so
they hold for any document. They are tried in order; the first that matches names the kind.
"""

from __future__ import annotations

import re
from enum import StrEnum


class AnswerKind(StrEnum):
    """The sort of answer that a question asks for."""

    DURATION = "duration"
    FREQUENCY = "frequency"
    WHEN = "when"
    YES_NO = "yesno"
    WHO = "who"
    WHERE = "where"
    AMOUNT = "amount"
    COUNT = "count"
    CONTACT = "contact"
    LIST = "list"
    DEFINITION = "definition"
    PROCEDURE = "procedure"
    REFERENCE = "reference"
    OTHER = "other"


_TIME_UNITS = r"(?:sekunder|minutter|timer|\w*dage|døgn|uger|ugers|dages|måneder|måneders|år|års)"

_ADDRESS = r"(?:e-?mail|mail|post|kontakt)?(?:adresse|mail)n?s?|(?:telefon|tlf)\S*"

_KINDS: tuple[tuple[AnswerKind, str], ...] = (
    (
        AnswerKind.REFERENCE,
        r"\bhvilk\w+ (?:punkt\w*|pkt\w*|bestemmelse\w*|bilag\w*|afsnit\w*|paragraf\w*|klausul\w*)\b"
        r"|\bhvad (?:står|siger|handler|finder man)\b"
        r"|\bhvor (?:står|fremgår)\b.*\b(?:aftal|bilag|det)"
        r"|\bhvad henviser\b|\bwhich (?:clause|section|annex|provision)\b",
    ),
    (
        AnswerKind.FREQUENCY,
        r"\bhvor (?:tit|ofte|mange gange)\b|\boftest\b|\bhow (?:often|many times)\b",
    ),
    (
        AnswerKind.DURATION,
        rf"\bhvor (?:lange?|langt|længe|hurtigt?|gam\w+)\b|\bhvor mange {_TIME_UNITS}\b"
        r"|\blige lang tid\b|\b(?:hurtigst|længst|kortest)\b"
        r"|\bhvilke[nt] (?:frist|periode|varsel)\b|\bhvad er (?:\w+)?(?:frist|varsl)\w*\b"
        r"|^\W*(?:\w*frist\w*|varsel|varsler)\b|\b\w*(?:periode|frist)\W*$"
        r"|\bhow (?:long|fast|quickly|soon)\b|\bdeadline\b",
    ),
    (
        AnswerKind.CONTACT,
        rf"\bhvad er (?:\S+ ){{0,3}}?(?:{_ADDRESS}|cvr\S*)\b"
        rf"|\bhvilke[nt]? (?:\w+ )?(?:{_ADDRESS}|cvr\S*)\b"
        r"|\b(?:e-?mailadresse|mailadresse|postadresse|telefonnummer|cvr-?(?:nr|nummer))\w*",
    ),
    (AnswerKind.WHEN, r"\bhvornår\b|\bpå hvilket tidspunkt\b|^\W*when\b"),
    (
        AnswerKind.AMOUNT,
        r"\bhvad (?:koster|tager)\b|\bhvor (?:meget|dyrt?|stort?|højt?)\b"
        r"|\bhvor mange (?:kroner|penge|kr|procent)\b"
        r"|\b(?:timepris|timetakst|pris|priser|takst|takster)\b"
        r"|\bloft(?:et)? over\b|\bhow much\b|\b(?:hourly )?(?:rate|price|fee)\b",
    ),
    (AnswerKind.COUNT, r"\bhvor mange\b|\bhow many\b|\bhvad er antallet\b"),
    (
        AnswerKind.WHERE,
        r"\bhvor (?:henne?|i verden|ligger|opbevares|gemmes|befinder|bliver|kan|skal|finder)\b"
        r"|\bhvor skriver\b"
        r"|\bhvor\b.*\b(?:hen|servere?n?e?|data)\b|\b(?:hvilke[nt]?|fra hvilke) "
        r"(?:adresse\w*|land\w*|by|steder?|side|lokalitet\w*|lokation\w*|hjemmeside)\b"
        r"|\bi hvilke[nt]? land\w*\b|\bwhere\b|\bwhich country\b",
    ),
    (
        AnswerKind.WHO,
        r"\bhvem\b|\bhvis ansvar\b|\bhvilke[nt]? (?:firma\w*|virksomhed\w*|myndighed\w*|domstol\w*"
        r"|part|leverandør\w*|underdatabehandler|underleverandør)\b|\bwho\b"
        r"|\bwhich (?:company|party)\b",
    ),
    (
        AnswerKind.DEFINITION,
        r"\bhvad (?:betyder|dækker|forstås|menes|vil det sige|mener)\b"
        r"|\bhvad er (?:en|et|meningen)\b"
        r"|\bhvordan (?:defineres|forstås|skal .*\b(?:fortolkes|forstås))\b|\bdefinition\w*\b"
        r"|\bhvad er [\w\s-]+ for (?:noget|en|et)\b|\bwhat does .* mean\b",
    ),
    (
        AnswerKind.LIST,
        r"\bhvilke\b"
        r"|\bhvad (?:skal|bør) (?:\w+ )*(?:indeholde|rumme|omfatte|oplyses?|stå i|fremgå)\b"
        r"|\bhvad indeholder\b|\bnævn\b"
        r"|\b(?:liste|oversigt) over\b|\bhvad for (?:nogle|oplysninger|slags)\b|\bhvilken slags\b"
        r"|\b(?:which|what) \w+ (?:data|are|measures|information)\b|\blist\b",
    ),
    (
        AnswerKind.PROCEDURE,
        r"\bhvordan\b|\bhvad (?:gør|skal|sker|kan|bør)\b|\bhvorledes\b"
        r"|\bhow (?:do|does|can|is|are)\b",
    ),
)

_WH_WORD = re.compile(
    r"\b(?:hv(?:ad|em|or|ornår|orfor|ordan|orledes|ilken|ilket|ilke|is)|what|who|which|where|how|when)\b"
)

_FINITE = (
    r"(?:må|maa|kan|skal|vil|bør|gør|står|får|er|har|bliver|findes|gælder|blev|var|ville|kunne"
    r"|skulle|is|are|do|does|can|may|must|will|has|have|did"
    r"|(?!(?:efter|under|over|eller|heller|heraf|hver|per|især|siden|inden)\b)\w{2,}er)"
)
_SUBJECT = (
    r"(?:der|det|den|de|vi|jeg|i|man|du|han|hun|dette|disse|en|et|vores|jeres|mine?|min|hele"
    r"|we|you|the|it|there|any|[\w.-]+)"
)
_VERB_FIRST = re.compile(rf"^\W*(?:og |men |så )?{_FINITE} {_SUBJECT}\b(?=.*(?:\?|\b\w+\W+\w+))")
_EMBEDDED_VERB_FIRST = re.compile(
    r"[,.–:;-]\s*(?:og |men |så )?(?:må|maa|kan|skal|vil|bør|er|har|bliver|findes|gælder)"
    rf" {_SUBJECT}\b"
)

_COMPARES = re.compile(
    r"\bforskel\w*\b|\badskiller\b|\bhenholdsvis\b|\bsammenlign\w*\b|\bvs\.?\b|\bversus\b"
    r"|\bhvem af\b|\bhvilke[nt]? af (?:\w+ )?(?:aftale\w*|leverandør\w*|databehandler\w*)\b"
    r"|\bhos hv(?:em|ilke[nt]?)\b|\bhvilke (?:leverandører|databehandlere|aftaler)\b"
    r"|\ber der nogen af\b|\bsiger .+ det samme\b|\benige om\b|\blige (?:lang|mange|hurtig)\w*\b"
    r"|\bde samme\b.*\b(?:hos|aftaler)\b|\buoverensstemmelse\w*\b|\bhvem .+, og hvem\b"
    r"|\b(?:længst|kortest|hurtigst|billigst|dyrest|bedst)\b|\bcompare\b"
    r"|\bsame .+ as\b|\bdifference\b"
)

_NEGATED = re.compile(r"\b(?:ikke|ingen|intet|aldrig|hverken|uden(?! for\b)|undgå|not|never|no)\b")


def kind_of(text: str, *, compares: bool = False) -> AnswerKind:
    """Return the sort of answer that ``text`` asks for.

    One that ``compares`` ("Er der forskel på, hvornår …?") is not content with yes or no.
    """
    lowered = text.lower()
    opens_with_verb = _VERB_FIRST.search(lowered) and not _starts_with_wh(lowered)
    if opens_with_verb and not compares:
        return AnswerKind.YES_NO
    for kind, pattern in _KINDS:
        if re.search(pattern, lowered):
            return kind
    if not _WH_WORD.search(lowered) and _EMBEDDED_VERB_FIRST.search(lowered):
        return AnswerKind.YES_NO
    return AnswerKind.OTHER


def asks_to_compare(text: str) -> bool:
    """Tell whether ``text`` asks to hold several agreements against each other."""
    return _COMPARES.search(text.lower()) is not None


def is_negated(text: str) -> bool:
    """Tell whether the question itself is put in the negative, which turns its polarity."""
    return _NEGATED.search(text.lower()) is not None


def _starts_with_wh(lowered: str) -> bool:
    return re.match(r"^\W*(?:og |men |så )?(?:hv|wh|how)", lowered) is not None
