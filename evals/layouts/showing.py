"""Showing what was measured: tables for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from evals.layouts.blocks import Entry
from evals.layouts.measuring import Agreement, Measurement, Result
from evals.layouts.scoring import add_scores

_WORDS = 70


def render_measurement(
    title: str, measured: Measurement, console: Console, *, misses: bool = False
) -> None:
    """Print the scores by format and by name, and where formats differ.

    Args:
        title: What was measured.
        measured: The figures.
        console: Where they are printed.
        misses: Print every gold entry without a match and every entry of ours without one.
    """
    console.print(f"\n{title}", markup=False)
    console.print(_by_format(measured.results))
    console.print(_by_name(measured.results))
    for result in measured.results:
        if result.error is not None:
            _say(console, f"{result.name} ({result.format}): {result.error}")
    if measured.agreements:
        _render_agreements(measured.agreements, console)
    if misses:
        for result in measured.results:
            _render_misses(result, console)


def measurement_data(measured: Measurement) -> dict[str, Any]:
    """Return the figures, misses and differences as what JSON can hold."""
    return {
        "by_format": {
            name: _figures(results) for name, results in _groups(measured.results, "format").items()
        },
        "by_name": {
            name: _figures(results) for name, results in _groups(measured.results, "name").items()
        },
        "same_labels": [a.name for a in measured.agreements if not a.differences],
        "differing": [
            {
                "name": d.name,
                "format": d.format,
                "place": d.place,
                "expected": d.expected,
                "found": d.found,
            }
            for agreement in measured.agreements
            for d in agreement.differences
        ],
        "files": [
            {
                "name": result.name,
                "format": result.format,
                "error": result.error,
                **_figures([result]),
                "missed": [_shown(entry) for entry in result.comparison.missed],
                "extra": [_shown(entry) for entry in result.comparison.extra],
            }
            for result in measured.results
        ],
    }


def data_to_json(data: Mapping[str, Any]) -> str:
    """Return ``data`` as JSON with a fixed order of keys."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def _groups(results: Iterable[Result], key: str) -> dict[str, list[Result]]:
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(getattr(result, key), []).append(result)
    return groups


def _figures(results: Sequence[Result]) -> dict[str, Any]:
    score = add_scores(result.comparison.score for result in results)
    same = sum(result.comparison.same_levels for result in results)
    return {
        "n": len(results),
        "f1": round(score.f1, 4),
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "matched": score.matched,
        "gold": score.gold,
        "ours": score.ours,
        "level_right": round(same / score.matched, 4) if score.matched else None,
        "perfect": sum(not (r.comparison.missed or r.comparison.extra) for r in results),
    }


def _by_format(results: Sequence[Result]) -> Table:
    table = Table(box=box.SIMPLE)
    table.add_column("format")
    for column in (
        "files",
        "F1",
        "precision",
        "recall",
        "matched",
        "gold",
        "ours",
        "level",
        "perfect",
    ):
        table.add_column(column, justify="right")
    for name, group in _groups(results, "format").items():
        figures = _figures(group)
        table.add_row(
            name,
            str(figures["n"]),
            *(f"{figures[key]:.3f}" for key in ("f1", "precision", "recall")),
            *(str(figures[key]) for key in ("matched", "gold", "ours")),
            "–" if figures["level_right"] is None else f"{figures['level_right']:.3f}",
            str(figures["perfect"]),
        )
    return table


def _by_name(results: Sequence[Result]) -> Table:
    formats = list(_groups(results, "format"))
    table = Table(title="F1 by file", box=box.SIMPLE)
    table.add_column("name")
    for name in formats:
        table.add_column(name, justify="right")
    for name, group in _groups(results, "name").items():
        by_format = {result.format: result.comparison.score.f1 for result in group}
        table.add_row(name, *(f"{by_format[kind]:.2f}" for kind in formats))
    return table


def _render_agreements(agreements: Sequence[Agreement], console: Console) -> None:
    same = sum(not agreement.differences for agreement in agreements)
    _say(console, f"same labels in every format: {same} of {len(agreements)}")
    for agreement in agreements:
        for d in agreement.differences:
            where = f"{d.name} ({d.format}), entry {d.place}"
            _say(console, f"  {where}: {d.found.strip()!r}, elsewhere {d.expected.strip()!r}")


def _render_misses(result: Result, console: Console) -> None:
    for word, entries in (("missed", result.comparison.missed), ("extra", result.comparison.extra)):
        for entry in entries:
            _say(console, f"{result.name} ({result.format}) {word}: {_shown(entry)}")


def _shown(entry: Entry) -> str:
    return f"[{entry.level}] {entry.label} | {' '.join(entry.text.split())[:_WORDS]}"


def _say(console: Console, words: str) -> None:
    console.print(words, markup=False, highlight=False, soft_wrap=True)
