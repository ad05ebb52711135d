"""Whether a layout agrees with itself: labels, levels, tables and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evals.layouts.blocks import (
    BULLETS,
    Fields,
    Kind,
    Layout,
    Paragraph,
    Table,
    Word,
    is_footnote,
    marks_of,
    texts_of,
)
from evals.layouts.numbering import plan_numbering

_GROUP = re.compile(r"[^\W_]+")
_LABELLED = frozenset({Kind.CLAUSE, Kind.ITEM, Kind.ANNEX, Kind.QUESTION, Kind.FOOTNOTE})


def find_faults(layout: Layout) -> list[str]:
    """Return what is wrong in a layout, each with its block; empty when it agrees with itself."""
    return [
        f"block {place}: {what}"
        for check in (_check_blocks, _check_levels, _check_footnotes, _check_counting)
        for place, what in check(layout)
    ]


def _check_blocks(layout: Layout) -> Iterator[tuple[int, str]]:
    for place, block in enumerate(layout.blocks, start=1):
        fault = _table_fault(block) if isinstance(block, Table) else None
        if isinstance(block, Paragraph):
            fault = _label_fault(block)
        if fault:
            yield place, fault
    first = layout.blocks[0]
    if isinstance(first, Paragraph | Fields) and first.label is None:
        yield 1, "has no label, and no entry above to go on with"


def _label_fault(block: Paragraph) -> str | None:
    if block.label is None:
        numbered = block.kind is Kind.HEADING and block.number
        return "needs a label" if numbered or block.kind in _LABELLED else None
    if block.number in BULLETS:
        return None if "•" in block.label else f"a bullet's label has •, not {block.label!r}"
    printed = _GROUP.findall(block.number.casefold())
    named = _GROUP.findall(block.label.casefold())
    if printed and named and named[-1] not in printed:
        return f"label {block.label!r} does not end with a part of its number {block.number!r}"
    return None


def _table_fault(block: Table) -> str | None:
    if len(block.rows) != len(block.labels):
        return f"{len(block.rows)} rows, {len(block.labels)} labels"
    widths = {len(row) for row in block.rows}
    if len(widths) > 1:
        return f"rows of {sorted(widths)} cells, expected equally many"
    return None if all(any(row) for row in block.rows) else "a row without words"


def _check_levels(layout: Layout) -> Iterator[tuple[int, str]]:
    above = 0
    for place, block in enumerate(layout.blocks, start=1):
        if not isinstance(block, Table) and block.label is None:
            continue
        if block.level > above + 1:
            yield place, f"level {block.level} stands in level {above}, expected at most one more"
        above = block.level


def _check_footnotes(layout: Layout) -> Iterator[tuple[int, str]]:
    marks = [
        (place, mark)
        for place, block in enumerate(layout.blocks, start=1)
        for text in texts_of(block)
        for mark in marks_of(text)
    ]
    notes = {
        block.number
        for block in layout.blocks
        if isinstance(block, Paragraph) and is_footnote(block)
    }
    yield from ((place, f"no footnote {mark!r}") for place, mark in marks if mark not in notes)
    marked = {mark for _, mark in marks}
    for place, block in enumerate(layout.blocks, start=1):
        if isinstance(block, Paragraph) and is_footnote(block) and block.number not in marked:
            yield place, f"footnote {block.number!r} is marked nowhere"
    expected = [str(number) for number in range(1, len(marks) + 1)]
    if [mark for _, mark in marks] != expected:
        yield marks[0][0], f"footnotes are marked {[m for _, m in marks]}, expected {expected}"


def _check_counting(layout: Layout) -> Iterator[tuple[int, str]]:
    if layout.word is not Word.TYPED:
        yield from plan_numbering(layout).faults
