"""Showing reports: tables for people, JSON for programs and for studying every error."""

from __future__ import annotations

import json
from collections.abc import Mapping

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evals.inventory import GoldClause
from evals.listing import print_list
from evals.metrics import Rate, Scores
from evals.rows import report_data, structure_data
from evals.runner import Report
from evals.structure import FScore, StructureReport
from klausul.types import Clause

# What the tables per group show, under names short enough for a terminal of 80 columns; the JSON
# has every metric of every group.
_GROUP_COLUMNS = (
    ("hit@1", "hit@1"),
    ("hit@5", "hit@5"),
    ("MRR", "MRR"),
    ("citation_precision", "citat"),
    ("evidence_overlap", "bevis"),
    ("answer_strings", "ord"),
    ("verdict_right", "ja/nej"),
    ("refused_unanswerable", "afvist"),
    ("false_refusals", "fejlafvist"),
)


def render_report(report: Report, console: Console) -> None:
    """Print the metrics over all cases, per type, style and scope, and the worst of faults.

    Those are the crashes, and the answers with a number that none of their quotes holds.
    """
    console.print(_overall_table(report.overall))
    console.print(_facts(report))
    for title, groups in (
        ("Efter type", report.by_type),
        ("Efter stil", report.by_style),
        ("Efter afgrænsning", report.by_scope),
    ):
        console.print(_group_table(title, groups))
    crashed = [result for result in report.results if result.error is not None]
    print_list(console, "Fejlede spørgsmål", (f"{r.case.case_id}: {r.error}" for r in crashed))
    unproven = (
        f"{result.case.case_id}: {', '.join(result.judgement.unproven_numbers)}"
        for result in report.results
        if result.judgement is not None and result.judgement.unproven_numbers
    )
    print_list(console, "Svar med tal uden for citaterne", unproven)


def report_to_json(report: Report) -> str:
    """Return the report with one row for every case; the order of keys is fixed."""
    return _dump(report_data(report))


def render_structure(report: StructureReport, console: Console) -> None:
    """Print label + extent F1 over all and per document, and the first faults of each sort."""
    table = Table(title="Klausuler mod facit (betegnelse og udstrækning)")
    for name in ("", "F1", "præcision", "genkaldelse", "fundet", "facit", "vores"):
        table.add_column(name, justify="left" if not name else "right")
    for title, part in (("Øverste niveau", report.top_level), ("Alle niveauer", report.all_levels)):
        table.add_row(*_f_cells(f"[bold]{title}[/bold]", part.score))
        for document_id, score in part.by_document.items():
            table.add_row(*_f_cells(f"  {escape(document_id)}", score), end_section=False)
    console.print(table)
    for title, part in (("øverste niveau", report.top_level), ("alle niveauer", report.all_levels)):
        print_list(
            console,
            f"Mangler, {title}",
            (f"{m.clause.document_id} {_name(m.clause)}: {m.why}" for m in part.misses),
        )
        print_list(
            console,
            f"I overskud, {title}",
            (f"{c.clause_id} ({c.kind}, niveau {c.level}) »{_start(c)}«" for c in part.extras),
        )
    print_list(
        console,
        "Brud på dækningen",
        (f"{v.document_id} {v.start}..{v.end} {v.what}: »{v.excerpt}«" for v in report.violations),
    )


def structure_to_json(report: StructureReport) -> str:
    """Return the comparison with every miss, extra and violation; the order of keys is fixed."""
    return _dump(structure_data(report))


def _overall_table(scores: Scores) -> Table:
    table = Table(title=f"Samlet, {scores.n} spørgsmål")
    table.add_column("mål")
    table.add_column("")
    for name in ("værdi", "95 %-interval", "n"):
        table.add_column(name, justify="right")
    for name, rate in scores.rates.items():
        table.add_row(
            name,
            "↑" if rate.higher_is_better else "↓",
            f"{rate.value:.3f}",
            f"{rate.low:.3f}-{rate.high:.3f}",
            str(rate.n),
        )
    return table


def _facts(report: Report) -> str:
    scores = report.overall
    outcomes = ", ".join(f"{name} {count}" for name, count in scores.outcomes.items())
    length = "-" if scores.answer_characters is None else f"{scores.answer_characters:.0f} tegn"
    return (
        f"Udfald: {outcomes}\n"
        f"Svartid: p50 {scores.p50_ms:.1f} ms, p95 {scores.p95_ms:.1f} ms\n"
        f"Svarlængde i snit: {length}\n"
        f"Indeks: {escape(report.index_version)}\n"
    )


def _group_table(title: str, groups: Mapping[str, Scores]) -> Table:
    table = Table(title=title, box=box.SIMPLE_HEAD, padding=(0, 0))
    table.add_column("")
    table.add_column("n", justify="right")
    for _, heading in _GROUP_COLUMNS:
        table.add_column(heading, justify="right")
    for key, scores in groups.items():
        cells = (_value_cell(scores.rates.get(name)) for name, _ in _GROUP_COLUMNS)
        table.add_row(escape(key), str(scores.n), *cells)
    return table


def _value_cell(rate: Rate | None) -> str:
    return "-" if rate is None else f"{rate.value:.2f}"


def _f_cells(title: str, score: FScore) -> tuple[str, ...]:
    shares = (f"{value:.4f}" for value in (score.f1, score.precision, score.recall))
    return (title, *shares, str(score.matched), str(score.gold), str(score.ours))


def _name(clause: GoldClause) -> str:
    return f"{clause.label} [{clause.heading}]" if clause.heading else clause.label


def _start(clause: Clause) -> str:
    return " ".join(clause.text.split())[:50]


def _dump(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
