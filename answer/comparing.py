"""One matter held across documents: what each says, as a short value with its proof.

The answers are those of the ``Answerer``, document by document, so that what it learns shows here
and no document's words can stand for another's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from answer.measuring import Measure, find_extreme
from answer.topics import Topic
from answer.valuing import NAMING, Strength, Value, join_names, read_value
from answer.wording import name_clause
from klausul.ports import Answerer, Library
from klausul.types import (
    Answer,
    Citation,
    Clause,
    ClauseKind,
    Document,
    Note,
    NoteKind,
    Outcome,
    Question,
    Scope,
    Statement,
)

SILENT = "fandt jeg ikke i dokumentet"
UNSETTLED = "intet sikkert svar fundet"
MAX_PLACES = 3
"""At most so many places where a topic is mentioned are named, if none of them answers."""

_NO_PLACE = frozenset({ClauseKind.CONTENTS, ClauseKind.HEADING, ClauseKind.SIGNATURE})


class Extreme(StrEnum):
    """Where a row stands among those that can be compared."""

    LOWEST = "lowest"
    HIGHEST = "highest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one document says of the topic.

    ``value`` is short Danish text. ``number`` sorts it, in ``unit`` (hours, DKK, times a year …),
    where it is a figure. ``citations`` prove it; there are none where nothing was found. ``notes``
    are those on the clauses cited, but for a vague deadline, which the value says itself.
    """

    document: Document
    outcome: Outcome
    value: str
    number: float | None = None
    unit: str | None = None
    extreme: Extreme | None = None
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A topic in every document of a scope, one row each, in order of document id."""

    topic: Topic
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding:
    """A statement that speaks of the topic, with the value that its quotes give."""

    answer: Answer
    statement: Statement
    value: Value


def compare(
    topic: Topic, *, answerer: Answerer, library: Library, scope: Scope | None = None
) -> Comparison:
    """Return what each document of ``scope`` (None: every one) says of ``topic``."""
    documents = [d for d in library.documents.values() if scope is None or scope.allows(d)]
    found = [_find(topic, document, answerer=answerer, library=library) for document in documents]
    rows = [
        _row(document, findings, topic=topic, library=library)
        for document, findings in zip(documents, found, strict=True)
    ]
    measures = [findings[0].value.measure if findings else None for findings in found]
    return Comparison(topic=topic, rows=tuple(_mark(rows, measures)))


def _find(
    topic: Topic, document: Document, *, answerer: Answerer, library: Library
) -> list[_Finding]:
    """Return what settles ``topic`` in ``document``: the first of the strongest findings.

    Of names it is every finding that has some, since a clause on the law may say nothing of the
    courts.
    """
    found: list[_Finding] = []
    for text in topic.questions:
        found += _ask(text, topic, document, answerer=answerer, library=library)
        is_settled = any(finding.value.strength is Strength.FIRM for finding in found)
        if is_settled and topic.kind not in NAMING:
            break
    if not found:
        return []
    strongest = max(finding.value.strength for finding in found)
    settling = [finding for finding in found if finding.value.strength is strongest]
    if topic.kind in NAMING and strongest is Strength.FIRM:
        return list({f.statement.citations: f for f in reversed(settling)}.values())[::-1]
    return settling[:1]


def _ask(
    text: str, topic: Topic, document: Document, *, answerer: Answerer, library: Library
) -> Iterator[_Finding]:
    """Yield the statements of the answer to ``text`` that speak of ``topic``."""
    answer = answerer.ask(
        Question(text=text, vendor=document.vendor, document_id=document.document_id)
    )
    for statement in answer.statements:
        quotes = "\n".join(citation.quote for citation in statement.citations)
        clauses = [library.clauses[citation.clause_id] for citation in statement.citations]
        above = "\n".join(line for c in clauses for line in (c.heading or "", *c.path[-1:]))
        if topic.signs.search(quotes) or topic.signs.search(above):
            value = read_value(quotes, topic=topic, question=text)
            if value is not None:
                yield _Finding(answer=answer, statement=statement, value=value)


def _row(
    document: Document, findings: Sequence[_Finding], *, topic: Topic, library: Library
) -> Row:
    if not findings:
        silence = _say_nothing(topic, library.clauses_of(document.document_id))
        return Row(document=document, outcome=Outcome.NOT_FOUND, value=silence)
    citations = tuple(dict.fromkeys(c for f in findings for c in f.statement.citations))
    value = join_names(f.value for f in findings) if findings[0].value.names else findings[0].value
    measure = value.measure
    return Row(
        document=document,
        outcome=findings[0].answer.outcome,
        value=value.text,
        number=None if measure is None else measure.number,
        unit=None if measure is None else measure.unit,
        citations=citations,
        notes=_notes(findings, citations=citations, library=library),
    )


def _notes(
    findings: Sequence[_Finding], *, citations: Sequence[Citation], library: Library
) -> tuple[Note, ...]:
    """Return the notes on the clauses cited, once each."""
    cited = {citation.clause_id for citation in citations}
    printed = {note for clause_id in cited for note in library.clauses[clause_id].notes}
    notes = dict.fromkeys(note for finding in findings for note in finding.answer.notes)
    return tuple(
        note
        for note in notes
        if (note.clause_id in cited or note in printed) and note.kind is not NoteKind.VAGUE_DEADLINE
    )


def _say_nothing(topic: Topic, clauses: Sequence[Clause]) -> str:
    """Return that nothing answers, and where the matter is mentioned all the same.

    Never that the document is silent: it may say the same in words that nobody thought of.
    """
    speaking = [c for c in clauses if c.kind not in _NO_PLACE and topic.signs.search(c.text)]
    if not speaking:
        return SILENT
    telling = [clause for clause in speaking if topic.telling.search(clause.text)]
    parents = {clause.parent_id for clause in telling}
    narrow = [clause for clause in telling if clause.clause_id not in parents]
    places = list(dict.fromkeys(name_clause(clause) for clause in narrow))
    if not places:
        return UNSETTLED
    more = " m.fl." if len(places) > MAX_PLACES else ""
    return f"{UNSETTLED} (se {', '.join(places[:MAX_PLACES])}{more})"


def _mark(rows: Sequence[Row], measures: Sequence[Measure | None]) -> list[Row]:
    """Return ``rows``, the lowest and the highest marked where the figures can be ranked."""
    measured = [
        (place, found)
        for place, found in enumerate(measures)
        if found is not None and not found.is_several
    ]
    marks: dict[int, Extreme] = {}
    for extreme in Extreme:
        lowest = extreme is Extreme.LOWEST
        best = find_extreme([found for _, found in measured], lowest=lowest)
        marks |= {measured[place][0]: extreme for place in best}
    return [replace(row, extreme=marks.get(place)) for place, row in enumerate(rows)]
