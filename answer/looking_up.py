"""Clauses that a question names are looked up, not searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from klausul.danish.references import Mention
from klausul.ports import Library
from klausul.types import Clause, ClauseKind, Document

MAX_CLAUSES = 5
"""At most this many clauses are answered with when a name fits several."""

MAX_ROWS = 8
"""At most this many rows of a table are quoted after the words that announce it."""

_ANNOUNCES = re.compile(r"\bfølgende\s[^.:;]{0,80}(?::|$)|:\s*$", re.IGNORECASE | re.MULTILINE)

SHORT_BODY = 60
"""A clause shorter than this is a heading in effect; what it heads is shown with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What was found of the clauses that a question names, and the names that fit none.

    A clause that only another clause names, by a number that has shifted, is found by what that
    reference means.
    """

    clauses: tuple[Clause, ...] = ()
    missing: tuple[str, ...] = ()


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
    no document has is missing.
    """
    clauses: dict[str, Clause] = {}
    missing: list[str] = []
    for mention in mentions:
        is_bare = mention.text[:1].isdigit()
        if is_bare and not speaks_of_clause:
            continue
        found = _match(mention, documents=documents, library=library)
        found = found or _meant(mention, clauses.values(), library=library)
        clauses |= {clause.clause_id: clause for clause in found}
        if not found and not _is_relative(mention) and (not is_bare or speaks_only_of_it):
            missing.append(mention.text)
    return Lookup(
        clauses=tuple(clauses.values())[:MAX_CLAUSES], missing=tuple(dict.fromkeys(missing))
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
    """Tell whether ``other`` is a clause or a row of a table directly under ``clause``."""
    if other.kind is ClauseKind.ROW:
        return other.label == clause.label
    return other.label.startswith(f"{clause.label}.") and other.level == clause.level


def _match(mention: Mention, *, documents: Sequence[Document], library: Library) -> list[Clause]:
    """Return each document's own clause of that name."""
    names = _names(mention)
    found: list[Clause] = []
    for document in documents:
        clauses = [c for c in library.clauses_of(document.document_id) if _is_citable(c)]
        exact = [c for c in clauses if _normal(c.label) in names]
        if not exact and mention.part is None:
            exact = [c for c in clauses if _bare(c.label) in names]
        exact = exact or [c for c in clauses if _lies_under(c, names)]
        found += _first(exact)
    return found


def _is_relative(mention: Mention) -> bool:
    """Tell whether "stk. 3" alone is meant, which is counted inside a clause or a law unnamed."""
    return mention.text.lower().startswith(("stk", "§"))


def _meant(mention: Mention, sources: Iterable[Clause], *, library: Library) -> list[Clause]:
    """Return the clause that one of ``sources`` means where it prints the number mentioned."""
    by_source = {clause.clause_id for clause in sources}
    documents = {library.clauses[clause_id].document_id for clause_id in by_source}
    return [
        library.clauses[reference.target_id]
        for document_id in sorted(documents)
        for reference in library.references_of(document_id)
        if reference.clause_id in by_source
        and reference.target_id is not None
        and mention.number is not None
        and mention.number in reference.text
    ][:1]


def _names(mention: Mention) -> frozenset[str]:
    """Return the labels, normalised, under which a clause so mentioned may be printed."""
    number, annex = mention.number or "", mention.annex
    if annex is not None:
        lies_under = number and not number.startswith(f"{annex}.")
        place = f"{annex}.{number}" if lies_under else number or annex
        return frozenset({_normal(f"Bilag {place}")})
    return frozenset({_normal(f"{mention.part or ''} {number}")})


def _lies_under(clause: Clause, names: frozenset[str]) -> bool:
    """Tell whether ``clause`` is the first level under a number that is not printed itself."""
    return _normal(clause.label).rpartition(".")[0] in names


def _first(clauses: Iterable[Clause]) -> list[Clause]:
    """Return the outermost, first printed of the clauses that share a label.

    A table's rows share the label of its section, which stands before them. Two parts of one
    document may each have the number; their labels differ by the part.
    """
    ordered = sorted(clauses, key=lambda c: (c.kind is ClauseKind.ROW, c.level, c.span.start))
    first: dict[str, Clause] = {}
    for clause in ordered:
        first.setdefault(_normal(clause.label), clause)
    return list(first.values())


def _is_citable(clause: Clause) -> bool:
    return clause.kind is not ClauseKind.CONTENTS


def _bare(label: str) -> str:
    """Return ``label`` without the part that it is printed in ("DBA 9.2" is "9.2")."""
    return _normal(label).rsplit(" ", 1)[-1]


def _normal(label: str) -> str:
    """Return ``label`` in lower case, its spaces single, without a full stop at its end."""
    return " ".join(label.lower().split()).rstrip(".")
