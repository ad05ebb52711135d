"""From supported candidates to a short Danish answer around verbatim quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answer import wording
from answer.citing import cite, draw, state
from answer.concluding import Conclusion, Voice, conclude
from answer.content import TermStatistics, content_words
from answer.extracting import Extract
from answer.kinds import AnswerKind
from answer.leading import lead_of
from answer.understanding import Understanding
from answer.verdicts import is_read, is_reserved, is_undecided, judge
from klausul.danish.tokens import terms
from klausul.ports import Library
from klausul.types import Citation, Clause, ClauseKind, Document, Statement, Verdict

TAB = "\t"
CELL_BREAK = " · "

DOUBTED = 0.4
"""What the reader must give each quote before they are compared in a sentence of Klausul's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What is said: the statements and the polarity they share.

    ``sources`` are the names of the citations, as a reply gives them.
    """

    statements: tuple[Statement, ...]
    sources: Mapping[Citation, str]
    verdict: Verdict | None = None


def compose(
    extracts: Sequence[Extract],
    *,
    understanding: Understanding,
    library: Library,
    statistics: TermStatistics,
) -> Composition:
    """Return the answer that ``extracts``, best first, give; one statement each."""
    asks = understanding.kind is AnswerKind.YES_NO
    verdicts = [
        judge(
            understanding.own_text,
            extract,
            words=understanding.words,
            negated=understanding.negated,
            statistics=statistics,
        )
        if asks and _speaks_of(extract, understanding=understanding, statistics=statistics)
        else None
        for extract in extracts
    ]
    leads = [
        wording.say_verdict(
            verdict,
            is_reserved=is_reserved(extract, words=understanding.words, statistics=statistics),
            is_read=is_read(extract),
        )
        if verdict is not None
        else lead_of(extract, understanding=understanding)
        for extract, verdict in zip(extracts, verdicts, strict=True)
    ]
    if asks and extracts and not any(verdicts) and all(map(is_undecided, extracts)):
        leads[0] = wording.UNDECIDED
    stated = _states(extracts, leads, understanding=understanding, library=library)
    statements = [statement for statement, _ in stated]
    conclusion = _conclude(extracts, understanding=understanding, library=library)
    if conclusion is not None:
        documents = [library.documents[extract.clause.document_id] for extract in extracts]
        named = [*map(wording.name_vendor, documents), *map(wording.name_document, documents)]
        statements.insert(0, draw(conclusion.text, statements, names=named))
    return Composition(
        statements=tuple(statements),
        sources={citation: name for _, names in stated for citation, name in names.items()},
        verdict=_shared(verdicts) if conclusion is None else conclusion.verdict,
    )


def write(composition: Composition, *, additions: Sequence[str] = ()) -> str:
    """Return the answer as one text, ready to be copied.

    A line each with ``[n]`` marks, numbered from 1; then ``additions``, and the sources below.
    """
    numbers: dict[Citation, int] = {}
    lines: list[str] = []
    for statement in composition.statements:
        marks = "".join(
            f"[{numbers.setdefault(citation, len(numbers) + 1)}]"
            for citation in statement.citations
        )
        # The cells of a row are parted by tabs, which say nothing to a reader.
        lines.append(f"{statement.text.replace(TAB, CELL_BREAK)} {marks}")
    named = wording.sources([composition.sources[citation] for citation in numbers])
    return "\n".join([*lines, *additions, "", named])


def _introduce(clause: Clause, document: Document, *, understanding: Understanding) -> str:
    """Return where a quote stands, as exactly as the question left it open."""
    named = wording.name_clause(clause)
    if not understanding.is_bound:
        return f"{wording.name_vendor(document)}, {named}"
    if len(understanding.documents) > 1:
        return f"Ifølge {named} i {wording.name_document(document)}"
    return f"Ifølge {named}"


def _is_doubted(extract: Extract) -> bool:
    """Tell whether the reader doubts that ``extract`` answers: nothing is concluded from it."""
    return extract.reading is not None and extract.reading.answers < DOUBTED


def _conclude(
    extracts: Sequence[Extract], *, understanding: Understanding, library: Library
) -> Conclusion | None:
    """Return what a comparison comes to, where the quotes say so.

    A vendor that speaks through one document is named itself, else its documents are.
    """
    if not understanding.compares or any(map(_is_doubted, extracts)):
        return None
    quotes: dict[str, str] = {}
    for extract in extracts:
        document_id = extract.clause.document_id
        quotes[document_id] = "\n".join(filter(None, [quotes.get(document_id), extract.text]))
    documents = [library.documents[document_id] for document_id in quotes]
    spoken = Counter(document.vendor for document in documents)
    voices = [
        Voice(
            name=wording.name_vendor(document)
            if spoken[document.vendor] == 1
            else wording.name_document(document),
            quote=quotes[document.document_id],
        )
        for document in documents
    ]
    return conclude(understanding.own_text, kind=understanding.kind, voices=voices)


def _states(
    extracts: Sequence[Extract],
    leads: Sequence[str],
    *,
    understanding: Understanding,
    library: Library,
) -> list[tuple[Statement, Mapping[Citation, str]]]:
    """Return each extract's statement with its sources; further rows of a table need no place."""
    stated: list[tuple[Statement, Mapping[Citation, str]]] = []
    before: Clause | None = None
    for extract, lead in zip(extracts, leads, strict=True):
        clause = extract.clause
        document = library.documents[clause.document_id]
        place = _introduce(clause, document, understanding=understanding)
        parts = [part for part in (extract.opening, extract) if part is not None]
        names = {
            cite(part.clause, part.span, document=document): wording.name_source(
                part.clause, document
            )
            for part in parts
        }
        statement = state(
            lead=lead,
            place="" if _is_next_row(clause, before) else place,
            place_first=not understanding.is_bound,
            citations=tuple(names),
        )
        stated.append((statement, names))
        before = clause
    return stated


def _is_next_row(clause: Clause, before: Clause | None) -> bool:
    return (
        before is not None
        and clause.kind is before.kind is ClauseKind.ROW
        and (clause.document_id, clause.label) == (before.document_id, before.label)
    )


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
    """Return the polarity of the first statement if no other one has the opposite."""
    known = {verdict for verdict in verdicts if verdict is not None}
    return verdicts[0] if verdicts and len(known) == 1 else None
