"""The reader's lessons: headings and their paragraphs first, then questions and clauses."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from klausul.ports import FloatMatrix
from training.corpora import Paragraph, read_headings
from training.noise import misspell
from training.optimizing import Optimizer
from training.pairs import load_split
from training.reader.examples import (
    Asked,
    Group,
    all_asked,
    draw_groups,
    folded,
    rank_wrong,
    read_notes,
)
from training.reader.model import VERDICTS, Pair, Read, Reader, in_parts
from training.recipe import Reader as Numbers
from training.recipe import Recipe
from training.student import Student

_TOGETHER = 16
_SHORTEST_HEADING = 12
_DEPTH = 12
"""Wrong passages are drawn from so many nearest ones."""


def learn_headings(
    *, encoder: Path, corpora: Path, out: Path, recipe: Recipe, limit: int | None
) -> None:
    """Teach a fresh reader which paragraph stands under a heading, and write it to ``out``.

    The wrong paragraphs are neighbours under other headings. Attention between two texts is new
    to the encoder; here it has much to learn it from.
    """
    torch.manual_seed(recipe.seed)
    source = random.Random(recipe.seed)
    numbers = recipe.reader
    model = _reader(encoder, numbers).train()
    groups = list(_under_headings(read_headings(corpora), numbers, source))[: limit or None]
    groups = groups[: numbers.headings]
    steps = list(in_parts(groups, numbers.batch))
    optimizer = Optimizer(model, numbers, steps=len(steps))
    for batch in steps:
        optimizer.step(_loss(model, batch, numbers))
    model.save(out)


def learn_questions(
    *, reader: Path, encoder: Path, data: Path, out: Path, recipe: Recipe, limit: int | None
) -> None:
    """Teach ``reader`` questions and clauses, and write it to ``out``.

    Args:
        reader: Folder of the reader to begin with.
        encoder: Folder of the encoder that finds the wrong passages.
        data: Folder of training pairs; what is held out is left alone.
        out: Folder to write.
        recipe: The numbers.
        limit: At most so many clauses; None takes all.
    """
    lesson = _Lesson(encoder=encoder, data=data, recipe=recipe, limit=limit)
    numbers = recipe.reader
    model = _reader(reader, numbers).train()
    passes = [lesson.questions() for _ in range(numbers.passes)]
    optimizer = Optimizer(model, numbers, steps=sum(map(len, passes)))
    for batches in passes:
        for batch in batches:
            optimizer.step(_loss(model, batch, numbers))
        model.save(out)


def learn_verdicts(
    *, reader: Path, encoder: Path, data: Path, out: Path, recipe: Recipe, limit: int | None
) -> None:
    """Teach ``reader`` ja and nej, and write it to ``out``; the arguments are as above.

    Polarity hangs on small words, and takes more passes than finding does. Ordinary questions are
    mixed in, so that those are not forgotten.
    """
    lesson = _Lesson(encoder=encoder, data=data, recipe=recipe, limit=limit)
    numbers = recipe.reader
    model = _reader(reader, numbers).train()
    batches = [batch for _ in range(numbers.verdict_passes) for batch in lesson.verdicts()]
    optimizer = Optimizer(model, numbers, steps=len(batches))
    for batch in batches:
        optimizer.step(_loss(model, batch, numbers))
    model.save(out)


class _Lesson:
    """The questions of ``data`` with what is known of them, drawn in batches."""

    def __init__(self, *, encoder: Path, data: Path, recipe: Recipe, limit: int | None) -> None:
        torch.manual_seed(recipe.seed)
        self._source = random.Random(recipe.seed)
        self._numbers = recipe.reader
        self._items = load_split(data).trained[:limit]
        self._notes = read_notes(data)
        self._asked = all_asked(self._items)
        self._wrong = rank_wrong(
            self._items,
            self._asked,
            clauses=embed(encoder, [item.wordings[0].searchable() for item in self._items]),
            questions=embed(encoder, [ask.question for ask in self._asked]),
            depth=_DEPTH,
        )

    def questions(self) -> list[Sequence[Group]]:
        """Return every question once, with passages that answer it and that do not."""
        groups = self._draw(range(len(self._asked)), self._wrong)
        return list(in_parts(groups, self._numbers.batch))

    def verdicts(self) -> list[Sequence[Group]]:
        """Return every yes/no question once with its clause alone, and others among them."""
        rows = [row for row, ask in enumerate(self._asked) if self._has_verdict(ask)]
        groups = self._draw(rows, [()] * len(self._asked))
        others = self._source.sample(range(len(self._asked)), len(self._asked))
        mixed = self._draw(others, self._wrong)
        size, few = self._numbers.verdict_batch, self._numbers.verdict_others
        parts = zip(in_parts(groups, size), in_parts(mixed, few), strict=False)
        return [[*some, *more] for some, more in parts]

    def _has_verdict(self, ask: Asked) -> bool:
        clauses = (folded(wording.text) for wording in self._items[ask.item].wordings)
        notes = (self._notes.get((clause, folded(ask.question))) for clause in clauses)
        return any(note is not None and note.verdict is not None for note in notes)

    def _draw(self, rows: Sequence[int], wrong: Sequence[Sequence[int]]) -> list[Group]:
        return list(
            draw_groups(
                self._items,
                [self._asked[row] for row in rows],
                [wrong[row] for row in rows],
                self._notes,
                numbers=self._numbers,
                source=self._source,
            )
        )


def embed(encoder: Path, texts: Sequence[str]) -> FloatMatrix:
    """Return the unit vectors of ``texts``, shape (N, D)."""
    model = Student(encoder).eval()
    with torch.inference_mode():
        parts = [model.read(part, at_most=128).pooled for part in in_parts(texts, 512)]
    rows: FloatMatrix = torch.cat(parts).cpu().numpy()
    return rows


def _reader(folder: Path, numbers: Numbers) -> Reader:
    device = "cuda" if torch.cuda.is_available() else "cpu"
    return Reader(
        folder, layers=numbers.layers, question=numbers.question, passage=numbers.passage
    ).to(device)


def _under_headings(
    paragraphs: Iterable[Paragraph], numbers: Numbers, source: random.Random
) -> Iterator[Group]:
    """Yield headings with their paragraph and the ones around it in the corpus, shuffled."""
    known = [p for p in paragraphs if len(p.heading) >= _SHORTEST_HEADING]
    firsts = [row for row in range(1, len(known)) if known[row].heading != known[row - 1].heading]
    source.shuffle(firsts)
    for row in firsts:
        around = known[max(row - 12, 0) : row + 12]
        others = [p for p in around if p.heading != known[row].heading]
        if len(others) < numbers.wrong:
            continue
        heading = known[row].heading
        spoken = source.random() >= numbers.noise_share
        yield Group(
            question=heading if spoken else misspell(heading, source),
            passages=(known[row].text, *(p.text for p in source.sample(others, numbers.wrong))),
            is_answered=True,
            span=None,
            verdict=None,
        )


def read_groups(model: Reader, groups: Sequence[Group]) -> tuple[list[Pair], Read]:
    """Read every passage of every group, in order; those of like length together."""
    questions = [group.question for group in groups for _ in group.passages]
    pairs = model.pairs(questions, [text for group in groups for text in group.passages])
    order = sorted(range(len(pairs)), key=lambda row: len(pairs[row].ids))
    parts = [model([pairs[row] for row in rows]) for rows in in_parts(order, _TOGETHER)]
    width = max(part.starts.shape[1] for part in parts)
    back = torch.tensor(order).argsort().to(parts[0].answers.device)
    read = Read(
        answers=torch.cat([part.answers for part in parts])[back],
        starts=torch.cat([_wide(part.starts, width) for part in parts])[back],
        ends=torch.cat([_wide(part.ends, width) for part in parts])[back],
        verdicts=torch.cat([part.verdicts for part in parts])[back],
    )
    return pairs, read


def _wide(logits: Tensor, width: int) -> Tensor:
    return functional.pad(logits, (0, width - logits.shape[1]), value=-1e4)


def _loss(model: Reader, groups: Sequence[Group], numbers: Numbers) -> Tensor:
    pairs, read = read_groups(model, groups)
    sizes = [len(group.passages) for group in groups]
    device = read.answers.device
    firsts = torch.tensor([0, *sizes[:-1]], device=device).cumsum(0)
    answered = torch.tensor([group.is_answered for group in groups], device=device)
    return (
        _ranking(read.answers, firsts, sizes, answered)
        + numbers.answer_weight * _judging(read.answers, firsts, answered)
        + numbers.span_weight * _marking(read, pairs, groups, firsts)
        + numbers.verdict_weight * _deciding(read, groups, firsts)
    )


def _ranking(answers: Tensor, firsts: Tensor, sizes: Sequence[int], answered: Tensor) -> Tensor:
    """Cross-entropy of each answered question over its passages."""
    rows = [
        functional.log_softmax(answers[first : first + size], dim=0)[0]
        for first, size, right in zip(firsts.tolist(), sizes, answered.tolist(), strict=True)
        if right and size > 1
    ]
    return -torch.stack(rows).mean() if rows else answers.sum() * 0.0


def _judging(answers: Tensor, firsts: Tensor, answered: Tensor) -> Tensor:
    """Binary cross-entropy of every pair, those that answer and those that do not alike heavy."""
    right = torch.zeros_like(answers)
    right[firsts[answered]] = 1.0
    losses = functional.binary_cross_entropy_with_logits(answers, right, reduction="none")
    share = right.mean().clamp(0.05, 0.95)
    weights = torch.where(right > 0, 0.5 / share, 0.5 / (1 - share))
    return (losses * weights).mean()


def _marking(read: Read, pairs: Sequence[Pair], groups: Sequence[Group], firsts: Tensor) -> Tensor:
    """Cross-entropy of the first and the last piece of the words that answer."""
    rows, starts, ends = [], [], []
    for group, row in zip(groups, firsts.tolist(), strict=True):
        if group.span is None or not group.is_answered:
            continue
        places = pieces_of(pairs[row], group.span)
        if places is not None:
            rows.append(row)
            starts.append(places[0])
            ends.append(places[1])
    if not rows:
        return read.starts.sum() * 0.0
    device = read.starts.device
    begin = functional.cross_entropy(read.starts[rows], torch.tensor(starts, device=device))
    return begin + functional.cross_entropy(read.ends[rows], torch.tensor(ends, device=device))


def pieces_of(pair: Pair, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the first and last piece of a span of the passage; None if it was cut away."""
    touched = [
        number
        for number, (start, end) in enumerate(pair.offsets)
        if start < span[1] and span[0] < end
    ]
    if not touched or pair.offsets[touched[-1]][1] < span[1]:
        return None
    return pair.begin + touched[0], pair.begin + touched[-1]


def _deciding(read: Read, groups: Sequence[Group], firsts: Tensor) -> Tensor:
    """Cross-entropy of the polarity, where the question has one."""
    known = [
        (row, VERDICTS.index(group.verdict))
        for group, row in zip(groups, firsts.tolist(), strict=True)
        if group.verdict is not None
    ]
    if not known:
        return read.verdicts.sum() * 0.0
    rows = [row for row, _ in known]
    targets = torch.tensor([verdict for _, verdict in known], device=read.verdicts.device)
    return functional.cross_entropy(read.verdicts[rows], targets)
