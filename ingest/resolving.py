"""What a numbered reference means: the clause printed, another that is meant, or nothing here."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.annex_references import AnnexResolver
from ingest.doubting import Doubts
from ingest.likeness import Likeness
from ingest.mentioning import Numbered, name_place
from ingest.paragraph_references import resolve_paragraph, resolve_relative
from ingest.places import Places, is_in_annex
from ingest.pointers import Resolution, dangling, external, found, shifted
from ingest.shifting import moved, names_own_section
from klausul.danish.belonging import GDPR
from klausul.danish.references import Mention, MentionKind
from klausul.types import Clause, ClauseKind

_CHAPTER = re.compile(r"kap(?:itel|itler|itlet|\.)|chapter", re.I)
_ROMAN = re.compile(r"[IVX]+")


def names_chapter(mention: Mention) -> bool:
    """Tell whether a reference is to a chapter."""
    return _CHAPTER.match(mention.text) is not None


class Resolver:
    """Resolves the numbered references of one document."""

    def __init__(
        self, places: Places, likeness: Likeness, shifts: Mapping[str | None, int]
    ) -> None:
        """Take what the document's own words say of its numbers."""
        self._places = places
        self._shifts = shifts
        self._annexes = AnnexResolver(places, likeness)
        self._doubts = Doubts(places, likeness)

    def resolve(self, clause: Clause, numbered: Numbered) -> Resolution | None:
        """Return what a reference in ``clause`` means, ``None`` if it is no reference."""
        mention = numbered.mention
        if mention.kind is MentionKind.LAW:
            return external(name_place(mention))
        if mention.kind is MentionKind.ANNEX or mention.annex:
            return self._annexes.resolve(clause, mention)
        if numbered.is_relative:
            return resolve_relative(clause, mention, self._places)
        if "§" in mention.text:
            return resolve_paragraph(mention, self._places, part=clause.part)
        return self._in_chapter(clause, numbered) or self._number(clause, numbered)

    def quoted(self, clause: Clause, number: str, words: frozenset[str]) -> Resolution | None:
        """Return the clause that a table quotes under ``number``; none if there is none."""
        printed = self._places.find(number, part=None)
        meant = self._moved(clause, number, part=None)
        if meant is not None and not self._doubts.is_printed_meant(
            words, clause=clause, printed=printed, meant=meant
        ):
            return shifted(meant, why=self._why(clause))
        return found(printed) if printed else None

    def _in_chapter(self, clause: Clause, numbered: Numbered) -> Resolution | None:
        """Resolve "kapitel 3", and "afsnit I, punkt 2" whether it prints its section or not."""
        mention = numbered.mention
        number = mention.number or ""
        target = None
        if names_chapter(mention):
            target = self._places.at(f"Kapitel {number}")
        elif numbered.section:
            section = f"{numbered.section}."
            whole = number if number.startswith(section) else f"{section}{number}"
            target = self._places.find(whole, part=mention.part or clause.part)
        return found(target) if target else None

    def _number(self, clause: Clause, numbered: Numbered) -> Resolution:
        mention, words = numbered.mention, numbered.words
        number, part = mention.number or "", mention.part or clause.part
        printed = self._places.find(number, part=part)
        own = self._own_section(clause, mention)
        if own is not None and own is not printed:
            return shifted(own, why="afsnittet nævner sig selv med et andet nummer")
        meant = self._moved(clause, number, part=part)
        if meant is not None and not self._doubts.is_printed_meant(
            words, clause=clause, printed=printed, meant=meant
        ):
            return shifted(meant, why=self._why(clause))
        if printed is None:
            return self._unprinted(clause, numbered)
        lost = self._doubts.find_lost(words, clause=clause, printed=printed)
        return shifted(lost, why="det trykte punkt handler om andet") if lost else found(printed)

    def _unprinted(self, clause: Clause, numbered: Numbered) -> Resolution:
        """Resolve a number that no clause has: only if nothing else can be meant, it dangles."""
        mention = numbered.mention
        number, part = mention.number or "", mention.part or clause.part
        above = number.rpartition(".")[0]
        holder = self._places.find(above, part=part) if above else None
        if holder is not None and not self._places.has_children(holder):
            return found(holder, why="punktets dele er ikke trykt med numre")
        if not self._places.has_numbers:
            return external(mention.text, why="dokumentet har ingen numre")
        near = self._doubts.find_nearest(numbered.words, clause=clause, number=number)
        if near is not None:
            return shifted(near, why=f"intet punkt {number}; ordene er dette punkts")
        line = self._places.printed(number)
        if line is not None:
            return found(line, why="nummeret står i bestemmelsen")
        if names_chapter(mention) and _ROMAN.fullmatch(number) and not self._places.has_chapters:
            return external(f"{GDPR} kapitel {number}", why="dokumentet har ingen kapitler")
        return dangling(mention.text, why=f"intet punkt {number}")

    def _own_section(self, clause: Clause, mention: Mention) -> Clause | None:
        """Return the section of a clause that says "nærværende punkt 9" of it."""
        is_quoting = clause.kind is ClauseKind.ROW or is_in_annex(clause)
        if is_quoting or not names_own_section(clause, mention.span.end - 1):
            return None
        return self._places.above(clause)

    def _moved(self, clause: Clause, number: str, *, part: str | None) -> Clause | None:
        by = self._shifts.get(clause.part, 0)
        target = moved(number, by) if by else None
        return self._places.find(target, part=part) if target else None

    def _why(self, clause: Clause) -> str:
        by = self._shifts.get(clause.part, 0)
        return f"dokumentets henvisninger er forskudt {abs(by)} {'tilbage' if by > 0 else 'frem'}"
