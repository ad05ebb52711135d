"""Where the parties sign: fields and lines to write on, which are no clauses."""

from __future__ import annotations

import re

from ingest.drafts import Lines
from ingest.markers import find_marker
from ingest.shapes import ends_sentence, is_field, opens_party_block

_TO_WRITE_ON = re.compile(r"_{4,}|(?<!\.)\.{8,}(?![\s.]*\d)|…{3,}(?!\s*\d)")
_SIGNING = re.compile(r"underskrift|underskrevet", re.I)
_PLACE_AND_DATE = re.compile(r"^[A-ZÆØÅ][\w ]{1,30}, (?:d\.|den) \d{1,2}\b.{0,20}$")
_PARTY = re.compile(r"(?:for|på vegne af)\b", re.I)
_LONGEST = 80


def find_signatures_end(lines: Lines, i: int) -> int | None:
    """Return the first line after the signatures that line ``i`` opens, or None."""
    if not _opens(lines, i):
        return None
    last = i
    while last < len(lines) and _may_belong(lines, last):
        last += 1
    signed = [j for j in range(i, last) if is_field(lines[j]) or _TO_WRITE_ON.search(lines[j])]
    to_write_on = sum(len(_TO_WRITE_ON.findall(lines[j])) for j in signed)
    named = any(_SIGNING.match(lines[j].strip()) for j in range(i, last))
    if max(len(signed), to_write_on) < 2 or not (named or to_write_on >= 2):
        return None
    # The name printed under the last line to write on, but no line further.
    below = signed[-1] + 1
    return below + 1 if below < last and not lines.gap(below) else below


def _opens(lines: Lines, i: int) -> bool:
    """Tell whether line ``i`` is the first of a block, and not a title far above it."""
    text = lines[i]
    return _belongs(lines, i) or bool(_PLACE_AND_DATE.match(text) or _SIGNING.match(text))


def _belongs(lines: Lines, i: int) -> bool:
    text = lines[i]
    if is_field(text) or opens_party_block(text) or _TO_WRITE_ON.search(text):
        return True
    return bool(_PARTY.match(text)) and len(text) <= _LONGEST and _is_unfinished(text)


def _may_belong(lines: Lines, i: int) -> bool:
    text = lines[i]
    if _belongs(lines, i):
        return True
    plain = len(text) <= _LONGEST and _is_unfinished(text) and find_marker(text) is None
    return plain and not lines.is_marked_heading(i) and not lines.is_footnote(i)


def _is_unfinished(text: str) -> bool:
    """Tell whether a line is no sentence; "For kunden:" is none."""
    return not ends_sentence(text.rstrip(":"))
