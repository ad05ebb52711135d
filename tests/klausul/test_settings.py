"""Settings come from the environment and nowhere else."""

from pathlib import Path

import pytest

from klausul.settings import Settings


def test_defaults_are_folders_of_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KLAUSUL_DATA", raising=False)
    monkeypatch.delenv("KLAUSUL_ENCODER", raising=False)
    settings = Settings()
    assert settings.data.parts[-2:] == ("data", "collection")
    assert (Path(settings.encoder) / "modules.json").is_file()


def test_environment_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KLAUSUL_DATA", str(tmp_path))
    monkeypatch.setenv("KLAUSUL_ENCODER", "intfloat/multilingual-e5-small")
    monkeypatch.setenv("KLAUSUL_QUERY_PREFIX", "query: ")
    settings = Settings()
    assert settings.data == tmp_path
    assert settings.encoder == "intfloat/multilingual-e5-small"
    assert settings.query_prefix == "query: "


def test_settings_do_not_follow_the_working_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = Settings()
    monkeypatch.chdir(tmp_path)
    assert Settings() == before
