from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from rich.console import Console

from evals.cases import Case, GoldEntry
from evals.report import render_report, render_structure, report_to_json, structure_to_json
from evals.runner import Report, run_cases
from evals.structure import score_structure
from klausul.ports import Library
from klausul.types import Answer, Clause, Question

GOLD = GoldEntry(document_id="alfa-dba", label="10.1", evidence="tre måneder", answer=("tre",))
CASES = [
    Case(case_id="one", question="Hvor længe?", type="duration", style="[formal]", gold=(GOLD,)),
    Case(case_id="two", question="Og så?", type="unanswerable", style="typo"),
]


@pytest.fixture
def report(library: Library, answer_with: Callable[..., Answer]) -> Report:
    def ask(question: Question) -> Answer:
        if question.text == "Og så?":
            raise ZeroDivisionError("[bold]midt i det hele")
        hits = ["alfa-dba/10.2", "alfa-dba/10.1"]
        return answer_with("alfa-dba/10.1", hits=hits, text="Efter tre måneder. [1]")

    return run_cases(CASES, ask=ask, library=library)


def shown(render: Callable[[Console], None]) -> str:
    stream = io.StringIO()
    render(Console(file=stream, width=200))
    return stream.getvalue()


def test_the_tables_show_metrics_groups_and_crashes(report: Report) -> None:
    text = shown(lambda console: render_report(report, console))
    assert "Samlet, 2 spørgsmål" in text
    mrr = next(line for line in text.splitlines() if "MRR" in line)
    assert "0.500" in mrr
    assert "unanswerable" in text
    assert "[formal]" in text
    assert "Fejlede spørgsmål: 1" in text
    assert "two: ZeroDivisionError: [bold]midt i det hele" in text


def test_answers_with_a_number_of_their_own_are_named(
    library: Library, answer_with: Callable[..., Answer]
) -> None:
    answer = answer_with("alfa-dba/10.1", text="Efter 4 måneder. [1]")
    report = run_cases(CASES[:1], ask=lambda q: answer, library=library)
    text = shown(lambda console: render_report(report, console))
    assert "Svar med tal uden for citaterne: 1" in text
    assert "one: 4, duration 4 måned" in text
    case = json.loads(report_to_json(report))["cases"][0]
    assert case["unproven_numbers"] == ["4", "duration 4 måned"]


def test_the_json_has_what_errors_are_studied_by(report: Report) -> None:
    data = json.loads(report_to_json(report))
    assert list(data) == ["index_version", "overall", "by_type", "by_style", "by_scope", "cases"]
    assert data["overall"]["rates"]["MRR"]["value"] == 0.5
    assert data["overall"]["outcomes"]["failed"] == 1
    one, two = data["cases"]
    assert list(one) == list(two)
    assert one["answer"] == "Efter tre måneder. [1]"
    assert one["right_ranks"] == [2]
    assert [clause["clause_id"] for clause in one["clauses"]] == ["alfa-dba/10.2", "alfa-dba/10.1"]
    citation = one["citations"][0]
    assert (citation["clause_id"], citation["is_right"], citation["is_verbatim"]) == (
        "alfa-dba/10.1",
        True,
        True,
    )
    assert one["gold"][0]["clause"] == "10.1"
    assert (two["answer"], two["error"]) == (None, "ZeroDivisionError: [bold]midt i det hele")


def test_structure_shows_scores_misses_and_extras(
    tmp_path: Path,
    library: Library,
    replace_clauses: Callable[[Library, Iterable[Clause]], Library],
) -> None:
    path = tmp_path / "clauses.jsonl"
    entry = {
        "document": "alfa-dba",
        "kind": "clause",
        "level": 1,
        "label": "10.9",
        "starts": "Ingen",
        "ends": "steder",
    }
    path.write_text(json.dumps(entry), encoding="utf-8")
    without = [clause for clause in library.clauses.values() if clause.label != "10.2"]
    structure = score_structure(path, library=replace_clauses(library, without))

    text = shown(lambda console: render_structure(structure, console))
    assert "alfa-dba 10.9: ingen klausul med den betegnelse" in text
    assert "I overskud, øverste niveau: 1" in text
    assert "uncovered: »10.2 Kunden betaler" in text

    data = json.loads(structure_to_json(structure))
    assert list(data) == ["top_level", "all_levels", "other_headings", "violations"]
    assert data["top_level"]["score"]["f1"] == 0.0
    assert data["top_level"]["misses"][0]["label"] == "10.9"
    assert data["top_level"]["extras"][0]["clause_id"] == "alfa-dba/10.1"
    assert data["violations"][0]["what"] == "uncovered"


def test_equal_runs_give_equal_json_but_for_the_clock(
    library: Library, answer_with: Callable[..., Answer]
) -> None:
    answer = answer_with("alfa-dba/10.1", hits=["alfa-dba/10.1"])

    def once() -> str:
        data = json.loads(report_to_json(run_cases(CASES, ask=lambda q: answer, library=library)))
        groups = [data["overall"]]
        for key in ("by_type", "by_style", "by_scope"):
            groups.extend(data[key].values())
        for row in groups:
            row["p50_ms"] = row["p95_ms"] = 0
        for row in data["cases"]:
            row["seconds"] = 0
        return json.dumps(data)

    assert once() == once()
