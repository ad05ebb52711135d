from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals.layouts.blocks import Layout, Paragraph, Word, is_footnote
from evals.layouts.converting import convert, find_soffice
from evals.layouts.docx_styles import MAIN
from evals.layouts.loading import load_layout
from evals.layouts.rendering_docx import render_docx

W = f"{{{MAIN}}}"


def parts_of(layout: Layout) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(render_docx(layout))) as archive:
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}


def words_of(element: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{W}t"))


def paragraph_of(layout: Layout, words: str) -> ElementTree.Element:
    document = parts_of(layout)["word/document.xml"]
    return next(p for p in document.iter(f"{W}p") if words in words_of(p))


def test_every_part_is_xml_and_named_in_the_package(layout: Layout) -> None:
    parts = parts_of(layout)
    named = {
        override.get("PartName", "").removeprefix("/")
        for override in parts["[Content_Types].xml"]
        if override.get("PartName")
    }
    assert named == {name for name in parts if name.startswith("word/") and "_rels" not in name}


def test_numbers_are_in_the_words_only_where_they_are_typed(layout: Layout) -> None:
    clause = paragraph_of(layout, "Oplysningerne slettes senest")
    is_typed = layout.word is Word.TYPED
    assert words_of(clause).startswith("2.1") is is_typed
    assert (clause.find(f".//{W}tab") is not None) is is_typed


def test_a_style_numbers_its_paragraphs(
    write_layout: Callable[[Mapping[str, object]], Path],
) -> None:
    layout = load_layout(write_layout({"word": "styled"}))
    clause = paragraph_of(layout, "Oplysningerne slettes senest")
    assert clause.find(f".//{W}numPr") is None
    (style,) = (s.get(f"{W}val") for s in clause.iter(f"{W}pStyle"))
    parts = parts_of(layout)
    linked = parts["word/styles.xml"].find(f"{W}style[@{W}styleId='{style}']//{W}numId")
    assert linked is not None
    levels = parts["word/numbering.xml"].findall(f".//{W}lvl[{W}pStyle]")
    texts = {
        level.find(f"{W}pStyle").get(f"{W}val"): level.find(f"{W}lvlText").get(f"{W}val")  # type: ignore[union-attr]
        for level in levels
    }
    assert texts[style] == "%1.%2"
    assert texts["Bilagsoverskrift"] == "Bilag %1"


def test_contents_footnotes_and_page_numbers_are_words_own(layout: Layout) -> None:
    parts = parts_of(layout)
    document = parts["word/document.xml"]
    kinds = [sign.get(f"{W}fldCharType") for sign in document.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    (reference,) = document.iter(f"{W}footnoteReference")
    note = parts["word/footnotes.xml"].find(f"{W}footnote[@{W}id='{reference.get(f'{W}id')}']")
    assert note is not None
    assert words_of(note).strip() == "Ved ny aftale forstås et skriftligt tillæg."
    fields = [field.get(f"{W}instr") for field in parts["word/footer.xml"].iter(f"{W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert words_of(parts["word/header.xml"]) == layout.running_head


def test_the_same_layout_is_the_same_file(layout: Layout) -> None:
    assert render_docx(layout) == render_docx(layout)


@pytest.mark.slow
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_prints_the_numbers_of_the_layout(layout: Layout, tmp_path: Path) -> None:
    """What another program counts from our lists is what the layout says is printed."""
    soffice = find_soffice()
    assert soffice is not None
    path = tmp_path / "ordrer.docx"
    path.write_bytes(render_docx(layout))
    (made,) = convert([path], to="txt:Text", folder=tmp_path, soffice=soffice)
    exported = [" ".join(line.split()) for line in made.read_text("utf-8-sig").splitlines()]
    printed = [
        block.printed.replace("[^1]", "1")
        for block in layout.blocks
        if isinstance(block, Paragraph) and not is_footnote(block)
    ]
    # Which sign a bullet prints as is the font's matter.
    kept = [line.replace("▪", "•") for line in exported]
    assert [line for line in kept if line in printed] == printed
