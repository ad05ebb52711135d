"""The text of a whole PDF from the lines of its pages: paragraphs, headings and footnotes apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from ingest.markers import find_marker
from ingest.readers.pdf_lines import PageLine
from ingest.readers.pdf_margins import drop_margins
from ingest.readers.pdf_measures import Measures, measure, narrow_blocks
from ingest.readers.pdf_pages import Page
from ingest.readers.source import SourceText
from ingest.shapes import ends_in_reference, ends_open, ends_sentence, starts_lower

_LARGER = 1.12  # of the text's size: a heading
_SMALLER = 0.92  # of the text's size: a footnote
_LONGEST_HEADING = 160
_HEADING_LINES = 4
_NOTE = re.compile(r"(?P<mark>[⁰¹²³⁴-⁹]{1,2}|\d{1,2}(?=\s+[^\W\d_]))\s*")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True, kw_only=True)
class _Laid:
    """A line with the blank lines above it and what it turned out to be."""

    line: PageLine
    gap: int
    full: bool = False
    heading: bool = False
    note: bool = False


@dataclass(slots=True)
class _Written:
    """The text so far, with the offsets that it is known by."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    headings: set[int] = field(default_factory=set)
    full: set[int] = field(default_factory=set)

    def add(self, part: str) -> None:
        self.parts.append(part)
        self.length += len(part)


def lay_out(pages: Sequence[Page]) -> SourceText:
    """Write the pages one after the other, parted by form feeds."""
    kept = drop_margins(pages)
    measures = measure(kept)
    written, starts = _Written(), []
    laid = [_lay_page(page, measures) for page in kept]
    _part_pages(kept, laid, measures)
    _unmark_subtitles([one for lines in laid for one in lines])
    for i, page in enumerate(kept):
        if i:
            above = laid[i][0].gap if laid[i] else 0
            written.add("\n" * above + "\f")
        starts.append(written.length)
        if page.plain is not None:
            written.add(page.plain.replace("\f", "\n"))
        for j, line in enumerate(laid[i]):
            if j:
                written.add("\n" * (line.gap + 1))
            _write(written, line)
    return SourceText(
        text="".join(written.parts),
        page_starts=tuple(starts),
        heading_starts=frozenset(written.headings),
        # Text without positions says nothing of its lines: then the words must tell.
        full_lines=None if any(page.plain for page in kept) else frozenset(written.full),
    )


def _write(written: _Written, laid: _Laid) -> None:
    if laid.heading:
        written.headings.add(written.length)
    if laid.full:
        written.full.add(written.length)
    written.add(laid.line.text)


def _lay_page(page: Page, measures: Measures) -> list[_Laid]:
    lines, notes = _with_notes(page.lines, measures)
    gaps = [0, *(measures.gap(above, line) for above, line in pairwise(lines))][: len(lines)]
    narrow = narrow_blocks(lines, gaps)
    laid = [
        _Laid(line=line, gap=gap, note=i >= notes)
        for i, (line, gap) in enumerate(zip(lines, gaps, strict=True))
    ]
    for i, (before, after) in enumerate(pairwise(laid)):
        before.full = i in narrow or measures.is_full(page, before.line, after.line)
        if after.line.base > before.line.base:  # the next column
            goes_on = before.full and _runs_on(before.line.text, after.line.text)
            after.gap = 0 if goes_on else 1
    for before, after in pairwise(laid[notes:]):
        # A note goes on, whatever its lines are like, until the next one's number.
        before.full = not _NOTE.match(after.line.text)
        after.gap = 0 if before.full else 1
    for one in laid[notes : notes + 1]:
        one.gap = max(one.gap, 1)
    return [*_with_headings(laid[:notes], measures), *laid[notes:]]


def _with_notes(lines: Sequence[PageLine], measures: Measures) -> tuple[list[PageLine], int]:
    """Raise the numbers that footnotes at the end of a page open with.

    Returns:
        The lines, and the index of the first footnote's.
    """
    noted, first = list(lines), len(lines)
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        if line.row or line.size > _SMALLER * measures.size:
            break
        match = _NOTE.match(line.text)
        if match:
            mark = match["mark"].translate(_SUPERSCRIPTS)
            noted[i] = replace(line, text=f"{mark} {line.text[match.end() :]}".rstrip())
            first = i
    return noted, first


def _with_headings(laid: Sequence[_Laid], measures: Measures) -> list[_Laid]:
    """Mark headings; the lines of a heading that wraps become one."""
    kept: list[_Laid] = []
    i = 0
    while i < len(laid):
        end = _heading_end(laid, i, measures)
        if end is None:
            kept.append(laid[i])
            i += 1
            continue
        text = " ".join(one.line.text for one in laid[i:end])
        first = laid[i]
        kept.append(_Laid(line=replace(first.line, text=text), gap=first.gap, heading=True))
        i = end
    return kept


def _heading_end(laid: Sequence[_Laid], i: int, measures: Measures) -> int | None:
    """Return the line after the heading that line ``i`` opens, or None."""
    if not _stands_out(laid[i].line, measures) or (i and laid[i - 1].full and not laid[i].gap):
        return None
    end = i + 1
    while end < len(laid) and _goes_on(laid[end - 1], laid[end]):
        end += 1
    text = " ".join(one.line.text for one in laid[i:end])
    runs_in = end < len(laid) and laid[end - 1].full and not laid[end].gap
    if runs_in or end - i > _HEADING_LINES or len(text) > _LONGEST_HEADING:
        return None
    sentence = ends_sentence(text) or starts_lower(text)
    return None if sentence or not any(char.isalpha() for char in text) else end


def _goes_on(above: _Laid, line: _Laid) -> bool:
    """Tell whether a line is set as the heading above and goes on with its words."""
    text = line.line.text
    alike = above.line.bold == line.line.bold and abs(above.line.size - line.line.size) < 0.5
    wraps = above.full or ends_open(above.line.text) or starts_lower(text)
    return alike and wraps and not line.gap and find_marker(text) is None


def _stands_out(line: PageLine, measures: Measures) -> bool:
    larger = line.size >= _LARGER * measures.size
    bolder = line.bold and not measures.is_bold
    return (larger or bolder) and not line.row and "\t" not in line.text


def _unmark_subtitles(laid: Sequence[_Laid]) -> None:
    """Unmark the lines below the title that are set as no heading further down is.

    They name the parties or the subject and head nothing.
    """
    block = list(takewhile(lambda one: one.heading, laid))
    styles = {_style(one) for one in laid[len(block) :] if one.heading}
    for one in block[1:]:
        one.heading = _style(one) in styles


def _style(laid: _Laid) -> tuple[float, bool]:
    return round(laid.line.size, 1), laid.line.bold


def _part_pages(pages: Sequence[Page], laid: Sequence[list[_Laid]], measures: Measures) -> None:
    """Tell for each page whether the paragraph at its end goes on over the page."""
    last: tuple[Page, _Laid] | None = None
    for page, lines in zip(pages, laid, strict=True):
        body = [one for one in lines if not one.note]
        if last is not None and body:
            last[1].full = measures.is_full(last[0], last[1].line, body[0].line)
            goes_on = last[1].full and _runs_on(last[1].line.text, body[0].line.text)
            body[0].gap = 0 if goes_on else 1
        if body:
            last = page, body[-1]


def _runs_on(above: str, text: str) -> bool:
    """Tell whether a full line goes on over the page, where the room between lines is unknown."""
    if find_marker(text) is None:
        return True
    return not ends_sentence(above) and ends_in_reference(above)
