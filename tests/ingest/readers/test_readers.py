from __future__ import annotations

from pathlib import Path

import pytest

from ingest.limits import Limits
from ingest.readers import read_source, reader_of
from ingest.readers.formats import Format
from klausul.errors import FileLimitError, UnreadableFileError, UnsupportedFormatError


@pytest.mark.parametrize("found", list(Format))
def test_every_format_has_a_reader(found: Format) -> None:
    assert reader_of(found).__name__ == f"read_{found}"


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.md", "a.markdown", "aftale", "a.txt.bak"])
def test_a_text_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("# Aftale", encoding="utf-8")
    assert read_source(tmp_path / name).text.endswith("Aftale")


def test_the_content_goes_before_the_suffix(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("Aftale", encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    assert read_source(tmp_path / "a.pdf").text == "Aftale"
    with pytest.raises(UnsupportedFormatError, match=r"a\.txt"):
        read_source(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["mangler.txt", "mappe"])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "mappe").mkdir()
    with pytest.raises(UnreadableFileError, match=name):
        read_source(tmp_path / name)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        pytest.param(
            Limits(file_bytes=5_000_000),
            "Filen fylder 6,0 MB; grænsen er 5,0 MB. Del den i mindre filer.",
            id="bytes",
        ),
        pytest.param(
            Limits(text_characters=2_000_000),
            "Filens tekst er på 3.000.001 tegn; grænsen er 2.000.000. Del den i mindre filer.",
            id="characters",
        ),
    ],
)
def test_a_limit_is_told_with_what_was_found(tmp_path: Path, limits: Limits, reason: str) -> None:
    (tmp_path / "a.txt").write_text("å" * 3_000_000 + "\n", encoding="utf-8")
    assert len(read_source(tmp_path / "a.txt").text) == 3_000_001
    with pytest.raises(FileLimitError, match=r"^a\.txt: ") as caught:
        read_source(tmp_path / "a.txt", limits=limits)
    assert caught.value.__notes__ == [reason]
