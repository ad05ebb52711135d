"""Labels that stand without a keyword ("hvad siger 10.1?"), apart from other decimals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from klausul.types import Span

_BARE = re.compile(
    r"""
    (?<![\w.,:/@§+-])
    (?:(?:[A-HJ-ZÆØÅ]|[a-h])\.[1-9]\d?(?:\.[1-9]\d?){0,2}
    |[1-9]\d?(?:\.(?:0|[1-9]\d?)){1,2}(?:\.(?:[a-z]|[IVX]+|[ivx]+))?)
    (?![\w%]|[.,:/-]\d|\.[a-z]|\s?%)
    """,
    re.VERBOSE,
)
_NOT_A_LABEL_AFTER = re.compile(
    r"""
    (?<!\w)(?:TLS|SSL|ISO|IEC|DS|EN|ISAE|NIST|PCI(?:[\s-]DSS)?|OAuth|SAML|HTTPS?|IPv?|SHA|USB|CVSS
    |WCAG|iOS|macOS|OS|Android|Windows|Office|Python|Java|PHP|SQL|Server|API|v|ver\.?|vers\.?
    |version(?:en|er)?|release|udgave|build|\+\d{1,3}|kl\.?|klokken|ca\.?|cirka|tlf\.?|telefon|fax|cvr\S*)
    [\s:]*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PRINTED_LABEL = re.compile(r"\.?\s+(?:[A-ZÆØÅ][a-zæøå]|I\s)")
_SHORT_QUESTION = 3  # words: "6.6 Nordlys" asks, "6.6 Databehandleren skal sikre" is printed
_LOOK_BEHIND = 90


def find_bare(text: str) -> Iterator[Span]:
    """Yield where a label may begin that no keyword opens, in order.

    No version, standard or time of the day, and not the printed number of the line that it opens.
    """
    for match in _BARE.finditer(text):
        span = Span(*match.span())
        before = text[max(0, span.start - _LOOK_BEHIND) : span.start]
        if not (_NOT_A_LABEL_AFTER.search(before) or _is_printed(text, span)):
            yield span


def _is_printed(text: str, span: Span) -> bool:
    """Tell whether a label is the printed number of the line that it opens."""
    line_start = text.rfind("\n", 0, span.start) + 1
    opens_prose = _PRINTED_LABEL.match(text, span.end) is not None
    if text[line_start : span.start].strip(" \t-–•*") or not opens_prose:
        return False
    return "?" not in text and len(text.split()) > _SHORT_QUESTION
