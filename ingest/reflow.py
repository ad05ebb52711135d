"""Which line breaks of a source are only the typesetter's: rules that join wrapped lines."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.faq import opens_pair
from ingest.markers import Marker, MarkerKind, find_marker
from ingest.shapes import (
    company_prefix,
    ends_in_reference,
    ends_open,
    ends_sentence,
    is_title,
    starts_lower,
)

_WIDEST = 140  # no page sets more characters on a line
_NEIGHBOURS = 12  # lines on either side whose longest tells the width of a column
_CITED = frozenset({MarkerKind.PARAGRAPH, MarkerKind.SUBPARAGRAPH, MarkerKind.ANNEX})
_CITING_SHORTEST = 25  # a shorter line above "§ 4" is a heading or a cell
_HYPHENATED = re.compile(r"(?P<left>[^\W_]+)-$")
_HYPHENABLE = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BARE_SECTION = re.compile(r"(\d{1,2})\s+[A-ZÆØÅ]")
_SHARED_ENDING = re.compile(r"^(?:og|eller|samt)\b")
_PARTY_WORD = re.compile(r"^(?:og|(?:[^\W\d_]+\s+){0,2}mellem):?$", re.I)
_OPENS_PARTIES = re.compile(
    r"^(?i:og|herefter|(?:[^\W\d_]+\s+){0,2}mellem):?$|^[Mm]ellem\s+(?=[A-ZÆØÅ])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawLine:
    """A source line without its margins.

    ``gap`` counts the blank lines before it; ``text`` is normalised; ``heading`` tells that the
    format itself marks the line as a heading.
    """

    text: str
    gap: int
    heading: bool = False


class Joiner:
    """Decides for each line whether it continues the one before it."""

    def __init__(self, lines: Sequence[RawLine]) -> None:
        self._lines = lines
        self._widths = _local_widths(lines)
        self._wrap_gap = _wrap_gap(lines)
        self._words = Counter(
            word
            for line in lines
            for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", line.text.lower())
        )

    def joins(self, i: int) -> bool:
        """Tell whether line ``i`` continues line ``i - 1``."""
        before, line = self._lines[i - 1], self._lines[i]
        if before.heading or line.heading or "\t" in before.text or "\t" in line.text:
            return False
        if self._is_bare_section(i):
            return False
        if company_prefix(before.text) and company_prefix(line.text):
            return False
        if opens_pair(line.text) or _OPENS_PARTIES.match(line.text):
            return False
        if _PARTY_WORD.match(before.text) and not starts_lower(line.text):
            return False
        if line.gap > self._wrap_gap:
            return self._resumes_after_break(before.text, line.text)
        marker = find_marker(line.text)
        if marker and not self._is_broken_dash(i):
            return not ends_sentence(before.text) and _is_reference(before.text, line.text, marker)
        return self._wraps(i)

    def hyphenation(self, i: int) -> str | None:
        """Tell what becomes of a hyphen at the end of line ``i - 1`` when line ``i`` joins it.

        Returns "join" (the hyphen goes), "keep" (it stays, no space), "space" (it stays, with a
        space: "on- og offboarding") or None when there is no hyphen.
        """
        match = _HYPHENATED.search(self._lines[i - 1].text)
        if not match:
            return None
        left, after = match["left"], self._lines[i].text
        right = re.match(r"[^\W_]*", after)
        word = right[0] if right else ""
        if _SHARED_ENDING.match(after):
            return "space"
        if not word or not word[0].islower() or left.isupper() or any(c.isdigit() for c in left):
            return "keep"
        if self._words[f"{left}{word}".lower()]:
            return "join"
        return "keep" if self._words[f"{left}-{word}".lower()] or len(left) <= 3 else "join"

    def _is_bare_section(self, i: int) -> bool:
        """Tell whether line ``i`` is "3 Title" above "3.1 …"."""
        match = _BARE_SECTION.match(self._lines[i].text)
        below = self._lines[i + 1].text if i + 1 < len(self._lines) else ""
        return match is not None and below.startswith(f"{match[1]}.1")

    def _is_broken_dash(self, i: int) -> bool:
        """Tell whether a dash at the start of a line is the sentence's own, not a bullet."""
        text = self._lines[i].text
        return text[0] in "–—" and starts_lower(text) and self._is_full(i)

    def _resumes_after_break(self, before: str, text: str) -> bool:
        """A sentence cut by a page break goes on in lower case, after any number of blanks."""
        cut = not ends_sentence(before) and not before.isupper() and not find_marker(text)
        return cut and starts_lower(text) and text[:1].isalpha() and " " in text

    def _wraps(self, i: int) -> bool:
        before, line = self._lines[i - 1].text, self._lines[i].text
        if line[:1].isalpha() and starts_lower(line):
            return not ends_sentence(before) or line.split()[0] != line or self._is_full(i)
        if not ends_sentence(before):
            if ends_open(before) or before.endswith("-") or ends_in_reference(before):
                return True
            if self._is_full(i) and not is_title(before, longest=60):
                return True
            return self._in_prose(i)
        return self._is_full(i)

    def _is_full(self, i: int) -> bool:
        """Tell whether the first word of line ``i`` had no room on the line before."""
        first_word = self._lines[i].text.split(maxsplit=1)[0]
        return len(self._lines[i - 1].text) + 1 + len(first_word) > self._widths[i - 1]

    def _in_prose(self, i: int) -> bool:
        """Tell whether most lines of the block go on in lower case: a wrapped cell of a table."""
        start, end = i, i + 1
        while start > 0 and self._lines[start].gap == 0:
            start -= 1
        while end < len(self._lines) and self._lines[end].gap == 0:
            end += 1
        rest = self._lines[start + 1 : end]
        lower = sum(starts_lower(line.text) for line in rest)
        return bool(rest) and lower >= 0.4 * len(rest)


def _is_reference(before: str, text: str, marker: Marker) -> bool:
    """Tell whether a number after an unfinished line is a reference in its sentence."""
    if marker.kind is MarkerKind.BULLET:
        return False
    if ends_in_reference(before):
        return True
    if marker.kind in _CITED:
        return len(before) > _CITING_SHORTEST and not is_title(before)
    if marker.kind is not MarkerKind.DECIMAL or not starts_lower(text[marker.length :]):
        return False
    listed = before.endswith((",", ";", " og", " eller"))
    return not listed and not _follows(find_marker(before), marker)


def _follows(before: Marker | None, marker: Marker) -> bool:
    """Tell whether 2.1.1 follows 2.1, or 2.1.2 follows 2.1.1."""
    if before is None or before.kind is not marker.kind:
        return False
    *outer, last = marker.parts
    return (*outer,) == before.parts or (*outer, last - 1) == before.parts


def _local_widths(lines: Sequence[RawLine]) -> list[float]:
    """Return the width of the column that each line stands in, infinite where nothing wraps."""
    lengths = [len(line.text) for line in lines]
    return [
        _column_width(lengths[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1])
        for i in range(len(lengths))
    ]


def _column_width(lengths: Sequence[int]) -> float:
    width = max(lengths)
    nearly_full = sum(length >= 0.85 * width for length in lengths)
    return width if width <= _WIDEST and nearly_full >= 3 else math.inf


def _wrap_gap(lines: Sequence[RawLine]) -> int:
    """Return how many blank lines stand between two lines of one paragraph: 1 if double spaced."""
    wrapped: Counter[int] = Counter()
    for before, line in pairwise(lines):
        width = len(before.text)
        cut = 40 < width <= _WIDEST and not ends_sentence(before.text) and starts_lower(line.text)
        marker = find_marker(line.text)
        if cut and (marker is None or marker.kind is MarkerKind.BULLET):
            wrapped[line.gap] += 1
    return 1 if wrapped[1] >= 5 and wrapped[1] > 4 * wrapped[0] else 0
