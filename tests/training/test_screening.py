from __future__ import annotations

import json
from pathlib import Path

from training.screening import find_close, remove_close

ROOT = Path(__file__).parents[2]


def _write(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _clause(*questions: str, near_miss: str = "Hvad koster det?") -> dict[str, object]:
    return {
        "clause": "En.",
        "questions": [{"q": question} for question in questions],
        "near_miss": [near_miss],
    }


def test_paraphrase_goes_and_the_rest_stays(tmp_path: Path) -> None:
    cases = _write(tmp_path / "cases.json", {"question": "Hvem ejer rettighederne til programmet?"})
    _write(
        tmp_path / "a.jsonl",
        _clause("hvem ejer rettighedderne til programmet", "Hvornår slettes vores data?"),
        _clause("Rettighederne til programmet, hvem ejer dem?", near_miss="Hvem betaler?"),
    )
    _write(
        tmp_path / "dialogues.jsonl",
        {"history": ["Hvem ejer rettighederne til programmet?"], "q": "og så?", "rewritten": "x"},
        {"history": ["Hvem betaler?"], "q": "og hvor meget?", "rewritten": "y"},
    )
    before = {found.question for found in find_close(tmp_path, cases)}

    remove_close(tmp_path, cases)

    assert "hvem ejer rettighedderne til programmet" in before
    left = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    assert [q["q"] for q in left[0]["questions"]] == ["Hvornår slettes vores data?"]
    assert find_close(tmp_path, cases) == []
    assert len((tmp_path / "dialogues.jsonl").read_text().splitlines()) == 1


def test_no_shipped_question_repeats_one_of_the_evaluation() -> None:
    assert find_close(ROOT / "data" / "training", ROOT / "data" / "evals" / "dev.jsonl") == []
