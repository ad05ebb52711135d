"""Words as written and terms as counted by the lexical index.

A term is the Snowball stem of a word or of a part of a compound, spelled without æ, ø and å, so
that a text typed on a foreign keyboard meets one that is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from threading import Lock
from types import MappingProxyType

import Stemmer

from klausul.danish.compounds import is_known, split_compound
from klausul.danish.lexicon import STOP_WORDS

_TOKEN = re.compile(
    r"""
    [^\W_]+ (?: [-\u2010\u2011] [^\W_]+ )+                                      # to-faktor
    | (?: [^\W\d_]\. )? \d+ (?: [.,]\d+ )* (?: \.(?:[ivx]+|[a-z])\b )? (?![^\W_])  # 10.1 c.4 8.2.a
    | [^\W_]+
    """,
    re.VERBOSE,
)
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_DIGRAPHS = {"ae": "æ", "oe": "ø", "aa": "å"}
_DIGRAPH = re.compile("|".join(_DIGRAPHS))
_PLAIN_LETTERS = str.maketrans({"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ü": "y"})
_MAX_DIGRAPHS = 4  # 2**4 spellings of one word are tried at most
_MIN_PART_TERM = 2


def words(text: str) -> list[str]:
    """Return the words and numbers of ``text`` in order, lower-cased and NFC.

    Clause numbers stay whole ("10.1", "c.4", "8.2.a"); a hyphenated word is followed by its parts.
    """
    found: list[str] = []
    for match in _TOKEN.finditer(unicodedata.normalize("NFC", text).lower()):
        word = match[0]
        found.append(word)
        parts = _HYPHEN.split(word)
        if len(parts) > 1:
            found.extend(parts)
    return found


WordTerms = Mapping[str, Sequence[str]]
"""The terms of words, as ``terms_of_words`` gives them."""

_NOTHING_CUT: WordTerms = MappingProxyType({})


def terms(text: str, *, known: WordTerms = _NOTHING_CUT) -> list[str]:
    """Return what the lexical index counts for ``text``: stems of words and of compound parts.

    Stop words are left out. The result is the same for questions and documents, and for "ae",
    "oe", "aa" as for "æ", "ø", "å". Words of ``known`` are not cut again.
    """
    found: list[str] = []
    for word in words(text):
        cut = known.get(word)
        found += _terms_of(word) if cut is None else cut
    return found


def terms_of_words(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the terms of every word of ``texts``, in order of the words, the whole word first."""
    return {word: _terms_of(word) for word in sorted({w for text in texts for w in words(text)})}


@lru_cache(maxsize=65_536)
def _terms_of(word: str) -> tuple[str, ...]:
    """Return the terms of one word, the whole first, each once."""
    folded = _fold(word)
    if folded in _folded_stop_words():
        return ()
    if any(c.isdigit() for c in word):
        return (folded,)
    spelled = restore_letters(_HYPHEN.sub("", word))
    whole, *parts = (spelled, *split_compound(spelled))
    stems = [_stem(whole), *(_stem(part) for part in parts if len(part) >= _MIN_PART_TERM)]
    return tuple(dict.fromkeys(_fold(stem) for stem in stems))


@lru_cache(maxsize=65_536)
def restore_letters(word: str) -> str:
    """Return a lower-case word with æ, ø, å for "ae", "oe", "aa" where only that makes sense.

    ``aendringsvarsel`` becomes ``ændringsvarsel``; ``dataansvarlig`` stays, being made of words.
    """
    digraphs = list(_DIGRAPH.finditer(word))
    if not digraphs or len(digraphs) > _MAX_DIGRAPHS or _makes_sense(word):
        return word
    variants = (_respell(word, swapped) for swapped in product((True, False), repeat=len(digraphs)))
    return next((variant for variant in variants if _makes_sense(variant)), word)


def restore_digraphs(word: str) -> str:
    """Return a lower-case word with every "ae", "oe", "aa" written as one letter."""
    return _DIGRAPH.sub(lambda m: _DIGRAPHS[m[0]], word)


def _respell(word: str, swapped: tuple[bool, ...]) -> str:
    """Write the digraphs of ``word`` as one letter where ``swapped`` says so, in order."""
    turns = iter(swapped)
    return _DIGRAPH.sub(lambda m: _DIGRAPHS[m[0]] if next(turns) else m[0], word)


def _makes_sense(word: str) -> bool:
    return is_known(word) or len(split_compound(word)) > 1


def _fold(word: str) -> str:
    """Spell a stem without Danish letters and accents."""
    plain = unicodedata.normalize("NFD", word.translate(_PLAIN_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def _folded_stop_words() -> frozenset[str]:
    return frozenset(_fold(word) for word in STOP_WORDS)


def _stem(word: str) -> str:
    stemmer, lock = _stemmer()
    with lock:  # PyStemmer objects are not thread-safe
        return str(stemmer.stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> tuple[Stemmer.Stemmer, Lock]:
    return Stemmer.Stemmer("danish"), Lock()
