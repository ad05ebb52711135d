"""From cleaned text to the top-level clauses, by the numbering grammar.

One pass over the paragraphs: each either opens a draft (a section, a clause, a question, a row)
or goes on with the one that is open, so that the drafts cover every paragraph exactly once.
"""

from __future__ import annotations

from collections.abc import Mapping

from ingest.annexes import AnnexRules
from ingest.drafts import TABLE_HEAD, Draft, Lines
from ingest.faq import match_answer, match_question
from ingest.landmarks import Landmarks, find_landmarks
from ingest.markers import ITEM_KINDS, find_marker
from ingest.numbered import NumberRules
from ingest.opening import read_opening
from ingest.outline import Outline
from ingest.parts import find_parts
from ingest.reordering import return_tables
from ingest.shapes import (
    ends_sentence,
    is_heading_text,
    is_prose,
    is_sentence,
    is_table_head,
    is_title,
    short_title,
)
from ingest.signatures import find_signatures_end
from ingest.tables import read_table
from klausul.types import ClauseKind

SIGNATURES = "Underskriftsblok"
_SPOKEN_LONGEST = 60
_SECTION_GAP = 3  # blank lines before an unnumbered section, as against a sub-heading


def segment_lines(lines: Lines) -> list[Draft]:
    """Return the top-level drafts in order, covering every line exactly once."""
    landmarks = find_landmarks(lines)
    drafts, body = read_opening(lines, landmarks)
    parts = find_parts(lines, body, skip=landmarks.chapters)
    outline = Outline(drafts=drafts, part=parts.get(-1))
    segmenter = _Segmenter(lines, outline, landmarks=landmarks, parts=parts)
    i = body
    while i < len(lines):
        i = segmenter.step(i)
    return_tables(drafts, lines)
    return drafts


class _Segmenter:
    def __init__(
        self,
        lines: Lines,
        outline: Outline,
        *,
        landmarks: Landmarks,
        parts: Mapping[int, str],
    ) -> None:
        self._lines = lines
        self._outline = outline
        self._parts = parts
        self._landmarks = landmarks
        self._annexes = AnnexRules(lines, outline)
        self._numbers = NumberRules(lines, outline, landmarks.bare_numbers)
        self._loose_gap = _SECTION_GAP  # blank lines above the last unnumbered section

    def step(self, i: int) -> int:
        """Deal with line ``i`` and return the next line to deal with."""
        for rule in (
            self._footnote,
            self._part_title,
            self._annexes.heading,
            self._chapter,
            self._question,
            self._bare_question,
            self._table,
            self._signatures,
            self._numbers.apply,
            self._annexes.titled_row,
            self._annexes.labelled_row,
            self._unnumbered_heading,
        ):
            following = rule(i)
            if following is not None:
                return following
        self._outline.go_on(i, listed=self._is_listed(i))
        return i + 1

    def _is_listed(self, i: int) -> bool:
        """Tell whether line ``i`` is an item of a list that the line above opened or went on."""
        above, marker = self._lines[i - 1], find_marker(self._lines[i])
        if marker is None or marker.kind not in ITEM_KINDS:
            return False
        before = find_marker(above)
        return above.endswith(":") or (before is not None and before.kind is marker.kind)

    # Rules: each returns the next line to deal with, or None when it does not apply.

    def _footnote(self, i: int) -> int | None:
        if not self._lines.is_footnote(i):
            return None
        digits = "".join(char for char in self._lines[i][:4] if char.isdigit())
        number = "".join(str("⁰¹²³⁴⁵⁶⁷⁸⁹".find(c)) if c in "⁰¹²³⁴⁵⁶⁷⁸⁹" else c for c in digits)
        self._outline.open(ClauseKind.FOOTNOTE, f"Fodnote {number}", i, number=number, closed=True)
        return i + 1

    def _part_title(self, i: int) -> int | None:
        name = self._parts.get(i)
        if name is None:
            return None
        outline = self._outline
        outline.part, outline.annex, outline.heading = name, None, None
        outline.begin_counting()
        outline.path = (self._lines[i],)
        outline.open(ClauseKind.HEADING, name, i, heading=self._lines[i])
        return i + 1

    def _chapter(self, i: int) -> int | None:
        """Kapitel 2, or II. Title: a heading above clauses that count on, or a section."""
        chapter, outline = self._landmarks.chapters.get(i), self._outline
        if chapter is None or outline.annex:
            return None
        if not chapter.runs_on:
            return self._numbers.open_section(
                i,
                chapter.number,
                chapter.title,
                printed=chapter.label,
                last=chapter.last,
                is_named=chapter.is_named,
            )
        outline.enter_chapter(chapter.label)
        outline.heading = chapter.title or None
        outline.path = (f"{chapter.label} {chapter.title}".strip(),)
        outline.open(
            ClauseKind.HEADING, chapter.label, i, last=chapter.last, heading=outline.heading
        )
        return chapter.last + 1

    def _question(self, i: int) -> int | None:
        start = match_question(self._lines[i])
        if start is None:
            return None
        last = i
        while last + 1 < len(self._lines) and not self._answers(last + 1, i):
            if match_question(self._lines[last + 1]) is not None:
                return None
            last += 1
        if last + 1 >= len(self._lines):
            return None
        question = " ".join(self._lines.texts[i : last + 1])[start:].strip()
        return self._open_question(question, i, last + 1)

    def _bare_question(self, i: int) -> int | None:
        if i not in self._landmarks.questions or self._outline.counter.section is not None:
            return None
        marker = find_marker(self._lines[i])
        return self._open_question(self._lines[i][marker.length if marker else 0 :], i, i + 1)

    def _open_question(self, question: str, first: int, last: int) -> int:
        outline = self._outline
        outline.in_faq, outline.loose, outline.heading = True, False, None
        outline.counter.open_clause()
        outline.open(ClauseKind.QA, question, first, last=last)
        return last + 1

    def _answers(self, i: int, question: int) -> bool:
        return match_answer(self._lines[i]) is not None and i - question <= 3

    def _table(self, i: int) -> int | None:
        """Make rows of a table, unless the text of a numbered clause goes on after it."""
        table = read_table(self._lines, i)
        if table is None:
            return None
        outline, last = self._outline, self._outline.last
        in_clause = last is not None and last.kind is ClauseKind.CLAUSE
        if last and in_clause and not outline.loose and self._goes_on(table.end):
            last.last = table.end - 1
            return table.end
        label = last.label if last and in_clause else outline.container_label()
        if table.head is not None:
            head = table.head[-1]
            outline.open(ClauseKind.HEADING, label, i, last=head, heading=TABLE_HEAD, closed=True)
        for row in table.rows:
            outline.open(
                ClauseKind.ROW, label, row.first, last=row.last, heading=row.heading, closed=True
            )
        return table.end

    def _goes_on(self, i: int) -> bool:
        """Tell whether line ``i`` is running text of the clause that a table stands in."""
        if i >= len(self._lines) or self._lines.is_footnote(i) or find_marker(self._lines[i]):
            return False
        return is_prose(self._lines[i])

    def _signatures(self, i: int) -> int | None:
        end = find_signatures_end(self._lines, i)
        if end is not None:
            self._outline.open(ClauseKind.SIGNATURE, SIGNATURES, i, last=end - 1, closed=True)
        return end

    def _unnumbered_heading(self, i: int) -> int | None:
        """A heading of a text without numbers, or after the questions of a FAQ."""
        outline, text = self._outline, self._lines[i]
        numbered = outline.counter.section is not None and not outline.is_named
        if outline.annex or numbered or not self._is_unnumbered_heading(i):
            return None
        outline.heading = text
        if not outline.loose or self._opens_section(i):
            outline.container, outline.path = short_title(text), (text,)
            self._loose_gap = self._lines.gap(i)
        outline.loose, outline.in_faq = True, False
        outline.open(ClauseKind.HEADING, outline.container, i, heading=text, closed=True)
        return i + 1

    def _is_unnumbered_heading(self, i: int) -> bool:
        if self._lines.is_marked_heading(i):
            return True
        if find_marker(self._lines[i]) is not None:
            return False
        titled = is_title(self._lines[i], longest=130) or self._is_spoken_heading(i)
        return titled and self._heads_something(i)

    def _is_spoken_heading(self, i: int) -> bool:
        """Tell whether a short line with a verb heads a text without numbers: "Når vi sletter"."""
        text, above = self._lines[i], self._lines[i - 1]
        short = len(text) <= _SPOKEN_LONGEST and is_heading_text(text.rstrip("?"))
        return self._outline.loose and short and ends_sentence(above) and self._lines.is_apart(i)

    def _opens_section(self, i: int) -> bool:
        """Tell a section's heading from a sub-heading by the room that is left above it."""
        if self._lines.is_marked_heading(i):
            return True
        return self._lines.gap(i) >= min(_SECTION_GAP, self._loose_gap)

    def _heads_something(self, i: int) -> bool:
        following = self._lines[i + 1]
        if i + 1 in self._landmarks.questions or match_question(following) is not None:
            return True
        if is_table_head(following):
            return True
        if self._outline.in_faq and self._lines.gap(i) < _SECTION_GAP:
            return False
        return is_sentence(following)
