from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from ingest.readers.docx_blocks import BlockReader, Row
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_text import WordReader

# Elements as the package hands them on: by their local names.

NUMBERING = """<numbering><abstractNum abstractNumId="0">
  <lvl ilvl="0"><start val="1"/><numFmt val="decimal"/><lvlText val="%1."/></lvl>
  <lvl ilvl="1"><start val="1"/><numFmt val="decimal"/><lvlText val="%1.%2"/></lvl>
  <lvl ilvl="2"><start val="1"/><numFmt val="bullet"/><lvlText val="&#xf0b7;"/></lvl>
</abstractNum><num numId="1"><abstractNumId val="0"/></num></numbering>"""
CLAUSE = "Databehandleren sletter alle personoplysninger ved ophør."


def read(body: str) -> list[str]:
    """Return blocks as text: a row in brackets."""
    styles = Styles(None)
    reader = BlockReader(
        styles=styles,
        numbering=Numbering(fromstring(NUMBERING), styles),
        words=WordReader(styles),
    )
    return [
        f"[{block.text}]" if isinstance(block, Row) else block.flat
        for block in reader.read(fromstring(f"<body>{body}</body>"))
    ]


def par(text: str = "", *, level: int | None = None, mark: str = "", wrap: str = "") -> str:
    place = "" if level is None else f'<numPr><ilvl val="{level}"/><numId val="1"/></numPr>'
    words = f"<r><t>{text}</t></r>" if text else ""
    words = f"<{wrap}>{words}</{wrap}>" if wrap else words
    return f"<p><pPr>{place}<rPr>{mark}</rPr></pPr>{words}</p>"


def table(*rows: list[str]) -> str:
    """Return a table; a cell is its paragraphs, properties first if it has any."""
    cells = ["".join(f"<tc>{cell}</tc>" for cell in row) for row in rows]
    return f"<tbl>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbl>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            par("Formål", level=0) + par() + par("Varighed", level=0),
            ["1. Formål", "2. Varighed"],
            id="numbers",
        ),
        pytest.param(
            par("a", level=0) + par(level=0) + par("b", level=0),
            ["1. a", "2.", "3. b"],
            id="an empty paragraph counts",
        ),
        pytest.param(
            par("a", level=0) + par("væk", level=0, mark="<del/>", wrap="del") + par("b", level=0),
            ["1. a", "2. b"],
            id="a deleted paragraph does not",
        ),
        pytest.param(
            par("a", level=0) + par("flyttet", level=0, mark="<moveFrom/>", wrap="moveFrom")
            + par("b", level=0),
            ["1. a", "2. b"],
            id="nor one that moved away",
        ),
        pytest.param(
            par("a", level=0) + par("ny", level=0, mark="<ins/>", wrap="ins") + par("b", level=0),
            ["1. a", "2. ny", "3. b"],
            id="an inserted paragraph counts",
        ),
        pytest.param(
            par("Data slettes ", level=0, mark="<del/>") + par("straks.", level=0),
            ["1. Data slettes straks."],
            id="two paragraphs whose border is deleted are one",
        ),
        pytest.param(
            par("Slettes", mark="<del/>") + table(["<p/>"]) + par("Andet"),
            ["Slettes", "Andet"],
            id="no paragraph runs on into a table",
        ),
        pytest.param(par("Sidst", mark="<del/>"), ["Sidst"], id="nor past the end"),
        pytest.param(
            par("a", level=0)
            + '<p><pPr><numPr><ilvl val="0"/><numId val="1"/></numPr><rPr><vanish/></rPr></pPr>'
            "<r><rPr><vanish/></rPr><t>skjult</t></r></p>" + par("b", level=0),
            ["1. a", "2. b"],
            id="a hidden paragraph does not count",
        ),
        pytest.param(
            par("Sletning.", level=1, mark="<vanish/><specVanish/>") + par("Data slettes."),
            ["1.1 Sletning. Data slettes."],
            id="a heading run into its text",
        ),
        pytest.param(
            f"<sdt><sdtPr/><sdtContent>{par('a', level=0)}</sdtContent></sdt>"
            f"<customXml>{par('b', level=0)}</customXml>",
            ["1. a", "2. b"],
            id="inside content controls",
        ),
        pytest.param(
            f"<p><r><t>Før</t></r><r><drawing><txbxContent>{par('Boks', level=0)}</txbxContent>"
            f"</drawing></r><r><t>efter</t></r></p>{par('b', level=0)}",
            ["Førefter", "1. Boks", "2. b"],
            id="a text box after its paragraph",
        ),
        pytest.param("<sectPr/><bookmarkStart/>", [], id="nothing"),
    ],
)  # fmt: skip
def test_paragraphs(body: str, expected: list[str]) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            table([par("Navn"), par("Land")], [par("Nordhost A/S"), par("Danmark")]),
            ["[Navn\tLand]", "[Nordhost A/S\tDanmark]"],
            id="rows and cells",
        ),
        pytest.param(
            table([par("Navn") + par() + par("CVR"), par("Land")]),
            ["[Navn CVR\tLand]"],
            id="paragraphs of a cell",
        ),
        pytest.param(
            table([par("Typer"), par("navn", level=2) + par("adresse", level=2)]),
            ["[Typer\t• navn • adresse]"],
            id="bullets in a cell",
        ),
        pytest.param(
            table([par(level=0), par("Nordhost")], [par(level=0), par("Sydhost")]),
            ["[1.\tNordhost]", "[2.\tSydhost]"],
            id="rows numbered by Word",
        ),
        pytest.param(table([par(), par()], [par("a"), par("b")]), ["[a\tb]"], id="an empty row"),
        pytest.param(
            table([par("a"), par()], [par(), par("b")]), ["[a]", "[\tb]"], id="empty cells"
        ),
        pytest.param(
            table(
                ["<tcPr><vMerge val='restart'/></tcPr>" + par("Drift", level=0), par("a")],
                ["<tcPr><vMerge/></tcPr>" + par("Drift", level=0), par("b")],
                [par("Support", level=0), par("c")],
            ),
            ["[1. Drift\ta]", "[\tb]", "[2. Support\tc]"],
            id="cells merged down say it once and count once",
        ),
        pytest.param(
            table(["<tcPr><gridSpan val='2'/></tcPr>" + par("Begge")], [par("a"), par("b")]),
            ["[Begge]", "[a\tb]"],
            id="a cell over two columns",
        ),
        pytest.param(
            table(["<tcPr><hMerge val='restart'/></tcPr>" + par("a"),
                   "<tcPr><hMerge/></tcPr>" + par("a"), par("b")]),
            ["[a\t\tb]"],
            id="cells merged across",
        ),
        pytest.param(
            f"<tbl><tr><trPr><del/></trPr><tc>{par('væk')}</tc><tc>{par('x')}</tc></tr>"
            f"<tr><trPr><ins/></trPr><tc>{par('ny')}</tc><tc>{par('y')}</tc></tr></tbl>",
            ["[ny\ty]"],
            id="deleted and inserted rows",
        ),
        pytest.param(
            table([par("a"), "<tcPr><cellDel/></tcPr>" + par("væk"), par("b")]),
            ["[a\tb]"],
            id="a deleted cell",
        ),
        pytest.param(
            table([par("Ydre"), table([par("a"), par("b")], [par("c"), par("d")]) + par("slut")]),
            ["[Ydre\ta b c d slut]"],
            id="a table in a cell",
        ),
        pytest.param(
            f"<tbl><sdt><sdtContent><tr><tc>{par('a')}</tc><sdt><sdtContent><tc>{par('b')}</tc>"
            "</sdtContent></sdt></tr></sdtContent></sdt></tbl>",
            ["[a\tb]"],
            id="rows and cells in content controls",
        ),
    ],
)  # fmt: skip
def test_tables(body: str, expected: list[str]) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            table([par("Formål", level=0)], [par("Varighed", level=0)]),
            ["1. Formål", "2. Varighed"],
            id="one column",
        ),
        pytest.param(
            table([par("Kunden"), par("Sletning", level=0) + par(CLAUSE, level=1)
                   + table([par("a"), par("b")])]),
            ["Kunden", "1. Sletning", f"1.1 {CLAUSE}", "[a\tb]"],
            id="numbered clauses in a cell",
        ),
        pytest.param(
            table([par("Sletning"), par(CLAUSE, level=1)]),
            ["Sletning", f"1.1 {CLAUSE}"],
            id="a clause beside its heading",
        ),
        pytest.param(
            table([par("9.1"), par(CLAUSE) + par(CLAUSE) + par("a") + par("b")]),
            [f"9.1 {CLAUSE}", CLAUSE, "a", "b"],
            id="running text beside its number",
        ),
        pytest.param(
            table([par("Ja"), par(CLAUSE) + par(CLAUSE) + par("a") + par("b")]),
            ["Ja", CLAUSE, CLAUSE, "a", "b"],
            id="a word is no number",
        ),
        pytest.param(
            table([par("Oplysninger"), par("navn") + par("mail") + par("cpr") + par("løn")]),
            ["[Oplysninger\tnavn mail cpr løn]"],
            id="many short paragraphs are data",
        ),
        pytest.param(
            table([par("9.1"), par(CLAUSE)]), [f"[9.1\t{CLAUSE}]"], id="a row with a number typed"
        ),
    ],
)  # fmt: skip
def test_tables_that_lay_out_text(body: str, expected: list[str]) -> None:
    assert read(body) == expected


def test_rows_know_their_table() -> None:
    styles = Styles(None)
    reader = BlockReader(styles=styles, numbering=Numbering(None, styles), words=WordReader(styles))
    row = [par("a"), par("b")]
    body = fromstring(f"<body>{table(row, row)}{table(row)}</body>")
    tables = [block.table for block in reader.read(body) if isinstance(block, Row)]
    assert tables[0] == tables[1] != tables[2]
