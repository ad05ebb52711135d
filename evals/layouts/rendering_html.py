"""A layout as a web page: navigation, a cookie banner and a footer around the agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from evals.layouts.blocks import (
    BULLETS,
    Block,
    Contents,
    Kind,
    Layout,
    Paragraph,
    Table,
    is_footnote,
    is_item,
    replace_marks,
)
from evals.layouts.lists import Counting, find_counters

_TYPES: dict[str, str] = {
    Counting.DECIMAL: "1",
    Counting.LOWER_LETTER: "a",
    Counting.UPPER_LETTER: "A",
    Counting.LOWER_ROMAN: "i",
    Counting.UPPER_ROMAN: "I",
}
_BULLET = "bullet"
_ALONE = re.compile(r"\(?\w+[.)]?")  # a list prints a counter and at most its punctuation
_DEEPEST = 4

_HEAD = """<!DOCTYPE html>
<html lang="da">
<head>
<meta charset="utf-8">
<title>{title} | Vilkår</title>
<style>body {{ font-family: sans-serif }} .cookie {{ position: fixed; bottom: 0 }}</style>
<script>window.dataLayer = window.dataLayer || [];</script>
</head>
<body>
<header>
<nav aria-label="Hovedmenu"><ul><li><a href="/">Forside</a></li><li><a href="/priser">Priser</a>\
</li><li><a href="/vilkaar">Vilkår</a></li><li><a href="/kontakt">Kontakt</a></li></ul></nav>
</header>
<div id="cookie-banner" class="cookie cookie-consent" role="dialog"><p>Vi bruger cookies til \
statistik og markedsføring. Læs mere i vores cookiepolitik.</p>\
<button>Accepter alle</button><button>Kun nødvendige</button></div>
<main>
<article>
"""
_FOOT = """</article>
</main>
<footer><p>© 2024. Alle rettigheder forbeholdes.</p><p><a href="/privatliv">Privatlivspolitik</a> \
<a href="/cookies">Cookies</a></p></footer>
</body>
</html>
"""

_Way = tuple[str | None, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    block: Paragraph
    below: list[_Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Siblings of one list; ``counting`` is None where their numbers must be typed."""

    counting: str | None
    start: int
    nodes: list[_Node]

    def goes_on_with(self, way: _Way) -> bool:
        """Tell whether the next item of this list is the one that ``way`` counts."""
        counting, value = way
        counts = counting not in (None, _BULLET)
        return counting == self.counting and (not counts or value == self.start + len(self.nodes))


def render_html(layout: Layout) -> str:
    """Return the page; lists are numbered by the browser where it would print their numbers."""
    body = [block for block in layout.blocks if not is_footnote(block)]
    notes = [block for block in layout.blocks if is_footnote(block)]
    title = next(
        (b.text for b in body if isinstance(b, Paragraph) and b.kind is Kind.TITLE), layout.name
    )
    parts = [_HEAD.format(title=escape(title))]
    for is_list, group in groupby(body, key=is_item):
        if is_list:
            items = [block for block in group if isinstance(block, Paragraph)]
            parts.append("\n".join(_write(_grow(items))) + "\n")
        else:
            parts.extend("\n".join(_lines(block)) + "\n" for block in group)
    if notes:
        written = "\n".join(_note(block) for block in notes if isinstance(block, Paragraph))
        parts.append(f'<section class="footnotes">\n{written}\n</section>\n')
    return "".join((*parts, _FOOT))


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _paragraph(block)
    elif isinstance(block, Contents):
        yield f'<div class="toc"><h2>{escape(block.title)}</h2>'
        yield "<ul>"
        for number, title, _ in block.entries:
            yield f'<li><a href="#">{escape(f"{number} {title}".strip())}</a></li>'
        yield "</ul></div>"
    elif isinstance(block, Table):
        head, *rows = block.rows
        yield "<table>"
        yield f"<thead><tr>{''.join(f'<th>{_words(cell)}</th>' for cell in head)}</tr></thead>"
        yield "<tbody>"
        for row in rows:
            yield f"<tr>{''.join(f'<td>{_words(cell)}</td>' for cell in row)}</tr>"
        yield "</tbody></table>"
    else:
        yield f'<p class="fields">{"<br>".join(escape(line) for line in block.lines)}</p>'


def _paragraph(block: Paragraph) -> str:
    text = _words(block.printed)
    if block.kind is Kind.TITLE:
        return f"<h1>{text}</h1>" if block.label else f'<p class="subtitle">{text}</p>'
    if block.kind in (Kind.HEADING, Kind.ANNEX):
        level = min(block.depth + 1, _DEEPEST)
        return f"<h{level}>{text}</h{level}>"
    if block.kind is Kind.QUESTION:
        return f"<h3>{text}</h3>"
    return f"<p>{text}</p>"


def _grow(items: Sequence[Paragraph]) -> list[_Node]:
    """Return the items as trees: what is deeper stands below the item above it."""
    roots: list[_Node] = []
    open_nodes: list[_Node] = []
    for block in items:
        node = _Node(block=block)
        while open_nodes and open_nodes[-1].block.level >= block.level:
            open_nodes.pop()
        (open_nodes[-1].below if open_nodes else roots).append(node)
        open_nodes.append(node)
    return roots


def _write(nodes: Sequence[_Node]) -> Iterator[str]:
    """Write siblings as the lists by which a browser prints their numbers."""
    for run in _runs(nodes):
        counting, start = run.counting, run.start
        if counting is None:
            for node in run.nodes:
                yield f'<p class="punkt">{_words(node.block.printed)}</p>'
                yield from _write(node.below)
            continue
        kind = _TYPES.get(counting)
        begin = f' start="{start}"' if start != 1 else ""
        yield "<ul>" if kind is None else f'<ol type="{kind}"{begin}>'
        for node in run.nodes:
            inner = "".join(f"\n{line}" for line in _write(node.below))
            yield f"<li>{_words(node.block.text)}{inner}</li>"
        yield "</ul>" if kind is None else "</ol>"


def _runs(nodes: Sequence[_Node]) -> list[_Run]:
    runs: list[_Run] = []
    for node in nodes:
        ways = _ways(node.block.number)
        last = runs[-1] if runs else None
        if last and any(last.goes_on_with(way) for way in ways):
            last.nodes.append(node)
        else:
            # An "i" that goes on with nothing above begins a list of Roman numbers.
            counting, start = min(ways, key=lambda way: way[1] != 1)
            runs.append(_Run(counting=counting, start=start, nodes=[node]))
    return runs


def _ways(number: str) -> list[_Way]:
    """Return what a list could count to print ``number``; (None, 1) where no list prints it."""
    if number in BULLETS:
        return [(_BULLET, 1)]
    counters = list(find_counters(number))
    if len(counters) != 1 or not _ALONE.fullmatch(number):
        return [(None, 1)]
    return [(way.counting, way.value) for way in counters[0]]


def _note(block: Paragraph) -> str:
    return f'<p id="fn{block.number}"><sup>{block.number}</sup> {_words(block.text)}</p>'


def _words(text: str) -> str:
    return replace_marks(
        escape(text, quote=False),
        lambda number: f'<sup><a href="#fn{number}">{number}</a></sup>',
    )
