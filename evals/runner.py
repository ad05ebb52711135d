"""Running the cases: every question asked once, timed, judged and summed up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.cases import Case
from evals.judging import CaseResult, judge_answer
from evals.matching import Matcher
from evals.metrics import Scores, score_results
from klausul.errors import EvaluationFileError
from klausul.ports import Library
from klausul.types import Answer, Question

# Deep enough that MRR tells a clause at rank 8 from one that was not found at all.
RANKING_DEPTH = 10

Ask = Callable[[Question], Answer]
OnProgress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run gave: every case, the metrics over all, and the same per group.

    The keys of ``by_scope`` are ``scoped`` and ``unscoped``.
    """

    index_version: str
    results: tuple[CaseResult, ...]
    overall: Scores
    by_type: Mapping[str, Scores]
    by_style: Mapping[str, Scores]
    by_scope: Mapping[str, Scores]


def run_cases(
    cases: Sequence[Case],
    *,
    ask: Ask,
    library: Library,
    on_progress: OnProgress | None = None,
) -> Report:
    """Ask every case once and return the report.

    A case that crashes ``ask`` is data: it is counted as failed, has the worst value of every
    metric over questions, and the run goes on.

    Args:
        cases: The questions with their gold.
        ask: What is measured. It is called once more than there are cases: the first call, which
            loads what is loaded lazily, is not counted.
        library: The documents and clauses that ``ask`` answers from.
        on_progress: Called after every case with (cases done, cases in all, the case's id).

    Raises:
        EvaluationFileError: There are no cases, or they ask about documents or vendors that the
            library lacks, so that every figure would be false.
    """
    _require_measurable(cases, library)
    matcher = Matcher(library)
    _run_case(cases[0], ask=ask, matcher=matcher, library=library)
    results: list[CaseResult] = []
    for case in cases:
        results.append(_run_case(case, ask=ask, matcher=matcher, library=library))
        if on_progress is not None:
            on_progress(len(results), len(cases), case.case_id)
    return Report(
        index_version=library.version,
        results=tuple(results),
        overall=score_results(results),
        by_type=_score_groups((result.case.type, result) for result in results),
        by_style=_score_groups((result.case.style, result) for result in results),
        by_scope=_score_groups(
            ("unscoped" if result.case.scope is None else "scoped", result) for result in results
        ),
    )


def _require_measurable(cases: Sequence[Case], library: Library) -> None:
    if not cases:
        raise EvaluationFileError("no cases to run, expected at least one")
    vendors = {document.vendor for document in library.documents.values()}
    asked = {case.scope for case in cases if case.scope is not None}
    gold = {entry.document_id for case in cases for entry in case.gold}
    if unknown := sorted(gold - set(library.documents)):
        raise EvaluationFileError(
            f"the gold names documents that are not in the collection: {', '.join(unknown)}"
        )
    if unknown := sorted(asked - vendors):
        raise EvaluationFileError(
            f"the cases name vendors that are not in the collection: {', '.join(unknown)}"
        )


def _run_case(case: Case, *, ask: Ask, matcher: Matcher, library: Library) -> CaseResult:
    question = Question(
        text=case.question, vendor=case.scope, history=case.history, top_k=RANKING_DEPTH
    )
    started = time.perf_counter()
    try:
        answer = ask(question)
    except Exception as error:  # noqa: BLE001 - whatever a question breaks is a finding, not an end
        return CaseResult(
            case=case,
            seconds=time.perf_counter() - started,
            error=f"{type(error).__name__}: {error}",
        )
    seconds = time.perf_counter() - started
    return CaseResult(
        case=case,
        seconds=seconds,
        answer=answer,
        judgement=judge_answer(case, answer, matcher=matcher, library=library),
    )


def _score_groups(keyed: Iterable[tuple[str, CaseResult]]) -> dict[str, Scores]:
    groups: dict[str, list[CaseResult]] = {}
    for key, result in keyed:
        groups.setdefault(key, []).append(result)
    return {key: score_results(groups[key]) for key in sorted(groups)}
