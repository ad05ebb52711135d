"""Places in a text that are taken already, so that nothing else is read there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from klausul.types import Span


class Barred:
    """Places that no further mention may overlap, found by one search however many they are."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Take the places in any order; those that overlap become one."""
        self._spans: list[Span] = []
        for span in sorted(spans):
            if self._spans and self._spans[-1].overlaps(span):
                last = self._spans.pop()
                self._spans.append(Span(last.start, max(last.end, span.end)))
            else:
                self._spans.append(span)

    def next(self, at: int) -> list[Span]:
        """Return the first place that ends behind ``at``, if any.

        Labels in a row from ``at`` have nothing but separators between them, so that it is the
        only place that they can run into.
        """
        i = bisect_right(self._spans, at, key=lambda span: span.end)
        return self._spans[i : i + 1]

    def overlaps(self, span: Span) -> bool:
        """Tell whether a span reaches into a place that is taken."""
        return any(span.overlaps(other) for other in self.next(span.start))
