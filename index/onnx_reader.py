"""The reader as an ONNX graph: does this passage answer, with which words, and ja or nej?

A cross-encoder (Nogueira and Cho, 2019): question and passage go through the model together. Each
pair is read by itself, so that what is said of a passage never depends on its neighbours.
"""

from __future__ import annotations

import hashlib
import json
import math
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.onnx_files import open_graph, open_tokenizer
from klausul.errors import ReaderError
from klausul.ports import Finding, FloatMatrix
from klausul.types import Span

GRAPH = "reader.onnx"
TOKENIZER = "tokenizer.json"
LENGTHS = "lengths.json"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUTS = ("answers", "starts", "ends", "verdicts")

LONGEST_SPAN = 90
"""Pieces; the words that answer are sought among stretches of at most so many."""


class OnnxReader:
    """Reads pairs with onnxruntime; the graph is loaded at the first question."""

    def __init__(self, folder: Path) -> None:
        """Take the reader in ``folder``.

        Raises:
            ReaderError: A file of it is missing or unreadable.
        """
        self._folder = folder
        try:
            lengths = json.loads((folder / LENGTHS).read_text(encoding="utf-8"))
            self._question, self._passage = int(lengths["question"]), int(lengths["passage"])
            with (folder / GRAPH).open("rb") as file:
                self._identity = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ReaderError(f"no reader in {folder}: {error}") from error
        self._lock = threading.Lock()
        self._parts: tuple[Any, Any] | None = None

    @property
    def identity(self) -> str:
        """A name that changes whenever the findings would."""
        return self._identity

    def read(self, question: str, passages: Sequence[str]) -> list[Finding]:
        """Return what each passage says to ``question``, in order.

        Raises:
            ReaderError: The graph or the tokenizer cannot be loaded.
        """
        session, tokenizer = self._loaded()
        asked = tokenizer.encode(question, add_special_tokens=False).ids[: self._question]
        frame = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
        parts = [tokenizer.encode(passage, add_special_tokens=False) for passage in passages]
        return [self._find(session, asked, said, frame) for said in parts]

    def _find(
        self,
        session: Any,  # noqa: ANN401  # an onnxruntime.InferenceSession
        asked: list[int],
        said: Any,  # noqa: ANN401  # a tokenizers.Encoding
        frame: tuple[int, int],
    ) -> Finding:
        body, offsets = said.ids[: self._passage], said.offsets[: self._passage]
        first, between = frame
        head = [first, *asked, between]
        ids = [*head, *body, between]
        types = [0] * len(head) + [1] * (len(body) + 1)
        rows = (ids, [1] * len(ids), types)
        inputs = {name: np.array([row], np.int64) for name, row in zip(INPUTS, rows, strict=True)}
        answers, starts, ends, verdicts = session.run(list(OUTPUTS), inputs)
        inside = slice(len(head), len(head) + len(body))
        ja, nej, undecided = _shares(verdicts[0])
        return Finding(
            answers=1 / (1 + math.exp(-float(answers[0]))),
            span=_best_span(starts[0][inside], ends[0][inside], offsets),
            ja=float(ja),
            nej=float(nej),
            undecided=float(undecided),
        )

    def _loaded(self) -> tuple[Any, Any]:
        with self._lock:
            if self._parts is None:
                self._parts = _open(self._folder)
            return self._parts


def _open(folder: Path) -> tuple[Any, Any]:
    tokenizer = open_tokenizer(folder / TOKENIZER, error=ReaderError)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return open_graph(folder / GRAPH, error=ReaderError), tokenizer


def _best_span(
    starts: FloatMatrix, ends: FloatMatrix, offsets: Sequence[tuple[int, int]]
) -> Span | None:
    """Return the stretch with the highest sum of both logits; the first of equals."""
    if not offsets:
        return None
    sums = starts[:, None] + ends[None, :]
    steps = np.arange(len(offsets))[None, :] - np.arange(len(offsets))[:, None]
    sums = np.where((steps >= 0) & (steps < LONGEST_SPAN), sums, -np.inf)
    first, last = divmod(int(sums.argmax()), len(offsets))
    return Span(offsets[first][0], offsets[last][1])


def _shares(logits: FloatMatrix) -> FloatMatrix:
    """Return logits as shares that sum to 1 (softmax)."""
    raised: FloatMatrix = np.exp(logits - logits.max())
    shares: FloatMatrix = raised / raised.sum()
    return shares
