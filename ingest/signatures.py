"""Where the parties sign: fields and lines to write on, which are no clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.drafts import Lines
from ingest.markers import find_marker
from ingest.shapes import ends_sentence, is_field, opens_party_block
from klausul.danish.annexes import ANNEX_WORDS

_TO_WRITE_ON = re.compile(r"_{4,}|(?<!\.)\.{8,}(?![\s.]*\d)|…{3,}(?!\s*\d)")
_SIGNING = re.compile(r"underskrift|underskrevet|signed\b|signature", re.I)
_PLACE_AND_DATE = re.compile(r"^[A-ZÆØÅ][\w ]{1,30}, (?:d\.|den)(?= ?\d{1,2}\b.{0,60}$|\s|$)")
_UNLABELLED = re.compile(r"[\s_.…]+$")  # a form's lines to write on have a label before them
_DATED = re.compile(r"\b(?:dato|date)\b", re.I)
_PARTY = re.compile(r"(?:for|på vegne af)\b", re.I)
_ANNEX = re.compile(rf"(?:{'|'.join(ANNEX_WORDS)})\b", re.I)
_NAMES = 2  # lines below the last one to write on: the name and the title of who signs
_LONGEST = 80


def find_signatures_end(lines: Lines, i: int) -> int | None:
    """Return the first line after the signatures that line ``i`` opens, or None."""
    if not _opens(lines, i):
        return None
    last = i
    while last < len(lines) and _may_belong(lines, last):
        last += 1
    signed = [j for j in range(i, last) if _is_to_fill_in(lines[j])]
    if not _are_signatures([lines[j] for j in range(i, last)]):
        return None
    # The names printed under the last line to write on, but no line apart from it.
    bottom = max(signed, default=last - 1)
    below = bottom + 1
    while below < last and below - bottom <= _NAMES and not lines.gap(below):
        below += 1
    return below


def _are_signatures(block: Sequence[str]) -> bool:
    """Tell whether a block of lines to fill in is for those who sign, and not any form."""
    if any(map(_PLACE_AND_DATE.match, block)) and any(map(opens_party_block, block)):
        return True
    to_write_on = sum(len(_TO_WRITE_ON.findall(text)) for text in block)
    to_fill_in = sum(_is_to_fill_in(text) for text in block)
    if len(block) < 2 or max(to_fill_in, to_write_on) < 2:
        return False
    named = any(_SIGNING.match(text.strip()) for text in block)
    dated = any(_is_dated(text) for text in block)
    parties = sum(_is_party_label(text) for text in block)
    signs = to_write_on >= 2 and any(_is_of_signing(text) for text in block)
    alone = all(_is_to_fill_in(text) for text in block)
    return named or signs or (parties >= 2 and (dated or alone))


def _is_to_fill_in(text: str) -> bool:
    return is_field(text) or _is_party_label(text) or bool(_TO_WRITE_ON.search(text))


def _is_party_label(text: str) -> bool:
    """Tell whether a line says who signs, and no more: "For Kunden:"."""
    return bool(_PARTY.match(text)) and text.rstrip().endswith(":") and len(text) <= _LONGEST


def _is_dated(text: str) -> bool:
    return bool(_DATED.search(text) or _PLACE_AND_DATE.match(text))


def _is_of_signing(text: str) -> bool:
    """Tell whether a line is of those that sign: a date, a place, a party; not of any form."""
    signs = _is_dated(text) or _PARTY.match(text) or _UNLABELLED.match(text)
    return bool(signs) or opens_party_block(text)


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
    if _ANNEX.match(text):
        return False
    plain = len(text) <= _LONGEST and _is_unfinished(text) and find_marker(text) is None
    return plain and not lines.is_marked_heading(i) and not lines.is_footnote(i)


def _is_unfinished(text: str) -> bool:
    """Tell whether a line is no sentence; "For kunden:" is none."""
    return not ends_sentence(text.rstrip(":"))
