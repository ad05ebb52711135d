from __future__ import annotations

from dataclasses import replace

from evals.layouts.blocks import Layout, Paragraph, Table, split_marks
from evals.layouts.rendering_md import render_md
from evals.layouts.rendering_txt import WIDTH, render_lines, render_wrapped
from evals.layouts.scoring import bare_signs


def test_wrapped_lines_fit(layout: Layout) -> None:
    assert max(len(line) for line in render_wrapped(layout).split("\n")) <= WIDTH


def test_every_page_has_its_head_and_number(layout: Layout) -> None:
    pages = render_wrapped(layout).split("\f")[:-1]
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        lines = page.strip("\n").split("\n")
        assert lines[0] == layout.running_head
        assert lines[-1].strip() == f"Side {number} af {len(pages)}"


def test_a_footnote_stands_at_the_foot_of_the_page_of_its_mark(layout: Layout) -> None:
    page = next(page for page in render_wrapped(layout).split("\f") if "ny aftale.[1]" in page)
    *_, note, blank, number = page.strip("\n").split("\n")
    assert note.startswith("[1] Ved ny aftale")
    assert (blank, number.strip()[:4]) == ("", "Side")


def test_without_heads_there_are_no_pages(layout: Layout) -> None:
    text = render_wrapped(replace(layout, running_head=None, page_numbers=None))
    assert "\f" not in text
    assert text.endswith("[1] Ved ny aftale forstås et skriftligt tillæg.\n")


def test_what_is_wrapped_hangs_below_its_words(layout: Layout) -> None:
    lines = render_wrapped(layout).split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("1.1"))
    assert lines[first].index("Databehandleren") == len(lines[first + 1]) - len(
        lines[first + 1].lstrip()
    )


def test_cells_that_are_too_wide_go_on_below(layout: Layout) -> None:
    table = Table(rows=(("celle " * 30, "b", "c"),) * 3, labels=("1",) * 3)
    wide = replace(layout, blocks=(table,))
    lines = render_wrapped(wide).split("\n")
    assert max(map(len, lines)) <= WIDTH
    assert sum(line.count("celle") for line in lines) == 90


def test_one_paragraph_is_one_line(layout: Layout) -> None:
    lines = render_lines(layout).split("\n")
    assert "a)" not in lines
    assert "Serverhal Syd A/S\t87654321\tDrift af servere" in lines
    assert "i) gendannelse af ordrer," in lines


def test_markdown_has_headings_lists_and_tables(layout: Layout) -> None:
    text = render_md(layout)
    assert text.startswith("# Databehandleraftale\n\n")
    assert "\n## 2. Sletning\n" in text
    assert "\nb) fejlretning, herunder\n   i) gendannelse af ordrer,\n" in text
    assert "\n- kundens portal, og\n- en skriftlig rapport.\n" in text
    assert "| Navn | CVR-nr. | Opgave |\n| --- | --- | --- |\n| Serverhal" in text
    assert "ny aftale.[^1]\n" in text
    assert text.endswith("[^1]: Ved ny aftale forstås et skriftligt tillæg.\n")


def test_no_word_is_lost(layout: Layout) -> None:
    for render in (render_lines, render_wrapped, render_md):
        text = bare_signs(render(layout))
        for block in layout.blocks:
            if isinstance(block, Paragraph) and "[^" not in block.text:
                # A page may end inside a paragraph; its first words stand on one line.
                assert bare_signs(split_marks(block.printed)[0][:40]) in text
