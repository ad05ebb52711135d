from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.inventory import GoldClause, GoldKind
from evals.structure import FScore, StructureReport, has_extent, score_structure
from klausul.errors import EvaluationFileError
from klausul.ports import Library
from klausul.types import Clause, ClauseKind, Span

Replace = Callable[[Library, Iterable[Clause]], Library]

GOLD: list[dict[str, Any]] = [
    {"label": "10", "kind": "heading", "lead": "10.", "starts": "Sletning af oplysninger"},
    {"label": "10.1", "lead": "10.1", "starts": "Data slettes", "ends": "er opsagt."},
    {"label": "10.1.a", "kind": "item", "lead": "a)", "starts": "kunden", "ends": "eller"},
    {"label": "10.1.b", "kind": "item", "lead": "b)", "starts": "aftalen", "ends": "opsagt."},
    {"label": "10.2", "lead": "10.2", "starts": "Kunden betaler", "ends": "af data."},
    {"document": "beta-dba", "label": "4.1", "lead": "4.1", "starts": "Data", "ends": "ophør."},
    {"document": "beta-dba", "label": "4.2", "lead": "4.2", "starts": "Brud", "ends": "fundet."},
]


def gold_line(entry: dict[str, Any]) -> str:
    level = 2 if entry.get("kind") == "item" else 1
    filled = {"document": "alfa-dba", "kind": "clause", "level": level, "ends": entry["starts"]}
    return json.dumps({**filled, **entry})


@pytest.fixture
def score(
    tmp_path: Path, library: Library, replace_clauses: Replace
) -> Callable[..., StructureReport]:
    def run(
        change: Callable[[Clause], Clause | None] = lambda clause: clause,
        gold: Iterable[dict[str, Any]] = GOLD,
    ) -> StructureReport:
        path = tmp_path / "clauses.jsonl"
        path.write_text("\n".join(map(gold_line, gold)), encoding="utf-8")
        changed = [change(clause) for clause in library.clauses.values()]
        kept = [clause for clause in changed if clause is not None]
        return score_structure(path, library=replace_clauses(library, kept))

    return run


Score = Callable[..., StructureReport]


def test_the_gold_scores_full_marks_against_itself(
    gold_library: Library, data_folder: Path
) -> None:
    report = score_structure(data_folder / "evals" / "clauses.jsonl", library=gold_library)
    for part in (report.top_level, report.all_levels):
        assert part.score.f1 == 1.0
        assert not part.misses
        assert not part.extras
        assert len(part.by_document) == 5
    assert report.all_levels.score == FScore(matched=509, gold=509, ours=509)
    assert report.top_level.score == FScore(matched=303, gold=303, ours=303)
    assert not report.other_headings
    assert not report.violations


def test_every_gold_clause_counts(
    gold_library: Library, data_folder: Path, replace_clauses: Replace
) -> None:
    third = list(gold_library.clauses.values())[::3]
    report = score_structure(
        data_folder / "evals" / "clauses.jsonl", library=replace_clauses(gold_library, third)
    )
    assert report.all_levels.score == FScore(matched=len(third), gold=509, ours=len(third))
    assert len(report.all_levels.misses) == 509 - len(third)
    assert report.violations


def test_scores_by_document_and_level(score: Score) -> None:
    report = score()
    assert report.top_level.score == FScore(matched=4, gold=4, ours=4)
    assert report.all_levels.score == FScore(matched=7, gold=7, ours=7)
    assert report.all_levels.by_document == {
        "alfa-dba": FScore(matched=5, gold=5, ours=5),
        "beta-dba": FScore(matched=2, gold=2, ours=2),
    }


def test_a_missing_clause_lowers_recall_only(score: Score) -> None:
    report = score(lambda clause: None if clause.label == "10.2" else clause)
    assert report.top_level.score.recall == 0.75
    assert report.top_level.score.precision == 1.0
    assert report.top_level.score.f1 == pytest.approx(2 * 3 / 7)
    assert [(m.clause.label, m.why) for m in report.top_level.misses] == [
        ("10.2", "ingen klausul med den betegnelse")
    ]
    assert [v.what for v in report.violations] == ["uncovered"]


def test_an_invented_clause_lowers_precision_only(score: Score) -> None:
    report = score(gold=[entry for entry in GOLD if entry["label"] != "10.2"])
    assert report.top_level.score == FScore(matched=3, gold=3, ours=4)
    assert [clause.label for clause in report.top_level.extras] == ["10.2"]


def test_a_wrong_label_is_a_miss_and_an_extra(score: Score) -> None:
    report = score(lambda c: replace(c, label="10.3") if c.label == "10.2" else c)
    assert report.top_level.score == FScore(matched=3, gold=4, ours=4)
    assert report.top_level.misses[0].why == "hedder '10.3' hos os"


def test_a_label_that_the_gold_accepts_as_well_is_right(score: Score) -> None:
    gold = [{**e, "also_accept": ["10.3"]} if e["label"] == "10.2" else e for e in GOLD]
    report = score(lambda c: replace(c, label="10.3") if c.label == "10.2" else c, gold)
    assert report.top_level.score.f1 == 1.0


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        pytest.param(5, None, "begynder »Kunden betaler", id="begins-late"),
        pytest.param(None, -1, "slutter »", id="ends-early"),
    ],
)
def test_a_wrong_extent_is_a_miss(
    score: Score, start: int | None, end: int | None, why: str
) -> None:
    def cut(clause: Clause) -> Clause:
        if clause.label != "10.2":
            return clause
        first, last = (start or 0), len(clause.text) + (end or 0)
        span = Span(clause.span.start + first, clause.span.start + last)
        return replace(clause, text=clause.text[start:end], span=span)

    report = score(cut)
    assert report.top_level.score == FScore(matched=3, gold=4, ours=4)
    assert why in report.top_level.misses[0].why


def test_a_heading_of_ours_may_be_the_golds_clause_but_not_the_other_way(score: Score) -> None:
    as_heading = score(lambda c: replace(c, kind=ClauseKind.HEADING) if c.label == "10.2" else c)
    assert as_heading.top_level.score == FScore(matched=4, gold=4, ours=4)
    as_clause = score(lambda c: replace(c, kind=ClauseKind.CLAUSE) if c.label == "10" else c)
    assert as_clause.top_level.score == FScore(matched=4, gold=4, ours=5)
    assert as_clause.all_levels.score.f1 == 1.0


def test_repeated_labels_are_told_apart_by_extent_and_order(score: Score) -> None:
    report = score(
        lambda c: replace(c, label="Tabel") if c.document_id == "beta-dba" else c,
        [{**e, "label": "Tabel"} if e.get("document") == "beta-dba" else e for e in GOLD],
    )
    assert report.all_levels.score.f1 == 1.0


def test_other_headings_are_shown_but_no_fault(score: Score) -> None:
    gold = [{**e, "heading": "Betaling"} if e["label"] == "10.2" else e for e in GOLD]
    report = score(lambda c: replace(c, heading="Pris") if c.label == "10.2" else c, gold)
    assert report.all_levels.score.f1 == 1.0
    assert [(o.heading, g.heading) for o, g in report.other_headings] == [("Pris", "Betaling")]


def test_a_document_that_the_library_lacks_is_named(score: Score) -> None:
    with pytest.raises(EvaluationFileError, match="not in the collection: gamma-dba"):
        score(gold=[*GOLD, {**GOLD[1], "document": "gamma-dba"}])


def test_an_f1_over_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="undefined"):
        FScore(matched=0, gold=0, ours=0)
    assert FScore(matched=0, gold=1, ours=0).f1 == 0.0


@pytest.mark.parametrize(
    ("lead", "level", "kind", "text", "expected"),
    [
        pytest.param("1.", 1, "clause", "1. Ord slut.", True, id="with-lead"),
        pytest.param("1.", 1, "clause", "Ord slut.", False, id="number-missing"),
        pytest.param("•", 1, "heading", "Ord slut.", True, id="bullet-missing"),
        pytest.param("\uf0b7", 2, "item", "• Ord slut.", True, id="other-bullet"),
        pytest.param("- a.", 2, "item", "Ord slut.", True, id="marker-missing"),
        pytest.param("• IV.", 2, "item", "Ord slut.", True, id="roman-missing"),
        pytest.param("Koncept 3:", 2, "item", "Ord slut.", False, id="words-missing"),
        pytest.param("¹", 1, "footnote", "Ord slut.", True, id="footnote-mark-missing"),
        pytest.param("1.", 1, "clause", "1. Ord midt i slut.", True, id="what-lies-between"),
        pytest.param("1.", 1, "clause", "0. 1. Ord slut.", False, id="too-much-before"),
        pytest.param("1.", 1, "clause", "1. Ord slut. Og", False, id="too-much-after"),
        pytest.param("1.", 1, "clause", "1.\nOr-\nd sl ut.", True, id="joints"),
    ],
)
def test_extent(lead: str, level: int, kind: str, text: str, expected: bool) -> None:
    gold = GoldClause(
        document_id="d",
        label="1",
        heading=None,
        kind=GoldKind(kind),
        level=level,
        lead=lead,
        starts="Ord",
        ends="slut.",
    )
    clause = Clause(
        clause_id="d/1",
        document_id="d",
        label="1",
        text=text,
        span=Span(0, len(text)),
        kind=ClauseKind.CLAUSE,
    )
    assert has_extent(clause, gold) is expected
