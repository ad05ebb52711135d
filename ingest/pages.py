"""What a page carries besides the text: its number, and the line that runs over every page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

_NUMBER = re.compile(
    r"(?:-\s*\d{1,3}\s*-|\d{1,3}(?:\s*/\s*\d{1,3})?"
    r"|(?:side|page|s\.)\s*\d{1,3}(?:\s*(?:af|of|/)\s*\d{1,3})?)$",
    re.I,
)
_LONGEST = 120
_FEWEST = 3  # a line that stands twice at the edge of a page may be a heading that comes again


def find_page_furniture(
    texts: Sequence[str], *, gaps: Sequence[int], edges: Collection[int]
) -> frozenset[int]:
    """Return the lines that belong to the pages and not to the text.

    A running line's first occurrence is kept: it may be the document's only title.

    Args:
        texts: The lines that are not blank.
        gaps: How many blank lines stood before each.
        edges: The lines that are the first of a page, as far as the source tells.
    """
    numbers = {i for i, text in enumerate(texts) if _NUMBER.match(text)}
    running = _find_running(texts, numbers, edges)

    def is_apart(i: int) -> bool:
        """Tell whether a blank or the edge of a page parts line ``i - 1`` from line ``i``."""
        return i in (0, len(texts)) or i in edges or gaps[i] > 0

    beside = {i for i in numbers if i - 1 in running or i + 1 in running}
    return running | beside | {i for i in numbers if is_apart(i) and is_apart(i + 1)}


def _find_running(
    texts: Sequence[str], numbers: Collection[int], edges: Collection[int]
) -> frozenset[int]:
    """Find lines, alike but for their numbers, at the edge of one page after the other."""
    alike: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        if len(text) <= _LONGEST and i not in numbers:
            alike[re.sub(r"\d+", "#", text)].append(i)

    def is_at_edge(i: int) -> bool:
        return i in edges or i + 1 in edges or i - 1 in numbers or i + 1 in numbers

    found = (
        places[1:]
        for key, places in alike.items()
        if len(places) >= _FEWEST and key.strip("#. ") and all(is_at_edge(i) for i in places[1:])
    )
    return frozenset(i for places in found for i in places)
