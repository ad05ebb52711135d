"""The encoder as an ONNX graph: the same vectors, ready in a quarter of a second, without torch.

Importing sentence-transformers takes seconds, so an index carries its encoder as a graph that
onnxruntime runs. ``export_encoder`` writes it and checks it against the original.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.encoders import SentenceEncoder, quiet_libraries, unit_rows
from index.onnx_files import open_graph, open_tokenizer
from klausul.errors import EncoderError
from klausul.ports import FloatMatrix, LateEncoder, Reading

GRAPH = "encoder.onnx"
TOKENIZER = "tokenizer.json"

_OPSET = 17
_COSINE_FLOOR = 0.9999
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_LONGEST_WINDOW = 100_000
"""Some tokenizers state an endless window as a huge number; a graph needs a true one."""


class OnnxEncoder:
    """Runs an exported encoder with onnxruntime, loaded at the first text."""

    def __init__(
        self,
        folder: Path,
        *,
        identity: str,
        dimension: int,
        token_dimension: int = 0,
        query_prefix: str = "",
        passage_prefix: str = "",
    ) -> None:
        self._folder = folder
        self._identity = identity
        self._dimension = dimension
        self._token_dimension = token_dimension
        self._query_prefix = query_prefix
        self._passage_prefix = passage_prefix
        self._lock = threading.Lock()
        self._parts: tuple[Any, Any] | None = None

    @property
    def identity(self) -> str:
        """The identity of the encoder that was exported: the vectors are the same."""
        return self._identity

    @property
    def dimension(self) -> int:
        """Length D of a vector."""
        return self._dimension

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Return unit-length float32 rows, shape (N, D), for N questions."""
        return self._encode(texts, prefix=self._query_prefix)

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Return unit-length float32 rows, shape (N, D), for N passages."""
        return self._encode(texts, prefix=self._passage_prefix)

    @property
    def token_dimension(self) -> int:
        """Length K of a piece's vector; 0 when the graph does not give any."""
        return self._token_dimension

    def read_queries(self, texts: Sequence[str]) -> list[Reading]:
        """Read N questions: their vectors, and those of their pieces, shape (T, K) each."""
        return [self._read(self._query_prefix + text) for text in texts]

    def read_passages(self, texts: Sequence[str]) -> list[Reading]:
        """Read N passages: their vectors, and those of their pieces, shape (T, K) each."""
        return [self._read(self._passage_prefix + text) for text in texts]

    def _encode(self, texts: Sequence[str], *, prefix: str) -> FloatMatrix:
        rows = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for number, text in enumerate(texts):
            rows[number] = self._read(prefix + text).vector
        return rows

    def _read(self, text: str) -> Reading:
        session, tokenizer = self._loaded()
        encoding = tokenizer.encode(text)
        numbers = (encoding.ids, encoding.attention_mask, encoding.type_ids)
        inputs = {
            name: np.array([values], dtype=np.int64)
            for name, values in zip(_INPUTS, numbers, strict=True)
        }
        wanted = {given.name: inputs[given.name] for given in session.get_inputs()}
        rows, *pieces = session.run(None, wanted)
        inner = np.array(encoding.special_tokens_mask) == 0
        tokens = pieces[0][0][inner] if pieces else np.zeros((0, 0), dtype=np.float32)
        return Reading(vector=unit_rows(rows)[0], tokens=unit_rows(tokens))

    def _loaded(self) -> tuple[Any, Any]:
        with self._lock:
            if self._parts is None:
                self._parts = (
                    open_graph(self._folder / GRAPH, error=EncoderError),
                    open_tokenizer(self._folder / TOKENIZER, error=EncoderError),
                )
            return self._parts


def export_encoder(
    encoder: SentenceEncoder, folder: Path, *, sample: Sequence[str]
) -> OnnxEncoder | None:
    """Write ``encoder`` as a graph into ``folder``.

    Args:
        encoder: The model to export.
        folder: A folder to be made; it is not there afterwards when nothing was exported.
        sample: Texts on which the two must agree.

    Returns:
        The exported encoder, or None when the model cannot be exported (a static one, an unusual
        chain of modules) or the graph's vectors differ.
    """
    features = _traceable_features(encoder.model)
    if features is None:
        return None
    folder.mkdir(parents=True)
    exported = OnnxEncoder(
        folder,
        identity=encoder.identity,
        dimension=encoder.dimension,
        token_dimension=encoder.token_dimension,
        query_prefix=encoder.query_prefix,
        passage_prefix=encoder.passage_prefix,
    )
    try:
        _write_graph(encoder, features, folder / GRAPH)
        _write_tokenizer(encoder.model, folder / TOKENIZER)
        same = _agree(encoder, exported, sample)
    except _failures():
        same = False
    if not same:
        shutil.rmtree(folder)
        return None
    return exported


def _agree(encoder: LateEncoder, exported: LateEncoder, sample: Sequence[str]) -> bool:
    """Tell whether both give the same vectors for ``sample``, as questions and as passages."""
    pairs = (
        *zip(encoder.read_queries(sample), exported.read_queries(sample), strict=True),
        *zip(encoder.read_passages(sample), exported.read_passages(sample), strict=True),
    )
    return all(_same(one.vector, other.vector) for one, other in pairs) and all(
        one.tokens.shape == other.tokens.shape and _same(one.tokens, other.tokens)
        for one, other in pairs
        if encoder.token_dimension
    )


def _same(one: FloatMatrix, other: FloatMatrix) -> bool:
    """Tell whether unit vectors point the same way."""
    return bool(((one * other).sum(axis=-1) >= _COSINE_FLOOR).all())


def _failures() -> tuple[type[Exception], ...]:
    """Return what tracing or running a model without an ONNX form raises."""
    from torch.onnx import OnnxExporterError

    return (OnnxExporterError, EncoderError, RuntimeError, ValueError, TypeError, KeyError)


def _traceable_features(model: Any) -> dict[str, Any] | None:  # noqa: ANN401  # SentenceTransformer
    """Return the tensors of an example, or None for a model that is not fed with token rows."""
    import torch

    window = model.max_seq_length
    if not hasattr(getattr(model, "tokenizer", None), "backend_tokenizer"):
        return None
    if window is None or not 0 < window < _LONGEST_WINDOW:
        return None
    # Of different length, so that the padding is part of what is traced.
    examples = ["Hvor lang er slettefristen?", "Ja"]
    features = {
        name: value
        for name, value in model.preprocess(examples).items()
        if isinstance(value, torch.Tensor)
    }
    fits = {"input_ids", "attention_mask"} <= features.keys() <= set(_INPUTS)
    return features if fits else None


def _write_graph(encoder: SentenceEncoder, features: dict[str, Any], path: Path) -> None:
    """Trace the model from token rows to unit vectors of texts, and of pieces if it has them."""
    import torch

    names = list(features)
    outputs = ["vector", "tokens"] if encoder.token_dimension else ["vector"]
    axes = {name: {0: "row", 1: "token"} for name in (*names, "tokens")}

    class Traced(torch.nn.Module):
        """The whole chain of modules as a function of tensors."""

        def __init__(self) -> None:
            super().__init__()
            self.model = encoder.model

        def forward(self, *tensors: torch.Tensor) -> tuple[torch.Tensor, ...]:
            """Return unit rows for token rows."""
            features = self.model(dict(zip(names, tensors, strict=True)))
            tokens = features["token_embeddings"][..., : encoder.token_dimension]
            given = (features["sentence_embedding"], tokens)[: len(outputs)]
            return tuple(torch.nn.functional.normalize(rows, dim=-1) for rows in given)

    with quiet_libraries(), torch.no_grad():
        torch.onnx.export(
            Traced().eval(),
            tuple(features.values()),
            str(path),
            input_names=names,
            output_names=outputs,
            dynamic_axes={**axes, "vector": {0: "row"}},
            opset_version=_OPSET,
            dynamo=False,  # the other exporter needs one more package, onnxscript
        )


def _write_tokenizer(model: Any, path: Path) -> None:  # noqa: ANN401  # SentenceTransformer
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(model.tokenizer.backend_tokenizer.to_str())
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=int(model.max_seq_length))
    # Sorted, because the library writes some tables in the order of a hash.
    content = json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False, sort_keys=True)
    path.write_text(content, encoding="utf-8")
