"""Whether a text is marked up as HTML or Markdown.

A text that is not must stay plain: Markdown would take the line to sign on ("Navn: ______") for a
mark, and HTML would lose what stands in angle brackets ("<navn på kunden>").
"""

from __future__ import annotations

import re
from typing import Final

# The group is atomic: a row of comments could otherwise be parted in 2^n ways.
_DOCUMENT: Final = re.compile(
    r"\A(?>(?:\s+|<!--.*?-->|<\?.*?\?>)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG: Final = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|table|tr|td|th|span|section|article|main|a|b|i|strong|em)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.I,
)
_OPENING: Final = re.compile(
    r"\s*<(?:p|div|h[1-6]|ul|ol|table|section|article|main|header|meta|title|style|script|link)\b",
    re.I,
)
_FEWEST_TAGS: Final = 4
_CHARACTERS_A_TAG: Final = 400  # a page of text in HTML has a tag for each paragraph at least

# Not followed by its like: a list may have "#" for a bullet.
_HEADING: Final = re.compile(r"^#{1,6} +(?=[^\n]*[^\W\d_])[^\n]*\n(?!#)", re.M)
_TABLE_RULE: Final = re.compile(
    r"^ {0,3}\|?(?: *:?-{3,}:? *\|){1,40}(?: *:?-{3,}:?)? *\|? *$", re.M
)
_STRONG: Final = re.compile(r"\*\*(?=\S)[^*\n]{1,200}(?<=\S)\*\*")
_FEWEST_HEADINGS: Final = 3


def opens_as_html(text: str) -> bool:
    """Tell whether ``text`` begins as an HTML document does, after comments and the like."""
    return _DOCUMENT.match(text) is not None


def looks_like_html(text: str, *, is_named_so: bool) -> bool:
    """Tell whether ``text`` is a fragment of HTML: dense in tags, or so named and with any."""
    tags = sum(1 for _ in _TAG.finditer(text))
    if is_named_so:
        return tags > 0
    begins = _OPENING.match(text) is not None
    return begins and tags >= _FEWEST_TAGS and tags * _CHARACTERS_A_TAG >= len(text)


def looks_like_markdown(text: str) -> bool:
    """Tell whether a text of another name is Markdown beyond doubt.

    A rule of dashes may part, and stars may point at a footnote: headings there must be.
    """
    headings = len(_HEADING.findall(text))
    other = bool(_TABLE_RULE.search(text)) or len(_STRONG.findall(text)) >= 2
    return headings >= _FEWEST_HEADINGS or (headings > 0 and other)
