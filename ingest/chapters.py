"""Headings above the clauses that only a look over the whole document tells from other lines.

"I. Indledning" alone may be an item of a list, "Kapitel 2" the section of 2.1, "3 Sikkerhed" a
cell of a table. The run of such headings tells, and whether the clauses below count on from those
above or begin again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.drafts import Lines
from ingest.markers import Marker, MarkerKind, find_marker, roman_value
from ingest.shapes import is_heading_text, is_title, short_title

_WORDED = re.compile(
    r"(?P<word>kapitel|afsnit|afdeling|del)\s+(?P<n>\d{1,2}|[IVX]{1,5})"
    r"(?:\s*[.:–—-])?(?=\s|$)\s*",
    re.I,
)
_PREFIXED = re.compile(r"(?P<n>\d{1,2}|[A-ZÆØÅ][.:]?)\s+(?P<title>\S.*)$")
_LETTERED = re.compile(r"(?P<n>[A-Z])[.):]\s+(?P<title>\S.*)$")
_LONGEST = 80
_LETTERED_LONGEST = 60  # a longer line after a letter is its clause
_COUNTING = frozenset({MarkerKind.INTEGER, MarkerKind.DECIMAL, MarkerKind.PARAGRAPH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A heading over the lines ``first`` to ``last`` (included).

    ``label`` is what it is cited by; ``runs_on`` tells that the clauses below count on from those
    of the chapter before, ``is_named`` that it is cited by its title and not by a number.
    """

    label: str
    number: int
    title: str
    first: int
    last: int
    runs_on: bool = False
    is_named: bool = False


def find_chapters(lines: Lines, skip: Collection[int]) -> Mapping[int, Chapter]:
    """Return the chapters by their first line; lines in ``skip`` are looked past."""
    seen = [i for i in range(len(lines)) if i not in skip]
    found: dict[int, Chapter] = {}
    for run in _runs([chapter for i in seen if (chapter := _read_worded(lines, i))]):
        found.update({c.first: c for c in _judge(lines, run) if c.runs_on})
    for read in (_read_roman, _read_letter):
        for run in _runs([chapter for i in seen if (chapter := read(lines, i))]):
            found.update({c.first: c for c in _judge(lines, run)})
    free = [i for i in seen if i not in found]
    found.update(_find_named(lines, free) or _find_restarting(lines, free))
    found.update({i: chapter for i in seen if (chapter := _read_prefixed(lines, i))})
    return found


def _read_worded(lines: Lines, i: int) -> Chapter | None:
    """Kapitel 2 – Title, or the title on the line below."""
    match = _WORDED.match(lines[i])
    if match is None:
        return None
    title, last = lines[i][match.end() :], i
    if not title and is_title(lines[i + 1]) and find_marker(lines[i + 1]) is None:
        title, last = lines[i + 1], i + 1
    if title and not is_title(title):
        return None
    number = int(match["n"]) if match["n"].isdigit() else roman_value(match["n"])
    label = f"{match['word'].capitalize()} {match['n']}"
    return Chapter(label=label, number=number, title=title, first=i, last=last)


def _read_roman(lines: Lines, i: int) -> Chapter | None:
    """II. Title, over something other than the next roman number."""
    marker = find_marker(lines[i])
    if marker is None or marker.kind is not MarkerKind.ROMAN or lines[i][0] not in "IVX":
        return None
    title = lines[i][marker.length :].strip()
    following = find_marker(lines[i + 1])
    listed = following is not None and following.kind not in _COUNTING
    if listed or not lines[i + 1] or not _may_head(title):
        return None
    value = roman_value(marker.number)
    return Chapter(label=marker.number, number=value, title=title, first=i, last=i)


def _read_letter(lines: Lines, i: int) -> Chapter | None:
    """B. Title, over something other than the next letter."""
    match = _LETTERED.match(lines[i])
    if match is None or _LETTERED.match(lines[i + 1]) or not lines[i + 1]:
        return None
    title = match["title"]
    if len(title) > _LETTERED_LONGEST or title.endswith(":") or not _may_head(title):
        return None
    number = ord(match["n"]) - ord("A") + 1
    return Chapter(label=match["n"], number=number, title=match["title"], first=i, last=i)


def _may_head(title: str) -> bool:
    """Tell whether words may be a heading of a run, be they spoken: "Hvad vi må"."""
    return is_title(title) or (is_heading_text(title.rstrip("?")) and len(title) <= _LONGEST)


def _read_prefixed(lines: Lines, i: int) -> Chapter | None:
    """3 Title above 3.1, or A. Title above A.1: the number below proves the heading's."""
    match, below = _PREFIXED.match(lines[i]), find_marker(lines[i + 1])
    if match is None or below is None or not is_title(match["title"]):
        return None
    number = match["n"].rstrip(".:")
    if below.kind not in (MarkerKind.DECIMAL, MarkerKind.LETTERED) or below.parts[-1] != 1:
        return None
    if not below.number.startswith(f"{number}."):
        return None
    value = int(number) if number.isdigit() else ord(number) - ord("A") + 1
    return Chapter(label=number, number=value, title=match["title"], first=i, last=i)


def _find_named(lines: Lines, candidates: Sequence[int]) -> dict[int, Chapter]:
    """Find titles without a number above integers that count on from chapter to chapter."""
    named: dict[int, Chapter] = {}
    counted = 0
    for i in candidates:
        marker = find_marker(lines[i])
        if marker and marker.kind is MarkerKind.ANNEX:
            break
        if _opens_clause(marker, counted + 1):
            counted += 1
        elif marker is None and _heads_clause(lines, i, counted + 1):
            label = short_title(lines[i])
            number = len(named) + 1
            named[i] = Chapter(
                label=label, number=number, title=lines[i], first=i, last=i, runs_on=True
            )
    # A title above "1." alone may be the document's.
    return named if len(named) >= 2 and counted > len(named) else {}


def _find_restarting(lines: Lines, candidates: Sequence[int]) -> dict[int, Chapter]:
    """Find titles without a number above integers that begin again under each of them."""
    named: dict[int, Chapter] = {}
    for i in candidates:
        marker = find_marker(lines[i])
        if marker and marker.kind is MarkerKind.ANNEX:
            break
        if marker is None and _heads_clause(lines, i, 1):
            number = len(named) + 1
            label = short_title(lines[i])
            named[i] = Chapter(
                label=label, number=number, title=lines[i], first=i, last=i, is_named=True
            )
    return named if len(named) >= 2 else {}


def _heads_clause(lines: Lines, i: int, number: int) -> bool:
    below = find_marker(lines[i + 1])
    if not (lines.is_apart(i) and is_title(lines[i]) and _opens_clause(below, number)):
        return False
    # Words that read as a title make "4. Sletning" a section's heading.
    return below is not None and not is_title(lines[i + 1][below.length :])


def _opens_clause(marker: Marker | None, number: int) -> bool:
    return marker is not None and marker.kind is MarkerKind.INTEGER and int(marker.number) == number


def _runs(candidates: Sequence[Chapter]) -> Iterator[list[Chapter]]:
    """Yield the runs of two or more that count from one."""
    run: list[Chapter] = []
    for chapter in candidates:
        if chapter.number == len(run) + 1:
            run.append(chapter)
        elif chapter.number == 1:
            if len(run) >= 2:
                yield run
            run = [chapter]
    if len(run) >= 2:
        yield run


def _judge(lines: Lines, run: Sequence[Chapter]) -> list[Chapter]:
    """Tell chapters, across which the clauses count on, from sections, in which they begin."""
    ends = [chapter.first for chapter in run[1:]] + [len(lines)]
    opening = [_first_counted(lines, chapter, end) for chapter, end in zip(run, ends, strict=True)]
    begins = any(
        number == 1 or (kind is MarkerKind.DECIMAL and number == chapter.number)
        for chapter, (kind, number) in zip(run[1:], opening[1:], strict=True)
    )
    runs_on = not begins and any(number > 1 for _, number in opening[1:])
    return [replace(c, title=c.title.rstrip(":"), runs_on=runs_on) for c in run]


def _first_counted(lines: Lines, chapter: Chapter, end: int) -> tuple[MarkerKind | None, int]:
    """Return the kind and first integer of the first number below a chapter's heading."""
    for i in range(chapter.last + 1, end):
        marker = find_marker(lines[i])
        if marker and marker.kind is MarkerKind.ANNEX:
            break
        if marker and marker.kind in _COUNTING:
            digits = re.match(r"\d+", marker.number)
            return marker.kind, int(digits[0]) if digits else 0
    return None, 0
