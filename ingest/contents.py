"""The table of contents: lines that name the sections and are no clauses."""

from __future__ import annotations

from ingest.drafts import Lines
from ingest.markers import find_marker
from ingest.shapes import ends_sentence, is_contents_entry, is_contents_title, is_prose

_ENTRY_LONGEST = 120
_FEWEST = 4  # numbered lines with page numbers that make a table of contents without a title


def find_contents(lines: Lines) -> frozenset[int]:
    """Return the lines of the table of contents, its title included.

    With a title, the entries are the lines after it that end in a page number or come again as a
    heading further down; without one, a run of numbered lines with page numbers.
    """
    for i in range(len(lines)):
        if is_contents_title(lines[i]):
            end = i + 1
            while end < len(lines) and _is_entry(lines, end):
                end += 1
            if end - i > 2:
                return frozenset(range(i, end))
    return _find_untitled(lines)


def _is_entry(lines: Lines, i: int) -> bool:
    if is_contents_entry(lines[i]) and not ends_sentence(lines[i]):
        return True
    short = len(lines[i]) < _ENTRY_LONGEST
    return short and lines[i] in lines.texts[i + 1 :] and not is_prose(lines[i])


def _find_untitled(lines: Lines) -> frozenset[int]:
    run: list[int] = []
    for i in range(len(lines)):
        numbered = find_marker(lines[i]) and is_contents_entry(lines[i])
        if numbered and len(lines[i]) < _ENTRY_LONGEST:
            run.append(i)
        elif len(run) >= _FEWEST:
            break
        else:
            run = []
    return frozenset(run) if len(run) >= _FEWEST else frozenset()
