"""What a page carries besides the text: its number, and the line that runs over every page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

_NUMBER = re.compile(
    r"(?:[-–—]\s*\d{1,3}\s*[-–—]|\d{1,3}(?:\s*/\s*\d{1,3})?"
    r"|(?:side|page|s\.)\s*\d{1,3}(?:\s*(?:af|of|/|\|)\s*\d{1,3})?)$",
    re.I,
)
_SURE = re.compile(
    r"(?:[-–—]\s*\d{1,3}\s*[-–—]|(?:side|page)\s*\d{1,3}\s*(?:af|of|/)\s*\d{1,3})$", re.I
)
_SAYS_PAGE = re.compile(
    r"(?:(?:side|page|s\.)\s*\d{1,3}\s*(?:af|of|/)\s*\d{1,3}|(?:side|page)\s*\d{1,3})\W*$", re.I
)
_TITLES = 4  # lines among which the document's title is
_LONGEST = 120
FEWEST_PAGES = 3  # a line that stands twice at the edge of a page may be a heading that comes again


def is_page_number(text: str) -> bool:
    """Tell whether a line holds a page's number and nothing else: "3", "- 3 -", "Side 3 af 12"."""
    return bool(_NUMBER.match(text.strip()))


def without_numbers(text: str) -> str:
    """Return what is alike in a line that runs over the pages; nothing for numbers alone."""
    alike = re.sub(r"\d+", "#", text)
    return alike if alike.strip("#.,/|–—- \t") else ""


def find_page_furniture(
    texts: Sequence[str], *, gaps: Sequence[int], edges: Collection[int]
) -> frozenset[int]:
    """Return the lines that belong to the pages and not to the text.

    A running line's first occurrence is kept where a title stands: it may be the only one.

    Args:
        texts: The lines that are not blank.
        gaps: How many blank lines stood before each.
        edges: The lines that are the first of a page, as far as the source tells.
    """
    numbers = {i for i, text in enumerate(texts) if is_page_number(text)}
    running = _find_running(texts, numbers, edges)

    def is_apart(i: int) -> bool:
        """Tell whether a blank or the edge of a page parts line ``i - 1`` from line ``i``."""
        return i in (0, len(texts)) or i in edges or gaps[i] > 0

    sure = {i for i in numbers if _SURE.match(texts[i])}
    beside = {i for i in numbers if i + 1 in running or (i - 1 in running and is_apart(i + 1))}
    return running | sure | beside | {i for i in numbers if is_apart(i) and is_apart(i + 1)}


def _find_running(
    texts: Sequence[str], numbers: Collection[int], edges: Collection[int]
) -> frozenset[int]:
    """Find lines, alike but for their numbers, at the edge of one page after the other."""
    alike: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        if len(text) <= _LONGEST and i not in numbers:
            alike[without_numbers(text)].append(i)

    def is_at_edge(i: int) -> bool:
        return i in edges or i + 1 in edges or i - 1 in numbers or i + 1 in numbers

    found: set[int] = set()
    for key, places in alike.items():
        if all(_SAYS_PAGE.search(texts[i]) for i in places) and len(places) >= 2:
            found.update(i for i in places if i)  # it says its page, and is no title unless first
        elif key and len(places) >= FEWEST_PAGES and all(map(is_at_edge, places[1:])):
            found.update(places[places[0] < _TITLES :])
    return frozenset(found)
