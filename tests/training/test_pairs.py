from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.pairs import Wording, load_split

TRAINING = Path(__file__).parents[2] / "data" / "training"


def _write(folder: Path, name: str, *rows: dict[str, object]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / name).write_text("".join(lines), encoding="utf-8")


def _row(clause: str, *questions: str, **fields: object) -> dict[str, object]:
    return {
        "document": "synthetic",
        "topic": "sletning",
        "heading": "Sletning",
        "label": "1",
        "clause": clause,
        "questions": [{"q": question, "style": "formal"} for question in questions],
        "near_miss": ["Hvad koster det?"],
        **fields,
    }


def test_same_words_in_two_files_become_one_item(tmp_path: Path) -> None:
    _write(tmp_path, "dpf.jsonl", _row("Alt slettes.", "Slettes alt?", document="both"))
    _write(tmp_path, "more-dpf.jsonl", _row("alt  slettes.", "Og så?", "Slettes alt?"))

    (item,) = load_split(tmp_path).trained

    assert item.questions == ("Slettes alt?", "Og så?")
    assert item.near_misses == ("Hvad koster det?",)
    assert item.document == "both"


def test_concept_keeps_its_wordings(tmp_path: Path) -> None:
    clauses = [{"heading": "A", "clause": "En."}, {"heading": "B", "clause": "To."}]
    concept: dict[str, object] = {
        "concept": "frist",
        "topic": "brud",
        "clauses": clauses,
        "questions": [{"q": "Nå?"}],
    }
    _write(tmp_path, "concepts-x.jsonl", concept)

    split = load_split(tmp_path)

    (item,) = (*split.trained, *split.held_out_clauses)
    assert item.wordings == (Wording(heading="A", text="En."), Wording(heading="B", text="To."))
    assert item.document == "concepts-x"


def test_held_out_agreement_is_never_trained_on(tmp_path: Path) -> None:
    _write(tmp_path, "heldout-x.jsonl", _row("En.", "Nå?", agreement="X"))
    _write(tmp_path, "dpf.jsonl", _row("To.", "Hvad?", document="dpf-dba"))

    split = load_split(tmp_path)

    assert [item.wordings[0].text for item in split.trained] == ["To."]
    assert [item.document for item in split.held_out_agreements] == ["X"]


def test_about_one_invented_clause_in_twenty_is_kept_aside(tmp_path: Path) -> None:
    rows = [_row(f"Klausul nummer {number}.", "Nå?") for number in range(400)]
    _write(tmp_path, "synthetic-x.jsonl", *rows)

    split = load_split(tmp_path)

    assert 8 <= len(split.held_out_clauses) <= 36
    assert len(split.trained) + len(split.held_out_clauses) == 400
    assert load_split(tmp_path) == split


def test_fault_is_told_with_its_place(tmp_path: Path) -> None:
    _write(tmp_path, "x.jsonl", _row("En.", "Nå?"), {"clause": "To."})

    with pytest.raises(ValueError, match=r"x\.jsonl:2"):
        load_split(tmp_path)


def test_heading_stands_before_the_words_as_in_the_index() -> None:
    assert Wording(heading="", text="En\nto.").searchable() == "En to."
    assert Wording(heading="Sletning", text="En.").searchable() == "Sletning. En."


def test_shipped_pairs_can_be_read_and_share_nothing_with_what_is_held_out() -> None:
    split = load_split(TRAINING)

    assert len(split.trained) > 2_000
    assert len({item.document for item in split.held_out_agreements}) >= 5
    trained = {" ".join(w.text.split()) for item in split.trained for w in item.wordings}
    for item in (*split.held_out_clauses, *split.held_out_agreements):
        assert not trained & {" ".join(w.text.split()) for w in item.wordings}
