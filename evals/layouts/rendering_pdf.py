"""A layout as PDF by a producer other than LibreOffice: justified, hyphenated, hanging indents."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Flowing
from reportlab.platypus import Table as Grid

from evals.layouts.blocks import (
    Block,
    Contents,
    Kind,
    Layout,
    Paragraph,
    Table,
    is_footnote,
    replace_marks,
)
from evals.layouts.hyphenating import hyphenate

_MARGIN = 25 * mm
_WIDTH = A4[0] - 2 * _MARGIN - 12  # the frame's own padding
_FONT = "Vera"
_BOLD = "VeraBd"
_HANG = 34
_ITEM_HANG = 22
_HEADS = frozenset({Kind.HEADING, Kind.ANNEX, Kind.QUESTION})
# Signs that the font lacks and what a typesetter would take.
_SUBSTITUTES = {"\u2011": "-", "\u2010": "-", "●": "•", "▪": "•", "○": "o", "→": "->", "☐": "[ ]"}


def render_pdf(layout: Layout) -> bytes:
    """Return the bytes of a PDF; footnotes stand at the end."""
    _, pages = _build(layout, of=0)
    data, _ = _build(layout, of=pages)
    return data


def _build(layout: Layout, *, of: int) -> tuple[bytes, int]:
    """Return the file and its number of pages, printed as ``of``."""
    _register_fonts()
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=layout.name,
        invariant=1,  # the same file for the same layout
    )

    def decorate(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont(_FONT, 8)
        if layout.running_head:
            canvas.drawString(_MARGIN, A4[1] - 15 * mm, _printable(layout.running_head))
        if layout.page_numbers:
            number = layout.page_numbers.format(n=template.page, m=of)
            canvas.drawCentredString(A4[0] / 2, 13 * mm, number)

    body = [part for block in layout.blocks if not is_footnote(block) for part in _flow(block)]
    notes = [part for block in layout.blocks if is_footnote(block) for part in _flow(block)]
    document.build([*body, *notes], onFirstPage=decorate, onLaterPages=decorate)
    return buffer.getvalue(), document.page


@cache
def _register_fonts() -> None:
    """Register the fonts that reportlab brings along: no system font is needed."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in (_FONT, _BOLD):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


def _flow(block: Block) -> Iterator[Flowable]:
    if isinstance(block, Paragraph):
        yield _paragraph(block)
    elif isinstance(block, Contents):
        yield Flowing(_words(block.title), _style("contents", bold=True, size=12))
        yield _contents(block)
        yield Spacer(1, 10)
    elif isinstance(block, Table):
        yield _table(block)
        yield Spacer(1, 10)
    else:
        for line in block.lines:
            blank = f" {'_' * 24}" if line.endswith(":") else ""
            yield Flowing(_words(line) + blank, _style("fields", after=14))


def _paragraph(block: Paragraph) -> Flowable:
    if block.kind is Kind.TITLE:
        size = 16 if block.label else 12
        return Flowing(_words(block.text), _style("title", bold=True, size=size, centred=True))
    if block.kind in _HEADS:
        size = max(10, 13 - block.depth)
        return Flowing(_words(block.printed), _style("head", bold=True, size=size, before=8))
    if block.kind is Kind.FOOTNOTE:
        number = f"<super>{block.number}</super> "
        return Flowing(number + _words(block.text), _style("note", size=8))
    text = _words(hyphenate(block.text))
    if not block.number:
        return Flowing(text, _style("body", justified=True))
    left = 0 if block.level == 1 else _HANG + (block.level - 2) * _ITEM_HANG
    hang = _HANG if block.level == 1 else _ITEM_HANG
    style = _style(f"hanging{block.level}", justified=True, left=left + hang, bullet=left)
    return Flowing(text, style, bulletText=_printable(block.number))


def _style(
    name: str,
    *,
    bold: bool = False,
    size: int = 10,
    left: int = 0,
    bullet: int = 0,
    before: int = 0,
    after: int = 6,
    justified: bool = False,
    centred: bool = False,
) -> ParagraphStyle:
    font = _BOLD if bold else _FONT
    return ParagraphStyle(
        name,
        fontName=font,
        bulletFontName=font,
        bulletFontSize=size,
        fontSize=size,
        leading=size * 1.3,
        leftIndent=left,
        bulletIndent=bullet,
        spaceBefore=before,
        spaceAfter=after,
        alignment=TA_JUSTIFY if justified else TA_CENTER if centred else 0,
        embeddedHyphenation=1,
    )


def _contents(block: Contents) -> Flowable:
    room = _WIDTH - 90
    dot = pdfmetrics.stringWidth(" .", _FONT, 10)
    rows = []
    for number, title, page in block.entries:
        words = _printable(title)
        dots = int((room - 14 - pdfmetrics.stringWidth(words, _FONT, 10)) // dot)
        rows.append([_printable(number), words + " ." * max(0, dots), str(page)])
    return Grid(
        rows,
        colWidths=[60, room, 30],
        style=[("FONT", (0, 0), (-1, -1), _FONT, 10), ("ALIGN", (2, 0), (2, -1), "RIGHT")],
    )


def _table(block: Table) -> Flowable:
    columns = len(block.rows[0])
    head, cell = _style("cell head", bold=True, size=9, after=0), _style("cell", size=9, after=0)
    rows = [
        [Flowing(_words(text), cell if i else head) for text in row]
        for i, row in enumerate(block.rows)
    ]
    return Grid(
        rows,
        colWidths=[_WIDTH / columns] * columns,
        repeatRows=1,
        style=[("GRID", (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "TOP")],
    )


def _words(text: str) -> str:
    return replace_marks(escape(_printable(text)), lambda number: f"<super>{number}</super>")


def _printable(text: str) -> str:
    """Return ``text`` in signs that the font has: a missing one would be an empty box."""
    _register_fonts()
    glyphs = pdfmetrics.getFont(_FONT).face.charToGlyph
    return "".join(
        sign if ord(sign) in glyphs or sign.isspace() else _SUBSTITUTES.get(sign, "?")
        for sign in text
    )
