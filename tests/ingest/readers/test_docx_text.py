from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest

from ingest.readers.docx_styles import Styles
from ingest.readers.docx_text import Note, WordReader, Words
from ingest.readers.docx_tree import close_fields, find_nearest

# Elements as the package hands them on: by their local names.

STYLES = """<styles>
  <style type="paragraph" styleId="Fed"><rPr><b/></rPr></style>
  <style type="paragraph" styleId="Svag"><basedOn val="Fed"/><rPr><b val="0"/></rPr></style>
  <style type="character" styleId="Staerk"><rPr><b/></rPr></style>
  <style type="character" styleId="Skjult"><rPr><vanish/></rPr></style>
  <style type="paragraph" styleId="TOC1"><name val="toc 1"/></style>
</styles>"""


def read_all(paragraphs: str) -> tuple[list[Words], WordReader]:
    styles = Styles(fromstring(STYLES))
    body = fromstring(f"<body>{paragraphs}</body>")
    close_fields(body)
    reader = WordReader(styles)

    def style(paragraph: Element) -> str | None:
        named = paragraph.find("pPr/pStyle")
        return None if named is None else named.get("val")

    words = [reader.read(p, styles.paragraph(style(p))) for p in find_nearest(body, "p")]
    return words, reader


def texts(paragraphs: str) -> list[str]:
    return [words.text for words in read_all(paragraphs)[0]]


def run(text: str, properties: str = "") -> str:
    return f"<r><rPr>{properties}</rPr><t>{text}</t></r>"


def mark(kind: str, form: str = "") -> str:
    return f'<r><fldChar fldCharType="{kind}">{form}</fldChar></r>'


def instruct(text: str) -> str:
    return f"<r><instrText>{text}</instrText></r>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(run("Data") + run(" slettes."), "Data slettes.", id="runs"),
        pytest.param(f"<ins>{run('Straks')}</ins>", "Straks", id="inserted"),
        pytest.param(f"A<del>{run('B')}</del>{run('C')}", "C", id="deleted"),
        pytest.param(f"<ins>{run('a')}<del>{run('b')}</del></ins>", "a", id="inserted, deleted"),
        pytest.param(f"<moveFrom>{run('fra')}</moveFrom>", "", id="moved from here"),
        pytest.param(f"<moveTo>{run('til')}</moveTo>", "til", id="moved to here"),
        pytest.param("<r><delText>væk</delText></r>", "", id="deleted words outside a deletion"),
        pytest.param("<r><t>a</t><tab/><t>b</t></r>", "a\tb", id="tab"),
        pytest.param("<r><t>a</t><br/><t>b</t><cr/><t>c</t></r>", "a\nb\nc", id="line break"),
        pytest.param('<r><t>a</t><br type="page"/><t>b</t></r>', "a\fb", id="page break"),
        pytest.param("<r><t>e</t><noBreakHyphen/><t>mail</t></r>", "e-mail", id="hard hyphen"),
        pytest.param("<r><t>be</t><softHyphen/><t>handler</t></r>", "behandler", id="soft hyphen"),
        pytest.param(f"<hyperlink>{run('klausul.dk')}</hyperlink>", "klausul.dk", id="hyperlink"),
        pytest.param(
            f"<smartTag><smartTagPr/>{run('Odense')}</smartTag>", "Odense", id="smart tag"
        ),
        pytest.param(f"<customXml>{run('Aarhus')}</customXml>", "Aarhus", id="custom XML"),
        pytest.param(
            f"<sdt><sdtPr><rPr/></sdtPr><sdtContent>{run('Kunden')}</sdtContent></sdt>",
            "Kunden",
            id="content control",
        ),
        pytest.param(
            "<r><mc.AlternateContent><mc.Choice><t>ny</t></mc.Choice>"
            "<mc.Fallback><t>gammel</t></mc.Fallback></mc.AlternateContent></r>",
            "ny",
            id="the choice of two",
        ),
        pytest.param(
            "<r><mc.AlternateContent><mc.Choice/>"
            "<mc.Fallback><t>gammel</t></mc.Fallback></mc.AlternateContent></r>",
            "gammel",
            id="the fallback where the choice says nothing",
        ),
        pytest.param("<r><commentReference/></r>" + run("x"), "x", id="comment"),
        pytest.param(run("væk", "<vanish/>") + run("her"), "her", id="hidden"),
        pytest.param(run("væk", '<rStyle val="Skjult"/>'), "", id="hidden by a style"),
        pytest.param(run("her", '<rStyle val="Skjult"/><vanish val="0"/>'), "her", id="unhidden"),
        pytest.param(run("Aftale", "<caps/>"), "Aftale", id="capitals as typed"),
        pytest.param(
            run("artikel 28") + run("1", '<vertAlign val="superscript"/>'),
            "artikel 28¹",
            id="a raised figure typed by hand",
        ),
        pytest.param(
            run("1") + run("st", '<vertAlign val="superscript"/>'), "1st", id="raised letters"
        ),
        pytest.param('<r><sym font="Symbol" char="F0B3"/></r>', "≥", id="symbol"),
        pytest.param('<r><sym font="Wingdings" char="F0FE"/></r>', "☑", id="checked box"),
        pytest.param('<r><sym font="Wingdings" char="F022"/></r>', "", id="unknown glyph"),
        pytest.param('<r><sym font="Calibri" char="F041"/></r>', "A", id="a letter as symbol"),
        pytest.param('<r><sym font="Symbol" char="nonsens"/></r>', "", id="no code at all"),
        pytest.param("<oMath><m.r><m.t>x</m.t></m.r></oMath>", "x", id="formula"),
    ],
)
def test_what_is_printed(content: str, expected: str) -> None:
    assert texts(f"<p>{content}</p>") == [expected]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            run("jf. ") + mark("begin") + instruct(" REF _Ref1 \\r \\h ") + mark("separate")
            + run("9.2") + mark("end") + run("."),
            "jf. 9.2.",
            id="a reference keeps its result",
        ),
        pytest.param(
            f'<fldSimple instr=" DATE ">{run("1. maj 2025")}</fldSimple>', "1. maj 2025",
            id="a simple field",
        ),
        pytest.param(
            mark("begin") + instruct("IF ") + mark("begin") + instruct("MERGEFIELD") +
            mark("separate") + run("indre") + mark("end") + mark("separate") + run("ydre")
            + mark("end"),
            "ydre",
            id="a field in the instruction of another",
        ),
        pytest.param(
            mark("begin") + instruct("PAGE") + run("Resten af aftalen."), "Resten af aftalen.",
            id="a field without end swallows nothing",
        ),
        pytest.param(mark("end") + mark("separate") + run("x"), "x", id="an end without a field"),
        pytest.param(
            mark("begin", "<ffData><checkBox><default val='0'/><checked/></checkBox></ffData>")
            + instruct("FORMCHECKBOX") + mark("end") + run(" Ja"),
            "☒ Ja",
            id="a ticked box",
        ),
        pytest.param(
            mark("begin", "<ffData><checkBox><default val='0'/></checkBox></ffData>")
            + instruct("FORMCHECKBOX") + mark("separate") + mark("end"),
            "☐",
            id="an empty box",
        ),
        pytest.param(
            mark("begin", "<ffData><ddList><result val='1'/><listEntry val='10 dage'/>"
                 "<listEntry val='30 dage'/></ddList></ffData>")
            + instruct("FORMDROPDOWN") + mark("end"),
            "30 dage",
            id="a choice from a list",
        ),
        pytest.param(
            mark("begin", "<ffData><ddList><listEntry val='10 dage'/></ddList></ffData>")
            + instruct("FORMDROPDOWN") + mark("separate") + run("10 dage") + mark("end"),
            "10 dage",
            id="a choice that is printed, too",
        ),
    ],
)  # fmt: skip
def test_fields(content: str, expected: str) -> None:
    assert texts(f"<p>{content}</p>") == [expected]


def test_a_field_may_span_paragraphs() -> None:
    opened = mark("begin") + instruct(' TOC \\o "1-3" ') + mark("separate")
    first = f"<p>{opened}{run('1. Formål')}</p>"
    second = f"<p>{run('2. Varighed')}</p><p>{mark('end')}</p><p>{run('Formål')}</p>"
    words, _ = read_all(first + second)
    assert [one.text for one in words] == ["1. Formål", "2. Varighed", "", "Formål"]
    assert [one.is_contents for one in words] == [True, True, True, False]


def test_a_style_makes_an_entry_of_the_table_of_contents() -> None:
    words, _ = read_all(f'<p><pPr><pStyle val="TOC1"/></pPr>{run("Formål")}</p>')
    assert words[0].is_contents


@pytest.mark.parametrize(
    ("style", "content", "expected"),
    [
        pytest.param("", run("Formål", "<b/>"), True, id="bold"),
        pytest.param("", run("Formål", "<b/>") + run(" med"), False, id="in part"),
        pytest.param("", run("Formål", "<b/>") + run(" – "), True, id="a dash of any weight"),
        pytest.param("", run("Formål", '<rStyle val="Staerk"/>'), True, id="bold by its style"),
        pytest.param("Fed", run("Formål"), True, id="bold by the paragraph's style"),
        pytest.param("Svag", run("Formål"), False, id="not bold, unlike its base"),
        pytest.param("Fed", run("Formål", '<b val="false"/>'), False, id="switched off"),
        pytest.param("Fed", run("Formål", '<rStyle val="Staerk"/>'), False, id="bold twice"),
    ],
)
def test_bold(style: str, content: str, expected: bool) -> None:
    words, _ = read_all(f'<p><pPr><pStyle val="{style}"/></pPr>{content}</p>')
    assert words[0].is_bold is expected


def test_notes_are_numbered_as_the_text_refers_to_them() -> None:
    words, reader = read_all(
        f'<p>{run("medlemsstat")}<r><footnoteReference id="7"/></r>'
        '<r><endnoteReference id="7"/></r></p>'
        '<p><r><footnoteReference id="9" customMarkFollows="1"/><t>*</t></r>'
        '<r><footnoteReference id="2"/></r><del><r><footnoteReference id="3"/></r></del></p>'
    )
    assert [one.text for one in words] == ["medlemsstat¹²", "*³"]
    assert reader.notes == (
        Note(part="footnotes", note_id="7", mark="¹"),
        Note(part="endnotes", note_id="7", mark="²"),
        Note(part="footnotes", note_id="9", mark=""),
        Note(part="footnotes", note_id="2", mark="³"),
    )


def test_text_boxes_are_handed_on() -> None:
    box = f"<txbxContent><p>{run('Boks')}</p></txbxContent>"
    words, _ = read_all(f"<p>{run('Før')}<r><pict>{box}</pict></r><r>{box}</r></p>")
    assert words[0].text == "Før"
    assert [one.findtext(".//t") for one in words[0].boxes] == ["Boks", "Boks"]
