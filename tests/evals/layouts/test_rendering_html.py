from __future__ import annotations

import re
from dataclasses import replace

import pytest

from evals.layouts.blocks import Kind, Layout, Paragraph, Word
from evals.layouts.rendering_html import render_html


def listed(*items: str) -> str:
    """Return the page's list of "level number text" items, without its tags' line ends."""
    blocks = []
    for item in items:
        level, number, text = item.split(" ", 2)
        blocks.append(Paragraph(kind=Kind.ITEM, number=number, text=text, level=int(level)))
    page = render_html(Layout(name="x", about="", word=Word.TYPED, blocks=tuple(blocks)))
    match = re.search(r"<article>\n(.*)</article>", page, re.DOTALL)
    assert match
    return match[1].replace("\n", "")


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param(
            ["2 a) en", "2 b) to"],
            '<ol type="a"><li>en</li><li>to</li></ol>',
            id="letters",
        ),
        pytest.param(
            ["2 c) tre", "2 d) fire"],
            '<ol type="a" start="3"><li>tre</li><li>fire</li></ol>',
            id="a list that goes on",
        ),
        pytest.param(
            ["2 i) en", "2 ii) to"],
            '<ol type="i"><li>en</li><li>to</li></ol>',
            id="Roman",
        ),
        pytest.param(
            ["2 h) otte", "2 i) ni"],
            '<ol type="a" start="8"><li>otte</li><li>ni</li></ol>',
            id="the letter i",
        ),
        pytest.param(["2 • en"], "<ul><li>en</li></ul>", id="bullets"),
        pytest.param(
            ["2 1. en", "3 a) under", "2 2. to"],
            '<ol type="1"><li>en<ol type="a"><li>under</li></ol></li><li>to</li></ol>',
            id="a list in an item",
        ),
        pytest.param(
            ["2 1. en", "2 3. tre"],
            '<ol type="1"><li>en</li></ol><ol type="1" start="3"><li>tre</li></ol>',
            id="a number skipped",
        ),
        pytest.param(
            ["2 4.2.1 en", "3 • under"],
            '<p class="punkt">4.2.1 en</p><ul><li>under</li></ul>',
            id="a number that no list prints",
        ),
    ],
)
def test_lists_print_the_numbers(items: list[str], expected: str) -> None:
    assert listed(*items) == expected


def test_the_page_is_one_of_a_website(layout: Layout) -> None:
    page = render_html(layout)
    assert page.index("<nav") < page.index("cookie-banner") < page.index("<main>")
    assert "<h2>2. Sletning</h2>" in page
    assert "<p>2.1 Oplysningerne slettes" in page
    assert "<td>Serverhal Syd A/S</td><td>87654321</td>" in page
    assert 'ny aftale.<sup><a href="#fn1">1</a></sup></p>' in page
    assert '<p id="fn1"><sup>1</sup> Ved ny aftale' in page
    assert page.index("</main>") < page.index("<footer>")


def test_words_are_no_tags() -> None:
    assert listed("2 • a < b & c") == "<ul><li>a &lt; b &amp; c</li></ul>"


def test_the_title_names_the_page(layout: Layout) -> None:
    assert "<title>Databehandleraftale | Vilkår</title>" in render_html(layout)
    untitled = replace(layout, blocks=layout.blocks[1:])
    assert "<title>ordrer | Vilkår</title>" in render_html(untitled)
