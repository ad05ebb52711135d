"""Showing the comparison: a table for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evals.metrics import Rate
from evals.peers.comparing import Figures, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Under what the rows were measured."""

    questions: int
    scoped: int
    pieces: int
    rounds: int
    encoder: str


def render_rows(rows: Sequence[Row], setting: Setting, console: Console) -> None:
    """Print the stacks side by side."""
    table = Table(title="Klausul og andre stakke: samme stykker, samme encoder, én tråd")
    table.add_column("")
    table.add_column("version")
    for heading in ("hit@1", "hit@5", "p50 ms", "p95 ms", "MB", "højst MB", "byg s", "lækager"):
        table.add_column(heading, justify="right")
    table.add_column("én leverandør")
    for row in rows:
        cells = _cells(row.figures) if row.figures else [""] * 8
        remark = row.entry.scoping if row.problem is None else row.problem
        table.add_row(escape(row.entry.title), row.version, *cells, escape(remark))
    console.print(table)
    console.print(
        f"{setting.questions} spørgsmål ({setting.scoped} til én leverandør), "
        f"{setting.pieces} stykker, {setting.rounds} runder; tider og hukommelse er medianer over "
        f"runderne, spørgsmålets vektor er regnet med."
    )
    for row in rows:
        if row.figures and row.figures.unsteady:
            name = escape(row.entry.name)
            console.print(f"{name}: {row.figures.unsteady} spørgsmål fik skiftende svar.")


def rows_to_json(rows: Sequence[Row], setting: Setting) -> str:
    """Return the comparison with the rank of the first right clause of every question."""
    data = {"setting": asdict(setting), "stacks": [_row_data(row) for row in rows]}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _cells(figures: Figures) -> list[str]:
    return [
        _share(figures.hit_at_1),
        _share(figures.hit_at_5),
        f"{figures.p50_ms:.1f}",
        f"{figures.p95_ms:.1f}",
        f"{figures.memory_mb:.0f}",
        f"{figures.peak_mb:.0f}",
        f"{figures.build_s:.1f}",
        str(figures.leaks),
    ]


def _share(rate: Rate) -> str:
    return f"{rate.value:.3f} ({rate.low:.2f}-{rate.high:.2f})"


def _row_data(row: Row) -> dict[str, Any]:
    return {
        "name": row.entry.name,
        "title": row.entry.title,
        "version": row.version,
        "scoping": row.entry.scoping,
        "problem": row.problem,
        "figures": None if row.figures is None else asdict(row.figures),
    }
