"""The words of a question that carry its meaning, and how rare each is in the documents.

Rarity is the inverse document frequency of BM25 (Robertson and Sparck Jones 1976, smoothed),
counted over clauses.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from klausul.danish import tokens
from klausul.danish.tokens import terms
from klausul.ports import CutLibrary, Library
from klausul.types import Clause

_FUNCTION_WORDS = frozenset(
    """
    ad af al alle allerede alligevel alt altid anden andet andre at bare begge bliver blev blevet
    bør da de dem den denne der deraf derfor deres derfra dertil det dette dig din dine disse dit
    dog du efter egen eget egne eller ellers en end endnu ene eneste enhver er et etc faktisk fik
    foran for fordi fra få får fået før gang gav ganske gennem giver given givet gjort gør gøre gå
    går ham han har have havde heller helt hen hende hendes her heraf hertil hos hun hvad hvem
    hver hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor hvorfra hvori hvorledes hvornår
    hvortil i igen ikke ind inden ingen intet især ja jeg jer jeres jo kan kom komme kommer kun
    kunne kære lad lade lige lidt man mange med medmindre meget mellem men mens mere mig min mindre
    mine mit mon må måske måtte nej noget nogen nogensinde nogle nok nu når nær næsten o og også om
    omkring op os over overhovedet pr på samme sammen samt selv ser siden sig sige siger sin sine
    sit skal skulle slags snart som stor så sådan sådanne sætte taget tager tage til tit ud uden
    under undtagen ved vi via vil ville virkelig vor vore vores være været
    a about am an and any are as at be been by can could did do does for from had has have how if
    in into is it its me may must my no not of on or our shall should so that the their them there
    they this to us was we were what when where which who whom whose why will with would you your
    egentlig gerne hej tak please lige vist mht ift ifm evt fx bl ca dvs mv altså fortsat både
    ene står stå findes finder finde gælder gælde handler bruger bruge sker ske skete slet
    ydes foregår mulig muligt tale taler siges sagt hvorvidt henholdsvis hinanden ens lang langt
    længe tid hurtig hurtigt ofte
    koster kostede punkt punktet punkter pkt bestemmelse forskel forskellen frist fristen frister
    samlet både tidspunkt enten
    """.split()
)
"""Closed-class words, and those that questions are built of; they name no topic.

What kind of answer they ask for ("koster", "frist") is read by ``answer.kinds`` and met by a
quantity, not by the same word.
"""

_WORD = re.compile(r"[^\W_]+(?:[-./@][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentWord:
    """A word that carries meaning, with its stems (its own and those of its compound parts)."""

    text: str
    terms: tuple[str, ...]


def content_words(text: str) -> tuple[ContentWord, ...]:
    """Return the distinct content words of ``text`` in order."""
    found: dict[str, ContentWord] = {}
    for word in _WORD.findall(text):
        lowered = word.lower()
        if lowered in _FUNCTION_WORDS or lowered in found or len(lowered) == 1:
            continue
        stems = tuple(dict.fromkeys(terms(word)))
        if stems:
            found[lowered] = ContentWord(text=word, terms=stems)
    return tuple(found.values())


class TermStatistics:
    """How often each term stands in the clauses of a library, and where."""

    def __init__(self, library: Library) -> None:
        known = library.word_terms if isinstance(library, CutLibrary) else {}
        counts: Counter[str] = Counter()
        for clause in library.clauses.values():
            if clause.level == 1:
                counts.update(frozenset(terms(_searched_text(clause), known=known)))
        self._whole = {
            d.document_id: frozenset(
                cut[0] for word in set(tokens.words(d.text)) if (cut := terms(word, known=known))
            )
            for d in library.documents.values()
        }
        self._counts = counts
        self._total = sum(clause.level == 1 for clause in library.clauses.values())

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency of ``term``; highest where it never stands."""
        count = self._counts.get(term, 0)
        return math.log(1 + (self._total - count + 0.5) / (count + 0.5))

    def prints(self, word: ContentWord, document_id: str) -> bool:
        """Tell whether a document holds ``word`` itself, in any form, not only a part of it."""
        return word.terms[0] in self._whole[document_id]

    def weight(self, word: ContentWord) -> float:
        """Return how much ``word`` narrows the topic: its own rarity where it is known.

        A compound that never stands as such is as telling as its rarest known part.
        """
        known = [term for term in word.terms if self._counts.get(term)]
        if not known or word.terms[0] in known:
            return self.rarity(word.terms[0])
        return max(self.rarity(term) for term in known)

    def coverage(self, words: Iterable[ContentWord], found: frozenset[str]) -> float:
        """Return the share 0..1 of the words' weight that ``found`` holds.

        A compound counts by the share of its stems that are held, wholly if the word itself is.
        """
        total = covered = 0.0
        for word in words:
            weight = self.weight(word)
            total += weight
            covered += weight * _share(word, found)
        return covered / total if total else 0.0


def _share(word: ContentWord, found: frozenset[str]) -> float:
    if word.terms[0] in found:
        return 1.0
    return sum(term in found for term in word.terms) / len(word.terms)


def _searched_text(clause: Clause) -> str:
    return "\n".join((*clause.path, clause.heading or "", clause.text))
