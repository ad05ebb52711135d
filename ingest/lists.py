"""Open lists inside a clause: which one a marker goes on with."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.markers import Marker, MarkerKind, roman_value

_LETTERS = frozenset({MarkerKind.LETTER, MarkerKind.ROMAN})
_DEEPER = 2  # blanks by which a list inside another is set in, at least


@dataclass(slots=True, kw_only=True)
class OpenList:
    """A list that may go on: its style, the value of its last item, and that item's index.

    Bullets are told apart by their ``sign`` and by how far they are set in (``indent``, blanks).
    """

    kind: MarkerKind
    upper: bool
    parent: int | None
    sign: str = ""
    indent: int = 0
    value: int = 0
    item: int = -1

    def fits(self, marker: Marker, indent: int = 0) -> bool:
        """Tell whether ``marker`` is this list's next: "i." after "h." is a letter, not one."""
        if MarkerKind.BULLET in (self.kind, marker.kind):
            alike = self.kind is marker.kind and self.sign == marker.word
            return alike and abs(indent - self.indent) < _DEEPER
        alike = marker.kind is self.kind or {marker.kind, self.kind} == _LETTERS
        same_case = marker.number.isupper() == self.upper
        if not (alike and same_case):
            return False
        value = self._value(marker)
        return value == self.value + 1 or value == self.value > 1  # or printed twice

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

    def continuing(self, marker: Marker, indent: int = 0) -> OpenList | None:
        """Return the innermost list that ``marker`` goes on with; those inside it close."""
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].fits(marker, indent):
                del self._open[depth + 1 :]
                return self._open[depth]
        return self._other_sign(marker, indent)

    def is_deeper(self, marker: Marker, indent: int) -> bool:
        """Tell whether a bullet is set in under the bullets of the innermost list."""
        inner = self.innermost
        bullets = inner is not None and inner.kind is marker.kind is MarkerKind.BULLET
        return bullets and inner is not None and indent >= inner.indent + _DEEPER

    def _other_sign(self, marker: Marker, indent: int) -> OpenList | None:
        """A bullet with another sign, set in no deeper than the last: the list's next all the same.

        Lists are typed by hand, and a dash among dots is a slip.
        """
        bullets = [o for o in self._open if o.kind is marker.kind is MarkerKind.BULLET]
        if not bullets or self.is_deeper(marker, indent):
            return None
        near = [o for o in bullets if abs(indent - o.indent) < _DEEPER] or bullets[:1]
        del self._open[self._open.index(near[-1]) + 1 :]
        return near[-1]

    def open(self, marker: Marker, *, parent: int | None, indent: int = 0) -> OpenList:
        """Open a list in the style of ``marker``, its first."""
        opened = OpenList(
            kind=marker.kind,
            upper=marker.number.isupper(),
            parent=parent,
            sign=marker.word if marker.kind is MarkerKind.BULLET else "",
            indent=indent,
        )
        self._open.append(opened)
        return opened

    def clear(self) -> None:
        """Close every list."""
        self._open.clear()
