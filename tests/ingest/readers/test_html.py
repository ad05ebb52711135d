from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clauses import make_clauses
from ingest.cleaning import clean_text
from ingest.readers.html import read_html
from ingest.readers.source import SourceText
from klausul.errors import EmptyDocumentError, FileLimitError, IngestError

Read = Callable[[str | bytes], SourceText]

WORDS = st.text(alphabet="abcæøå .,§", min_size=1, max_size=30).filter(str.strip)
TAGS = (
    "<p> </p> <div> </div> <ol> </ol> <ul> <li> </li> <table> <tr> <td> <th> </table> <b> </b> "
    "<br> <h2> </h2> <details> <summary> <button> <pre> </pre> <nav> <main> <article> <header> "
    "<svg> <template> <select> <script> </script> <style> <frameset> <math> <body> <html> <dl> "
    "<dt> <dd> <caption> <!-- --> &nbsp; &aelig; &#0; &#xD800; hidden tekst 4.2 a) < > "
    "\" ' \x00 \u2028"
).split(" ")
LONG_TAGS = [
    "<a href=#>",
    "<sup>1</sup>",
    "<![if x]>",
    "<ol start=9>",
    "<p style='display:none'>",
    "<span style='mso-list:Ignore'>",
]
PIECES = st.sampled_from(TAGS + LONG_TAGS)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(page: str | bytes) -> SourceText:
        path = tmp_path / "side.html"
        path.write_bytes(page.encode() if isinstance(page, str) else page)
        return read_html(path)

    return reading


@pytest.fixture
def shown(read: Read) -> Callable[[str], list[str]]:
    """Return the lines of a page, headings with a sign before them, and cells parted by bars."""

    def showing(page: str) -> list[str]:
        source = read(page)
        lines, start = [], 0
        for line in source.text.split("\n"):
            mark = "# " if start in source.heading_starts else ""
            lines.append(mark + line.replace("\t", " | "))
            start += len(line) + 1
        return lines

    return showing


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        pytest.param("<p>a\n b</p><p>c</p>", ["a b", "", "c"], id="paragraphs"),
        pytest.param(
            "a<div>b<div>c</div>d</div>", ["a", "", "b", "", "c", "", "d"], id="bare text"
        ),
        pytest.param("<p>i<b>n</b>line<span> ord</span>", ["inline ord"], id="no blanks invented"),
        pytest.param("<p>a<br>b<br><br>c", ["a", "b", "", "c"], id="line breaks"),
        pytest.param("<p>a&nbsp;b e&shy;c", ["a\xa0b e\xadc"], id="signs left for cleaning"),
        pytest.param("<h1>A<br>b</h1><p>c", ["# A b", "", "c"], id="heading"),
        pytest.param("<h2>åben <p>" + "tekst " * 60, ["åben", "", ("tekst " * 60).strip()], id="h"),
        pytest.param("<p>ord<sup><a href=#n>12</a></sup> m<sup>2</sup>", ["ord¹² m²"], id="raised"),
        pytest.param("<p>1<sup>a</sup>", ["1a"], id="raised letters"),
        pytest.param("<p>før <del>gammel</del><ins>ny</ins>", ["før ny"], id="struck out"),
        pytest.param("<p>a</p><hr><p>b", ["a", "", "b"], id="rule"),
        pytest.param("<pre>\n a  b\n c</pre><p>" + "x" * 9, [" a  b", " c", "", "x" * 9], id="pre"),
        pytest.param(
            "<dl><dt>Ord<dd>Mening<dt>To<dd>Mer", ["Ord", "Mening", "", "To", "Mer"], id="dl"
        ),
        pytest.param(
            "<details><summary><span>Hvad?</span><i>+</i></summary><p>Svar",
            ["# Hvad?", "", "Svar"],
            id="details",
        ),
        pytest.param(
            "<p>Skriv til <a data-cfemail=2849684a064c43>[email protected]</a>",
            ["Skriv til a@b.dk"],
            id="hidden address",
        ),
        pytest.param("<p>a\u2028b\x0bc", ["a b c"], id="no lines but those shown"),
    ],
)
def test_text(shown: Callable[[str], list[str]], page: str, lines: list[str]) -> None:
    assert shown(page) == lines


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        pytest.param("<ol start=9><li>a<li>b", ["9. a", "10. b"], id="start"),
        pytest.param("<ol><li>a<li value=5>b<li>c", ["1. a", "5. b", "6. c"], id="value"),
        pytest.param("<ol reversed><li>a<li>b", ["2. a", "1. b"], id="reversed"),
        pytest.param("<ol reversed start=9><li>a<li>b", ["9. a", "8. b"], id="reversed start"),
        pytest.param("<ol type=a start=26><li>a<li>b", ["z. a", "aa. b"], id="letters"),
        pytest.param("<ol type=I start=4><li>a<li>b", ["IV. a", "V. b"], id="roman"),
        pytest.param("<ol type=A start=0><li>a", ["0. a"], id="no letter for nought"),
        pytest.param("<ol style='list-style: lower-roman'><li>a", ["i. a"], id="style"),
        pytest.param("<ol style='list-style-type:none'><li>a", ["a"], id="no style"),
        pytest.param("<ol class=list-unstyled><li>a", ["a"], id="class of no style"),
        pytest.param("<ol start=99999999999><li>a", ["1. a"], id="no number"),
        pytest.param("<ul><li>a<li>b", ["• a", "• b"], id="bullets"),
        pytest.param(
            "<ol><li>a<ol type=a><li>b<li>c</ol><li>d",
            ["1. a", "a. b", "b. c", "2. d"],
            id="nested",
        ),
        pytest.param("<ol><li>a<ol><li>b", ["1. a", "1. b"], id="nested in the same style"),
        pytest.param(
            "<ol><li>a</li><ol><li>b</li></ol><li>c", ["1. a", "1. b", "2. c"], id="bare ol"
        ),
        pytest.param("<ol><li><p>a<p>b<li>c", ["1. a", "", "b", "2. c"], id="paragraphs"),
        pytest.param("<ol><li><h2>A</h2>b</ol>", ["# 1. A", "", "b"], id="heading"),
        pytest.param("<ul><li><h2>A</h2>b</ul>", ["# A", "", "b"], id="no bullet before a heading"),
        pytest.param("<ol><li></li><li>a", ["1.", "2. a"], id="a number without words"),
        pytest.param("<ol><li><ol type=a><li>a", ["1.", "a. a"], id="a list without words"),
        pytest.param("<ul><li></li><li>a", ["• a"], id="a bullet without words"),
        pytest.param("<ol><li>4.2 a<li>(b) c<li>II. d", ["4.2 a", "(b) c", "II. d"], id="typed"),
        pytest.param("<ul><li>4.2 a<li>b", ["4.2 a", "• b"], id="typed after a bullet"),
        pytest.param(
            "<ol><li>Bilag A gælder<li>§ 2 Mål", ["1. Bilag A gælder", "§ 2 Mål"], id="words"
        ),
        pytest.param(
            "<ol start=2><li>a</ol>x<ol start=3><li>b</ol>",
            ["2. a", "", "x", "", "3. b"],
            id="a list an item",
        ),
        pytest.param("<p>skal:<ol><li>a</ol>og", ["skal:", "", "1. a", "", "og"], id="room around"),
        pytest.param(
            "<p>ord<sup>1</sup><ol><li id=fn1>Note <a href=#r>↩</a>",
            ["ord¹", "", "¹ Note"],
            id="footnote",
        ),
    ],
)
def test_lists(shown: Callable[[str], list[str]], page: str, lines: list[str]) -> None:
    assert shown(page) == lines


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        pytest.param(
            "<p style='mso-list:l0'><![if !supportLists]><span style='mso-list:Ignore'>9.1<span "
            "style='font:7.0pt'>&nbsp;&nbsp; </span></span><![endif]>Tekst<o:p></o:p>",
            ["9.1 Tekst"],
            id="number",
        ),
        pytest.param(
            "<p><span style='font-family:Wingdings;mso-list:Ignore'>§<span>&nbsp; </span></span>a",
            ["• a"],
            id="bullet of a font",
        ),
        pytest.param(
            "<p><span style='font-family:\"Courier New\"'>o<span>&nbsp; </span></span>a"
            "<p>tast <span style='font-family:\"Courier New\"'>o</span>",
            ["• a", "", "tast o"],
            id="filtered bullet",
        ),
        pytest.param(
            "<!--[if gte mso 9]><xml>x</xml><![endif]--><p>a<o:p>&nbsp;</o:p>", ["a"], id="x"
        ),
    ],
)
def test_pages_saved_by_word(
    shown: Callable[[str], list[str]], page: str, lines: list[str]
) -> None:
    assert [line.rstrip("\xa0") for line in shown(page)] == lines


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        pytest.param(
            "<table><caption>Liste</caption><tr><th>A<th>B<tr><td>c<td><p>d<p>e<br>f</table>g",
            ["Liste", "", "A | B", "c | d e f", "", "g"],
            id="rows",
        ),
        pytest.param(
            "<table><tr><td colspan=2>a<tr><td rowspan=2>b<td>c<tr><td>d",
            ["a", "b | c", "d"],
            id="spans",
        ),
        pytest.param(
            "<table><tr><td>a<td><ul><li>b<li>c</ul>", ["a | • b • c"], id="a list in a cell"
        ),
        pytest.param(
            "<table><tr><td>a<td><table><tr><td>b<td>c</table></table>", ["a | b c"], id="nested"
        ),
        pytest.param("<table><tr><td><p>a<p>b<tr><td>c", ["a", "", "b", "", "c"], id="one column"),
        pytest.param(
            "<table><tr><td>menu<td><h2>A</h2><p>b", ["menu", "", "# A", "", "b"], id="frame"
        ),
        pytest.param(
            "<table><tr><td>4.<td><b>Sletning</b><tr><td>4.1<td><p>a<p>b<tr><td>(a)<td>c</table>",
            ["# 4. Sletning", "", "4.1 a", "", "b", "", "(a) c"],
            id="numbers in a column of their own",
        ),
        pytest.param(
            "<table><tr><th>Pkt.<th>Nyt<tr><td>4.1<td>a", ["Pkt. | Nyt", "4.1 | a"], id="th"
        ),
    ],
)
def test_tables(shown: Callable[[str], list[str]], page: str, lines: list[str]) -> None:
    assert shown(page) == lines


@pytest.mark.parametrize(
    ("page", "headings"),
    [
        pytest.param("<p><b>4. Sletning</b><p>Vi sletter.", ["4. Sletning"], id="bold"),
        pytest.param("<p><strong>Brud</strong><br>Vi melder brud.", ["Brud"], id="bold first line"),
        pytest.param("<p style='font-weight:700'>Brud<p>Vi melder brud.", ["Brud"], id="style"),
        pytest.param(
            "<p><b>Hvornår sletter I?</b><p>Straks efter ophør.", ["Hvornår sletter I?"], id="?"
        ),
        pytest.param("<p><b>Vi sletter straks.</b><p>Det gør vi, hver gang.", [], id="sentence"),
        pytest.param("<p><b>Firma ApS</b><p><b>og</b><p>flere endnu, se listen.", [], id="parties"),
        pytest.param("<p><b>Alt</b><p><b>er</b><p><b>Fedt</b>", [], id="where all is bold"),
        pytest.param("<ul><li><b>Navn</b></ul><p>andre oplysninger", [], id="bullet"),
        pytest.param("<p role=heading>Brud<p>Vi melder brud.", ["Brud"], id="role"),
    ],
)
def test_headings(read: Read, page: str, headings: list[str]) -> None:
    source = read(page)
    assert [source.text[s:].split("\n")[0] for s in sorted(source.heading_starts)] == headings


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("<p>får</p>".encode(), "får", id="UTF-8"),
        pytest.param("<p>får</p>".encode("cp1252"), "får", id="Windows-1252"),
        pytest.param("<p>får</p>".encode("utf-16"), "får", id="UTF-16"),
        pytest.param(b"<meta charset=ISO-8859-1><p>f\xe5r \x96</p>", "får –", id="as browsers do"),
        pytest.param(b"<meta charset='iso-8859-15'><p>1 \xa4</p>", "1 €", id="declared"),
        pytest.param(
            b"<meta http-equiv=x content='text/html; charset=macintosh'>\x8c", "å", id="old"
        ),
        pytest.param(
            "<meta charset=windows-1252><p>får</p>".encode(), "får", id="declared wrongly"
        ),
        pytest.param("<meta charset=findes-ikke><p>får</p>".encode("cp1252"), "får", id="unknown"),
        pytest.param("<meta charset=base64><p>får</p>".encode("cp1252"), "får", id="no text"),
    ],
)
def test_encodings(read: Read, data: bytes, text: str) -> None:
    assert read(data).text == text


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("", id="nothing"),
        pytest.param("<nav>Menu</nav><script>x</script><p>&nbsp;</p>", id="no text"),
        pytest.param("<div id=root></div><noscript>Slå JavaScript til</noscript>", id="app"),
        pytest.param(f"<!--{'x' * 99}--><p>\x00<p>\u200b<ol><li>", id="nothing to see"),
        pytest.param("<frameset><frame src=a></frameset>", id="frames"),
    ],
)
def test_a_page_without_text_is_told(read: Read, page: str) -> None:
    with pytest.raises(EmptyDocumentError, match=r"side\.html: the page holds no text") as caught:
        read(page)
    assert caught.value.__notes__[0].startswith("Dokumentet er tomt: Websiden indeholder")


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 100_000 + "x", id="deep"),
        pytest.param("<i><p>" * 600 + "x", id="deeper than browsers go"),
        pytest.param("<div " + " ".join(f"a{i}" for i in range(20_000)) + ">x", id="attributes"),
        pytest.param(
            "<p>" + "".join(f"<font size={i}>" for i in range(400)) + "<p>x" * 20_000, id="reopened"
        ),
    ],
)
def test_pages_made_to_cost_time_are_refused_at_once(read: Read, page: str) -> None:
    start = time.monotonic()
    with pytest.raises(FileLimitError):
        read(page)
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 400 + "x", id="deep as builders make it"),
        pytest.param("<tr><td><font size=1><b>x" * 700, id="cells that never close what they open"),
        pytest.param("<p>x<li>y" * 900, id="ends that may be left out"),
        pytest.param("<script>" + "'<div>'+" * 900 + "</script>x", id="tags in a script"),
        pytest.param(f"<p data-x='{'a b=c ' * 3000}'>x", id="a long value"),
    ],
)
def test_sloppy_pages_are_read(read: Read, page: str) -> None:
    assert "x" in read(f"<table>{page}").text


@given(st.lists(PIECES, max_size=60).map("".join))
def test_anything_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, page: str) -> None:
    path = tmp_path_factory.getbasetemp() / "vilkårlig.html"
    path.write_bytes(page.encode())
    try:
        source = read_html(path)
    except IngestError:
        return
    assert source.text.strip()
    starts = {0} | {i + 1 for i, char in enumerate(source.text) if char == "\n"}
    assert source.heading_starts <= starts


@given(st.lists(st.tuples(st.sampled_from("p li h3 td div dd b".split()), WORDS), min_size=1))
def test_no_word_is_lost_or_invented(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[tuple[str, str]]
) -> None:
    wrapped = {"li": "<ul><li>{}</ul>", "td": "<table><tr><td>{}</table>", "dd": "<dl><dd>{}</dl>"}
    page = "".join(wrapped.get(tag, f"<{tag}>{{}}</{tag}>").format(text) for tag, text in blocks)
    path = tmp_path_factory.getbasetemp() / "ord.html"
    path.write_bytes(page.encode())
    words = "".join("".join(text.split()) for _, text in blocks)
    assert "".join(read_html(path).text.replace("•", "").split()) == words


def test_a_page_of_plain_text_may_have_wrapped_lines(read: Read) -> None:
    assert read("<p>a").has_paragraphs
    assert not read("<h1>A</h1><pre>1. Databehandleren skal\nslette data.</pre>").has_paragraphs


def test_labels_of_a_page(read: Read) -> None:
    page = (
        "<nav>Menu</nav><main><h1>Databehandleraftale</h1><p>Mellem A og B.<h2>1. Formål</h2>"
        "<p>1.1 Vi behandler data.<p>1.2 Vi må ikke:<ol type=a><li>sælge dem<li>dele dem</ol>"
        "<h2>2. Sletning</h2><p>2.1 Data slettes efter 30 dage.</main><footer>Vej 1</footer>"
    )
    clauses = make_clauses(clean_text(read(page)), document_id="x")
    labels = [clause.label for clause in clauses if clause.number]
    assert labels == ["1", "1.1", "1.2", "1.2.a", "1.2.b", "2", "2.1"]
