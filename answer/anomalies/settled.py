"""What an agreement settles once: when it begins, which court decides and which law holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answer.anomalies.examined import Examined, begin, name_place
from klausul.danish.sentences import split_sentences
from klausul.types import Anomaly, AnomalyKind, Clause, ClauseKind, Span

_SKIPPED = frozenset({ClauseKind.CONTENTS, ClauseKind.SIGNATURE, ClauseKind.HEADING})
_AGREEMENT = r"(?:\w*aftalen?|bestemmelserne|vilkårene|betingelserne)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """A thing to settle: the sentences that do, and the words that say how, by what they mean."""

    name: str
    opens: re.Pattern[str]
    values: re.Pattern[str]


_SUBJECTS = (
    _Subject(
        name="ikrafttræden",
        opens=re.compile(
            rf"\b{_AGREEMENT}\s+(?:\w+\s+){{0,3}}?træder\s+i\s+kraft\b", re.IGNORECASE
        ),
        values=re.compile(
            r"(?P<sign>under(?:skr|tegn)\w*|signer\w*)|(?P<join>tiltræd\w*)"
            r"|(?P<accept>accept\w*|godkend\w*)|(?P<account>opret\w*)",
            re.IGNORECASE,
        ),
    ),
    _Subject(
        name="værneting",
        opens=re.compile(
            r"\b(?:tvist\w*|værneting|uenighed\w*|sager?\s+(?:skal\s+)?anlægges)\b", re.I
        ),
        values=re.compile(
            r"Retten\s+(?:i|på)\s+(?P<place>[A-ZÆØÅ]\w+)|(?P<city>[A-ZÆØÅ]\w+)\s+[Bb]yret"
            r"|(?P<trade>Sø-\s+og\s+Handelsretten)|(?P<arbiter>[Vv]oldgift\w*)"
        ),
    ),
    _Subject(
        name="lovvalg",
        opens=re.compile(rf"\b(?:{_AGREEMENT}|tvist\w*|lovvalg)\b|^\W*\w+\s+ret\s+gælder", re.I),
        values=re.compile(
            r"\b(?P<law>dansk|svensk|norsk|tysk|finsk|engelsk|irsk|nederlandsk|belgisk|fransk)"
            r"\s+(?:rets?|lov(?:givning)?)\b",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settled:
    """A sentence that settles a subject; ``meanings`` in lower case, ``words`` as printed."""

    clause: Clause
    span: Span
    meanings: frozenset[str]
    words: str


def find_settled_twice(examined: Examined) -> Iterator[Anomaly]:
    """Yield the subjects that two clauses settle in ways that have nothing in common."""
    for subject in _SUBJECTS:
        found = list(_settling(subject, examined))
        pairs = ((one, other) for i, one in enumerate(found) for other in found[i + 1 :])
        differing = next((pair for pair in pairs if _differ(*pair)), None)
        if differing is not None:
            one, other = differing
            yield examined.report(
                AnomalyKind.CONTRADICTION,
                f"{begin(name_place(one.clause))} siger »{one.words}«, men"
                f" {name_place(other.clause)} siger »{other.words}« om {subject.name}.",
                [examined.cite(found.clause, found.span) for found in differing],
            )


def _settling(subject: _Subject, examined: Examined) -> Iterator[_Settled]:
    for clause in examined.clauses:
        if clause.level != 1 or clause.kind in _SKIPPED:
            continue
        for found in split_sentences(clause.text):
            opening = subject.opens.search(found.of(clause.text))
            values = list(subject.values.finditer(found.of(clause.text))) if opening else []
            if values:
                start = clause.span.start
                yield _Settled(
                    clause=clause,
                    span=Span(start + found.start, start + found.end),
                    meanings=frozenset(_meaning(match) for match in values),
                    words=" ".join(values[0][0].split()),
                )


def _meaning(match: re.Match[str]) -> str:
    """Return which court or law is named, or which sort of act."""
    group = match.lastgroup or ""
    return match[group].lower().removesuffix("s") if group in ("place", "city", "law") else group


def _differ(one: _Settled, other: _Settled) -> bool:
    annexes = [
        found.clause.part is None or found.clause.part.startswith("Bilag") for found in (one, other)
    ]
    one_agreement = one.clause.part == other.clause.part or all(annexes)
    return one.clause is not other.clause and one_agreement and not one.meanings & other.meanings
