"""What the reader learns from: a question with passages that answer it and passages that do not.

The wrong passages are those that the encoder takes for the nearest ones in the same agreement, as
a search would bring them. A near miss has only wrong ones, its own clause first.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from klausul.ports import FloatMatrix
from training.noise import misspell
from training.pairs import Item, Wording
from training.recipe import Reader as Numbers

OPEN = "open"

_SAME = 0.80
"""Cosine from which two clauses of different documents may answer the same question."""

_LEAD = 200
"""Characters kept before the words that answer, where a clause is too long to be read whole."""

_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a question beyond the clause: the words that answer, and the polarity."""

    span: str | None
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """A question and passages, the first of which answers it if ``is_answered``."""

    question: str
    passages: tuple[str, ...]
    is_answered: bool
    span: tuple[int, int] | None
    """The words that answer, in the first passage."""
    verdict: str | None
    """What the first passage says to a yes/no question; None where it is none, or unknown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to an item; ``is_answered`` is false for its near misses."""

    item: int
    question: str
    is_answered: bool


def folded(text: str) -> str:
    """Return ``text`` as clauses and questions are told apart."""
    return " ".join(text.casefold().split())


def read_notes(folder: Path) -> dict[tuple[str, str], Note]:
    """Return what the files say of questions, by the folded clause and question."""
    notes: dict[tuple[str, str], Note] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            data = json.loads(line)
            if "clause" not in data or "questions" not in data:
                continue
            clause = folded(data["clause"])
            for question in data["questions"]:
                if "span" in question:
                    notes[clause, folded(question["q"])] = _note(question)
            for question in data.get("open", ()):
                notes[clause, folded(question)] = Note(span=None, verdict=OPEN)
    return notes


def _note(question: Mapping[str, Any]) -> Note:
    verdict = question.get("verdict")
    if question.get("kind") == "yesno" and verdict is None:
        verdict = OPEN
    return Note(span=question["span"], verdict=verdict)


def all_asked(items: Sequence[Item]) -> list[Asked]:
    """Return every question of every item, and every near miss."""
    return [
        Asked(row, question, is_answered)
        for row, item in enumerate(items)
        for is_answered, questions in ((True, item.questions), (False, item.near_misses))
        for question in questions
    ]


def rank_wrong(
    items: Sequence[Item],
    asked: Sequence[Asked],
    *,
    clauses: FloatMatrix,
    questions: FloatMatrix,
    depth: int,
) -> list[list[int]]:
    """Return, for each question, the items that do not answer it, nearest first.

    Args:
        items: The clauses.
        asked: Questions to them.
        clauses: Unit vectors of the items' first wordings, shape (I, D).
        questions: Unit vectors of the questions, shape (Q, D).
        depth: How many to return for each.
    """
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, item in enumerate(items):
        places[_place(item)].append(row)
    rows_of = {place: np.array(rows) for place, rows in places.items()}
    wrong = []
    for number, ask in enumerate(asked):
        item = items[ask.item]
        rows = rows_of[_place(item)]
        near = clauses[rows] @ clauses[ask.item] >= _SAME
        alike = np.array([not item.document and items[r].topic == item.topic for r in rows])
        scores = np.where(near | alike, -2.0, clauses[rows] @ questions[number])
        best = np.argsort(-scores, kind="stable")[:depth]
        wrong.append([int(rows[b]) for b in best if scores[b] > -2.0 and rows[b] != ask.item])
    return wrong


def _place(item: Item) -> tuple[str, str]:
    """Return where an item's wrong passages come from: its document, or else its file."""
    return (item.document, "") if item.document else ("", item.area)


def draw_groups(
    items: Sequence[Item],
    asked: Sequence[Asked],
    wrong: Sequence[Sequence[int]],
    notes: Mapping[tuple[str, str], Note],
    *,
    numbers: Numbers,
    source: random.Random,
) -> Iterable[Group]:
    """Yield every question once, with passages drawn anew."""
    order = list(range(len(asked)))
    source.shuffle(order)
    for row in order:
        ask = asked[row]
        item = items[ask.item]
        wording = source.choice(item.wordings)
        others = [
            source.choice(items[i].wordings)
            for i in source.sample(list(wrong[row]), min(numbers.wrong, len(wrong[row])))
        ]
        note = notes.get((folded(wording.text), folded(ask.question)), Note(None, None))
        text, span = _with_span(wording, note.span)
        spoken = source.random() >= numbers.noise_share
        yield Group(
            question=ask.question if spoken else misspell(ask.question, source),
            passages=(text, *(_with_span(other, None)[0] for other in others)),
            is_answered=ask.is_answered,
            span=span,
            verdict=note.verdict,
        )


def _with_span(wording: Wording, span: str | None) -> tuple[str, tuple[int, int] | None]:
    """Return a wording as the search hands it over, and where in it the span stands.

    What is longer than a passage is cut like one: around the span, or from its beginning.
    """
    text = " ".join(wording.text.split())
    words = " ".join(span.split()) if span else ""
    at = text.find(words) if words else -1
    if len(text) > _LONGEST and at > _LONGEST - len(words):
        cut = text.find(" ", max(at - _LEAD, 0)) + 1
        text, at = text[cut:], at - cut
    whole = Wording(heading=wording.heading, text=text[:_LONGEST]).searchable()
    if at < 0 or at + len(words) > _LONGEST:
        return whole, None
    begin = len(whole) - len(text[:_LONGEST]) + at
    return whole, (begin, begin + len(words))
