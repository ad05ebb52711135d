"""The words of Klausul: immutable values that every layer speaks in.

Offsets are code points into a document's cleaned text (``Document.text``), half-open.
"""

from __future__ import annotations

from dataclasses import dataclass

from klausul.errors import UnprovenAnswerError
from klausul.kinds import AnomalyKind as AnomalyKind
from klausul.kinds import ClauseKind as ClauseKind
from klausul.kinds import DocumentKind as DocumentKind
from klausul.kinds import NoteKind as NoteKind
from klausul.kinds import Outcome as Outcome
from klausul.kinds import PartyRole as PartyRole
from klausul.kinds import ReferenceKind as ReferenceKind
from klausul.kinds import ReferenceStatus as ReferenceStatus
from klausul.kinds import Verdict as Verdict


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``start <= i < end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of ``text`` under this span."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something a careful reader should know, in Danish."""

    kind: NoteKind
    text: str
    clause_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Someone that an agreement is between; ``cvr`` is the eight digits of its company number."""

    name: str
    role: PartyRole = PartyRole.OTHER
    cvr: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One agreement, set of terms or FAQ.

    ``text`` is the cleaned text that every span indexes; ``sha256`` is that of the source file.
    ``vendor_names`` are the words by which people call the vendor or its product.
    ``version`` is what the document prints of its version or date; ``revision`` counts from 1 how
    often a document of this id was replaced by another file.
    ``pages`` are the spans of the source's pages in ``text``, in order; empty when it has none.
    """

    document_id: str
    vendor: str
    vendor_names: tuple[str, ...] = ()
    title: str
    kind: DocumentKind
    source: str
    sha256: str
    version: str | None = None
    revision: int = 1
    parties: tuple[Party, ...] = ()
    text: str
    pages: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One citable piece of a document; ``text == document.text[span]`` always.

    ``clause_id`` is unique in a collection and safe in a URL path (``dpf-dba/10.1``); ``label`` is
    the number as printed, with its section ("10.1", "Bilag C.4", "DBA 9.2") and may repeat.
    ``level`` 1 clauses cover every non-blank character of the document exactly once; deeper ones
    lie inside their parent. ``path`` holds the headings above, outermost first.
    """

    clause_id: str
    document_id: str
    label: str
    part: str | None = None
    number: str | None = None
    heading: str | None = None
    path: tuple[str, ...] = ()
    text: str
    span: Span
    page: int | None = None
    kind: ClauseKind
    level: int = 1
    parent_id: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A cross-reference inside a clause; ``span`` is in the document."""

    clause_id: str
    text: str
    span: Span
    kind: ReferenceKind
    target_id: str | None
    target: str
    status: ReferenceStatus
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What the index searches: a clause, or a part of an over-long one.

    ``text == document.text[span]``; ``context`` is the path of headings above it, which helps a
    passage be found and is never quoted.
    """

    clause_id: str
    document_id: str
    text: str
    span: Span
    context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which documents a search may see; applied before the search, never after.

    ``None`` sets no limit; an empty set sees nothing.
    """

    vendors: frozenset[str] | None = None
    document_ids: frozenset[str] | None = None

    def allows(self, document: Document) -> bool:
        """Tell whether ``document`` lies inside the scope."""
        by_vendor = self.vendors is None or document.vendor in self.vendors
        by_id = self.document_ids is None or document.document_id in self.document_ids
        return by_vendor and by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """That a clause was found: its rank from 1, score (higher is better) and best passage."""

    clause: Clause
    score: float
    rank: int
    passage: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a user asks; ``history`` holds the earlier questions, oldest first."""

    text: str
    vendor: str | None = None
    document_id: str | None = None
    history: tuple[str, ...] = ()
    top_k: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Proof: ``quote == document.text[span]`` is the one definition of verbatim."""

    clause_id: str
    document_id: str
    label: str
    quote: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Anomaly:
    """Something wrong in a document: a Danish sentence, and the words that show it."""

    kind: AnomalyKind
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of an answer with its proof; without a citation it cannot exist."""

    text: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        if not self.citations:
            raise UnprovenAnswerError(f"a statement without a citation: {self.text!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The reply to a question.

    ``text`` is the Danish reply with ``[n]`` marks, ``n`` numbering ``citations`` from 1.
    Outcomes ``answered`` and ``referred`` have statements, the others have none.
    ``confidence`` is 0..1.
    """

    question: Question
    outcome: Outcome
    text: str
    verdict: Verdict | None = None
    statements: tuple[Statement, ...] = ()
    notes: tuple[Note, ...] = ()
    hits: tuple[Hit, ...] = ()
    confidence: float = 0.0
    composer: str = "extractive"
    index_version: str = ""

    def __post_init__(self) -> None:
        proven = self.outcome in (Outcome.ANSWERED, Outcome.REFERRED)
        if proven != bool(self.statements):
            raise UnprovenAnswerError(
                f"outcome {self.outcome} with {len(self.statements)} statements"
            )
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence is 0..1, got {self.confidence}")

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The distinct citations in the order in which the statements use them."""
        return tuple(dict.fromkeys(c for s in self.statements for c in s.citations))
