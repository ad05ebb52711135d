"""Made agreements: clauses mixed from those of real ones, as many as are wanted."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.late import late_encoder
from index.passages import PASSAGE_LIMIT
from klausul.danish.sentences import split_sentences
from klausul.ports import Encoder, FloatMatrix, Reading
from klausul.records import DocumentRecord
from klausul.types import Clause, ClauseKind, Document, DocumentKind, Span

_AGREEMENT = 60  # clauses
_LIKE = 8  # neighbours with which a clause is mixed
_NOISE = 0.1  # length; half of the mixes then have a neighbour nearer than 0.96
_CHUNK = 20_000  # rows at a time: what is passing then takes little memory
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """N clauses with their vectors, shape (N, D), and those of their pieces."""

    texts: Sequence[str]
    vectors: FloatMatrix
    tokens: Sequence[FloatMatrix]

    def readings(self) -> dict[str, Reading]:
        """Return what an encoder would say of each text."""
        rows = zip(self.texts, self.vectors, self.tokens, strict=True)
        return {text: Reading(vector=vector, tokens=tokens) for text, vector, tokens in rows}


class MadeEncoder:
    """Reads clauses as they were made, and questions as another encoder does."""

    identity = "made"

    def __init__(self, encoder: Encoder, clauses: Mapping[str, Reading]) -> None:
        self._encoder = encoder
        self._late = late_encoder(encoder)
        self._clauses = clauses

    @property
    def dimension(self) -> int:
        """Length D of a vector."""
        return self._encoder.dimension

    @property
    def token_dimension(self) -> int:
        """Length K of a piece's vector; 0 when the other encoder has none."""
        return 0 if self._late is None else self._late.token_dimension

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Return unit-length float32 rows, shape (N, D), for N questions."""
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Return the rows that were made for N clauses, shape (N, D)."""
        return np.stack([self._clauses[text].vector for text in texts])

    def read_queries(self, texts: Sequence[str]) -> list[Reading]:
        """Read N questions."""
        if self._late is None:
            raise TypeError(f"not an encoder of pieces: {self._encoder.identity}")
        return self._late.read_queries(texts)

    def read_passages(self, texts: Sequence[str]) -> list[Reading]:
        """Return what was made for N clauses."""
        return [self._clauses[text] for text in texts]


def encoded(texts: Sequence[str], encoder: Encoder) -> Clauses:
    """Return clauses with what ``encoder`` says of them."""
    late = late_encoder(encoder)
    if late is None:
        nothing = np.zeros((0, 0), dtype=np.float32)
        vectors = encoder.encode_passages(texts)
        return Clauses(texts=texts, vectors=vectors, tokens=[nothing] * len(texts))
    readings = late.read_passages(texts)
    return Clauses(
        texts=texts,
        vectors=np.stack([reading.vector for reading in readings]),
        tokens=[reading.tokens for reading in readings],
    )


def recombine(clauses: Clauses, *, count: int, seed: int = 1) -> Clauses:
    """Return ``count`` mixes of two like clauses each, at least two to mix.

    The text takes most of its sentences from the first and gets other numbers, the vector is a
    mix of both with a little noise, and the pieces are the first's. Same arguments, same mixes.
    """
    rows = np.random.default_rng(seed)
    like = _like(clauses.vectors)
    first = rows.integers(len(like), size=count)
    second = like[first, rows.integers(like.shape[1], size=count)]
    share = rows.uniform(0.5, 0.9, size=(count, 1)).astype(np.float32)
    sentences = [[span.of(text) for span in split_sentences(text)] for text in clauses.texts]
    words = random.Random(seed)
    pairs = zip(first, second, share[:, 0], strict=True)
    vectors = np.empty((count, clauses.vectors.shape[1]), dtype=np.float32)
    for start in range(0, count, _CHUNK):
        part = slice(start, start + _CHUNK)
        mixed = _NOISE / vectors.shape[1] ** 0.5 * rows.standard_normal(vectors[part].shape)
        mixed += share[part] * clauses.vectors[first[part]]
        mixed += (1 - share[part]) * clauses.vectors[second[part]]
        vectors[part] = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return Clauses(
        texts=[_mixed(sentences[a], sentences[b], share=s, words=words) for a, b, s in pairs],
        vectors=vectors,
        tokens=[clauses.tokens[row] for row in first],
    )


def grow(clauses: Clauses, *, count: int) -> Clauses:
    """Return ``count`` clauses: the given ones, as far as they reach, then mixes of them."""
    own = min(count, len(clauses.texts))
    mixes = recombine(clauses, count=count - own)
    return Clauses(
        texts=[*clauses.texts[:own], *mixes.texts],
        vectors=np.concatenate([clauses.vectors[:own], mixes.vectors]),
        tokens=[*clauses.tokens[:own], *mixes.tokens],
    )


def agreements(texts: Sequence[str]) -> Iterator[DocumentRecord]:
    """Yield agreements that hold ``texts`` as their clauses, in order."""
    for number, start in enumerate(range(0, len(texts), _AGREEMENT)):
        yield _agreement(f"aftale-{number:06}", texts[start : start + _AGREEMENT])


def _agreement(name: str, texts: Sequence[str]) -> DocumentRecord:
    clauses: list[Clause] = []
    for text in texts:
        start = clauses[-1].span.end + 1 if clauses else 0
        label = str(len(clauses) + 1)
        clauses.append(
            Clause(
                clause_id=f"{name}/{label}",
                document_id=name,
                label=label,
                text=text,
                span=Span(start, start + len(text)),
                kind=ClauseKind.CLAUSE,
            )
        )
    document = Document(
        document_id=name,
        vendor=name,
        title=name,
        kind=DocumentKind.AGREEMENT,
        source=f"{name}.txt",
        sha256="0" * 64,
        text="\n".join(texts),
    )
    return DocumentRecord(document=document, clauses=tuple(clauses))


def _like(vectors: FloatMatrix) -> npt.NDArray[np.intp]:
    """Return the rows nearest to each row but itself."""
    nearness = vectors @ vectors.T
    np.fill_diagonal(nearness, -np.inf)
    count = min(_LIKE, len(vectors) - 1)
    return np.argsort(-nearness, axis=1, kind="stable")[:, :count]


def _mixed(
    first: Sequence[str], second: Sequence[str], *, share: float, words: random.Random
) -> str:
    """Return the sentences of ``first``, some replaced by ones of ``second``, in other numbers."""
    chosen = (one if words.random() < share else words.choice(second) for one in first)
    text = _NUMBER.sub(lambda number: _other(number[0], words), " ".join(chosen))
    if len(text) <= PASSAGE_LIMIT:
        return text
    return text[: PASSAGE_LIMIT + 1].rpartition(" ")[0] or text[:PASSAGE_LIMIT]


def _other(number: str, words: random.Random) -> str:
    """Return another number of as many digits."""
    return "".join(words.choice("123456789") for _ in number)
