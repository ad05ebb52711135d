"""From drafts to clauses with ids, spans and words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict

from ingest.cleaning import CleanText
from ingest.drafts import Draft, Lines, Nested
from ingest.nesting import nest
from ingest.segmenting import segment_lines
from klausul.types import Clause, ClauseKind, Note, Span

_ID_LONGEST = 80
_UNSAFE = re.compile(r"[^\w.\-]+")


def make_clauses(clean: CleanText, *, document_id: str) -> tuple[Clause, ...]:
    """Return the clauses of a cleaned text in order of their place.

    Level-1 clauses cover every non-blank character exactly once; deeper ones lie in their parent.
    """
    lines = Lines(clean)
    maker = _Maker(clean, document_id)
    for draft in segment_lines(lines):
        maker.add(draft, lines)
    return tuple(maker.clauses)


class _Maker:
    def __init__(self, clean: CleanText, document_id: str) -> None:
        self.clauses: list[Clause] = []
        self._clean = clean
        self._document_id = document_id
        self._taken: set[str] = set()
        self._repeats: defaultdict[str, int] = defaultdict(lambda: 1)

    def add(self, draft: Draft, lines: Lines) -> None:
        """Make the clause of a draft, then those inside it."""
        span = Span(lines.span(draft.first).start, lines.span(draft.last).end)
        clause_id = self._clause_id(draft.label, draft.heading, kind=draft.kind)
        top = Clause(
            clause_id=clause_id,
            document_id=self._document_id,
            label=draft.label,
            part=draft.part,
            number=draft.number,
            heading=draft.heading,
            path=draft.path,
            text=span.of(self._clean.text),
            span=span,
            page=self._page(span),
            kind=draft.kind,
            notes=tuple(Note(kind=k, text=t, clause_id=clause_id) for k, t in draft.notes),
        )
        self.clauses.append(top)
        made: dict[int, Clause] = {}
        nested = nest(draft, lines)
        for index in sorted(range(len(nested)), key=lambda k: (nested[k].span.start, k)):
            parent = nested[index].parent
            made[index] = self._inside(nested[index], top if parent is None else made[parent])
            self.clauses.append(made[index])

    def _inside(self, piece: Nested, parent: Clause) -> Clause:
        return Clause(
            clause_id=self._clause_id(piece.label, piece.heading, kind=piece.kind),
            document_id=self._document_id,
            label=piece.label,
            part=parent.part,
            number=piece.number,
            heading=piece.heading,
            path=parent.path,
            text=piece.span.of(self._clean.text),
            span=piece.span,
            page=self._page(piece.span),
            kind=piece.kind,
            level=piece.level,
            parent_id=parent.clause_id,
        )

    def _clause_id(self, label: str, heading: str | None, *, kind: ClauseKind) -> str:
        """Return an id that is unique, speaks to people and is safe in a URL path.

        A label that repeats takes its heading along ("Bilag-C.2-Logning"), then a number.
        """
        base = f"{self._document_id}/{_slug(label)}"
        if kind is ClauseKind.ROW or base in self._taken:
            base = f"{self._document_id}/{_slug(f'{label} {heading}' if heading else label)}"
        unique = base
        while unique in self._taken:
            self._repeats[base] += 1
            unique = f"{base}-{self._repeats[base]}"
        self._taken.add(unique)
        return unique

    def _page(self, span: Span) -> int | None:
        """Return the number, from 1, of the source's page on which ``span`` begins."""
        starts = self._clean.page_starts
        place = self._clean.offsets.to_source(Span(span.start, span.start + 1))
        return bisect_right(starts, place.start) if starts and place else None


def _slug(text: str) -> str:
    slug = _UNSAFE.sub("-", text.replace("•", "punkt-")).strip("-.")[:_ID_LONGEST].rstrip("-.")
    return slug or "tegn"
