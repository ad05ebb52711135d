"""Clause labels over formats: ``python -m evals.layouts [--format pdf] [--wild] [--misses]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console

from evals.layouts.formats import choose_formats, missing_for
from evals.layouts.loading import load_layout
from evals.layouts.measuring import (
    Measurement,
    measure_documents,
    measure_layouts,
    measure_wild,
)
from evals.layouts.showing import data_to_json, measurement_data, render_measurement
from evals.layouts.wild import find_wild, load_wild
from klausul.errors import EvaluationFileError

_WIDTH = 200
_Loaded = TypeVar("_Loaded")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and return the exit code: 1 where a file of the gold is not valid."""
    options = _parser().parse_args(arguments)
    try:
        measured, faults = _measure(options)
    except EvaluationFileError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if options.json:
        data = {title: measurement_data(found) for title, found in measured.items()}
        sys.stdout.write(data_to_json(data) + "\n")
    else:
        console = Console(width=_WIDTH)
        for title, found in measured.items():
            render_measurement(title, found, console, misses=options.misses)
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


def _measure(options: argparse.Namespace) -> tuple[dict[str, Measurement], list[str]]:
    if options.wild:
        texts, faults = _load_each(find_wild(options.wild_folder), load_wild, only=options.only)
        return ({"Wild texts": measure_wild(texts)} if texts else {}), faults
    formats = _available(options.format)
    layouts, faults = _load_each(
        sorted(options.folder.glob("*.json")), load_layout, only=options.only
    )
    files = sorted(options.documents.glob("*.txt"))
    documents = [path for path in files if not options.only or path.stem in options.only]
    with tempfile.TemporaryDirectory(prefix="klausul-layouts-") as made:
        folder = options.keep or Path(made)
        measured = {}
        if layouts:
            measured["Layouts"] = measure_layouts(layouts, formats, folder=folder / "layouts")
        if documents:
            measured["Documents, against their labels as text"] = measure_documents(
                documents, formats, folder=folder / "documents"
            )
    return measured, faults


def _available(names: Sequence[str]) -> list[str]:
    """Return the formats that are asked for and can be made here; tell of the others."""
    formats = []
    for name in choose_formats(names):
        if missing := missing_for(name):
            sys.stderr.write(f"{name} is left out: {missing} is not installed\n")
        else:
            formats.append(name)
    if not formats:
        raise EvaluationFileError("none of the formats can be made here")
    return formats


def _load_each(
    paths: Sequence[Path], load: Callable[[Path], _Loaded], *, only: Sequence[str]
) -> tuple[list[_Loaded], list[str]]:
    """Return what could be loaded and what is wrong with the rest, which is left out."""
    loaded: list[_Loaded] = []
    faults: list[str] = []
    for path in paths:
        if only and path.name.partition(".")[0] not in only:
            continue
        try:
            loaded.append(load(path))
        except EvaluationFileError as error:
            faults.append(str(error))
    return loaded, faults


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.layouts", description=__doc__)
    parser.add_argument("--format", action="append", default=[], help="a format or its family")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--wild", action="store_true", help="the wild texts, as they arrived")
    parser.add_argument("--misses", action="store_true", help="print what has no match")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the files here")
    parser.add_argument("--folder", type=Path, default=Path("data/evals/layouts"))
    parser.add_argument("--wild-folder", type=Path, default=Path("data/evals/wild"))
    parser.add_argument("--documents", type=Path, default=Path("data/documents"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
