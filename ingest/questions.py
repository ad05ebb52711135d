"""A FAQ without marks: questions as headings, each above its answer."""

from __future__ import annotations

import re
from collections.abc import Collection

from ingest.drafts import Lines
from ingest.faq import opens_pair
from ingest.markers import MarkerKind, find_marker
from ingest.shapes import is_heading_text

_SENTENCES = re.compile(r"[.!?:]\s+[A-ZÆØÅ]")
_LONGEST = 160
_FEWEST = 3  # bare questions that make a FAQ of a text; one or two are a manner of speech


def find_bare_questions(lines: Lines, skip: Collection[int]) -> frozenset[int]:
    """Return the lines that are a question alone, each with its answer below; see ``_FEWEST``."""
    asked = [i for i in range(len(lines)) if i not in skip and _is_bare_question(lines, i)]
    if _are_among_sections(lines, asked):
        asked = [i for i in asked if find_marker(lines[i]) is None]
    answered = [i for i in asked if i + 1 < len(lines) and i + 1 not in asked]
    return frozenset(answered) if len(answered) >= _FEWEST else frozenset()


def _are_among_sections(lines: Lines, asked: Collection[int]) -> bool:
    """Tell whether numbered questions count on with other headings: they are sections then."""
    questions = {number for i in asked if (number := _number(lines[i])) is not None}
    others = {
        number
        for i in range(len(lines))
        if i not in asked
        and (number := _number(lines[i])) is not None
        and is_heading_text(_words(lines[i]))
    }
    return any({n - 1, n + 1} & questions for n in others - questions)


def _number(text: str) -> int | None:
    marker = find_marker(text)
    return int(marker.number) if marker and marker.kind is MarkerKind.INTEGER else None


def _words(text: str) -> str:
    marker = find_marker(text)
    return text[marker.length :] if marker else text


def _is_bare_question(lines: Lines, i: int) -> bool:
    text = lines[i]
    if not text.endswith("?") or len(text) > _LONGEST or opens_pair(text):
        return False
    marker = find_marker(text)
    numbered = marker is not None and marker.kind is MarkerKind.INTEGER
    words = text[marker.length :] if marker else text
    apart = lines.is_apart(i) or numbered
    alone = words[:1].isupper() and not _SENTENCES.search(words)
    return apart and alone and (marker is None or numbered)
