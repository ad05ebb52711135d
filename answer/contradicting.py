"""Two clauses of one vendor that promise different things about the same matter.

Deterministic: the same kind of quantity, values that no calendar makes equal, and words that speak
of the same party's same act (``answer.matters``). A deadline to object and a notice of the same
change are two things; they are told side by side, and as no contradiction, where two documents of
the vendor print them. Which one counts is told as far as a clause on precedence says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from answer import wording
from answer.acts import ACTS, names_in
from answer.evidence import wants_figure
from answer.extracting import QUOTE_LIMIT, Extract
from answer.kinds import AnswerKind
from answer.matters import Matter, are_related, are_same, matters_in
from answer.measuring import Bound, Measure, is_less, measure
from klausul.danish.quantities import QuantityKind
from klausul.danish.sentences import split_sentences
from klausul.ports import Library
from klausul.types import Clause, ClauseKind, Document, Note, NoteKind

_TIMES = frozenset({QuantityKind.DURATION, QuantityKind.FREQUENCY})
_SUMS = frozenset({QuantityKind.AMOUNT, QuantityKind.PERCENT})
_ALL = _TIMES | _SUMS
_NOTHING: frozenset[QuantityKind] = frozenset()
_ASKED: Mapping[AnswerKind, frozenset[QuantityKind]] = MappingProxyType(
    {
        AnswerKind.DURATION: _TIMES,
        AnswerKind.FREQUENCY: _TIMES,
        AnswerKind.WHEN: _TIMES,
        AnswerKind.AMOUNT: _SUMS,
        AnswerKind.LIST: _NOTHING,
        AnswerKind.WHO: _NOTHING,
        AnswerKind.WHERE: _NOTHING,
        AnswerKind.CONTACT: _NOTHING,
        AnswerKind.DEFINITION: _NOTHING,
    }
)
"""What can contradict an answer of a kind; of the other kinds any figure can."""

_PRECEDES = re.compile(
    r"\b(?:har|have|gives|tillægges|nyder)\s+(?:\w+\s+)?(?:forrang|fortrin\w*)\b"
    r"|\b(?:går|gælder)\s+(?:\w+\s+){0,3}?forud\b|\bviger\b|\bhar\s+forret\b"
    r"|\bi\s+(?:\w+\s+)?(?:rækkefølge|prioritetsorden)\b",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^\W*(?:\d+(?:\.\d+)*\.?\s+|[a-z]\)\s+)?")
_OF_AGREEMENTS = re.compile(
    r"aftale|bestemmelse|vilkår|betingelse|kontrakt|bilag|dokument", re.IGNORECASE
)
_HAS = re.compile(
    r"(?P<who>(?:(?:Denne|Disse|Nærværende)\s+)?[\w-]+)\s+(?:har|skal have)\s+(?:forrang|fortrin)\b"
)
_WITHIN = re.compile(r"\bbilag|\bhovedtekst|\bdokumenterne\b|\bhoveddel", re.IGNORECASE)
_OWNED = re.compile(r"\s+\w+")
_LONGEST = 260
"""A clause on precedence is quoted whole if it is no longer than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """That ``other`` promises something else than ``chosen`` does.

    ``other`` is what to quote beside the answer if the figure ``is_asked`` for; else the note is
    enough. ``is_certain`` tells that both speak of the same act; else they are two deadlines on one
    matter, in two documents. ``precedence`` are the clauses that say, or try to say, which counts.
    """

    chosen: Extract
    other: Extract
    is_asked: bool
    is_certain: bool
    note: Note
    precedence: tuple[Clause, ...] = ()


def find_contradictions(
    chosen: Sequence[Extract],
    candidates: Sequence[Extract],
    *,
    kind: AnswerKind,
    question: str,
    library: Library,
) -> tuple[Contradiction, ...]:
    """Return what contradicts the answer, best candidate first.

    Args:
        chosen: What the answer quotes.
        candidates: What else was found for the question, of any vendor; a clause is held only
            against those of its own vendor. The quotes themselves may be among them.
        kind: What the question asks for.
        question: Its words: where no figure is asked for, they must name what the figure is about.
        library: Where the documents are.
    """
    asked = _ASKED.get(kind, _ALL)
    vendors = {d.document_id: d.vendor for d in library.documents.values()}
    found: dict[frozenset[tuple[str, str]], Contradiction] = {}
    for extract in chosen:
        own = [m for m in _matters(extract, asked) if wants_figure(kind) or _speaks_of(question, m)]
        vendor = vendors[extract.clause.document_id]
        for candidate in [*chosen, *candidates] if own else ():
            if vendors[candidate.clause.document_id] != vendor or _is_part(extract, candidate):
                continue
            pair = _hold(own, [*matters_in(candidate.clause)])
            if pair is not None:
                # The same two values in further clauses are the same contradiction.
                key = frozenset((m.quantity.text, m.clause.document_id) for m in pair[:2])
                told = _tell(extract, candidate, pair, library=library)
                found.setdefault(key, replace(told, is_asked=wants_figure(kind)))
    return tuple(found.values())


def say_precedence(
    one: Clause, other: Clause, *, library: Library
) -> tuple[str, tuple[Clause, ...]]:
    """Return what the documents say of which clause counts, and where they say it."""
    if one.document_id == other.document_id:
        return _say_within(library.documents[one.document_id], library=library)
    documents = [library.documents[clause.document_id] for clause in (one, other)]
    claims = [next(_claims(d, library=library), None) for d in documents]
    made = [claim for claim in claims if claim is not None]
    named = [wording.name_clause(clause) for clause, _ in made]
    places = [_name(clause, library=library, with_document=True) for clause, _ in made]
    clauses = tuple(clause for clause, _ in made)
    if len(made) == len(documents) and all(_HAS.match(sentence) for _, sentence in made):
        return (
            f"Begge dokumenter giver sig selv forrang ({' og '.join(named)}), så det kan ikke"
            " afgøres ud fra teksten, hvad der gælder.",
            clauses,
        )
    said = [_say_claim(place, s) for place, (_, s) in zip(places, made, strict=True)]
    return " ".join(said), clauses


def _matters(extract: Extract, asked: frozenset[QuantityKind]) -> list[Matter]:
    found = matters_in(extract.clause, within=extract.span) if asked else ()
    return [matter for matter in found if matter.quantity.kind in asked]


def _speaks_of(question: str, matter: Matter) -> bool:
    return matter.act is not None and matter.act in names_in(ACTS, question)


def _hold(own: Sequence[Matter], others: Sequence[Matter]) -> tuple[Matter, Matter, bool] | None:
    """Return the first pair that differs, and whether it is certain to be about the same act."""
    pairs = [(one, other) for one in own for other in others if _differ(one, other)]
    for one, other in pairs:
        if are_same(one, other) and not any(_agree(other, m) for m in own):
            return one, other, True
    for one, other in pairs:
        if one.clause.document_id != other.clause.document_id and are_related(one, other):
            return one, other, False
    return None


def _agree(one: Matter, other: Matter) -> bool:
    return are_same(one, other) and not _differ(one, other)


def _is_part(extract: Extract, candidate: Extract) -> bool:
    """Tell whether two clauses are one, one lies inside the other, or both are rows of a table."""
    one, other = extract.clause, candidate.clause
    if one.document_id != other.document_id:
        return False
    are_rows = one.kind is other.kind is ClauseKind.ROW and one.label == other.label
    return are_rows or one.span.overlaps(other.span)


def _differ(one: Matter, other: Matter) -> bool:
    """Tell whether the two values differ on every calendar, and cannot both be kept."""
    first, second = _measured(one), _measured(other)
    if first is None or second is None:
        return False
    bounds = {first.bound, second.bound}
    if bounds == {Bound.FLOOR, Bound.CEILING}:
        floor, ceiling = (first, second) if first.bound is Bound.FLOOR else (second, first)
        return is_less(ceiling, floor)
    return is_less(first, second) or is_less(second, first)


def _measured(matter: Matter) -> Measure | None:
    return measure(matter.quantity, text=matter.sentence)


def _tell(
    extract: Extract,
    candidate: Extract,
    pair: tuple[Matter, Matter, bool],
    *,
    library: Library,
) -> Contradiction:
    one, other, is_certain = pair
    both = extract.clause.document_id != candidate.clause.document_id
    names = [_name(m.clause, library=library, with_document=both) for m in (one, other)]
    said = [f"»{_printed(m)}«" for m in (one, other)]
    first = f"{names[0][:1].upper()}{names[0][1:]} siger {said[0]}"
    text = (
        f"{first}, men {names[1]} siger {said[1]} om det samme."
        if is_certain
        else f"{first}, og {names[1]} siger {said[1]}; det er ikke nødvendigvis den samme frist."
    )
    precedence, clauses = say_precedence(one.clause, other.clause, library=library)
    return Contradiction(
        chosen=extract,
        other=_quote(candidate, other),
        is_asked=True,
        is_certain=is_certain,
        note=Note(
            kind=NoteKind.CONTRADICTION,
            text=f"{text} {precedence}".strip(),
            clause_id=other.clause.clause_id,
        ),
        precedence=clauses,
    )


def _quote(candidate: Extract, matter: Matter) -> Extract:
    """Return what to quote: the words found, if they hold the figure and not much else."""
    if candidate.span.contains(matter.span) and len(candidate.span) <= QUOTE_LIMIT:
        return candidate
    return Extract(clause=matter.clause, span=matter.span, fit=1.0)


def _printed(matter: Matter) -> str:
    """Return the figure as printed, with the noun that its genitive belongs to."""
    quantity, sentence = matter.quantity, matter.sentence
    noun = _OWNED.match(sentence, quantity.span.end) if quantity.text.endswith("s") else None
    end = noun.end() if noun else quantity.span.end
    return " ".join(sentence[quantity.span.start : end].split()).rstrip(".")


def _say_within(document: Document, *, library: Library) -> tuple[str, tuple[Clause, ...]]:
    """Return what ``document`` says of the order among its own parts."""
    claims = list(_claims(document, library=library))
    for clause, sentence in claims:
        if _WITHIN.search(sentence):
            return _say_claim(wording.name_clause(clause), sentence), (clause,)
    if not claims:
        return "", ()
    named = wording.name_clause(claims[0][0])
    return f"{named[:1].upper()}{named[1:]} om forrang gælder andre aftaler og afgør det ikke.", (
        claims[0][0],
    )


def _claims(document: Document, *, library: Library) -> Iterator[tuple[Clause, str]]:
    """Yield the sentences on precedence among agreements, with their clauses, in order."""
    for clause in library.clauses_of(document.document_id):
        if clause.level != 1 or not _PRECEDES.search(clause.text):
            continue
        for span in split_sentences(clause.text):
            sentence = _NUMBERING.sub("", " ".join(span.of(clause.text).split()))
            if _PRECEDES.search(sentence) and _OF_AGREEMENTS.search(sentence):
                yield clause, sentence


def _say_claim(place: str, sentence: str) -> str:
    """Return who has precedence by a clause, in a word where its subject is one."""
    match = _HAS.match(sentence)
    if match is not None:
        who = match["who"]
        who = f"{who[:1].lower()}{who[1:]}" if " " in who else who
        return f"Efter {place} har {who} forrang."
    quoted = sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST].rsplit(' ', 1)[0]} …"
    return f"Om forrang siger {place}: »{quoted}«"


def _name(clause: Clause, *, library: Library, with_document: bool) -> str:
    if not with_document:
        return wording.name_clause(clause)
    document = library.documents[clause.document_id]
    return f"{wording.name_clause(clause)} i {wording.name_document(document)}"
