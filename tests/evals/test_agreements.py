from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.agreements import load_agreements
from klausul.errors import EvaluationFileError
from klausul.types import Verdict

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


ANNOTATED = {
    **ROW,
    "questions": [
        {
            "q": "Slettes alt?",
            "style": "legal",
            "kind": "yesno",
            "span": "Alt slettes",
            "verdict": "ja",
        },
        {
            "q": "Hvornår slettes alt?",
            "style": "formal",
            "kind": "duration",
            "span": "efter 30 dage",
            "verdict": None,
        },
    ],
    "near_miss": ["Hvem betaler?"],
    "open": ["Slettes kopier?"],
}


def _file(folder: Path, *rows: object, name: str = "heldout.jsonl") -> Path:
    path = folder / name
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


def test_annotations_become_kind_evidence_and_verdict(tmp_path: Path) -> None:
    yes, when, near, left_open = load_agreements(_file(tmp_path, ANNOTATED)).cases

    assert (yes.type, yes.style, yes.gold_verdict) == ("yesno", "legal", Verdict.JA)
    assert (when.type, when.gold_verdict) == ("duration", None)
    assert [case.gold[0].evidence for case in (yes, when)] == ["Alt slettes", "efter 30 dage"]
    assert not any(case.demanding_entries for case in (yes, when))
    assert [(case.type, case.style) for case in (near, left_open)] == [
        ("unanswerable", "near miss"),
        ("unanswerable", "open"),
    ]


def test_without_annotations_the_clause_is_the_evidence(tmp_path: Path) -> None:
    case = load_agreements(_file(tmp_path, ROW)).cases[0]
    assert (case.type, case.gold[0].evidence) == ("answerable", ROW["clause"])
    assert case.gold_verdict is None


def test_files_of_a_folder_add_questions_to_one_clause(tmp_path: Path) -> None:
    other = {**ANNOTATED, "label": "10.2"}
    _file(tmp_path, ROW, name="heldout-a.jsonl")
    _file(tmp_path, ANNOTATED, other, name="heldout-b.jsonl")
    _file(tmp_path, {**ROW, "agreement": "Lært"}, name="agreements.jsonl")

    agreements = load_agreements(tmp_path)

    (record,) = agreements.records
    assert [clause.label for clause in record.clauses] == ["10.1", "10.2"]
    assert len(agreements.cases) == 2 + 4 + 4
    assert len({case.case_id for case in agreements.cases}) == 10


def test_a_folder_without_such_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationFileError, match=r"no file named heldout-\*\.jsonl"):
        load_agreements(tmp_path)


def _asking(**fields: object) -> dict[str, object]:
    return {**ROW, "questions": [{"q": "?", "style": "formal", **fields}]}


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("not an object", id="text"),
        pytest.param({"clause": "En."}, id="keys"),
        pytest.param(_asking(span="efter 60 dage"), id="foreign-span"),
        pytest.param(_asking(verdict="måske"), id="no-verdict"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, row: object) -> None:
    with pytest.raises(EvaluationFileError, match="heldout"):
        load_agreements(_file(tmp_path, row))
