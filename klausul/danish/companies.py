"""Companies in Danish business text, told by their legal form."""

from __future__ import annotations

import re

LEGAL_FORMS = (
    r"A/S|ApS|AS|AB|SL|S\.L\.|GmbH|AG|Inc\.?|Ltd\.?|LLC|B\.?V\.?|Oy|SIA|IVS|P/S|K/S|I/S"
    r"|A\.M\.B\.A\.|a\.m\.b\.a\.|F\.M\.B\.A\.|f\.m\.b\.a\.|S\.M\.B\.A\.|AMBA|FMBA|G/S|OÜ|UAB|N\.?V\.?|PLC"
    r"|S\.A\.|SAS|S\.r\.l\.|Limited|Corporation"
)
"""The endings of company names in Denmark and in the countries its suppliers sit in."""

_FORM = re.compile(rf"(?<!\w)(?:{LEGAL_FORMS})(?!\w)")
_LAST = re.compile(rf"(?<!\w)(?:{LEGAL_FORMS})\.?$")


def names_company(text: str) -> bool:
    """Tell whether ``text`` holds a company's legal form."""
    return bool(_FORM.search(text))


def ends_in_company(text: str) -> bool:
    """Tell whether ``text`` ends in a company's legal form ("… ApS")."""
    return bool(_LAST.search(text.strip()))


def without_legal_form(text: str) -> str:
    """Return ``text`` without the legal forms in it."""
    return _FORM.sub("", text)
