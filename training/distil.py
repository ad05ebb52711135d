"""English teacher to Danish student.

The student learns to say of a Danish sentence what the teacher says of its translation (Reimers
and Gurevych, "Making Monolingual Sentence Embeddings Multilingual", EMNLP 2020).
"""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.corpora import Sentences, read_parallel
from training.losses import distillation
from training.noise import misspell
from training.optimizing import Optimizer
from training.recipe import Recipe
from training.student import Student

_LOG = logging.getLogger(__name__)
_POOL = 50  # so many batches are sorted by length together


def distil(
    *, teacher: Path, student: Path, corpora: Path, out: Path, recipe: Recipe, limit: int | None
) -> None:
    """Train ``student`` towards ``teacher`` and write it to ``out``.

    Args:
        teacher: Folder of an English sentence encoder with mean pooling (all-MiniLM-L6-v2).
        student: Folder of the model to begin with, of the teacher's width.
        corpora: Folder that holds ``parallel-da-en.tsv.gz``.
        out: Folder to write.
        recipe: The numbers.
        limit: At most so many sentence pairs; None takes all.
    """
    torch.manual_seed(recipe.seed)
    source = random.Random(recipe.seed)
    pairs = list(read_parallel(corpora))
    source.shuffle(pairs)
    model, numbers = Student(student), recipe.distil
    device = "cuda" if torch.cuda.is_available() else "cpu"
    pairs = _short(pairs[:limit], model, at_most=numbers.max_pieces)
    targets = teach(teacher, [pair.english for pair in pairs], device=device)
    model.to(device).eval()  # no dropout: there is more to learn than to forget
    optimizer = Optimizer(
        model, numbers, steps=numbers.passes * _batches(len(pairs), numbers.batch)
    )
    for _ in range(numbers.passes):
        texts = [_side(pair, source, recipe) for pair in pairs]
        pieces = model.pieces(texts, at_most=numbers.max_pieces)
        for rows in _alike([len(row) for row in pieces], numbers.batch, source):
            loss = distillation(
                model([pieces[row] for row in rows]).pooled,
                targets[rows].to(device).float(),
                temperature=numbers.temperature,
                cosine=numbers.cosine_weight,
            )
            optimizer.step(loss)
    model.save(out)


def _short(pairs: Sequence[Sentences], model: Student, *, at_most: int) -> list[Sentences]:
    lengths = map(len, model.pieces([pair.danish for pair in pairs], at_most=at_most + 1))
    return [pair for pair, length in zip(pairs, lengths, strict=True) if length <= at_most]


def teach(folder: Path, texts: Sequence[str], *, device: str) -> Tensor:
    """Return the unit vectors of N texts by the model in ``folder``, shape (N, D), fp16."""
    model = Student(folder).to(device).eval()
    pieces = model.pieces(texts, at_most=128)
    order = sorted(range(len(texts)), key=lambda row: len(pieces[row]))
    vectors = torch.zeros((len(texts), model.body.config.hidden_size), dtype=torch.float16)
    with torch.inference_mode():
        for start in range(0, len(order), 128):
            rows = order[start : start + 128]
            vectors[rows] = model([pieces[row] for row in rows]).pooled.half().cpu()
    _LOG.info("the teacher has read %d sentences", len(texts))
    return vectors


def _side(pair: Sentences, source: random.Random, recipe: Recipe) -> str:
    if source.random() < recipe.distil.english_share:
        return pair.english
    noisy = source.random() < recipe.distil.noise_share
    return misspell(pair.danish, source) if noisy else pair.danish


def _batches(count: int, size: int) -> int:
    return -(-count // size)


def _alike(lengths: Sequence[int], size: int, source: random.Random) -> Iterator[list[int]]:
    """Yield every row once, in batches of like length and random order."""
    rows = list(range(len(lengths)))
    source.shuffle(rows)
    pool = size * _POOL
    for start in range(0, len(rows), pool):
        part = sorted(rows[start : start + pool], key=lambda row: lengths[row])
        batches = [part[i : i + size] for i in range(0, len(part), size)]
        source.shuffle(batches)
        yield from batches
