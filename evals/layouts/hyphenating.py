"""Soft hyphens in long words: where a printer may break them."""

from __future__ import annotations

import re

_LONG_WORD = re.compile(r"[a-zæøåé]{9,}", re.IGNORECASE)
# A word may break before a consonant and a vowel that follow a vowel and at most one consonant:
# close enough to Danish hyphenation for what a reader must join again.
_BREAK = re.compile(r"(?<=[aeiouyæøå])(?=[bdfghklmnprstv][aeiouyæøå])", re.IGNORECASE)
_EDGE = 3


def hyphenate(text: str) -> str:
    """Return ``text`` with soft hyphens where its long words may break."""
    return _LONG_WORD.sub(lambda word: _soften(word[0]), text)


def _soften(word: str) -> str:
    places = [
        place.start()
        for place in _BREAK.finditer(word)
        if _EDGE <= place.start() <= len(word) - _EDGE
    ]
    starts, ends = [0, *places], [*places, len(word)]
    return "\u00ad".join(word[start:end] for start, end in zip(starts, ends, strict=True))
