"""Which figure of a quote answers: the one in the sentence that speaks of what is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from answer.duties import binds_controller
from answer.evidence import vague_deadlines
from answer.kinds import AnswerKind
from answer.measuring import Measure, join, measure
from klausul.danish.quantities import QuantityKind, find_quantities
from klausul.danish.sentences import split_sentences
from klausul.danish.tokens import terms
from klausul.types import Span

QUANTITIES: Mapping[AnswerKind, frozenset[QuantityKind]] = MappingProxyType(
    {
        AnswerKind.DURATION: frozenset({QuantityKind.DURATION}),
        AnswerKind.WHEN: frozenset({QuantityKind.DURATION}),
        AnswerKind.FREQUENCY: frozenset({QuantityKind.FREQUENCY}),
        AnswerKind.AMOUNT: frozenset({QuantityKind.AMOUNT, QuantityKind.PERCENT}),
    }
)
"""The quantities that answer a question of a kind and that can be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a quote says in figures.

    ``measure`` is what answers, spanning several where the sentence has several; ``others`` are
    the figures beside it, ``controllers`` the deadline that is the controller's own, ``vague`` a
    deadline that names no time.
    """

    measure: Measure | None = None
    others: tuple[Measure, ...] = ()
    controllers: Measure | None = None
    vague: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    measure: Measure
    overlap: int
    binds_controller: bool


def read_figures(
    text: str,
    *,
    question: str,
    kinds: Collection[QuantityKind],
    is_duty: bool = True,
) -> Figures:
    """Return what ``text`` says in figures of ``kinds``, for who asks ``question``.

    Args:
        text: A quote.
        question: What is asked; its words choose between the sentences.
        kinds: Which quantities to look for.
        is_duty: A deadline of the controller's is not what is asked for.
    """
    asked = frozenset(terms(question))
    found = [
        entry
        for span in split_sentences(text) or [Span(0, len(text))]
        for entry in _figures_in(span.of(text), asked=asked, kinds=kinds, is_duty=is_duty)
    ]
    own = [entry for entry in found if not entry.binds_controller]
    best = max((entry.overlap for entry in own), default=0)
    chosen = [entry.measure for entry in own if entry.overlap == best]
    vague = vague_deadlines(text) if QuantityKind.DURATION in kinds else ()
    return Figures(
        measure=join(chosen),
        others=tuple(entry.measure for entry in own if entry.overlap != best),
        controllers=join([entry.measure for entry in found if entry.binds_controller]),
        vague=" ".join(vague[0].text.split()) if vague else None,
    )


def _figures_in(
    sentence: str, *, asked: frozenset[str], kinds: Collection[QuantityKind], is_duty: bool
) -> list[_Found]:
    overlap = len(asked.intersection(terms(sentence)))
    measured = [
        (quantity, measure(quantity, text=sentence))
        for quantity in find_quantities(sentence)
        if quantity.kind in kinds
    ]
    return [
        _Found(
            value,
            overlap,
            is_duty and binds_controller(sentence[: quantity.span.start]),
        )
        for quantity, value in measured
        if value is not None
    ]
