"""The agreements of the evaluation: that they are valid, and that their numbers are counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.layouts.blocks import BULLETS, Paragraph, gold_entries, is_footnote, replace_marks
from evals.layouts.converting import convert, find_soffice
from evals.layouts.formats import FORMATS
from evals.layouts.loading import load_layouts
from evals.layouts.measuring import Result, measure_layouts, measure_wild
from evals.layouts.rendering_docx import render_docx_for_libreoffice
from evals.layouts.wild import find_wild, load_wild

DATA = Path(__file__).resolve().parents[3] / "data" / "evals"


def test_there_are_layouts_enough_and_each_is_valid() -> None:
    layouts = load_layouts(DATA / "layouts")
    assert len(layouts) >= 25
    assert {layout.word for layout in layouts} == {"automatic", "styled", "typed"}
    assert all(len(gold_entries(layout)) > 20 for layout in layouts)


def test_every_wild_text_is_valid() -> None:
    for path in find_wild(DATA / "wild"):
        assert load_wild(path).entries


@pytest.mark.slow
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_prints_the_numbers_of_every_layout(tmp_path: Path) -> None:
    """What another program counts from our lists is what the layouts say is printed."""
    soffice = find_soffice()
    assert soffice is not None
    layouts = load_layouts(DATA / "layouts")
    paths = [tmp_path / f"{layout.name}.docx" for layout in layouts]
    for layout, path in zip(layouts, paths, strict=True):
        path.write_bytes(render_docx_for_libreoffice(layout))
    made = convert(paths, to="txt:Text", folder=tmp_path, soffice=soffice)
    for layout, path in zip(layouts, made, strict=True):
        lines = [" ".join(line.split()) for line in path.read_text("utf-8-sig").splitlines()]
        printed = [
            # An export has no raised figures, and signs of its own for bullets.
            " ".join(replace_marks(block.printed, str).split())
            for block in layout.blocks
            if isinstance(block, Paragraph)
            and not is_footnote(block)
            and block.number not in BULLETS
        ]
        missing = [line for line in printed if line not in lines]
        assert not missing, layout.name


def f1(results: Sequence[Result]) -> float:
    scores = [result.comparison.score for result in results]
    matched = sum(score.matched for score in scores)
    return 2 * matched / sum(score.gold + score.ours for score in scores)


@pytest.mark.slow
def test_labels_are_right_in_every_format(tmp_path: Path) -> None:
    formats = [name for name in FORMATS if not FORMATS[name].by_libreoffice or find_soffice()]
    measured = measure_layouts(load_layouts(DATA / "layouts"), formats, folder=tmp_path)
    by_format = {
        name: f1([result for result in measured.results if result.format == name])
        for name in formats
    }
    assert min(by_format.values()) >= 0.98, by_format
    alike = [agreement.name for agreement in measured.agreements if not agreement.differences]
    assert len(alike) >= 0.85 * len(measured.agreements)


@pytest.mark.slow
def test_labels_of_texts_as_they_arrive() -> None:
    measured = measure_wild([load_wild(path) for path in find_wild(DATA / "wild")])
    assert f1(measured.results) >= 0.96
