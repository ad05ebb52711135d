"""Reports as plain values for JSON; every dictionary has one fixed order of keys."""

from __future__ import annotations

from typing import Any

from evals.cases import GoldEntry
from evals.judging import CaseResult
from evals.metrics import Scores
from evals.runner import Report
from evals.structure import Comparison, FScore, StructureReport
from klausul.types import Answer, Citation


def report_data(report: Report) -> dict[str, Any]:
    """Return the metrics of every group and one row for every case."""
    return {
        "index_version": report.index_version,
        "overall": _scores(report.overall),
        "by_type": {key: _scores(scores) for key, scores in report.by_type.items()},
        "by_style": {key: _scores(scores) for key, scores in report.by_style.items()},
        "by_scope": {key: _scores(scores) for key, scores in report.by_scope.items()},
        "cases": [_case_row(result) for result in report.results],
    }


def structure_data(report: StructureReport) -> dict[str, Any]:
    """Return both comparisons with every miss, extra and violation."""
    return {
        "top_level": _comparison(report.top_level),
        "all_levels": _comparison(report.all_levels),
        "other_headings": [
            {"clause_id": ours.clause_id, "ours": ours.heading, "gold": gold.heading}
            for ours, gold in report.other_headings
        ],
        "violations": [
            {
                "document_id": violation.document_id,
                "what": violation.what,
                "start": violation.start,
                "end": violation.end,
                "clause_id": violation.clause_id,
                "excerpt": violation.excerpt,
            }
            for violation in report.violations
        ],
    }


def _scores(scores: Scores) -> dict[str, Any]:
    return {
        "n": scores.n,
        "rates": {
            name: {
                "value": round(rate.value, 6),
                "n": rate.n,
                "low": round(rate.low, 6),
                "high": round(rate.high, 6),
                "higher_is_better": rate.higher_is_better,
            }
            for name, rate in scores.rates.items()
        },
        "outcomes": dict(scores.outcomes),
        "answer_characters": scores.answer_characters,
        "p50_ms": round(scores.p50_ms, 3),
        "p95_ms": round(scores.p95_ms, 3),
    }


def _case_row(result: CaseResult) -> dict[str, Any]:
    case, answer, judgement = result.case, result.answer, result.judgement
    return {
        "id": case.case_id,
        "question": case.question,
        "scope": case.scope,
        "type": case.type,
        "style": case.style,
        "history": list(case.history),
        "note": case.note,
        "gold": [_gold_row(entry) for entry in case.gold],
        "error": result.error,
        "seconds": round(result.seconds, 6),
        "outcome": None if answer is None else answer.outcome.value,
        "verdict": None if answer is None or answer.verdict is None else answer.verdict.value,
        "gold_verdict": None if case.gold_verdict is None else case.gold_verdict.value,
        "confidence": None if answer is None else answer.confidence,
        "answer": None if answer is None else answer.text,
        "has_answer_strings": None if judgement is None else judgement.has_answer_strings,
        "document_recall": None if judgement is None else judgement.document_recall,
        "unproven_numbers": [] if judgement is None else list(judgement.unproven_numbers),
        "right_ranks": [] if judgement is None else list(judgement.right_ranks),
        "citations": _citation_rows(result),
        "clauses": [] if answer is None else _hit_rows(answer),
    }


def _gold_row(entry: GoldEntry) -> dict[str, Any]:
    return {
        "document": entry.document_id,
        "clause": entry.label,
        "evidence": entry.evidence,
        "answer": list(entry.answer),
    }


def _citation_rows(result: CaseResult) -> list[dict[str, Any]]:
    if result.answer is None or result.judgement is None:
        return []
    pairs = zip(result.answer.citations, result.judgement.citations, strict=True)
    return [
        {
            **_citation_row(citation),
            "is_right": judged.is_right,
            "is_verbatim": judged.is_verbatim,
            "is_in_scope": judged.is_in_scope,
            "overlap": round(judged.overlap, 4),
        }
        for citation, judged in pairs
    ]


def _citation_row(citation: Citation) -> dict[str, Any]:
    return {
        "clause_id": citation.clause_id,
        "document_id": citation.document_id,
        "label": citation.label,
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
    }


def _hit_rows(answer: Answer) -> list[dict[str, Any]]:
    return [
        {"rank": hit.rank, "clause_id": hit.clause.clause_id, "score": round(hit.score, 6)}
        for hit in answer.hits
    ]


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "score": _f_row(comparison.score),
        "by_document": {d: _f_row(score) for d, score in comparison.by_document.items()},
        "misses": [
            {
                "document_id": miss.clause.document_id,
                "label": miss.clause.label,
                "heading": miss.clause.heading,
                "kind": miss.clause.kind.value,
                "level": miss.clause.level,
                "lead": miss.clause.lead,
                "starts": miss.clause.starts,
                "ends": miss.clause.ends,
                "why": miss.why,
            }
            for miss in comparison.misses
        ],
        "extras": [
            {
                "clause_id": clause.clause_id,
                "label": clause.label,
                "heading": clause.heading,
                "kind": clause.kind.value,
                "level": clause.level,
                "text": clause.text,
            }
            for clause in comparison.extras
        ],
    }


def _f_row(score: FScore) -> dict[str, Any]:
    return {
        "f1": round(score.f1, 6),
        "precision": round(score.precision, 6),
        "recall": round(score.recall, 6),
        "matched": score.matched,
        "gold": score.gold,
        "ours": score.ours,
    }
