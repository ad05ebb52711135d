"""The opening of a document: title, parties, introduction and table of contents."""

from __future__ import annotations

import re
from collections.abc import Collection

from ingest.drafts import Draft, Lines
from ingest.faq import match_question
from ingest.landmarks import Landmarks
from ingest.markers import MarkerKind, find_marker
from ingest.shapes import (
    ends_sentence,
    has_finite_verb,
    is_prose,
    is_sentence,
    is_title,
)
from klausul.danish.companies import ends_in_company
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
_PARTIES_OPEN = re.compile(r"(?:[^\W\d_]+\s+){0,3}mellem\b", re.I)
_PARTIES_ALONE = re.compile(r"(?:[^\W\d_]+\s+){0,3}mellem:?", re.I)
_PARTIES_CLOSE = re.compile(r"\bpart(?:er(?:ne)?)?[\"”»’']*\.?\)?$", re.I)
_PARTIES_IN_ONE = re.compile(r"\b(?:herefter|kaldet|benævnt)\b.*\bpart(?:er(?:ne)?)?\b", re.I)
_PARTIES_TITLE = re.compile(r"(?:aftalens\s+)?part(?:er|erne)?(?::|$)", re.I)
_PARTIES_LONGEST = 24
_PARTIES_SENTENCE = re.compile(r"\bmellem\b.+\bog\b.+", re.I)
_ROLE = re.compile(r"\((?:herefter\W+)?(?:den\s+)?(?:dataansvarlig|databehandler)", re.I)


def read_opening(lines: Lines, landmarks: Landmarks) -> tuple[list[Draft], int]:
    """Return the drafts of the opening and the line at which the body begins."""
    contents = landmarks.contents
    body = _find_body(lines, landmarks)
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
        label, last = _classify(lines, i, body, contents, titles_only=_all_titles(drafts))
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


def _classify(
    lines: Lines, i: int, body: int, contents: Collection[int], *, titles_only: bool
) -> tuple[str, int]:
    """Return what line ``i`` is and the last line that belongs with it."""
    text = lines[i]
    opens = _PARTIES_OPEN.match(text) and not _AGREEMENT_WORD.match(text)
    if opens and not is_prose(text):
        return PARTIES, _parties_end(lines, i, body, contents)
    if _PARTIES_TITLE.match(text) or _PARTIES_IN_ONE.search(text):
        return PARTIES, i
    if titles_only and _is_opening_title(text):
        return TITLE, i
    if _names_parties(text):
        return PARTIES, i
    return INTRODUCTION, i


def _parties_end(lines: Lines, first: int, body: int, contents: Collection[int]) -> int:
    """Return the last line of the parties: the words "… parterne", or where something else begins.

    "Mellem" alone on its line opens a block of names and addresses.
    """
    opened_alone = bool(_PARTIES_ALONE.fullmatch(lines[first]))
    last = first
    for i in range(first, min(first + _PARTIES_LONGEST, body)):
        if _PARTIES_CLOSE.search(lines[i]):
            return i
        if i > first and (is_prose(lines[i]) or i in contents):
            break
        if opened_alone or lines[i].startswith("("):
            last = i
    return last


def _names_parties(text: str) -> bool:
    """Tell whether a sentence says between whom: "mellem Egernet og Børnenyt ApS"."""
    match = _PARTIES_SENTENCE.search(text)
    if match is None:
        return len(_ROLE.findall(text)) >= 2
    words = match[0].split()
    companies = any(ends_in_company(word.rstrip(".,;:()")) for word in words)
    return companies or bool(_ROLE.search(match[0]))


def _is_opening_title(text: str) -> bool:
    if ends_sentence(text) or has_finite_verb(text) or text.startswith("("):
        return False
    words = text.split()
    spaced_out = all(len(word) == 1 for word in words)  # A F T A L E
    return len(words) <= 10 or spaced_out or bool(_AGREEMENT_WORD.match(text))


def _find_body(lines: Lines, landmarks: Landmarks) -> int:
    """Return the first line of the body: a number, a question, or an unnumbered heading."""
    contents = landmarks.contents
    marked = [i for i in range(1, len(lines)) if _heads_words(lines, i) and i not in contents]
    for i in range(len(lines)):
        if len(marked) >= 2 and i == marked[0]:
            return i
        if i not in contents and (landmarks.opens_body(i) or _opens_body(lines[i])):
            # "## Sletning" above "### Hvornår sletter I?" groups the questions.
            groups = i in landmarks.questions and i > 1 and lines.is_marked_heading(i - 1)
            return i - 1 if groups else i
    for i in range(1, len(lines)):
        heading = lines.is_marked_heading(i) or is_title(lines[i])
        if i not in contents and heading and is_sentence(lines[i + 1]) and not lines.is_footnote(i):
            return i
    return len(lines) if not _prose_lines(lines) else _prose_lines(lines)[0]


def _heads_words(lines: Lines, i: int) -> bool:
    """Tell whether the format marks line ``i`` as a heading, without a number, of running text."""
    if not lines.is_marked_heading(i) or find_marker(lines[i]):
        return False
    return is_sentence(lines[i + 1]) and find_marker(lines[i + 1]) is None


def _prose_lines(lines: Lines) -> list[int]:
    return [i for i in range(len(lines)) if is_prose(lines[i])]


def _opens_body(text: str) -> bool:
    marker = find_marker(text)
    return match_question(text) is not None or (marker is not None and marker.kind in _BODY_MARKERS)
