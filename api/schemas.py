"""The shapes that go over HTTP; the names are a contract with other programs.

Output shapes have no defaults, so a generated client has no false optionals.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from klausul.types import (
    AnomalyKind,
    ClauseKind,
    DocumentKind,
    NoteKind,
    Outcome,
    PartyRole,
    ReferenceKind,
    ReferenceStatus,
)

MAX_QUESTION: Final = 2_000
MAX_HISTORY: Final = 10
MAX_TOP_K: Final = 20
DEFAULT_TOP_K: Final = 5
MAX_NAME: Final = 200


def _refuse_nul(text: str) -> str:
    """Refuse the one character that no text has and that many stores cannot hold."""
    if "\x00" in text:
        raise ValueError("NUL")
    return text


QuestionText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_QUESTION),
    AfterValidator(_refuse_nul),
]
Name = Annotated[
    str, StringConstraints(min_length=1, max_length=MAX_NAME), AfterValidator(_refuse_nul)
]
TopK = Annotated[int, Field(ge=1, le=MAX_TOP_K)]


class AskRequest(BaseModel):
    """A question."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        json_schema_extra={"examples": [{"question": "Hvor lang er slettefristen?"}]},
    )

    question: QuestionText = Field(description="The question, in Danish or English.")
    vendor: Name | None = Field(
        default=None, description="Only this vendor's documents; null: all.", examples=["dpf"]
    )
    document_id: Name | None = Field(
        default=None, description="Only this document; null: all.", examples=["dpf-dba"]
    )
    history: list[QuestionText] = Field(
        default_factory=list,
        max_length=MAX_HISTORY,
        description="The user's earlier questions in this conversation, oldest first.",
    )
    top_k: TopK = Field(default=DEFAULT_TOP_K, description="At most this many ranked clauses.")


class SearchQuery(BaseModel):
    """What to look for; an unknown parameter is refused, for a misspelt scope would be lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: QuestionText = Field(description="Words to look for.", examples=["sletning"])
    vendor: Name | None = Field(default=None, description="Only this vendor's documents.")
    top_k: TopK = Field(default=DEFAULT_TOP_K, description="At most this many ranked clauses.")


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True)


class StatementShape(_Shape):
    """One sentence of the answer."""

    text: str
    citations: list[int] = Field(description="Numbers of the citations that prove it.")


class CitationShape(_Shape):
    """A proof: `quote` equals `text[start:end]` of the document's text."""

    number: int = Field(description="The number of the mark in the answer, from 1.")
    clause_id: str = Field(examples=["dpf-dba/10.1"])
    document_id: str = Field(examples=["dpf-dba"])
    vendor: str = Field(examples=["dpf"])
    document_title: str
    label: str = Field(description="The clause's number as printed.", examples=["10.1"])
    heading: str | None
    quote: str = Field(description="The words of the document, verbatim.")
    start: int = Field(description="Code points from the start of the document's text.")
    end: int = Field(description="Half-open.")
    page: int | None = Field(description="Page of the source from 1, where it has pages.")
    url: str = Field(examples=["/documents/dpf-dba#10.1"])
    version: str | None = Field(description="Version or date, where the document prints one.")
    revision: int = Field(description="Which file under this id the words stand in, from 1.")


class RankedClauseShape(_Shape):
    """A clause that was found, with its place in the ranking."""

    rank: int = Field(description="From 1.")
    clause_id: str = Field(examples=["dpf-dba/10.1"])
    document_id: str
    vendor: str
    label: str
    heading: str | None
    text: str
    score: float = Field(description="Higher is nearer; comparable within one ranking only.")


class NoteShape(_Shape):
    """Something a careful reader should know, in Danish."""

    kind: NoteKind
    text: str
    clause_id: str | None


class AskReply(_Shape):
    """The reply to a question."""

    question_id: str = Field(description="Names this reply, for feedback and support.")
    outcome: Outcome = Field(
        description="answered: there is an answer. referred: the agreement points elsewhere and "
        "says so. ambiguous: it cannot be told what is asked. not_found: nothing in the "
        "documents answers; `clauses` holds the nearest."
    )
    answer: str = Field(description="Danish text with marks, [1] for the first citation.")
    verdict: Literal["ja", "nej"] | None = Field(description="Of a yes/no answer.")
    statements: list[StatementShape]
    citations: list[CitationShape] = Field(description="Only those that the answer uses.")
    clauses: list[RankedClauseShape] = Field(description="What was found, best first.")
    notes: list[NoteShape]
    confidence: float = Field(description="From 0 to 1.")
    composer: str
    index_version: str


class SearchReply(_Shape):
    """The clauses nearest to a query."""

    clauses: list[RankedClauseShape]
    index_version: str


class PartyShape(_Shape):
    """Someone that an agreement is between."""

    name: str
    role: PartyRole
    cvr: str | None = Field(description="The eight digits of the company number, if printed.")


class DocumentCard(_Shape):
    """A document without its text."""

    document_id: str
    vendor: str
    title: str
    kind: DocumentKind
    version: str | None = Field(description="Version or date, where the document prints one.")
    revision: int = Field(description="How many files this id has held, this one included.")
    parties: list[PartyShape]
    source: str = Field(description="Where it comes from, else its file's name.")
    sha256: str = Field(description="Of the source file.")
    pages: int = Field(description="Pages of the source; 0 when it has none.")
    clause_count: int


class DocumentList(_Shape):
    """Every document, in order of id."""

    documents: list[DocumentCard]
    index_version: str


class OutlineEntry(_Shape):
    """A clause's place in a document, without its text."""

    clause_id: str
    label: str
    heading: str | None
    kind: ClauseKind
    level: int = Field(description="1 is the top.")
    parent_id: str | None
    start: int
    end: int
    page: int | None


class ReferenceShape(_Shape):
    """A cross-reference and whether it finds what it names."""

    clause_id: str = Field(description="The clause in which it stands.")
    text: str
    start: int
    end: int
    kind: ReferenceKind
    target_id: str | None
    target: str
    status: ReferenceStatus
    why: str | None


class AnomalyShape(_Shape):
    """Something wrong in a document: a Danish sentence, and the words that show it."""

    kind: AnomalyKind
    text: str
    citations: list[CitationShape] = Field(description="One to three, numbered from 1.")


class DocumentDetail(DocumentCard):
    """A document's outline, cross-references, notes and anomalies, each in order."""

    clauses: list[OutlineEntry]
    references: list[ReferenceShape]
    notes: list[NoteShape]
    anomalies: list[AnomalyShape]


class DocumentText(_Shape):
    """The cleaned text that every `start` and `end` counts in."""

    document_id: str
    sha256: str = Field(description="Of the source file.")
    text_sha256: str = Field(description="Of `text` as UTF-8.")
    text: str


class ClauseDetail(OutlineEntry):
    """A clause with its words and the references out of it and to it."""

    document_id: str
    document_title: str
    vendor: str
    path: list[str] = Field(description="The headings above, outermost first.")
    text: str
    references_out: list[ReferenceShape]
    references_in: list[ReferenceShape]
    notes: list[NoteShape]
    url: str


class VendorShape(_Shape):
    """A vendor and its documents."""

    vendor: str
    names: list[str] = Field(description="The words by which people call it or its product.")
    document_ids: list[str]


class VendorList(_Shape):
    """Every vendor, in order of name."""

    vendors: list[VendorShape]
