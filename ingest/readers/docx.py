"""Word: the text as it is printed, with the numbers that Word makes up while printing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.markers import find_marker
from ingest.readers.docx_blocks import Block, BlockReader, Paragraph, Row
from ingest.readers.docx_numbering import BULLET, Numbering
from ingest.readers.docx_package import LIMITS, Limits, Package, open_package
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_text import PAGE_BREAK, Note, WordReader
from ingest.readers.docx_tree import close_fields, find_nearest, value
from ingest.readers.source import SourceText
from ingest.reasons import because
from ingest.shapes import (
    company_prefix,
    ends_open,
    ends_sentence,
    has_finite_verb,
    is_field,
    starts_lower,
    words_of,
)
from klausul.errors import EmptyDocumentError, UnreadableFileError

_HEADING_LONGEST = 120
_TITLE_WORDS = 6  # a heading with a full stop, and no sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of the text and whether it stands apart from the line before it."""

    text: str
    is_heading: bool = False
    is_apart: bool = True


def read_docx(path: Path, *, limits: Limits = LIMITS) -> SourceText:
    """Read a Word file: each paragraph a line, each row of a table a line with tabs.

    Tracked changes count as accepted; comments, headers, footers and hidden text are left out.
    Notes come at the end, each with the raised number that marks it in the text. A number with no
    words after it is counted and not written: nobody can cite an empty clause.

    Raises:
        UnreadableFileError: The file is missing, damaged, locked or no Word file.
        UnsupportedFormatError: The file is in Word's binary format from before 2007.
        EmptyDocumentError: The document holds no words.
        FileLimitError: The file exceeds one of ``limits``.
    """
    with open_package(path, limits=limits) as package:
        lines = list(_read_lines(package, name=path.name))
    parts: list[str] = []
    headings: list[int] = []
    position = 0
    for line in lines:
        if parts:
            parts.append("\n\n" if line.is_apart else "\n")
            position += len(parts[-1])
        if line.is_heading:
            headings.append(position)
        parts.append(line.text)
        position += len(line.text)
    if not parts:
        raise because(
            EmptyDocumentError(f"{path.name}: the Word file holds no words"),
            "Dokumentet er tomt: Der er ingen tekst i Word-filen. "
            "Kontrollér, at det er den rigtige fil.",
        )
    return SourceText(text="".join(parts), heading_starts=frozenset(headings), has_paragraphs=True)


def _read_lines(package: Package, *, name: str) -> Iterator[_Line]:
    document = package.parse(package.main)
    body = document.find("body")
    if document.tag != "document" or body is None:
        foreign = UnreadableFileError(f"{name}: {package.main} is no Word document")
        raise because(foreign, "Filen er ikke et Word-dokument.")
    close_fields(body)
    styles = Styles(package.related("styles"))
    words = WordReader(styles)
    numbering = Numbering(package.related("numbering"), styles)
    blocks = BlockReader(styles=styles, numbering=numbering, words=words)
    last: Block | None = None
    for block in blocks.read(body):
        apart = last is None or not _belong_together(last, block)
        for line in _lines_of(block):
            yield _Line(text=line, is_heading=_is_heading(block, line), is_apart=apart)
            apart, last = False, block
    yield from _read_notes(package, words.notes, styles=styles)


def _lines_of(block: Block) -> list[str]:
    """Return the lines of a block; a paragraph without words has none."""
    if isinstance(block, Row):
        return [block.text]
    lines = _printed_lines(block)
    if lines and block.label:
        lines[0] = f"{block.label} {lines[0]}"
    entry, leader, page = block.text.rstrip().rpartition("\t")
    if block.is_contents and leader and page.strip().isdigit():
        return [f"{_tidy(f'{block.label} {entry}')}\t{page.strip()}"]
    return lines


def _printed_lines(paragraph: Paragraph) -> list[str]:
    """Return the lines that the author broke; a break amid a sentence or a heading is a blank."""
    lines: list[list[str]] = []
    for page in paragraph.text.split(PAGE_BREAK):
        broken = [line for line in map(_tidy, page.split("\n")) if line]
        for i, line in enumerate(broken):
            if i and (paragraph.is_outlined or _goes_on(broken[i - 1], line)):
                lines[-1].append(line)
            else:
                lines.append([line])
    return [" ".join(line) for line in lines]


def _goes_on(line: str, following: str) -> bool:
    """Tell whether the line after a break goes on with the sentence before it."""
    if find_marker(following):
        return False
    return ends_open(line) or (starts_lower(following) and not ends_sentence(line))


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _belong_together(block: Block, following: Block) -> bool:
    """Tell whether no blank line stands between two blocks: rows, entries, items of one list."""
    if isinstance(block, Row) or isinstance(following, Row):
        return (
            isinstance(block, Row) and isinstance(following, Row) and block.table == following.table
        )
    if block.place is None or following.place is None:
        return block.is_contents and following.is_contents
    same = block.place.num_id == following.place.num_id
    return same and following.place.level >= block.place.level


def _is_heading(block: Block, line: str) -> bool:
    """Tell whether a line is a heading by its style, or by being bold, short and no sentence.

    Many a clause has the style of a heading for the sake of its number; as a sentence it is none.
    """
    if isinstance(block, Row) or block.is_contents or len(line) > _HEADING_LONGEST:
        return False
    title = line.removesuffix(":")
    if block.is_outlined or block.is_title:
        long = len(words_of(title)) > _TITLE_WORDS or has_finite_verb(title)
        return not (ends_sentence(title) and long)
    words = title.removeprefix(block.label).strip()
    if not block.is_bold or block.label == BULLET or ends_sentence(title):
        return False
    if starts_lower(words) or ends_open(words) or not any(map(str.isalpha, words)):
        return False
    return not is_field(words) and company_prefix(words) is None


def _read_notes(package: Package, notes: tuple[Note, ...], *, styles: Styles) -> Iterator[_Line]:
    """Yield the footnotes and endnotes that the text refers to, in that order."""
    parts = {note.part for note in notes}
    roots = {part: root for part in sorted(parts) if (root := package.related(part)) is not None}
    for root in roots.values():
        close_fields(root)
    found = {
        (part, element.get("id", "")): element for part, root in roots.items() for element in root
    }
    reader = WordReader(styles)
    for note in notes:
        element = found.get((note.part, note.note_id))
        if element is None:
            continue
        paragraphs = find_nearest(element, "p")
        texts = [reader.read(p, styles.paragraph(value(p, "pPr/pStyle"))).text for p in paragraphs]
        if text := _tidy(" ".join(texts)):
            yield _Line(text=f"{note.mark} {text}".strip())
