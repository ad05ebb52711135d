"""The roles between the layers, as Protocols: who uses one does not know who plays it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from klausul.types import Answer, Clause, Document, Hit, Question, Reference, Scope, Span

FloatMatrix = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Turns text into unit vectors whose inner product is similarity."""

    @property
    def identity(self) -> str:
        """A name that changes whenever the vectors would."""
        ...

    @property
    def dimension(self) -> int:
        """Length D of a vector."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Return unit-length float32 rows, shape (N, D), for N questions."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Return unit-length float32 rows, shape (N, D), for N passages."""
        ...


class Reading(NamedTuple):
    """What an encoder says of one text."""

    vector: FloatMatrix
    """Of the whole text, unit length, shape (D,)."""
    tokens: FloatMatrix
    """Of its T pieces, unit length each, shape (T, K)."""


@runtime_checkable
class LateEncoder(Encoder, Protocol):
    """An encoder that can also give a vector for each piece of a text."""

    @property
    def token_dimension(self) -> int:
        """Length K of a piece's vector; 0 when the model was not trained to compare pieces."""
        ...

    def read_queries(self, texts: Sequence[str]) -> list[Reading]:
        """Read N questions."""
        ...

    def read_passages(self, texts: Sequence[str]) -> list[Reading]:
        """Read N passages."""
        ...


class Finding(NamedTuple):
    """What a reader finds in one passage for one question."""

    answers: float
    """Probability, 0..1, that the passage answers; not calibrated."""
    span: Span | None
    """The words that would answer, in the passage; None where it has none."""
    ja: float
    """Share, 0..1, of three that sum to 1: the passage says yes to a yes/no question."""
    nej: float
    """The same for no."""
    undecided: float
    """The same for neither."""


class Reader(Protocol):
    """Reads a question and a passage together."""

    @property
    def identity(self) -> str:
        """A name that changes whenever the findings would."""
        ...

    def read(self, question: str, passages: Sequence[str]) -> list[Finding]:
        """Return what each passage says to ``question``, in order.

        A passage is best given as the index searches it: "heading. words".
        """
        ...


class Searcher(Protocol):
    """Finds the clauses nearest to a query inside a scope."""

    def search(self, query: str, *, scope: Scope, top_k: int) -> list[Hit]:
        """Return at most ``top_k`` hits by falling score, ranks from 1, each clause once."""
        ...


class Library(Protocol):
    """Reads the documents and clauses of one index version."""

    @property
    def version(self) -> str:
        """The version of the index that is read."""
        ...

    @property
    def documents(self) -> Mapping[str, Document]:
        """Every document by its id, in order of id."""
        ...

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """Every clause of every document by its id, in document order."""
        ...

    def clauses_of(self, document_id: str) -> Sequence[Clause]:
        """Return a document's clauses in order.

        Raises:
            UnknownDocumentError: No document has that id.
        """
        ...

    def references_of(self, document_id: str) -> Sequence[Reference]:
        """Return a document's cross-references in order.

        Raises:
            UnknownDocumentError: No document has that id.
        """
        ...


@runtime_checkable
class CutLibrary(Library, Protocol):
    """A library that keeps the terms of its words, so that nobody need cut them again."""

    @property
    def word_terms(self) -> Mapping[str, Sequence[str]]:
        """The terms of words of the documents, lower case; not of every one necessarily."""
        ...


class Answerer(Protocol):
    """Answers a question; what the edges serve and the evaluation measures."""

    def ask(self, question: Question) -> Answer:
        """Answer ``question`` from the documents.

        Raises:
            InputError: The question cannot be served as it stands.
        """
        ...
