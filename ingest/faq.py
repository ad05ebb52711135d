"""Question and answer pairs: "Q: … A: …", "Spørgsmål: … Svar: …"."""

from __future__ import annotations

import re

_QUESTION = re.compile(r"(?:q|spørgsmål|spm|sp)\.?\s*\d{0,3}\s*[:.)]\s+(?=\S)", re.I)
_ANSWER = re.compile(r"(?:a|svar|sv)\.?\s*\d{0,3}\s*[:]\s*(?=\S|$)", re.I)


def match_question(text: str) -> int | None:
    """Return where the question's words begin, or None when the line opens no question."""
    match = _QUESTION.match(text)
    return match.end() if match else None


def match_answer(text: str) -> int | None:
    """Return where the answer's words begin, or None when the line opens no answer."""
    match = _ANSWER.match(text)
    return match.end() if match else None


def opens_pair(text: str) -> bool:
    """Tell whether a line opens a question or an answer."""
    return match_question(text) is not None or match_answer(text) is not None
