"""A layout as Markdown: headings by depth with their numbers typed, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator

from evals.layouts.blocks import (
    BULLETS,
    Block,
    Contents,
    Kind,
    Layout,
    Paragraph,
    Table,
    is_footnote,
    is_item,
)

_DEEPEST = 6
_INDENT = 3


def render_md(layout: Layout) -> str:
    """Return the Markdown; footnotes stand at the end."""
    body = [block for block in layout.blocks if not is_footnote(block)]
    notes = [block for block in layout.blocks if is_footnote(block)]
    text = ""
    above: Block | None = None
    for block in (*body, *notes):
        if above is not None:
            # The items of a list stand together, as people write them.
            text += "\n" if is_item(above) and is_item(block) else "\n\n"
        text += "\n".join(_lines(block))
        above = block
    return text + "\n"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _paragraph(block)
    elif isinstance(block, Contents):
        yield f"## {block.title}"
        yield ""
        yield from (f"- {number} {title}".replace("  ", " ") for number, title, _ in block.entries)
    elif isinstance(block, Table):
        head, *rows = block.rows
        yield _row(head)
        yield _row(["---"] * len(head))
        yield from (_row(row) for row in rows)
    else:
        yield from (f"{line}  " for line in block.lines)


def _paragraph(block: Paragraph) -> str:
    if block.kind is Kind.TITLE:
        return f"# {block.text}" if block.label else f"**{block.text}**"
    if block.kind in (Kind.HEADING, Kind.ANNEX):
        return f"{'#' * min(block.depth + 1, _DEEPEST)} {block.printed}"
    if block.kind is Kind.QUESTION:
        return f"### {block.text}"
    if block.kind is Kind.FOOTNOTE:
        return f"[^{block.number}]: {block.text}"
    if block.kind is Kind.ITEM:
        number = "-" if block.number in BULLETS else block.number
        return f"{' ' * (_INDENT * max(0, block.level - 2))}{number} {block.text}"
    return block.printed


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
