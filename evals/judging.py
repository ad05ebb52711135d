"""Judging one answer against its gold: facts only, the averages are in ``evals.metrics``."""

from __future__ import annotations

from dataclasses import dataclass

from evals.cases import Case
from evals.matching import Matcher, plain_text, share_in_order
from evals.proving import unproven_numbers
from klausul.ports import Library
from klausul.types import Answer, Citation, Outcome, Verdict

REFUSALS = frozenset({Outcome.NOT_FOUND, Outcome.AMBIGUOUS})


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationJudgement:
    """What is true of one citation; ``overlap`` is the best share of a gold evidence's words."""

    is_right: bool
    is_verbatim: bool
    is_in_scope: bool
    overlap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is true of one answer.

    ``right_ranks`` are the ranks of the right clauses in the ranking. ``document_recall`` is the
    share 0..1 of the gold documents with a right citation. ``has_answer_strings`` is ``None`` where
    the gold demands none, ``gold_verdict`` where it has no single polarity. ``unproven_numbers``
    are those that the answer says and none of its quotes holds.
    """

    outcome: Outcome
    right_ranks: tuple[int, ...]
    citations: tuple[CitationJudgement, ...]
    document_recall: float
    has_answer_strings: bool | None
    verdict: Verdict | None
    gold_verdict: Verdict | None
    unproven_numbers: tuple[str, ...] = ()

    @property
    def citation_precision(self) -> float:
        """The share 0..1 of the citations that are right; 0 when there is none."""
        if not self.citations:
            return 0.0
        return sum(citation.is_right for citation in self.citations) / len(self.citations)

    @property
    def overlap(self) -> float:
        """The best overlap of a citation with an evidence; 0 when there is no citation."""
        return max((citation.overlap for citation in self.citations), default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What one case gave: an answer with its judgement, or the error it crashed with."""

    case: Case
    seconds: float
    answer: Answer | None = None
    judgement: Judgement | None = None
    error: str | None = None


def judge_answer(case: Case, answer: Answer, *, matcher: Matcher, library: Library) -> Judgement:
    """Return what is true of ``answer`` by the gold of ``case``."""
    right = [_right_documents(c.clause_id, case, matcher) for c in answer.citations]
    gold_documents = {entry.document_id for entry in case.gold}
    found_documents = set().union(*right)
    return Judgement(
        outcome=answer.outcome,
        right_ranks=tuple(
            hit.rank for hit in answer.hits if _right_documents(hit.clause.clause_id, case, matcher)
        ),
        citations=tuple(
            CitationJudgement(
                is_right=bool(documents),
                is_verbatim=_is_verbatim(citation, library),
                is_in_scope=_is_in_scope(citation, case, library),
                overlap=_best_overlap(citation, case),
            )
            for citation, documents in zip(answer.citations, right, strict=True)
        ),
        document_recall=len(found_documents) / len(gold_documents) if gold_documents else 0.0,
        has_answer_strings=_has_answer_strings(case, answer),
        verdict=answer.verdict,
        gold_verdict=case.gold_verdict,
        unproven_numbers=unproven_numbers(answer, library=library),
    )


def _right_documents(clause_id: str, case: Case, matcher: Matcher) -> set[str]:
    return {entry.document_id for entry in case.gold if matcher.is_right(clause_id, entry)}


def _is_verbatim(citation: Citation, library: Library) -> bool:
    document = library.documents.get(citation.document_id)
    return document is not None and citation.quote == citation.span.of(document.text)


def _is_in_scope(citation: Citation, case: Case, library: Library) -> bool:
    if case.scope is None:
        return True
    document = library.documents.get(citation.document_id)
    return document is not None and document.vendor == case.scope


def _best_overlap(citation: Citation, case: Case) -> float:
    """Two agreements may share their words, so only evidence of the cited document counts."""
    shares = (
        share_in_order(citation.quote, entry.evidence)
        for entry in case.gold
        if entry.document_id == citation.document_id
    )
    return max(shares, default=0.0)


def _has_answer_strings(case: Case, answer: Answer) -> bool | None:
    """Tell whether the reply says what the gold demands; a refusal never does.

    An entry without strings demands nothing and so proves nothing: only those with strings count,
    one of them, or for comparisons every one.
    """
    entries = case.demanding_entries
    if not entries:
        return None
    if answer.outcome in REFUSALS:
        return False
    text = plain_text(answer.text)
    said = [all(plain_text(s) in text for s in entry.demanded_strings) for entry in entries]
    return all(said) if case.is_comparison else any(said)
