from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import read_source
from klausul.errors import UnsupportedFormatError


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.md", "a.markdown"])
def test_the_suffix_chooses_the_reader(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("# Aftale", encoding="utf-8")
    assert read_source(tmp_path / name).text.endswith("Aftale")


@pytest.mark.parametrize("name", ["aftale.docx", "aftale", "aftale.txt.bak"])
def test_an_unknown_suffix_is_named_with_those_known(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsupportedFormatError, match=rf"{name}: format .* \.txt, \.md"):
        read_source(tmp_path / name)
