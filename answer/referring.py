"""Sentences that only say where the answer stands: they are followed one step, or said so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer.extracting import Extract
from klausul.ports import Library
from klausul.types import Clause, Reference, ReferenceKind

_POINTS = re.compile(
    r"(?<!der )(?<!som )\b(?:fremgår|følger) af\b"
    r"|\ber (?:nærmere )?(?:anført|angivet|beskrevet|fastsat|specificeret|reguleret|aftalt) i\b"
    r"|\bhenvises? til\b|\breguleres (?:af|i)\b|\bfindes i\b"
    r"|\b(?:angives|beskrives|fastsættes) i\b"
    r"|\bi \w+ (?:specificerede|angivne|anførte|nævnte|beskrevne)\b",
    re.IGNORECASE,
)

MAX_POINTER_LENGTH = 220
"""A longer quote says something itself, whatever it also points to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """That a quote points elsewhere; ``clause`` is the place, None when it is not here."""

    reference: Reference
    clause: Clause | None


def pointer_in(extract: Extract, *, library: Library) -> Pointer | None:
    """Return where ``extract`` points, if pointing is all that it does."""
    text = extract.text
    if len(text) > MAX_POINTER_LENGTH or not _POINTS.search(text):
        return None
    references = [
        reference
        for reference in library.references_of(extract.clause.document_id)
        if extract.span.contains(reference.span) and reference.kind is not ReferenceKind.LAW
    ]
    for reference in references:
        target = library.clauses.get(reference.target_id or "")
        if target is not None and target.clause_id != extract.clause.clause_id:
            return Pointer(reference=reference, clause=target)
    for reference in references:
        if reference.kind is ReferenceKind.OTHER_DOCUMENT:
            return Pointer(reference=reference, clause=None)
    return None
