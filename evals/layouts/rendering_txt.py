"""A layout as plain text: wrapped as a converter prints it, or one paragraph a line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.layouts.blocks import (
    Block,
    Contents,
    Fields,
    Kind,
    Layout,
    Paragraph,
    Table,
    is_footnote,
    marks_of,
    replace_marks,
    texts_of,
)

WIDTH = 88
_PAGE = 54
_HANG = 7
_ITEM_HANG = 5
_GAP = 3
_HEADS = frozenset({Kind.TITLE, Kind.HEADING, Kind.ANNEX, Kind.QUESTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Lines that stay together, and the footnotes marked in them."""

    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()


def render_lines(layout: Layout) -> str:
    """Return one paragraph a line, cells apart by tabs, footnotes at the end."""
    body = [line for block in layout.blocks if not is_footnote(block) for line in _plain(block)]
    notes = [line for block in layout.blocks if is_footnote(block) for line in _plain(block)]
    return "".join(f"{mark_plainly(line)}\n" for line in (*body, *notes))


def render_wrapped(layout: Layout) -> str:
    """Return lines of at most 88 signs with hanging indents.

    A layout with a running head or page numbers is cut into pages, each ended by a form feed,
    with its footnotes at the foot; otherwise footnotes stand at the end.
    """
    notes = {
        block.number: _wrap(f"[{block.number}] ", block.text, first="", rest=" " * 4)
        for block in layout.blocks
        if isinstance(block, Paragraph) and is_footnote(block)
    }
    pieces = [
        piece for block in layout.blocks if not is_footnote(block) for piece in _pieces(block)
    ]
    if not (layout.running_head or layout.page_numbers):
        lines = [line for piece in pieces for line in piece.lines]
        lines += [line for note in notes.values() for line in note]
        return "".join(f"{line}\n" for line in lines)
    pages = _paginate(pieces, notes)
    return "".join(
        _page(layout, lines, number=number, of=len(pages))
        for number, lines in enumerate(pages, start=1)
    )


def mark_plainly(text: str) -> str:
    """Return ``text`` with footnotes' marks as text has them."""
    return replace_marks(text, lambda number: f"[{number}]")


def _plain(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        number = f"[{block.number}]" if is_footnote(block) else block.number
        yield f"{number} {block.text}".strip()
    elif isinstance(block, Contents):
        yield block.title
        for number, title, page in block.entries:
            yield "\t".join(part for part in (number, title, str(page)) if part)
    elif isinstance(block, Table):
        yield from ("\t".join(row) for row in block.rows)
    else:
        yield from block.lines


def _pieces(block: Block) -> Iterator[_Piece]:
    notes = tuple(mark for text in texts_of(block) for mark in marks_of(text))
    if isinstance(block, Paragraph):
        yield _Piece(lines=(*_paragraph(block), ""), notes=notes)
    elif isinstance(block, Contents):
        yield _Piece(lines=(block.title, ""))
        yield _Piece(lines=(*(_contents_line(*entry) for entry in block.entries), ""))
    elif isinstance(block, Table):
        for row in _columns(block):
            yield _Piece(lines=row)
        yield _Piece(lines=("",), notes=notes)
    else:
        yield _Piece(lines=(*_fields(block), ""))


def _paragraph(block: Paragraph) -> list[str]:
    text = mark_plainly(block.text)
    if block.kind is Kind.TITLE:
        return [line.center(WIDTH).rstrip() for line in textwrap.wrap(text, WIDTH)]
    if block.kind is Kind.ANNEX and len(block.number) + len(text) > WIDTH // 2:
        return [block.number, *textwrap.wrap(text, WIDTH)]
    if block.kind in _HEADS or not block.number:
        indent = " " * _indent(block.level)
        number = f"{block.number} " if block.number else ""
        return _wrap(number, text, first=indent, rest=indent)
    hang = _HANG if block.level == 1 else _ITEM_HANG
    indent = " " * _indent(block.level)
    number = block.number.ljust(hang - 1) + " "
    return _wrap(number, text, first=indent, rest=indent + " " * hang)


def _indent(level: int) -> int:
    return 0 if level == 1 else _HANG + (level - 2) * _ITEM_HANG


def _wrap(number: str, text: str, *, first: str, rest: str) -> list[str]:
    # A wrapper would collapse the blanks after the number.
    held = f"{number.replace(' ', chr(0))}{text}"
    lines = textwrap.wrap(held, WIDTH, initial_indent=first, subsequent_indent=rest)
    return [line.replace(chr(0), " ").rstrip() for line in lines]


def _contents_line(number: str, title: str, page: int) -> str:
    start = f"{number.ljust(_HANG - 1)} {title} " if number else f"{title} "
    return f"{start.ljust(WIDTH - 4, '.')} {page:>3}"


def _columns(table: Table) -> list[tuple[str, ...]]:
    """Return the lines of each row; cells that are too wide go on in the lines below."""
    rows = [[mark_plainly(cell) for cell in row] for row in table.rows]
    widths = _widths(rows)
    result = []
    for row in rows:
        cells = [textwrap.wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        height = max(1, *(len(cell) for cell in cells))
        lines = []
        for i in range(height):
            parts = [cell[i] if i < len(cell) else "" for cell in cells]
            padded = (part.ljust(width) for part, width in zip(parts, widths, strict=True))
            lines.append((" " * _GAP).join(padded).rstrip())
        result.append(tuple(lines))
    return result


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return what each column needs, the widest cut until the whole fits."""
    widths = [max(1, *(len(cell) for cell in column)) for column in zip(*rows, strict=True)]
    room = WIDTH - _GAP * (len(widths) - 1)
    while sum(widths) > room:
        widths[widths.index(max(widths))] -= 1
    return widths


def _fields(block: Fields) -> Iterator[str]:
    for line in block.lines:
        yield f"{line} {'_' * 24}" if line.endswith(":") else line


def _paginate(pieces: Sequence[_Piece], notes: dict[str, list[str]]) -> list[list[str]]:
    pages: list[list[str]] = []
    body: list[str] = []
    foot: list[str] = []
    for piece in pieces:
        below = [line for mark in piece.notes for line in notes.get(mark, ())]
        for i, line in enumerate(piece.lines):
            added = below if i == 0 else []
            if len(body) + len(foot) + len(added) >= _PAGE:
                pages.append(_with_foot(body, foot))
                body, foot = [], []
            foot += added
            if line or body:
                body.append(line)
    pages.append(_with_foot(body, foot))
    return pages


def _with_foot(body: Sequence[str], foot: Sequence[str]) -> list[str]:
    return [*body, "", *foot] if foot else list(body)


def _page(layout: Layout, lines: Sequence[str], *, number: int, of: int) -> str:
    head = [layout.running_head, ""] if layout.running_head else []
    foot: list[str] = []
    if layout.page_numbers:
        foot = ["", layout.page_numbers.format(n=number, m=of).center(WIDTH).rstrip()]
    return "".join(f"{line}\n" for line in (*head, *lines, *foot)) + "\f"
