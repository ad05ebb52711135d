"""The answer in a word, where the quote behind it has just one to give."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer import wording
from answer.evidence import asks_for_time, quantities_for, vague_deadlines
from answer.extracting import Extract
from answer.roles import Role, role_of, without_condition
from answer.understanding import Understanding
from klausul.danish.quantities import Quantity
from klausul.types import Span

# "mindst 60 dages varsel" is "mindst 60 dage" on its own.
_GENITIVE = re.compile(r"(?<=dage|imer|eder|uger)s$|(?<=\bår)s$")

BELIEVED = 0.5
"""From here on the reader's word for a figure is enough."""


def lead_of(extract: Extract, *, understanding: Understanding) -> str:
    """Return the figure asked for as printed, or that only a vague deadline is; else nothing.

    Of several figures it is the one that the reader points to.
    """
    quantities = quantities_for(understanding.kind, extract.text)
    if not extract.is_on_topic and not _points_to_one(quantities, extract):
        return ""
    if not quantities:
        return _vague_lead(extract, understanding=understanding)
    pointed = _pointed_to(quantities, extract)
    if len(pointed) != 1 or not _binds_asked_party(pointed[0], extract.text, understanding):
        return ""
    words = " ".join(f"{pointed[0].modifier or ''} {pointed[0].text}".split()).rstrip(".")
    words = _GENITIVE.sub("", words)
    return f"{words[:1].upper()}{words[1:]}."


def _points_to_one(quantities: Sequence[Quantity], extract: Extract) -> bool:
    """Tell whether the reader finds that one of the figures answers, whatever words are used."""
    reading = extract.reading
    believed = reading is not None and reading.span is not None and reading.answers >= BELIEVED
    return believed and len(_touched(quantities, extract)) == 1


def _pointed_to(quantities: Sequence[Quantity], extract: Extract) -> Sequence[Quantity]:
    """Return the quantities among the words that the reader points to, or all of them."""
    if extract.reading is None or extract.reading.span is None or len(quantities) == 1:
        return quantities
    return _touched(quantities, extract)


def _touched(quantities: Sequence[Quantity], extract: Extract) -> list[Quantity]:
    span = extract.reading.span if extract.reading is not None else None
    if span is None:
        return []
    start = extract.span.start
    return [
        quantity
        for quantity in quantities
        if span.overlaps(Span(start + quantity.span.start, start + quantity.span.end))
    ]


def _vague_lead(extract: Extract, *, understanding: Understanding) -> str:
    vague = vague_deadlines(extract.text) if asks_for_time(understanding.kind) else ()
    return wording.no_firm_deadline(" ".join(vague[0].text.split())) if vague else ""


def _binds_asked_party(quantity: Quantity, text: str, understanding: Understanding) -> bool:
    """Tell whether a deadline binds the party that the question is about.

    In "den dataansvarlige skal, senest 30 dage efter ophør, meddele, om data skal slettes" the
    deadline is the customer's, which is no answer to how soon the vendor deletes.
    """
    opening = max(text.rfind(sign, 0, quantity.span.start) for sign in (". ", "\n"))
    bound = role_of(without_condition(text[opening + 1 : quantity.span.start]))
    return bound is not Role.CONTROLLER or role_of(understanding.own_text) is Role.CONTROLLER
