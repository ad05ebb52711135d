"""The opening of a document: title, parties, introduction and table of contents."""

from __future__ import annotations

import re

from ingest.drafts import Draft, Lines
from ingest.faq import match_question
from ingest.markers import MarkerKind, find_marker
from ingest.shapes import (
    ends_sentence,
    has_finite_verb,
    is_contents_entry,
    is_contents_title,
    is_prose,
    is_title,
)
from klausul.types import ClauseKind

TITLE, PARTIES, INTRODUCTION = "Titel", "Parter", "Indledning"
CONTENTS = "Indholdsfortegnelse"

_BODY_MARKERS = frozenset(
    {
        MarkerKind.ANNEX,
        MarkerKind.DECIMAL,
        MarkerKind.INTEGER,
        MarkerKind.LETTERED,
        MarkerKind.PARAGRAPH,
    }
)
_AGREEMENT_WORD = re.compile(
    r"\b(?:databehandl\w*aftale\w*|aftale|betingelser|vilkår|bilag|faq)\b", re.I
)
_PARTIES_OPEN = re.compile(r"mellem\b", re.I)
_PARTIES_CLOSE = re.compile(r"\bpart(?:er(?:ne)?)?[\"”»’']*\.?\)?$", re.I)
_PARTIES_IN_ONE = re.compile(r"\b(?:herefter|kaldet|benævnt)\b.*\bpart(?:er(?:ne)?)?\b", re.I)
_PARTIES_LONGEST = 14


def read_opening(lines: Lines) -> tuple[list[Draft], int]:
    """Return the drafts of the opening and the line at which the body begins."""
    contents = _find_contents(lines)
    body = _find_body(lines, contents)
    drafts: list[Draft] = []
    i = 0
    while i < body:
        if i in contents:
            last = i
            while last + 1 in contents:
                last += 1
            drafts.append(_draft(ClauseKind.CONTENTS, CONTENTS, i, last))
            i = last + 1
            continue
        label, last = _classify(lines, i, body, titles_only=_all_titles(drafts))
        _add(drafts, label, i, last)
        i = last + 1
    return drafts, body


def _draft(kind: ClauseKind, label: str, first: int, last: int) -> Draft:
    return Draft(kind=kind, label=label, first=first, last=last, closed=True)


def _add(drafts: list[Draft], label: str, first: int, last: int) -> None:
    """Add lines to the last draft when it has the same label, else open a new one."""
    if drafts and drafts[-1].label == label:
        drafts[-1].last = last
        return
    kind = ClauseKind.HEADING if label == TITLE else ClauseKind.PREAMBLE
    drafts.append(_draft(kind, label, first, last))


def _all_titles(drafts: list[Draft]) -> bool:
    return all(draft.label == TITLE for draft in drafts)


def _classify(lines: Lines, i: int, body: int, *, titles_only: bool) -> tuple[str, int]:
    """Return what line ``i`` is and the last line that belongs with it."""
    text = lines[i]
    if _PARTIES_OPEN.match(text):
        return PARTIES, _parties_end(lines, i, body)
    if _PARTIES_IN_ONE.search(text):
        return PARTIES, i
    if titles_only and _is_opening_title(text):
        return TITLE, i
    return INTRODUCTION, i


def _parties_end(lines: Lines, first: int, body: int) -> int:
    for i in range(first, min(first + _PARTIES_LONGEST, body)):
        if _PARTIES_CLOSE.search(lines[i]):
            return i
        if i > first and is_prose(lines[i]):
            return i - 1
    return first


def _is_opening_title(text: str) -> bool:
    if ends_sentence(text) or has_finite_verb(text) or text.startswith("("):
        return False
    return len(text.split()) <= 10 or bool(_AGREEMENT_WORD.match(text))


def _find_body(lines: Lines, contents: frozenset[int]) -> int:
    """Return the first line of the body: a number, a question, or an unnumbered heading."""
    for i in range(len(lines)):
        if i not in contents and _opens_body(lines[i]):
            return i
    for i in range(1, len(lines)):
        heading = lines.is_marked_heading(i) or is_title(lines[i])
        if i not in contents and heading and is_prose(lines[i + 1]) and not lines.is_footnote(i):
            return i
    return len(lines) if not _prose_lines(lines) else _prose_lines(lines)[0]


def _prose_lines(lines: Lines) -> list[int]:
    return [i for i in range(len(lines)) if is_prose(lines[i])]


def _opens_body(text: str) -> bool:
    marker = find_marker(text)
    return match_question(text) is not None or (marker is not None and marker.kind in _BODY_MARKERS)


def _find_contents(lines: Lines) -> frozenset[int]:
    """Return the lines of the table of contents.

    With a title, the entries are the lines after it that end in a page number or come again as a
    heading further down; without one, a run of three or more numbered lines with page numbers.
    """
    for i in range(len(lines)):
        if is_contents_title(lines[i]):
            end = i + 1
            while end < len(lines) and _is_entry(lines, end):
                end += 1
            if end - i > 2:
                return frozenset(range(i, end))
    return _find_untitled_contents(lines)


def _is_entry(lines: Lines, i: int) -> bool:
    if is_contents_entry(lines[i]) and not ends_sentence(lines[i]):
        return True
    return len(lines[i]) < 120 and lines[i] in lines.texts[i + 1 :] and not is_prose(lines[i])


def _find_untitled_contents(lines: Lines) -> frozenset[int]:
    run: list[int] = []
    for i in range(len(lines)):
        if find_marker(lines[i]) and is_contents_entry(lines[i]) and len(lines[i]) < 120:
            run.append(i)
        elif len(run) >= 4:
            break
        else:
            run = []
    return frozenset(run) if len(run) >= 4 else frozenset()
