"""Question to clause: each question is pulled to the clauses that answer it.

A batch holds clauses with several questions each, so that a clause is read once for all of them.
Every other batch takes its clauses from one agreement or one area: its negatives are hard ones. A
clause of another document that says nearly the same is no negative.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from training.losses import SAME, matching
from training.noise import misspell
from training.optimizing import Optimizer
from training.pairs import Item, load_split
from training.recipe import Finetune, Recipe
from training.student import Student

_BARE = 0.1  # share of clauses shown without their heading
_LONGEST_QUESTION = 48
_TURNS = 4  # a concept with many wordings and questions comes so often in a pass


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts of one step; ``owners`` tells which row of ``items`` a text belongs to."""

    items: Sequence[Item]
    clauses: list[str]
    questions: list[str]
    question_owners: list[int]
    near_misses: list[str]
    near_miss_owners: list[int]


def finetune(*, student: Path, data: Path, out: Path, recipe: Recipe, limit: int | None) -> None:
    """Train ``student`` on the pairs of ``data`` and write it to ``out``.

    Args:
        student: Folder of the model to begin with.
        data: Folder of training pairs; what is held out is left alone.
        out: Folder to write.
        recipe: The numbers.
        limit: At most so many clauses; None takes all.
    """
    torch.manual_seed(recipe.seed)
    source = random.Random(recipe.seed)
    numbers = recipe.finetune
    items = load_split(data).trained[:limit]
    model = Student(student).to("cuda" if torch.cuda.is_available() else "cpu").train()
    batches = [b for _ in range(numbers.passes) for b in _pass(items, numbers, source)]
    optimizer = Optimizer(model, numbers, steps=len(batches))
    for rows in batches:
        batch = _fill([items[row] for row in rows], numbers, source)
        optimizer.step(_loss(model, batch, numbers))
    model.save(out)


def _pass(items: Sequence[Item], numbers: Finetune, source: random.Random) -> Iterator[list[int]]:
    """Yield every item once or more, in batches: half of them drawn from one place each."""
    rows = [row for row, item in enumerate(items) for _ in range(_turns(item))]
    source.shuffle(rows)
    half = len(rows) // 2
    batches = [*_near(rows[:half], items, numbers, source), *_chunks(rows[half:], numbers.clauses)]
    source.shuffle(batches)
    yield from batches


def _turns(item: Item) -> int:
    return _TURNS if len(item.wordings) > 1 else 1


def _near(
    rows: Sequence[int], items: Sequence[Item], numbers: Finetune, source: random.Random
) -> Iterator[list[int]]:
    """Put rows of one document, or else of one area, together; rests of places share a batch."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        places[items[row].area, items[row].document].append(row)
    groups = list(places.values())
    source.shuffle(groups)
    yield from _chunks([row for group in groups for row in group], numbers.clauses)


def _chunks(rows: Sequence[int], size: int) -> Iterator[list[int]]:
    """Yield parts of ``size``; a rest of one has nothing to be compared with."""
    for start in range(0, len(rows), size):
        part = list(dict.fromkeys(rows[start : start + size]))
        if len(part) > 1:
            yield part


def _fill(items: Sequence[Item], numbers: Finetune, source: random.Random) -> Batch:
    """Draw a wording, questions and a near miss of every item."""
    batch = Batch(items, [], [], [], [], [])
    for owner, item in enumerate(items):
        wording = source.choice(item.wordings)
        bare = source.random() < _BARE
        batch.clauses.append(wording.text if bare else wording.searchable())
        count = min(numbers.questions, len(item.questions))
        batch.questions.extend(
            _spoken(question, numbers, source) for question in source.sample(item.questions, count)
        )
        batch.question_owners.extend([owner] * count)
        if item.near_misses:
            batch.near_misses.append(source.choice(item.near_misses))
            batch.near_miss_owners.append(owner)
    return batch


def _spoken(question: str, numbers: Finetune, source: random.Random) -> str:
    return misspell(question, source) if source.random() < numbers.noise_share else question


def _loss(model: Student, batch: Batch, numbers: Finetune) -> Tensor:
    asked = [*batch.questions, *batch.near_misses]
    questions = model.read(asked, at_most=_LONGEST_QUESTION)
    clauses = model.read(batch.clauses, at_most=numbers.max_pieces)
    right, counted = _targets(batch, clauses.pooled.detach())
    return matching(
        questions,
        clauses,
        right=right,
        counted=counted,
        temperature=numbers.temperature,
        late_weight=numbers.late_weight,
    )


def _targets(batch: Batch, clauses: Tensor) -> tuple[Tensor, Tensor]:
    """Return which clause is right for which question, and which pairs count at all.

    Rows are the questions and then the near misses, columns the clauses. A near miss counts for
    the clause that it nearly asks about, and for those of a whole document, which is silent on it.
    """
    device = clauses.device
    owners = torch.tensor([*batch.question_owners, *batch.near_miss_owners], device=device)
    own = owners[:, None] == torch.arange(len(batch.clauses), device=device)
    near_miss = torch.zeros((len(owners), 1), dtype=torch.bool, device=device)
    near_miss[len(batch.question_owners) :] = True
    together, alike = (table.to(device) for table in _kinship(batch.items))
    apart = together | (~alike & (clauses @ clauses.T < SAME))
    whole = torch.tensor([item.is_of_whole_document for item in batch.items], device=device)
    silent = together[owners] & whole[owners][:, None]
    counted = torch.where(near_miss, own | silent, own | apart[owners])
    return own & ~near_miss, counted


def _kinship(items: Sequence[Item]) -> tuple[Tensor, Tensor]:
    """Return which items stand in one document, and which only share their topic.

    The clauses of one document each say something of their own; those of two documents on one
    topic may answer each other's questions.
    """
    count = range(len(items))
    documents = [item.document for item in items]
    topics = [(item.area, item.topic) for item in items]
    together = [[documents[i] != "" and documents[i] == documents[j] for j in count] for i in count]
    alike = [[topics[i] == topics[j] for j in count] for i in count]
    return torch.tensor(together), torch.tensor(alike)
