"""The shapes of a comparison, over HTTP and for ``--json`` alike, and what fills them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from answer.comparing import Comparison, Extreme, Row
from answer.naming_topics import find_topic
from answer.topics import TOPICS, Topic, ValueKind
from api.errors import UNKNOWN_TOPIC
from api.problems import RefusalError
from api.schemas import CitationShape, Name, NoteShape
from api.shaping import shape_citation, shape_notes
from klausul.ports import Library
from klausul.types import DocumentKind, Outcome

_FROZEN: Final = ConfigDict(frozen=True)


class CompareQuery(BaseModel):
    """What to compare; an unknown parameter is refused, for a misspelt scope would be lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    topic: Name | None = Field(
        default=None,
        description="A topic's key, or a Danish word for it; without one, the topics are listed.",
        examples=["breach_notice", "slettefrist"],
    )
    vendor: Name | None = Field(default=None, description="Only this vendor's documents.")


class TopicShape(BaseModel):
    """A matter that agreements are compared on."""

    model_config = _FROZEN

    topic: str = Field(description="Stable key.", examples=["breach_notice"])
    title: str = Field(examples=["Underretning om brud"])
    aliases: list[str] = Field(description="Words by which it is found, in any form.")
    value_kind: ValueKind


class TopicList(BaseModel):
    """Every topic."""

    model_config = _FROZEN

    topics: list[TopicShape]


class ComparisonRow(BaseModel):
    """What one document says of the topic."""

    model_config = _FROZEN

    document_id: str
    vendor: str
    document_title: str
    document_kind: DocumentKind
    outcome: Outcome
    value: str = Field(
        description="Short Danish text: a figure, names, or the document's own words in »«.",
        examples=["senest 24 timer"],
    )
    number: float | None = Field(
        description="To sort by, in `unit`, where the value is one figure. A month counts 30.4"
        " days; a working day has no number, since no calendar is known."
    )
    unit: str | None = Field(
        description="hours, working_days, per_year, percent, or a currency with what it is for.",
        examples=["hours", "DKK/time"],
    )
    extreme: Extreme | None = Field(
        description="Whether no other row's figure is lower (higher), on any calendar; null where"
        " that cannot be told."
    )
    citations: list[CitationShape] = Field(
        description="The proof; numbered through the whole comparison."
    )
    notes: list[NoteShape]


class ComparisonReply(BaseModel):
    """A topic in every document of the scope, one row each, in order of id."""

    model_config = _FROZEN

    topic: TopicShape
    rows: list[ComparisonRow]
    index_version: str


def require_topic(name: str) -> Topic:
    """Return the topic that ``name`` is the key, the title or another word of.

    Raises:
        RefusalError: There is none; the problem names those that there are.
    """
    topic = find_topic(name)
    if topic is not None:
        return topic
    known = f"Kendte emner: {', '.join(t.aliases[0] for t in TOPICS)}."
    kind = replace(
        UNKNOWN_TOPIC,
        detail=f"{known} {UNKNOWN_TOPIC.detail}",
        advice=f"{known} {UNKNOWN_TOPIC.advice}",
    )
    raise RefusalError(kind)


def shape_topics(topics: Sequence[Topic] = TOPICS) -> TopicList:
    """Return the list of topics."""
    return TopicList(topics=[_shape_topic(topic) for topic in topics])


def shape_comparison(comparison: Comparison, *, library: Library) -> ComparisonReply:
    """Return what ``GET /v1/compare`` sends and ``klausul compare --json`` prints."""
    numbers = count(1)
    return ComparisonReply(
        topic=_shape_topic(comparison.topic),
        rows=[_shape_row(row, numbers=numbers, library=library) for row in comparison.rows],
        index_version=library.version,
    )


def _shape_topic(topic: Topic) -> TopicShape:
    return TopicShape(
        topic=topic.key, title=topic.title, aliases=list(topic.aliases), value_kind=topic.kind
    )


def _shape_row(row: Row, *, numbers: count[int], library: Library) -> ComparisonRow:
    return ComparisonRow(
        document_id=row.document.document_id,
        vendor=row.document.vendor,
        document_title=row.document.title,
        document_kind=row.document.kind,
        outcome=row.outcome,
        value=row.value,
        number=row.number,
        unit=row.unit,
        extreme=row.extreme,
        citations=[
            shape_citation(citation, number=next(numbers), library=library)
            for citation in row.citations
        ],
        notes=shape_notes(row.notes),
    )
