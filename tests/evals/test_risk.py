from __future__ import annotations

from pathlib import Path

import pytest

from evals.risk import main, series_of, tables
from evals.selecting import Attempt

RIGHT = Attempt(confidence=0.9, is_right=True, is_answered=True)
WRONG = Attempt(confidence=0.6, is_right=False, is_answered=True)
REFUSED = Attempt(confidence=0.2, is_right=False, is_answered=False)


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_tables_tell_the_whole_the_thresholds_and_the_bins() -> None:
    text = tables({"known": [RIGHT, WRONG, REFUSED, REFUSED], "new": [RIGHT, REFUSED]})
    summary, by_threshold, by_confidence = (rows(part) for part in text.strip().split("\n\n"))

    # By hand: risks 0, 1/2, 2/3 and 3/4, of which the mean is .479; gaps .1, .6 and twice .2.
    assert summary[2] == ["known", "4", "0.500", "0.500", "0.479", "0.479", "0.275"]
    assert summary[3][:4] == ["new", "2", "0.500", "0.000"]
    found = {row[0]: row[1:] for row in by_threshold[2:]}
    assert len(found) == 10
    assert found["0.0"] == ["1.000", "0.750", "1.000", "0.500"]
    assert found["0.7"] == ["0.250", "0.000", "0.500", "0.000"]
    bins = {row[0]: row[1:] for row in by_confidence[2:]}
    assert bins["0.2–0.3"][:2] == ["2", "0.20"]
    assert bins["0.2–0.3"][2].startswith("0.00 (")
    assert bins["0.5–0.6"] == ["0", "–", "–"] * 2
    assert {len(row) for part in (summary, by_threshold, by_confidence) for row in part} == {5, 7}


def test_a_threshold_that_nothing_passes_is_told() -> None:
    text = tables({"known": [REFUSED]})
    summary, by_threshold, _ = (rows(part) for part in text.strip().split("\n\n"))
    assert summary[2][2:4] == ["0", "–"]
    assert by_threshold[-1] == ["0.9", "0", "–"]


def test_what_is_drawn_is_what_is_told() -> None:
    series = series_of("known", [RIGHT, WRONG, REFUSED])
    assert [point.threshold for point in series.curve] == [0.9, 0.6, 0.2]
    assert series.in_use is not None
    assert series.in_use.risk == 0.5
    assert [found.n for found in series.bins] == [1, 1, 1]


def test_a_missing_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "picture.svg"
    code = main(["--cases", str(tmp_path / "none.jsonl"), "--picture", str(picture)])
    assert code == 1
    assert "none.jsonl" in capsys.readouterr().err
    assert not picture.exists()
