"""What a reference to an annex means: the annex, a point of it, or a document of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.likeness import Likeness, sentence_around, words_of
from ingest.narrowing import find_point_meant, find_point_named
from ingest.places import Places
from ingest.pointers import Resolution, dangling, external, found, shifted
from klausul.danish.references import Mention, MentionKind
from klausul.types import Clause

_STANDALONE = re.compile(r"(?i:dokument(?:et|er|erne)?|særskilte?|separate?)\s+[\"“”„»(]?\s*$")
_CALLED_DOCUMENT = re.compile(
    r"(?i:dokument(?:et|er|erne)?)\s+[\"“”„»]?Bilag\s+(?P<number>\w{1,2}\.\d{1,2})"
)
_LOOK_BEHIND = 30


class AnnexResolver:
    """Resolves the references of one document to its annexes."""

    def __init__(self, places: Places, likeness: Likeness) -> None:
        """Look up which annexes the document calls documents of their own."""
        self._places = places
        self._likeness = likeness
        self._apart = frozenset(_called_documents(places))

    def resolve(self, clause: Clause, mention: Mention) -> Resolution:
        """Return what a reference in ``clause`` to an annex or a point of it means."""
        if mention.number in self._apart or _is_apart(clause, mention):
            return external(mention.text, why="et dokument for sig")
        target = self._point(mention)
        if target is not None:
            named = find_point_named(clause, mention, target, places=self._places)
            if named is not None:
                return shifted(named, why=f"{target.label} handler om andet")
            return found(target)
        annex = self._places.in_annex(mention.annex or "") or self._printed(mention)
        if annex is None:
            return dangling(mention.text, why=f"intet {mention.text}")
        if mention.number is None:
            return found(self._narrow(clause, mention, annex) or annex)
        return self._unprinted(mention, annex)

    def _point(self, mention: Mention) -> Clause | None:
        number = mention.number
        if number is None:
            return None
        has_annex = number.split(".")[0] == mention.annex and "." in number
        numbers = [number] if has_annex else []
        numbers.append(f"{mention.annex}.{number}")
        if has_annex:
            numbers.append(number.replace(".", "", 1))  # "bilag 2b"
        found_at = (self._places.in_annex(number) for number in numbers)
        target = next((clause for clause in found_at if clause), None)
        if target is None and mention.kind is MentionKind.CLAUSE:
            return self._places.at(number)  # "B.2" of sections that letters count
        return target

    def _printed(self, mention: Mention) -> Clause | None:
        """Return the clause in which a line begins with the annex or, of "B.2", the section."""
        is_section = mention.kind is MentionKind.CLAUSE
        section = self._places.printed(mention.number or "") if is_section else None
        return section or self._places.printed(f"bilag {(mention.annex or '').casefold()}")

    def _narrow(self, clause: Clause, mention: Mention, annex: Clause) -> Clause | None:
        sentence = sentence_around(clause.text, mention.span)
        words = words_of(sentence.of(clause.text))
        return find_point_meant(
            clause, mention, annex, words=words, places=self._places, likeness=self._likeness
        )

    def _unprinted(self, mention: Mention, annex: Clause) -> Resolution:
        """Resolve a point that the annex has not: one without a number, or none at all."""
        number = mention.number or ""
        line = self._places.printed(number) if "." in number else None
        if line is not None:
            return found(line, why="nummeret står i bestemmelsen")
        if self._places.points_of(annex) or self._places.has_children(annex):
            return dangling(mention.text, why=f"{annex.label} har intet punkt {number}")
        return found(annex, why="bilagets dele er ikke trykt med numre")


def _called_documents(places: Places) -> Iterator[str]:
    """Yield the numbers of annexes that the text calls documents and that are not here."""
    for clause in places.tops:
        for match in _CALLED_DOCUMENT.finditer(clause.text):
            if places.in_annex(match["number"]) is None:
                yield match["number"]


def _is_apart(clause: Clause, mention: Mention) -> bool:
    start = mention.span.start
    return _STANDALONE.search(clause.text, max(0, start - _LOOK_BEHIND), start) is not None
