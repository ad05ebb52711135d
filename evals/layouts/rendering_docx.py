"""A layout as a Word file, its numbers counted by lists, linked to styles or typed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from xml.sax.saxutils import escape

from evals.layouts.blocks import (
    Block,
    Contents,
    Kind,
    Layout,
    Paragraph,
    Table,
    Word,
    is_footnote,
    split_marks,
)
from evals.layouts.docx_numbering import (
    Numbering,
    linked_numbers,
    make_numbering,
    style_of,
    write_numbering,
)
from evals.layouts.docx_styles import (
    NAMESPACES,
    XML,
    write_content_types,
    write_document_relations,
    write_package_relations,
    write_settings,
    write_styles,
)
from evals.layouts.numbering import Place, plan_numbering

_WIDTH = 9016
_NOT_COUNTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
_DATE = (1980, 1, 1, 0, 0, 0)  # the same file for the same layout
_FIELDS = {"n": "PAGE", "m": "NUMPAGES"}
_HEADS = frozenset({Kind.HEADING, Kind.ANNEX, Kind.QUESTION})


def render_docx(layout: Layout) -> bytes:
    """Return the bytes of a .docx."""
    numbering = make_numbering(layout)
    parts = {
        "[Content_Types].xml": write_content_types(),
        "_rels/.rels": write_package_relations(),
        "word/_rels/document.xml.rels": write_document_relations(),
        "word/document.xml": _document(layout, numbering),
        "word/styles.xml": write_styles(linked_numbers(numbering)),
        "word/numbering.xml": write_numbering(layout, numbering),
        "word/footnotes.xml": _footnotes(layout),
        "word/settings.xml": write_settings(),
        "word/header.xml": _margin("hdr", "Sidehoved", _run(layout.running_head or "")),
        "word/footer.xml": _margin("ftr", "Sidefod", _page_number(layout.page_numbers or "")),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), text.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def render_docx_for_libreoffice(layout: Layout) -> bytes:
    """Return the bytes of a .docx whose numbers LibreOffice prints as Word does.

    It knows neither digits below Roman numbers nor levels that never begin again; where a layout
    needs one of them, its numbers are typed.
    """
    if plan_numbering(layout).is_words_own:
        layout = replace(layout, word=Word.TYPED)
    return render_docx(layout)


def _document(layout: Layout, numbering: Numbering) -> str:
    body = "".join(
        text
        for block, place in zip(layout.blocks, numbering.plan.places, strict=True)
        for text in _block(block, place, layout=layout, numbering=numbering)
    )
    return (
        f"{XML}<w:document {NAMESPACES}><w:body>{body}<w:sectPr>"
        '<w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" '
        'w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _block(
    block: Block, place: Place | None, *, layout: Layout, numbering: Numbering
) -> Iterator[str]:
    if isinstance(block, Paragraph):
        if not is_footnote(block):
            yield _paragraph(block, place, layout=layout, numbering=numbering)
    elif isinstance(block, Contents):
        yield from _contents(block)
    elif isinstance(block, Table):
        yield _table(block)
    else:
        yield from (_p(_run(line)) for line in block.lines)


def _paragraph(
    block: Paragraph, place: Place | None, *, layout: Layout, numbering: Numbering
) -> str:
    if block.kind is Kind.TITLE:
        return _p(_runs(block.text), style="Titel" if block.label else "Undertitel")
    if place is None:
        return _typed(block, layout.word)
    counted = (
        f'<w:numPr><w:ilvl w:val="{place.level}"/>'
        f'<w:numId w:val="{numbering.number_of(place)}"/></w:numPr>'
    )
    if layout.word is Word.AUTOMATIC or place.numbering == numbering.plan.bullets:
        return _p(
            _runs(block.text, bold=block.kind in _HEADS), style="Listeafsnit", numbering=counted
        )
    style = style_of(block, place.level)
    is_linked = numbering.linked.get(style) == (place.numbering, place.level)
    return _p(
        _runs(block.text),
        style=style,
        numbering="" if is_linked and not place.override else counted,
    )


def _typed(block: Paragraph, word: Word) -> str:
    """Return a paragraph whose number, if any, is part of its words."""
    if block.kind not in _HEADS:
        number = f"{block.number}\t" if block.number else ""
        return _p(_runs(number + block.text), style="Listeafsnit" if block.number else None)
    if word is Word.AUTOMATIC:
        return _p(_runs(block.printed, bold=True))
    style = style_of(block, block.depth - 1)
    if block.kind is Kind.QUESTION:
        style = "Overskrift2"
    return _p(_runs(block.printed), style=style, numbering=_NOT_COUNTED)


def _contents(block: Contents) -> Iterator[str]:
    """Write the field as Word leaves it: its entries as they were when it was last updated."""
    yield _p(_run(block.title, bold=True), style="Overskrift")
    last = len(block.entries) - 1
    for i, (number, title, page) in enumerate(block.entries):
        words = f"{number}\t{title}\t{page}" if number else f"{title}\t{page}"
        before = _field_sign("begin") + _instruction("TOC \\o &quot;1-2&quot;") if i == 0 else ""
        before += _field_sign("separate") if i == 0 else ""
        after = _field_sign("end") if i == last else ""
        yield _p(f"{before}{_run(words)}{after}", style="Indholdsfortegnelse1")


def _table(block: Table) -> str:
    columns = len(block.rows[0])
    width = _WIDTH // columns
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    rows = []
    for i, row in enumerate(block.rows):
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{_p(_runs(cell, bold=i == 0))}</w:tc>"
            for cell in row
        )
        head = "<w:trPr><w:tblHeader/></w:trPr>" if i == 0 else ""
        rows.append(f"<w:tr>{head}{cells}</w:tr>")
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Tabel-Gitter"/>'
        f'<w:tblW w:w="{_WIDTH}" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def _footnotes(layout: Layout) -> str:
    """Write the notes after the two separators that Word wants; note 1 has the id 2."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{i}"><w:p><w:r><w:{sign}/></w:r></w:p></w:footnote>'
        for i, (kind, sign) in enumerate(
            (("separator", "separator"), ("continuationSeparator", "continuationSeparator"))
        )
    )
    mark = '<w:r><w:rPr><w:rStyle w:val="Fodnotehenvisning"/></w:rPr><w:footnoteRef/></w:r>' + _run(
        " "
    )
    notes = "".join(
        f'<w:footnote w:id="{int(block.number) + 1}">'
        f"{_p(mark + _run(block.text), style='Fodnotetekst')}</w:footnote>"
        for block in layout.blocks
        if isinstance(block, Paragraph) and is_footnote(block)
    )
    return f"{XML}<w:footnotes {NAMESPACES}>{separators}{notes}</w:footnotes>"


def _margin(tag: str, style: str, content: str) -> str:
    return f"{XML}<w:{tag} {NAMESPACES}>{_p(content, style=style)}</w:{tag}>"


def _page_number(pattern: str) -> str:
    return "".join(
        f'<w:fldSimple w:instr=" {_FIELDS[part]} ">{_run("1")}</w:fldSimple>'
        if i % 2
        else _run(part)
        for i, part in enumerate(re.split(r"\{(n|m)\}", pattern))
    )


def _p(content: str, *, style: str | None = None, numbering: str = "") -> str:
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + numbering
    wrapped = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{wrapped}{content}</w:p>"


def _runs(text: str, *, bold: bool = False) -> str:
    """Write words, and for each mark the reference by which Word prints the footnote's number."""
    return "".join(
        '<w:r><w:rPr><w:rStyle w:val="Fodnotehenvisning"/></w:rPr>'
        f'<w:footnoteReference w:id="{int(part) + 1}"/></w:r>'
        if i % 2
        else _run(part, bold=bold)
        for i, part in enumerate(split_marks(text))
    )


def _run(text: str, *, bold: bool = False) -> str:
    if not text:
        return ""
    words = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
        for part in text.split("\t")
    )
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{words}</w:r>"


def _field_sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _instruction(words: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {words} </w:instrText></w:r>'
