"""The one use case: a question in, a proven answer or an honest refusal out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from answer import wording
from answer.abstaining import confidence_of, measure_noise, unknown_name
from answer.choosing import choose, may_answer, weigh_hits
from answer.composing import compose, write
from answer.content import TermStatistics, content_words
from answer.conversing import asking_part
from answer.evidence import quantities_for
from answer.extracting import LIST_LIMIT, QUOTE_LIMIT, Extract, extract_whole
from answer.kinds import AnswerKind
from answer.looking_up import MAX_CLAUSES, Lookup, announced_rows, children_of, look_up
from answer.naming import VendorNames
from answer.referring import pointer_in
from answer.searching import put_first, search
from answer.spellers import Spellers
from answer.understanding import Understanding, bound_scope, understand
from klausul.ports import Library, Searcher
from klausul.types import Answer, Clause, Hit, Outcome, Question

LOOKUP_CONFIDENCE = 0.95
"""Confidence in a clause that was asked for by its number: it was found, not judged."""

SPEAKS_OF_CLAUSE = 2
"""At most so many content words beside a bare number make the number a clause."""


class Assistant:
    """Answers questions about the documents of one library.

    Threads may share one: all that it learns after construction is a constant of its documents.
    """

    def __init__(
        self, *, library: Library, searcher: Searcher, vocabulary: frozenset[str] = frozenset()
    ) -> None:
        """Read the library's names and words.

        ``vocabulary`` are the words that spelling is corrected towards; without any, questions
        are read as they are written.
        """
        self._library = library
        self._searcher = searcher
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
        clauses = [shown for clause in lookup.clauses for shown in self._shown(clause)]
        limit = LIST_LIMIT if len(clauses) == 1 else QUOTE_LIMIT
        extracts = [extract_whole(clause, limit=limit) for clause in clauses[:MAX_CLAUSES]]
        return self._answer(
            understanding,
            extracts,
            outcome=Outcome.ANSWERED,
            hits=put_first([*(e.clause for e in extracts), *lookup.clauses], hits),
            confidence=LOOKUP_CONFIDENCE,
            addition=_say_missing(understanding, lookup) if lookup.missing else "",
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
        )
        chosen = choose(candidates, understanding=understanding, library=self._library)
        if not chosen:
            nearest = self._nearest(hits)
            text = wording.not_found(documents=understanding.documents, nearest=nearest)
            support = max((c.support for c in candidates), default=0.0)
            return self._refuse(understanding, text, hits=hits, support=support)
        extracts = self._follow(
            [candidate.extract for candidate in chosen], kind=understanding.kind
        )
        return self._answer(
            understanding,
            extracts,
            outcome=self._outcome(extracts),
            hits=put_first([c.hit.clause for c in chosen], hits),
            confidence=chosen[0].confidence,
        )

    def _nearest(self, hits: Sequence[Hit]) -> Clause | None:
        """Return the best clause to point to, None where everyday questions get as near."""
        telling = [hit for hit in hits if may_answer(hit.clause)]
        return telling[0].clause if telling and telling[0].score > self._noise else None

    def _shown(self, clause: Clause) -> list[Clause]:
        """Return what to quote for ``clause``: itself, or what it heads if it only heads."""
        return [*children_of(clause, library=self._library)] or [clause]

    def _follow(self, extracts: Sequence[Extract], *, kind: AnswerKind) -> list[Extract]:
        """Return ``extracts``, each followed by the clause or the rows that it points to."""
        followed: list[Extract] = []
        for found in extracts:
            followed.append(found)
            pointer = pointer_in(found, library=self._library)
            answers_itself = bool(quantities_for(kind, found.text))
            if pointer is not None and pointer.clause is not None and not answers_itself:
                followed += [extract_whole(c) for c in self._shown(pointer.clause)[:1]]
            rows = announced_rows(found.clause, quote=found.text, library=self._library)
            followed += [extract_whole(row) for row in rows]
        distinct = {found.clause.clause_id: found for found in reversed(followed)}
        return [found for found in followed if distinct[found.clause.clause_id] is found]

    def _outcome(self, extracts: Sequence[Extract]) -> Outcome:
        """Return ``referred`` if every quote only points to a text that is not here."""
        pointers = [pointer_in(found, library=self._library) for found in extracts]
        away = all(pointer is not None and pointer.clause is None for pointer in pointers)
        return Outcome.REFERRED if away else Outcome.ANSWERED

    def _answer(
        self,
        understanding: Understanding,
        extracts: Sequence[Extract],
        *,
        outcome: Outcome,
        hits: Sequence[Hit],
        confidence: float,
        addition: str = "",
    ) -> Answer:
        composition = compose(
            extracts,
            understanding=understanding,
            library=self._library,
            statistics=self._statistics,
        )
        lines = [write(composition.statements)]
        if outcome is Outcome.REFERRED:
            lines.append(wording.REFERRED)
        if addition:
            lines.append(addition)
        silent = self._silent_vendors(understanding, extracts)
        if silent:
            lines.append(wording.silent(silent))
        return Answer(
            question=understanding.question,
            outcome=outcome,
            text="\n".join(lines),
            verdict=composition.verdict,
            statements=composition.statements,
            notes=composition.notes,
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
        support: float = 0.0,
    ) -> Answer:
        return Answer(
            question=understanding.question,
            outcome=outcome,
            text=text,
            hits=tuple(hits[: understanding.question.top_k]),
            confidence=confidence_of(support),
            index_version=self._library.version,
        )


def _say_missing(understanding: Understanding, lookup: Lookup) -> str:
    labels, documents = lookup.missing, understanding.documents
    return wording.clause_not_found(labels=labels, documents=documents)


def _words_beside(understanding: Understanding) -> int:
    """Return how many content words the question has beside the clauses that it mentions."""
    mentioned = {w.text for m in understanding.mentions for w in content_words(m.text)}
    return sum(word.text not in mentioned for word in understanding.words)
