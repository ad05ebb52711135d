"""The table of contents: lines that name the sections and are no clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from ingest.drafts import Lines
from ingest.markers import MarkerKind, find_marker
from ingest.shapes import ends_sentence, is_contents_entry, is_contents_title, is_prose

_ENTRY_LONGEST = 140
_FEWEST_ANNEXES = 2
_FEWEST = 4  # numbered lines that make a table of contents without a title
_LEADERS = re.compile(r"[\s.…·_]*\d{0,3}\s*$")
_PAGE = re.compile(r"\d{1,3}$")  # of the entry above, on a line of its own


def find_contents(lines: Lines) -> frozenset[int]:
    """Return the lines of the table of contents, its title included.

    With a title, the entries are the lines after it that end in a page number or come again as a
    heading further down; without one, a run of numbered lines that do so.
    """
    places = _places(lines)
    found: set[int] = set()
    for i in range(len(lines)):
        if i not in found and is_contents_title(_without_marker(lines[i])):
            end = _entries_end(lines, i + 1, places)
            if end - i > 2:
                found.update(range(i, end))
    return frozenset(found) or _find_untitled(lines, places) or _find_annex_list(lines)


def _places(lines: Lines) -> dict[str, int]:
    """Return the last line on which each title stands, by the title's letters."""
    return {key: i for i in range(len(lines)) if (key := _key(lines[i]))}


def _key(text: str) -> str:
    """Return the letters of a title, without its number, leaders and page."""
    words = _LEADERS.sub("", _without_marker(text)) or text
    return "".join(char for char in words.casefold() if char.isalnum())


def _without_marker(text: str) -> str:
    """Return the words after a number, and after the bullet or the annex that stands before it."""
    for _ in range(2):
        marker = find_marker(text)
        text = text[marker.length :] if marker else text
    return text


def _entries_end(lines: Lines, first: int, places: dict[str, int]) -> int:
    """Return the first line after the entries that begin at ``first``."""
    end = first
    while end < len(lines) and _is_entry(lines, end, places):
        end += 1
    return end


def _is_entry(lines: Lines, i: int, places: dict[str, int]) -> bool:
    text = lines[i]
    if _PAGE.match(text):
        return True
    if len(_LEADERS.sub("", text)) > _ENTRY_LONGEST or is_prose(_LEADERS.sub("", text)):
        return False
    if is_contents_entry(text) and not ends_sentence(text):
        return True
    return _comes_again(lines, i, places)


def _comes_again(lines: Lines, i: int, places: dict[str, int]) -> bool:
    return places.get(_key(lines[i]), i) > i


def _find_untitled(lines: Lines, places: dict[str, int]) -> frozenset[int]:
    for run in _runs(lines, places):
        paged = [i for i in run if is_contents_entry(lines[i])]
        if len(paged) >= _FEWEST or _name_sections(lines, run, places):
            return frozenset(run)
    return frozenset()


def _find_annex_list(lines: Lines) -> frozenset[int]:
    """Find a list of annexes, one a line, which stand further down in the same order."""
    annexes = {i: number for i in range(len(lines)) if (number := _annex(lines[i]))}
    run: list[int] = []
    for i, number in annexes.items():
        again = any(j > i + 1 and other == number for j, other in annexes.items())
        if not again:
            break
        if run and i != run[-1] + 1:
            break
        run.append(i)
    return frozenset(run) if len(run) >= _FEWEST_ANNEXES else frozenset()


def _annex(text: str) -> str | None:
    marker = find_marker(text)
    if marker is None or marker.kind is not MarkerKind.ANNEX or is_prose(text):
        return None
    return f"{marker.word} {marker.number}".casefold()


def _runs(lines: Lines, places: dict[str, int]) -> Iterator[list[int]]:
    """Yield the runs of numbered lines that are entries."""

    def is_entry(i: int) -> bool:
        return find_marker(lines[i]) is not None and _is_entry(lines, i, places)

    for entry, run in groupby(range(len(lines)), key=is_entry):
        found = list(run)
        if entry and len(found) >= _FEWEST:
            yield found


def _name_sections(lines: Lines, run: list[int], places: dict[str, int]) -> bool:
    """Tell whether every line of a run comes again below it, in the same order."""
    again = [places.get(_key(lines[i]), i) for i in run]
    return again[0] > run[-1] and again == sorted(again)
