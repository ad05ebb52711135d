"""Whole invented agreements as a collection of their own: a measure of what nobody has seen.

The files are those of ``data/training`` (one clause an object, with its questions): here a clause
becomes a clause of the index as it stands, so that searching is measured apart from segmenting.

A question has ``q`` and ``style`` and, where the file is annotated, its ``kind``, the ``span`` of
words that answer it and the ``verdict`` (ja, nej or null). ``near_miss`` are questions close by,
``open`` yes/no questions that the clause leaves open: nothing in the agreement answers either.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.cases import UNANSWERABLE, Case, GoldEntry
from klausul.errors import EvaluationFileError
from klausul.records import DocumentRecord
from klausul.types import Clause, ClauseKind, Document, DocumentKind, Span, Verdict

HELD_OUT_FILES = "heldout-*.jsonl"
ANSWERABLE = "answerable"
NEAR_MISS = "near miss"
OPEN = "open"

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements:
    """Documents, and questions each of which is asked inside its own document."""

    records: tuple[DocumentRecord, ...]
    cases: tuple[Case, ...]


def load_agreements(path: Path) -> Agreements:
    """Read a file of agreements, or those of a folder that nothing is trained on.

    Files may add questions to one clause: rows with the same label and words are one.

    Raises:
        EvaluationFileError: There is no such file, one cannot be read, or a line is no clause of
            an agreement.
    """
    files = sorted(path.glob(HELD_OUT_FILES)) if path.is_dir() else [path]
    if not files:
        raise EvaluationFileError(f"{path}: holds no file named {HELD_OUT_FILES}")
    groups: dict[str, list[_Row]] = defaultdict(list)
    for file in files:
        for name, row in _read(file):
            groups[name].append(row)
    made = [_agreement(name, rows) for name, rows in groups.items()]
    return Agreements(
        records=tuple(record for record, _ in made),
        cases=tuple(case for _, cases in made for case in cases),
    )


def _read(path: Path) -> list[tuple[str, _Row]]:
    """Return the rows of a file with their agreements' names; each can become cases."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for row in rows:
            _agreement(row["agreement"], [row])
        return [(row["agreement"], row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationFileError(f"not a file of agreements: {path}: {error!r}") from error


def _agreement(name: str, rows: Sequence[_Row]) -> tuple[DocumentRecord, list[Case]]:
    vendor = _identifier(name)
    groups: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row["label"] or row["heading"], row["clause"]].append(row)
    clauses: list[Clause] = []
    cases: list[Case] = []
    text = ""
    for number, same in enumerate(groups.values(), start=1):
        clause = _clause(same[0], document_id=vendor, number=number, start=len(text))
        clauses.append(clause)
        text += f"{clause.text}\n\n"
        cases += _cases(same, vendor=vendor, clause=clause)
    document = Document(
        document_id=vendor,
        vendor=vendor,
        vendor_names=(name,),
        title=name,
        kind=DocumentKind.AGREEMENT,
        source=name,
        sha256="0" * 64,
        text=text,
    )
    return DocumentRecord(document=document, clauses=tuple(clauses)), cases


def _clause(row: _Row, *, document_id: str, number: int, start: int) -> Clause:
    words = f"{row['label']} {row['clause']}".strip()
    return Clause(
        clause_id=f"{document_id}/{number}",
        document_id=document_id,
        label=row["label"] or row["heading"],
        number=row["label"] or None,
        heading=row["heading"],
        text=words,
        span=Span(start, start + len(words)),
        kind=ClauseKind.CLAUSE,
    )


def _cases(rows: Sequence[_Row], *, vendor: str, clause: Clause) -> list[Case]:
    asked = [_asked(question, row, clause) for row in rows for question in row["questions"]]
    unanswered = [
        (question, UNANSWERABLE, style, ())
        for row in rows
        for key, style in (("near_miss", NEAR_MISS), ("open", OPEN))
        for question in row.get(key, ())
    ]
    return [
        Case(
            case_id=f"{clause.clause_id}-{number}",
            question=question,
            scope=vendor,
            type=kind,
            style=style,
            gold=gold,
        )
        for number, (question, kind, style, gold) in enumerate([*asked, *unanswered], start=1)
    ]


def _asked(
    question: _Row, row: _Row, clause: Clause
) -> tuple[str, str, str, tuple[GoldEntry, ...]]:
    """Return a question, its kind and style, and the one entry that answers it."""
    evidence = question.get("span") or row["clause"]
    if evidence not in row["clause"]:
        raise ValueError(f"{evidence!r} is no part of clause {clause.label!r}")
    verdict = question.get("verdict")
    gold = GoldEntry(
        document_id=clause.document_id,
        label=clause.label,
        evidence=evidence,
        answer=() if verdict is None else (Verdict(verdict).value,),
    )
    return question["q"], question.get("kind") or ANSWERABLE, question["style"], (gold,)


def _identifier(name: str) -> str:
    """Return ``name`` in lower-case ASCII letters and hyphens."""
    spelt = name.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())
