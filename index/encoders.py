"""Encoders: text to unit vectors.

``SentenceEncoder`` runs any sentence-transformers model, ``HashingEncoder`` needs no model at all.
A third one, which serves the first's questions without torch, is in ``index.onnx_encoder``.
"""

from __future__ import annotations

import hashlib
import json
import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from klausul.danish.tokens import terms
from klausul.errors import EncoderError
from klausul.ports import FloatMatrix, Reading

LATE_FILE = "late_interaction.json"
"""A model's statement that its pieces may be compared, and how long their vectors are."""

_PASSAGE_PROMPTS = ("document", "passage", "corpus")
"""The names that sentence-transformers knows for the words before a passage, in its order."""


class HashingEncoder:
    """Vectors from the terms of a text alone: no model, no download, the same everywhere.

    Each term adds a direction of its own, drawn from its SHAKE-256 digest (Python's ``hash``
    differs between processes), so texts are near when they share terms.
    """

    def __init__(self, dimension: int = 256) -> None:
        if dimension < 1:
            raise ValueError(f"the dimension must be at least 1, got {dimension}")
        self._dimension = dimension

    @property
    def identity(self) -> str:
        """The method and its dimension."""
        return f"hashing-{self._dimension}"

    @property
    def dimension(self) -> int:
        """Length D of a vector."""
        return self._dimension

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Return unit-length float32 rows, shape (N, D), for N questions."""
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Return unit-length float32 rows, shape (N, D), for N passages."""
        rows = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for term in terms(text):
                row += self._direction(term)
        return unit_rows(rows)

    def _direction(self, term: str) -> FloatMatrix:
        digest = hashlib.shake_256(term.encode()).digest(self._dimension)
        return np.frombuffer(digest, dtype=np.uint8).astype(np.float32) - 127.5


class SentenceEncoder:
    """A sentence-transformers model from a local folder or the hub, run in fp32 on the CPU.

    Nothing is loaded before it is needed. A name that is a folder is read from there and never
    reaches a network; a hub name is looked up in the local cache first.
    """

    def __init__(
        self, name: str, *, query_prefix: str | None = None, passage_prefix: str | None = None
    ) -> None:
        self.name = name
        self._given = {"query": query_prefix, "passage": passage_prefix}
        self._lock = threading.Lock()
        self._model: Any = None

    @cached_property
    def folder(self) -> Path:
        """The folder that holds the model.

        Raises:
            EncoderError: There is no such folder, nor such a model on the hub.
        """
        folder = Path(self.name).expanduser()
        if folder.is_dir():
            return folder.resolve()
        if folder.exists() or folder.is_absolute() or self.name.startswith((".", "~")):
            raise EncoderError(f"the encoder is not a folder: {self.name}")
        return _download(self.name)

    @cached_property
    def query_prefix(self) -> str:
        """The words before a question: as given, else the model's own."""
        given = self._given["query"]
        return self._prompts.get("query", "") if given is None else given

    @cached_property
    def passage_prefix(self) -> str:
        """The words before a passage: as given, else the model's own."""
        own = (self._prompts[name] for name in _PASSAGE_PROMPTS if name in self._prompts)
        given = self._given["passage"]
        return next(own, "") if given is None else given

    @cached_property
    def identity(self) -> str:
        """The model's name, the SHA-256 of its files and the prefixes."""
        name = self.folder.name if Path(self.name).expanduser().is_dir() else self.name
        prefixes = json.dumps([self.query_prefix, self.passage_prefix], ensure_ascii=False)
        return f"{name}@{_digest(self.folder)} {prefixes}"

    @cached_property
    def dimension(self) -> int:
        """Length D of a vector."""
        return int(self._encode(["a"], prefix="", role="query").shape[1])

    @cached_property
    def token_dimension(self) -> int:
        """Length K of a piece's vector; 0 for a model that does not speak of late interaction.

        Raises:
            EncoderError: What it says cannot be read.
        """
        path = self.folder / LATE_FILE
        if not path.is_file():
            return 0
        try:
            return int(json.loads(path.read_text(encoding="utf-8"))["dimension"])
        except (ValueError, KeyError, TypeError) as error:
            raise EncoderError(f"not a statement of late interaction: {path}") from error

    @property
    def model(self) -> Any:  # noqa: ANN401  # a SentenceTransformer, whose import is slow
        """The loaded model.

        Raises:
            EncoderError: The folder does not hold a model that can be loaded.
        """
        with self._lock:
            if self._model is None:
                self._model = _load(self.folder, name=self.name)
            return self._model

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Return unit-length float32 rows, shape (N, D), for N questions."""
        return self._encode(texts, prefix=self.query_prefix, role="query")

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Return unit-length float32 rows, shape (N, D), for N passages."""
        return self._encode(texts, prefix=self.passage_prefix, role="document")

    def read_queries(self, texts: Sequence[str]) -> list[Reading]:
        """Read N questions: their vectors, and those of their pieces, shape (T, K) each."""
        return [self._read(self.query_prefix + text) for text in texts]

    def read_passages(self, texts: Sequence[str]) -> list[Reading]:
        """Read N passages: their vectors, and those of their pieces, shape (T, K) each."""
        return [self._read(self.passage_prefix + text) for text in texts]

    def _read(self, text: str) -> Reading:
        import torch

        with torch.inference_mode():
            features = self.model(self.model.preprocess([text]))
        tokenizer = self.model.tokenizer
        frame = {*tokenizer.all_special_ids} - {tokenizer.unk_token_id}  # unknown pieces are words
        inner = ~np.isin(features["input_ids"][0].numpy(), [*frame])
        tokens = features["token_embeddings"][0].numpy()[inner, : self.token_dimension]
        vector = unit_rows(features["sentence_embedding"].numpy().astype(np.float32))[0]
        return Reading(vector=vector, tokens=unit_rows(tokens.astype(np.float32)))

    @property
    def _prompts(self) -> Mapping[str, str]:
        path = self.folder / "config_sentence_transformers.json"
        if not path.is_file():
            return {}
        try:
            prompts = json.loads(path.read_text(encoding="utf-8")).get("prompts") or {}
            return {name: text or "" for name, text in prompts.items()}
        except (ValueError, AttributeError) as error:
            raise EncoderError(f"not a model configuration: {path}") from error

    def _encode(self, texts: Sequence[str], *, prefix: str, role: str) -> FloatMatrix:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        encode = self.model.encode_query if role == "query" else self.model.encode_document
        # One text a batch: its vector then does not depend on its neighbours' padding, so a
        # vector kept from an earlier build equals a new one. On one core it costs no time, and
        # more cores are not asked for: a second one gained 30 % when it was idle and made the
        # same work four times as long when it was not.
        rows = encode(list(texts), prompt=prefix, batch_size=1, show_progress_bar=False)
        return unit_rows(np.asarray(rows, dtype=np.float32))


def unit_rows(rows: FloatMatrix) -> FloatMatrix:
    """Scale each row to length 1; a row of zeros (a text without words) gets a fixed direction.

    Raises:
        EncoderError: A number is not finite.
    """
    if not np.isfinite(rows).all():
        raise EncoderError("the encoder gave vectors that are not finite")
    lengths = np.linalg.norm(rows.astype(np.float64), axis=1, keepdims=True)
    unit: FloatMatrix = np.zeros_like(rows)
    unit[:, :1] = 1.0
    np.divide(rows, lengths, out=unit, where=lengths > 0, casting="same_kind")
    return unit


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Keep the model libraries' progress bars and deprecation warnings off the terminal."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from huggingface_hub.utils.tqdm import (
            are_progress_bars_disabled,
            disable_progress_bars,
            enable_progress_bars,
        )
        from transformers.utils import logging

        shown = (not are_progress_bars_disabled(), logging.is_progress_bar_enabled())
        disable_progress_bars()
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            yield
        finally:
            if shown[0]:
                enable_progress_bars()
            if shown[1]:
                logging.enable_progress_bar()  # type: ignore[no-untyped-call]


def _load(folder: Path, *, name: str) -> Any:  # noqa: ANN401  # a SentenceTransformer
    with quiet_libraries():
        import torch
        from sentence_transformers import SentenceTransformer

        from index.token_table import FOLDER, load_token_table

        try:
            model = SentenceTransformer(
                str(folder),
                device="cpu",
                local_files_only=True,  # also keeps a folder's references off the network
                model_kwargs={"dtype": torch.float32},  # fp16 weights are slow on a CPU
            )
            if (folder / FOLDER).is_dir():
                model.append(load_token_table(folder / FOLDER))
        except Exception as error:  # the tokenizer library raises bare Exception
            raise EncoderError(f"cannot load the encoder {name}: {error}") from error
        return model.eval()


def _download(name: str) -> Path:
    """Return the folder of a hub model; the network is asked only when the cache has none."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    skipped = ["onnx/*", "openvino/*", "*.onnx", "*.h5", "*.msgpack", "*.ot"]
    with quiet_libraries():
        try:
            return Path(snapshot_download(name, ignore_patterns=skipped, local_files_only=True))
        except LocalEntryNotFoundError:
            pass
        except ValueError as error:
            raise EncoderError(f"neither a folder nor a hub name: {name}") from error
        try:
            return Path(snapshot_download(name, ignore_patterns=skipped))
        except (OSError, ValueError) as error:
            raise EncoderError(
                f"the encoder {name} is no folder and cannot be downloaded: {error}"
            ) from error


def _digest(folder: Path) -> str:
    """Return the first 16 hexadecimal digits of a SHA-256 over a model's files."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in relative.parts)
        if path.is_file() and not hidden and path.suffix != ".md":
            total.update(f"{relative.as_posix()}\n".encode())
            with path.open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()[:16]
