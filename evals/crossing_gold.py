"""The gold of cross-references: what a careful reader finds each to mean."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from evals.reading import FilledText, Line, parse_lines
from klausul.types import ReferenceKind, ReferenceStatus

_KINDS = MappingProxyType({"external_law": ReferenceKind.LAW})
_SEVERAL = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldReference:
    """One gold reference: its words in a clause, and the place really meant.

    ``heading`` tells clauses of one label apart.
    ``printed`` is the part of ``text`` that is meant where several share it. ``targets`` are the
    labels of the clauses meant, or the name of what lies outside; none where nothing is meant.
    """

    document_id: str
    label: str
    heading: str | None
    text: str
    printed: str | None
    kind: ReferenceKind
    targets: tuple[str, ...]
    status: ReferenceStatus
    why: str


class _ReferenceLine(Line):
    document: FilledText
    clause: FilledText
    heading: str | None = None
    text: FilledText
    printed: FilledText | None = None
    kind: Literal["internal", "annex", "external_law", "other_document"]
    target: FilledText | None
    printed_target_exists: bool
    status: Literal["ok", "shifted", "dangling", "external"]
    why: str = ""


def load_references(path: Path) -> list[GoldReference]:
    """Return the gold references of a JSON Lines file, in order.

    Raises:
        EvaluationFileError: The file or a line is not valid; file, line and fault are named.
    """
    return [_reference(line) for _, line in parse_lines(path, _ReferenceLine)]


def _reference(line: _ReferenceLine) -> GoldReference:
    kind = _KINDS[line.kind] if line.kind in _KINDS else ReferenceKind(line.kind)
    is_clause = kind in (ReferenceKind.INTERNAL, ReferenceKind.ANNEX)
    named = line.target or ""
    return GoldReference(
        document_id=line.document,
        label=line.clause,
        heading=line.heading,
        text=line.text,
        printed=line.printed,
        kind=kind,
        targets=tuple(named.split(_SEVERAL) if is_clause else [named]) if named else (),
        status=ReferenceStatus(line.status),
        why=line.why,
    )
