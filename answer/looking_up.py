"""Clauses that a question names are looked up, not searched.

A label is compared as a place: the part that it stands in and its levels, so that "§ 7, stk. 2",
"7.2" and "punkt 7 stk 2" are one. What no document prints is tried as a row of an annex's table, as
a number that only a shifted reference prints, and as an item inside the clause above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from answer.looking_up_printed import places_named, prefer_printed
from answer.placing import ANNEX, TERMS, Place, opens_with, place_of, places_of
from klausul.danish.references import Mention, find_mentions
from klausul.ports import Library
from klausul.types import Clause, ClauseKind, Document, DocumentKind, Reference

MAX_CLAUSES = 5
"""At most this many clauses are answered with when a name fits several."""

MAX_ROWS = 8
"""At most this many rows of a table are quoted after the words that announce it."""

_ANNOUNCES = re.compile(r"\bfølgende\s[^.:;]{0,80}(?::|$)|:\s*$", re.IGNORECASE | re.MULTILINE)

SHORT_BODY = 60
"""A clause shorter than this is a heading in effect; what it heads is shown with it."""

_BARE = re.compile(r"\d[\w.]*")
_LONE_RELATIVE = re.compile(r"(?:stk\.?|stykke|nr\.?)\s*\d+$", re.IGNORECASE)
_LAWLIKE = re.compile(r"\bart|§|paragraf", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\bst(?:k|ykke)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What was found of the clauses that a question names, and the names that fit none.

    ``repaired`` are the references through which a clause was found that no document prints under
    the number asked for: the number has shifted in them, and is to be told.
    """

    clauses: tuple[Clause, ...] = ()
    missing: tuple[str, ...] = ()
    repaired: tuple[Reference, ...] = ()


def look_up(
    mentions: Sequence[Mention],
    *,
    documents: Sequence[Document],
    library: Library,
    speaks_of_clause: bool,
    speaks_only_of_it: bool = True,
) -> Lookup:
    """Return the clauses of ``documents`` that ``mentions`` name.

    ``speaks_of_clause`` tells that the question is about little else, so that a bare "4.12" in it
    is a clause too and not, say, the number of a version. Where it ``speaks_only_of_it``, one that
    no document has is missing. A law's article is never looked up, nor a "stk. 3" of nothing;
    an article that no law is named with is, in a document that prints its sections so.
    """
    clauses: dict[str, Clause] = {}
    missing: list[str] = []
    repaired: dict[Reference, None] = {}
    for mention, within in places_named(mentions, documents=documents, library=library):
        is_bare = _BARE.fullmatch(mention.text) is not None
        if (is_bare and not speaks_of_clause) or _LONE_RELATIVE.match(mention.text):
            continue
        found = _match(mention, documents=within, library=library)
        if not found:
            means = _meant(mention, documents=within, sources=clauses, library=library)
            repaired |= dict.fromkeys(means)
            found = [library.clauses[r.target_id] for r in means if r.target_id is not None]
        found = found or _around(mention, documents=within, library=library)
        found += [row for clause in found for row in _rows_about(clause, library=library)]
        clauses |= {clause.clause_id: clause for clause in found}
        if not found and not _may_be_law(mention) and (not is_bare or speaks_only_of_it):
            missing.append(mention.text)
    return Lookup(
        clauses=tuple(clauses.values())[:MAX_CLAUSES],
        missing=tuple(dict.fromkeys(missing)),
        repaired=tuple(repaired),
    )


def children_of(clause: Clause, *, library: Library) -> tuple[Clause, ...]:
    """Return the clauses that ``clause`` heads, if it says next to nothing itself."""
    if clause.kind is not ClauseKind.HEADING and len(clause.text) > SHORT_BODY:
        return ()
    following = library.clauses_of(clause.document_id)
    return tuple(
        other
        for other in following
        if _is_headed(other, clause)
        and other.span.start > clause.span.start
        and other.kind is not ClauseKind.HEADING
    )


def announced_rows(clause: Clause, *, quote: str, library: Library) -> tuple[Clause, ...]:
    """Return the rows of the table that ``quote``, from ``clause``, announces, at most MAX_ROWS.

    "… har godkendt følgende underdatabehandlere:" names nobody without them.
    """
    if not _ANNOUNCES.search(quote):
        return ()
    rows = (
        other
        for other in library.clauses_of(clause.document_id)
        if other.kind is ClauseKind.ROW and other.label == clause.label
    )
    return tuple(islice(rows, MAX_ROWS))


def _is_headed(other: Clause, clause: Clause) -> bool:
    """Tell whether ``other`` is a clause or a row of a table directly under ``clause``.

    A misnumbered clause is told by the heading that it stands under.
    """
    if other.kind is ClauseKind.ROW:
        return other.label == clause.label
    by_heading = clause.heading is not None and other.heading == clause.heading
    by_label = other.label.startswith(f"{clause.label}.")
    is_of_section = clause.kind is ClauseKind.HEADING and by_heading and other.part == clause.part
    return (by_label or is_of_section) and other.level == clause.level


def _match(mention: Mention, *, documents: Sequence[Document], library: Library) -> list[Clause]:
    """Return each document's own clause of that name; of its own part if any document has that."""
    wanted = places_of(mention)
    exact: dict[str, list[Clause]] = {}
    other: dict[str, list[Clause]] = {}
    for document in documents:
        clauses = [c for c in library.clauses_of(document.document_id) if _is_citable(c)]
        exact[document.document_id] = _exact(clauses, wanted)
        other[document.document_id] = _inexact(clauses, wanted, mention=mention)
    if mention.part is None:
        found = [exact[d.document_id] or other[d.document_id] for d in documents]
    else:
        suited = [d for d in documents if _suits(d, mention.part) and other[d.document_id]]
        found = (
            [*exact.values()]
            if any(exact.values())
            else [other[d.document_id] for d in suited or documents]
        )
    return prefer_printed([clause for clauses in found for clause in clauses], mention)


def _exact(clauses: Sequence[Clause], wanted: Sequence[Place]) -> list[Clause]:
    """Return the clause in the likeliest of the places ``wanted``."""
    for place in wanted:
        found = _first(c for c in clauses if place_of(c.label) == place)
        if found:
            return found
    return []


def _inexact(
    clauses: Sequence[Clause], wanted: Sequence[Place], *, mention: Mention
) -> list[Clause]:
    """Return the clauses of another part, counted in Roman numerals, or right under the number."""
    place, in_annex = wanted[-1], mention.annex is not None
    same = [(c, p) for c in clauses if ((p := place_of(c.label)).part == ANNEX) == in_annex]
    attempts = (
        [c for c, p in same if p.levels == place.levels],
        [c for c, p in same if p.in_figures == place.in_figures],
        [c for c in clauses if place_of(c.label).above in wanted],
        [c for c, p in same if in_annex and _is_row(c, p, levels=place.levels)],
    )
    return next((found for found in map(_first, attempts) if found), [])


def _meant(
    mention: Mention,
    *,
    documents: Sequence[Document],
    sources: Iterable[str],
    library: Library,
) -> list[Reference]:
    """Return the reference that prints the number mentioned and means another clause by it.

    Those of ``sources``, the clauses that the question names besides, come first; elsewhere all
    must mean the same.
    """
    named = frozenset(sources)
    wanted = places_of(mention)
    candidates = [
        reference
        for document in documents
        for reference in library.references_of(document.document_id)
        if reference.target_id is not None
        and any(places_of(m) == wanted for m in find_mentions(reference.text))
    ]
    near = [reference for reference in candidates if reference.clause_id in named]
    found = near[:1] or candidates
    return found[:1] if len({reference.target_id for reference in found}) == 1 else []


def _rows_about(clause: Clause, *, library: Library) -> list[Clause]:
    """Return the rows of an annex's table that explain why ``clause`` is void or nearly so."""
    if clause.kind is not ClauseKind.CLAUSE or len(clause.text) > SHORT_BODY:
        return []
    levels = place_of(clause.label).levels
    return _rows_opening_with(levels, document_id=clause.document_id, library=library)


def _rows_opening_with(
    levels: tuple[str, ...], *, document_id: str, library: Library
) -> list[Clause]:
    return [
        other
        for other in library.clauses_of(document_id)
        if other.kind is ClauseKind.ROW
        and len(levels) > 1
        and opens_with(other.heading or "", levels)
    ]


def _around(mention: Mention, *, documents: Sequence[Document], library: Library) -> list[Clause]:
    """Return the rows that open with the number, or the clauses whose text holds it as an item."""
    *above, last = (mention.number or "").split(".")
    if not above:
        return []
    levels = places_of(mention)[-1].levels
    rows = [
        row
        for document in documents
        for row in _rows_opening_with(levels, document_id=document.document_id, library=library)
    ]
    if rows:
        return rows
    parent = replace(mention, number=".".join(above))
    item = re.compile(rf"(?:^|\n|[;:,]\s)\W*\(?{re.escape(last)}[.)]\s", re.IGNORECASE)
    counts = _PARAGRAPH.search(mention.text) is not None and last.isdigit()
    return [
        clause
        for clause in _match(parent, documents=documents, library=library)
        if item.search(clause.text) or (counts and _paragraphs(clause) >= int(last))
    ]


def _paragraphs(clause: Clause) -> int:
    return sum(bool(line.strip()) for line in clause.text.split("\n"))


def _may_be_law(mention: Mention) -> bool:
    """Tell whether the number may be a law's that is not named."""
    return _LAWLIKE.search(mention.text) is not None


def _is_row(clause: Clause, place: Place, *, levels: tuple[str, ...]) -> bool:
    """Tell whether ``clause`` is the row of an annex's table that opens with the number."""
    own = len(place.levels)
    return (
        clause.kind is ClauseKind.ROW
        and levels[:own] == place.levels
        and opens_with(clause.heading or "", levels[own:])
    )


def _suits(document: Document, part: str) -> bool:
    """Tell whether ``document`` as a whole may be meant by the name of a part."""
    is_terms = document.kind is DocumentKind.TERMS
    return is_terms if part.lower() in TERMS else not is_terms


def _first(clauses: Iterable[Clause]) -> list[Clause]:
    """Return the outermost, first printed of the clauses that share a label.

    A table's rows share the label of its section, which stands before them. Two parts of one
    document may each have the number; their labels differ by the part.
    """
    ordered = sorted(clauses, key=lambda c: (c.kind is ClauseKind.ROW, c.level, c.span.start))
    first: dict[str, Clause] = {}
    for clause in ordered:
        first.setdefault(" ".join(clause.label.lower().split()), clause)
    return list(first.values())


def _is_citable(clause: Clause) -> bool:
    return clause.kind is not ClauseKind.CONTENTS
