"""Clauses that say nothing: deleted, reserved, a heading alone, a row with a name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from answer.anomalies.examined import Examined, begin, is_numbered, listed, name_place
from answer.placing import Place, place_of
from klausul.types import Anomaly, AnomalyKind, Clause, ClauseKind

_SUBJECT = (
    r"(?:(?:denne|dette|disse)\s+)?(?:bestemmelsen?|punkt(?:et)?|pkt\.?|afsnit(?:tet)?|klausul(?:en)?|stykket?"
    r"|stk\.?|bilag(?:et)?)\s+(?:er\s+|har\s+været\s+)?(?:bevidst\s+)?"
)
_STATES = (
    r"slettet|udgår|udgået|bortfalder|bortfaldet|ophævet|fjernet|reserveret|ikke\s+anvendt"
    r"|ikke\s+i\s+brug|bevidst\s+tom(?:t)?|tomt?|n/?a\.?|not\s+used|intentionally\s+(?:left\s+blank"
    r"|omitted)|deleted|reserved|-+|–|—"
)
_EMPTIED = re.compile(rf"[\s\[(„\"”»*_]*(?:{_SUBJECT})?(?:{_STATES})[\s\])\"”«*_.]*", re.IGNORECASE)
_NUMBER = re.compile(
    r"\W*(?:(?:bilag|punkt|pkt\.?|stk\.?|§|artikel|bestemmelse|afsnit|kapitel)\s+)?"
    r"(?:[a-zæøå]\.)?\d*(?:\.\d+)*(?:[a-zæøå](?=[.)]))?[.):]*\s*",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"indhold(?:sfortegnelse)?", re.IGNORECASE)
_ENDS_OPEN = re.compile(r"[.:;!?,]\s*$")
_TITLE_LIMIT = 60
"""A line without a stop that is no longer than this is a title."""

_SIBLING_LEAST = 80
"""A clause of at least so many characters has text of its own."""

_ROWS_LEAST = 3


def find_empty(examined: Examined) -> Iterator[Anomaly]:
    """Yield the clauses that say nothing, and for each table its rows that do."""
    for clause, following in pairwise([*examined.clauses, None]):
        if clause is None or not is_numbered(clause) or examined.children_of(clause):
            continue
        words = _body(clause)
        if words and _EMPTIED.fullmatch(words):
            yield _tell(clause, f"står kun »{words}«", examined)
        elif (
            not words
            and clause.kind is not ClauseKind.HEADING
            and _goes_on(clause, following, examined)
        ):
            yield _tell(clause, "står intet", examined)
    yield from _find_bare_sections(examined)
    yield from _find_bare_clauses(examined)
    yield from _find_bare_rows(examined)


def _tell(clause: Clause, what: str, examined: Examined) -> Anomaly:
    return examined.report(
        AnomalyKind.EMPTY_CLAUSE, f"I {name_place(clause)} {what}.", [examined.cite(clause)]
    )


def _goes_on(clause: Clause, following: Clause | None, examined: Examined) -> bool:
    """Tell whether the next number follows; else the words of ``clause`` may stand below it."""
    if following is None:
        return True
    own, other = place_of(clause.label), place_of(following.label)
    gap = examined.document.text[clause.span.end : following.span.start]
    return is_numbered(following) and _is_next(own, other) and not gap.strip()


def _body(clause: Clause) -> str:
    """Return the words of a clause without its number, and without its heading if more follows."""
    number = _NUMBER.match(clause.text)
    words = clause.text[number.end() if number else 0 :].strip()
    heading = (clause.heading or "").strip()
    if heading and words.startswith(heading) and words[len(heading) :].strip(" .:\n"):
        words = words[len(heading) :].lstrip(" .:\n")
    return " ".join(words.split())


def _find_bare_sections(examined: Examined) -> Iterator[Anomaly]:
    """Yield the sections and annexes whose heading the next one of their rank follows at once."""
    top = [clause for clause in examined.clauses if clause.level == 1]
    for clause, following in [*pairwise(top), *((last, None) for last in top[-1:])]:
        if clause.kind is not ClauseKind.HEADING or examined.children_of(clause):
            continue
        words = _body(clause)
        if not is_numbered(clause) or _CONTENTS.fullmatch(words):
            continue
        if _is_title(words) and _closes(clause, following):
            yield _tell(clause, "står kun en overskrift", examined)


def _closes(clause: Clause, following: Clause | None) -> bool:
    """Tell whether nothing below ``clause`` can come any more."""
    if following is None:
        return True
    own, other = place_of(clause.label), place_of(following.label)
    if following.kind is not ClauseKind.HEADING or not is_numbered(following):
        return False
    return _is_next(own, other) or (own.part != other.part and len(other.levels) == 1)


def _is_next(own: Place, other: Place) -> bool:
    return own.above == other.above and own != other


def _is_title(words: str) -> bool:
    return 0 < len(words) <= _TITLE_LIMIT and not _ENDS_OPEN.search(words)


def _find_bare_clauses(examined: Examined) -> Iterator[Anomaly]:
    """Yield the clauses that hold a title alone where all beside them hold sentences."""
    groups: dict[Place, list[Clause]] = {}
    for clause in examined.clauses:
        if clause.kind is ClauseKind.CLAUSE and is_numbered(clause):
            groups.setdefault(place_of(clause.label).above, []).append(clause)
    order = {clause.clause_id: i for i, clause in enumerate(examined.clauses)}
    for group in groups.values():
        for clause in group:
            beside = [other for other in group if other is not clause]
            following = examined.clauses[order[clause.clause_id] + 1 :][:1]
            if _is_bare(clause, beside, following):
                yield _tell(clause, "står kun en overskrift", examined)


def _is_bare(clause: Clause, beside: Sequence[Clause], following: Sequence[Clause]) -> bool:
    one_line = "\n" not in clause.text.strip()
    if len(beside) < 2 or not one_line or not _is_title(_body(clause)):
        return False
    if any(len(_body(other)) < _SIBLING_LEAST for other in beside):
        return False
    # "5. Underskrift" heads the block of signatures, and "4.1 Fortrolighed" what is below it.
    return all(
        place_of(other.label).above == place_of(clause.label).above
        or other.kind is ClauseKind.HEADING
        for other in following
    )


def _find_bare_rows(examined: Examined) -> Iterator[Anomaly]:
    """Yield for each table the rows that have a name and nothing else."""
    tables: dict[str, list[Clause]] = {}
    for clause in examined.clauses:
        if clause.kind is ClauseKind.ROW:
            tables.setdefault(clause.label, []).append(clause)
    for label, rows in tables.items():
        bare = [row for row in rows if _is_bare_row(row)]
        if bare and len(rows) >= _ROWS_LEAST and 2 * len(bare) <= len(rows) + 1:
            names = listed([f"»{' '.join((row.heading or '').split())}«" for row in bare], most=9)
            which = "rækken" if len(bare) == 1 else "rækkerne"
            yield examined.report(
                AnomalyKind.EMPTY_CLAUSE,
                f"{begin('i')} tabellen under {label} står kun navnet i {which} {names}.",
                [examined.cite(row) for row in bare],
            )


def _is_bare_row(row: Clause) -> bool:
    """Tell whether a row is its name alone; a numbered one is a heading rather than a row.

    What is too long for a name is a whole row whose cells the source does not keep apart.
    """
    heading = (row.heading or "").strip()
    is_name = 0 < len(heading) <= _TITLE_LIMIT and not heading[0].isdigit()
    return is_name and row.text.strip() == heading
