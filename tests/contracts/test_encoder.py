"""What every ``klausul.ports.Encoder`` must do, whoever plays the role."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.encoders import HashingEncoder, SentenceEncoder
from index.onnx_encoder import export_encoder
from klausul.ports import Encoder, FloatMatrix

TEXTS = [
    "Hvor lang er slettefristen?",
    "Databehandleren sletter alle personoplysninger senest tre måneder efter ophør.",
    "???",
    "\n",
    "æøå ÆØÅ €",
    "Underdatabehandlere må kun bruges efter skriftlig godkendelse. " * 60,
]


def hashing(bundled: Path, folder: Path) -> Encoder:
    return HashingEncoder(96)


def sentence_transformers(bundled: Path, folder: Path) -> Encoder:
    return SentenceEncoder(str(bundled))


def onnx(bundled: Path, folder: Path) -> Encoder:
    exported = export_encoder(SentenceEncoder(str(bundled)), folder / "encoder", sample=TEXTS)
    assert exported is not None
    return exported


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(hashing, id="hashing"),
        pytest.param(sentence_transformers, id="sentence-transformers", marks=pytest.mark.slow),
        pytest.param(onnx, id="onnx", marks=pytest.mark.slow),
    ],
)
def encoder(
    request: pytest.FixtureRequest,
    bundled_encoder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Encoder:
    made: Encoder = request.param(bundled_encoder, tmp_path_factory.mktemp("encoder"))
    return made


@pytest.fixture(params=["encode_queries", "encode_passages"])
def encode(request: pytest.FixtureRequest, encoder: Encoder) -> Callable[[list[str]], FloatMatrix]:
    method: Callable[[list[str]], FloatMatrix] = getattr(encoder, request.param)
    return method


def test_identity_and_dimension_are_stated(encoder: Encoder) -> None:
    assert encoder.identity.strip()
    assert encoder.dimension > 0


def test_rows_are_float32_of_length_one(
    encoder: Encoder, encode: Callable[[list[str]], FloatMatrix]
) -> None:
    rows = encode(TEXTS)

    assert rows.dtype == np.float32
    assert rows.shape == (len(TEXTS), encoder.dimension)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


def test_no_texts_give_no_rows(
    encoder: Encoder, encode: Callable[[list[str]], FloatMatrix]
) -> None:
    assert encode([]).shape == (0, encoder.dimension)


def test_same_text_gives_the_same_row_in_any_company(
    encode: Callable[[list[str]], FloatMatrix],
) -> None:
    together = encode(TEXTS)

    for text, row in zip(TEXTS, together, strict=True):
        assert np.array_equal(encode([text])[0], row)


def test_like_texts_are_nearer_than_unlike_ones(encoder: Encoder) -> None:
    question = encoder.encode_queries(["Hvornår slettes personoplysninger efter ophør?"])[0]
    like, unlike = encoder.encode_passages([TEXTS[1], "Mødet holdes i Aarhus på en tirsdag."])

    assert question @ like > question @ unlike
