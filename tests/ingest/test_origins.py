from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ingest.manifest import ManifestEntry
from ingest.origins import code_version, fingerprint

ENTRY = ManifestEntry(file="a.txt", title="Aftalen")
SAME = fingerprint(Path("/x/a.txt"), sha256="1", entry=ENTRY, code="c")


def test_the_same_things_have_the_same_fingerprint() -> None:
    entry = ManifestEntry(file="a.txt", title="Aftalen", kind=None, parties=())
    assert fingerprint(Path("/x/a.txt"), sha256="1", entry=entry, code="c") == SAME


@pytest.mark.parametrize(
    ("path", "sha256", "entry", "code"),
    [
        pytest.param("/x/a.md", "1", ENTRY, "c", id="name"),
        pytest.param("/y/a.txt", "1", ENTRY, "c", id="folder"),
        pytest.param("/x/a.txt", "2", ENTRY, "c", id="content"),
        pytest.param("/x/a.txt", "1", None, "c", id="no entry"),
        pytest.param("/x/a.txt", "1", ManifestEntry(file="a.txt"), "c", id="entry"),
        pytest.param("/x/a.txt", "1", ENTRY, "d", id="code"),
    ],
)
def test_anything_else_has_another(
    path: str, sha256: str, entry: ManifestEntry | None, code: str
) -> None:
    assert fingerprint(Path(path), sha256=sha256, entry=entry, code=code) != SAME


def test_the_version_of_the_code_is_the_same_in_another_process() -> None:
    code = "from ingest.origins import code_version; print(code_version())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == code_version()


def test_a_changed_line_changes_the_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules").mkdir()
    rule = tmp_path / "rules" / "numbering.py"
    rule.write_text("A = 1\n", encoding="utf-8")
    monkeypatch.setattr("ingest.origins.__file__", str(tmp_path / "origins.py"))
    before = code_version()
    rule.write_text("A = 2\n", encoding="utf-8")
    assert code_version() != before
