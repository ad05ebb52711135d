"""Whole invented agreements as a collection of their own: a measure of what nobody has seen.

The files are those of ``data/training`` (one clause an object, with its questions): here a clause
becomes a clause of the index as it stands, so that searching is measured apart from segmenting.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.cases import Case, GoldEntry
from klausul.errors import EvaluationFileError
from klausul.records import DocumentRecord
from klausul.types import Clause, ClauseKind, Document, DocumentKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements:
    """Documents, and questions each of which is asked inside its own document."""

    records: tuple[DocumentRecord, ...]
    cases: tuple[Case, ...]


def load_agreements(path: Path) -> Agreements:
    """Read a file of agreements, clause by clause.

    The near misses are cases without gold: nothing in their document answers them.

    Raises:
        EvaluationFileError: The file cannot be read, or a line is no clause of an agreement.
    """
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            data = json.loads(line)
            groups[data["agreement"]].append(data)
        made = [_agreement(name, rows) for name, rows in groups.items()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationFileError(f"not a file of agreements: {path}: {error!r}") from error
    return Agreements(
        records=tuple(record for record, _ in made),
        cases=tuple(case for _, cases in made for case in cases),
    )


def _agreement(name: str, rows: Sequence[Mapping[str, Any]]) -> tuple[DocumentRecord, list[Case]]:
    vendor = _identifier(name)
    clauses: list[Clause] = []
    cases: list[Case] = []
    text = ""
    for number, row in enumerate(rows, start=1):
        clause = _clause(row, document_id=vendor, number=number, start=len(text))
        clauses.append(clause)
        text += f"{clause.text}\n\n"
        cases += _cases(row, vendor=vendor, clause=clause)
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


def _clause(row: Mapping[str, Any], *, document_id: str, number: int, start: int) -> Clause:
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


def _cases(row: Mapping[str, Any], *, vendor: str, clause: Clause) -> list[Case]:
    gold = GoldEntry(document_id=vendor, label=clause.label, evidence=row["clause"])
    asked = [(question["q"], question["style"], (gold,)) for question in row["questions"]]
    missed = [(question, "near miss", ()) for question in row.get("near_miss", ())]
    return [
        Case(
            case_id=f"{clause.clause_id}-{number}",
            question=question,
            scope=vendor,
            type="answerable" if answers else "unanswerable",
            style=style,
            gold=answers,
        )
        for number, (question, style, answers) in enumerate([*asked, *missed], start=1)
    ]


def _identifier(name: str) -> str:
    """Return ``name`` in lower-case ASCII letters and hyphens."""
    spelt = name.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())
