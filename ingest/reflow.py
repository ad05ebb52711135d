"""Which line breaks of a source are only the typesetter's: rules that join wrapped lines."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.faq import opens_pair
from ingest.markers import Marker, MarkerKind, find_marker
from ingest.shapes import (
    company_prefix,
    ends_in_citation,
    ends_in_reference,
    ends_open,
    ends_sentence,
    is_title,
    starts_lower,
)
from ingest.wrapping import RawLine, are_all_spaced, local_widths, wrap_gap

_NEARLY = 0.85  # of the width: a full line of a paragraph that is set in
_EARLY = 0.6  # of the width: a line that ends before it was broken on purpose
_PROSE_SHARE = 0.4  # of the lines below the first of a block
_CITED = frozenset({MarkerKind.PARAGRAPH, MarkerKind.SUBPARAGRAPH, MarkerKind.ANNEX})
_REFERRED = frozenset({MarkerKind.DECIMAL, MarkerKind.LETTERED, MarkerKind.ANNEX})
_STANDING_ALONE = frozenset(
    {
        MarkerKind.INTEGER,
        MarkerKind.DECIMAL,
        MarkerKind.LETTERED,
        MarkerKind.LETTER,
        MarkerKind.ROMAN,
        MarkerKind.PARAGRAPH,
        MarkerKind.SUBPARAGRAPH,
    }
)
_TITLED = frozenset({MarkerKind.INTEGER, MarkerKind.DECIMAL, MarkerKind.LETTERED})
_TITLE_LONGEST = 50
_LEADERS = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d{1,3}$")  # of a table of contents
_CITING_SHORTEST = 25  # a shorter line above "§ 4" is a heading or a cell
_LONG_NUMBER = re.compile(r"(?:\d\s\d{2,3}|\d\s?[-–])$")
_HYPHENATED = re.compile(r"(?P<left>[^\W_]+)-$")
_PARTED_NAME = re.compile(r"\bog [A-ZÆØÅ]\w+$")  # "… og Nordlys" above "Drift ApS"
_WORD_WITH_CAPITAL = re.compile(r"[A-ZÆØÅ][a-zæøå]{2}")
_BARE_NUMBER = re.compile(r"[1-9]\d?$")
_BARE_SECTION = re.compile(r"(\d{1,2})\s+[A-ZÆØÅ]")
_SHARED_ENDING = re.compile(r"^(?:og|eller|samt)\b")
_PARTY_WORD = re.compile(r"^(?:og|(?:[^\W\d_]+\s+){0,2}mellem):?$", re.I)
_OPENS_PARTIES = re.compile(
    r"^(?i:og|herefter|(?:[^\W\d_]+\s+){0,2}mellem):?$|^[Mm]ellem\s+(?=[A-ZÆØÅ/])"
)


class Joiner:
    """Decides for each line whether it continues the one before it."""

    def __init__(self, lines: Sequence[RawLine]) -> None:
        self._lines = lines
        self._widths = local_widths(lines)
        self._wrap_gap = wrap_gap(lines)
        self._all_spaced = are_all_spaced(lines)
        self._in_prose = _find_prose(lines)
        self._joined = [False]
        self._words = Counter(
            word
            for line in lines
            for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", line.text.lower())
        )

    def joins(self, i: int) -> bool:
        """Tell whether line ``i`` continues line ``i - 1``."""
        # From the first line on, as what is decided of a line may hang on the one above it.
        while len(self._joined) <= i:
            self._joined.append(self._goes_on(len(self._joined)))
        return self._joined[i]

    def _goes_on(self, i: int) -> bool:
        before, line = self._lines[i - 1], self._lines[i]
        if before.heading or line.heading or "\t" in before.text or "\t" in line.text:
            return False
        if before.parted:
            return True
        if self._is_number_alone(i):
            return line.gap <= 1 and find_marker(line.text) is None
        if before.full is False or self._begins_anew(i):
            return False
        if line.gap > self._wrap_gap:
            return self._resumes_after_break(before.text, line.text)
        if before.full and (self._all_spaced or _parts_number(before.text, line.text)):
            return True
        marker = find_marker(line.text)
        if marker and not self._is_broken_dash(i):
            return not ends_sentence(before.text) and _is_reference(before.text, line.text, marker)
        return self._wraps(i)

    def _is_number_alone(self, i: int) -> bool:
        """Tell whether the words of line ``i`` belong to a number that stands alone above them."""
        before, line = self._lines[i - 1], self._lines[i]
        if _BARE_NUMBER.match(before.text):
            return before.gap > 0 and line.gap == 0 and is_title(line.text)
        return _is_bare_marker(before.text) and not (i > 1 and self.joins(i - 1))

    def _begins_anew(self, i: int) -> bool:
        """Tell by its words that line ``i`` opens a section, a pair, or names a party."""
        before, text = self._lines[i - 1].text, self._lines[i].text
        if self._is_bare_section(i) or _LEADERS.search(before) or opens_pair(text):
            return True
        if self._lines[i - 1].full:
            return False
        if company_prefix(before) and text[0].isupper() and company_prefix(text):
            return not _PARTED_NAME.search(before)
        if _OPENS_PARTIES.match(text):
            return True
        return bool(_PARTY_WORD.match(before)) and not starts_lower(text)

    def hyphenation(self, i: int) -> str | None:
        """Tell what becomes of a hyphen at the end of line ``i - 1`` when line ``i`` joins it.

        Returns "join" (the hyphen goes), "keep" (it stays, no space), "space" (it stays, with a
        space: "on- og offboarding") or None when there is no hyphen.
        """
        if self._lines[i - 1].parted:
            return "keep"  # the soft hyphen itself is gone already
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
        if ends_sentence(before) or before.isupper():
            return False
        marker = find_marker(text)
        if marker is not None:
            rest = text[marker.length :]
            goes_on = not rest or starts_lower(rest) or rest[0] in "–—,;)"
            cited = ends_in_reference(before) and marker.kind in _REFERRED
            return goes_on and (cited or (marker.kind is MarkerKind.ANNEX and text[0].islower()))
        return starts_lower(text) and text[:1].isalpha() and " " in text

    def _wraps(self, i: int) -> bool:
        if self._lines[i - 1].full:
            return True
        before, line = self._lines[i - 1].text, self._lines[i].text
        if line[:1].isalpha() and starts_lower(line):
            return not ends_sentence(before) or line.split()[0] != line or self._is_full(i)
        if not ends_sentence(before):
            if self._has_room(i) or _is_numbered_title(before):
                return False
            if ends_open(before) or before.endswith("-"):
                return True
            if ends_in_reference(before) and not _WORD_WITH_CAPITAL.match(line):
                return True
            if self._is_nearly_full(i) and not is_title(before, longest=60):
                return True
            return self._in_prose[i]
        return self._is_full(i)

    def _is_full(self, i: int) -> bool:
        """Tell whether the first word of line ``i`` had no room on the line before."""
        if self._lines[i - 1].full is not None:
            return bool(self._lines[i - 1].full)
        first_word = self._lines[i].text.split(maxsplit=1)[0]
        return len(self._lines[i - 1].text) + 1 + len(first_word) > self._widths[i - 1]

    def _is_nearly_full(self, i: int) -> bool:
        """Tell whether line ``i - 1`` is as long as a line of a paragraph that is set in."""
        return self._is_full(i) or len(self._lines[i - 1].text) >= _NEARLY * self._widths[i - 1]

    def _has_room(self, i: int) -> bool:
        """Tell whether the line before ``i`` ends so early that it was not wrapped."""
        width = self._widths[i - 1]
        return math.isfinite(width) and len(self._lines[i - 1].text) < _EARLY * width


def _find_prose(lines: Sequence[RawLine]) -> list[bool]:
    """Tell of each line whether most of its block goes on in lower case: a wrapped cell."""
    starts = [i for i, line in enumerate(lines) if i == 0 or line.gap > 0]
    found: list[bool] = []
    for start, end in pairwise([*starts, len(lines)]):
        rest = lines[start + 1 : end]
        lower = sum(starts_lower(line.text) for line in rest)
        found += [bool(rest) and lower >= _PROSE_SHARE * len(rest)] * (end - start)
    return found


def _is_numbered_title(text: str) -> bool:
    """Tell whether a short line opens with a number, so that a capital below begins its words."""
    marker = find_marker(text)
    return marker is not None and marker.kind in _TITLED and len(text) <= _TITLE_LONGEST


def _is_bare_marker(text: str) -> bool:
    """Tell whether a line is a number alone, whose words stand on the next line."""
    marker = find_marker(text)
    return marker is not None and marker.kind in _STANDING_ALONE and marker.length == len(text)


def _is_reference(before: str, text: str, marker: Marker) -> bool:
    """Tell whether a number after an unfinished line is a reference in its sentence."""
    if marker.kind is MarkerKind.BULLET:
        return False
    if marker.length < len(text) and _counts_on(before, marker):
        return False
    if ends_in_citation(before) or (text[0].islower() and marker.kind is MarkerKind.ANNEX):
        return True
    if ends_in_reference(before) and _reads_on(text, marker):
        return True
    if marker.kind is MarkerKind.SUBPARAGRAPH and text[0].isupper():
        return False
    if marker.kind in _CITED:
        return len(before) > _CITING_SHORTEST and not is_title(before)
    if marker.kind is not MarkerKind.DECIMAL or not starts_lower(text[marker.length :]):
        return False
    listed = before.endswith((",", ";", " og", " eller"))
    return not listed and not _follows(find_marker(before), marker)


def _parts_number(before: str, text: str) -> bool:
    """Tell whether a line end parts a long number or two: "70 00 00" and "00.", "9-" and "14."."""
    return bool(_LONG_NUMBER.search(before)) and text[:2].isdigit()


def _reads_on(text: str, marker: Marker) -> bool:
    """Tell whether a number at the start of a line counts things: "inden" above "15. i måneden"."""
    if marker.kind in (MarkerKind.LETTER, MarkerKind.ROMAN):
        return False
    rest = text[marker.length :]
    return not rest or not rest[0].isupper()


def _counts_on(before: str, marker: Marker) -> bool:
    """Tell whether ``marker`` is the next item of a list: "3)" below "2) …"."""
    above = find_marker(before)
    if above is None or above.kind is not marker.kind:
        return False
    if marker.kind is MarkerKind.INTEGER:
        return int(marker.number) == int(above.number) + 1
    return marker.kind is MarkerKind.LETTER and ord(marker.number) == ord(above.number) + 1


def _follows(before: Marker | None, marker: Marker) -> bool:
    """Tell whether 2.1.1 follows 2.1, or 2.1.2 follows 2.1.1."""
    if before is None or before.kind is not marker.kind:
        return False
    *outer, last = marker.parts
    return (*outer,) == before.parts or (*outer, last - 1) == before.parts
