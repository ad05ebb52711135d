"""From a clause to the words in it that answer: whole sentences or whole items, never parts.

A sentence is worth the question's rare words that it holds, plus a bonus when it shows the kind
of answer asked for (a deadline, an amount, a place …), plus a little when the search pointed at
it. The best one is quoted, with the sentence before when it leans on that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from answer.bodies import NUMBERING, body_of
from answer.content import ContentWord, TermStatistics
from answer.evidence import quantities_for, strength_of, wants_figure
from answer.kinds import AnswerKind
from klausul.danish.sentences import split_sentences
from klausul.danish.tokens import terms
from klausul.types import Clause, ClauseKind, Span

if TYPE_CHECKING:
    from answer.reading import Reading

QUOTE_LIMIT = 600
"""A quote stops growing at this many characters; one long sentence may pass it."""

WHOLE_LIMIT = 400
"""A clause of at most so many characters is quoted whole."""

LIST_LIMIT = 1400
"""The same for a quote that is a list with its items, or a clause that is asked for by number."""

OPENING_LIMIT = 350
"""The words that open a list are quoted before one of its items if they are no longer than this."""

KIND_BONUS = 0.70
"""Worth of the right kind of evidence, measured in shares of the question's words."""

FIGURE_BONUS = 1.00
"""The same where a figure is asked for: no sentence answers without one, whatever its words."""

MIN_TOPIC = 0.25
"""A figure cut out of a clause is on topic only if its sentence holds this share of the words."""

PASSAGE_BONUS = 0.10
"""Worth of lying in the passage that the search found nearest."""

TITLE_LENGTH = 40
"""A line without a stop and no longer than this is a title, and says nothing alone."""

READ_BONUS = 0.30
"""Worth of holding the words that the reader points to, if they are of the right kind at all."""

NEIGHBOUR_SHARE = 0.50
"""A neighbouring sentence is quoted too if it is worth this share of the best one."""

_OPENS_LIST = re.compile(r"(?:[:;]| at|\bfølgende [^.:;]{0,60})$", re.IGNORECASE)
_LEANS_BACK = re.compile(
    r"^\W*(?:Dette|Denne|Disse|Det samme|I så fald|I givet fald|Sådan\w*|Herved|Hermed|Heri|Hertil"
    r"|Derudover|I denne periode|Den|De|Det)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The words of a clause that answer best.

    ``span`` is in the document. ``fit`` (0..1) says how well the words look like the kind of answer
    asked for, ``nearness`` (0..1) how near the clause is to the question. ``is_on_topic`` tells
    that no sentence of the clause holds more of the question's words than the one with the
    figure, so that it is the figure asked for and not its neighbour's. ``opening`` are the words
    that open the list of which these are an item. ``reading`` is what the reader says of the
    clause, None if it was not read.
    """

    clause: Clause
    span: Span
    fit: float
    nearness: float = 0.0
    is_on_topic: bool = True
    opening: Extract | None = None
    reading: Reading | None = None

    @property
    def text(self) -> str:
        """The words themselves."""
        start = self.clause.span.start
        return self.clause.text[self.span.start - start : self.span.end - start]


def extract(
    clause: Clause,
    *,
    words: Sequence[ContentWord],
    kind: AnswerKind,
    statistics: TermStatistics,
    passage: Span | None = None,
    read: Span | None = None,
    counted: Collection[ContentWord] = frozenset(),
) -> Extract:
    """Return the words of ``clause`` that best answer a question of ``kind`` about ``words``.

    ``passage`` is what the search found nearest, ``read`` the words that the reader points to, both
    in the document.
    """
    body = body_of(clause)
    sentences = _sentences(clause.text, body)
    topics = [statistics.coverage(words, frozenset(terms(s.of(clause.text)))) for s in sentences]
    scores = [
        topic + _bonus(clause, sentence, kind=kind, passage=passage, read=read, counted=counted)
        for topic, sentence in zip(topics, sentences, strict=True)
    ]
    span = _choose(clause.text, body=body, sentences=sentences, scores=scores, kind=kind)
    if clause.kind is ClauseKind.QA and len(body) <= LIST_LIMIT:
        span = body  # an approved answer is given as approved
    figures = [
        topic
        for topic, s in zip(topics, sentences, strict=True)
        if span.contains(s) and quantities_for(kind, s.of(clause.text))
    ]
    is_clear = max(figures, default=0.0) >= max(topics)
    return Extract(
        clause=clause,
        span=_in_document(clause, span),
        fit=strength_of(kind, span.of(clause.text), counted=counted),
        is_on_topic=is_clear and (span == body or max(topics) >= MIN_TOPIC),
    )


def extract_opening(
    clause: Clause, *, item: Clause, siblings: Sequence[Clause] = ()
) -> Extract | None:
    """Return the words of ``clause`` that open the list in which ``item`` stands, if any do.

    ``siblings`` are the other items; what heads or opens one of them does not open ``item``.
    """
    body = body_of(clause)
    before = [
        s
        for s in _sentences(clause.text, body)
        if clause.span.start + s.end <= item.span.start
        and not any(other.span.overlaps(_in_document(clause, s)) for other in siblings)
    ]
    for sentence in reversed(before):
        words = sentence.of(clause.text)
        is_item = NUMBERING.match(words) is not None
        if _OPENS_LIST.search(words) and not is_item and len(sentence) <= OPENING_LIMIT:
            return Extract(clause=clause, span=_in_document(clause, sentence), fit=1.0)
    return None


def extract_whole(clause: Clause, *, limit: int = LIST_LIMIT) -> Extract:
    """Return ``clause`` from its first word, as many whole sentences as ``limit`` allows."""
    body = body_of(clause)
    span = _grow(_sentences(clause.text, body), 0, limit=limit)
    return Extract(clause=clause, span=_in_document(clause, span), fit=1.0)


def _bonus(
    clause: Clause,
    sentence: Span,
    *,
    kind: AnswerKind,
    passage: Span | None,
    read: Span | None,
    counted: Collection[ContentWord],
) -> float:
    worth = FIGURE_BONUS if wants_figure(kind) else KIND_BONUS
    strength = strength_of(kind, sentence.of(clause.text), counted=counted)
    held = _held(read, _in_document(clause, sentence))
    bonus = (worth + READ_BONUS * held) * strength
    if passage is not None and passage.overlaps(_in_document(clause, sentence)):
        bonus += PASSAGE_BONUS
    return bonus


def _held(words: Span | None, sentence: Span) -> float:
    """Return the share 0..1 of ``words`` that ``sentence`` holds."""
    if words is None or not words.overlaps(sentence):
        return 0.0
    return (min(words.end, sentence.end) - max(words.start, sentence.start)) / len(words)


def _choose(
    text: str,
    *,
    body: Span,
    sentences: Sequence[Span],
    scores: Sequence[float],
    kind: AnswerKind,
) -> Span:
    if len(body) <= WHOLE_LIMIT or len(sentences) == 1:
        return body
    best = max(range(len(sentences)), key=lambda i: (scores[i], -i))
    opening = _opens_list(text, sentences, best)
    if opening is not None and (kind is AnswerKind.LIST or opening == best):
        return _grow_list(text, sentences, opening)
    grown = _grow_by_score(text, sentences, scores, best)
    last = max(i for i, sentence in enumerate(sentences) if grown.contains(sentence))
    if sentences[last].of(text).endswith((":", ";")) and _opens_list(text, sentences, last) == last:
        return Span(grown.start, _grow_list(text, sentences, last).end)
    return Span(grown.start, sentences[_past_titles(text, sentences, last)].end)


def _past_titles(text: str, sentences: Sequence[Span], last: int) -> int:
    """Return the first sentence from ``last`` on that is no title of what follows it."""
    while last + 1 < len(sentences):
        words = sentences[last].of(text)
        line = words[words.rfind("\n") + 1 :]
        if len(line) > TITLE_LENGTH or not line[-1:].isalnum():
            break
        last += 1
    return last


def _opens_list(text: str, sentences: Sequence[Span], best: int) -> int | None:
    """Return the sentence that opens the list which ``best`` opens or belongs to."""
    for index in range(best, -1, -1):
        words = sentences[index].of(text)
        if _OPENS_LIST.search(words) and not NUMBERING.match(words):
            return index
        if index < best and words.endswith((".", "?", "!")):
            return None
    return None


def _grow(sentences: Sequence[Span], first: int, *, limit: int) -> Span:
    """Return the span from ``first`` over as many following sentences as ``limit`` allows."""
    start, end = sentences[first].start, sentences[first].end
    for sentence in sentences[first + 1 :]:
        if sentence.end - start > limit:
            break
        end = sentence.end
    return Span(start, end)


def _grow_list(text: str, sentences: Sequence[Span], opening: int) -> Span:
    """Return the opening sentence with its items, up to the first paragraph after them."""
    start, end = sentences[opening].start, sentences[opening].end
    seen_item = False
    for sentence in sentences[opening + 1 :]:
        words = sentence.of(text)
        line_end = text.find("\n", sentence.end)
        line = text[text.rfind("\n", 0, sentence.start) + 1 : None if line_end < 0 else line_end]
        is_item = NUMBERING.match(words) is not None or "\t" in line
        if sentence.end - start > LIST_LIMIT or (seen_item and not is_item and words[-1] in ".:"):
            break
        seen_item = seen_item or is_item
        end = sentence.end
    return Span(start, end)


def _grow_by_score(
    text: str, sentences: Sequence[Span], scores: Sequence[float], best: int
) -> Span:
    """Return ``best`` with the neighbours that it leans on or that tell nearly as much."""
    first = last = best
    while True:
        options = []
        if last + 1 < len(sentences):
            leans = _LEANS_BACK.match(sentences[last + 1].of(text)) is not None
            options.append((scores[last + 1] + leans, first, last + 1))
        if first > 0:
            leans = _LEANS_BACK.match(sentences[first].of(text)) is not None
            options.append((scores[first - 1] + leans, first - 1, last))
        fitting = [
            (score, low, high)
            for score, low, high in options
            if sentences[high].end - sentences[low].start <= QUOTE_LIMIT
            and score >= NEIGHBOUR_SHARE * scores[best]
        ]
        if not fitting:
            return Span(sentences[first].start, sentences[last].end)
        _, first, last = max(fitting)


def _sentences(text: str, body: Span) -> list[Span]:
    """Return the sentences of the body as spans in the clause; at least one."""
    spans = [Span(body.start + s.start, body.start + s.end) for s in split_sentences(body.of(text))]
    return spans or [body]


def _in_document(clause: Clause, span: Span) -> Span:
    return Span(clause.span.start + span.start, clause.span.start + span.end)
