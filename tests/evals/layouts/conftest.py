"""One small agreement as structure, in each way that Word numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from evals.layouts.blocks import Layout, Word
from evals.layouts.loading import load_layout

SMALL = Path(__file__).parent / "ordrer.json"

WriteLayout = Callable[[Mapping[str, object]], Path]


@pytest.fixture
def write_layout(tmp_path: Path) -> WriteLayout:
    """Return a function that writes the small layout with some of its keys changed."""

    def write(changed: Mapping[str, object]) -> Path:
        path = tmp_path / SMALL.name
        data = json.loads(SMALL.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**data, **changed}, ensure_ascii=False), encoding="utf-8")
        return path

    return write


@pytest.fixture(params=list(Word))
def layout(request: pytest.FixtureRequest, write_layout: WriteLayout) -> Layout:
    return load_layout(write_layout({"word": request.param.value}))
