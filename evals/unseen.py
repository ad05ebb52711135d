"""The whole assistant on whole agreements that nothing was trained on: ``python -m evals.unseen``.

Every question is asked inside its own agreement. In the report the type of a question is the kind
of answer that it asks for (where the file tells) or ``unanswerable``; the style of those is
``near miss`` or ``open``. Evidence is the words that answer, or the whole clause where the file
does not mark them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from answer.assistant import Assistant
from evals.agreements import HELD_OUT_FILES, Agreements, load_agreements
from evals.report import render_report
from evals.rows import report_data
from evals.runner import OnProgress, Report, run_cases
from index.building import build_index
from index.encoders import SentenceEncoder
from index.onnx_reader import OnnxReader
from index.reading import open_index
from klausul.errors import KlausulError
from klausul.ports import Encoder, Reader
from klausul.settings import Settings

NO_READER = "none"
_SAID_EVERY = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print tables or JSON and return the exit code."""
    options = _parser().parse_args(arguments)
    settings = Settings()
    try:
        agreements = load_agreements(options.agreements)
        reader = open_reader(options.reader, settings=settings)
        with tempfile.TemporaryDirectory(prefix="klausul-unseen-") as folder:
            report = measure(
                agreements,
                encoder=SentenceEncoder(settings.encoder),
                reader=reader,
                folder=Path(folder),
                on_progress=say_progress,
            )
    except KlausulError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    identity = None if reader is None else reader.identity
    if options.json:
        data: dict[str, Any] = {"reader": identity, **report_data(report)}
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    else:
        console = Console()
        console.print(f"Læser: {identity or 'ingen'}")
        render_report(report, console)
    return 0


def measure(
    agreements: Agreements,
    *,
    encoder: Encoder,
    reader: Reader | None,
    folder: Path,
    on_progress: OnProgress | None = None,
) -> Report:
    """Ask every question of ``agreements`` and return the report.

    Args:
        agreements: Documents and questions.
        encoder: Encodes the clauses.
        reader: Judges what was found; None to do without.
        folder: Where the index of the agreements is built.
        on_progress: Called after every question.

    Raises:
        KlausulError: The index cannot be built, or there is no question.
    """
    build_index(agreements.records, folder=folder, encoder=encoder)
    index = open_index(folder)
    assistant = Assistant(library=index, searcher=index, vocabulary=index.vocabulary, reader=reader)
    return run_cases(agreements.cases, ask=assistant.ask, library=index, on_progress=on_progress)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what chooses the agreements and the reader."""
    parser.add_argument(
        "--agreements",
        type=Path,
        default=Path("data/training"),
        help=f"a file, or a folder whose {HELD_OUT_FILES} are taken",
    )
    parser.add_argument(
        "--reader",
        metavar=f"FOLDER|{NO_READER}",
        help="the reader that judges what was found; otherwise the one that is set",
    )


def open_reader(choice: str | None, *, settings: Settings) -> Reader | None:
    """Return the reader in the folder ``choice``, or the one that is set where it is None.

    Raises:
        ReaderError: It is not there, or is none.
    """
    folder = settings.reader if choice is None else choice
    return None if folder in ("", NO_READER) else OnnxReader(Path(folder))


def say_progress(done: int, of: int, _: str) -> None:
    """Tell now and then how many questions were asked."""
    if done % _SAID_EVERY == 0 or done == of:
        sys.stderr.write(f"{done} of {of} questions\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.unseen", description=__doc__)
    add_options(parser)
    parser.add_argument("--json", action="store_true", help="print every question as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
