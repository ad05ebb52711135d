"""What a question costs as the collection grows: ``python -m evals.scaling [--json]``.

A size is a collection of made agreements: sentences of the shipped documents' clauses mixed with
those of like clauses, their numbers changed. As many as ``--encoded`` says get their vectors from
the encoder. More are mixed once more from these, and get a mix of their parents' vectors with a
little noise: near copies in clusters as the real ones are, without hours of encoding. Each size
is searched in new processes held to one core. The figures are printed beside their targets and
judge nothing: a busy machine is no fault.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.cases import load_cases
from evals.costing import SearchCost, ViewsCost, measure_search, measure_views, on_one_core
from evals.recombining import Clauses, MadeEncoder, agreements, encoded, grow, recombine
from index.building import build_index
from index.dense import DenseIndex
from index.encoders import SentenceEncoder
from index.lexical import LexicalIndex
from index.passages import make_passages, searchable_text
from index.reading import open_index
from ingest.pipeline import ingest_paths
from ingest.storing import read_records
from klausul.errors import KlausulError
from klausul.ports import Encoder
from klausul.records import DocumentRecord
from klausul.settings import Settings

_TARGETS_MS = ((1_000, 5.0), (100_000, 15.0))
_QUESTIONS = 100
_MB = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One size's figures.

    ``index_mb`` is the size of the vectors' and the words' files, writing them is part of building
    them. ``search`` is missing where no whole collection of that size was built.
    """

    clauses: int
    dense_build_s: float
    lexical_build_s: float
    index_mb: float
    views: ViewsCost
    search: SearchCost | None
    target_p50_ms: float | None


def measure(
    documents: Path,
    *,
    encoder: Encoder,
    questions: Sequence[str],
    sizes: Sequence[int],
    encoded_clauses: int,
    whole_up_to: int,
    folder: Path,
) -> Iterator[Point]:
    """Yield the figures of one size after the other.

    Args:
        documents: Folder of the documents whose clauses are recombined.
        encoder: Builds an index of them, from which the encoder of questions is taken.
        questions: What is asked, one after the other.
        sizes: Numbers of clauses.
        encoded_clauses: How many clauses get their vectors from the encoder, at least 2.
        whole_up_to: The most clauses of which a whole collection is built and searched.
        folder: An empty folder.
    """
    real = folder / "real"
    ingest_paths([documents], folder=folder / "documents")
    records = read_records(folder / "documents")
    build_index(records, folder=real, encoder=encoder)
    stock = _encoded_clauses(records, open_index(real).encoder, count=encoded_clauses)
    for count in sizes:
        with tempfile.TemporaryDirectory(dir=folder) as own:
            yield _measure_size(
                grow(stock, count=count),
                questions=questions,
                real=real,
                is_whole=count <= whole_up_to,
                folder=Path(own),
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and return the exit code."""
    options = _parser().parse_args(arguments)
    settings = Settings()
    encoder = SentenceEncoder(
        options.encoder or settings.encoder,
        query_prefix=settings.query_prefix,
        passage_prefix=settings.passage_prefix,
    )
    try:
        questions = [case.question for case in load_cases(options.questions)]
        with tempfile.TemporaryDirectory(prefix="klausul-scaling-") as folder:
            points = list(
                measure(
                    options.documents,
                    encoder=encoder,
                    questions=questions[:: -(-len(questions) // _QUESTIONS)],
                    sizes=options.sizes,
                    encoded_clauses=options.encoded,
                    whole_up_to=options.whole_up_to,
                    folder=Path(folder),
                )
            )
    except KlausulError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if options.json:
        sys.stdout.write(json.dumps([asdict(p) for p in points], ensure_ascii=False, indent=2))
        sys.stdout.write("\n")
    else:
        render_points(points, Console())
    return 0


def render_points(points: Sequence[Point], console: Console) -> None:
    """Print the figures as a table, a column for each size."""
    table = Table(title="Hvad et spørgsmål koster på én kerne")
    table.add_column("klausuler")
    for point in points:
        table.add_column(f"{point.clauses:,}".replace(",", "."), justify="right")
    for row in zip(*map(_cells, points), strict=True):
        table.add_row(row[0][0], *(cell for _, cell in row))
    console.print(table)
    console.print(
        "Klausulerne er blandet af de medfølgende aftalers sætninger, med andre tal. De første er "
        "indkodet; resten har en blanding af to indkodede vektorer og lidt støj. Hvor hele "
        "søgningen ikke er målt, er kun vektorer og ord bygget."
    )


def _encoded_clauses(records: Sequence[DocumentRecord], encoder: Encoder, *, count: int) -> Clauses:
    """Return mixes of the clauses of ``records``, with what ``encoder`` says of each."""
    passages = (passage for record in records for passage in make_passages(record))
    texts = list(dict.fromkeys(map(searchable_text, passages)))
    return encoded(recombine(encoded(texts, encoder), count=count).texts, encoder)


def _measure_size(
    clauses: Clauses, *, questions: Sequence[str], real: Path, is_whole: bool, folder: Path
) -> Point:
    """Build what holds ``clauses`` in an empty folder, and search it."""
    views, whole = folder / "views", folder / "whole"
    views.mkdir()
    started = time.perf_counter()
    DenseIndex.of(clauses.vectors).save(views / "dense")
    dense_at = time.perf_counter()
    LexicalIndex.of(clauses.texts).save(views / "lexical")
    lexical_at = time.perf_counter()
    if is_whole:
        encoder = MadeEncoder(open_index(real).encoder, clauses.readings())
        build_index(list(agreements(clauses.texts)), folder=whole, encoder=encoder)
    count = len(clauses.texts)
    return Point(
        clauses=count,
        dense_build_s=dense_at - started,
        lexical_build_s=lexical_at - dense_at,
        index_mb=sum(p.stat().st_size for p in views.rglob("*") if p.is_file()) / _MB,
        views=on_one_core(measure_views, views, real, questions),
        search=on_one_core(measure_search, whole, real, questions) if is_whole else None,
        target_p50_ms=dict(_TARGETS_MS).get(count),
    )


def _cells(point: Point) -> list[tuple[str, str]]:
    """Return the figures of a size with their names."""
    views, search, target = point.views, point.search, point.target_p50_ms
    return [
        ("hele søgningen: p50", "-" if search is None else _number(search.p50_ms, "ms")),
        ("mål for p50", "" if target is None else f"≤ {target:g} ms"),
        ("hele søgningen: p95", "-" if search is None else _number(search.p95_ms, "ms")),
        ("heri sammenligning af ordstykker", _yes(search is not None and search.has_late)),
        ("kod spørgsmålet: p50", _number(views.encode_ms, "ms")),
        ("vektorer: p50", _number(views.dense_ms, "ms")),
        ("alle vektorer sammenlignet: p50", _number(views.exact_ms, "ms")),
        ("recall@10", f"{views.recall:.3f}"),
        ("ord: p50", _number(views.lexical_ms, "ms")),
        ("vektorindeks", "Flat" if views.is_exact else "PQ4 + eksakt"),
        ("vektorer og ord på disk", _number(point.index_mb, "MB")),
        ("hukommelse med vektorer og ord", _number(views.memory_mb, "MB")),
        ("hukommelse med alt", "-" if search is None else _number(search.memory_mb, "MB")),
        ("indeksér vektorer", _number(point.dense_build_s, "s")),
        ("indeksér ord", _number(point.lexical_build_s, "s")),
    ]


def _number(value: float, unit: str) -> str:
    return f"{value:.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def _yes(holds: bool) -> str:
    return "ja" if holds else "nej"


def _parser() -> argparse.ArgumentParser:
    data = Path(__file__).resolve().parent.parent / "data"
    parser = argparse.ArgumentParser(
        prog="python -m evals.scaling",
        description="Måler, hvad et spørgsmål koster, når samlingen vokser.",
    )
    parser.add_argument("--json", action="store_true", help="udskriv tallene som JSON")
    parser.add_argument(
        "--sizes",
        type=lambda text: [_at_least_two(size) for size in text.split(",")],
        default=[1_000, 10_000, 100_000, 1_000_000],
        help="antal klausuler, adskilt af komma",
    )
    parser.add_argument(
        "--encoded", type=_at_least_two, default=2_000, help="så mange klausuler indkodes"
    )
    parser.add_argument(
        "--whole-up-to", type=int, default=100_000, help="byg hele samlingen op til så mange"
    )
    parser.add_argument("--documents", type=Path, default=data / "documents")
    parser.add_argument("--questions", type=Path, default=data / "evals" / "dev.jsonl")
    parser.add_argument("--encoder", default="", help="mappe eller navn; ellers den indstillede")
    return parser


def _at_least_two(text: str) -> int:
    number = int(text)
    if number < 2:
        raise argparse.ArgumentTypeError(f"{number} er for få, mindst 2")
    return number


if __name__ == "__main__":
    sys.exit(main())
