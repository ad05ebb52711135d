"""References that are no phrase: entries of the contents, footnote marks, quoted numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.likeness import Likeness, words_of
from ingest.places import Places, is_heading
from ingest.pointers import Pointer, found, shifted
from klausul.types import Clause, ClauseKind, ReferenceKind, Span

_ENTRY = re.compile(
    r"^[^\S\n]*(?P<entry>(?P<number>\d{1,2}(?:\.\d{1,2})*|(?:Bilag|Appendiks|Annex)\s+\w{1,3})[.:]?\s+(?P<title>[^\n]*?[^\s.\d][^\n]*?))"
    r"[\s.…_]*(?:\s\d{1,3})?[^\S\n]*$",
    re.M,
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_QUOTED = re.compile(r"(?<![\w.,:/§-])(?P<number>\d{1,2}\.\d{1,2})(?=\s+[A-ZÆØÅ])")
_ALIKE = 0.25
"""A row quotes a clause when it is at least so like it; half of a table's rows must."""


def find_contents_entries(clause: Clause, places: Places) -> Iterator[Pointer]:
    """Yield the entries of a table of contents that a heading of the document answers to."""
    sections = {_fold(c.heading): c for c in reversed(places.tops) if c.heading and _is_section(c)}
    for match in _ENTRY.finditer(clause.text):
        number = " ".join(match["number"].split())
        is_annex = not number[0].isdigit()
        by_number = is_annex or "." in number
        target = places.at(number) if by_number else sections.get(_fold(match["title"]))
        if target is None or (by_number and _fold(match["title"]) not in _fold(target.text)):
            continue
        if by_number or target.number == number or target.label.endswith(f" {number}"):
            resolution = found(target)
        else:
            resolution = shifted(target, why="afsnittet er trykt med et andet nummer")
        yield Pointer(
            span=Span(match.start("entry"), match.end("title")),
            kind=ReferenceKind.ANNEX if is_annex else ReferenceKind.INTERNAL,
            resolution=resolution,
        )


def find_footnote_marks(places: Places) -> Iterator[tuple[Clause, Pointer]]:
    """Yield the first mark of each footnote, with the clause that it stands in."""
    for note in places.tops:
        if note.kind is not ClauseKind.FOOTNOTE or not note.number:
            continue
        raised = note.number.translate(_RAISED)
        mark = re.compile(
            rf"(?<=[a-zæøå]{{4}}){re.escape(note.number)}(?![\w.,]*\d)(?!\w)"
            + rf"|(?<=\w){re.escape(raised)}"
        )
        for clause in places.tops:
            match = None if clause is note else mark.search(clause.text)
            if match:
                pointer = Pointer(
                    span=Span(*match.span()),
                    kind=ReferenceKind.INTERNAL,
                    resolution=found(note),
                )
                yield clause, pointer
                break


def find_quoted_numbers(places: Places, likeness: Likeness) -> dict[str, list[tuple[Span, str]]]:
    """Return, for each row that quotes a clause by its number, where the numbers stand.

    A table of changes quotes the clauses that it changes; a table whose rows are only counted
    does not. Which it is, the words tell: those of most rows are like a clause of nearly that
    number.
    """
    tables: dict[str, list[tuple[Clause, Span, str]]] = {}
    for clause in places.tops:
        if clause.kind is not ClauseKind.ROW:
            continue
        for match in _QUOTED.finditer(clause.text):
            place = (clause, Span(*match.span()), match["number"])
            tables.setdefault(clause.label, []).append(place)
    quoted: dict[str, list[tuple[Span, str]]] = {}
    for rows in tables.values():
        if _quote_clauses(rows, places, likeness):
            for clause, span, number in rows:
                quoted.setdefault(clause.clause_id, []).append((span, number))
    return quoted


def _quote_clauses(
    rows: Sequence[tuple[Clause, Span, str]], places: Places, likeness: Likeness
) -> bool:
    alike = 0
    for clause, span, number in rows:
        words = words_of(clause.text[span.end :])
        first, _, rest = number.partition(".")
        near = (places.find(f"{int(first) + by}.{rest}", part=None) for by in (0, -1, 1, -2, 2))
        alike += any(likeness.of(words, target) >= _ALIKE for target in near if target)
    return alike * 2 >= len(rows) > 0


def _is_section(clause: Clause) -> bool:
    return is_heading(clause) or clause.label.isdigit()


def _fold(text: str | None) -> str:
    return " ".join((text or "").casefold().split()).strip(" .:")
