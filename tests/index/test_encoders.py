from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.encoders import HashingEncoder, SentenceEncoder, unit_rows
from klausul.errors import EncoderError


@pytest.fixture
def model_folder(tmp_path: Path) -> Path:
    """A folder that names prompts but holds no model."""
    folder = tmp_path / "model"
    folder.mkdir()
    prompts = {"prompts": {"query": "query: ", "passage": "passage: "}}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(prompts))
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


def test_hashing_is_the_same_in_every_process() -> None:
    code = (
        "from index.encoders import HashingEncoder;"
        "print(HashingEncoder(32).encode_queries(['Hvornår slettes data?']).tobytes().hex())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }

    assert outputs == {HashingEncoder(32).encode_queries(["Hvornår slettes data?"]).tobytes().hex()}


def test_hashing_brings_shared_words_near() -> None:
    query, near, far = HashingEncoder().encode_passages(
        ["Hvornår slettes oplysningerne?", "Oplysninger slettes straks.", "Kontoret er i Aarhus."]
    )

    assert query @ near > 0.5
    assert abs(query @ far) < 0.3


def test_hashing_needs_a_dimension() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        HashingEncoder(0)


def test_unit_rows_have_length_one_even_of_zeros() -> None:
    rows = unit_rows(np.array([[3, 4], [0, 0], [1e-20, 0]], dtype=np.float32))

    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1])
    assert rows[0] == pytest.approx([0.6, 0.8])


def test_infinite_vector_is_refused() -> None:
    with pytest.raises(EncoderError, match="finite"):
        unit_rows(np.array([[np.nan, 1.0]], dtype=np.float32))


@pytest.mark.parametrize("name", ["./nowhere", "/no/such/encoder", "~/no-such-encoder"])
def test_missing_folder_is_named_and_never_taken_for_a_hub_name(name: str) -> None:
    with pytest.raises(EncoderError, match=name):
        _ = SentenceEncoder(name).identity


def test_file_is_not_an_encoder(tmp_path: Path) -> None:
    (tmp_path / "model.bin").touch()

    with pytest.raises(EncoderError, match=r"model\.bin"):
        _ = SentenceEncoder(str(tmp_path / "model.bin")).folder


def test_impossible_hub_name_is_named() -> None:
    with pytest.raises(EncoderError, match="a b"):
        _ = SentenceEncoder("a b").folder


def test_hub_name_is_looked_up_in_the_cache_first(
    tmp_path: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    asked: list[object] = []

    def remember(*args: object, **kwargs: object) -> None:
        asked.append(args)
        _refuse()

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(socket, "getaddrinfo", remember)
    repository = tmp_path / "cache" / "models--firma--model"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("abc123")
    (repository / "snapshots").mkdir()
    model_folder.rename(repository / "snapshots" / "abc123")

    encoder = SentenceEncoder("firma/model")

    assert encoder.folder.name == "abc123"
    assert encoder.identity.startswith("firma/model@")
    assert asked == []


def test_unreachable_hub_model_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(socket, "getaddrinfo", _refuse)

    with pytest.raises(EncoderError, match="firma/ukendt"):
        _ = SentenceEncoder("firma/ukendt").folder


def test_prefixes_are_the_models_own_unless_given(model_folder: Path) -> None:
    own = SentenceEncoder(str(model_folder))
    given = SentenceEncoder(str(model_folder), query_prefix="", passage_prefix="tekst: ")

    assert (own.query_prefix, own.passage_prefix) == ("query: ", "passage: ")
    assert (given.query_prefix, given.passage_prefix) == ("", "tekst: ")


def test_model_without_prompts_has_no_prefixes(tmp_path: Path) -> None:
    encoder = SentenceEncoder(str(tmp_path))

    assert (encoder.query_prefix, encoder.passage_prefix) == ("", "")


def test_damaged_configuration_is_named(model_folder: Path) -> None:
    (model_folder / "config_sentence_transformers.json").write_text("{")

    with pytest.raises(EncoderError, match="config_sentence_transformers"):
        _ = SentenceEncoder(str(model_folder)).identity


def test_identity_changes_with_whatever_changes_the_vectors(model_folder: Path) -> None:
    def identity(**prefixes: str) -> str:
        return SentenceEncoder(str(model_folder), **prefixes).identity

    before = identity()
    (model_folder / "README.md").write_text("no matter")
    (model_folder / ".cache").write_text("no matter")
    assert identity() == before

    (model_folder / "model.safetensors").write_bytes(b"other weights")
    changed = {before, identity(), identity(query_prefix="q"), identity(passage_prefix="q")}
    assert len(changed) == 4


def test_folder_may_be_named_relative_to_the_working_folder(
    model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absolute = SentenceEncoder(str(model_folder)).identity
    monkeypatch.chdir(model_folder.parent)

    assert SentenceEncoder("model").identity == absolute


@pytest.mark.slow
def test_folder_without_a_model_is_named(model_folder: Path) -> None:
    with pytest.raises(EncoderError, match="model"):
        SentenceEncoder(str(model_folder)).encode_queries(["Hvornår?"])


@pytest.mark.slow
def test_local_model_runs_in_fp32_quietly_and_without_a_network(
    bundled_encoder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    recwarn: pytest.WarningsRecorder,
) -> None:
    import torch

    monkeypatch.setattr(socket, "getaddrinfo", _refuse)
    monkeypatch.setattr(socket.socket, "connect", _refuse)
    environment = dict(os.environ)
    encoder = SentenceEncoder(str(bundled_encoder))

    rows = encoder.encode_queries(["Hvornår slettes data?", "Tilsyn"])

    assert rows.shape == (2, encoder.dimension)
    assert {p.dtype for p in encoder.model.parameters()} == {torch.float32}
    assert dict(os.environ) == environment
    assert capfd.readouterr() == ("", "")
    assert list(recwarn) == []


@pytest.mark.slow
def test_vector_does_not_depend_on_its_neighbours(bundled_encoder: Path) -> None:
    encoder = SentenceEncoder(str(bundled_encoder))
    texts = ["Tilsyn", "Databehandleren sletter alle oplysninger efter ophør. " * 6, "24 timer"]

    together = encoder.encode_passages(texts)

    assert all(
        np.array_equal(encoder.encode_passages([text])[0], row)
        for text, row in zip(texts, together, strict=True)
    )


@pytest.mark.slow
def test_given_prefix_reaches_the_model(bundled_encoder: Path) -> None:
    plain = SentenceEncoder(str(bundled_encoder))
    prefixed = SentenceEncoder(str(bundled_encoder), query_prefix="query: ")

    assert np.allclose(
        prefixed.encode_queries(["frist"]), plain.encode_queries(["query: frist"]), atol=1e-6
    )
    assert np.array_equal(prefixed.encode_passages(["frist"]), plain.encode_passages(["frist"]))


def _refuse(*args: object, **kwargs: object) -> None:
    raise OSError("the network was asked")
