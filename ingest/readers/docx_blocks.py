"""The paragraphs and rows of a Word file, numbered, with its tracked changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from ingest.readers.docx_numbering import Numbering, Place
from ingest.readers.docx_styles import BODY_LEVEL, Styles
from ingest.readers.docx_text import WordReader
from ingest.readers.docx_tree import find_nearest, flag, number, value
from ingest.shapes import is_prose

_MOST_IN_CELL = 3  # plain paragraphs in a cell that is still data
_NUMBER_CELL = re.compile(
    r"(?:§ ?|Bilag )?\(?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})(?:\.\w{1,2})*[.):]?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: its printed number and its words, with tabs and line breaks as typed.

    ``is_outlined`` and ``is_title`` tell that its style makes it a heading of the outline or a
    title, ``is_bold`` that all its words are bold, ``is_contents`` that it lists a heading.
    """

    text: str
    label: str = ""
    place: Place | None = None
    is_outlined: bool = False
    is_title: bool = False
    is_bold: bool = False
    is_contents: bool = False

    @property
    def flat(self) -> str:
        """The number and the words on one line."""
        return " ".join([self.label, *self.text.split()]).strip()

    @property
    def counts(self) -> bool:
        """Whether the paragraph is numbered, not merely bulleted."""
        return any(map(str.isalnum, self.label))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table, its cells joined by tabs; rows with the same ``table`` stand together."""

    text: str
    table: int

    @property
    def flat(self) -> str:
        """The words of the row without its columns."""
        return " ".join(self.text.split())


Block = Paragraph | Row
Cell = Sequence[Block]


class BlockReader:
    """Reads the blocks of a document in order, counting as it goes."""

    def __init__(self, *, styles: Styles, numbering: Numbering, words: WordReader) -> None:
        self._styles = styles
        self._numbering = numbering
        self._words = words
        self._tables = 0

    def read(self, container: Element) -> Iterator[Block]:
        """Yield the blocks of a body, a cell, a text box or a note; those without words left out.

        As in Word, an empty paragraph counts. Its number is yielded alone: in a cell it may be
        all there is.
        """
        opened: list[Paragraph] = []  # they run on into the next
        for element in find_nearest(container, "p", "tbl"):
            if element.tag == "tbl":
                yield from _joined(opened)
                opened = []
                yield from self._read_table(element)
                continue
            paragraph, boxes = self._read_paragraph(element)
            opened.append(paragraph)
            if not (_is_struck_out(element) or _is_hidden(element)):
                yield from _joined(opened)
                opened = []
            for box in boxes:
                yield from self.read(box)
        yield from _joined(opened)

    def _read_paragraph(self, element: Element) -> tuple[Paragraph, list[Element]]:
        properties = element.find("pPr")
        style = self._styles.paragraph(value(properties, "pStyle"))
        words = self._words.read(element, style)
        # Word prints no number before a paragraph that is gone, or hidden from end to end.
        gone = _is_struck_out(element) or (_is_hidden(element) and not words.text.strip())
        place = None if gone else self._numbering.place(properties, style)
        own_level = number(properties, "outlineLvl")
        outline = style.outline if own_level is None else own_level
        paragraph = Paragraph(
            text=f"{words.text} " if _is_hidden(element) else words.text,
            label="" if place is None else self._numbering.count(place),
            place=place,
            is_outlined=outline is not None and outline < BODY_LEVEL,
            is_title=style.is_title,
            is_bold=words.is_bold,
            is_contents=words.is_contents,
        )
        return paragraph, words.boxes

    def _read_table(self, table: Element) -> Iterator[Block]:
        self._tables += 1
        table_id = self._tables
        rows = [
            [list(self.read(cell)) for cell in _cells(row)]
            for row in find_nearest(table, "tr")
            if row.find("trPr/del") is None
        ]
        single = all(len(row) <= 1 for row in rows)
        for cells in rows:
            if single or _is_layout(cells):
                yield from _lay_out(cells)
            elif any(cells):
                texts = [" ".join(block.flat for block in cell) for cell in cells]
                yield Row(text="\t".join(texts).rstrip(), table=table_id)


def _cells(row: Element) -> Iterator[Element]:
    """Yield the cells of a row; one that a cell above or before it covers is empty."""
    for cell in find_nearest(row, "tc"):
        if cell.find("tcPr/cellDel") is not None:
            continue
        merges = [cell.find("tcPr/vMerge"), cell.find("tcPr/hMerge")]
        covered = any(m is not None and m.get("val") != "restart" for m in merges)
        yield Element("tc") if covered else cell


def _is_layout(cells: Sequence[Cell]) -> bool:
    """Tell whether a row only lays out running text: its cells hold clauses, not data."""
    for column, cell in enumerate(cells):
        texts = [block for block in cell if isinstance(block, Paragraph) and block.text.strip()]
        numbered = [paragraph for paragraph in texts if paragraph.counts]
        plain = [paragraph for paragraph in texts if not paragraph.label]
        prose = [paragraph for paragraph in texts if is_prose(paragraph.flat)]
        if prose and len(numbered) > 1:
            return True
        if len(plain) > _MOST_IN_CELL and len(prose) > 1:
            return True
        if column and any(paragraph in prose for paragraph in numbered):
            return True
    return False


def _lay_out(cells: Sequence[Cell]) -> Iterator[Block]:
    """Yield the blocks of all cells; a cell with only a number numbers the cell after it."""
    label = ""
    for cell in cells:
        blocks = list(cell)
        if label and blocks and isinstance(blocks[0], Paragraph) and not blocks[0].label:
            blocks[0] = replace(blocks[0], label=label)
        elif label:
            yield Paragraph(text=label)
        label = ""
        if len(blocks) == 1 and _NUMBER_CELL.fullmatch(blocks[0].flat):
            label = blocks[0].flat
        else:
            yield from blocks
    if label:
        yield Paragraph(text=label)


def _joined(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield paragraphs with nothing between them as one; the first number is the one printed."""
    if not any(paragraph.text.strip() or paragraph.label for paragraph in paragraphs):
        return
    numbered = next((one for one in paragraphs if one.label), paragraphs[-1])
    yield replace(
        paragraphs[-1],
        text="".join(paragraph.text for paragraph in paragraphs),
        label=numbered.label,
        place=numbered.place,
        is_bold=all(paragraph.is_bold for paragraph in paragraphs),
    )


def _is_struck_out(paragraph: Element) -> bool:
    """Tell whether the end of a paragraph is deleted or moved away."""
    marks = ("pPr/rPr/del", "pPr/rPr/moveFrom")
    return any(paragraph.find(mark) is not None for mark in marks)


def _is_hidden(paragraph: Element) -> bool:
    """Tell whether the end of a paragraph is hidden, as after a heading run into its text."""
    return bool(flag(paragraph, "pPr/rPr/vanish") or flag(paragraph, "pPr/rPr/specVanish"))
