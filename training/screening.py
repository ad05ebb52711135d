"""Keeping the evaluation unseen: no training question repeats one, or nearly does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

CLOSE = 80
"""Likeness, 0..100, from which two questions count as paraphrases: the share of letters that stay
when one is rewritten into the other, after the words of both are sorted. Below it are questions
of one pattern about different things, above it the same words in another order."""

_WORD = re.compile(r"\w+")
_QUESTION_KEYS = ("questions", "near_miss", "history", "q", "rewritten")


class Close(NamedTuple):
    """A training question that is too like one of the evaluation."""

    file: str
    question: str
    evaluation: str
    likeness: float


def find_close(training: Path, evaluation: Path) -> list[Close]:
    """Return the questions in ``training``'s files that are close to one in ``evaluation``.

    Args:
        training: Folder of training files.
        evaluation: A file of evaluation cases.
    """
    asked = [(path.name, q) for path in sorted(training.glob("*.jsonl")) for q in _all(path)]
    judged = [question for case in _objects(evaluation) for question in _of_case(case)]
    table = process.cdist(
        [_folded(question) for question in judged],
        [_folded(question) for _, question in asked],
        scorer=fuzz.token_sort_ratio,
        score_cutoff=CLOSE,
        dtype=np.uint8,
    )
    rows, columns = np.nonzero(table)
    return [
        Close(*asked[column], judged[row], float(table[row, column]))
        for row, column in zip(rows, columns, strict=True)
    ]


def remove_close(training: Path, evaluation: Path) -> int:
    """Delete from ``training``'s files what ``find_close`` finds; return how many questions.

    A dialogue goes as a whole, and so does a clause that is left without a question.
    """
    close = {(found.file, found.question) for found in find_close(training, evaluation)}
    for path in sorted(training.glob("*.jsonl")):
        gone = {question for file, question in close if file == path.name}
        if gone:
            kept = filter(None, (_without(data, gone) for data in _objects(path)))
            lines = (json.dumps(data, ensure_ascii=False) + "\n" for data in kept)
            path.write_text("".join(lines), encoding="utf-8")
    return len(close)


def _without(data: Mapping[str, Any], gone: set[str]) -> dict[str, Any] | None:
    if "q" in data:
        return None if gone & set(_questions(data)) else dict(data)
    questions = [question for question in data["questions"] if question["q"] not in gone]
    left = {**data, "questions": questions}
    if "near_miss" in data:
        left["near_miss"] = [question for question in data["near_miss"] if question not in gone]
    return left if questions else None


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, filter(None, path.read_text(encoding="utf-8").split("\n")))


def _all(path: Path) -> Iterator[str]:
    for data in _objects(path):
        yield from _questions(data)


def _questions(data: Mapping[str, Any]) -> Iterator[str]:
    for key in _QUESTION_KEYS:
        value: str | Sequence[Any] = data.get(key, ())
        for entry in [value] if isinstance(value, str) else value:
            yield entry["q"] if isinstance(entry, dict) else entry


def _of_case(case: Mapping[str, Any]) -> Iterator[str]:
    yield case["question"]


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
