"""The gold inventory of clauses: what a careful reader finds a document to consist of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from evals.reading import FilledText, Line, parse_lines


class GoldKind(StrEnum):
    """What a gold clause is."""

    CLAUSE = "clause"
    ITEM = "item"
    QA = "qa"
    TABLE = "table"
    HEADING = "heading"
    PREAMBLE = "preamble"
    CONTENTS = "contents"
    FOOTNOTE = "footnote"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClause:
    """One clause of the gold; ``lead`` + ``starts`` is its true beginning, ``ends`` its end.

    ``lead`` is the printed number, title or question. ``level`` 1 tiles the document, deeper ones
    lie inside their parent. ``also_accept`` are labels that are right as well.
    """

    document_id: str
    label: str
    heading: str | None
    kind: GoldKind
    level: int
    lead: str
    starts: str
    ends: str
    also_accept: tuple[str, ...] = ()


class _GoldClauseLine(Line):
    document: FilledText
    label: FilledText
    part: str | None = None
    heading: str | None = None
    kind: Literal[
        "clause",
        "item",
        "qa",
        "table",
        "heading",
        "preamble",
        "contents",
        "footnote",
        "signature",
    ]
    level: Annotated[int, Field(ge=1)]
    parent: str | None = None
    lead: str = ""
    starts: FilledText
    ends: FilledText
    also_accept: tuple[FilledText, ...] = ()
    # Where the clause stands in the source file: for whoever checks the gold, not for scoring.
    span: tuple[int, int] | None = None
    gaps: tuple[tuple[int, int], ...] = ()
    page_break_inside: bool = False
    interrupts: str | None = None


def load_inventory(path: Path) -> list[GoldClause]:
    """Return the gold clauses of a JSON Lines file, in order.

    Raises:
        EvaluationFileError: The file or a line is not valid; file, line and fault are named.
    """
    return [
        GoldClause(
            document_id=line.document,
            label=line.label,
            heading=line.heading,
            kind=GoldKind(line.kind),
            level=line.level,
            lead=line.lead,
            starts=line.starts,
            ends=line.ends,
            also_accept=line.also_accept,
        )
        for _, line in parse_lines(path, _GoldClauseLine)
    ]
