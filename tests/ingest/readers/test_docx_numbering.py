from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import fromstring

import pytest

from ingest.readers.docx_numbering import Numbering, Place, write_number
from ingest.readers.docx_styles import Styles

# Elements as the package hands them on: by their local names.


def level(at: int, text: str, kind: str = "decimal", *, start: int = 1, more: str = "") -> str:
    look = f'<numFmt val="{kind}"/><lvlText val="{text}"/>'
    return f'<lvl ilvl="{at}"><start val="{start}"/>{look}{more}</lvl>'


def abstract(abstract_id: int, *levels: str) -> str:
    return f'<abstractNum abstractNumId="{abstract_id}">{"".join(levels)}</abstractNum>'


def num(num_id: int, abstract_id: int, *overrides: str) -> str:
    refers = f'<abstractNumId val="{abstract_id}"/>{"".join(overrides)}'
    return f'<num numId="{num_id}">{refers}</num>'


def looking(at: int, look: str) -> str:
    return f'<lvlOverride ilvl="{at}">{look}</lvlOverride>'


def starting(at: int, start: int, more: str = "") -> str:
    return f'<lvlOverride ilvl="{at}"><startOverride val="{start}"/>{more}</lvlOverride>'


OUTLINE = abstract(0, level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"))


def printed(definitions: str, places: Sequence[tuple[int, int]]) -> list[str]:
    """Return the numbers of paragraphs at ``(numId, level)``."""
    numbering = Numbering(fromstring(f"<numbering>{definitions}</numbering>"), Styles(None))
    return [numbering.count(Place(num_id=str(num_id), level=at)) for num_id, at in places]


@pytest.mark.parametrize(
    ("definitions", "places", "expected"),
    [
        pytest.param(
            OUTLINE + num(1, 0),
            [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 0), (1, 1), (1, 2)],
            ["1.", "1.1", "(a)", "(b)", "1.2", "2.", "2.1", "(a)"],
            id="a deeper level starts anew",
        ),
        pytest.param(
            OUTLINE + num(1, 0),
            [(1, 1), (1, 1), (1, 0), (1, 1)],
            ["1.1", "1.2", "2.", "2.1"],
            id="the list opens at a deeper level",
        ),
        pytest.param(
            abstract(0, level(0, "%1.", start=4)) + num(1, 0),
            [(1, 0), (1, 0)],
            ["4.", "5."],
            id="a list that starts at four",
        ),
        pytest.param(
            OUTLINE + num(1, 0) + num(2, 0),
            [(1, 0), (1, 1), (2, 1), (2, 0), (1, 1)],
            ["1.", "1.1", "1.2", "2.", "2.1"],
            id="lists of one abstract list share its counters",
        ),
        pytest.param(
            OUTLINE + abstract(1, level(0, "%1)")) + num(1, 0) + num(2, 1),
            [(1, 0), (2, 0), (1, 0), (2, 0)],
            ["1.", "1)", "2.", "2)"],
            id="other abstract lists count on their own",
        ),
        pytest.param(
            OUTLINE + num(1, 0) + num(2, 0, starting(0, 8)),
            [(1, 0), (2, 0), (2, 0), (1, 0), (2, 0)],
            ["1.", "8.", "9.", "10.", "11."],
            id="a start is taken once, and the other list goes on from there",
        ),
        pytest.param(
            OUTLINE + num(2, 0, starting(1, 5)),
            [(2, 0), (2, 1), (2, 1), (2, 0), (2, 1)],
            ["1.", "1.5", "1.6", "2.", "2.5"],
            id="a level set back takes its list's start again",
        ),
        pytest.param(
            OUTLINE + num(1, 0) + num(2, 0, *(starting(at, 1) for at in range(3))),
            [(1, 0), (1, 0), (1, 1), (2, 1), (2, 1), (2, 0), (2, 1)],
            ["1.", "2.", "2.1", "2.1", "2.2", "3.", "3.1"],
            id="a restarted sub-list leaves the levels above alone",
        ),
        pytest.param(
            OUTLINE
            + num(1, 0)
            + num(2, 0, looking(0, level(0, "Bilag %1", "upperLetter"))),
            [(1, 0), (2, 0), (2, 0), (1, 0)],
            ["1.", "Bilag B", "Bilag C", "4."],
            id="another look goes on counting",
        ),
        pytest.param(
            OUTLINE + num(1, 0) + num(2, 0, starting(0, 1, level(0, "Bilag %1", "upperLetter"))),
            [(1, 0), (1, 0), (2, 0), (2, 0)],
            ["1.", "2.", "Bilag A", "Bilag B"],
            id="another look with a start",
        ),
        pytest.param(
            abstract(0, level(0, "%1."), level(1, "%2)", more='<lvlRestart val="0"/>')) + num(1, 0),
            [(1, 0), (1, 1), (1, 0), (1, 1)],
            ["1.", "1)", "2.", "2)"],
            id="a level that is never set back",
        ),
        pytest.param(
            abstract(
                0,
                level(0, "%1."),
                level(1, "%1.%2"),
                level(2, "%3)", "lowerRoman", more='<lvlRestart val="1"/>'),
            )
            + num(1, 0),
            [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)],
            ["1.", "1.1", "i)", "1.2", "ii)", "2.", "2.1", "i)"],
            id="a level set back by the outermost alone",
        ),
        pytest.param(
            abstract(0, level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<isLgl/>"))
            + num(1, 0),
            [(1, 0), (1, 0), (1, 1)],
            ["I.", "II.", "2.1"],
            id="legal numbering shows figures",
        ),
        pytest.param(
            abstract(0, level(0, "", "none"), level(1, "%1.%2."), level(2, "%2.%3")) + num(1, 0),
            [(1, 0), (1, 1), (1, 2)],
            ["", "1.", "1.1"],
            id="a level without a number leaves no stray point",
        ),
        pytest.param(
            abstract(0, level(0, "%1.%2."), level(1, "%1.%2")) + num(1, 0),
            [(1, 0), (1, 1)],
            ["", "1.1"],
            id="a number that names a deeper level is not printed",
        ),
        pytest.param(
            abstract(0, level(0, "§&#160;%1")) + abstract(1, level(0, " Bilag %1: ", "upperLetter"))
            + num(1, 0)
            + num(2, 1),
            [(1, 0), (2, 0), (1, 0)],
            ["§ 1", "Bilag A:", "§ 2"],
            id="words around the number",
        ),
        pytest.param(
            "".join(
                abstract(i, level(0, text, "bullet")) + num(i, i)
                for i, text in enumerate(["\uf0b7", "o", "–", "", "\uf0a7"])
            ),
            [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0)],
            ["•", "•", "–", "", "•"],
            id="bullets of any font",
        ),
    ],
)  # fmt: skip
def test_numbers_as_word_prints_them(
    definitions: str, places: Sequence[tuple[int, int]], expected: list[str]
) -> None:
    assert printed(definitions, places) == expected


def test_a_format_of_ones_own_sets_the_width() -> None:
    custom = '<mc.Choice><numFmt val="custom" format="001, 002, 003, ..."/></mc.Choice>'
    plain = '<mc.Fallback><numFmt val="decimalZero"/></mc.Fallback>'
    look = f'<start val="9"/><mc.AlternateContent>{custom}{plain}</mc.AlternateContent>'
    definition = abstract(0, f'<lvl ilvl="0">{look}<lvlText val="%1"/></lvl>')
    assert printed(definition + num(1, 0), [(1, 0), (1, 0)]) == ["009", "010"]


@pytest.mark.parametrize(
    ("count", "kind", "expected"),
    [
        pytest.param(7, "decimal", "7", id="decimal"),
        pytest.param(7, "decimalZero", "07", id="zero before one figure"),
        pytest.param(12, "decimalZero", "12", id="no zero before two"),
        pytest.param(26, "lowerLetter", "z", id="z, and no æ"),
        pytest.param(27, "lowerLetter", "aa", id="aa"),
        pytest.param(54, "upperLetter", "BBB", id="BBB"),
        pytest.param(0, "lowerLetter", "0", id="no letter for nought"),
        pytest.param(14, "lowerRoman", "xiv", id="xiv"),
        pytest.param(1999, "upperRoman", "MCMXCIX", id="MCMXCIX"),
        pytest.param(10**9, "upperRoman", "1000000000", id="too much for Rome"),
        pytest.param(3, "ordinal", "3.", id="ordinal in Danish"),
        pytest.param(3, "cardinalText", "3", id="unknown kinds count"),
    ],
)
def test_kinds_of_numbers(count: int, kind: str, expected: str) -> None:
    assert write_number(count, kind=kind) == expected


STYLES = """<styles>
  <style type="paragraph" styleId="Punkt"><pPr><numPr><numId val="1"/></numPr></pPr></style>
  <style type="paragraph" styleId="Stk"><pPr><numPr><numId val="1"/></numPr></pPr></style>
  <style type="paragraph" styleId="Stk2"><basedOn val="Stk"/></style>
  <style type="paragraph" styleId="Litra"><basedOn val="Punkt"/>
    <pPr><numPr><ilvl val="2"/></numPr></pPr></style>
  <style type="paragraph" styleId="Afvig">
    <pPr><numPr><ilvl val="2"/><numId val="1"/></numPr></pPr></style>
  <style type="paragraph" styleId="Uden"><basedOn val="Punkt"/>
    <pPr><numPr><numId val="0"/></numPr></pPr></style>
  <style type="numbering" styleId="Juridisk"><pPr><numPr><numId val="1"/></numPr></pPr></style>
</styles>"""


@pytest.mark.parametrize(
    ("style", "properties", "expected"),
    [
        pytest.param("Punkt", "", ("1", 0), id="the level that names the style"),
        pytest.param("Stk", "", ("1", 1), id="a deeper level that names the style"),
        pytest.param("Stk2", "", ("1", 1), id="the style it is based on"),
        pytest.param("Litra", "", ("1", 2), id="a style's own level before its base's"),
        pytest.param("Afvig", "", ("1", 3), id="a level that names the style before its own"),
        pytest.param("Uden", "", None, id="a style that switches numbers off"),
        pytest.param("Stk", '<numId val="0"/>', None, id="a paragraph that switches them off"),
        pytest.param("Stk", '<ilvl val="2"/>', ("1", 2), id="a paragraph's own level"),
        pytest.param("Stk", '<numId val="2"/>', ("2", 1), id="another list, the style's level"),
        pytest.param("Stk", '<ilvl val="0"/><numId val="2"/>', ("2", 0), id="its own of both"),
        pytest.param("Andet", '<numId val="1"/>', ("1", 0), id="a list without a level"),
        pytest.param("Andet", '<numId val="7"/>', None, id="a list that is not defined"),
        pytest.param("Andet", '<ilvl val="8"/><numId val="1"/>', None, id="a level that is not"),
        pytest.param("Andet", "", None, id="no list at all"),
    ],
)
def test_where_a_paragraph_stands(
    style: str, properties: str, expected: tuple[str, int] | None
) -> None:
    styles = Styles(fromstring(STYLES))
    definitions = abstract(
        0,
        level(0, "%1.", more='<pStyle val="Punkt"/>'),
        level(1, "%1.%2", more='<pStyle val="Stk"/>'),
        level(3, "%3)", more='<pStyle val="Afvig"/>'),
        level(2, "%3)"),
    )
    lists = fromstring(f"<numbering>{definitions}{num(1, 0)}{num(2, 0)}</numbering>")
    element = fromstring(f"<pPr><numPr>{properties}</numPr></pPr>")
    place = Numbering(lists, styles).place(element, styles.paragraph(style))
    assert (None if place is None else (place.num_id, place.level)) == expected


def test_a_list_style_lends_its_levels() -> None:
    styles = Styles(fromstring(STYLES))
    real = abstract(0, level(0, "%1."), '<styleLink val="Juridisk"/>')
    link = abstract(1, '<numStyleLink val="Juridisk"/>')
    lists = fromstring(f"<numbering>{real}{link}{num(1, 0)}{num(2, 1)}</numbering>")
    numbering = Numbering(lists, styles)
    places = [Place(num_id=num_id, level=0) for num_id in "122"]
    assert [numbering.count(place) for place in places] == ["1.", "2.", "3."]
