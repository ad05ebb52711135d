"""When to say "it does not stand there": one rule over two signals that hold for any document.

``support = nearness + FIT_WEIGHT * fit``

* nearness: how far the clause's score in the search rises above the noise, 0..1. The noise is what
  questions about everyday matters reach in the same documents, so that the rule means the same
  with another encoder (a cohort normalisation, as in speaker verification). It needs a searcher
  whose scores mean the same for every question, which ranks alone would not.
* fit: whether the quote shows the kind of answer asked for, 0..1.

Below ``MIN_SUPPORT`` the answer is a refusal. A price that is asked for and not printed, and a
proper name that no document prints, refuse by themselves. The weights were fitted by logistic
regression, cross-validated, on the whole set of development questions; the share of the
question's rare words that the clause holds was tried and added nothing.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from statistics import fmean

from answer.content import TermStatistics, content_words
from answer.extracting import Extract
from answer.kinds import AnswerKind
from answer.understanding import Understanding
from klausul.ports import Searcher
from klausul.types import Hit, Scope

FIT_WEIGHT = 0.28
MIN_SUPPORT = 0.42
SURE_SUPPORT = 0.75
"""Support at which the confidence is 0.75; at ``MIN_SUPPORT`` it is 0.5."""

ORDER_FIT_WEIGHT = 0.20
"""Worth of the right kind of evidence when found clauses are put in order."""

MAX_NOISE = 0.9
"""Above it nothing could be told from noise any more."""

HARD_KINDS = frozenset({AnswerKind.AMOUNT})
"""Kinds whose answer is a printed figure or term: without any sign of one there is no answer."""

_EVERYDAY = (
    "Hvordan bliver vejret i weekenden?",
    "Hvem vandt fodboldkampen i går?",
    "Kan du anbefale en god film?",
    "Hvor mange æg skal der i en pandekagedej?",
    "Hvornår går det næste tog til stranden?",
    "Hvilken farve skal jeg male mit køkken?",
    "Hvad spiser en hamster?",
    "Hvordan strikker man et par sokker?",
)
_NAME = re.compile(r"(?<=[\w,;)] )[A-ZÆØÅ][\w&.-]*\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A found clause with the words in it that would answer.

    ``support`` is held against the rule; ``merit`` orders candidates for the same question.
    """

    hit: Hit
    extract: Extract
    support: float
    merit: float

    @property
    def confidence(self) -> float:
        """0..1, rising with the support; 0.5 where the rule turns."""
        return confidence_of(self.support)


def weigh(
    hit: Hit,
    extract: Extract,
    *,
    understanding: Understanding,
    noise: float,
) -> Candidate:
    """Return ``extract`` with the support that the documents give it as an answer.

    ``noise`` is what ``measure_noise`` returned for the same searcher.
    """
    nearness = max((hit.score - noise) / (1 - noise), 0.0)
    support = nearness + FIT_WEIGHT * extract.fit
    if understanding.kind in HARD_KINDS and extract.fit == 0.0:
        support = 0.0
    merit = nearness + ORDER_FIT_WEIGHT * extract.fit
    near = replace(extract, nearness=nearness)
    return Candidate(hit=hit, extract=near, support=support, merit=merit)


def is_supported(candidate: Candidate) -> bool:
    """Tell whether the documents support ``candidate`` well enough to be an answer."""
    return candidate.support >= MIN_SUPPORT


def confidence_of(support: float) -> float:
    """Return ``support`` as 0..1 by a logistic curve through the rule's two fixed points."""
    slope = math.log(3) / (SURE_SUPPORT - MIN_SUPPORT)
    return 1 / (1 + math.exp(-slope * (support - MIN_SUPPORT)))


def measure_noise(searcher: Searcher) -> float:
    """Return the mean score of the best clause for everyday questions, below 1."""
    hits = [searcher.search(question, scope=Scope(), top_k=1) for question in _EVERYDAY]
    return min(max(fmean(hit[0].score if hit else 0.0 for hit in hits), 0.0), MAX_NOISE)


def unknown_name(text: str, *, statistics: TermStatistics) -> str | None:
    """Return a proper name in ``text`` that no document prints, if there is one.

    Only a capital letter inside a sentence makes a word a name; at its start it may be any word.
    """
    for match in _NAME.finditer(text):
        words = content_words(match.group())
        if words and not any(statistics.vendors_with(t) for word in words for t in word.terms):
            return match.group()
    return None
