from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from evals.layouts.blocks import Entry, Layout, gold_entries
from evals.layouts.loading import load_layout, load_layouts
from klausul.errors import EvaluationFileError

SMALL = json.loads((Path(__file__).parent / "ordrer.json").read_text(encoding="utf-8"))["blocks"]
WriteLayout = Callable[[Mapping[str, object]], Path]


def place_of(label: str) -> int:
    return next(i for i, block in enumerate(SMALL) if block.get("label") == label)


def changed(label: str, /, **keys: object) -> list[dict[str, Any]]:
    """Return the small layout's blocks with keys of one changed; None takes a key out."""
    blocks = [dict(block) for block in SMALL]
    block = blocks[place_of(label)] | keys
    blocks[place_of(label)] = {key: value for key, value in block.items() if value is not None}
    return blocks


def test_gold_entries_stand_in_order_with_footnotes_last(layout: Layout) -> None:
    labels = [entry.label for entry in gold_entries(layout)]
    assert labels[:6] == ["Titel", "Parter", "Indholdsfortegnelse", "1", "1.1", "1.2"]
    assert labels[-5:] == ["Bilag B", "Bilag B", "Bilag B", "Underskriftsblok", "Fodnote 1"]


def test_an_entry_opens_with_its_number_and_ends_before_a_mark(layout: Layout) -> None:
    entries = {entry.label: entry for entry in gold_entries(layout)}
    assert entries["2.2.b"] == Entry(
        label="2.2.b", level=2, text="b) sikkerhedskopier.", number="b)"
    )
    assert not any("[^" in entry.text for entry in entries.values())


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        pytest.param(changed("1.1", colour="red"), "colour", id="key that no block has"),
        pytest.param(changed("1.1", kind="verse"), "verse", id="kind that does not exist"),
        pytest.param(changed("1.1", text=" "), "text", id="no words"),
        pytest.param(changed("1.1", label=None), "needs a label", id="clause without a label"),
        pytest.param(changed("1.1", label="1.7"), "'1.7'", id="label of another number"),
        pytest.param(changed("1.2.a", level=3), "level 3", id="level without one above"),
        pytest.param(changed("2.3 •1", label="2.3.a"), "has •", id="bullet labelled as letter"),
        pytest.param(changed("Fodnote 1", number="2"), "footnote", id="footnote without a mark"),
        pytest.param(SMALL[1:2] + SMALL[11:12], "no footnote '1'", id="mark without a footnote"),
        pytest.param(
            [*SMALL, {"kind": "table", "rows": [["a"], ["b"]], "labels": ["Bilag B"]}],
            "2 rows, 1 labels",
            id="row without a label",
        ),
        pytest.param(
            [*SMALL, {"kind": "table", "rows": [["a"], ["b", "c"]], "labels": ["B", "B"]}],
            "cells",
            id="rows of other widths",
        ),
        pytest.param(changed("2.3", number="2.4", label="2.4"), "'3'", id="number skipped"),
        pytest.param(changed("2.2", number="2.1", label="2.1"), "'2'", id="number twice"),
        pytest.param(changed("2.2.b", number="d)", label="2.2.d"), "'b'", id="letter skipped"),
        pytest.param(changed("Bilag A.1", number="B.1", label="Bilag B.1"), "B.1", id="foreign"),
    ],
)
def test_a_fault_names_file_and_block(
    write_layout: WriteLayout, blocks: list[dict[str, Any]], told: str
) -> None:
    path = write_layout({"blocks": blocks})
    with pytest.raises(EvaluationFileError, match="block") as caught:
        load_layout(path)
    assert str(path) in str(caught.value)
    assert told in str(caught.value)


def test_typed_numbers_may_be_misprinted(write_layout: WriteLayout) -> None:
    blocks = changed("2.3", number="2.4", label="2.4")
    layout = load_layout(write_layout({"word": "typed", "blocks": blocks}))
    assert "2.4" in [entry.label for entry in gold_entries(layout)]


@pytest.mark.parametrize(
    "key",
    [
        pytest.param({"word": "handwritten"}, id="way of numbering"),
        pytest.param({"page_numbers": "Side"}, id="page number without a number"),
        pytest.param({"author": "X"}, id="unknown key"),
        pytest.param({"name": "andet"}, id="name that is not the file's"),
        pytest.param({"blocks": []}, id="no blocks"),
    ],
)
def test_a_fault_of_the_file_names_it(write_layout: WriteLayout, key: Mapping[str, object]) -> None:
    path = write_layout(key)
    with pytest.raises(EvaluationFileError, match="ordrer"):
        load_layout(path)


def test_a_folder_without_layouts_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvaluationFileError, match="no layout"):
        load_layouts(tmp_path)


def test_a_folder_is_read_in_order_of_name(write_layout: WriteLayout, tmp_path: Path) -> None:
    first = write_layout({})
    (tmp_path / "alfa.json").write_text(
        first.read_text(encoding="utf-8").replace('"ordrer"', '"alfa"'), encoding="utf-8"
    )
    assert [layout.name for layout in load_layouts(tmp_path)] == ["alfa", "ordrer"]
