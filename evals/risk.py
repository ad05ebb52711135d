"""Risk and coverage of the assistant: ``python -m evals.risk``.

Asks the development questions and those to unseen agreements once each, and shows from the
confidences how much would be wrong if more or fewer were answered, and whether the confidence is
true (see ``evals.selecting`` for what counts as right where the assistant refuses). It prints the
tables of ``docs/evaluation.md`` and draws their picture.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from answer.assistant import Assistant
from evals.agreements import load_agreements
from evals.cases import load_cases
from evals.metrics import mean_rate
from evals.picturing import Series, draw
from evals.runner import Report, run_cases
from evals.selecting import (
    BINS,
    Attempt,
    Bin,
    Point,
    area_under,
    attempt_of,
    calibration_error,
    least_area,
    operating_point,
    point_at,
    reliability,
    risk_coverage,
)
from evals.unseen import add_options, measure, open_reader, say_progress
from index.encoders import SentenceEncoder
from index.reading import open_index
from klausul.errors import KlausulError
from klausul.settings import Settings

DEVELOPMENT = "development questions"
UNSEEN = "unseen agreements"
_THRESHOLDS = tuple(step / BINS for step in range(BINS))

Sets = Mapping[str, Sequence[Attempt]]
"""The attempts of each set of questions by its name."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print Markdown tables, write the picture and return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        sets = {
            name: [attempt_of(result) for result in report.results]
            for name, report in _reports(options, Settings())
        }
        options.picture.parent.mkdir(parents=True, exist_ok=True)
        options.picture.write_text(draw([series_of(n, a) for n, a in sets.items()]), "utf-8")
    except (KlausulError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(tables(sets))
    return 0


def series_of(name: str, attempts: Sequence[Attempt]) -> Series:
    """Return what is drawn of a set of questions."""
    return Series(
        name=name,
        curve=tuple(risk_coverage(attempts)),
        in_use=operating_point(attempts),
        bins=tuple(reliability(attempts)),
    )


def tables(sets: Sets) -> str:
    """Return three Markdown tables: the whole, by threshold, and by confidence."""
    return "\n".join([*_summary(sets), "", *_by_threshold(sets), "", *_by_confidence(sets), ""])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.risk", description=__doc__)
    parser.add_argument("--cases", type=Path, default=Path("data/evals/dev.jsonl"))
    add_options(parser)
    parser.add_argument(
        "--picture", type=Path, default=Path("docs/pictures/risk-coverage.svg"), help="written"
    )
    return parser


def _reports(options: argparse.Namespace, settings: Settings) -> Iterator[tuple[str, Report]]:
    """Yield what each set of questions gave."""
    cases = load_cases(options.cases)
    agreements = load_agreements(options.agreements)
    reader = open_reader(options.reader, settings=settings)
    index = open_index(settings.data / "index")
    assistant = Assistant(library=index, searcher=index, vocabulary=index.vocabulary, reader=reader)
    yield (
        DEVELOPMENT,
        run_cases(cases, ask=assistant.ask, library=index, on_progress=say_progress),
    )
    with tempfile.TemporaryDirectory(prefix="klausul-risk-") as folder:
        encoder = SentenceEncoder(settings.encoder)
        yield (
            UNSEEN,
            measure(
                agreements,
                encoder=encoder,
                reader=reader,
                folder=Path(folder),
                on_progress=say_progress,
            ),
        )


def _summary(sets: Sets) -> Iterator[str]:
    yield from _head(
        "questions", "n", "answered", "wrong of these", "AURC", "least possible", "ECE"
    )
    for name, attempts in sets.items():
        point = operating_point(attempts)
        areas = (area_under(attempts), least_area(attempts), calibration_error(attempts))
        yield _row(name, str(len(attempts)), *_of(point), *(f"{value:.3f}" for value in areas))


def _by_threshold(sets: Sets) -> Iterator[str]:
    yield from _head(
        "threshold", *(f"{name}: {what}" for name in sets for what in ("answered", "wrong"))
    )
    curves = [risk_coverage(attempts) for attempts in sets.values()]
    for threshold in _THRESHOLDS:
        cells = (cell for curve in curves for cell in _of(point_at(curve, threshold)))
        yield _row(f"{threshold:.1f}", *cells)


def _by_confidence(sets: Sets) -> Iterator[str]:
    yield from _head(
        "confidence", *(f"{name}: {what}" for name in sets for what in ("n", "mean", "right"))
    )
    found = [{bin_.low: bin_ for bin_ in reliability(attempts)} for attempts in sets.values()]
    for low in _THRESHOLDS:
        cells = (cell for bins in found for cell in _of_bin(bins.get(low)))
        yield _row(f"{low:.1f}–{low + 1 / BINS:.1f}", *cells)


def _of(point: Point | None) -> tuple[str, str]:
    if point is None:
        return "0", "–"
    return f"{point.coverage:.3f}", f"{point.risk:.3f}"


def _of_bin(found: Bin | None) -> tuple[str, str, str]:
    """Return the cells of a bin; what is right has its 95 % interval."""
    if found is None:
        return "0", "–", "–"
    hits = round(found.right * found.n)
    rate = mean_rate([1.0] * hits + [0.0] * (found.n - hits))
    right = f"{rate.value:.2f} ({rate.low:.2f}–{rate.high:.2f})"
    return str(found.n), f"{found.confidence:.2f}", right


def _head(*names: str) -> Iterable[str]:
    return _row(*names), _row(*("---" for _ in names))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
