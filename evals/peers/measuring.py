"""One stack asked every question once, timed; what it found is judged by others."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.peers.stacks import Corpus, Stack
from evals.serving import memory_of

TOP_K = 5
_WARM_UP = 3
_MB = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question as it was typed, and the vendor whose clauses alone may answer it."""

    text: str
    scope: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one stack gave in one process: for each question the clauses found and the seconds.

    ``memory_mb`` is what the process holds after the last question, ``peak_mb`` the most that it
    ever held; 0 where the system does not tell.
    """

    found: tuple[tuple[str, ...], ...]
    seconds: tuple[float, ...]
    build_s: float
    memory_mb: float
    peak_mb: float


def measure_stack(
    stack: Stack,
    *,
    corpus: Corpus,
    encoder: Path,
    queries: Sequence[Query],
    clock: Callable[[], float] = time.perf_counter,
) -> Run:
    """Build ``stack``, warm it up and ask it every question once, one after another.

    The encoding of the question is a part of the search and of its time.
    """
    started = clock()
    stack.build(corpus, encoder)
    built = clock()
    for query in queries[:_WARM_UP]:  # loads what is loaded lazily
        stack.search(query.text, scope=query.scope, k=TOP_K)
    found, seconds = [], []
    for query in queries:
        before = clock()
        clause_ids = stack.search(query.text, scope=query.scope, k=TOP_K)
        seconds.append(clock() - before)
        found.append(tuple(clause_ids))
    memory = memory_of(os.getpid())
    return Run(
        found=tuple(found),
        seconds=tuple(seconds),
        build_s=built - started,
        memory_mb=memory.get("VmRSS", 0) / _MB,
        peak_mb=memory.get("VmHWM", 0) / _MB,
    )
