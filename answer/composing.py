"""From supported candidates to a short Danish answer around verbatim quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer import wording
from answer.citing import cite, state
from answer.content import TermStatistics, content_words
from answer.evidence import asks_for_time, quantities_for, vague_deadlines
from answer.extracting import Extract
from answer.kinds import AnswerKind
from answer.roles import Role, role_of, without_condition
from answer.understanding import Understanding
from answer.verdicts import is_reserved, judge
from klausul.danish.quantities import Quantity
from klausul.danish.tokens import terms
from klausul.ports import Library
from klausul.types import Clause, Document, Note, NoteKind, Statement, Verdict

TAB = "\t"
CELL_BREAK = " · "

# "mindst 60 dages varsel" is "mindst 60 dage" on its own.
_GENITIVE = re.compile(r"(?<=dage|imer|eder|uger)s$|(?<=\bår)s$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What is said: the statements, the polarity they share, and what to know about them."""

    statements: tuple[Statement, ...]
    verdict: Verdict | None = None
    notes: tuple[Note, ...] = ()


def compose(
    extracts: Sequence[Extract],
    *,
    understanding: Understanding,
    library: Library,
    statistics: TermStatistics,
) -> Composition:
    """Return the answer that ``extracts``, best first, give; one statement each."""
    verdicts = [
        judge(
            understanding.own_text,
            extract,
            words=understanding.words,
            negated=understanding.negated,
            statistics=statistics,
        )
        if understanding.kind is AnswerKind.YES_NO
        and _speaks_of(extract, understanding=understanding, statistics=statistics)
        else None
        for extract in extracts
    ]
    said = [
        wording.say_verdict(
            verdict,
            is_reserved=is_reserved(extract, words=understanding.words, statistics=statistics),
        )
        if verdict is not None
        else _lead(extract, understanding=understanding)
        for extract, verdict in zip(extracts, verdicts, strict=True)
    ]
    statements = tuple(
        _state(extract, lead=lead, understanding=understanding, library=library)
        for extract, lead in zip(extracts, said, strict=True)
    )
    return Composition(
        statements=statements,
        verdict=_shared(verdicts),
        notes=_notes(extracts, understanding=understanding),
    )


def write(statements: Sequence[Statement]) -> str:
    """Return ``statements`` as one text, a line each, with ``[n]`` marks numbered from 1."""
    numbers: dict[object, int] = {}
    lines: list[str] = []
    for statement in statements:
        marks = "".join(
            f"[{numbers.setdefault(citation, len(numbers) + 1)}]"
            for citation in statement.citations
        )
        # The cells of a row are parted by tabs, which say nothing to a reader.
        lines.append(f"{statement.text.replace(TAB, CELL_BREAK)} {marks}")
    return "\n".join(lines)


def place_of(clause: Clause, document: Document, *, understanding: Understanding) -> str:
    """Return where a quote stands, as exactly as the question left it open."""
    named = wording.name_clause(clause)
    if not understanding.is_bound:
        return f"{wording.name_document(document)}, {named}"
    if len(understanding.documents) > 1:
        return f"Ifølge {named} i {wording.name_document(document)}"
    return f"Ifølge {named}"


def _state(
    extract: Extract, *, lead: str, understanding: Understanding, library: Library
) -> Statement:
    document = library.documents[extract.clause.document_id]
    return state(
        lead=lead,
        place=place_of(extract.clause, document, understanding=understanding),
        place_first=not understanding.is_bound,
        citations=[
            cite(part.clause, part.span, document=document)
            for part in (extract.opening, extract)
            if part is not None
        ],
    )


def _lead(extract: Extract, *, understanding: Understanding) -> str:
    """Return the answer in a word where the quote has just one to give, else nothing."""
    quantities = quantities_for(understanding.kind, extract.text)
    if len(quantities) != 1 or not extract.is_on_topic:
        return ""
    quantity = quantities[0]
    if not _binds_asked_party(quantity, extract.text, understanding):
        return ""
    words = " ".join(f"{quantity.modifier or ''} {quantity.text}".split()).rstrip(".")
    words = _GENITIVE.sub("", words)
    return f"{words[:1].upper()}{words[1:]}."


def _binds_asked_party(quantity: Quantity, text: str, understanding: Understanding) -> bool:
    """Tell whether a deadline binds the party that the question is about.

    In "den dataansvarlige skal, senest 30 dage efter ophør, meddele, om data skal slettes" the
    deadline is the customer's, which is no answer to how soon the vendor deletes.
    """
    opening = max(text.rfind(sign, 0, quantity.span.start) for sign in (". ", "\n"))
    bound = role_of(without_condition(text[opening + 1 : quantity.span.start]))
    return bound is not Role.CONTROLLER or role_of(understanding.own_text) is Role.CONTROLLER


def _speaks_of(
    extract: Extract, *, understanding: Understanding, statistics: TermStatistics
) -> bool:
    """Tell whether a follow-up's own words stand in the clause, or it is no follow-up.

    The clause may else answer the question before it, and its ja or nej belong to that one.
    """
    if understanding.text == understanding.own_text:
        return True
    words = content_words(understanding.own_text)
    return statistics.coverage(words, frozenset(terms(extract.clause.text))) > 0


def _shared(verdicts: Sequence[Verdict | None]) -> Verdict | None:
    """Return the polarity if every statement has the same one."""
    return verdicts[0] if verdicts and len(set(verdicts)) == 1 else None


def _notes(extracts: Sequence[Extract], *, understanding: Understanding) -> tuple[Note, ...]:
    notes: list[Note] = []
    if understanding.corrections:
        text = wording.corrected(understanding.corrections)
        notes.append(Note(kind=NoteKind.CORRECTED_SPELLING, text=text))
    for extract in extracts:
        notes += extract.clause.notes
        if asks_for_time(understanding.kind):
            notes += _vague_notes(extract, kind=understanding.kind)
    # Rows of one table say the same of it; once is enough.
    return tuple({(note.kind, note.text): note for note in reversed(notes)}.values())[::-1]


def _vague_notes(extract: Extract, *, kind: AnswerKind) -> list[Note]:
    """Return the warning that a deadline was asked for and only a vague one is printed."""
    vague = vague_deadlines(extract.text)
    if not vague or quantities_for(kind, extract.text):
        return []
    text = wording.vague_deadline(" ".join(vague[0].text.split()))
    return [Note(kind=NoteKind.VAGUE_DEADLINE, text=text, clause_id=extract.clause.clause_id)]
