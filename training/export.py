"""From a trained student to the folder that is shipped: half precision, checked as it is loaded."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from index.encoders import LATE_FILE
from index.token_table import FOLDER, save_token_table
from klausul.ports import FloatMatrix
from training.student import LATE_DIMENSION, Student

LARGEST = 40_000_000  # bytes of a model: each version stays in the repository's history

_SAMPLE = ("Hvor lang er slettefristen?", "Databehandleren sletter oplysningerne efter 30 dage.")
_COSINE_FLOOR = 0.9999


def export(*, student: Path, twin: Path | None, out: Path, share: float) -> None:
    """Write ``student`` to ``out`` in fp16, with its late interaction declared.

    Args:
        student: Folder of the trained transformer.
        twin: Folder of its token table; None leaves it out.
        out: Folder to write; what is there is replaced.
        share: The weight of the twin in the cosine of two texts.

    Raises:
        ValueError: The weights are too large to ship, or half precision changes the vectors.
    """
    model = Student(student).eval()
    before = _vectors(model)
    model.body.half()
    if out.exists():
        shutil.rmtree(out)
    model.save(out)
    if (cosines := (before * _vectors(Student(out).eval())).sum(axis=1)).min() < _COSINE_FLOOR:
        raise ValueError(f"half precision changes the vectors: cosine {cosines.min():.5f}")
    (out / LATE_FILE).write_text(json.dumps({"dimension": LATE_DIMENSION}) + "\n", encoding="utf-8")
    if twin is not None:
        _add_twin(twin, out, share=share)
    largest = max(path.stat().st_size for path in out.rglob("*") if path.is_file())
    if largest > LARGEST:
        raise ValueError(f"a file of {out} has {largest} bytes, at most {LARGEST} are shipped")


def _add_twin(twin: Path, out: Path, *, share: float) -> None:
    """Put the token table into ``out``."""
    table = load_file(twin / "model.safetensors")["embedding.weight"]
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    frame = [tokenizer.get_vocab()[name] for name in ("[CLS]", "[SEP]")]
    save_token_table(table, out / FOLDER, share=share, frame=frame)


def _vectors(model: Student) -> FloatMatrix:
    with torch.inference_mode():
        rows: FloatMatrix = model(model.pieces(_SAMPLE, at_most=64)).pooled.numpy()
    return rows
