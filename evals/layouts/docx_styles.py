"""The Word file's fixed parts: package, styles and settings, named as a Danish Word names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{MAIN}" xmlns:r="{_RELATIONS}"'
PARTS = ("styles", "numbering", "footnotes", "settings", "header", "footer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One paragraph style; ``name`` is the built-in English one where Word has it."""

    style_id: str
    name: str
    properties: str = ""
    run: str = ""


_BOLD = "<w:b/>"
STYLES = (
    Style(style_id="Titel", name="Title", run=_BOLD + '<w:sz w:val="36"/>'),
    Style(style_id="Undertitel", name="Subtitle", run='<w:sz w:val="26"/>'),
    *(
        Style(
            style_id=f"Overskrift{level}",
            name=f"heading {level}",
            properties='<w:keepNext/><w:spacing w:before="240" w:after="80"/>'
            f'<w:outlineLvl w:val="{level - 1}"/>',
            run=f'{_BOLD}<w:sz w:val="{30 - 2 * level}"/>',
        )
        for level in range(1, 7)
    ),
    Style(style_id="Listeafsnit", name="List Paragraph"),
    Style(style_id="Bilagsoverskrift", name="Bilagsoverskrift", run=_BOLD),
    *(Style(style_id=f"Punkt{level}", name=f"Punkt niveau {level}") for level in range(1, 10)),
    *(Style(style_id=f"Opstilling{level}", name=f"Opstilling {level}") for level in range(1, 10)),
    Style(
        style_id="Indholdsfortegnelse1",
        name="toc 1",
        properties='<w:tabs><w:tab w:val="left" w:pos="880"/>'
        '<w:tab w:val="right" w:leader="dot" w:pos="9016"/></w:tabs>',
    ),
    Style(style_id="Overskrift", name="TOC Heading", run=_BOLD),
    Style(style_id="Sidehoved", name="header"),
    Style(style_id="Sidefod", name="footer", properties='<w:jc w:val="center"/>'),
    Style(style_id="Fodnotetekst", name="footnote text", run='<w:sz w:val="18"/>'),
)


def write_styles(linked: Mapping[str, tuple[int, int]]) -> str:
    """Return styles.xml.

    Args:
        linked: List and level of each style that numbers its paragraphs.
    """
    return (
        f"{XML}<w:styles {NAMESPACES}>"
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="DejaVu Serif" w:hAnsi="DejaVu Serif" w:cs="DejaVu Serif"/>'
        '<w:sz w:val="21"/><w:lang w:val="da-DK"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style>'
        f"{''.join(_styles(linked))}"
        '<w:style w:type="character" w:styleId="Fodnotehenvisning">'
        '<w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="table" w:styleId="Tabel-Gitter"><w:name w:val="Table Grid"/>'
        f"<w:tblPr><w:tblBorders>{_borders()}</w:tblBorders></w:tblPr></w:style>"
        "</w:styles>"
    )


def write_content_types() -> str:
    """Return [Content_Types].xml."""
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{part}+xml"/>'
        for part in PARTS
    )
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f"{overrides}</Types>"
    )


def write_package_relations() -> str:
    """Return _rels/.rels."""
    return (
        f'{XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
    )


def write_document_relations() -> str:
    """Return word/_rels/document.xml.rels; a part's id is its name."""
    relations = "".join(
        f'<Relationship Id="{part}" Type="{_RELATIONS}/{part}" Target="{part}.xml"/>'
        for part in PARTS
    )
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def write_settings() -> str:
    """Return settings.xml: the compatibility mode of today's Word."""
    return (
        f"{XML}<w:settings {NAMESPACES}>"
        '<w:footnotePr><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def _styles(linked: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    for style in STYLES:
        numbering = ""
        if style.style_id in linked:
            number, level = linked[style.style_id]
            shown_level = f'<w:ilvl w:val="{level}"/>' if level else ""
            numbering = f'<w:numPr>{shown_level}<w:numId w:val="{number}"/></w:numPr>'
        yield (
            f'<w:style w:type="paragraph" w:styleId="{style.style_id}">'
            f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
            f"<w:pPr>{_ordered(style.properties, numbering)}</w:pPr>"
            f"<w:rPr>{style.run}</w:rPr></w:style>"
        )


def _ordered(properties: str, numbering: str) -> str:
    """Put the numbering where the schema wants it: after keepNext, before tabs and spacing."""
    keep = "<w:keepNext/>"
    if properties.startswith(keep):
        return f"{keep}{numbering}{properties.removeprefix(keep)}"
    return f"{numbering}{properties}"


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0"/>' for side in sides)
