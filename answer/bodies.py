"""Where in a clause its own words begin: behind its number, its heading and its question."""

from __future__ import annotations

import re

from klausul.types import Clause, ClauseKind, Span

NUMBERING = re.compile(
    r"\s*(?:[•▪\uf0b7*–-]\s+)?(?:(?:Bilag\s+)?(?:[A-ZÆØÅ]\.)?\d+(?:\.\d+)*[a-zæøå]?(?:\.\)?|\)|:)"
    r"|(?:Bilag\s+(?:[A-ZÆØÅ]\.)?|[A-ZÆØÅ]\.)\d+(?:\.\d+)*"
    r"|\d+(?:\.\d+)*(?=\s+[^\sa-zæøå])"
    r"|\((?:\d+(?:\.\d+)*|[a-zæøå]|[ivx]+)\)"
    r"|(?i:§|stk\.|punkt|pkt\.|afsnit|nr\.|litra)\s*(?:\d+(?:\.\d+)*[a-zæøå]?|[a-zæøå])[.):]"
    r"|[A-ZÆØÅ][.)]|[a-zæøå]\)|[a-zæøå]\.|[IVXLC]+[.)]|[ivx]+[.)]|[•▪\uf0b7*–-])\s+",
)
"""What numbers a clause or an item, with its own signs and the white space around it.

A bare number before a small letter ("24 timers varsel") numbers nothing: it counts.
"""

_PRINTED_NUMBER = re.compile(r"(?:[\w§.,]+\s+){0,3}[\w.]*\d[\w.]*|(?:\w+\s+)?\w|[IVXLC]+")
_AFTER_NUMBER = re.compile(r"[).:]*(?:\s[\s.:–-]*|$)")
_AFTER_TITLE = re.compile(r"[ ]*(?:[.:][.:]*(?=\s)|\n|\t|[ ]{2,}|[ ][–-][ ])[\s.:–-]*")
_ENDS_TITLE = re.compile(r"(?<=[?!.:])\s+")
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
    for title in (clause.label, clause.number):
        start = _after_title(title, text, start, is_number=True)
    start = _after(NUMBERING, text, start)
    for title in (clause.label, clause.heading, clause.heading):
        start = _after_title(title, text, start)
    if clause.kind is ClauseKind.QA:
        start = _after(_ANSWER_MARK, text, start)
    end = len(text.rstrip())
    start += len(text[start:]) - len(text[start:].lstrip(" \t\n.:–-"))
    return Span(start, end) if start < end else whole


def _after_title(title: str | None, text: str, start: int, *, is_number: bool = False) -> int:
    """Return where ``text`` goes on behind ``title``, or ``start`` if it does not stand there.

    A heading stands by itself: on its line, or before a stop. The same words inside a sentence
    ("Hjælp ud over 2 timer koster …") are part of what is said. A clause's number needs no stop.
    """
    if not title or not text.startswith(title, start):
        return start
    end = start + len(title)
    if not text[end:].strip(" .:)\n"):
        return start
    if is_number:
        found = _AFTER_NUMBER.match(text, end) if _PRINTED_NUMBER.fullmatch(title) else None
    else:
        found = _AFTER_TITLE.match(text, end) or _ENDS_TITLE.match(text, end)
    return start if found is None else found.end()


def _after(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
