"""What a format prints before the items of its lists, beside what their author typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ingest.markers import MarkerKind, find_marker

BULLET: Final = "•"
_OWN_NUMBERS: Final = frozenset(
    {MarkerKind.DECIMAL, MarkerKind.LETTERED, MarkerKind.LETTER, MarkerKind.ROMAN}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemMarker:
    """What is printed before an item; ``text`` is empty where nothing is.

    ``is_certain`` tells that it was typed, and stands whatever follows.
    """

    text: str
    value: int | None = None
    is_certain: bool = False

    def stands_before(self, line: str, *, is_heading: bool) -> bool:
        """Tell whether the marker is printed before the item's first line.

        A typed number stands for the list's: what is cited is what the author wrote.
        """
        if self.is_certain:
            return True
        if not self.text or (self.text == BULLET and is_heading):
            return False
        typed = find_marker(line)
        if typed is None:
            return True
        digits = typed.kind is MarkerKind.INTEGER and line[0] in "(0123456789"
        if digits or typed.kind in _OWN_NUMBERS:
            return False
        # "Punkt 4 gælder ikke" may be the item's own words.
        return typed.number != str(self.value)
