"""What a large collection costs to keep: ``python -m evals.collecting``.

The documents are the shipped ones over and over, each with a line of its own, so that no two are
the same. Measured are a first run, one in which nothing changed, and one in which a few did.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.pipeline import Change, IngestReport, ingest_paths

_CHANGED: Final = 10
_KB: Final = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss in bytes
_MB: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run over the collection; the memory is the most that was taken until its end."""

    name: str
    seconds: float
    read: int
    memory_mb: float
    worker_mb: float


def measure(sources: Sequence[Path], *, count: int, folder: Path, workers: int | None) -> list[Run]:
    """Return the figures of three runs over ``count`` documents made of ``sources``.

    Raises:
        KlausulError: A file cannot be read.
    """
    files, collection = folder / "files", folder / "documents"
    files.mkdir()
    for number in range(count):
        _write(files, sources, number=number, edition=1)
    runs = [_run("alle nye", files, collection, workers=workers)]
    runs.append(_run("intet ændret", files, collection, workers=workers))
    for number in range(min(_CHANGED, count)):
        _write(files, sources, number=number, edition=2)
    runs.append(_run("få ændret", files, collection, workers=workers))
    return runs


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and return the exit code."""
    options = _parser().parse_args(arguments)
    sources = sorted(options.documents.glob("*.txt"))
    if not sources:
        sys.stderr.write(f"{options.documents}: no .txt files\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="klausul-collecting-") as folder:
        runs = measure(sources, count=options.count, folder=Path(folder), workers=options.workers)
    sys.stdout.write(f"{options.count} dokumenter\n")
    for run in runs:
        sys.stdout.write(
            f"{run.name:<14}{run.seconds:>8.2f} s{run.read:>7} læst"
            f"{run.memory_mb:>8.0f} MB højst, i en læser {run.worker_mb:.0f} MB\n"
        )
    return 0


def _write(files: Path, sources: Sequence[Path], *, number: int, edition: int) -> None:
    source = sources[number % len(sources)]
    text = source.read_text(encoding="utf-8")
    line = f"\n\nAftale nr. {number}, udgave {edition}.\n"
    (files / f"{source.stem}-{number:05}.txt").write_text(text + line, encoding="utf-8")


def _run(name: str, files: Path, collection: Path, *, workers: int | None) -> Run:
    started = time.perf_counter()
    report = ingest_paths([files], folder=collection, workers=workers)
    seconds = time.perf_counter() - started
    if report.failures:
        raise report.failures[0].error
    return Run(
        name=name,
        seconds=seconds,
        read=_count_read(report),
        memory_mb=_peak(resource.RUSAGE_SELF),
        worker_mb=_peak(resource.RUSAGE_CHILDREN),
    )


def _count_read(report: IngestReport) -> int:
    return sum(document.change is not Change.UNCHANGED for document in report.ingested)


def _peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss * _KB / _MB


def _parser() -> argparse.ArgumentParser:
    data = Path(__file__).resolve().parent.parent / "data"
    parser = argparse.ArgumentParser(
        prog="python -m evals.collecting", description="Måler, hvad en stor samling koster."
    )
    parser.add_argument("--count", type=int, default=1_000, help="antal dokumenter")
    parser.add_argument("--workers", type=int, default=None, help="antal læsere; 0 for ingen")
    parser.add_argument("--documents", type=Path, default=data / "documents")
    return parser


if __name__ == "__main__":
    sys.exit(main())
