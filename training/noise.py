"""Misspelling as customers do it: the encoder must read what they type."""

from __future__ import annotations

import random

_TRANSCRIPTIONS = (("æ", "ae"), ("ø", "oe"), ("å", "aa"))
_BARE = (("æ", "a"), ("ø", "o"), ("å", "a"))
_DOUBLES = ("ll", "mm", "nn", "tt", "ss", "gg", "kk", "pp", "rr", "dd", "bb", "ff")
_LEAST_LENGTH = 4
"""Shorter words are seldom misspelt, and would become others."""


def misspell(text: str, source: random.Random) -> str:
    """Return ``text`` in lower case as someone may type it in a hurry.

    Half of the time the Danish letters are transcribed; about one longer word in eight gets a
    slip of the finger; commas and question marks may be left out.
    """
    words = [_slip(word, source) if source.random() < 0.12 else word for word in text.split(" ")]
    typed = " ".join(words).lower()
    draw = source.random()
    for letter, other in _TRANSCRIPTIONS if draw < 0.5 else _BARE if draw < 0.6 else ():
        typed = typed.replace(letter, other)
    if source.random() < 0.5:
        typed = typed.replace(",", "").rstrip("?.! ")
    return typed


def _slip(word: str, source: random.Random) -> str:
    """Return ``word`` with two letters swapped, one left out, doubled or halved."""
    if len(word) < _LEAST_LENGTH or not word.isalpha():
        return word
    place = source.randrange(1, len(word) - 1)
    kind = source.randrange(4)
    if kind == 0:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == 1:
        return word[:place] + word[place + 1 :]
    if kind == 2:
        return word[:place] + word[place] + word[place:]
    double = next((pair for pair in _DOUBLES if pair in word), "")
    return word.replace(double, double[:1], 1) if double else word
