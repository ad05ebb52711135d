from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from evals.layouts.blocks import Layout, Paragraph, split_marks
from evals.layouts.scoring import bare_signs

pytest.importorskip("reportlab", reason="reportlab is not installed")

from evals.layouts.rendering_pdf import render_pdf


def test_a_reader_finds_every_word(layout: Layout) -> None:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(render_pdf(layout))).pages]
    text = bare_signs("".join(pages))
    for block in layout.blocks:
        if isinstance(block, Paragraph):
            assert bare_signs(split_marks(block.printed)[0]) in text
    for number, page in enumerate(pages, start=1):
        assert f"Side {number} af {len(pages)}" in page
        assert layout.running_head
        assert layout.running_head in page


def test_the_same_layout_is_the_same_file(layout: Layout) -> None:
    assert render_pdf(layout) == render_pdf(layout)
