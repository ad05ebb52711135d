"""What segmentation works with before the clauses are made: lines, and drafts over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.cleaning import CleanText
from klausul.types import ClauseKind, NoteKind, Span

_PARTED_SHARE = 0.1  # of the lines have a blank line above, in a text that uses them
TABLE_HEAD = "Tabelhoved"


@dataclass(slots=True, kw_only=True)
class Draft:
    """A clause in the making over the lines ``first`` to ``last``, both included.

    ``closed`` drafts take no more lines: what follows opens a draft of its own.
    """

    kind: ClauseKind
    label: str
    first: int
    last: int
    number: str | None = None
    part: str | None = None
    heading: str | None = None
    path: tuple[str, ...] = ()
    closed: bool = False
    notes: list[tuple[NoteKind, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nested:
    """A piece inside a top-level clause; ``parent`` indexes the list it stands in, None = top."""

    kind: ClauseKind
    label: str
    span: Span
    level: int
    number: str | None = None
    heading: str | None = None
    parent: int | None = None


class Lines:
    """The paragraphs of a cleaned text, by index."""

    def __init__(self, clean: CleanText) -> None:
        self._clean = clean
        self.texts: Sequence[str] = [line.span.of(clean.text) for line in clean.lines]
        parted = sum(line.gap > 0 for line in clean.lines)
        self._parted = parted >= _PARTED_SHARE * len(clean.lines)

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, i: int) -> str:
        """Return line ``i``, or the empty string past the end."""
        return self.texts[i] if 0 <= i < len(self.texts) else ""

    def gap(self, i: int) -> int:
        """Return how many blank lines stood before line ``i`` in the source."""
        return self._clean.lines[i].gap

    def is_apart(self, i: int) -> bool:
        """Tell whether line ``i`` stands apart from the one above, as far as blank lines tell.

        Every line does in a text that has none.
        """
        return i == 0 or not self._parted or self.gap(i) > 0 or self.is_marked_heading(i)

    def indent(self, i: int) -> int:
        """Return how many blanks stood before the words of line ``i`` in the source."""
        return self._clean.lines[i].indent

    def is_marked_heading(self, i: int) -> bool:
        """Tell whether the source's format marks line ``i`` as a heading."""
        return i < len(self) and self._clean.lines[i].heading

    def is_footnote(self, i: int) -> bool:
        """Tell whether line ``i`` is a footnote that was moved to the end."""
        return i in self._clean.footnotes

    def span(self, i: int) -> Span:
        """Return the span of line ``i``."""
        return self._clean.lines[i].span
