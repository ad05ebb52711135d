"""From a trained reader to the folder that is shipped: one graph of eight-bit weights."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from index.encoders import quiet_libraries
from index.onnx_reader import GRAPH, INPUTS, LENGTHS, OUTPUTS, TOKENIZER, OnnxReader
from training.export import LARGEST
from training.reader.model import Reader
from training.recipe import Recipe

_OPSET = 17
_FURTHEST = 0.10
"""Eight bits may move a probability so far, in the mean over the sample."""

SAMPLE = (
    ("Hvor lang er slettefristen?", "Sletning. Oplysningerne slettes senest 30 dage efter ophør."),
    ("Må I bruge andre firmaer?", "Leverandører. Der må ikke bruges underdatabehandlere."),
    ("Hvem betaler for revision?", "Fortrolighed. Medarbejderne har tavshedspligt."),
)


class _Graph(nn.Module):
    """The tensors in and out of the graph, in order."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, ...]:
        return tuple(self.reader.judge(ids, mask, types))


def export_reader(*, reader: Path, out: Path, recipe: Recipe) -> None:
    """Write ``reader`` to ``out`` as a graph with eight-bit weights, its tokenizer and lengths.

    What is there is replaced, but for its model card.

    Raises:
        ValueError: The graph is too large to ship, or says something else than the model.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    numbers = recipe.reader
    model = Reader(
        reader, layers=numbers.layers, question=numbers.question, passage=numbers.passage
    ).eval()
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(reader / TOKENIZER, out / TOKENIZER)
    lengths = {"question": numbers.question, "passage": numbers.passage}
    (out / LENGTHS).write_text(json.dumps(lengths) + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / GRAPH
        _write_graph(model, whole)
        quantize_dynamic(
            whole,
            out / GRAPH,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            weight_type=QuantType.QInt8,
        )
    size = (out / GRAPH).stat().st_size
    if size > LARGEST:
        raise ValueError(f"the graph has {size} bytes, at most {LARGEST} are shipped")
    if (moved := distance(model, OnnxReader(out), SAMPLE)) > _FURTHEST:
        raise ValueError(f"eight bits move the probabilities by {moved:.3f} in the mean")


def distance(model: Reader, graph: OnnxReader, sample: Sequence[tuple[str, str]]) -> float:
    """Return how far apart the two say that a passage answers, in the mean over ``sample``."""
    with torch.inference_mode():
        pairs = model.pairs([q for q, _ in sample], [p for _, p in sample])
        before = [torch.sigmoid(model([pair]).answers).item() for pair in pairs]
    after = [graph.read(question, [passage])[0].answers for question, passage in sample]
    return float(np.abs(np.array(before) - np.array(after)).mean())


def _write_graph(model: Reader, path: Path) -> None:
    width = 12
    ids = torch.arange(width)[None] + 5
    types = torch.tensor([[0] * 5 + [1] * (width - 5)])
    free = {name: {0: "pairs", 1: "pieces"} for name in INPUTS}
    wide = {name: {0: "pairs", 1: "pieces"} for name in ("starts", "ends")}
    with quiet_libraries(), torch.inference_mode():
        torch.onnx.export(
            _Graph(model),
            (ids, torch.ones_like(ids), types),
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={**free, **wide, "answers": {0: "pairs"}, "verdicts": {0: "pairs"}},
            opset_version=_OPSET,
            dynamo=False,  # the other exporter needs one more package, onnxscript
        )
