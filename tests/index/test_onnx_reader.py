"""The reader's graph: pairs in, findings with places in the passage out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from index.onnx_reader import GRAPH, INPUTS, LENGTHS, LONGEST_SPAN, OnnxReader
from klausul.errors import ReaderError
from klausul.types import Span

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "data", "slettes", "efter", "dage", "30", "hvornår"]


def _write_graph(path: Path) -> None:
    """Write a graph whose logits are the ids themselves: the highest id is the answer."""
    from onnx import TensorProto, helper, save

    names = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "L"]) for name in INPUTS]
    flat = [
        helper.make_tensor_value_info(n, TensorProto.FLOAT, [1, "L"]) for n in ("starts", "ends")
    ]
    outputs = [
        helper.make_tensor_value_info("answers", TensorProto.FLOAT, [1]),
        *flat,
        helper.make_tensor_value_info("verdicts", TensorProto.FLOAT, [1, 3]),
    ]
    polarity = helper.make_tensor("polarity", TensorProto.FLOAT, [1, 3], [2.0, 0.0, 0.0])
    zero = helper.make_tensor("zero", TensorProto.FLOAT, [1], [0.0])
    nodes = [
        helper.make_node("Cast", ["input_ids"], ["starts"], to=TensorProto.FLOAT),
        helper.make_node("Identity", ["starts"], ["ends"]),
        helper.make_node("Identity", ["polarity"], ["verdicts"]),
        helper.make_node("Identity", ["zero"], ["answers"]),
    ]
    graph = helper.make_graph(nodes, "reader", names, outputs, [polarity, zero])
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    vocabulary = {word: number for number, word in enumerate(WORDS)}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    (tmp_path / LENGTHS).write_text(json.dumps({"question": 4, "passage": 5}), encoding="utf-8")
    _write_graph(tmp_path / GRAPH)
    return tmp_path


def test_the_words_that_answer_are_places_in_the_passage(folder: Path) -> None:
    passage = "data slettes efter 30 dage"

    found = OnnxReader(folder).read("hvornår slettes data", [passage])[0]

    assert found.span is not None
    assert found.span.of(passage) == "30"
    assert found.answers == pytest.approx(0.5)
    assert found.ja == pytest.approx(np.exp(2) / (np.exp(2) + 2))
    assert found.ja + found.nej + found.undecided == pytest.approx(1.0)


def test_a_question_is_no_place_to_answer_from(folder: Path) -> None:
    found = OnnxReader(folder).read("hvornår 30 hvornår", ["data slettes"])[0]

    assert found.span == Span(5, 12)


def test_passages_are_read_one_by_one_and_cut(folder: Path) -> None:
    reader = OnnxReader(folder)
    passages = ["slettes", "data data data data data 30", ""]

    together = reader.read("hvornår", passages)

    assert together == [reader.read("hvornår", [passage])[0] for passage in passages]
    assert together[1].span == Span(0, 4)  # the sixth piece is beyond the reader's window
    assert together[2].span is None


def test_an_answer_is_no_longer_than_the_longest_span(folder: Path) -> None:
    (folder / LENGTHS).write_text(json.dumps({"question": 4, "passage": 500}), encoding="utf-8")
    passage = " ".join(["30", *["data"] * LONGEST_SPAN, "30"])

    found = OnnxReader(folder).read("hvornår", [passage])[0]

    assert found.span == Span(0, 2)


def test_its_identity_is_that_of_its_weights(folder: Path, tmp_path: Path) -> None:
    before = OnnxReader(folder).identity
    (folder / GRAPH).write_bytes((folder / GRAPH).read_bytes() + b"\0")

    assert OnnxReader(folder).identity != before


@pytest.mark.parametrize("missing", [GRAPH, LENGTHS])
def test_a_folder_without_a_reader_is_named(folder: Path, missing: str) -> None:
    (folder / missing).unlink()

    with pytest.raises(ReaderError, match=folder.name):
        OnnxReader(folder)


@pytest.mark.parametrize("name", [GRAPH, "tokenizer.json"])
def test_a_broken_file_is_an_error_of_the_reader(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"no graph")

    with pytest.raises(ReaderError):
        OnnxReader(folder).read("hvornår", ["data"])
