"""Heading to paragraph: a few words find the longer text that they are about.

General Danish first, so that the few questions of the next step need not teach it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch

from training.corpora import Paragraph, read_headings
from training.losses import matching
from training.noise import misspell
from training.optimizing import Optimizer
from training.recipe import Recipe
from training.student import Student

_SHORTEST_HEADING = 12  # characters; "Note" and "Se også" are about nothing
_NOISE_SHARE = 0.15
_TITLE_SHARE = 0.3


def pair_headings(
    *, student: Path, corpora: Path, out: Path, recipe: Recipe, limit: int | None
) -> None:
    """Train ``student`` on headings and paragraphs and write it to ``out``.

    Args:
        student: Folder of the model to begin with.
        corpora: Folder that holds ``headings-da.jsonl.gz``.
        out: Folder to write.
        recipe: The numbers.
        limit: At most so many paragraphs; None takes as many as the recipe says.
    """
    torch.manual_seed(recipe.seed)
    source = random.Random(recipe.seed)
    numbers = recipe.headings
    model = Student(student).to("cuda" if torch.cuda.is_available() else "cpu").eval()
    paragraphs = _draw(read_headings(corpora), limit or numbers.passages, source)
    steps = [
        paragraphs[start : start + numbers.batch]
        for start in range(0, len(paragraphs) - numbers.batch + 1, numbers.batch)
    ]
    optimizer = Optimizer(model, numbers, steps=len(steps))
    for batch in steps:
        short = [_short(paragraph, source) for paragraph in batch]
        same = _same(batch)
        loss = matching(
            model.read(short, at_most=numbers.max_pieces),
            model.read([paragraph.text for paragraph in batch], at_most=numbers.max_pieces),
            right=torch.eye(len(batch), dtype=torch.bool, device=model.device),
            counted=~same.to(model.device),
            temperature=numbers.temperature,
            late_weight=numbers.late_weight,
        )
        optimizer.step(loss)
    model.save(out)


def _draw(paragraphs: Iterable[Paragraph], count: int, source: random.Random) -> list[Paragraph]:
    """Return so many paragraphs, each heading once."""
    first = {p.heading: p for p in paragraphs if len(p.heading) >= _SHORTEST_HEADING}
    return source.sample(sorted(first.values()), min(count, len(first)))


def _short(paragraph: Paragraph, source: random.Random) -> str:
    titled = paragraph.title and source.random() < _TITLE_SHARE
    text = f"{paragraph.heading} {paragraph.title}" if titled else paragraph.heading
    return misspell(text, source) if source.random() < _NOISE_SHARE else text


def _same(batch: Sequence[Paragraph]) -> torch.Tensor:
    """Tell which pairs, other than a paragraph with itself, have one text."""
    texts = [paragraph.text for paragraph in batch]
    rows = [[i != j and texts[i] == texts[j] for j in range(len(texts))] for i in range(len(texts))]
    return torch.tensor(rows)
