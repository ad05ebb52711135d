"""What searching an index costs, measured in a new process that is held to one core."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from evals.metrics import percentile
from evals.recombining import MadeEncoder
from evals.serving import memory_of
from index.dense import DenseIndex
from index.layout import current_layout
from index.lexical import LexicalIndex
from index.reading import DEPTH, open_index
from klausul.types import Scope

_TOP_K = 10
_WARM_UP = 5
_MB = 1_000_000
_ROUNDING = 1e-6  # by which two ways to the same cosine may differ

_P = ParamSpec("_P")
_Input = TypeVar("_Input")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsCost:
    """The vectors and the words alone: medians in milliseconds, and what the process holds.

    ``exact_ms`` is an index that compares every row, of whose first ten ``recall`` is the share
    found; ``is_exact`` tells that the index is of that kind itself.
    """

    encode_ms: float
    dense_ms: float
    exact_ms: float
    lexical_ms: float
    recall: float
    is_exact: bool
    memory_mb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchCost:
    """A whole search: the question encoded, every view searched, the clauses ranked.

    ``has_late`` tells that late interaction is one of the views.
    """

    p50_ms: float
    p95_ms: float
    memory_mb: float
    has_late: bool


def measure_views(folder: Path, real: Path, questions: Sequence[str]) -> ViewsCost:
    """Measure the views that ``folder`` holds as ``dense`` and ``lexical``.

    Args:
        folder: Where the views were saved.
        real: The folder of an index whose encoder reads the questions.
        questions: Asked one after the other, at least one.
    """
    encoder = open_index(real).encoder
    dense, lexical = DenseIndex.load(folder / "dense"), LexicalIndex.load(folder / "lexical")
    rows = [range(lexical.rows)]
    encode_ms, vectors = _timed(lambda text: encoder.encode_queries([text])[0], questions)
    dense_ms, found = _timed(lambda v: dense.search(v, ranges=rows, depth=DEPTH), vectors)
    lexical_ms, _ = _timed(lambda t: lexical.search(t, ranges=rows, depth=DEPTH), questions)
    memory_mb = _memory_mb()
    exact = DenseIndex.of(dense.vectors, exact_up_to=lexical.rows)
    exact_ms, best = _timed(lambda v: exact.search(v, ranges=rows, depth=DEPTH), vectors)
    return ViewsCost(
        encode_ms=percentile(encode_ms, 0.5),
        dense_ms=percentile(dense_ms, 0.5),
        exact_ms=percentile(exact_ms, 0.5),
        lexical_ms=percentile(lexical_ms, 0.5),
        recall=sum(map(recall, found, best)) / len(best),
        is_exact=dense.is_exact,
        memory_mb=memory_mb,
    )


def measure_search(folder: Path, real: Path, questions: Sequence[str]) -> SearchCost:
    """Measure the whole search in an index that a ``MadeEncoder`` built.

    Args:
        folder: The index.
        real: The folder of an index whose encoder reads the questions.
        questions: Asked one after the other, at least one.
    """
    index = open_index(folder, encoder=MadeEncoder(open_index(real).encoder, {}))
    milliseconds, _ = _timed(lambda q: index.search(q, scope=Scope(), top_k=_TOP_K), questions)
    return SearchCost(
        p50_ms=percentile(milliseconds, 0.5),
        p95_ms=percentile(milliseconds, 0.95),
        memory_mb=_memory_mb(),
        has_late=current_layout(folder).pieces.is_file(),
    )


def on_one_core(task: Callable[_P, _Result], *args: _P.args, **kwargs: _P.kwargs) -> _Result:
    """Run ``task`` in a new process, it and every thread that a library starts on one core.

    Where the system knows no such limit the process runs without it.
    """
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    try:
        if allowed:
            os.sched_setaffinity(0, {max(allowed)})  # inherited by what this thread starts
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
            return pool.submit(task, *args, **kwargs).result()
    finally:
        if allowed:
            os.sched_setaffinity(0, allowed)


def recall(found: Mapping[int, float], best: Mapping[int, float]) -> float:
    """Return the share of an exact search's first ten, ``best``, that was found.

    A row as near as the tenth best counts as well: which of two equal rows comes first is chance.
    """
    tenth = list(best.values())[:_TOP_K][-1]
    near = [cosine for cosine in list(found.values())[:_TOP_K] if cosine >= tenth - _ROUNDING]
    return len(near) / min(_TOP_K, len(best))


def _timed(
    task: Callable[[_Input], _Result], inputs: Sequence[_Input]
) -> tuple[list[float], list[_Result]]:
    """Return the milliseconds and the result of ``task`` for each of ``inputs``."""
    for given in inputs[:_WARM_UP]:
        task(given)
    milliseconds, results = [], []
    for given in inputs:
        started = time.perf_counter()
        results.append(task(given))
        milliseconds.append((time.perf_counter() - started) * 1000)
    return milliseconds, results


def _memory_mb() -> float:
    """Return what this process holds; 0 where the system does not tell."""
    return memory_of(os.getpid()).get("VmRSS", 0) / _MB
