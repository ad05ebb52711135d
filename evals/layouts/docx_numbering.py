"""numbering.xml: the lists of a layout as Word defines them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from xml.sax.saxutils import quoteattr

from evals.layouts.blocks import BULLETS, Kind, Layout, Paragraph, Word
from evals.layouts.docx_styles import NAMESPACES, XML
from evals.layouts.numbering import LEVELS, Level, Place, Plan, plan_numbering

_INDENT = 425
_HANGING = 567
_MULTI = '<w:multiLevelType w:val="multilevel"/>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The lists of a Word file: ids of its ``w:num``, and the styles that are linked to levels.

    ``numbers`` has an id for each (list, level begun anew, how often); level -1 is the list as
    it stands. ``linked`` has (list, level) of each style.
    """

    plan: Plan
    numbers: Mapping[tuple[int, int, int], int]
    linked: Mapping[str, tuple[int, int]]

    def number_of(self, place: Place) -> int:
        """Return the ``w:num`` of a paragraph."""
        level = place.level if place.override else -1
        return self.numbers[place.numbering, level, place.override]


def make_numbering(layout: Layout) -> Numbering:
    """Return the lists of a layout; a layout with typed numbers has none but that of bullets."""
    plan = plan_numbering(layout)
    if layout.word is Word.TYPED:
        bulleted = (p if p and p.numbering == plan.bullets else None for p in plan.places)
        plan = replace(plan, numberings=(), places=tuple(bulleted), faults=())
    numbers: dict[tuple[int, int, int], int] = {(plan.bullets, -1, 0): 1}
    for numbering in range(len(plan.numberings)):
        numbers[numbering, -1, 0] = len(numbers) + 1
    for place in plan.places:
        if place and place.override:
            numbers.setdefault((place.numbering, place.level, place.override), len(numbers) + 1)
    linked = _link(layout, plan) if layout.word is Word.STYLED else {}
    return Numbering(plan=plan, numbers=numbers, linked=linked)


def style_of(block: Paragraph, level: int) -> str:
    """Return the style that numbers paragraphs of the block's kind at a level from 0."""
    if block.kind is Kind.ANNEX:
        return "Bilagsoverskrift"
    if block.kind is Kind.HEADING:
        return f"Overskrift{min(level, 5) + 1}"
    return f"{'Punkt' if block.kind is Kind.CLAUSE else 'Opstilling'}{level + 1}"


def linked_numbers(numbering: Numbering) -> dict[str, tuple[int, int]]:
    """Return the ``w:num`` and level of each linked style."""
    return {
        style: (numbering.numbers[number, -1, 0], level)
        for style, (number, level) in numbering.linked.items()
    }


def write_numbering(layout: Layout, numbering: Numbering) -> str:
    """Return numbering.xml."""
    plan = numbering.plan
    styles = {place: style for style, place in numbering.linked.items()}
    abstracts = [_bullets(layout)]
    for number, levels in enumerate(plan.numberings):
        drawn = (
            _level(level, levels.get(level), styles.get((number, level))) for level in range(LEVELS)
        )
        abstracts.append(_abstract(number + 1, "".join(drawn)))
    nums = (
        _num(num_id, number + 1, plan.numberings[number].get(level) if level >= 0 else None, level)
        for (number, level, _), num_id in numbering.numbers.items()
    )
    return f"{XML}<w:numbering {NAMESPACES}>{''.join(abstracts)}{''.join(nums)}</w:numbering>"


def _num(num_id: int, abstract: int, begun: Level | None, level: int) -> str:
    override = ""
    if begun is not None:
        override = (
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{begun.start}"/>'
            "</w:lvlOverride>"
        )
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def _level(place: int, level: Level | None, style: str | None) -> str:
    if level is None:
        body = '<w:start w:val="1"/><w:numFmt w:val="none"/><w:lvlText w:val=""/>'
    else:
        restart = "" if level.restarts else '<w:lvlRestart w:val="0"/>'
        linked = f'<w:pStyle w:val="{style}"/>' if style else ""
        legal = "<w:isLgl/>" if level.legal else ""
        body = (
            f'<w:start w:val="{level.start}"/><w:numFmt w:val="{level.counting}"/>'
            f"{restart}{linked}{legal}"
            f"<w:lvlText w:val={quoteattr(level.pattern)}/>"
        )
    return f'<w:lvl w:ilvl="{place}">{body}<w:lvlJc w:val="left"/>{_indent(place)}</w:lvl>'


def _bullets(layout: Layout) -> str:
    signs = {
        block.number
        for block in layout.blocks
        if isinstance(block, Paragraph) and block.number in BULLETS
    }
    sign = quoteattr(min(signs, default="•"))
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val={sign}/><w:lvlJc w:val="left"/>{_indent(level)}</w:lvl>'
        for level in range(LEVELS)
    )
    return _abstract(0, levels)


def _abstract(number: int, levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{_MULTI}{levels}</w:abstractNum>'


def _indent(level: int) -> str:
    left = _HANGING + max(0, level - 1) * _INDENT
    return f'<w:pPr><w:ind w:left="{left}" w:hanging="{_HANGING}"/></w:pPr>'


def _link(layout: Layout, plan: Plan) -> dict[str, tuple[int, int]]:
    """Give each level the style of its first paragraph; a style numbers one level only."""
    linked: dict[str, tuple[int, int]] = {}
    for block, place in _placed(layout, plan):
        level = (place.numbering, place.level)
        if place.numbering != plan.bullets and level not in linked.values():
            linked.setdefault(style_of(block, place.level), level)
    return linked


def _placed(layout: Layout, plan: Plan) -> Iterator[tuple[Paragraph, Place]]:
    for block, place in zip(layout.blocks, plan.places, strict=True):
        if isinstance(block, Paragraph) and place is not None:
            yield block, place
