"""When the number printed is not the one meant: what the words around it say."""

from __future__ import annotations

import re

from ingest.likeness import Likeness
from ingest.places import Places
from ingest.shifting import CLEARLY, is_own_section, moved
from klausul.types import Clause, NoteKind

_SURE = 0.2
"""So alike must words be to a clause to be believed against the shift of the other numbers."""

_ALONE = 0.4
"""So alike must they be where nothing but words speaks for a clause."""

_NEAR = (-1, 1, -2, 2)


class Doubts:
    """Holds the words around a number against the clauses of one document."""

    def __init__(self, places: Places, likeness: Likeness) -> None:
        """Take the document's clauses and how alike words are to them."""
        self._places = places
        self._likeness = likeness

    def is_printed_meant(
        self, words: frozenset[str], *, clause: Clause, printed: Clause | None, meant: Clause
    ) -> bool:
        """Tell whether the printed number is right, though others of the document are shifted.

        Its words may say so, or the two clauses name each other.
        """
        if printed is None:
            return False
        by_print, by_shift = self._likeness.of(words, printed), self._likeness.of(words, meant)
        is_alike = by_print >= _SURE and by_print >= CLEARLY * by_shift
        return is_alike or _is_mutual(printed, clause, instead_of=meant)

    def find_lost(self, words: frozenset[str], *, clause: Clause, printed: Clause) -> Clause | None:
        """Return the clause meant where a section was lost before the one printed.

        Two things must say so: a clause of the printed section still has the number of the section
        that it was ("9.1" in section 8), and the words have nothing in common with the clause
        printed.
        """
        by = self._lost_sections(printed)
        if not by or self._likeness.shared(words, printed) > 0:
            return None
        section = moved((printed.number or "").split(".")[0], by)
        heading = self._places.find(section, part=printed.part) if section else None
        members = self._places.members_of(heading)[1:] if heading else []
        near = [c for c in members if c is not clause and self._likeness.shared(words, c) > 0]
        return max(near, key=lambda c: (self._likeness.of(words, c), c.clause_id), default=None)

    def find_nearest(self, words: frozenset[str], *, clause: Clause, number: str) -> Clause | None:
        """Return the clause a section or two from a number that is not there, by words alone."""
        scores: list[tuple[float, str, Clause]] = []
        for by in _NEAR:
            other = moved(number, by)
            target = self._places.find(other, part=clause.part) if other else None
            if target is not None and not is_own_section(clause, target):
                scores.append((self._likeness.of(words, target), target.clause_id, target))
        scores.sort(key=lambda score: (-score[0], score[1]))
        if not scores or scores[0][0] < _ALONE:
            return None
        second = scores[1][0] if len(scores) > 1 else 0.0
        return scores[0][2] if scores[0][0] >= CLEARLY * second else None

    def _lost_sections(self, printed: Clause) -> int:
        """Return how many sections fell out before a clause, negative; 0 if none did."""
        number = (printed.number or "").split(".")[0]
        for other in (*self._places.before(printed)[:2], *self._places.after(printed)[:2]):
            is_noted = any(note.kind is NoteKind.MISNUMBERED for note in other.notes)
            first = (other.number or "").split(".")[0]
            if is_noted and first.isdigit() and number.isdigit() and other.part == printed.part:
                return min(int(number) - int(first), 0)
        return 0


def _is_mutual(target: Clause, clause: Clause, *, instead_of: Clause) -> bool:
    """Tell whether ``target`` names the place of ``clause`` in its turn, and the other does not.

    One reference may escape the shift that moved the others; two clauses that name each other
    are meant for each other.
    """
    place = re.compile(rf"\b{re.escape(clause.label)}\b(?!\.\d)", re.I)
    return bool(place.search(target.text)) and not place.search(instead_of.text)
