"""How fast and how big we are: ``python -m evals.benchmark [--json]``.

Measures the ``klausul`` command as a user meets it, in a folder of its own, so that no collection
is touched. It prints figures beside their targets and judges nothing: a busy machine is no fault.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from evals.cases import Case, load_cases
from evals.metrics import percentile
from evals.serving import BenchmarkError, Load, load_server, memory_of, running_server
from klausul.errors import KlausulError

_QUESTION = "Hvor lang er slettefristen?"
_MB = 1_000_000
_WARM_UP = 10
_COMMAND_WITHIN_S = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure; ``target`` is the most it should be, ``None`` where none is set."""

    name: str
    value: float
    unit: str
    target: float | None = None
    detail: str = ""


def measure(
    command: Sequence[str],
    *,
    documents: Path,
    cases: Sequence[Case],
    requests: int,
    environment: Mapping[str, str],
    folder: Path,
) -> Iterator[Figure]:
    """Yield the figures one by one, as they are measured.

    Args:
        command: The ``klausul`` command and what must stand before its arguments.
        documents: Folder of documents to ingest.
        cases: Questions to ask, taken in turn.
        requests: How many requests each load consists of, at least 1.
        environment: The environment of the commands, without ``KLAUSUL_DATA``.
        folder: An empty folder for the collection and the server's log.

    Raises:
        BenchmarkError: A command failed, so there is nothing to measure.
    """
    environment = {**environment, "KLAUSUL_DATA": str(folder / "collection")}
    yield _timed("klausul --help", [*command, "--help"], environment, runs=5, target=0.3)
    yield _timed(
        "klausul ingest", [*command, "ingest", str(documents)], environment, detail=documents.name
    )
    yield _timed("klausul build", [*command, "build"], environment)
    yield _timed("klausul ask", [*command, "ask", _QUESTION], environment, runs=3, target=4.0)
    bodies = [_body(case) for case in islice(cycle(cases), requests)]
    log = folder / "server.log"
    with running_server(command, environment=environment, log=log) as server:
        yield Figure(name="serve: klar efter", value=server.ready_after_s, unit="s")
        load_server(server.port, bodies[:_WARM_UP], clients=1)
        yield from _load_figures(load_server(server.port, bodies, clients=1), p50_target=30.0)
        yield from _load_figures(load_server(server.port, bodies, clients=8))
        yield from _memory_figures(server.pid)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="klausul-benchmark-") as folder:
            figures = list(
                measure(
                    [str(options.command)],
                    documents=options.documents,
                    cases=load_cases(options.questions),
                    requests=options.requests,
                    environment=os.environ,
                    folder=Path(folder),
                )
            )
    except (KlausulError, BenchmarkError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if options.json:
        sys.stdout.write(json.dumps([asdict(f) for f in figures], ensure_ascii=False, indent=2))
        sys.stdout.write("\n")
    else:
        render_figures(figures, Console())
    return 0


def render_figures(figures: Sequence[Figure], console: Console) -> None:
    """Print the figures as a table, each beside its target."""
    table = Table(title="Hastighed og hukommelse")
    table.add_column("")
    table.add_column("målt", justify="right")
    table.add_column("mål", justify="right")
    table.add_column("")
    for figure in figures:
        target = "" if figure.target is None else f"< {figure.target:g} {figure.unit}"
        measured = f"{_number(figure.value)} {figure.unit}"
        table.add_row(figure.name, measured, target, figure.detail)
    console.print(table)


def _parser() -> argparse.ArgumentParser:
    data = Path(__file__).resolve().parent.parent / "data"
    parser = argparse.ArgumentParser(
        prog="python -m evals.benchmark",
        description="Måler klausul-kommandoen og dens server i en mappe for sig selv.",
    )
    parser.add_argument("--json", action="store_true", help="udskriv tallene som JSON")
    parser.add_argument(
        "--requests", type=_at_least_one, default=200, help="forespørgsler pr. måling"
    )
    parser.add_argument("--documents", type=Path, default=data / "documents")
    parser.add_argument("--questions", type=Path, default=data / "evals" / "dev.jsonl")
    parser.add_argument("--command", type=Path, default=Path(sys.executable).with_name("klausul"))
    return parser


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} er for få, mindst 1")
    return number


def _timed(
    name: str,
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    runs: int = 1,
    target: float | None = None,
    detail: str = "",
) -> Figure:
    seconds = [_run(command, environment) for _ in range(runs)]
    return Figure(
        name=name,
        value=statistics.median(seconds),
        unit="s",
        target=target,
        detail=f"median af {runs}" if runs > 1 else detail,
    )


def _run(command: Sequence[str], environment: Mapping[str, str]) -> float:
    started = time.perf_counter()
    try:
        done = subprocess.run(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_COMMAND_WITHIN_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BenchmarkError(f"{' '.join(command)}: {error}") from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace")[-1000:].strip()
        raise BenchmarkError(f"{' '.join(command)}: exit code {done.returncode}: {said}")
    return time.perf_counter() - started


def _body(case: Case) -> dict[str, Any]:
    return {"question": case.question, "vendor": case.scope, "history": list(case.history)}


def _load_figures(load: Load, *, p50_target: float | None = None) -> Iterator[Figure]:
    clients = "1 klient" if load.clients == 1 else f"{load.clients} klienter"
    detail = f"{len(load.seconds)} spørgsmål"
    if load.failures:
        detail += f", {load.failures} fejlede"
    milliseconds = [seconds * 1000 for seconds in load.seconds]
    for share, target in ((0.50, p50_target), (0.95, None)):
        yield Figure(
            name=f"/v1/ask, {clients}: p{share * 100:.0f}",
            value=percentile(milliseconds, share),
            unit="ms",
            target=target,
            detail=detail,
        )
    rate = len(load.seconds) / load.wall_s
    yield Figure(name=f"/v1/ask, {clients}: i sekundet", value=rate, unit="/s", detail=detail)


def _memory_figures(pid: int) -> Iterator[Figure]:
    memory = memory_of(pid)
    for key, name in (("VmRSS", "server: hukommelse nu"), ("VmHWM", "server: hukommelse højst")):
        if key in memory:
            yield Figure(name=name, value=memory[key] / _MB, unit="MB", target=1200.0, detail=key)


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main())
