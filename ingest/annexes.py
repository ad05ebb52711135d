"""The rules of annexes: their headings, and the rows of those that have no numbers."""

from __future__ import annotations

import re

from ingest.drafts import Lines
from ingest.markers import MarkerKind, find_marker
from ingest.outline import Outline
from ingest.shapes import is_heading_text, is_prose, is_table_head, is_title
from klausul.types import ClauseKind

_NAMED_ANNEX = re.compile(r"(?P<word>bilag|appendiks)\s+(?=[A-ZÆØÅ][a-zæøå])", re.I)
_SOLE_ANNEX = re.compile(
    r"(?P<word>bilag|appendiks|appendix|annex)(?:\s*[:–—-]\s+(?=[A-ZÆØÅ])|$)", re.I
)
_ANNEX_TITLE_LONGEST = 140
_LABEL = re.compile(r"(?P<label>[A-ZÆØÅ][^:.;\t]{2,60}):\s+(?=[^\W_])")


class AnnexRules:
    """Opens annexes and their rows in the outline given."""

    def __init__(self, lines: Lines, outline: Outline) -> None:
        self._lines = lines
        self._outline = outline

    def heading(self, i: int) -> int | None:
        """Open an annex at line ``i``, with the title below its number; None without one."""
        text = self._lines[i]
        marker, sole = find_marker(text), _SOLE_ANNEX.match(text) or self._named_annex(i)
        if marker and marker.kind is MarkerKind.ANNEX:
            word, number, rest = marker.word, marker.number, text[marker.length :].strip(" :–—-")
        elif sole and marker is None:
            word, number, rest = sole["word"], "", text[sole.end() :].strip()
        else:
            return None
        if rest and not is_heading_text(rest.rstrip("?")):
            return None
        last = i
        if not rest and self._is_annex_title(i + 1):
            last, rest = i + 1, self._lines[i + 1]
        outline = self._outline
        number = number.upper() if len(number) == 1 else number
        outline.annex = f"{word.capitalize()} {number}".strip()
        outline.begin_counting()
        outline.in_faq, outline.loose = False, False
        outline.heading, outline.path = rest or None, (f"{outline.annex} {rest}".strip(),)
        outline.open(
            ClauseKind.HEADING,
            outline.annex,
            i,
            last=last,
            number=number or None,
            heading=outline.heading,
        )
        return last + 1

    def _named_annex(self, i: int) -> re.Match[str] | None:
        """Bilag Priser, over a numbering that begins again."""
        below = find_marker(self._lines[i + 1])
        begins = below is not None and below.number == "1"
        return _NAMED_ANNEX.match(self._lines[i]) if begins and is_title(self._lines[i]) else None

    def _is_annex_title(self, i: int) -> bool:
        text = self._lines[i]
        titled = is_title(text, longest=_ANNEX_TITLE_LONGEST) and not is_table_head(text)
        return titled and find_marker(text) is None and self._lines.gap(i) <= 2

    def titled_row(self, i: int) -> int | None:
        """In an annex without numbers: a short title and its text, as a flattened table gives."""
        outline = self._outline
        if outline.annex is None or outline.counter.has_lettered or outline.counter.clause:
            return None
        titles = i
        while is_title(self._lines[titles]) and find_marker(self._lines[titles]) is None:
            titles += 1
        if titles == i or not is_prose(self._lines[titles]) or find_marker(self._lines[titles]):
            return None
        title = self._lines[titles - 1]
        if titles - i >= 2:
            group = self._lines[i]
            outline.path = (*outline.path[:1], group)
            outline.open(
                ClauseKind.HEADING, outline.annex, i, last=titles - 2, heading=group, closed=True
            )
        outline.open(ClauseKind.ROW, outline.annex, titles - 1, heading=title)
        return titles

    def labelled_row(self, i: int) -> int | None:
        """In an annex without numbers: two or more lines that open with what they are about."""
        outline, last = self._outline, self._outline.last
        if outline.annex is None or outline.counter.has_lettered or outline.counter.clause:
            return None
        label = self._label(i)
        above = last is not None and last.kind is ClauseKind.ROW and last.last == i - 1
        if label is None or not (above or self._label(i + 1)):
            return None
        outline.open(ClauseKind.ROW, outline.annex, i, heading=label["label"])
        return i + 1

    def _label(self, i: int) -> re.Match[str] | None:
        return _LABEL.match(self._lines[i]) if is_prose(self._lines[i]) else None
