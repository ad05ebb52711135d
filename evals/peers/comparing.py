"""The comparison: every stack in turn, several rounds, and what that says of each."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evals.cases import Case
from evals.matching import Matcher
from evals.metrics import Rate, mean_rate, percentile
from evals.peers.measuring import TOP_K, Run
from evals.peers.processes import StackError
from evals.peers.registry import Entry, missing_packages, version_of
from klausul.errors import EvaluationFileError
from klausul.ports import Library

Launch = Callable[[Entry], Run]
OnProgress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a stack reached.

    The times and the memory are medians over the rounds. ``ranks`` holds for each case the rank of
    the first right clause, ``None`` where none was found. ``leaks`` are the clauses of another
    vendor than the one asked; ``unsteady`` the questions that the rounds ranked differently.
    """

    hit_at_1: Rate
    hit_at_5: Rate
    p50_ms: float
    p95_ms: float
    memory_mb: float
    peak_mb: float
    build_s: float
    leaks: int
    unsteady: int
    ranks: Mapping[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One stack of the comparison: its figures, or why there are none."""

    entry: Entry
    version: str
    figures: Figures | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is true of what a stack found: see ``Figures``."""

    ranks: Mapping[str, int | None]
    leaks: int


def asked_cases(cases: Sequence[Case], library: Library) -> list[Case]:
    """Return the cases that the documents answer; of the others no clause can be right.

    Raises:
        EvaluationFileError: There are none, or they are about documents or vendors that the
            library lacks.
    """
    answerable = [case for case in cases if case.is_answerable]
    if not answerable:
        raise EvaluationFileError("no answerable questions, expected at least one")
    vendors = {document.vendor for document in library.documents.values()}
    unknown = {entry.document_id for case in answerable for entry in case.gold}
    unknown -= set(library.documents)
    unknown |= {case.scope for case in answerable if case.scope is not None} - vendors
    if unknown:
        names = ", ".join(sorted(unknown))
        raise EvaluationFileError(f"the questions are about what is not in the documents: {names}")
    return answerable


def compare(
    entries: Sequence[Entry],
    *,
    cases: Sequence[Case],
    library: Library,
    rounds: int,
    launch: Launch,
    on_progress: OnProgress | None = None,
) -> list[Row]:
    """Run every stack once a round, each round in another order, and return a row for each.

    A stack that is not installed or that fails is a row without figures, and the others go on.

    Args:
        entries: The stacks.
        cases: The questions with their gold, in the order in which ``launch`` asks them.
        library: The documents that the gold is about.
        rounds: How often each stack is run, at least once.
        launch: Runs one stack over all questions.
        on_progress: Called before each run with what is run.
    """
    runs, problems = _run_rounds(entries, rounds=rounds, launch=launch, on_progress=on_progress)
    matcher = Matcher(library)
    figures = {
        name: _figures(own, judge(own[0].found, cases=cases, matcher=matcher, library=library))
        for name, own in runs.items()
        if name not in problems
    }
    return [
        Row(
            entry=entry,
            version=version_of(entry),
            figures=figures.get(entry.name),
            problem=problems.get(entry.name),
        )
        for entry in entries
    ]


def judge(
    found: Sequence[Sequence[str]],
    *,
    cases: Sequence[Case],
    matcher: Matcher,
    library: Library,
) -> Judged:
    """Return the rank of the first right clause of each case, and the leaks between vendors."""
    ranks: dict[str, int | None] = {}
    leaks = 0
    for case, clause_ids in zip(cases, found, strict=True):
        right = (
            rank
            for rank, clause_id in enumerate(clause_ids, start=1)
            if any(matcher.is_right(clause_id, entry) for entry in case.gold)
        )
        ranks[case.case_id] = next(right, None)
        if case.scope is not None:
            vendors = [_vendor_of(clause_id, library) for clause_id in clause_ids]
            leaks += sum(vendor != case.scope for vendor in vendors)
    return Judged(ranks=ranks, leaks=leaks)


def _vendor_of(clause_id: str, library: Library) -> str:
    return library.documents[library.clauses[clause_id].document_id].vendor


def _run_rounds(
    entries: Sequence[Entry], *, rounds: int, launch: Launch, on_progress: OnProgress | None
) -> tuple[Mapping[str, Sequence[Run]], Mapping[str, str]]:
    """Return the runs of each stack by its name, and why a stack has no figures."""
    problems = {e.name: _not_installed(names) for e in entries if (names := missing_packages(e))}
    runs: dict[str, list[Run]] = {entry.name: [] for entry in entries}
    for number in range(rounds):
        for entry in _rotated(entries, turn=number, turns=rounds):
            if entry.name in problems:
                continue
            if on_progress is not None:
                on_progress(f"{number + 1}/{rounds} {entry.name}")
            try:
                runs[entry.name].append(launch(entry))
            except StackError as error:
                problems[entry.name] = f"fejlede: {error}"
    return runs, problems


def _rotated(entries: Sequence[Entry], *, turn: int, turns: int) -> list[Entry]:
    """Return the entries, begun with another one on each turn.

    So no stack is always the first, on a machine that is still cool or not yet busy.
    """
    start = turn * max(1, len(entries) // turns) % len(entries)
    return [*entries[start:], *entries[:start]]


def _not_installed(missing: Sequence[str]) -> str:
    return f"ikke installeret: {', '.join(missing)}"


def _figures(runs: Sequence[Run], judged: Judged) -> Figures:
    ranks = list(judged.ranks.values())
    return Figures(
        hit_at_1=_hit_rate(ranks, at=1),
        hit_at_5=_hit_rate(ranks, at=TOP_K),
        p50_ms=_median_ms(runs, share=0.50),
        p95_ms=_median_ms(runs, share=0.95),
        memory_mb=statistics.median(run.memory_mb for run in runs),
        peak_mb=statistics.median(run.peak_mb for run in runs),
        build_s=statistics.median(run.build_s for run in runs),
        leaks=judged.leaks,
        unsteady=sum(len(set(found)) > 1 for found in zip(*(r.found for r in runs), strict=True)),
        ranks=judged.ranks,
    )


def _hit_rate(ranks: Sequence[int | None], *, at: int) -> Rate:
    return mean_rate([float(rank is not None and rank <= at) for rank in ranks])


def _median_ms(runs: Sequence[Run], *, share: float) -> float:
    return statistics.median(percentile(run.seconds, share) * 1000 for run in runs)
