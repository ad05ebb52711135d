"""What a careful reader should know beside an answer, each thing once.

Notes never carry the answer: they tell that a number has shifted, that a clause says otherwise,
that a deadline is none, that the source is old.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from answer import wording
from answer.contradicting import Contradiction
from answer.evidence import asks_for_time, quantities_for, vague_deadlines
from answer.extracting import Extract
from answer.kinds import AnswerKind
from answer.placing import place_of, places_of
from klausul.danish.dates import find_dates
from klausul.danish.references import find_mentions
from klausul.ports import Library
from klausul.types import (
    Clause,
    Document,
    Note,
    NoteKind,
    Reference,
    ReferenceStatus,
    Span,
)

OLD_AFTER_YEARS = 3
"""A source dated at least so many years ago is old: agreements and sub-processors change."""

_IN_QUOTE = frozenset({NoteKind.SHIFTED_REFERENCE, NoteKind.DANGLING_REFERENCE})
"""Notes of a whole clause that only concern an answer whose quote holds the reference."""

_OF_LABEL = frozenset({NoteKind.MISNUMBERED, NoteKind.NUMBER_NOT_PRINTED})
"""Notes of a clause that hold for its items too, as their labels begin with its number."""

_DATED = re.compile(
    r"(?:version|opdatere[tds]\w*|revidere[tds]\w*|ændret|dateret|udarbejdet|udgave|gældende\s+fra"
    r"|gælder\s+fra|udgivet|dato)[\s:,]*(?:version\s+)?(?:[\d.]+\s*[,/–-]\s*)?"
    r"(?:(?:den|d\.|i)\s+)?$",
    re.IGNORECASE,
)
_AT_ENDS = 1500
"""A document prints its own date at its beginning or end, within so many characters."""


def notes_for(
    extracts: Sequence[Extract],
    *,
    kind: AnswerKind,
    library: Library,
    corrections: Sequence[tuple[str, str]] = (),
    contradictions: Iterable[Contradiction] = (),
    repaired: Sequence[Reference] = (),
    today: date | None = None,
) -> tuple[Note, ...]:
    """Return the notes beside an answer that quotes ``extracts``, no two alike.

    Args:
        extracts: What the answer quotes, in order.
        kind: What is asked for; a vague deadline is only told to who asks for a time.
        library: Where the documents are.
        corrections: The words of the question that were read as others.
        contradictions: What ``find_contradictions`` found.
        repaired: The references through which ``look_up`` found a clause.
        today: The day that a source is old by; the current one if it is not given.
    """
    notes: list[Note] = []
    if corrections:
        text = wording.corrected(corrections)
        notes.append(Note(kind=NoteKind.CORRECTED_SPELLING, text=text))
    notes += [found.note for found in contradictions]
    notes += [_note_reference(reference, library=library) for reference in repaired]
    for extract in extracts:
        notes += _of_clause(extract.clause, library=library)
        notes += _of_references(extract, library=library)
        notes += _of_deadline(extract, kind=kind)
    notes += _of_sources(extracts, library=library, today=today or date.today())
    # Rows of one table say the same of it; once is enough.
    return tuple({(note.kind, note.text): note for note in reversed(notes)}.values())[::-1]


def printed_date(document: Document) -> tuple[str, date] | None:
    """Return the date that ``document`` gives itself, as printed and as the first day it can mean.

    That is its version if that is a date, else the latest that the opening or the end of the text
    calls its own ("Senest opdateret den 3. marts 2021"); None if it has none.
    """
    of_version = [*_days(document.version or "")]
    if of_version:
        return max(of_version, key=lambda found: (found[1], len(found[0])))
    text = document.text
    ends = [text] if len(text) <= 2 * _AT_ENDS else [text[:_AT_ENDS], text[-_AT_ENDS:]]
    own = [found for part in ends for found in _own_days(part)]
    return max(own, key=lambda found: (found[1], len(found[0])), default=None)


def _of_clause(clause: Clause, *, library: Library) -> Iterator[Note]:
    """Yield the notes of a clause, and of those above it what concerns its label."""
    yield from (note for note in clause.notes if note.kind not in _IN_QUOTE)
    parent = library.clauses.get(clause.parent_id or "")
    while parent is not None:
        yield from (note for note in parent.notes if note.kind in _OF_LABEL)
        parent = library.clauses.get(parent.parent_id or "")


def _of_references(extract: Extract, *, library: Library) -> Iterator[Note]:
    """Yield notes on the references inside the quote that do not find what they print."""
    parts = [part for part in (extract.opening, extract) if part is not None]
    for part in parts:
        for reference in library.references_of(part.clause.document_id):
            fails = reference.status in (ReferenceStatus.SHIFTED, ReferenceStatus.DANGLING)
            if fails and part.span.contains(reference.span):
                yield _note_reference(reference, library=library)


def _note_reference(reference: Reference, *, library: Library) -> Note:
    """Return the note on a reference whose number finds nothing, or another clause than meant."""
    source = library.clauses[reference.clause_id]
    target = library.clauses.get(reference.target_id or "")
    named = wording.name_clause(source)
    refers = f"{named[:1].upper()}{named[1:]} henviser til »{' '.join(reference.text.split())}«"
    if target is None:
        kind, text = NoteKind.DANGLING_REFERENCE, f"{refers}, som ikke findes i dokumentet."
    elif _is_printed(reference, document_id=target.document_id, library=library):
        kind = NoteKind.SHIFTED_REFERENCE
        text = f"{refers}, men der menes formentlig {wording.name_clause(target)}."
    else:
        kind = NoteKind.SHIFTED_REFERENCE
        text = f"{refers}, som ikke findes; der menes formentlig {wording.name_clause(target)}."
    return Note(kind=kind, text=text, clause_id=reference.clause_id)


def _is_printed(reference: Reference, *, document_id: str, library: Library) -> bool:
    """Tell whether the number that a reference prints is that of some clause."""
    wanted = {place for m in find_mentions(reference.text) for place in places_of(m)}
    return any(place_of(clause.label) in wanted for clause in library.clauses_of(document_id))


def _of_deadline(extract: Extract, *, kind: AnswerKind) -> Iterator[Note]:
    """Yield the warning that a deadline was asked for and only a vague one is printed."""
    vague = vague_deadlines(extract.text) if asks_for_time(kind) else ()
    if vague and not quantities_for(kind, extract.text):
        text = wording.vague_deadline(" ".join(vague[0].text.split()))
        yield Note(kind=NoteKind.VAGUE_DEADLINE, text=text, clause_id=extract.clause.clause_id)


def _of_sources(extracts: Sequence[Extract], *, library: Library, today: date) -> Iterator[Note]:
    """Yield for each document quoted that it is old, where it prints a date that is."""
    quoted = dict.fromkeys(extract.clause.document_id for extract in extracts)
    for document_id in quoted:
        document = library.documents[document_id]
        found = printed_date(document)
        if found is None or not _is_old(found[1], today=today):
            continue
        name = "Dokumentet" if len(quoted) == 1 else wording.name_document(document)
        yield Note(
            kind=NoteKind.OLD_SOURCE,
            text=f"{name} er dateret {found[0]}.",
            clause_id=_where(document, found[0], library=library),
        )


def _is_old(day: date, *, today: date) -> bool:
    return (today.year - day.year, today.month, today.day) >= (
        OLD_AFTER_YEARS,
        day.month,
        day.day,
    )


def _where(document: Document, printed: str, *, library: Library) -> str | None:
    """Return the clause that prints a date; a version from the manifest may stand nowhere."""
    clauses = library.clauses_of(document.document_id)
    return next((c.clause_id for c in clauses if printed in c.text), None)


def _own_days(text: str) -> Iterator[tuple[str, date]]:
    for printed, day, span in _spans(text):
        if _DATED.search(text[max(0, span.start - 60) : span.start]):
            yield printed, day


def _days(text: str) -> Iterator[tuple[str, date]]:
    yield from ((printed, day) for printed, day, _ in _spans(text))


def _spans(text: str) -> Iterator[tuple[str, date, Span]]:
    """Yield the dates of ``text`` that have a year, as printed and as the first day they mean."""
    for span, iso in find_dates(text):
        year, *rest = iso.split("-")
        if year:
            month, day = (int(part) for part in (*rest, "1")[:2])
            yield " ".join(span.of(text).split()), date(int(year), month, day), span
