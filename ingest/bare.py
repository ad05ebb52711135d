"""Numbers that only their run tells from other words: "3 Sikkerhed", "A. Kunden skal …".

A page of text has many lines that open with a digit or an initial: amounts, addresses, names.
Titles that count on from one, each over words of its own, are headings; sentences that count on
from A are clauses.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.drafts import Lines
from ingest.markers import Marker, MarkerKind, find_marker
from ingest.numbering import SKIPPED_MOST
from ingest.shapes import ends_sentence, is_contents_entry, is_prose, is_title

_BARE = re.compile(r"(?P<n>[1-9]\d?)[ \t]+(?=[A-ZÆØÅ\"”»])")
_CAPITAL = re.compile(r"(?P<n>[A-H])[.)]\s+(?=\S)")
_FEWEST = 2
_FEWEST_WORDS = 4  # of a sentence; a cell of a table has fewer


@dataclass(frozen=True, slots=True)
class _Heading:
    line: int
    marker: Marker


def find_bare_numbers(lines: Lines, skip: Collection[int]) -> Mapping[int, Marker]:
    """Return the markers of headings whose number has no point, by line."""
    found: dict[int, Marker] = {}
    for region in _regions(lines, skip):
        for run in _runs(region):
            found.update({heading.line: heading.marker for heading in run})
    return found


def find_capitals(lines: Lines, skip: Collection[int]) -> Mapping[int, Marker]:
    """Return the markers of clauses that capital letters count, by line."""
    found: dict[int, Marker] = {}
    run: dict[int, Marker] = {}
    for i in range(len(lines)):
        match = _CAPITAL.match(lines[i])
        if match is None or i in skip or not is_prose(lines[i]):
            continue
        if match["n"] == "A":
            found.update(run if len(run) >= _FEWEST else {})
            run = {}
        if match["n"] == chr(ord("A") + len(run)):
            length = match.end()
            run[i] = Marker(kind=MarkerKind.CAPITAL, number=match["n"], length=length)
    return {**found, **(run if len(run) >= _FEWEST else {})}


def _regions(lines: Lines, skip: Collection[int]) -> Iterator[list[_Heading]]:
    """Yield the candidates of the body and of each annex: numbers begin again there."""
    region: list[_Heading] = []
    for i in range(len(lines)):
        marker = find_marker(lines[i])
        if marker and marker.kind is MarkerKind.ANNEX and i not in skip:
            yield region
            region = []
        elif marker is None and i not in skip and (heading := _read(lines, i)):
            region.append(heading)
    yield region


def _read(lines: Lines, i: int) -> _Heading | None:
    match = _BARE.match(lines[i])
    if match is None or lines[i].count("\t") > 1 or is_contents_entry(lines[i]):
        return None
    if not is_title(lines[i][match.end() :]) or not _stands_over_words(lines, i, match["n"]):
        return None
    marker = Marker(kind=MarkerKind.INTEGER, number=match["n"], length=match.end())
    return _Heading(i, marker)


def _stands_over_words(lines: Lines, i: int, number: str) -> bool:
    below = lines[i + 1]
    marker = find_marker(below)
    if marker is None:
        return ends_sentence(below) and len(below.split()) >= _FEWEST_WORDS
    if marker.kind is MarkerKind.DECIMAL:
        return marker.number.split(".")[0] == number
    return marker.number in ("1", "a", "i") and ends_sentence(below)


def _runs(region: Sequence[_Heading]) -> Iterator[list[_Heading]]:
    """Yield the runs that count on from one; a number or two may be missed."""
    run: list[_Heading] = []
    for heading in region:
        number = int(heading.marker.number)
        last = int(run[-1].marker.number) if run else 0
        if number == last + 1 or (len(run) >= _FEWEST and last < number <= last + SKIPPED_MOST):
            run.append(heading)
        elif number == 1:
            if len(run) >= _FEWEST:
                yield run
            run = [heading]
    if len(run) >= _FEWEST:
        yield run
