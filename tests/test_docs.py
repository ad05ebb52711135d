"""The pages say what is true: settings, version, links, commands."""

import re
from pathlib import Path

import pytest

from klausul import __version__
from klausul.settings import Settings

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_readme_table_is_the_settings() -> None:
    documented = set(re.findall(r"^\| `(KLAUSUL_\w+)`", _read("README.md"), re.M))
    assert documented == {f"KLAUSUL_{name.upper()}" for name in Settings.model_fields}


def test_changelog_begins_with_the_version() -> None:
    first = re.search(r"^## (\S+)", _read("CHANGELOG.md"), re.M)
    assert first
    assert first[1] == __version__


def test_readme_commands_are_makefile_targets() -> None:
    targets = set(re.findall(r"^([a-z-]+):", _read("Makefile"), re.M))
    used = set(re.findall(r"\bmake ([a-z-]+)", _read("README.md")))
    assert used
    assert used <= targets


@pytest.mark.parametrize(
    "page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES]
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target
