"""Running heads and feet, told from a page's text by where they stand and that they come again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.markers import find_marker
from ingest.pages import FEWEST_PAGES, is_page_number, without_numbers
from ingest.readers.pdf_lines import PageLine
from ingest.readers.pdf_pages import Page
from ingest.shapes import is_title

_OUTERMOST = 4  # lines at the top and at the bottom of a page that may run
_BAND = 4.0  # points by which a running line may move up or down
_SHARE = 0.4  # of the pages: title pages and annexes go without
_EDGE = 0.13  # of the page's height
_FEWEST_COUNTED = 2
_PAGE_OF = re.compile(
    r"\b(?:side|page|s\.|p\.)\s*(?P<page>\d{1,4})\b|\b(?P<of>\d{1,4})\s*(?:/|af|of)\s*\d{1,4}\b",
    re.I,
)

Place = tuple[int, int]  # page, line


def drop_margins(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without their numbers, heads and feet.

    A head's first occurrence is kept, without a page number in it, where it may be the document's
    only title: not above a line that is set as one. A foot would part a sentence that runs on over
    the page, so it goes altogether.
    """
    running = _find_running(pages) | _find_marked(pages)
    dropped = running | _find_numbers(pages, running)
    seen: set[str] = set()
    kept: list[Page] = []
    for i, page in enumerate(pages):
        body = [line for j, line in enumerate(page.lines) if (i, j) not in dropped]
        heads = [
            _without_number(line)
            for j, line in enumerate(page.lines)
            if (i, j) in dropped and _is_upper(page, line)
        ]
        keys = [without_numbers(head.text) for head in heads]
        new = [head for head, key in zip(heads, keys, strict=True) if key and key not in seen]
        seen.update(keys)
        titled = bool(body) and (i > 0 or _is_title_line(body))
        kept.append(replace(page, lines=(*(() if titled else new), *body)))
    return _without_repeated_rows(kept)


def _without_repeated_rows(pages: Sequence[Page]) -> list[Page]:
    """Drop the head that a table repeats where it goes on over a page."""
    kept: list[Page] = []
    head: PageLine | None = None
    for page in pages:
        lines = page.lines
        if head and lines and lines[0].row and lines[0].text == head.text:
            lines = lines[1:]
        rows = len(list(takewhile(lambda line: line.row, reversed(lines))))
        if rows == 0:
            head = None
        elif rows < len(lines) or head is None:
            head = lines[-rows]
        kept.append(replace(page, lines=lines))
    return kept


def _is_title_line(body: Sequence[PageLine]) -> bool:
    """Tell whether a page's first line of text is larger or bolder than those below it."""
    first, rest = body[0], body[1:]
    larger = all(first.size >= line.size for line in rest) and any(
        first.size > line.size for line in rest
    )
    return is_title(first.text) and (larger or (first.bold and not all(x.bold for x in rest)))


def _is_upper(page: Page, line: PageLine) -> bool:
    return line.base > page.height / 2


def _without_number(line: PageLine) -> PageLine:
    cells = [cell for cell in line.text.split("\t") if not is_page_number(cell)]
    return replace(line, text="\t".join(cells))


def _from_top(page: Page) -> list[int]:
    return sorted(range(len(page.lines)), key=lambda j: -page.lines[j].base)


def _outermost(page: Page) -> list[int]:
    """Return the lines at the page's upper and lower edge."""
    order = _from_top(page)
    return sorted({*order[:_OUTERMOST], *order[-_OUTERMOST:]})


def _find_marked(pages: Sequence[Page]) -> set[Place]:
    """Find the lines that the producer marked as heads and feet."""
    return {
        (i, j) for i, page in enumerate(pages) for j, line in enumerate(page.lines) if line.margin
    }


def _find_running(pages: Sequence[Page]) -> set[Place]:
    """Find lines, alike but for their numbers, at the same height of many pages.

    Nothing but such lines and the page's number stands between them and the edge: the pages of a
    form, say, are alike inside, too.
    """
    alike: dict[str, list[Place]] = defaultdict(list)
    for i, page in enumerate(pages):
        for j in _outermost(page):
            key = _key(page.lines[j].text)
            if key:
                alike[key].append((i, j))
    found: set[Place] = set()
    for places in alike.values():
        for level in _levels(pages, places):
            running = len({i for i, _ in level}) >= max(FEWEST_PAGES, _SHARE * len(pages))
            if running or _counts(pages, level) or _frames(pages, level):
                found.update(level)
    return {place for i, page in enumerate(pages) for place in _from_edges(i, page, found)}


def _from_edges(i: int, page: Page, found: Collection[Place]) -> Iterator[Place]:
    """Yield the places that only such places and the page's number part from the edge."""
    order = _from_top(page)
    for inward in (order, order[::-1]):
        for j in inward:
            if (i, j) in found:
                yield i, j
            elif not is_page_number(page.lines[j].text):
                break


def _key(text: str) -> str:
    """Return what is alike in a line that runs; "Bilag 1" and "Bilag 2" are no such lines."""
    return text if find_marker(text) else without_numbers(text)


def _frames(pages: Sequence[Page], places: Sequence[Place]) -> bool:
    """Tell whether the lines are the first, or the last, of each of two pages or more."""
    if len(places) != len(pages) or len(pages) < 2:
        return False
    heads = all(j == 0 for _, j in places)
    feet = all(j == len(pages[i].lines) - 1 for i, j in places)
    return heads or feet


def _levels(pages: Sequence[Page], places: Sequence[Place]) -> list[list[Place]]:
    """Group places by their height on the page."""
    levels: list[list[Place]] = []
    for place in sorted(places, key=lambda place: _base(pages, place)):
        if levels and _base(pages, place) - _base(pages, levels[-1][-1]) <= _BAND:
            levels[-1].append(place)
        else:
            levels.append([place])
    return [sorted(level) for level in levels]


def _base(pages: Sequence[Page], place: Place) -> float:
    return pages[place[0]].lines[place[1]].base


def _counts(pages: Sequence[Page], places: Sequence[Place]) -> bool:
    """Tell whether the lines name their pages, one after the other: "… Side 3 af 12"."""
    steps: set[int] = set()
    for i, j in places:
        page = pages[i]
        match = _PAGE_OF.search(page.lines[j].text)
        if match is None or not _is_edge(page, page.lines[j]):
            return False
        steps.add(int(match["page"] or match["of"]) - i)
    return len(steps) == 1 and len(places) == len({i for i, _ in places}) >= _FEWEST_COUNTED


def _is_edge(page: Page, line: PageLine) -> bool:
    edge = _EDGE * page.height
    return line.base < edge or line.base > page.height - edge


def _find_numbers(pages: Sequence[Page], running: Collection[Place]) -> set[Place]:
    """Find page numbers at the upper or lower end of their page, alone or beside other words."""
    found: set[Place] = set()
    for i, page in enumerate(pages):
        order = [j for j in _from_top(page) if (i, j) not in running]
        for j in {*order[:1], *order[-1:]}:
            line = page.lines[j]
            alone = is_page_number(line.text)
            cells = [cell for cell in line.text.split("\t") if is_page_number(cell)]
            beside = any(_PAGE_OF.search(cell) for cell in cells)
            if (alone or beside) and not line.row and _is_edge(page, line):
                found.add((i, j))
    return found
