"""Evaluation cases: questions with the clauses a careful lawyer would accept as their answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from evals.reading import FilledText, Line, fault, parse_lines, read_lines
from klausul.types import Verdict

UNANSWERABLE = "unanswerable"
COMPARISON = "comparison"

_POLARITIES = frozenset(verdict.value for verdict in Verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntry:
    """One acceptable answer: a clause, words of it, and what the reply must say."""

    document_id: str
    label: str
    evidence: str
    answer: tuple[str, ...] = ()

    @property
    def demanded_strings(self) -> tuple[str, ...]:
        """What an answer built on this entry must contain; ja/nej is the verdict's business."""
        return tuple(string for string in self.answer if string not in _POLARITIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question with its gold, which is empty exactly when nothing answers the question.

    ``scope`` is the vendor whose documents are asked, ``None`` for all. ``type`` and ``style`` are
    free words to group by; only the types ``unanswerable`` and ``comparison`` mean more.
    """

    case_id: str
    question: str
    scope: str | None = None
    type: str
    style: str
    history: tuple[str, ...] = ()
    gold: tuple[GoldEntry, ...] = ()
    note: str | None = None

    @property
    def is_answerable(self) -> bool:
        """Tell whether the documents answer the question."""
        return bool(self.gold)

    @property
    def is_comparison(self) -> bool:
        """Tell whether a full answer needs every gold document."""
        return self.type == COMPARISON

    @property
    def demanding_entries(self) -> tuple[GoldEntry, ...]:
        """The gold entries that demand strings of an answer."""
        return tuple(entry for entry in self.gold if entry.demanded_strings)

    @property
    def gold_verdict(self) -> Verdict | None:
        """The one polarity of the gold; ``None`` where it has none, or both."""
        found = {string for entry in self.gold for string in entry.answer} & _POLARITIES
        return Verdict(found.pop()) if len(found) == 1 else None


class _GoldLine(Line):
    document: FilledText
    clause: FilledText
    evidence: FilledText
    answer: tuple[FilledText, ...]


class _CaseLine(Line):
    id: FilledText
    question: Annotated[FilledText, Field(max_length=2000)]
    scope: FilledText | None = None
    type: FilledText
    style: FilledText
    history: Annotated[tuple[FilledText, ...], Field(max_length=10)] = ()
    gold: tuple[_GoldLine, ...]
    note: str | None = None


def load_cases(path: Path) -> list[Case]:
    """Return the cases of a JSON Lines file, in order.

    Raises:
        EvaluationFileError: The file or a line is not valid; file, line and fault are named.
    """
    cases: list[Case] = []
    first_seen: dict[str, int] = {}
    for number, line in parse_lines(path, _CaseLine):
        if line.id in first_seen:
            raise fault(path, number, f"id {line.id!r} stands on line {first_seen[line.id]} too")
        if bool(line.gold) == (line.type == UNANSWERABLE):
            raise fault(
                path,
                number,
                f"type {line.type!r} with {len(line.gold)} gold entries; gold is empty exactly "
                f"for type {UNANSWERABLE!r}",
            )
        first_seen[line.id] = number
        cases.append(_case(line))
    return cases


def kind_of_file(path: Path) -> Literal["questions", "clauses", "references"]:
    """Tell by the keys of its first line what ``path`` holds: questions, clauses or references.

    Raises:
        EvaluationFileError: The first line is none of them.
    """
    number, line = read_lines(path)[0]
    try:
        first = json.loads(line)
    except json.JSONDecodeError as error:
        raise fault(path, number, f"not JSON: {error}") from error
    keys = set(first) if isinstance(first, dict) else set()
    if {"question", "gold"} <= keys:
        return "questions"
    if {"label", "starts", "ends"} <= keys:
        return "clauses"
    if {"text", "target", "status"} <= keys:
        return "references"
    raise fault(
        path,
        number,
        f"keys {sorted(keys)}; expected 'question' and 'gold' (questions), "
        "'label', 'starts' and 'ends' (clauses) or 'text', 'target' and 'status' (references)",
    )


def _case(line: _CaseLine) -> Case:
    return Case(
        case_id=line.id,
        question=line.question,
        scope=line.scope,
        type=line.type,
        style=line.style,
        history=line.history,
        gold=tuple(
            GoldEntry(
                document_id=entry.document,
                label=entry.clause,
                evidence=entry.evidence,
                answer=entry.answer,
            )
            for entry in line.gold
        ),
        note=line.note,
    )
