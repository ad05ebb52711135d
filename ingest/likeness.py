"""How much the words around a reference have in common with the clauses that it may mean."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache

from ingest.places import Places, is_heading, own_heading
from klausul.danish.sentences import split_sentences
from klausul.danish.tokens import terms
from klausul.types import Clause, Span

_HEADING_WEIGHT = 1.0
_INSIDE_CAPITAL = re.compile(r"(?<=[a-zæøå,] )[A-ZÆØÅ][^\W\d_]+")
_SMALL = re.compile(r"(?<!\w)[a-zæøå][^\W\d_]+")
# The stemmer keeps what makes a verb a noun: "opbevaring" is to meet "opbevare".
_ACT = re.compile(r"(?<=\w{3})(?:n?ing|else)$")
_LABEL = re.compile(
    r"\b(?:bilag|punkt|pkt|afsnit|bestemmelse|klausul|artikel|stk|litra)\w*\b\.?", re.I
)


class Likeness:
    """Compares words with the clauses of one document; a word counts the rarer the more."""

    def __init__(self, places: Places) -> None:
        """Count in how many clauses of the document each word stands."""
        self._places = places
        self._text: dict[str, frozenset[str]] = {}
        self._heading: dict[str, frozenset[str]] = {}
        self._spread: Counter[str] = Counter()
        for clause in places.tops:
            self._spread.update(words_of(clause.text))
        self._names = _names(places)
        self._total = max(len(places.tops), 1)

    def of(self, words: frozenset[str], clause: Clause) -> float:
        """Return 0..2: how alike the words are to the clause's text and to its own heading."""
        by_text = self._cosine(words, self._words_of(clause))
        return by_text + _HEADING_WEIGHT * self._cosine(words, self._heading_of(clause))

    def rarity(self, word: str) -> float:
        """Return how much a word tells, 0 for a name and for one that stands everywhere."""
        if word in self._names:
            return 0.0
        return math.log((self._total + 1) / (self._spread[word] + 1))

    def shared(self, words: frozenset[str], clause: Clause) -> float:
        """Return the rarity of the words that stand in the clause or its heading, in all."""
        common = words & (self._words_of(clause) | self._heading_of(clause))
        return sum(self.rarity(word) for word in common)

    def _words_of(self, clause: Clause) -> frozenset[str]:
        if clause.clause_id not in self._text:
            members = self._places.members_of(clause) if is_heading(clause) else [clause]
            self._text[clause.clause_id] = frozenset().union(*(words_of(c.text) for c in members))
        return self._text[clause.clause_id]

    def _heading_of(self, clause: Clause) -> frozenset[str]:
        if clause.clause_id not in self._heading:
            heading = own_heading(clause)
            above = self._places.above(clause)
            if not heading and above is not None and len(self._places.members_of(above)) <= 2:
                heading = own_heading(above)  # a section of one clause is what its heading says
            self._heading[clause.clause_id] = words_of(heading)
        return self._heading[clause.clause_id]

    def _cosine(self, one: frozenset[str], other: frozenset[str]) -> float:
        product = sum(self.rarity(word) ** 2 for word in one & other)
        return product / (self._length(one) * self._length(other)) if product else 0.0

    def _length(self, words: frozenset[str]) -> float:
        return math.sqrt(sum(self.rarity(word) ** 2 for word in words))


def _names(places: Places) -> frozenset[str]:
    """Return the stems of words that the document never writes small: names say no topic."""
    texts = [clause.text for clause in places.tops]
    capital = {word for text in texts for word in _INSIDE_CAPITAL.findall(text)}
    small = {word for text in texts for word in _SMALL.findall(text)}
    return frozenset().union(*(words_of(word) for word in capital if word.lower() not in small))


def words_of(text: str) -> frozenset[str]:
    """Return the stems of the words of a text, numbers and words for places left out."""
    found = terms(_LABEL.sub(" ", text))
    plain = (t for t in found if len(t) > 1 and not any(c.isdigit() for c in t))
    return frozenset(_ACT.sub("", term) for term in plain)


def sentence_around(text: str, span: Span) -> Span:
    """Return the sentence of ``text`` that holds the beginning of ``span``."""
    sentences = _sentences(text)
    i = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
    return sentences[i] if i >= 0 and span.start < sentences[i].end else Span(0, len(text))


@lru_cache(maxsize=4)
def _sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a clause; all references of one clause ask for the same."""
    return tuple(split_sentences(text))
