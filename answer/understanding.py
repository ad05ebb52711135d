"""From the words of a question to what is asked, and of which documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answer.content import ContentWord, content_words
from answer.conversing import (
    drop_instructions,
    drop_sign_off,
    is_greeting,
    join_history,
    leans_on_history,
    swap_vendor,
)
from answer.kinds import AnswerKind, asks_to_compare, is_negated, kind_of
from answer.naming import NamedVendor, VendorNames, remove_names
from answer.phrasing import Form, phrasing_of
from klausul.danish.references import Mention, MentionKind, find_mentions
from klausul.danish.spelling import Speller
from klausul.errors import (
    EmptyQuestionError,
    QuestionTooLongError,
    UnknownDocumentError,
    UnknownVendorError,
)
from klausul.ports import Library
from klausul.types import Document, Question, Scope

MAX_QUESTION_LENGTH = 2000

_COUNTED = re.compile(
    r"\b(?:hvor mange|how many|antallet af)\s+(?P<noun>\w+e\s+\w+e[rt]?\b|[\w-]+)", re.IGNORECASE
)

_ALSO = re.compile(r"\b(?:også|osse|ogsaa|heller|too|as well|either)\b", re.IGNORECASE)

SHORT_QUESTION = 1
"""A question with at most so many content words is searched by them alone as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What a question asks for.

    ``text`` is the question, its spelling corrected, joined to the earlier question that it leans
    on; ``own_text`` is the question alone, ``topic`` the same without the vendors' names. "Og hvad
    med Nordlys?" is the earlier question, put to that vendor.
    ``queries`` are what is searched: both texts, without the names that the scope already says.
    ``words`` are the content words of ``text`` without the vendors' names.
    ``vendors`` are those named inside ``scope``, ``outside`` the names that lie beyond it.
    """

    question: Question
    text: str
    queries: tuple[str, ...]
    own_text: str
    topic: str
    kind: AnswerKind
    compares: bool
    negated: bool
    scope: Scope
    documents: tuple[Document, ...]
    vendors: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    words: tuple[ContentWord, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    is_greeting: bool = False

    @property
    def counted(self) -> tuple[ContentWord, ...]:
        """The words for what is counted, right behind "hvor mange"; none if nothing is."""
        asked = _COUNTED.search(self.topic)
        return content_words(asked["noun"])[:2] if asked is not None else ()

    @property
    def is_short(self) -> bool:
        """Tell whether the question is searched by its few content words as well."""
        return self.text == self.own_text and len(self.queries) > 1

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked about: no topic, no clause, no name, no sort of answer."""
        asked = self.words or self.mentions or self.outside or self.vendors
        return not asked and self.kind in (AnswerKind.OTHER, AnswerKind.REASON)

    @property
    def is_bound(self) -> bool:
        """Tell whether the answer can only come from one vendor's documents."""
        return len({document.vendor for document in self.documents}) == 1


def understand(
    question: Question, *, library: Library, names: VendorNames, speller: Speller | None = None
) -> Understanding:
    """Return what ``question`` asks for.

    Raises:
        EmptyQuestionError: The question holds no words.
        QuestionTooLongError: The question exceeds ``MAX_QUESTION_LENGTH`` characters.
        UnknownVendorError: No document belongs to the vendor given.
        UnknownDocumentError: No document has the id given, or it is another vendor's.
    """
    check_question(question)
    bounds = bound_scope(question, library=library)
    typed, corrections = _correct(_asked(question.text), speller=speller, names=names)
    history = tuple(_asked(earlier) for earlier in question.history)
    own_text = swap_vendor(typed, history, names=names)
    history = history if own_text == typed else history[:-1]
    text = join_history(own_text, history, names=names)
    named = names.find(text)
    inside, outside = _split_by_scope(named, text=text, bounds=bounds, library=library)
    scope = _narrow(bounds, inside)
    compares = asks_to_compare(own_text) or len(inside) > 1
    return Understanding(
        question=question,
        text=text,
        queries=_queries(text, own_text, names=names, inside=inside),
        own_text=own_text,
        topic=remove_names(own_text, names.find(own_text)),
        kind=_kind(own_text, history, names=names, compares=compares),
        compares=compares,
        negated=is_negated(own_text),
        scope=scope,
        documents=tuple(d for d in library.documents.values() if scope.allows(d)),
        vendors=tuple(sorted(inside)),
        outside=tuple(dict.fromkeys((*outside, *names.strangers(own_text)))),
        mentions=_clauses_mentioned(own_text),
        words=content_words(remove_names(text, named)),
        corrections=corrections,
        is_greeting=is_greeting(question.text),
    )


def check_question(question: Question) -> None:
    """Check that ``question`` has words, and not too many.

    Raises:
        EmptyQuestionError: The question holds no words.
        QuestionTooLongError: The question exceeds ``MAX_QUESTION_LENGTH`` characters.
    """
    if not re.search(r"\w", question.text):
        raise EmptyQuestionError("the question holds no words, expected at least one")
    if len(question.text) > MAX_QUESTION_LENGTH:
        raise QuestionTooLongError(
            f"the question has {len(question.text)} characters, expected at most"
            f" {MAX_QUESTION_LENGTH}"
        )


def bound_scope(question: Question, *, library: Library) -> Scope:
    """Return the scope that the question's own fields set.

    Raises:
        UnknownVendorError: No document belongs to the vendor given.
        UnknownDocumentError: No document has the id given, or it is another vendor's.
    """
    documents = library.documents
    vendor, document_id = question.vendor, question.document_id
    vendors = {document.vendor for document in documents.values()}
    if vendor is not None and vendor not in vendors:
        raise UnknownVendorError(f"no vendor {vendor!r}, expected one of {sorted(vendors)}")
    if document_id is not None and document_id not in documents:
        raise UnknownDocumentError(f"no document {document_id!r}, expected a known id")
    scope = Scope(
        vendors=None if vendor is None else frozenset({vendor}),
        document_ids=None if document_id is None else frozenset({document_id}),
    )
    if document_id is not None and not scope.allows(documents[document_id]):
        raise UnknownDocumentError(f"document {document_id!r} is not one of vendor {vendor!r}")
    return scope


def _correct(
    text: str, *, speller: Speller | None, names: VendorNames
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return ``text`` with its spelling corrected outside the vendors' names, and the changes."""
    if speller is None:
        return text, ()
    pieces: list[str] = []
    changes: list[tuple[str, str]] = []
    position = 0
    for name in names.find(text):
        correction = speller.correct(text[position : name.span.start])
        pieces += [correction.text, name.span.of(text)]
        changes += correction.changes
        position = name.span.end
    correction = speller.correct(text[position:])
    changes += correction.changes
    return "".join((*pieces, correction.text)), tuple(changes)


def _split_by_scope(
    named: Sequence[NamedVendor], *, text: str, bounds: Scope, library: Library
) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the named vendors inside the bounds, and the names of those wholly outside.

    A name that the documents inside print themselves (a sub-processor, say) is theirs to explain,
    whoever else it belongs to.
    """
    inside_documents = [d for d in library.documents.values() if bounds.allows(d)]
    allowed = {document.vendor for document in inside_documents}
    inside: set[str] = set()
    outside: list[str] = []
    for name in named:
        vendors = name.vendors & allowed
        if vendors:
            inside |= vendors
        elif not _is_printed(name.span.of(text), inside_documents):
            outside.append(name.span.of(text))
    return frozenset(inside), tuple(dict.fromkeys(outside))


def _asked(text: str) -> str:
    """Return what in ``text`` asks: no orders to the system, no sign-off."""
    return drop_sign_off(drop_instructions(text))


def _kind(
    text: str, history: Sequence[str], *, names: VendorNames, compares: bool = False
) -> AnswerKind:
    """Return the kind asked for; "Også løn?" asks for the same as the question before it."""
    plain = names.mask(text, "leverandøren")
    kind = kind_of(plain, compares=compares)
    if not history or not leans_on_history(text, names=names):
        return kind
    says_no_kind = kind is AnswerKind.OTHER or _ALSO.search(text)
    if says_no_kind and phrasing_of(plain).form is Form.BARE:
        return _kind(history[-1], history[:-1], names=names)
    return kind


def _queries(
    text: str, own_text: str, *, names: VendorNames, inside: frozenset[str]
) -> tuple[str, ...]:
    """Return what to search: ``text``, and a follow-up by itself if it has words of its own.

    The names of the vendors ``inside`` are left out, unless little else is asked. A short question
    is searched by its content words too: in "Hvor lang er slettefristen?" they are one piece of
    six, and its vector says little of them.
    """
    queries: list[str] = []
    for part in dict.fromkeys((text, own_text)):
        said = [n for n in names.find(part) if n.is_own and n.vendors & inside]
        rest = remove_names(part, said)
        if content_words(rest):
            queries.append(rest)
    if len(queries) == 1 and len(words := content_words(queries[0])) <= SHORT_QUESTION:
        queries.append(" ".join(word.text for word in words))
    return tuple(dict.fromkeys(queries)) or (text,)


def _is_printed(name: str, documents: Iterable[Document]) -> bool:
    pattern = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    return any(pattern.search(document.text) for document in documents)


def _narrow(bounds: Scope, vendors: frozenset[str]) -> Scope:
    """Return ``bounds`` narrowed to ``vendors``; it can never become wider."""
    if not vendors:
        return bounds
    within = vendors if bounds.vendors is None else vendors & bounds.vendors
    return Scope(vendors=within, document_ids=bounds.document_ids)


def _clauses_mentioned(text: str) -> tuple[Mention, ...]:
    return tuple(m for m in find_mentions(text) if m.kind is not MentionKind.LAW or m.is_unnamed)
