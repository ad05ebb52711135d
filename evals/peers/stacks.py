"""What a retrieval stack is to the comparison, and what all of them are given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import Stemmer

from index.encoders import SentenceEncoder
from index.passages import make_passages, searchable_text
from klausul.danish.lexicon import STOP_WORDS
from klausul.records import DocumentRecord

DEPTH = 50
"""Pieces that each view of a hybrid stack contributes, and the least that a stack looks at.

Several pieces may belong to one clause, and every stack is to have enough of them.
"""

RRF_K = 60
"""The constant of reciprocal rank fusion, where a stack lets one choose: the usual one."""

MODEL_OPTIONS = {"dtype": "float32"}
"""How a transformer is to be loaded: fp16 weights, as they are stored, are slow on a CPU."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A passage of our index as every stack gets it: its words with the headings above them."""

    clause_id: str
    vendor: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The documents and the pieces that are made of them; Klausul makes the same ones itself."""

    records: tuple[DocumentRecord, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompts:
    """The words that an encoder wants before a text."""

    query: str
    passage: str


class Stack(Protocol):
    """A way to find clauses; made with an empty folder that it may write in."""

    def build(self, corpus: Corpus, encoder: Path) -> None:
        """Index the pieces with the sentence-transformers model in the folder ``encoder``."""
        ...

    def search(self, question: str, *, scope: str | None, k: int) -> list[str]:
        """Return the ids of at most ``k`` distinct clauses, best first.

        Args:
            question: As it was typed.
            scope: The vendor whose clauses alone may be found, ``None`` for all.
            k: How many clauses are wanted.
        """
        ...


def make_corpus(records: Sequence[DocumentRecord]) -> Corpus:
    """Return the pieces of ``records``, cut and worded as our index does."""
    return Corpus(
        records=tuple(records),
        pieces=tuple(
            Piece(
                clause_id=passage.clause_id,
                vendor=record.document.vendor,
                text=searchable_text(passage),
            )
            for record in records
            for passage in make_passages(record)
        ),
    )


def prompts_of(encoder: Path) -> Prompts:
    """Return the prompts that the model in ``encoder`` was trained with, mostly none."""
    own = SentenceEncoder(str(encoder))
    return Prompts(query=own.query_prefix, passage=own.passage_prefix)


def distinct(clause_ids: Iterable[str], k: int) -> list[str]:
    """Return the first ``k`` different ids in order: a clause is as good as its best piece."""
    return list(dict.fromkeys(clause_ids))[:k]


def danish_terms(text: str) -> list[str]:
    """Return the Danish Snowball stems of the words of ``text``, stop words left out.

    For a stack that takes a function of one's own; Klausul's index does more (``klausul.danish``).
    """
    words = (word for word in _WORD.findall(text.lower()) if word not in STOP_WORDS)
    return [_stem(word) for word in words]


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    return str(Stemmer.Stemmer("danish").stemWord(word))
