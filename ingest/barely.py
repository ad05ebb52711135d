"""Numbers in running text that are references though no keyword says so: "fristen i 5.1".

A decimal may be an amount, a version, a date or a measure. It is taken for a place only where the
words before it lead to one, or brackets hold it, and nothing beside it counts.
"""

from __future__ import annotations

import re

from klausul.danish.dates import MONTH_NAMES
from klausul.types import Span

_LEADS = re.compile(
    r"(?<!\w)(?:i|under|efter|jf\.?|jfr\.?|jævnfør|se|iht\.?|ifølge|henhold\s+til|medfør\s+af"
    r"|(?:følger|fremgår|omfattet|reguleres|nævnt|omhandlet|dækket)\s+(?:af|i)"
    r"|overensstemmelse\s+med|strid\s+med|(?:begrænsning|undtagelse|frist|krav|pligt)\w*\s+(?:af|i))"
    r"(?:\s+(?:dog|også|tillige|navnlig|herved|særligt|dog\s+også))?\s*\(?$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"(?P<word>[^\s()]+)\s+\($")
_COUNTS = re.compile(
    r"\.?\s*(?:[-–/*x×+=<>]|(?:mio|mia|mill|tusind|kr|dkk|eur|euro|usd|kroner|pct|procent|promille"
    r"|gange|point|sek|min|timer?|dage?|uger?|måned\w*|år|km|cm|mm|kg|gram|liter|grader"
    r"|[kmgt]b|[kmg]hz|ms|eller\s+(?:nyere|højere|senere)|og\s+(?:nyere|opefter|frem)"
    rf"|(?:19|20)\d\d|{MONTH_NAMES})(?!\w)|[%€$‰])",
    re.IGNORECASE,
)
_VERSIONED = re.compile(
    r"\b(?:version|udgave|release|firmware|build|CVSS|TLS|SSL|WCAG)\w*\b(?:[^.;]|\.\d)*$",
    re.IGNORECASE,
)
_OPENS_SENTENCE = re.compile(r"(?:^|[.:;!?\n)\d])\s*$")
_LOOK_BEHIND = 60


def is_referred_to(text: str, span: Span) -> bool:
    """Tell whether the number at ``span``, one of the document's own, is referred to there."""
    before = text[max(0, span.start - _LOOK_BEHIND) : span.start]
    if _COUNTS.match(text, span.end):
        return False
    led = _LEADS.search(before)
    if led is not None:
        return _VERSIONED.search(before[: led.end()]) is None
    return text.startswith(")", span.end) and _is_bracketed(before)


def _is_bracketed(before: str) -> bool:
    """Tell whether a bracket opens right before, and not behind a name: "Android (9.1)"."""
    bracket = _BRACKET.search(before)
    if bracket is None or _VERSIONED.search(before):
        return False
    word = bracket["word"]
    opens = _OPENS_SENTENCE.search(before[: bracket.start()]) is not None
    return word.islower() or (opens and word.istitle())
