"""The reading test: ``python -m evals.golden``.

Questions of every type to the shipped documents, each with the answer as a person sees it and
what a careful reader said of it. The answers come from an index built of the documents anew, so
that they hang on nothing but the checkout and its settings.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field

from answer.assistant import Assistant
from evals.reading import FilledText, Line, fault, parse_lines
from evals.unseen import open_reader
from index.building import build_index
from index.encoders import SentenceEncoder
from index.reading import open_index
from ingest.pipeline import ingest_paths
from ingest.storing import read_records
from klausul.errors import KlausulError
from klausul.settings import Settings
from klausul.types import Answer, Outcome, Question, Verdict

GOLDEN = Path("data/evals/golden.jsonl")
DOCUMENTS = Path("data/documents")

Ask = Callable[[Question], Answer]


class Entry(Line):
    """One question, its answer when it was last written, and what a reader said of that.

    A question that was never asked has no outcome. ``review`` is empty until somebody has read
    the answer as it stands.
    """

    id: FilledText
    question: Annotated[FilledText, Field(max_length=2000)]
    vendor: FilledText | None = None
    history: Annotated[tuple[FilledText, ...], Field(max_length=10)] = ()
    type: FilledText
    outcome: Outcome | None = None
    verdict: Verdict | None = None
    answer: str = ""
    review: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask every question, print the answers and return 1 if one is not the file's."""
    options = _parser().parse_args(arguments)
    settings = Settings()
    try:
        entries = load_entries(options.file)
        with tempfile.TemporaryDirectory(prefix="klausul-golden-") as folder:
            ask = open_assistant(options.documents, folder=Path(folder), settings=settings).ask
            renewed = [renew(entry, ask=ask) for entry in entries]
    except KlausulError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return report(entries, renewed, rewrite=options.file if options.write else None)


def report(
    entries: Sequence[Entry], renewed: Sequence[Entry], *, rewrite: Path | None = None
) -> int:
    """Print the answers of today, name what differs and what nobody has read; return the exit code.

    Args:
        entries: What the file holds.
        renewed: The same with the answers of today.
        rewrite: Where they are written; None leaves the file and makes a difference a fault.
    """
    for entry in renewed:
        sys.stdout.write(f"{show(entry)}\n\n")
    differing = [new.id for old, new in zip(entries, renewed, strict=True) if new != old]
    unread = [entry.id for entry in renewed if not entry.review]
    for what, ids in (("other than in the file", differing), ("not read yet", unread)):
        if ids:
            sys.stderr.write(f"{what}: {', '.join(ids)}\n")
    if rewrite is not None:
        write_entries(rewrite, renewed)
    return 1 if differing and rewrite is None else 0


def load_entries(path: Path) -> list[Entry]:
    """Return the entries of a JSON Lines file, in order.

    Raises:
        EvaluationFileError: The file or a line is not valid; file, line and fault are named.
    """
    seen: set[str] = set()
    entries: list[Entry] = []
    for number, entry in parse_lines(path, Entry):
        if entry.id in seen:
            raise fault(path, number, f"id {entry.id!r} stands twice")
        seen.add(entry.id)
        entries.append(entry)
    return entries


def write_entries(path: Path, entries: Sequence[Entry]) -> None:
    """Write ``entries`` as ``load_entries`` reads them."""
    lines = (json.dumps(entry.model_dump(mode="json"), ensure_ascii=False) for entry in entries)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def open_assistant(documents: Path, *, folder: Path, settings: Settings) -> Assistant:
    """Return an assistant over the files in ``documents``.

    Args:
        documents: What to read; a manifest there describes the files.
        folder: Where the index is built.
        settings: Name the encoder and the reader.

    Raises:
        KlausulError: A file cannot be read, or the models are not there.
    """
    report = ingest_paths([documents], folder=folder / "documents")
    if report.failures:
        raise report.failures[0].error
    encoder = SentenceEncoder(
        settings.encoder,
        query_prefix=settings.query_prefix,
        passage_prefix=settings.passage_prefix,
    )
    records = read_records(folder / "documents")
    build_index(records, folder=folder / "index", encoder=encoder)
    index = open_index(folder / "index")
    reader = open_reader(None, settings=settings)
    return Assistant(library=index, searcher=index, vocabulary=index.vocabulary, reader=reader)


def renew(entry: Entry, *, ask: Ask) -> Entry:
    """Return ``entry`` with the answer of today; a review of another answer falls away."""
    answer = ask(Question(text=entry.question, vendor=entry.vendor, history=entry.history))
    said = {"outcome": answer.outcome, "verdict": answer.verdict, "answer": as_seen(answer)}
    renewed = entry.model_copy(update=said)
    return renewed if renewed == entry else renewed.model_copy(update={"review": ""})


def as_seen(answer: Answer) -> str:
    """Return what a person reads: the reply, and what to know beside it."""
    return "\n".join([answer.text, *(f"Bemærk: {note.text}" for note in answer.notes)])


def show(entry: Entry) -> str:
    """Return a question with its answer, to be read."""
    return "\n".join(_lines(entry))


def _lines(entry: Entry) -> Iterator[str]:
    scope = entry.vendor or "all vendors"
    polarity = f", {entry.verdict}" if entry.verdict else ""
    yield f"── {entry.id} · {entry.type} · {scope} · {entry.outcome}{polarity}"
    yield from (f"(before) {question}" for question in entry.history)
    yield f"? {entry.question}"
    yield entry.answer
    yield f"= {entry.review or 'not read yet'}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.golden", description=__doc__)
    parser.add_argument("--file", type=Path, default=GOLDEN, help="questions and answers")
    parser.add_argument("--documents", type=Path, default=DOCUMENTS, help="what is asked")
    parser.add_argument("--write", action="store_true", help="put the answers of today in the file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
