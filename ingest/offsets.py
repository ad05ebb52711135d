"""Where each character of a cleaned text came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from klausul.types import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """``length`` characters copied in order from ``source_start`` to ``clean_start``."""

    clean_start: int
    source_start: int
    length: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads spans of the cleaned text back to the source.

    ``runs`` are sorted by ``clean_start``; characters between two runs were inserted by the
    cleaning (the space that joins two lines) and belong to no place in the source.
    """

    runs: tuple[Run, ...]

    @classmethod
    def from_origins(cls, origins: Sequence[int | None]) -> OffsetMap:
        """Make the map from one source offset a cleaned character, None for an inserted one."""
        runs: list[Run] = []
        start = 0
        for i in range(1, len(origins) + 1):
            if i < len(origins) and _continues(origins[i - 1], origins[i]):
                continue
            first = origins[start]
            if first is not None:
                runs.append(Run(clean_start=start, source_start=first, length=i - start))
            start = i
        return cls(tuple(runs))

    def to_source(self, span: Span) -> Span | None:
        """Return the smallest source span that holds every copied character of ``span``.

        Returns None when the span holds inserted characters only. A span that a footnote was
        moved out of covers the footnote's place too.
        """
        touched = [
            (run.source_start + max(span.start, run.clean_start) - run.clean_start,
             run.source_start + min(span.end, run.clean_start + run.length) - run.clean_start)
            for run in self._runs_in(span)
        ]  # fmt: skip
        if not touched:
            return None
        return Span(min(start for start, _ in touched), max(end for _, end in touched))

    def _runs_in(self, span: Span) -> Iterable[Run]:
        first = max(0, bisect_right(self.runs, span.start, key=lambda run: run.clean_start) - 1)
        for run in self.runs[first:]:
            if run.clean_start >= span.end:
                return
            if run.clean_start + run.length > span.start:
                yield run


def _continues(before: int | None, after: int | None) -> bool:
    if before is None or after is None:
        return before is after
    return after == before + 1
