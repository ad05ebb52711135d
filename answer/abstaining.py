"""When to say "it does not stand there": one rule over three signals that hold for any document.

``support = nearness + FIT_WEIGHT * fit + READ_WEIGHT * read``

* nearness: how far the clause's score in the search rises above the noise, 0..1. The noise is what
  questions about everyday matters reach in the same documents, so that the rule means the same
  with another encoder (a cohort normalisation, as in speaker verification). It needs a searcher
  whose scores mean the same for every question, which ranks alone would not.
* fit: whether the quote shows the kind of answer asked for, 0..1.
* read: the log-odds that the reader gives it, corrected and limited; 0 where it has not read.

Below ``MIN_SUPPORT`` the answer is a refusal. A price, a count or an address that is asked for and
not printed, and a proper name or year that no document in scope prints, refuse by themselves. The
weight of the fit comes from a cross-validated logistic regression on the development questions,
that of the reader from agreements that nothing was trained on; the share of the question's rare
words that the clause holds was tried and added nothing. The reader has no say in the order: it
finds the right clause less often than the search does.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from answer.content import TermStatistics, content_words
from answer.evidence import is_country
from answer.extracting import Extract
from answer.kinds import AnswerKind
from answer.reading import Reading
from answer.understanding import Understanding
from klausul.danish.quantities import QuantityKind, find_quantities
from klausul.danish.references import MentionKind, find_mentions
from klausul.ports import Searcher
from klausul.types import Document, Hit, Scope, Span

FIT_WEIGHT = 0.10
MIN_SUPPORT = 0.19
SURE_SUPPORT = 0.45
"""Support at which the confidence is 0.75; at ``MIN_SUPPORT`` it is 0.5."""

ORDER_FIT_WEIGHT = 0.15
"""Worth of the right kind of evidence when found clauses are put in order."""

READ_WEIGHT = 0.03
"""Of the reader's log-odds that a hit answers, beside the nearness, in the support."""

READ_OFFSET = 2.0
"""Added to the log-odds: the reader was taught on as many wrong clauses as right ones of agreements
in which each matter stands once, and is too strict where it stands twice."""

LARGEST_LOG_ODDS = 4.0
"""Beyond it the reader is not believed any further."""

MAX_NOISE = 0.9
"""Above it nothing could be told from noise any more."""

HARD_KINDS = frozenset({AnswerKind.AMOUNT, AnswerKind.COUNT, AnswerKind.CONTACT})
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
_CAPITALISED = r"[A-ZÆØÅ][\w&.]*\w(?:-[A-ZÆØÅ]\w*)*"
_NAME = re.compile(rf"(?<=[\w,;)] ){_CAPITALISED}(?: {_CAPITALISED})*")
_YEAR = re.compile(r"(?<![\w/:.])(?:19|20)\d\d(?![\w/])")
_EXAMPLE = re.compile(r"\b(?:fx|f\.\s?eks\.|eksempelvis|for eksempel|såsom|så ?som|som)\s+$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A found clause with the words in it that would answer.

    ``confidence`` is the probability, 0..1, that the words answer; ``is_supported`` tells whether
    that is enough to be shown as an answer. ``merit`` orders candidates for the same question.
    """

    hit: Hit
    extract: Extract
    confidence: float
    is_supported: bool
    merit: float


def weigh(
    hit: Hit,
    extract: Extract,
    *,
    understanding: Understanding,
    noise: float,
    reading: Reading | None = None,
) -> Candidate:
    """Return ``extract`` with the confidence that the documents give it as an answer.

    ``noise`` is what ``measure_noise`` returned for the same searcher; ``reading`` what the reader
    says of the hit, None where there is no reader.
    """
    nearness = max((hit.score - noise) / (1 - noise), 0.0)
    read = 0.0 if reading is None else _weight_of(reading.answers)
    support = nearness + FIT_WEIGHT * extract.fit + READ_WEIGHT * read
    if understanding.kind in HARD_KINDS and extract.fit == 0.0:
        support = 0.0
    return Candidate(
        hit=hit,
        extract=replace(extract, nearness=nearness, reading=reading),
        confidence=confidence_of(support),
        is_supported=support >= MIN_SUPPORT,
        merit=nearness + ORDER_FIT_WEIGHT * extract.fit,
    )


def _weight_of(probability: float) -> float:
    """Return the log-odds of what the reader says, corrected and limited."""
    limited = min(max(probability, 1e-6), 1 - 1e-6)
    corrected = math.log(limited / (1 - limited)) + READ_OFFSET
    return min(max(corrected, -LARGEST_LOG_ODDS), LARGEST_LOG_ODDS)


def confidence_of(support: float) -> float:
    """Return ``support`` as 0..1 by a logistic curve through the rule's two fixed points."""
    slope = math.log(3) / (SURE_SUPPORT - MIN_SUPPORT)
    return 1 / (1 + math.exp(-slope * (support - MIN_SUPPORT)))


def measure_noise(searcher: Searcher) -> float:
    """Return the mean score of the best clause for everyday questions, below 1."""
    hits = [searcher.search(question, scope=Scope(), top_k=1) for question in _EVERYDAY]
    return min(max(fmean(hit[0].score if hit else 0.0 for hit in hits), 0.0), MAX_NOISE)


def unknown_name(
    text: str,
    *,
    kind: AnswerKind,
    documents: Sequence[Document],
    statistics: TermStatistics,
) -> str | None:
    """Return a proper name or a year in ``text`` that none of ``documents`` prints, if there is.

    Only a capital letter inside a sentence makes a word a name; at its start it may be any word.
    A name that only exemplifies ("lande uden for EU, fx Japan") is not what is asked about, nor is
    a country of which one asks whether something may happen there: agreements answer that for
    countries in general. A law is known by its own name.
    """
    laws = [m.span for m in find_mentions(text) if m.kind is MentionKind.LAW]
    names = () if text == text.upper() else _NAME.finditer(text)
    for match in names:
        span = Span(*match.span())
        exemplifies = _EXAMPLE.search(text, 0, span.start) is not None or (
            kind is AnswerKind.YES_NO and is_country(match.group())
        )
        if exemplifies or any(span.overlaps(law) for law in laws):
            continue
        if not all(
            any(statistics.prints(word, d.document_id) for d in documents)
            for word in content_words(match.group())
        ):
            return match.group()
    return _unknown_year(text, documents=documents)


def _unknown_year(text: str, *, documents: Sequence[Document]) -> str | None:
    """Return a year in ``text`` that none of ``documents`` prints, if there is one."""
    sums = [q.span for q in find_quantities(text) if q.kind is not QuantityKind.DATE]
    for match in _YEAR.finditer(text):
        is_sum = any(span.overlaps(Span(*match.span())) for span in sums)
        printed = re.compile(rf"(?<!\d){match.group()}(?!\d)")
        if not is_sum and not any(printed.search(document.text) for document in documents):
            return match.group()
    return None
