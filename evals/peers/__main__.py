"""Klausul beside other retrieval stacks: ``python -m evals.peers [--json] [--stacks a,b]``.

Every stack gets the same clauses and the same encoder and runs in a process of its own, in turns.
It prints what it measured and judges nothing; what is not installed is named, not imitated.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from evals.cases import load_cases
from evals.peers.comparing import Row, asked_cases, compare
from evals.peers.measuring import Query, Run
from evals.peers.processes import run_in_process
from evals.peers.registry import STACKS, Entry, choose
from evals.peers.showing import Setting, render_rows, rows_to_json
from evals.peers.stacks import make_corpus
from evals.peers.worker import Job
from ingest.pipeline import ingest_paths
from ingest.storing import read_records
from klausul.errors import KlausulError
from klausul.library import RecordLibrary
from klausul.records import DocumentRecord

_WIDTH = 190


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, print and return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="klausul-peers-") as folder:
            rows, setting = _run(options, folder=Path(folder))
    except KlausulError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if options.json:
        sys.stdout.write(rows_to_json(rows, setting) + "\n")
    else:
        render_rows(rows, setting, Console(width=_WIDTH))
    return 0


def _run(options: argparse.Namespace, *, folder: Path) -> tuple[list[Row], Setting]:
    records = _ingest(options.documents, folder=folder)
    library = RecordLibrary(records)
    pieces = make_corpus(records).pieces
    cases = asked_cases(load_cases(options.questions), library)
    queries = tuple(Query(text=case.question, scope=case.scope) for case in cases)

    def launch(entry: Entry) -> Run:
        return run_in_process(
            Job(
                stack=entry.path,
                records=folder,
                pieces=pieces,
                encoder=options.encoder,
                queries=queries,
            )
        )

    rows = compare(
        options.stacks,
        cases=cases,
        library=library,
        rounds=options.rounds,
        launch=launch,
        on_progress=_say,
    )
    setting = Setting(
        questions=len(cases),
        scoped=sum(case.scope is not None for case in cases),
        pieces=len(pieces),
        rounds=options.rounds,
        encoder=options.encoder.name,
    )
    return rows, setting


def _ingest(documents: Path, *, folder: Path) -> tuple[DocumentRecord, ...]:
    report = ingest_paths([documents], folder=folder)
    if report.failures:
        raise report.failures[0].error
    return tuple(read_records(folder))


def _say(what: str) -> None:
    sys.stderr.write(f"{what}\n")


def _parser() -> argparse.ArgumentParser:
    data = Path(__file__).resolve().parents[2] / "data"
    parser = argparse.ArgumentParser(
        prog="python -m evals.peers",
        description="Måler Klausul og andre søgestakke på samme klausuler med samme encoder.",
    )
    parser.add_argument("--json", action="store_true", help="udskriv tallene som JSON")
    parser.add_argument(
        "--stacks",
        type=_stacks,
        default=STACKS,
        help=f"kun disse, adskilt af komma: {', '.join(entry.name for entry in STACKS)}",
    )
    parser.add_argument("--questions", type=Path, default=data / "evals" / "dev.jsonl")
    parser.add_argument("--documents", type=Path, default=data / "documents")
    parser.add_argument("--encoder", type=Path, default=data / "encoder")
    parser.add_argument("--rounds", type=_at_least_one, default=3, help="kørsler af hver stak")
    return parser


def _stacks(names: str) -> tuple[Entry, ...]:
    try:
        return choose(names)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} er for få, mindst 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
