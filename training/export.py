"""From a trained student to the folder that is shipped: half precision, checked as it is loaded."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import torch

from training.student import LATE_DIMENSION, Student

LATE_FILE = "late_interaction.json"
"""Tells that the tokens' vectors were trained to be compared, and how long they are."""

LARGEST = 40_000_000  # bytes: each version of the weights stays in the repository's history

_SAMPLE = ("Hvor lang er slettefristen?", "Databehandleren sletter oplysningerne efter 30 dage.")
_COSINE_FLOOR = 0.9999


def export(*, student: Path, out: Path) -> None:
    """Write ``student`` to ``out`` in fp16, with its late interaction declared.

    Raises:
        ValueError: The weights are too large to ship, or half precision changes the vectors.
    """
    model = Student(student).eval()
    before = _vectors(model)
    model.body.half()
    if out.exists():
        shutil.rmtree(out)
    model.save(out)
    (out / LATE_FILE).write_text(json.dumps({"dimension": LATE_DIMENSION}) + "\n", encoding="utf-8")
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    if size > LARGEST:
        raise ValueError(f"{out} has {size} bytes, at most {LARGEST} are shipped")
    cosines = (before * _vectors(Student(out).eval())).sum(axis=1)
    if cosines.min() < _COSINE_FLOOR:
        raise ValueError(f"half precision changes the vectors: cosine {cosines.min():.5f}")


def _vectors(model: Student) -> np.ndarray:
    with torch.inference_mode():
        rows: np.ndarray = model(model.pieces(_SAMPLE, at_most=64)).pooled.numpy()
    return rows
