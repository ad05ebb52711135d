from __future__ import annotations

from pathlib import Path

import pytest

from evals.collecting import main, measure

AGREEMENT = "Databehandleraftale\n\n1. Formål\n\n1.1 Data slettes.\n"


def test_three_runs_read_what_they_must(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "maal").mkdir()
    runs = measure([tmp_path / "a.txt"], count=12, folder=tmp_path / "maal", workers=0)
    assert [run.read for run in runs] == [12, 0, 10]
    assert all(run.memory_mb > 1 for run in runs)


def test_the_figures_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(AGREEMENT, encoding="utf-8")
    arguments = ["--count", "2", "--workers", "0", "--documents", str(tmp_path)]
    assert main(arguments) == 0
    assert "2 dokumenter" in capsys.readouterr().out
    assert main(["--documents", str(tmp_path / "tom")]) == 1
