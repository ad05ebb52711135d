from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.chapters import find_chapters
from ingest.drafts import Lines

Read = Callable[[str], Lines]


def found(lines: Lines) -> list[tuple[str, str, bool]]:
    chapters = find_chapters(lines, skip=())
    return [(c.label, c.title, c.runs_on) for _, c in sorted(chapters.items())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "I. Formål\n\n1. Den gælder.\n\nII. Brud\n\n2. De meldes.",
            [("I", "Formål", True), ("II", "Brud", True)],
            id="roman, clauses run on",
        ),
        pytest.param(
            "I. Formål\n\n1. Den gælder.\n\nII. Brud\n\n1. De meldes.",
            [("I", "Formål", False), ("II", "Brud", False)],
            id="roman, clauses begin again",
        ),
        pytest.param(
            "Kapitel 1\nFormål\n\n§ 1. Den gælder.\n\nKapitel 2\nBrud\n\n§ 2. De meldes.",
            [("Kapitel 1", "Formål", True), ("Kapitel 2", "Brud", True)],
            id="chapters over paragraphs, titles below",
        ),
        pytest.param(
            "Kapitel 1 Formål\n\n1.1 Den gælder.\n\nKapitel 2 Brud\n\n2.1 De meldes.",
            [],
            id="chapters that are the sections of decimals",
        ),
        pytest.param(
            "1 Formål\n1.1 Den gælder.\n2 Brud\n2.1 De meldes.",
            [("1", "Formål", False), ("2", "Brud", False)],
            id="numbers without a stop",
        ),
        pytest.param(
            "A. Formål\n\nA.1 Den gælder.\n\nB. Brud\n\nB.1 De meldes.",
            [("A", "Formål", False), ("B", "Brud", False)],
            id="letters",
        ),
        pytest.param(
            "Aftale\n\nFormål\n\n1. Den gælder nu.\n\n2. Den er evig.\n\nBrud\n\n3. De meldes nu.",
            [("Formål", "Formål", True), ("Brud", "Brud", True)],
            id="names above clauses that run on",
        ),
        pytest.param(
            "Formål\n\n1. Den gælder nu.\n\n2. Den er evig.\n\nBrud\n\n1. De meldes nu.",
            [("Formål", "Formål", False), ("Brud", "Brud", False)],
            id="names above clauses that begin again",
        ),
        pytest.param(
            "A. Formål\n\n1. Den gælder.\n\nB. Brud\n\n1. De meldes.",
            [("A", "Formål", False), ("B", "Brud", False)],
            id="letters above integers",
        ),
        pytest.param(
            "AFDELING I\n\nBestemmelse 1\nFormål\n\na) Den gælder.\n\n"
            "AFDELING II – PLIGTER\n\nBestemmelse 2\nBrud\n\na) De meldes.",
            [("Afdeling I", "", True), ("Afdeling II", "PLIGTER", True)],
            id="divisions of the EU's standard clauses",
        ),
        pytest.param("A. Navn\nB. Adresse\nC. Køn\n\n1. Den gælder.", [], id="a lettered list"),
        pytest.param("I. Formål\n\n1. Den gælder.", [], id="one roman heading alone"),
        pytest.param("I. Navn\nII. Adresse\nIII. Køn\n\n1. Den gælder.", [], id="a roman list"),
        pytest.param("3 servere\n3.1 Den gælder.", [], id="a number before lower case"),
        pytest.param("Databehandleraftale\n\n1. Den gælder straks.", [], id="a title above 1"),
    ],
)
def test_find_chapters(read: Read, text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert found(read(text)) == expected


def test_lines_of_the_contents_are_looked_past(read: Read) -> None:
    lines = read("1 Formål\n1.1 Omfang\n\n1 Formål\n1.1 Den gælder.")
    assert list(find_chapters(lines, skip={0, 1})) == [2]
