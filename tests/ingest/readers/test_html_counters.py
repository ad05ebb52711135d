from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers.html import read_html

NESTED = "<ol><li>Formål<ol><li>a<li>b</ol><li>Sletning<ol><li>c</ol></ol>"
PATHS = ["1. Formål", "1.1. a", "1.2. b", "2. Sletning", "2.1. c"]
COUNTED = "ol{counter-reset:item} ol>li{counter-increment:item}"
DOCS = (
    "<ol class='l-0 start' start=1><li>A</ol><ol class='l-1 start'><li>a<li>b</ol>"
    "<ol class='l-0' start=2><li>B</ol><ol class='l-1 start'><li>c</ol>"
)


def lines(tmp_path: Path, *, css: str, page: str) -> list[str]:
    path = tmp_path / "side.html"
    path.write_text(f"<style>{css}</style>{page}", encoding="utf-8")
    return [line for line in read_html(path).text.split("\n") if line]


@pytest.mark.parametrize(
    ("css", "page", "expected"),
    [
        pytest.param(
            f"{COUNTED} li::before{{content:counters(item,'.') '. '}}", NESTED, PATHS, id="path"
        ),
        pytest.param(
            f"{COUNTED} /* }} */ @media all {{ ol > li:before {{ color: red; "
            'content: counters( item , "." ) ".\\0000a0" } }',
            NESTED,
            PATHS,
            id="spelt otherwise",
        ),
        pytest.param(
            "ol.jura{counter-reset:x} .jura>li{counter-increment:x}"
            ".jura>li::marker{content:'§ ' counter(x)}",
            "<ol class=jura><li>Mål<li>Brud</ol><ol><li>a</ol>",
            ["§ 1 Mål", "§ 2 Brud", "1. a"],
            id="one list of two",
        ),
        pytest.param(
            "body{counter-reset:h2} h2{counter-reset:h3} h2::before{counter-increment:h2;"
            "content:counter(h2) '. '} h3::before{counter-increment:h3;content:counter(h2) '.' "
            "counter(h3)}",
            "<main><section><h2>A</h2><h3>a</h3><h3>b</h3></section><section><h2>B</h2><h3>c</h3>",
            ["1. A", "1.1 a", "1.2 b", "2. B", "2.1 c"],
            id="headings",
        ),
        pytest.param(
            ".l-0>li{counter-increment:l0} .l-1>li{counter-increment:l1}"
            "ol.l-1.start{counter-reset:l1 0} ol.l-0.start{counter-reset:l0 0}"
            ".l-0>li:before{content:'' counter(l0,upper-roman) '. '}"
            ".l-1>li:before{content:'' counter(l0) '.' counter(l1,lower-latin) ') '}",
            DOCS,
            ["I. A", "1.a) a", "1.b) b", "II. B", "2.a) c"],
            id="levels as lists side by side",
        ),
        pytest.param(
            f"{COUNTED} li::before{{content:counters(item,'.')}}",
            "<ol style='counter-reset: item 8'><li>a<li>9.2 b",
            ["9 a", "9.2 b"],
            id="own start, and a typed number",
        ),
        pytest.param(
            ".n::before{counter-increment:n;content:counter(n) ')'}",
            "<p><span class=n></span>a<p><span class=n></span>b",
            ["1) a", "1) b"],
            id="in the line, each with a counter of its own",
        ),
        pytest.param("li::before{content:'→ '}", "<ol><li>a", ["1. a"], id="only a sign"),
        pytest.param(
            "li::before{content:counter(a) attr(x)}", "<ol><li>a", ["1. a"], id="cannot be known"
        ),
        pytest.param(
            "li:nth-child(2)::before{content:counter(a)}", "<ol><li>a", ["1. a"], id="not followed"
        ),
        pytest.param("{}}{ counter::before{content:counter(", "<p>a", ["a"], id="no style sheet"),
    ],
)
def test_printed_numbers(tmp_path: Path, css: str, page: str, expected: list[str]) -> None:
    assert lines(tmp_path, css=css, page=page) == expected
