"""Cross-references inside a document: found, typed, resolved, and flagged where they fail.

A document made from a template often keeps the template's numbers in its references while its own
sections moved. The document itself tells: "nærværende punkt 9" inside section 8, or a table of
contents whose numbers differ from the sections'. Such a shift is applied and told, never silent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.markers import MarkerKind, find_marker
from klausul.danish.references import Mention, MentionKind, find_mentions
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

_SILENT = frozenset({ClauseKind.CONTENTS, ClauseKind.HEADING, ClauseKind.SIGNATURE})
_HERE = re.compile(r"nærværende\s+(?:punkt|pkt\.?|bestemmelse|afsnit|klausul)\s+(\d{1,2})\b", re.I)
_ENTRY = re.compile(r"^(\d{1,2})\.?\s+(.+?)[\s.]*\s\d{1,3}$", re.M)
_OTHER_DOCUMENT = re.compile(
    r"\b(?:hoved|service|samarbejds|licens|abonnements|leverings)aftale(?:n|r|rne|ns|rnes)?\b", re.I
)
_RELATIVE = re.compile(r"(?:stk|stykke)\b", re.I)
_PARAGRAPH = re.compile(r"§ (\d{1,3}[a-z]?)", re.I)
_BARE_NUMBER = re.compile(r"[\d.\s]+$")


@dataclass(frozen=True, slots=True)
class _Target:
    clause: Clause | None
    status: ReferenceStatus
    why: str | None = None


def find_references(
    clauses: Sequence[Clause],
) -> tuple[tuple[Reference, ...], tuple[Clause, ...]]:
    """Return the references of a document, and its clauses with notes on those that fail."""
    resolver = _Resolver(clauses)
    references: list[Reference] = []
    notes: dict[str, list[Note]] = {}
    for clause in clauses:
        if clause.level != 1 or clause.kind in _SILENT:
            continue
        for reference in resolver.references_in(clause):
            references.append(reference)
            note = _note(reference)
            if note and note not in notes.setdefault(clause.clause_id, []):
                notes[clause.clause_id].append(note)
    noted = tuple(
        replace(clause, notes=(*clause.notes, *notes.get(clause.clause_id, ())))
        for clause in clauses
    )
    return tuple(references), noted


def _note(reference: Reference) -> Note | None:
    if reference.status is ReferenceStatus.SHIFTED:
        kind = NoteKind.SHIFTED_REFERENCE
        text = f"Henvisningen »{reference.text}« er forskudt; ment er {reference.target}."
    elif reference.status is ReferenceStatus.DANGLING:
        kind = NoteKind.DANGLING_REFERENCE
        text = f"Henvisningen »{reference.text}« peger på noget, der ikke findes i dokumentet."
    else:
        return None
    return Note(kind=kind, text=text, clause_id=reference.clause_id)


class _Resolver:
    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = clauses
        self._by_label: dict[str, Clause] = {}
        for clause in clauses:
            self._by_label.setdefault(clause.label.casefold(), clause)
        self._shift = _find_shift(clauses)
        self._has_paragraphs = any(_PARAGRAPH.search(clause.label) for clause in clauses)
        self._numbered = any(clause.number for clause in clauses)

    def references_in(self, clause: Clause) -> Iterator[Reference]:
        own = _own_number(clause.text)
        last_end = -100
        for mention in find_mentions(clause.text):
            bare = bool(_BARE_NUMBER.match(mention.text))
            if mention.span.start < own or (bare and mention.span.start - last_end > 6):
                continue
            last_end = mention.span.end
            yield self._reference(clause, mention)
        for match in _OTHER_DOCUMENT.finditer(clause.text):
            span = Span(clause.span.start + match.start(), clause.span.start + match.end())
            yield Reference(
                clause_id=self._deepest(clause, span).clause_id,
                text=match[0],
                span=span,
                kind=ReferenceKind.OTHER_DOCUMENT,
                target_id=None,
                target=match[0],
                status=ReferenceStatus.EXTERNAL,
            )

    def _reference(self, clause: Clause, mention: Mention) -> Reference:
        start = clause.span.start
        span = Span(start + mention.span.start, start + mention.span.end)
        target = self._resolve(clause, mention)
        kind = {
            MentionKind.LAW: ReferenceKind.LAW,
            MentionKind.ANNEX: ReferenceKind.ANNEX,
            MentionKind.CLAUSE: ReferenceKind.INTERNAL,
        }[mention.kind]
        return Reference(
            clause_id=self._deepest(clause, span).clause_id,
            text=mention.text,
            span=span,
            kind=kind,
            target_id=target.clause.clause_id if target.clause else None,
            target=target.clause.label if target.clause else _name(mention),
            status=target.status,
            why=target.why,
        )

    def _resolve(self, clause: Clause, mention: Mention) -> _Target:
        if mention.kind is MentionKind.LAW:
            return _Target(None, ReferenceStatus.EXTERNAL)
        if mention.kind is MentionKind.ANNEX or mention.annex:
            return self._resolve_annex(mention)
        relative = self._has_paragraphs and _RELATIVE.match(mention.text)
        if "§" in mention.text or relative:
            return self._resolve_paragraph(clause, mention)
        number = mention.number or ""
        found = self._find(clause, mention, number)
        if self._shift and re.match(r"\d", number):
            moved = self._find(clause, mention, _moved(number, self._shift))
            if moved and not (found and _is_mutual(found, clause, instead_of=moved)):
                why = f"dokumentets henvisninger er forskudt med {-self._shift}"
                return _Target(moved, ReferenceStatus.SHIFTED, why)
        if found:
            return _Target(found, ReferenceStatus.OK)
        if not self._numbered:
            return _Target(None, ReferenceStatus.EXTERNAL, "dokumentet har ingen numre")
        return _Target(None, ReferenceStatus.DANGLING, f"intet punkt {number}")

    def _resolve_paragraph(self, clause: Clause, mention: Mention) -> _Target:
        """§ 7, stk. 2; and "stk. 2" alone, which means the paragraph that it stands in."""
        if not self._has_paragraphs:
            return _Target(None, ReferenceStatus.EXTERNAL, "dokumentet har ingen paragraffer")
        section, _, part = (mention.number or "").partition(".")
        if "§" not in mention.text:
            own = _PARAGRAPH.search(clause.label)
            section, part = (own[1] if own else ""), section
        for label in (f"§ {section}, stk. {part}", f"§ {section}"):
            found = self._lookup(clause, mention, label)
            if found:
                return _Target(found, ReferenceStatus.OK)
        return _Target(None, ReferenceStatus.DANGLING, f"intet {_name(mention)}")

    def _resolve_annex(self, mention: Mention) -> _Target:
        number = mention.number
        labels = [f"Bilag {number}", f"Bilag {mention.annex}.{number}"] if number else []
        if mention.kind is MentionKind.CLAUSE and number:
            labels.append(number)  # "B.2" of sections that letters count
        for label in [*labels, f"Bilag {mention.annex}"]:
            found = self._by_label.get(label.casefold())
            if found:
                return _Target(found, ReferenceStatus.OK)
        return _Target(None, ReferenceStatus.DANGLING, f"intet {_name(mention)}")

    def _find(self, clause: Clause, mention: Mention, number: str) -> Clause | None:
        """Look a number up: in the named part, in the clause's own part, then anywhere."""
        return self._lookup(clause, mention, number) or self._by_label.get(
            f"Bilag {number}".casefold()
        )

    def _lookup(self, clause: Clause, mention: Mention, number: str) -> Clause | None:
        part = mention.part or clause.part
        labels = [f"{part} {number}", f"{part}.{number}"] if part else []
        found = (self._by_label.get(label.casefold()) for label in [*labels, number])
        return next((target for target in found if target), None)

    def _deepest(self, clause: Clause, span: Span) -> Clause:
        inside = [
            c for c in self._clauses if c.span.contains(span) and clause.span.contains(c.span)
        ]
        return max(inside, key=lambda c: (c.level, -len(c.span)), default=clause)


def _name(mention: Mention) -> str:
    if mention.kind is MentionKind.LAW:
        return mention.law or mention.text
    return mention.text


def _own_number(text: str) -> int:
    """Return where a clause's words begin, past the number that is its own."""
    marker = find_marker(text)
    if marker is None:
        return 0
    if marker.kind is MarkerKind.ANNEX:
        return len(text.split("\n", 1)[0])
    return marker.length


def _is_mutual(target: Clause, clause: Clause, *, instead_of: Clause) -> bool:
    """Tell whether ``target`` names the place of ``clause`` in its turn, and the other does not.

    One reference may escape the shift that moved the others; two clauses that name each other
    are meant for each other.
    """
    place = re.compile(rf"\b{re.escape(clause.label)}\b(?!\.\d)", re.I)
    return bool(place.search(target.text)) and not place.search(instead_of.text)


def _moved(number: str, shift: int) -> str:
    first, dot, rest = number.partition(".")
    return f"{int(first) + shift}{dot}{rest}" if first.isdigit() else number


def _find_shift(clauses: Sequence[Clause]) -> int:
    """Return what must be added to a printed section number to reach the section meant."""
    shifts = Counter(_shifts(clauses))
    shifts.pop(0, None)
    if not shifts:
        return 0
    shift, count = shifts.most_common(1)[0]
    return shift if count >= 2 and count > sum(shifts.values()) / 2 else 0


def _shifts(clauses: Sequence[Clause]) -> Iterator[int]:
    sections = {
        (clause.heading or "").casefold(): int(clause.number)
        for clause in clauses
        if clause.kind is ClauseKind.HEADING and clause.number and clause.number.isdigit()
    }
    for clause in clauses:
        if clause.kind is ClauseKind.CONTENTS:
            for number, title in _ENTRY.findall(clause.text):
                if title.strip().casefold() in sections:
                    yield sections[title.strip().casefold()] - int(number)
        section = clause.label.split(".")[0]
        if clause.level == 1 and section.isdigit():
            for number in _HERE.findall(clause.text):
                yield int(section) - int(number)
