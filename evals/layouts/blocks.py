"""An agreement as structure: what every format is rendered from, and its gold entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

_MARK = re.compile(r"\[\^(\d+)\]")
BULLETS = frozenset("•-–*○▪")


class Kind(StrEnum):
    """What a paragraph of a layout is."""

    TITLE = "title"
    TEXT = "text"
    HEADING = "heading"
    CLAUSE = "clause"
    ITEM = "item"
    ANNEX = "annex"
    QUESTION = "question"
    FOOTNOTE = "footnote"


class Word(StrEnum):
    """How a layout's Word file numbers its paragraphs."""

    AUTOMATIC = "automatic"
    STYLED = "styled"
    TYPED = "typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of an inventory of clauses; ``text`` opens with the number where that is known.

    ``number`` is what of ``text`` is its printed number: formats may hold it apart.
    """

    label: str
    level: int
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; ``number`` is as printed, "" for none, and is no part of ``text``.

    Without a label it goes on with the entry above. ``depth`` counts from 1, the outermost.
    """

    kind: Kind
    text: str
    number: str = ""
    label: str | None = None
    level: int = 1
    depth: int = 1

    @property
    def printed(self) -> str:
        """Number and words, with marks of footnotes."""
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A table of contents; an entry is (number, title, page)."""

    title: str
    entries: tuple[tuple[str, str, int], ...]
    label: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose first row is its head; one label a row."""

    rows: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """A block of lines to fill in."""

    lines: tuple[str, ...]
    label: str | None = None
    level: int = 1


Block = Paragraph | Contents | Table | Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One invented agreement.

    ``running_head`` stands on every page; ``page_numbers`` is a pattern of ``{n}`` and ``{m}``.
    """

    name: str
    about: str
    word: Word
    blocks: tuple[Block, ...]
    running_head: str | None = None
    page_numbers: str | None = None


def gold_entries(layout: Layout) -> tuple[Entry, ...]:
    """Return the entries that a reader of the agreement would list; footnotes stand last."""
    entries = [(block, entry) for block in layout.blocks for entry in _entries(block)]
    notes = [entry for block, entry in entries if is_footnote(block)]
    return (*(entry for block, entry in entries if not is_footnote(block)), *notes)


def is_item(block: Block) -> bool:
    """Tell whether ``block`` is an item of a list."""
    return isinstance(block, Paragraph) and block.kind is Kind.ITEM


def is_footnote(block: Block) -> bool:
    """Tell whether ``block`` is a footnote, which stands apart from the text around it."""
    return isinstance(block, Paragraph) and block.kind is Kind.FOOTNOTE


def replace_marks(text: str, write: Callable[[str], str]) -> str:
    """Return ``text`` with the mark of each footnote as ``write`` gives it for its number."""
    return _MARK.sub(lambda mark: write(mark[1]), text)


def split_marks(text: str) -> list[str]:
    """Return words and footnotes' numbers in turn; the words at the even places."""
    return _MARK.split(text)


def marks_of(text: str) -> list[str]:
    """Return the numbers of the footnotes that ``text`` refers to, in order."""
    return _MARK.findall(text)


def texts_of(block: Block) -> tuple[str, ...]:
    """Return every text of ``block`` in which a footnote's mark may stand."""
    if isinstance(block, Paragraph):
        return (block.text,)
    if isinstance(block, Table):
        return tuple(cell for row in block.rows for cell in row)
    return ()


def _entries(block: Block) -> Iterator[Entry]:
    if isinstance(block, Table):
        for row, label in zip(block.rows, block.labels, strict=True):
            yield Entry(label=label, level=block.level, text=_opening(row))
    elif block.label is not None:
        if isinstance(block, Paragraph):
            text, number = block.printed, block.number
        elif isinstance(block, Contents):
            text, number = block.title, ""
        else:
            text, number = block.lines[0], ""
        yield Entry(label=block.label, level=block.level, text=split_marks(text)[0], number=number)


def _opening(row: tuple[str, ...]) -> str:
    """Return the first cell with words: a line of columns goes on where the format likes."""
    return next((split_marks(cell)[0] for cell in row if cell.strip()), "")
