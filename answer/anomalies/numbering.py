"""Numbers that do not follow, are left out, or stand in a section that is not theirs.

The clauses' notes tell where the cut found something odd; what is told here is also checked against
the print, so that a number which stands in the text without being a clause is not called missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from answer.anomalies.examined import Examined, begin, head_of, is_numbered, listed, name_place
from answer.placing import ANNEX, Place, place_of
from klausul.types import Anomaly, AnomalyKind, Citation, Clause, ClauseKind, NoteKind, Span

_MOST_SKIPPED = 3
"""A wider gap is a part of another agreement, or a number that is none."""

_INTEGER = re.compile(r"\d{1,3}")
_LETTER = re.compile(r"[a-zæøå]")
_ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"
_LIST_MARK = re.compile(r"\W*\d{1,2}\.\s")
_TWO_MARKS = re.compile(r"\s*(?P<marks>\d{1,2}\.\s+(?:[ivx]{1,4}|[a-zæøå])\))\s")
_FEWEST_ITEMS = 2
_TITLE = r"[^\S\n]+(?P<title>[^\W\d_a-zæøå][^\n]{0,58}(?<![.:;!?,]))$"
_LISTING = frozenset({ClauseKind.CONTENTS, ClauseKind.ITEM, ClauseKind.ROW})

Run = list[tuple[int, Clause]]


def find_misnumbered(examined: Examined) -> Iterator[Anomaly]:
    """Yield the numbers that are wrong, in no particular order."""
    yield from _find_astray(examined)
    for place, run in _runs(examined).items():
        if place.part != ANNEX or place.levels:
            yield from _find_gaps(place, run, examined)
    yield from _find_lost_letters(examined)
    yield from _find_doubled(examined)
    yield from _find_noted(examined)


def find_unprinted(examined: Examined) -> Iterator[Anomaly]:
    """Yield the numbers that the source does not print: one finding for each part."""
    noted: dict[str | None, list[tuple[Clause, str]]] = {}
    for clause, following in pairwise([*examined.clauses, None]):
        notes = clause.notes if clause else ()
        told = [note for note in notes if note.kind is NoteKind.NUMBER_NOT_PRINTED]
        if clause is None or not told or _is_printed(clause, following, examined):
            continue
        noted.setdefault(clause.part, []).extend((clause, note.text) for note in told)
    for found in noted.values():
        clauses = [clause for clause, _ in found]
        labels = listed([clause.number or clause.label for clause in clauses], most=5)
        text = (
            f"Numrene {labels} er ikke trykt i kilden, men følger af de numre, der står under dem."
        )
        if len(found) == 1:
            text = f"{begin(name_place(clauses[0]))}: {found[0][1]}"
        yield examined.report(
            AnomalyKind.NUMBER_NOT_PRINTED, text, [examined.cite(clause) for clause in clauses]
        )


def _is_printed(clause: Clause, following: Clause | None, examined: Examined) -> bool:
    """Tell whether a number is printed over a title just before its clause or in it.

    What a page's head tears from its section is such a title: it ends the clause before.
    """
    before = [c for c in examined.clauses if c.level == 1 and c.span.start < clause.span.start]
    start = before[-1].span.start if before else clause.span.start
    end = following.span.start if following else clause.span.end
    number = re.escape(clause.number or clause.label)
    title = re.compile(rf"^[^\w\n]*{number}[.):]*{_TITLE}", re.MULTILINE)
    found = title.finditer(examined.document.text, start, end)
    holders = [examined.clause_at(Span(match.start("title"), match.end())) for match in found]
    return any(holder is None or holder.kind not in _LISTING for holder in holders)


def _find_astray(examined: Examined) -> Iterator[Anomaly]:
    """Yield the clauses whose number begins with another section's: "9.1" under "8."."""
    section: Clause | None = None
    for clause in examined.clauses:
        if clause.kind is ClauseKind.HEADING and _INTEGER.fullmatch(clause.number or ""):
            section = clause
        first, _, rest = (clause.number or "").partition(".")
        noted = any(note.kind is NoteKind.MISNUMBERED for note in clause.notes)
        if not (noted and rest and section and section.part == clause.part):
            continue
        if first != section.number and is_numbered(clause):
            yield examined.report(
                AnomalyKind.MISNUMBERED,
                f"Under {name_place(section)} er punktet trykt som {clause.number}.",
                [examined.cite(section), examined.cite(clause)],
            )


def _runs(examined: Examined) -> dict[Place, Run]:
    """Return the numbered clauses of each place in order, with the last level of their number."""
    groups: dict[Place, list[tuple[str, Clause]]] = {}
    for clause in examined.clauses:
        place = place_of(clause.label)
        if place.levels and is_numbered(clause) and clause.kind is not ClauseKind.CONTENTS:
            groups.setdefault(place.above, []).append((place.levels[-1], clause))
    return {place: run for place, found in groups.items() if (run := _read_run(found))}


def _read_run(found: Sequence[tuple[str, Clause]]) -> Run:
    """Return what the levels count, or nothing where they do not count in one way."""
    levels = [level for level, _ in found]
    if all(_INTEGER.fullmatch(level) for level in levels):
        return [(int(level), clause) for level, clause in found]
    if levels[0] == "i" and len(levels) > 1 and levels[1] == "ii":
        # Chapters; the "§" that run on through them are another count.
        chapters = [(level, clause) for level, clause in found if not level.isdigit()]
        figures = [Place("", (level,)).in_figures[0] for level, _ in chapters]
        if all(figure.isdigit() for figure in figures):
            return [
                (int(figure), clause) for figure, (_, clause) in zip(figures, chapters, strict=True)
            ]
    if all(_LETTER.fullmatch(level) for level in levels):
        return [(_ALPHABET.index(level) + 1, clause) for level, clause in found]
    return []


def _find_gaps(place: Place, run: Run, examined: Examined) -> Iterator[Anomaly]:
    """Yield the numbers that are left out of a run, and those that stand behind a later one."""
    values = {value for value, _ in run}
    for (value, clause), (after, other) in pairwise(run):
        skipped = [n for n in range(value + 1, after) if n not in values]
        if 0 < len(skipped) <= _MOST_SKIPPED and len(skipped) == after - value - 1:
            if not any(_is_there(clause, other, number, examined) for number in skipped):
                yield _tell_gap(clause, other, skipped, examined)
        elif after < value and after > min(values) and after not in _values_before(run, other):
            yield examined.report(
                AnomalyKind.MISNUMBERED,
                f"{begin(name_place(other))} står efter {name_place(clause)}.",
                [examined.cite(clause), examined.cite(other)],
            )


def _values_before(run: Run, clause: Clause) -> set[int]:
    return {value for value, other in run if other.span.start < clause.span.start}


def _tell_gap(clause: Clause, other: Clause, skipped: Sequence[int], examined: Examined) -> Anomaly:
    lost = listed([_relabel(clause, number) for number in skipped])
    return examined.report(
        AnomalyKind.MISNUMBERED,
        f"{begin(lost)} mangler: numrene springer fra {name_place(clause)} til"
        f" {name_place(other)}.",
        [examined.cite(clause), examined.cite(other)],
    )


def _relabel(clause: Clause, value: int) -> str:
    """Return how a reader refers to the number that ``clause`` would have with another level."""
    named = _with_level(clause.label, value)
    if not named[0].isdigit():
        return named
    return f"afsnit {named}" if clause.kind is ClauseKind.HEADING else f"pkt. {named}"


def _with_level(label: str, value: int) -> str:
    """Return a label with another last level: "8.1" and 2 are "8.2"."""
    words = " ".join(label.split())
    match = re.search(r"(\w+)(\W*)$", words)
    if match is None:
        return words
    level = str(value) if match[1].isdigit() else _ALPHABET[value - 1]
    return f"{words[: match.start()]}{level}{match[2]}"


def _is_there(clause: Clause, other: Clause, value: int, examined: Examined) -> bool:
    """Tell whether a number stands in print between two clauses, or is known without being so."""
    known = _with_level(clause.label, value) in examined.labels
    return known or _prints(clause.label, value, examined.between(clause, other))


def _prints(label: str, value: int, text: str) -> bool:
    """Tell whether ``text`` has the number, or the letter, as a mark of its own."""
    level = place_of(label).levels[-1]
    mark = str(value) if level.isdigit() else f"(?:{_ALPHABET[value - 1]}|{_roman(value)})"
    stem = re.escape(re.sub(r"\w+\W*$", "", " ".join(label.split()).rpartition(" ")[2]))
    opens_line = rf"^[^\w\n]*(?:[^\W\d]+\.?\s+)?{mark}[.):]?\s"
    in_text = rf"{stem}{mark}(?=[\s.):,;]|$)" if stem else rf"{mark}[.)](?!\d)"
    pattern = rf"{opens_line}|(?<![\w.,]){in_text}"
    return re.search(pattern, text, re.IGNORECASE | re.MULTILINE) is not None


def _roman(value: int) -> str:
    tens, ones = divmod(value, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]


def _find_lost_letters(examined: Examined) -> Iterator[Anomaly]:
    """Yield lists that count like the clauses around them, where other lists have letters."""
    lists = [(c, examined.children_of(c)) for c in examined.clauses if c.kind is ClauseKind.CLAUSE]
    lettered = [clause for clause, items in lists if _counts(items, _LETTER)]
    if not lettered:
        return
    for clause, items in lists:
        by_integer = _INTEGER.fullmatch(clause.number or "") is not None
        if not (by_integer and _counts(items, _INTEGER) and items[0].number == "1"):
            continue
        if all(_LIST_MARK.match(c.text) for c in (clause, *items)):
            yield examined.report(
                AnomalyKind.MISNUMBERED,
                f"Listen i {name_place(clause)} tæller {items[0].number}.–{items[-1].number}."
                f" ligesom selve bestemmelserne; andre lister, fx i {name_place(lettered[0])},"
                " har bogstaver.",
                [
                    examined.cite(clause, _span_of(items[0], examined)),
                    examined.cite(clause, _span_of(items[-1], examined)),
                ],
            )


def _find_doubled(examined: Examined) -> Iterator[Anomaly]:
    """Yield lists whose items have two marks, as an editor's numbering over a typed one leaves."""
    for clause in examined.clauses:
        items = [(c, m) for c in examined.children_of(clause) if (m := _TWO_MARKS.match(c.text))]
        if len(items) >= _FEWEST_ITEMS:
            printed = listed([f"»{match['marks']}«" for _, match in items])
            yield examined.report(
                AnomalyKind.MISNUMBERED,
                f"Listen i {name_place(clause)} har to slags numre: {printed}.",
                [examined.cite(item) for item, _ in items],
            )


def _span_of(item: Clause, examined: Examined) -> Span:
    return examined.cite(item).span


def _counts(items: Sequence[Clause], pattern: re.Pattern[str]) -> bool:
    numbers = [item.number or "" for item in items]
    return len(numbers) >= _FEWEST_ITEMS and all(pattern.fullmatch(n) for n in numbers)


def _find_noted(examined: Examined) -> Iterator[Anomaly]:
    """Yield what the notes tell of rows, of which the numbers themselves tell nothing."""
    noted: dict[str, list[Clause]] = {}
    for clause in examined.clauses:
        for note in clause.notes:
            if note.kind is NoteKind.MISNUMBERED and clause.kind is ClauseKind.ROW:
                noted.setdefault(note.text, []).append(clause)
    for text, clauses in noted.items():
        yield examined.report(AnomalyKind.MISNUMBERED, text, _quotes(clauses, examined))


def _quotes(clauses: Sequence[Clause], examined: Examined) -> list[Citation]:
    return [examined.cite(clause, head_of(clause)) for clause in clauses]
