"""The one use case: a question in, a proven answer or an honest refusal out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from answer import wording
from answer.abstaining import Candidate, measure_noise, unknown_name
from answer.choosing import choose, may_answer, weigh_hits
from answer.composing import compose, write
from answer.content import TermStatistics, content_words
from answer.contradicting import Contradiction, find_contradictions
from answer.conversing import asking_part
from answer.extracting import LIST_LIMIT, QUOTE_LIMIT, Extract, extract_whole
from answer.following import follow, shown, with_other_side
from answer.framing import without_frame
from answer.looking_up import MAX_CLAUSES, Lookup, look_up
from answer.naming import VendorNames
from answer.noting import notes_for
from answer.reading import NOTHING_READ, Readings, read_hits
from answer.referring import Pointer, pointer_in, say_missing, targets_of
from answer.searching import put_first, search
from answer.spellers import Spellers
from answer.understanding import Understanding, bound_scope, understand
from klausul.ports import Library, Reader, Searcher
from klausul.types import Answer, Clause, Hit, Outcome, Question, Reference

LOOKUP_CONFIDENCE = 0.95
"""Confidence in a clause that was asked for by its number: it was found, not judged."""

SPEAKS_OF_CLAUSE = 2
"""At most so many content words beside a bare number make the number a clause."""


_REFERS = re.compile(r"\b(?:henvis\w*|viser? (?:\w+ )?(?:hen )?til)\b", re.IGNORECASE)
"""Who asks what a clause refers to wants to see that too."""


class Assistant:
    """Answers questions about the documents of one library.

    Threads may share one: all that it learns after construction is a constant of its documents.
    """

    def __init__(
        self,
        *,
        library: Library,
        searcher: Searcher,
        vocabulary: frozenset[str] = frozenset(),
        reader: Reader | None = None,
    ) -> None:
        """Read the library's names and words.

        ``vocabulary`` are the words that spelling is corrected towards; without any, questions
        are read as they are written. ``reader`` judges what was found; without one, nearness and
        the form of the words decide.
        """
        self._library = library
        self._searcher = searcher
        self._reader = reader
        self._names = VendorNames(library.documents.values())
        self._statistics = TermStatistics(library)
        self._spellers = Spellers(library=library, names=self._names, vocabulary=vocabulary)

    def ask(self, question: Question) -> Answer:
        """Answer ``question`` from the documents.

        Raises:
            EmptyQuestionError: The question holds no words.
            QuestionTooLongError: The question exceeds 2,000 characters.
            UnknownVendorError: No document belongs to the vendor given.
            UnknownDocumentError: No document has the id given, or it is another vendor's.
        """
        understanding = understand(
            question,
            library=self._library,
            names=self._names,
            speller=self._spellers.of(bound_scope(question, library=self._library)),
        )
        if understanding.is_greeting:
            return self._refuse(understanding, wording.GREETING)
        if not understanding.text.strip():
            return self._refuse(understanding, wording.NOT_A_QUESTION)
        if understanding.is_empty:
            text, outcome = wording.AMBIGUOUS, Outcome.AMBIGUOUS
            return self._refuse(understanding, text, outcome=outcome)
        hits = search(understanding, searcher=self._searcher)
        if understanding.outside:
            names, documents = understanding.outside, understanding.documents
            text = wording.outside_scope(names=names, documents=documents)
            return self._refuse(understanding, text, hits=hits)
        return self._look_up(understanding, hits) or self._weigh(understanding, hits)

    @cached_property
    def _noise(self) -> float:
        """What everyday questions reach; measured at the first question, not at construction."""
        return measure_noise(self._searcher)

    def _look_up(self, understanding: Understanding, hits: Sequence[Hit]) -> Answer | None:
        """Answer with the clauses that the question names; None if it names none."""
        lookup = look_up(
            understanding.mentions,
            documents=understanding.documents,
            library=self._library,
            speaks_of_clause=_words_beside(understanding) <= SPEAKS_OF_CLAUSE,
            speaks_only_of_it=_words_beside(understanding) == 0,
        )
        if lookup.clauses:
            return self._quote(understanding, lookup, hits)
        if lookup.missing:
            return self._refuse(understanding, _say_missing(understanding, lookup), hits=hits)
        return None

    def _quote(self, understanding: Understanding, lookup: Lookup, hits: Sequence[Hit]) -> Answer:
        clauses = [
            part for clause in lookup.clauses for part in shown(clause, library=self._library)
        ]
        if _REFERS.search(understanding.own_text):
            library = self._library
            clauses += [t for c in lookup.clauses for t in targets_of(c, library=library)]
        limit = LIST_LIMIT if len(clauses) == 1 else QUOTE_LIMIT
        extracts = [extract_whole(clause, limit=limit) for clause in clauses[:MAX_CLAUSES]]
        return self._answer(
            understanding,
            extracts,
            outcome=Outcome.ANSWERED,
            hits=put_first([*(e.clause for e in extracts), *lookup.clauses], hits),
            confidence=LOOKUP_CONFIDENCE,
            addition=_say_missing(understanding, lookup) if lookup.missing else "",
            repaired=lookup.repaired,
        )

    def _weigh(self, understanding: Understanding, hits: Sequence[Hit]) -> Answer:
        """Answer with the best supported words of ``hits``, or refuse."""
        documents = understanding.documents
        unknown = unknown_name(
            asking_part(understanding.topic),
            kind=understanding.kind,
            documents=documents,
            statistics=self._statistics,
        )
        if unknown is not None:
            text = wording.unknown_name(unknown, documents=documents)
            return self._refuse(understanding, text, hits=hits)
        candidates = weigh_hits(
            hits,
            understanding=understanding,
            library=self._library,
            statistics=self._statistics,
            noise=self._noise,
            readings=self._read(understanding, hits),
        )
        chosen = choose(candidates, understanding=understanding, library=self._library)
        if not chosen:
            nearest = self._nearest(hits)
            text = wording.not_found(documents=understanding.documents, nearest=nearest)
            confidence = max((c.confidence for c in candidates), default=0.0)
            return self._refuse(understanding, text, hits=hits, confidence=confidence)
        extracts = follow(
            [candidate.extract for candidate in chosen],
            understanding=understanding,
            library=self._library,
        )
        contradictions = find_contradictions(
            extracts,
            [candidate.extract for candidate in candidates],
            kind=understanding.kind,
            question=understanding.own_text,
            library=self._library,
        )
        extracts = with_other_side(extracts, contradictions)
        return self._answer(
            understanding,
            extracts,
            outcome=self._outcome(extracts, understanding),
            contradictions=contradictions,
            hits=put_first(_in_order(chosen, candidates), hits),
            confidence=chosen[0].confidence,
        )

    def _read(self, understanding: Understanding, hits: Sequence[Hit]) -> Readings:
        if self._reader is None:
            return NOTHING_READ
        telling = [hit for hit in hits if may_answer(hit.clause)]
        asked_in_letter = asking_part(understanding.text)
        text = understanding.queries[-1] if understanding.is_short else asked_in_letter
        asked = without_frame(text) if understanding.compares else text
        return read_hits(telling, question=asked, reader=self._reader, library=self._library)

    def _nearest(self, hits: Sequence[Hit]) -> Clause | None:
        """Return the best clause to point to, None where everyday questions get as near."""
        telling = [hit for hit in hits if may_answer(hit.clause)]
        return telling[0].clause if telling and telling[0].score > self._noise else None

    def _outcome(self, extracts: Sequence[Extract], understanding: Understanding) -> Outcome:
        """Return ``referred`` if every quote only points to a text that is not here."""
        pointers = self._pointers(extracts, understanding)
        away = all(pointer is not None and pointer.clause is None for pointer in pointers)
        return Outcome.REFERRED if away else Outcome.ANSWERED

    def _pointers(
        self, extracts: Sequence[Extract], understanding: Understanding
    ) -> list[Pointer | None]:
        kind = understanding.kind
        return [pointer_in(found, library=self._library, kind=kind) for found in extracts]

    def _answer(
        self,
        understanding: Understanding,
        extracts: Sequence[Extract],
        *,
        outcome: Outcome,
        hits: Sequence[Hit],
        confidence: float,
        addition: str = "",
        contradictions: Sequence[Contradiction] = (),
        repaired: Sequence[Reference] = (),
    ) -> Answer:
        composition = compose(
            extracts,
            understanding=understanding,
            library=self._library,
            statistics=self._statistics,
        )
        pointers = [p for p in self._pointers(extracts, understanding) if p is not None]
        silent = self._silent_vendors(understanding, extracts)
        additions = [say_missing(pointers), addition, wording.silent(silent)]
        return Answer(
            question=understanding.question,
            outcome=outcome,
            text=write(composition, additions=[text for text in additions if text]),
            verdict=composition.verdict,
            statements=composition.statements,
            notes=notes_for(
                extracts,
                kind=understanding.kind,
                library=self._library,
                corrections=understanding.corrections,
                contradictions=contradictions,
                repaired=repaired,
            ),
            hits=tuple(hits[: understanding.question.top_k]),
            confidence=confidence,
            index_version=self._library.version,
        )

    def _silent_vendors(
        self, understanding: Understanding, extracts: Sequence[Extract]
    ) -> list[str]:
        """Return the names of the vendors that the question names and the answer does not."""
        documents = self._library.documents
        heard = {documents[found.clause.document_id].vendor for found in extracts}
        names = {d.vendor: wording.name_vendor(d) for d in understanding.documents}
        return [names[vendor] for vendor in understanding.vendors if vendor not in heard]

    def _refuse(
        self,
        understanding: Understanding,
        text: str,
        *,
        outcome: Outcome = Outcome.NOT_FOUND,
        hits: Sequence[Hit] = (),
        confidence: float = 0.0,
    ) -> Answer:
        return Answer(
            question=understanding.question,
            outcome=outcome,
            text=text,
            hits=tuple(hits[: understanding.question.top_k]),
            confidence=confidence,
            index_version=self._library.version,
        )


def _in_order(chosen: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Clause]:
    """Return the clauses that answer, then the others that were read, best first."""
    read = [c for c in candidates if c.extract.reading is not None]
    return [candidate.hit.clause for candidate in (*chosen, *read)]


def _say_missing(understanding: Understanding, lookup: Lookup) -> str:
    labels, documents = lookup.missing, understanding.documents
    return wording.clause_not_found(labels=labels, documents=documents)


def _words_beside(understanding: Understanding) -> int:
    """Return how many content words the question has beside the clauses that it mentions."""
    mentioned = {w.text for m in understanding.mentions for w in content_words(m.text)}
    return sum(word.text not in mentioned for word in understanding.words)
