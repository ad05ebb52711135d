"""Opens the files of an exported model: a graph for onnxruntime, and its tokenizer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from klausul.errors import KlausulError


def open_graph(path: Path, *, error: type[KlausulError]) -> Any:  # noqa: ANN401  # InferenceSession
    """Return an onnxruntime session over the graph in ``path``, on one thread.

    Raises:
        KlausulError: The graph cannot be loaded; of the type ``error``.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One question is too little work for two threads, and a server has its own pool.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            str(path), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as cause:  # the library's errors have no common base of their own
        raise error(f"cannot load the graph {path}: {cause}") from cause


def open_tokenizer(path: Path, *, error: type[KlausulError]) -> Any:  # noqa: ANN401  # Tokenizer
    """Return the tokenizer in ``path``.

    Raises:
        KlausulError: It cannot be loaded; of the type ``error``.
    """
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_file(str(path))
    except Exception as cause:  # the library raises bare Exception
        raise error(f"cannot load the tokenizer {path}: {cause}") from cause
