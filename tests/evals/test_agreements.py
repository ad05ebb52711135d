from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.agreements import load_agreements
from klausul.errors import EvaluationFileError

ROW = {
    "document": "synthetic",
    "agreement": "Sø & Ægir ApS",
    "topic": "sletning",
    "heading": "Sletning",
    "label": "10.1",
    "clause": "Alt slettes efter 30 dage.",
    "questions": [{"q": "Hvornår slettes alt?", "style": "formal"}],
    "near_miss": ["Hvem betaler for sletningen?"],
}


def _file(folder: Path, *rows: object) -> Path:
    path = folder / "heldout.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_clause_lies_in_its_document_and_its_questions_ask_that_vendor(tmp_path: Path) -> None:
    second = {**ROW, "label": "", "heading": "Hvem ringer?", "clause": "Supporten ringer."}

    agreements = load_agreements(_file(tmp_path, ROW, second))

    (record,) = agreements.records
    document = record.document
    assert document.vendor == "soe-aegir-aps"
    assert [clause.label for clause in record.clauses] == ["10.1", "Hvem ringer?"]
    assert all(document.text[c.span.start : c.span.end] == c.text for c in record.clauses)
    asked = [(case.question, case.is_answerable, case.scope) for case in agreements.cases[:2]]
    assert asked == [
        ("Hvornår slettes alt?", True, "soe-aegir-aps"),
        ("Hvem betaler for sletningen?", False, "soe-aegir-aps"),
    ]


def test_each_vendor_has_a_document_of_its_own(tmp_path: Path) -> None:
    agreements = load_agreements(_file(tmp_path, ROW, {**ROW, "agreement": "Nord"}))

    assert [record.document.vendor for record in agreements.records] == ["soe-aegir-aps", "nord"]


@pytest.mark.parametrize("row", ["not an object", {"clause": "En."}], ids=repr)
def test_other_files_are_refused(tmp_path: Path, row: object) -> None:
    with pytest.raises(EvaluationFileError, match="heldout"):
        load_agreements(_file(tmp_path, row))
