"""What a reader hands on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The text of a file before cleaning.

    ``page_starts`` are the offsets at which pages begin, empty for a format without pages;
    ``heading_starts`` are offsets of lines that the format itself marks as headings.
    ``has_paragraphs`` tells that every line is a whole paragraph, as in Word and HTML; otherwise
    lines may be wrapped. ``full_lines`` are the offsets of lines that reach the right margin, so
    that the next line may go on with them; None where the format does not tell.
    ``unread_pages`` are the numbers, from 1, of pages that hold a picture and no text.
    """

    text: str
    page_starts: tuple[int, ...] = ()
    heading_starts: frozenset[int] = frozenset()
    has_paragraphs: bool = False
    full_lines: frozenset[int] | None = None
    unread_pages: tuple[int, ...] = ()
