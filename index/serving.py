"""How an index keeps its encoder: what is stored at the build and run for a question."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from index.encoders import HashingEncoder, SentenceEncoder
from index.late import late_encoder
from index.layout import EncoderEntry
from index.onnx_encoder import OnnxEncoder, export_encoder
from klausul.errors import IndexMismatchError
from klausul.ports import Encoder

Kept = tuple[EncoderEntry, Path]
"""An entry of an earlier version, and the folder of its files."""


def keep_encoder(
    encoder: Encoder, folder: Path, *, sample: Sequence[str], earlier: Kept | None = None
) -> EncoderEntry:
    """Store what encodes questions as ``encoder`` does.

    Args:
        encoder: The encoder that made the passages' vectors.
        folder: A folder to be made when there is something to store.
        sample: Texts on which a stored encoder must agree with ``encoder``.
        earlier: What an earlier version kept; copied when it is the same encoder.
    """
    if isinstance(encoder, HashingEncoder):
        return _entry("hashing", encoder)
    if not isinstance(encoder, SentenceEncoder):
        return _entry("given", encoder)
    if earlier is not None and earlier[0].identity == encoder.identity:
        entry, files = earlier
        if files.is_dir():
            shutil.copytree(files, folder)
        return entry.model_copy(update={"name": _lasting_name(encoder)})
    exported = export_encoder(encoder, folder, sample=sample)
    return _entry("sentence-transformers" if exported is None else "onnx", encoder).model_copy(
        update={
            "name": _lasting_name(encoder),
            "query_prefix": encoder.query_prefix,
            "passage_prefix": encoder.passage_prefix,
        }
    )


def open_encoder(entry: EncoderEntry, folder: Path) -> Encoder:
    """Return the encoder of an index, unloaded.

    Args:
        entry: What the manifest says.
        folder: Where the index keeps its encoder's files.

    Raises:
        EncoderError: The model that the index names is not there.
        IndexMismatchError: It is there but gives other vectors, or only the caller has it.
    """
    if entry.kind == "onnx":
        return OnnxEncoder(
            folder,
            identity=entry.identity,
            dimension=entry.dimension,
            token_dimension=entry.token_dimension,
            query_prefix=entry.query_prefix,
            passage_prefix=entry.passage_prefix,
        )
    if entry.kind == "hashing":
        return HashingEncoder(entry.dimension)
    if entry.kind == "given":
        raise IndexMismatchError(f"open the index with the encoder that built it: {entry.identity}")
    encoder = SentenceEncoder(
        entry.name, query_prefix=entry.query_prefix, passage_prefix=entry.passage_prefix
    )
    check_identity(encoder, entry)
    return encoder


def check_identity(encoder: Encoder, entry: EncoderEntry) -> None:
    """Raise ``IndexMismatchError`` unless ``encoder`` made the vectors of ``entry``."""
    if encoder.identity != entry.identity:
        raise IndexMismatchError(
            f"the index was built by encoder {entry.identity}, found {encoder.identity}"
        )


def _entry(
    kind: Literal["onnx", "sentence-transformers", "hashing", "given"], encoder: Encoder
) -> EncoderEntry:
    late = late_encoder(encoder)
    return EncoderEntry(
        kind=kind,
        identity=encoder.identity,
        dimension=encoder.dimension,
        token_dimension=0 if late is None else late.token_dimension,
    )


def _lasting_name(encoder: SentenceEncoder) -> str:
    """Return the encoder's name such that it means the same from any working folder."""
    is_folder = Path(encoder.name).expanduser().is_dir()
    return str(encoder.folder) if is_folder else encoder.name
