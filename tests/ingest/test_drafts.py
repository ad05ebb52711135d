from __future__ import annotations

from collections.abc import Callable

from ingest.cleaning import clean_text
from ingest.drafts import Lines
from ingest.readers.source import SourceText

Read = Callable[[str], Lines]


def test_lines_by_index(read: Read) -> None:
    lines = read("Aftale\n\n\nParterne aftaler dette.\n")
    assert len(lines) == 2
    assert (lines[0], lines[1], lines[2], lines[-1]) == (
        "Aftale",
        "Parterne aftaler dette.",
        "",
        "",
    )
    assert (lines.gap(0), lines.gap(1)) == (0, 2)


def test_headings_and_footnotes() -> None:
    source = SourceText(
        text="Aftale\n\nKunden følger medlemsstaternes1 ret.\n\n1  Lande i EØS.\n",
        heading_starts=frozenset({0}),
    )
    lines = Lines(clean_text(source))
    assert [lines.is_marked_heading(i) for i in range(4)] == [True, False, False, False]
    assert [lines.is_footnote(i) for i in range(3)] == [False, False, True]
