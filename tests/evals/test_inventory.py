from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.inventory import GoldClause, GoldKind, load_inventory
from klausul.errors import EvaluationFileError

LINE = {
    "document": "alfa-dba",
    "label": "10.1",
    "heading": "Sletning",
    "kind": "table",
    "level": 1,
    "lead": "1.",
    "starts": "Data slettes",
    "ends": "efter ophør.",
    "also_accept": ["10"],
}


def test_a_line_becomes_a_gold_clause(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(LINE), encoding="utf-8")
    assert load_inventory(path) == [
        GoldClause(
            document_id="alfa-dba",
            label="10.1",
            heading="Sletning",
            kind=GoldKind.TABLE,
            level=1,
            lead="1.",
            starts="Data slettes",
            ends="efter ophør.",
            also_accept=("10",),
        )
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"kind": "paragraph"}, "kind", id="unknown-kind"),
        pytest.param({"level": 0}, "level", id="level-0"),
        pytest.param({"starts": ""}, "starts", id="no-beginning"),
        pytest.param({"also": []}, "also", id="unknown-key"),
    ],
)
def test_a_fault_names_file_line_and_key(
    tmp_path: Path, change: dict[str, object], words: str
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(LINE)}\n{json.dumps({**LINE, **change})}", encoding="utf-8")
    with pytest.raises(EvaluationFileError, match=f"gold.jsonl, line 2: .*{words}"):
        load_inventory(path)


def test_the_shipped_inventory_is_valid(data_folder: Path) -> None:
    gold = load_inventory(data_folder / "evals" / "clauses.jsonl")
    assert len(gold) == 509
    assert sum(clause.level == 1 for clause in gold) == 390
