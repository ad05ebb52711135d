"""Where in a clause its own words begin: behind its number, its heading and its question."""

from __future__ import annotations

import re

from klausul.types import Clause, ClauseKind, Span

NUMBERING = re.compile(
    r"\s*(?:[•▪\uf0b7*–-]\s+)?(?:(?:Bilag\s+)?(?:[A-ZÆØÅ]\.)?\d+(?:\.\d+)*\.?|[A-ZÆØÅ]\.|[a-zæøå]\)"
    r"|[a-zæøå]\.|[IVXLC]+\.|[ivx]+\)|[•▪\uf0b7*–-])\s+"
)
"""What numbers a clause or an item, with the white space around it."""

_BLANK = re.compile(r"[\s.:–-]*")
_ANSWER_MARK = re.compile(r"\s*(?:A|Svar|Sv|Answer)\s*[:.]\s*", re.IGNORECASE)
_QUESTION_MARK = re.compile(r"\s*(?:Q|Spørgsmål|Sp|Question)\s*[:.]\s*", re.IGNORECASE)


def body_of(clause: Clause) -> Span:
    """Return the span, in the clause, of its words without number, heading and question.

    The row of a table keeps its heading, without which its cells say nothing.
    """
    text, whole = clause.text, Span(0, len(clause.text))
    if clause.kind is ClauseKind.ROW:
        return whole
    start = _after(_QUESTION_MARK, text, 0) if clause.kind is ClauseKind.QA else 0
    start = _after(NUMBERING, text, start)
    for title in (clause.label, clause.heading, clause.heading):
        if title and text.startswith(title, start) and text[start + len(title) :].strip(" .:\n"):
            start = _after(_BLANK, text, start + len(title))
    if clause.kind is ClauseKind.QA:
        start = _after(_ANSWER_MARK, text, start)
    end = len(text.rstrip())
    start += len(text[start:]) - len(text[start:].lstrip(" \t\n.:–-"))
    return Span(start, end) if start < end else whole


def _after(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
