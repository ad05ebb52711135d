from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.encoders import HashingEncoder, SentenceEncoder
from index.layout import EncoderEntry
from index.onnx_encoder import OnnxEncoder
from index.serving import keep_encoder, open_encoder
from klausul.errors import EncoderError, IndexMismatchError


def test_hashing_encoder_comes_back(tmp_path: Path) -> None:
    entry = keep_encoder(HashingEncoder(64), tmp_path / "encoder", sample=["frist"])

    encoder = open_encoder(entry, tmp_path / "encoder")

    assert isinstance(encoder, HashingEncoder)
    assert (encoder.identity, encoder.dimension) == ("hashing-64", 64)
    assert not (tmp_path / "encoder").exists()


def test_encoder_of_the_callers_own_must_be_given_again(tmp_path: Path) -> None:
    entry = EncoderEntry(kind="given", identity="home-made", dimension=3)

    with pytest.raises(IndexMismatchError, match="home-made"):
        open_encoder(entry, tmp_path)


def test_model_that_went_away_is_named(tmp_path: Path) -> None:
    entry = EncoderEntry(
        kind="sentence-transformers", identity="x", dimension=3, name=str(tmp_path / "gone")
    )

    with pytest.raises(EncoderError, match="gone"):
        open_encoder(entry, tmp_path)


def test_model_that_changed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"one")
    entry = EncoderEntry(
        kind="sentence-transformers",
        identity=SentenceEncoder(str(tmp_path)).identity,
        dimension=3,
        name=str(tmp_path),
    )
    assert open_encoder(entry, tmp_path).identity == entry.identity

    (tmp_path / "model.safetensors").write_bytes(b"two")
    with pytest.raises(IndexMismatchError, match="built by encoder"):
        open_encoder(entry, tmp_path)


def test_earlier_files_of_the_same_encoder_are_copied(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.safetensors").write_bytes(b"one")
    (tmp_path / "earlier").mkdir()
    (tmp_path / "earlier" / "encoder.onnx").write_bytes(b"graph")
    encoder = SentenceEncoder(str(tmp_path / "model"))
    entry = EncoderEntry(kind="onnx", identity=encoder.identity, dimension=3, name="elsewhere")

    kept = keep_encoder(
        encoder, tmp_path / "new", sample=["frist"], earlier=(entry, tmp_path / "earlier")
    )

    assert (tmp_path / "new" / "encoder.onnx").read_bytes() == b"graph"
    assert kept.name == str((tmp_path / "model").resolve())


@pytest.mark.slow
def test_exported_encoder_comes_back(bundled_encoder: Path, tmp_path: Path) -> None:
    original = SentenceEncoder(str(bundled_encoder), query_prefix="spørgsmål: ")
    entry = keep_encoder(original, tmp_path / "encoder", sample=["frist"])

    encoder = open_encoder(entry, tmp_path / "encoder")

    assert isinstance(encoder, OnnxEncoder)
    assert encoder.identity == original.identity
    assert np.allclose(
        encoder.encode_queries(["frist"]), original.encode_queries(["frist"]), atol=1e-5
    )


@pytest.mark.slow
def test_model_without_a_graph_is_served_by_itself(static_model: Path, tmp_path: Path) -> None:
    original = SentenceEncoder(str(static_model))
    entry = keep_encoder(original, tmp_path / "encoder", sample=["frist"])

    encoder = open_encoder(entry, tmp_path / "encoder")

    assert entry.kind == "sentence-transformers"
    assert isinstance(encoder, SentenceEncoder)
    assert np.array_equal(encoder.encode_queries(["data"]), original.encode_queries(["data"]))
