from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.encoders import SentenceEncoder
from index.onnx_encoder import GRAPH, TOKENIZER, OnnxEncoder, export_encoder
from klausul.errors import EncoderError

QUESTIONS = [
    "Hvor lang er slettefristen?",
    "UNDERDATABEHANDLERE i 3. lande",
    "ja",
    "  mellemrum \n og linjeskift ",
    "Databehandleren skal føre tilsyn, jf. artikel 28, stk. 3. " * 40,
    "€ ½ 北京 ???",
]


@pytest.fixture
def tiny(make_graph: Callable[[Path], None], tmp_path: Path) -> OnnxEncoder:
    make_graph(tmp_path)
    return OnnxEncoder(tmp_path, identity="tiny", dimension=8, query_prefix="frist ")


def test_prefix_belongs_to_the_question_only(tiny: OnnxEncoder) -> None:
    question, passage = tiny.encode_queries(["data"])[0], tiny.encode_passages(["data"])[0]

    assert np.array_equal(question, tiny.encode_passages(["frist data"])[0])
    assert not np.allclose(question, passage)


def test_vector_does_not_depend_on_its_neighbours(tiny: OnnxEncoder) -> None:
    texts = ["data", "frist data brud", ""]

    together = tiny.encode_passages(texts)

    assert all(
        np.array_equal(tiny.encode_passages([text])[0], row)
        for text, row in zip(texts, together, strict=True)
    )


@pytest.mark.parametrize("name", [GRAPH, TOKENIZER])
@pytest.mark.parametrize("content", [None, b"", b"not what it should be"], ids=repr)
def test_damaged_file_is_named(
    tiny: OnnxEncoder, tmp_path: Path, name: str, content: bytes | None
) -> None:
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(EncoderError, match=name):
        tiny.encode_queries(["data"])


def test_nothing_is_loaded_before_the_first_text(tmp_path: Path) -> None:
    encoder = OnnxEncoder(tmp_path / "nowhere", identity="none", dimension=3)

    assert (encoder.identity, encoder.dimension) == ("none", 3)
    assert encoder.encode_queries([]).shape == (0, 3)


@pytest.mark.slow
def test_export_of_the_bundled_encoder_gives_the_same_vectors(
    bundled_encoder: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    recwarn: pytest.WarningsRecorder,
) -> None:
    original = SentenceEncoder(str(bundled_encoder))

    exported = export_encoder(original, tmp_path / "encoder", sample=QUESTIONS)

    assert exported is not None
    assert (exported.identity, exported.dimension) == (original.identity, original.dimension)
    cosines = (exported.encode_queries(QUESTIONS) * original.encode_queries(QUESTIONS)).sum(axis=1)
    assert cosines == pytest.approx(1.0, abs=1e-5)
    assert np.allclose(
        exported.encode_passages(QUESTIONS), original.encode_passages(QUESTIONS), atol=1e-5
    )
    for ours, theirs in zip(
        exported.read_passages(QUESTIONS), original.read_passages(QUESTIONS), strict=True
    ):
        assert ours.tokens.shape == theirs.tokens.shape
        assert np.allclose(ours.tokens, theirs.tokens, atol=1e-4)
    assert capfd.readouterr() == ("", "")
    assert list(recwarn) == []


@pytest.mark.slow
def test_export_needs_no_other_exporter_and_is_the_same_in_every_process(
    bundled_encoder: Path, tmp_path: Path
) -> None:
    code = (
        "import sys; sys.modules['onnxscript'] = None\n"
        "from pathlib import Path\n"
        "from index.encoders import SentenceEncoder\n"
        "from index.onnx_encoder import export_encoder\n"
        f"encoder = SentenceEncoder({str(bundled_encoder)!r})\n"
        "assert export_encoder(encoder, Path(sys.argv[1]), sample=['ja'])\n"
    )
    digests = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", code, str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        digests.append(
            [hashlib.sha256((folder / name).read_bytes()).digest() for name in (GRAPH, TOKENIZER)]
        )

    assert digests[0] == digests[1]


@pytest.mark.slow
def test_static_model_is_not_exported_and_works_by_itself(
    static_model: Path, tmp_path: Path
) -> None:
    encoder = SentenceEncoder(str(static_model))

    assert export_encoder(encoder, tmp_path / "encoder", sample=["frist"]) is None
    assert not (tmp_path / "encoder").exists()
    assert np.linalg.norm(encoder.encode_queries(["data frist"])) == pytest.approx(1.0)


@pytest.mark.slow
def test_graph_that_disagrees_is_thrown_away(
    bundled_encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = SentenceEncoder(str(bundled_encoder))
    readings = encoder.read_queries(["frist", "brud"])
    monkeypatch.setattr(encoder, "read_queries", lambda texts: readings[::-1])

    assert export_encoder(encoder, tmp_path / "encoder", sample=["frist", "brud"]) is None
    assert not (tmp_path / "encoder").exists()
