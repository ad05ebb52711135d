"""The kinds of things: what each may be; many of the values are part of the HTTP contract."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """What sort of text a document is."""

    AGREEMENT = "agreement"
    TERMS = "terms"
    FAQ = "faq"


class ClauseKind(StrEnum):
    """What a piece of a document is (the values are part of the HTTP contract)."""

    CLAUSE = "clause"
    ITEM = "item"
    QA = "qa"
    ROW = "row"
    HEADING = "heading"
    PREAMBLE = "preamble"
    CONTENTS = "contents"
    FOOTNOTE = "footnote"
    SIGNATURE = "signature"


class NoteKind(StrEnum):
    """What a note warns about (the values are part of the HTTP contract)."""

    MISNUMBERED = "misnumbered"
    NUMBER_NOT_PRINTED = "number_not_printed"
    SHIFTED_REFERENCE = "shifted_reference"
    DANGLING_REFERENCE = "dangling_reference"
    CONTRADICTION = "contradiction"
    CORRECTED_SPELLING = "corrected_spelling"
    VAGUE_DEADLINE = "vague_deadline"
    OLD_SOURCE = "old_source"
    UNREAD_PAGE = "unread_page"


class ReferenceKind(StrEnum):
    """Where a cross-reference points."""

    INTERNAL = "internal"
    ANNEX = "annex"
    LAW = "law"
    OTHER_DOCUMENT = "other_document"


class ReferenceStatus(StrEnum):
    """Whether a cross-reference finds what it names."""

    OK = "ok"
    SHIFTED = "shifted"
    DANGLING = "dangling"
    EXTERNAL = "external"


class PartyRole(StrEnum):
    """What a party of an agreement is in it."""

    CONTROLLER = "controller"
    PROCESSOR = "processor"
    OTHER = "other"


class AnomalyKind(StrEnum):
    """What is wrong in a document (the values are part of the HTTP contract)."""

    MISNUMBERED = "misnumbered"
    DUPLICATE_NUMBER = "duplicate_number"
    NUMBER_NOT_PRINTED = "number_not_printed"
    EMPTY_CLAUSE = "empty_clause"
    PLACEHOLDER = "placeholder"
    MISSING_ANNEX = "missing_annex"
    CONTRADICTION = "contradiction"
    SHIFTED_REFERENCE = "shifted_reference"
    DANGLING_REFERENCE = "dangling_reference"
    REPEATED_TEXT = "repeated_text"


class Outcome(StrEnum):
    """How an ask ended."""

    ANSWERED = "answered"
    REFERRED = "referred"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"


class Verdict(StrEnum):
    """The polarity of a yes/no answer."""

    JA = "ja"
    NEJ = "nej"
