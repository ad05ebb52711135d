"""Open lists inside a clause: which one a marker goes on with."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.markers import Marker, MarkerKind, roman_value

_LETTERS = frozenset({MarkerKind.LETTER, MarkerKind.ROMAN})


@dataclass(slots=True, kw_only=True)
class OpenList:
    """A list that may go on: its style, the value of its last item, and that item's index."""

    kind: MarkerKind
    upper: bool
    parent: int | None
    value: int = 0
    item: int = -1

    def fits(self, marker: Marker) -> bool:
        """Tell whether ``marker`` is this list's next: "i." after "h." is a letter, not one."""
        if MarkerKind.BULLET in (self.kind, marker.kind):
            return self.kind is marker.kind
        alike = marker.kind is self.kind or {marker.kind, self.kind} == _LETTERS
        same_case = marker.number.isupper() == self.upper
        return alike and same_case and self._value(marker) == self.value + 1

    def count(self, marker: Marker) -> None:
        """Take ``marker`` as the list's last."""
        self.value = self._value(marker)

    def _value(self, marker: Marker) -> int:
        match self.kind:
            case MarkerKind.INTEGER:
                return int(marker.number)
            case MarkerKind.LETTER:
                single = len(marker.number) == 1
                return ord(marker.number.lower()) - ord("a") + 1 if single else 0
            case MarkerKind.ROMAN:
                roman = set(marker.number.lower()) <= set("ivx")
                return roman_value(marker.number) if roman else 0
        return self.value + 1


class ListStack:
    """The lists that are open at a place, outermost first."""

    def __init__(self) -> None:
        self._open: list[OpenList] = []

    @property
    def innermost(self) -> OpenList | None:
        """The list that was opened last."""
        return self._open[-1] if self._open else None

    def continuing(self, marker: Marker) -> OpenList | None:
        """Return the innermost list that ``marker`` goes on with; those inside it close."""
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].fits(marker):
                del self._open[depth + 1 :]
                return self._open[depth]
        return None

    def open(self, marker: Marker, *, parent: int | None) -> OpenList:
        """Open a list in the style of ``marker``, its first."""
        opened = OpenList(kind=marker.kind, upper=marker.number.isupper(), parent=parent)
        self._open.append(opened)
        return opened

    def clear(self) -> None:
        """Close every list."""
        self._open.clear()
