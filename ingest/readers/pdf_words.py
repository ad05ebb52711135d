"""The words of a PDF page and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.readers.pdf_rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A run of signs without a blank.

    Lengths are points; ``base`` is the height of the base line above the page's lower edge.
    ``spaced`` tells that a blank stood before the word, ``margin`` that the producer marked it as
    a running head or foot, ``turn`` how many degrees it runs against the clock.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    spaced: bool = False
    margin: bool = False
    typewriter: bool = False
    turn: int = 0

    @property
    def middle(self) -> float:
        """Half way between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """What stands on a page: words, the lines that rule tables, whether there is a picture."""

    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    width: float
    height: float
    has_picture: bool
