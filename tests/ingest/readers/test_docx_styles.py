from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from ingest.readers.docx_styles import Styles

# Elements as the package hands them on: by their local names.


def styles(*definitions: str) -> Styles:
    return Styles(fromstring(f"<styles>{''.join(definitions)}</styles>"))


def style(style_id: str, content: str = "", *, base: str = "", default: str = "0") -> str:
    based = f'<basedOn val="{base}"/>' if base else ""
    head = f'type="paragraph" default="{default}" styleId="{style_id}"'
    return f"<style {head}>{based}{content}</style>"


@pytest.mark.parametrize(
    ("definition", "outline"),
    [
        pytest.param(style("Overskrift2"), 1, id="a heading by its id"),
        pytest.param(style("S", '<name val="heading 3"/>'), 2, id="by its name"),
        pytest.param(style("S", '<name val="Overskrift 1"/>'), 0, id="by its Danish name"),
        pytest.param(style("S", '<pPr><outlineLvl val="4"/></pPr>'), 4, id="by its level"),
        pytest.param(style("S", base="Heading1"), 0, id="by its base"),
        pytest.param(
            style("S", '<pPr><outlineLvl val="9"/></pPr>', base="Heading1"), None, id="no longer"
        ),
        pytest.param(style("S", '<name val="heading"/>'), None, id="a name alone"),
    ],
)
def test_headings(definition: str, outline: int | None) -> None:
    found = styles(style("Heading1"), definition)
    style_id = "Overskrift2" if "Overskrift2" in definition else "S"
    assert found.paragraph(style_id).outline == outline


def test_a_paragraph_without_a_style_has_the_default_one() -> None:
    found = styles(style("A"), style("B", "<rPr><b/></rPr>", default="1"))
    assert found.paragraph(None).chain == ("B",)
    assert found.paragraph("findes ikke").chain == ("B",)
    assert found.paragraph("A").chain == ("A",)


def test_styles_based_on_one_another_in_a_circle_end() -> None:
    found = styles(style("A", base="B"), style("B", base="A"))
    assert found.paragraph("A").chain == ("A", "B")


def test_a_long_chain_is_cut_off() -> None:
    found = styles(*(style(f"S{i}", base=f"S{i + 1}") for i in range(500)))
    assert len(found.paragraph("S0").chain) < 100


def test_no_styles_at_all() -> None:
    assert Styles(None).paragraph("Normal").chain == ()
