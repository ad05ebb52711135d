"""Spelling of questions: words typed without æ, ø, å, and typing errors.

Only a word that nothing knows is touched: neither the documents, nor the general lexicon, nor as a
compound. Method: words are compared by a skeleton in which æ, ae and a are the same (so are ø, oe,
o and å, aa, a); equal skeletons win, then the nearest by Damerau-Levenshtein similarity.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from klausul.danish.compounds import is_known, split_compound
from klausul.danish.lexicon import ENGLISH_WORDS
from klausul.danish.tokens import restore_digraphs, restore_letters

MIN_LETTERS = 5
"""Shorter words have too many neighbours to guess from."""
MIN_SIMILARITY = 0.72
"""Normalised similarity under which a neighbour is another word."""
_MIN_NAME_SIMILARITY = 0.85  # a capital inside a sentence is more likely a name than an error
_MAX_LETTERS = 60  # beyond it a token is a machine's, not a word
_MIN_SLIP_LETTERS = 9
_SAME_TAIL = 3
_ENGLISH_ENOUGH = 2

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NAME_MARK = re.compile(r"[\w@./-]")
_NAME_TAIL = re.compile(r"[\d_@/]|\.\w")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s)\s*$")
_SKELETON = MappingProxyType({"æ": "a", "ae": "a", "å": "a", "aa": "a", "ø": "o", "oe": "o"})
_SKELETON_LETTER = re.compile("ae|aa|oe|æ|å|ø")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A text as understood, with the words that were changed as (typed, understood), in order."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()


class Speller:
    """Corrects questions towards the vocabulary of the documents.

    Args:
        vocabulary: The words of the documents; a repeated word is preferred among equals.
        protected: Names that are never changed, in any case.
    """

    def __init__(self, vocabulary: Iterable[str], *, protected: Iterable[str] = ()) -> None:
        counts = Counter(_normal(word) for word in vocabulary)
        known = [word for word in counts if word.isalpha()]
        # The order decides between equals: common words first, then the alphabet.
        self._words = tuple(sorted(known, key=lambda word: (-counts[word], word)))
        self._known = frozenset(counts)
        self._protected = frozenset(_normal(name) for name in protected)
        self._skeletons = tuple(_skeleton(word) for word in self._words)
        self._by_skeleton: dict[str, list[str]] = {}
        for word, skeleton in zip(self._words, self._skeletons, strict=True):
            self._by_skeleton.setdefault(skeleton, []).append(word)
        self._suggest_once = lru_cache(maxsize=8_192)(self._suggest)

    def correct(self, text: str) -> Correction:
        """Return ``text`` with its unknown words replaced by the ones most likely meant."""
        text = unicodedata.normalize("NFC", text)
        if _is_english(text):
            return Correction(text=text)
        pieces: list[str] = []
        changes: list[tuple[str, str]] = []
        done = 0
        for match in _WORD.finditer(text):
            meant = self._meant(text, match)
            if meant is None:
                continue
            pieces += [text[done : match.start()], meant]
            changes.append((match[0], meant))
            done = match.end()
        return Correction(text="".join([*pieces, text[done:]]), changes=tuple(changes))

    def _meant(self, text: str, match: re.Match[str]) -> str | None:
        """Return the word meant, or None when the typed one stands."""
        typed = match[0]
        if typed[1:] != typed[1:].lower() or _is_in_a_name(text, match):
            return None
        is_name = typed[0].isupper() and not _SENTENCE_START.search(text[: match.start()])
        meant = self._understand(
            typed.lower(), min_similarity=_MIN_NAME_SIMILARITY if is_name else MIN_SIMILARITY
        )
        if meant is None or meant == typed.lower():
            return None
        if typed[0].isupper() and len(typed) < MIN_LETTERS and meant not in self._known:
            return None  # "Goes" is more likely a foreign word than "Gøs"
        return meant.capitalize() if typed[0].isupper() else meant

    def _understand(self, word: str, *, min_similarity: float) -> str | None:
        if word in self._known or word in ENGLISH_WORDS or not word.isalpha():
            return None
        if word in self._protected or word.removesuffix("s") in self._protected:
            return None
        return self._suggest_once(word, min_similarity)

    def _suggest(self, word: str, min_similarity: float) -> str | None:
        """Return the likeliest spelling of a word that the documents lack, or None."""
        restored = restore_digraphs(word)
        if restored in self._known:  # "paa" and "faa" stand in the lexicon as old spellings
            return restored
        if is_known(word):
            return None
        restored = restore_letters(word)
        if restored != word:
            return restored
        if not MIN_LETTERS <= len(word) <= _MAX_LETTERS:
            return None
        if len(split_compound(word)) > 1:
            return self._slip(word)
        nearest = self._nearest(word, min_similarity)
        tails = self._known_tails(word)
        if nearest is None or not tails:
            return nearest
        one_slip = DamerauLevenshtein.distance(_skeleton(word), _skeleton(nearest)) <= 1
        return nearest if one_slip and nearest not in tails else None

    def _known_tails(self, word: str) -> frozenset[str]:
        """Return the words that end ``word``: it may be a compound whose first part is unknown.

        ``tofaktor`` is no misspelt ``faktor``; a single slip is still one (``persnoplysninger``).
        """
        tails = (word[i:] for i in range(1, len(word) - MIN_LETTERS + 1))
        return frozenset(tail for tail in tails if tail in self._known or is_known(tail))

    def _nearest(self, word: str, min_similarity: float) -> str | None:
        """Return the vocabulary's nearest word that is similar enough."""
        skeleton = _skeleton(word)
        twins = self._by_skeleton.get(skeleton)
        if twins:
            return max(twins, key=lambda twin: DamerauLevenshtein.similarity(word, twin))
        found = process.extractOne(
            skeleton,
            self._skeletons,
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=min_similarity,
        )
        return self._words[found[2]] if found else None

    def _slip(self, word: str) -> str | None:
        """Return the word from which a chance compound differs by one slip in its middle.

        ``underetning`` parses as a compound, though it is ``underretning`` with a letter left out;
        other beginnings and endings make other words and other inflections.
        """
        if len(word) < _MIN_SLIP_LETTERS:
            return None
        nearest = self._nearest(word, 1 - 1 / len(word))
        if nearest is None or DamerauLevenshtein.distance(word, nearest) > 1:
            return None
        same_ends = nearest[0] == word[0] and nearest[-_SAME_TAIL:] == word[-_SAME_TAIL:]
        return nearest if same_ends else None


def _is_in_a_name(text: str, match: re.Match[str]) -> bool:
    """Tell whether the word is part of an address, a path or a code."""
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() :]
    return bool(_NAME_MARK.match(before) or _NAME_TAIL.match(after))


def _normal(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower()


def _skeleton(word: str) -> str:
    """Write a word without the letters that foreign keyboards lack."""
    return _SKELETON_LETTER.sub(lambda m: _SKELETON[m[0]], word)


def _is_english(text: str) -> bool:
    """Tell whether a question is in English, of which no vocabulary is kept here."""
    return len({m[0].lower() for m in _WORD.finditer(text)} & ENGLISH_WORDS) >= _ENGLISH_ENOUGH
