"""Danish compounds: ``slettefrist`` is ``slette`` and ``frist``.

A word is cut into modifier and head when both are words of the lexicon (simplemma's Danish list),
with the linking letters s and e left on the modifier. Endings and prefixes that are words by
chance are barred by the lists in :mod:`klausul.danish.lexicon`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from klausul.danish.lexicon import (
    DERIVED_ENDINGS,
    LINKED_HEADS,
    PREFIXES,
    REAL_HEADS,
    SHORT_PARTS,
    SIMPLE_WORDS,
)

_MIN_COMPOUND = 7
_MAX_COMPOUND = 60  # beyond it a token is a machine's, not a word
_MIN_PART = 4
_ENDINGS = tuple("ernes erne ens ets ers er en et es s e r n t".split())
_S_SUFFIXES = tuple("hed ing else tion sion dom skab tet gang sel".split())

Parts = tuple[str, ...]


def split_compound(word: str) -> Parts:
    """Return the parts of ``word``, lower-cased, in order, or the word alone.

    Joined they are the word again: a linking letter stays with the part before it.
    """
    lowered = unicodedata.normalize("NFC", word).lower()
    if not lowered.isalpha():
        return (lowered,)
    return _split(lowered)


@lru_cache(maxsize=65_536)
def is_known(word: str) -> bool:
    """Tell whether a lower-case word stands in the general Danish lexicon, inflected or not."""
    import simplemma

    # The compact form answers the same; it is read in half the time and a fraction of the memory.
    return bool(simplemma.is_known(word, lang="da", low_memory=True))


@lru_cache(maxsize=65_536)
def _split(word: str) -> Parts:
    """Cut a word, then each of its parts, as far as they go."""
    best = _best_parse(word)
    if best is None:
        return (word,)
    return tuple(smaller for part in best for smaller in _split_part(part))


def _split_part(part: str) -> Parts:
    """Cut a part of a compound; a linking s of its own goes back on its last piece."""
    if part.endswith("s") and not is_known(part):
        *front, last = _split(part[:-1])
        return (*front, f"{last}s")
    return _split(part)


@lru_cache(maxsize=65_536)
def _best_parse(word: str) -> Parts | None:
    """Choose the parse with fewest parts, then without a linking e, then the most even one."""
    if not _MIN_COMPOUND <= len(word) <= _MAX_COMPOUND or _base_form(word) in SIMPLE_WORDS:
        return None
    candidates = [
        (len(tail), link == "e", -min(map(len, (modifier, *tail))), (modifier, *tail))
        for cut in range(2, len(word) - 1)
        for modifier, head in ((word[:cut], word[cut:]),)
        for link in _links(modifier, head)
        for tail in _tails(head)
    ]
    return min(candidates)[-1] if candidates else None


def _links(modifier: str, head: str) -> list[str]:
    """Return the ways ("", "s", "e") in which ``modifier`` may lean on ``head``."""
    if _is_ending(head) and not (head in LINKED_HEADS and modifier.endswith("s")):
        return []
    links = []
    if _is_modifier(modifier) and not (modifier.endswith(_S_SUFFIXES) and head.startswith("s")):
        links.append("")
    stem = modifier[:-1]
    if modifier.endswith("s") and not stem.endswith("s") and _is_modifier(stem):
        links.append("s")
    if modifier.endswith("e") and _is_modifier(stem) and not is_known(modifier):
        links.append("e")
    return links


def _tails(head: str) -> list[Parts]:
    """Return the readings of what follows a modifier: one word, or a compound again."""
    tails: list[Parts] = [(head,)] if _is_head(head) else []
    parse = _best_parse(head)
    return [*tails, parse] if parse else tails


def _is_modifier(word: str) -> bool:
    return _is_long_enough(word) and word not in PREFIXES and is_known(word)


def _is_head(word: str) -> bool:
    if word in LINKED_HEADS:
        return True
    base = _base_form(word) if _is_long_enough(word) and not _is_ending(word) else None
    return base is not None and not _is_ending(base)


def _is_ending(word: str) -> bool:
    return word in DERIVED_ENDINGS and word not in REAL_HEADS


def _is_long_enough(word: str) -> bool:
    return len(word) >= _MIN_PART or word in SHORT_PARTS


@lru_cache(maxsize=65_536)
def _base_form(word: str) -> str | None:
    """Return the dictionary form of an inflected word, or None when there is none."""
    import simplemma

    if is_known(word):
        return str(simplemma.lemmatize(word, lang="da", low_memory=True))
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _MIN_PART:
            continue
        if is_known(stem):
            return stem
        if stem[-1] == stem[-2] and is_known(stem[:-1]):
            return stem[:-1]
    return None
