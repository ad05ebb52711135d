"""Showing how our cross-references compare with the gold."""

from __future__ import annotations

import json
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evals.crossing import CrossingReport, CrossingScore, Judged
from evals.listing import print_list
from klausul.types import Reference


def render_references(report: CrossingReport, console: Console) -> None:
    """Print the shares over all, per document and per kind, and the first faults of each sort."""
    table = Table(
        title="Krydshenvisninger mod facit", box=box.SIMPLE_HEAD, padding=(0, 0), expand=False
    )
    columns = ("", "F1", "præcision", "fundet", "mål", "status", "falsk", "facit", "vores")
    for name in columns:
        table.add_column(name, justify="left" if not name else "right")
    table.add_row(*_cells("[bold]Alle[/bold]", report.overall), end_section=True)
    for document_id, score in report.by_document.items():
        table.add_row(*_cells(f"  {escape(document_id)}", score))
    for kind, score in report.by_kind.items():
        table.add_row(*_cells(f"  {escape(kind)}", score))
    console.print(table)
    wrong = [v for v in report.judged if v.ours and not (v.target_right and v.status_right)]
    print_list(console, "Ikke fundet", (_gold(v) for v in report.judged if v.ours is None))
    print_list(console, "Forkert mål eller status", (f"{_gold(v)}: {_ours(v)}" for v in wrong))
    print_list(console, "I overskud", map(_reference, report.extras))
    print_list(console, "Uden grund kaldt løse", map(_reference, report.false_dangling))


def references_to_json(report: CrossingReport) -> str:
    """Return the scores with one row for every gold reference; the order of keys is fixed."""
    data = {
        "overall": _score(report.overall),
        "by_document": {key: _score(score) for key, score in report.by_document.items()},
        "by_kind": {key: _score(score) for key, score in report.by_kind.items()},
        "references": [_row(one) for one in report.judged],
        "extras": [_plain(reference) for reference in report.extras],
        "false_dangling": [_plain(reference) for reference in report.false_dangling],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _cells(title: str, score: CrossingScore) -> tuple[str, ...]:
    target, status = score.share(score.target_right), score.share(score.status_right)
    shares = (score.f1, score.precision, score.recall, target, status)
    counts = (score.false_dangling, score.gold, score.ours)
    return (title, *(f"{share:.3f}" for share in shares), *map(str, counts))


def _gold(one: Judged) -> str:
    gold = one.gold
    printed = f" ({gold.printed})" if gold.printed else ""
    meant = "; ".join(gold.targets) or "intet"
    text = " ".join(gold.text.split())
    return f"{gold.document_id} {gold.label} »{text}«{printed} → {meant} [{gold.status}]"


def _ours(one: Judged) -> str:
    if one.ours is None:
        return "-"
    return f"{one.label or one.ours.target} [{one.ours.status}]"


def _reference(reference: Reference) -> str:
    text = " ".join(reference.text.split())
    return f"{reference.clause_id} »{text}« → {reference.target} [{reference.status}]"


def _score(score: CrossingScore) -> dict[str, Any]:
    return {
        "gold": score.gold,
        "found": score.paired,
        "ours": score.ours,
        "touching": score.touching,
        "f1": round(score.f1, 6),
        "precision": round(score.precision, 6),
        "recall": round(score.recall, 6),
        "kind_right": round(score.share(score.kind_right), 6),
        "target_right": round(score.share(score.target_right), 6),
        "same_place": round(score.share(score.same_place), 6),
        "status_right": round(score.share(score.status_right), 6),
        "false_dangling": score.false_dangling,
    }


def _row(one: Judged) -> dict[str, Any]:
    gold = one.gold
    return {
        "document_id": gold.document_id,
        "label": gold.label,
        "text": gold.text,
        "printed": gold.printed,
        "kind": gold.kind,
        "targets": list(gold.targets),
        "status": gold.status,
        "ours": None if one.ours is None else {**_plain(one.ours), "label": one.label},
        "kind_right": one.kind_right,
        "target_right": one.target_right,
        "same_place": one.same_place,
        "status_right": one.status_right,
    }


def _plain(reference: Reference) -> dict[str, Any]:
    return {
        "clause_id": reference.clause_id,
        "text": reference.text,
        "kind": reference.kind,
        "target_id": reference.target_id,
        "target": reference.target,
        "status": reference.status,
        "why": reference.why,
    }
