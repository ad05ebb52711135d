"""What a reader hands on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The text of a file before cleaning.

    ``page_starts`` are the offsets at which pages begin, empty for a format without pages;
    ``heading_starts`` are offsets of lines that the format itself marks as headings.
    """

    text: str
    page_starts: tuple[int, ...] = ()
    heading_starts: frozenset[int] = frozenset()
