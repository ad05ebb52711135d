"""Annexes that are referred to, listed or counted, and that the document does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answer.anomalies.elsewhere import is_denied, is_of_another
from answer.anomalies.examined import Examined, around, begin, listed, name_place
from klausul.danish.annexes import ANNEX_WORDS
from klausul.danish.numerals import read_number
from klausul.danish.references import MentionKind, find_mentions
from klausul.types import (
    Anomaly,
    AnomalyKind,
    Clause,
    ClauseKind,
    Reference,
    ReferenceKind,
    ReferenceStatus,
    Span,
)

_NAMED = re.compile(
    rf"(?i:{'|'.join(ANNEX_WORDS)})\s+(?P<name>[A-ZÆØÅ]|\d{{1,2}}[a-zA-Z]?|[IVX]+)\b"
)
_LETTERED = re.compile(r"\s(?P<name>\d{1,2}[a-zA-Z])\b")
"""An annex that a letter counts among those of one number: "Underbilag 2a"."""
_COUNTED = re.compile(
    r"(?<![\d.,])\b(?P<count>\d{1,2}|ét|et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv)\s+bilag\b"
    r"(?!\s*(?:\d|(?-i:[A-ZÆØÅ]\b)))",
    re.IGNORECASE,
)
_COUNTS_ALL = re.compile(
    r"\b(?:hører|tilhører|følger|består|har|omfatter|indeholder|suppleres|med\s+i\s+alt|i\s+alt"
    r"|vedlagt|vedhæftet|tilknyttet|udgør)\b",
    re.IGNORECASE,
)


def find_missing(examined: Examined) -> Iterator[Anomaly]:
    """Yield the annexes that are named but not there, and a count that is not theirs."""
    yield from _find_named(examined)
    yield from _find_counted(examined)
    yield from _find_apart(examined)


def names_missing_annex(reference: Reference, examined: Examined) -> bool:
    """Tell whether a reference names an annex of this document that it does not have."""
    name = _annex_of(reference)
    return name is not None and name not in _present(examined)


def _find_named(examined: Examined) -> Iterator[Anomaly]:
    present = _present(examined)
    places: dict[str, list[tuple[Clause, Span]]] = {}
    by_id = {clause.clause_id: clause for clause in examined.clauses}
    for reference in examined.references:
        name = _annex_of(reference)
        if name is not None and name not in present and _is_lost(reference, examined):
            clause = by_id[reference.clause_id]
            places.setdefault(name, []).append((clause, around(clause, reference.span)))
    for clause in examined.clauses:
        if clause.kind is ClauseKind.CONTENTS:
            for name, span in _entries(clause):
                if name not in present:
                    places.setdefault(name, []).append((clause, span))
    for name, found in places.items():
        names = listed(list(dict.fromkeys(name_place(clause) for clause, _ in found)))
        yield examined.report(
            AnomalyKind.MISSING_ANNEX,
            f"Bilag {name} nævnes i {names}, men findes ikke i dokumentet.",
            [examined.cite(clause, span) for clause, span in found],
        )


def _find_counted(examined: Examined) -> Iterator[Anomaly]:
    """Yield "fire bilag" where the document has another number of them."""
    heads = _heads(examined)
    names = list(dict.fromkeys(name for name, _ in heads))
    for clause in examined.clauses:
        match = _COUNTED.search(clause.text) if clause.level == 1 else None
        if match is None:
            continue
        start = clause.span.start
        span = around(clause, Span(start + match.start(), start + match.end()))
        said = int(read_number(match["count"].lower().replace("é", "e")))
        if said == len(names) or not _COUNTS_ALL.search(span.of(examined.document.text)):
            continue
        has = _say_has(names)
        yield examined.report(
            AnomalyKind.MISSING_ANNEX,
            f"{begin(name_place(clause))} siger »{match[0]}«, men dokumentet har {has}.",
            [examined.cite(clause, span), *(examined.cite(head) for _, head in heads[-2:])],
        )


def _find_apart(examined: Examined) -> Iterator[Anomaly]:
    """Yield the annexes that leave their content to a document of its own, which is not here."""
    apart: dict[str, list[Reference]] = {}
    for reference in examined.references:
        outside = reference.kind is ReferenceKind.OTHER_DOCUMENT
        if outside and _NAMED.match(reference.text[:1].upper() + reference.text[1:]):
            apart.setdefault(reference.clause_id, []).append(reference)
    for clause in examined.clauses:
        others = [r for r in apart.get(clause.clause_id, ()) if r.text.strip() != clause.label]
        if clause.part == clause.label and others:
            yield examined.report(
                AnomalyKind.MISSING_ANNEX,
                f"{name_place(clause)} henviser til »{others[0].text.strip()}«, som er et dokument"
                " for sig og ikke en del af dette.",
                [examined.cite(clause, around(clause, others[0].span))],
            )


def _say_has(names: list[str]) -> str:
    if not names:
        return "ingen bilag"
    return f"{len(names)} (Bilag {listed(names, most=8)})"


def _present(examined: Examined) -> frozenset[str]:
    return frozenset(name for name, _ in _heads(examined))


def _heads(examined: Examined) -> list[tuple[str, Clause]]:
    """Return the first clause of each annex, with its letter or number."""
    found: dict[str, Clause] = {}
    for clause in examined.clauses:
        match = _NAMED.match(clause.part or "") or _NAMED.match(clause.label)
        if match is not None and clause.kind is not ClauseKind.FOOTNOTE:
            found.setdefault(match["name"].upper(), clause)
    return list(found.items())


def _annex_of(reference: Reference) -> str | None:
    if reference.kind is not ReferenceKind.ANNEX:
        return None
    mentions = [m for m in find_mentions(reference.text) if m.kind is MentionKind.ANNEX]
    if not mentions or not mentions[0].annex:
        return None
    lettered = _LETTERED.search(reference.text)
    return (lettered["name"] if lettered else mentions[0].annex).upper()


def _is_lost(reference: Reference, examined: Examined) -> bool:
    text = examined.document.text
    dangles = reference.status is ReferenceStatus.DANGLING
    return dangles and not (is_denied(reference, text) or is_of_another(reference, text))


def _entries(contents: Clause) -> Iterator[tuple[str, Span]]:
    """Yield the annexes that a table of contents lists, with their lines."""
    start = contents.span.start
    for line in re.finditer(r"[^\n]+", contents.text):
        match = _NAMED.match(line[0].strip())
        if match is not None:
            lead = len(line[0]) - len(line[0].lstrip())
            end = line.start() + len(line[0].rstrip())
            yield match["name"].upper(), Span(start + line.start() + lead, start + end)
