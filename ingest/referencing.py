"""Cross-references inside a document: found, typed, resolved, and flagged where they fail.

References are found in four ways, and where two overlap the first one stands: by number, letter
or law; by the name of another document; by what stands above or below; by the name of a heading.
A number is held against the document's own words before it is believed (``ingest.shifting``): what
is meant is told where it is not what is printed, and nothing is corrected in silence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from ingest.likeness import Likeness, words_of
from ingest.listing import find_contents_entries, find_footnote_marks, find_quoted_numbers
from ingest.mentioning import Numbered, read_numbered
from ingest.outside import Outside, find_outside, merge_neighbours
from ingest.owning import find_elsewhere, own_names
from ingest.places import Places
from ingest.pointers import Pointer, Resolution, dangling, external
from ingest.relating import find_relative, find_same
from ingest.resolving import Resolver, names_chapter
from ingest.shifting import Cited, contents_shifts, find_shifts
from ingest.titling import counted_headings, find_titled
from klausul.danish.references import MentionKind
from klausul.types import (
    Clause,
    ClauseKind,
    Note,
    NoteKind,
    Reference,
    ReferenceKind,
    ReferenceStatus,
    Span,
)

_SILENT = frozenset({ClauseKind.CONTENTS, ClauseKind.SIGNATURE})
_NAMES_ONLY = frozenset({ClauseKind.HEADING})
_OPENS = frozenset({ClauseKind.PREAMBLE, ClauseKind.HEADING})
_OWN_ARTICLE = re.compile(r"artikel\s+(?P<number>\d{1,3})(?!\d)", re.I)
_KINDS = MappingProxyType(
    {
        MentionKind.LAW: ReferenceKind.LAW,
        MentionKind.ANNEX: ReferenceKind.ANNEX,
        MentionKind.CLAUSE: ReferenceKind.INTERNAL,
    }
)
_BESIDE = re.compile(r"[\s,(]*(?:i|under|se|jf\.?|pkt\.?)?[\s,(]*")


def find_references(
    clauses: Sequence[Clause],
) -> tuple[tuple[Reference, ...], tuple[Clause, ...]]:
    """Return the references of a document, and its clauses with notes on those that fail."""
    finder = _Finder(clauses)
    references: list[Reference] = []
    notes: dict[str, list[Note]] = {}
    for clause in finder.places.tops:
        found = finder.references_in(clause)
        references += found
        for note in _notes(clause, found):
            noted = notes.setdefault(clause.clause_id, [])
            if note not in noted:
                noted.append(note)
    with_notes = tuple(
        replace(clause, notes=(*clause.notes, *notes.get(clause.clause_id, ())))
        for clause in clauses
    )
    return tuple(references), with_notes


def _notes(clause: Clause, references: Sequence[Reference]) -> Iterator[Note]:
    """Yield what to tell of the references of a clause; of a table of contents one thing."""
    if clause.kind is ClauseKind.CONTENTS:
        wrong = [r for r in references if r.status is ReferenceStatus.SHIFTED]
        if wrong:
            target = wrong[0].target or ""
            meant = f"afsnit {target}" if target[:1].isdigit() else target
            text = (
                "Indholdsfortegnelsens numre stemmer ikke med afsnittenes: "
                f"»{_plain(wrong[0].text)}« er {meant} i teksten."
            )
            yield Note(kind=NoteKind.SHIFTED_REFERENCE, text=text, clause_id=clause.clause_id)
        return
    for reference in references:
        printed = _plain(reference.text)
        if reference.status is ReferenceStatus.SHIFTED:
            kind = NoteKind.SHIFTED_REFERENCE
            text = f"Henvisningen »{printed}« er forskudt; der menes {reference.target}."
        elif reference.status is ReferenceStatus.DANGLING:
            kind = NoteKind.DANGLING_REFERENCE
            text = f"Henvisningen »{printed}« peger på noget, der ikke findes i dokumentet."
        else:
            continue
        yield Note(kind=kind, text=text, clause_id=reference.clause_id)


def _own_articles(clauses: Sequence[Clause]) -> frozenset[int]:
    """Return the numbers of the sections that the document calls articles."""
    found = (_OWN_ARTICLE.match(clause.text) for clause in clauses)
    return frozenset(int(match["number"]) for match in found if match)


def _plain(text: str) -> str:
    return " ".join(text.split())


class _Finder:
    """Finds the references of one document; what needs all of them is found first."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.places = Places(clauses)
        likeness = Likeness(self.places)
        articles = _own_articles(self.places.tops)
        numbers = frozenset(c.number for c in clauses if c.number and "." in c.number)
        self._own = own_names(self.places)
        self._counted = counted_headings(self.places)
        self._numbered = {
            clause.clause_id: read_numbered(clause, articles=articles, numbers=numbers)
            for clause in self.places.tops
            if clause.kind not in _SILENT
        }
        self._outside = {
            clause.clause_id: self._outside_of(clause)
            for clause in self.places.tops
            if clause.kind not in _SILENT
        }
        self._quoted = find_quoted_numbers(self.places, likeness)
        self._marks: dict[str, list[Pointer]] = {}
        for clause, mark in find_footnote_marks(self.places):
            self._marks.setdefault(clause.clause_id, []).append(mark)
        self._contents = {
            clause.clause_id: list(find_contents_entries(clause, self.places))
            for clause in self.places.tops
            if clause.kind is ClauseKind.CONTENTS
        }
        entries = [
            reference
            for clause in self.places.tops
            for reference in self._as_references(clause, self._contents.get(clause.clause_id, []))
        ]
        shifts = find_shifts(
            list(self._cited()), self.places, likeness, contents_shifts(entries, self.places)
        )
        self._resolver = Resolver(self.places, likeness, shifts)

    def references_in(self, clause: Clause) -> list[Reference]:
        """Return the references that stand in a top-level clause, in order."""
        if clause.kind in _SILENT:
            return list(self._as_references(clause, self._contents.get(clause.clause_id, [])))
        pointers = list(self._by_number(clause))
        known = [(p.span, p.resolution.clause) for p in pointers if p.resolution.clause]
        if clause.kind in _NAMES_ONLY:
            pointers = [p for p in pointers if p.kind is ReferenceKind.LAW]
        for found in (
            () if clause.kind in _NAMES_ONLY else self._by_document(clause),
            self._marks.get(clause.clause_id, []),
            find_same(clause, known, self.places),
            () if clause.kind in _OPENS else find_relative(clause, self.places),
            () if clause.kind in _OPENS else find_titled(clause, self.places, self._counted),
        ):
            pointers = _add(pointers, found, text=clause.text)
        return list(self._as_references(clause, pointers))

    def _outside_of(self, clause: Clause) -> list[Outside]:
        found = find_outside(clause.text, own=self._own)
        return list(merge_neighbours(clause.text, found))

    def _by_number(self, clause: Clause) -> Iterator[Pointer]:
        for numbered in self._numbered[clause.clause_id]:
            mention = numbered.mention
            elsewhere = find_elsewhere(clause, mention, own=self._own)
            if elsewhere is not None and mention.kind is not MentionKind.LAW:
                name = external(elsewhere.of(clause.text), why="et sted i et andet dokument")
                yield Pointer(span=elsewhere, kind=ReferenceKind.OTHER_DOCUMENT, resolution=name)
                continue
            resolution = self._resolver.resolve(clause, numbered)
            if resolution is not None:
                kind = _kind(numbered, resolution)
                yield Pointer(span=mention.span, kind=kind, resolution=resolution)
        for span, number in self._quoted.get(clause.clause_id, []):
            words = words_of(clause.text[span.end :])
            quoted = self._resolver.quoted(clause, number, words)
            if quoted is not None:
                yield Pointer(span=span, kind=ReferenceKind.INTERNAL, resolution=quoted)

    def _by_document(self, clause: Clause) -> Iterator[Pointer]:
        for outside in self._outside[clause.clause_id]:
            name = _plain(outside.span.of(clause.text))
            is_blank = outside.is_blank
            resolution = (
                dangling(name, why="datoen er ikke udfyldt") if is_blank else external(name)
            )
            yield Pointer(span=outside.span, kind=outside.kind, resolution=resolution)

    def _cited(self) -> Iterator[Cited]:
        """Yield the numbers by which the document refers to its own sections."""
        for clause in self.places.tops:
            for numbered in self._numbered.get(clause.clause_id, []):
                mention = numbered.mention
                plain = mention.kind is MentionKind.CLAUSE and not mention.annex
                if not plain or "§" in mention.text or numbered.is_relative or numbered.section:
                    continue
                if find_elsewhere(clause, mention, own=self._own) is None:
                    number = mention.number or ""
                    yield Cited(number=number, words=numbered.words, clause=clause)
            for span, number in self._quoted.get(clause.clause_id, []):
                words = words_of(clause.text[span.end :])
                yield Cited(number=number, words=words, clause=clause)

    def _as_references(self, clause: Clause, pointers: Iterable[Pointer]) -> Iterator[Reference]:
        for pointer in pointers:
            start = clause.span.start
            span = Span(start + pointer.span.start, start + pointer.span.end)
            target = pointer.resolution.clause
            text = pointer.span.of(clause.text)
            yield Reference(
                clause_id=self.places.deepest(span, within=clause).clause_id,
                text=text,
                span=span,
                kind=pointer.kind,
                target_id=target.clause_id if target else None,
                target=target.label if target else pointer.resolution.name or text,
                status=pointer.resolution.status,
                why=pointer.resolution.why,
            )


def _kind(numbered: Numbered, resolution: Resolution) -> ReferenceKind:
    """Return the kind of a numbered reference.

    An annex that lies apart is another document, a paragraph or a chapter of an agreement without
    any a law's.
    """
    kind = _KINDS[numbered.mention.kind]
    if resolution.status is not ReferenceStatus.EXTERNAL:
        return kind
    if kind is ReferenceKind.ANNEX:
        return ReferenceKind.OTHER_DOCUMENT
    of_law = "§" in numbered.mention.text or names_chapter(numbered.mention)
    return ReferenceKind.LAW if of_law else kind


def _add(pointers: Sequence[Pointer], more: Iterable[Pointer], *, text: str) -> list[Pointer]:
    """Return the pointers in order, with those of ``more`` for which there is room."""
    added = sorted(pointers, key=_start)
    for pointer in more:
        i = bisect_left(added, pointer.span.start, key=_start)
        if not any(_is_taken(pointer, other, text) for other in added[max(0, i - 1) : i + 1]):
            added.insert(i, pointer)
    return added


def _start(pointer: Pointer) -> int:
    return pointer.span.start


def _is_taken(pointer: Pointer, other: Pointer, text: str) -> bool:
    """Tell whether a better reference overlaps this one, or says where "ovenfor" is."""
    if pointer.span.overlaps(other.span):
        return True
    inside = (ReferenceKind.INTERNAL, ReferenceKind.ANNEX)
    if pointer.kind not in inside or other.kind not in inside:
        return False
    first, last = sorted((pointer.span, other.span))
    return _BESIDE.fullmatch(text, first.end, last.start) is not None
