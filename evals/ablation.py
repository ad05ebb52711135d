"""What each view adds: ``python -m evals.ablation``.

The same questions ranked by BM25 alone, by the encoder alone and by their mixtures, over the five
documents with the development questions, and over whole agreements that the encoder has not seen.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from answer.assistant import Assistant
from evals.agreements import load_agreements
from evals.cases import Case, load_cases
from evals.judging import CaseResult
from evals.runner import run_cases
from index.building import build_index
from index.encoders import SentenceEncoder
from index.fusion import Weights
from index.reading import Index, open_index
from klausul.errors import KlausulError
from klausul.settings import Settings
from klausul.types import Scope

RANKINGS: Mapping[str, Weights] = {
    "BM25": Weights(lexical=1.0),
    "vectors of texts": Weights(lexical=0.0, late=0.0),
    "late interaction": Weights(lexical=0.0, late=1.0),
    "vectors + BM25": Weights(late=0.0),
    "vectors + late interaction": Weights(lexical=0.0),
    "all three (shipped)": Weights(),
}
_DEPTH = 10
_RESAMPLES = 2_000
_SEED = 1

Ranks = npt.NDArray[np.float64]
"""The rank of each case's first right clause; infinity where it is not found."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print Markdown tables and return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        settings = Settings()
        _print(f"Development questions ({options.cases.name})", _development(options, settings))
        _print(f"Unseen agreements ({options.agreements.name})", _unseen(options, settings))
    except KlausulError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.ablation", description=__doc__)
    parser.add_argument("--cases", type=Path, default=Path("data/evals/dev.jsonl"))
    parser.add_argument(
        "--agreements", type=Path, default=Path("data/training/heldout-agreements.jsonl")
    )
    return parser


def _development(options: argparse.Namespace, settings: Settings) -> Iterator[tuple[str, Ranks]]:
    """Yield the ranks of every ranking, as the assistant gives them."""
    cases = [case for case in load_cases(options.cases) if case.is_answerable]
    for name, weights in RANKINGS.items():
        index = open_index(settings.data / "index", weights=weights)
        assistant = Assistant(library=index, searcher=index, vocabulary=index.vocabulary)
        report = run_cases(cases, ask=assistant.ask, library=index)
        yield name, np.array([_first(result) for result in report.results], dtype=np.float64)


def _first(result: CaseResult) -> float:
    ranks = result.judgement.right_ranks if result.judgement is not None else ()
    return float(min(ranks)) if ranks else np.inf


def _unseen(options: argparse.Namespace, settings: Settings) -> Iterator[tuple[str, Ranks]]:
    """Yield the ranks of every ranking, as the search gives them inside the case's agreement."""
    agreements = load_agreements(options.agreements)
    cases = [case for case in agreements.cases if case.is_answerable]
    with tempfile.TemporaryDirectory(prefix="klausul-ablation-") as folder:
        encoder = SentenceEncoder(settings.encoder)
        build_index(agreements.records, folder=Path(folder), encoder=encoder)
        for name, weights in RANKINGS.items():
            index = open_index(Path(folder), weights=weights)
            yield name, np.array([_rank(case, index) for case in cases], dtype=np.float64)


def _rank(case: Case, index: Index) -> float:
    scope = Scope(vendors=frozenset({case.scope or ""}))
    hits = index.search(case.question, scope=scope, top_k=_DEPTH)
    labels = {entry.label for entry in case.gold}
    return next((float(hit.rank) for hit in hits if hit.clause.label in labels), np.inf)


def _print(title: str, rankings: Iterator[tuple[str, Ranks]]) -> None:
    out = sys.stdout.write
    out(f"\n{title}\n\n| ranking | n | hit@1 | hit@5 | MRR |\n| --- | --- | --- | --- | --- |\n")
    for name, ranks in rankings:
        cells = (_cell(ranks, measure) for measure in (_hit(1), _hit(5), _reciprocal))
        out(f"| {name} | {len(ranks)} | {' | '.join(cells)} |\n")


def _hit(depth: int) -> Callable[[Ranks], Ranks]:
    return lambda ranks: (ranks <= depth).astype(np.float64)


def _reciprocal(ranks: Ranks) -> Ranks:
    return 1.0 / ranks


def _cell(ranks: Ranks, measure: Callable[[Ranks], Ranks]) -> str:
    values = measure(ranks)
    low, high = interval(values)
    return f"{values.mean():.3f} ({low:.3f}–{high:.3f})"


def interval(values: Ranks) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the mean of ``values``, shape (N,).

    The percentile method: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993.
    """
    source = np.random.default_rng(_SEED)
    draws = source.integers(0, len(values), size=(_RESAMPLES, len(values)))
    low, high = np.percentile(values[draws].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


if __name__ == "__main__":
    sys.exit(main())
