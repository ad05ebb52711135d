"""Runs the measurement that a file of gold data asks for and writes its report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from api.progress import show_progress

if TYPE_CHECKING:
    from api.wiring import Collection


def evaluate_file(file: Path, *, collection: Collection, limit: int | None, as_json: bool) -> None:
    """Measure ``collection`` against ``file`` and write the report on standard output.

    Args:
        file: Questions with gold answers, or a gold inventory of clauses or of references.
        collection: What is measured.
        limit: Only so many questions, from the start.
        as_json: Write JSON instead of tables.

    Raises:
        EvaluationFileError: The file is none of these.
    """
    from evals.cases import kind_of_file

    kind = kind_of_file(file)
    if kind == "clauses":
        _score_clauses(file, collection, as_json=as_json)
    elif kind == "references":
        _score_references(file, collection, as_json=as_json)
    else:
        _ask_questions(file, collection, limit=limit, as_json=as_json)


def _score_clauses(file: Path, collection: Collection, *, as_json: bool) -> None:
    from api.rendering import open_console
    from evals.report import render_structure, structure_to_json
    from evals.structure import score_structure

    report = score_structure(file, library=collection.library)
    if as_json:
        typer.echo(structure_to_json(report))
    else:
        render_structure(report, open_console())


def _score_references(file: Path, collection: Collection, *, as_json: bool) -> None:
    from api.rendering import open_console
    from evals.crossing import score_references
    from evals.crossing_report import references_to_json, render_references

    report = score_references(file, library=collection.library)
    if as_json:
        typer.echo(references_to_json(report))
    else:
        render_references(report, open_console())


def _ask_questions(file: Path, collection: Collection, *, limit: int | None, as_json: bool) -> None:
    from api.rendering import open_console
    from evals.cases import load_cases
    from evals.report import render_report, report_to_json
    from evals.runner import run_cases

    cases = load_cases(file)[:limit]
    with show_progress("Måler") as on_progress:
        report = run_cases(
            cases,
            ask=collection.answerer.ask,
            library=collection.library,
            on_progress=on_progress,
        )
    if as_json:
        typer.echo(report_to_json(report))
    else:
        render_report(report, open_console())
