"""What only a look over the whole document tells, found before the pass over its lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.bare import find_bare_numbers, find_capitals
from ingest.chapters import Chapter, find_chapters
from ingest.contents import find_contents
from ingest.drafts import Lines
from ingest.markers import Marker
from ingest.questions import find_bare_questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmarks:
    """What stands on which line.

    The lines of the table of contents, chapters by their first line, lines of bare questions, and
    the numbers that only their run tells: headings without a point, clauses with capital letters.
    """

    contents: frozenset[int]
    chapters: Mapping[int, Chapter]
    questions: frozenset[int]
    bare_numbers: Mapping[int, Marker]

    def opens_body(self, i: int) -> bool:
        """Tell whether a chapter, a bare number or a bare question begins at line ``i``."""
        return i in self.chapters or i in self.questions or i in self.bare_numbers


def find_landmarks(lines: Lines) -> Landmarks:
    """Return the landmarks of a document."""
    contents = find_contents(lines)
    chapters = find_chapters(lines, skip=contents)
    capitals = find_capitals(lines, skip=contents | chapters.keys())
    return Landmarks(
        contents=contents,
        chapters=chapters,
        questions=find_bare_questions(lines, skip=contents),
        bare_numbers={**find_bare_numbers(lines, skip=contents), **capitals},
    )
