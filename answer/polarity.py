"""Plain signs of a text that speak against a ja or a nej to a question.

Danish shows in its word order where a negation belongs: in a main clause "ikke" follows the finite
verb, in a subordinate one it goes before it. What is read here is coarser: a clause is subordinate
when it begins with a word that subordinates. The signs only ever take a verdict back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answer.content import ContentWord, TermStatistics, content_words
from klausul.danish.sentences import split_sentences
from klausul.danish.tokens import terms

NEAR_THE_BEST = 0.6
"""Share of the best sentence's question words from which another sentence speaks of it as well."""

IN_THE_EXCEPTION = 0.35
"""Share of the question's words that an exception holds when it is the case asked about."""

_SUBORDINATOR = (
    r"(?:hvis|såfremt|når|da|fordi|idet|eftersom|selv ?om|at|som|der|hvor\w*|hvem|hvad|hvilk\w+|mens"
    r"|medmindre|før|førend|inden|indtil|efter at|så længe|så|om|i det omfang|forudsat|undtagen"
    r"|bortset fra|dog (?:ikke|undtaget)|if|unless|that|which|who|when|provided)"
)
_SUBORDINATE = re.compile(rf"^\W*(?:og |eller |men )?{_SUBORDINATOR}\b", re.IGNORECASE)
_TAIL = re.compile(
    r"\b(?:hvis|såfremt|når|fordi|selvom|som|at der|medmindre|før|førend|indtil|så længe|forudsat"
    r"|i det omfang|undtagen|bortset fra)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_CLAUSE_BREAK = re.compile(r"[,;:()]|\s[–-]\s")
_NEGATION = re.compile(
    r"\b(?:ikke(?! (?:kun|alene|blot|bare|andet end|andre end|mindst|begrænset til))|ingen|intet"
    r"|aldrig|hverken|afskåret|forbudt|udelukket|not|never|neither)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\bikke\b.*\b(?:andet|andre|mere|længere|flere) end\b", re.IGNORECASE)
_ANY = re.compile(r"\b(?:ikke|ingen|intet|aldrig|hverken|not|never|no)\b", re.IGNORECASE)
_EXCEPTION = re.compile(
    r"\b(?:undtagen|undtaget|medmindre|bortset fra|med undtagelse af|dog ikke|except|unless)\b"
    r"(?P<case>[^.;]*)",
    re.IGNORECASE,
)
_INVERTING = re.compile(
    r"\b(?:kun|alene|eneste|udelukkende|forbudt|udelukket|udelukker|afskåret|afskærer|begrænset"
    r"|undgå\w*|slippe|fri for|fritaget|undtaget|undtagelser?|valgfri\w*|frivillig\w*|forbud\w*"
    r"|grænse\w*|loft|mangler?|only|forbidden|optional)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:med|uden|ved|hvis|når|såfremt|selvom|efter|før|inden|via|with|without|if|when|after)\b"
    r"(?P<case>[^,.;?]*?)"
    r"(?=\b(?:med|uden|ved|hvis|når|såfremt|selvom|efter|før|inden|via|with|without|if|when|after)"
    r"\b|[,.;?]|$)",
    re.IGNORECASE,
)


def denies(text: str, *, words: Sequence[ContentWord], statistics: TermStatistics) -> bool:
    """Tell whether a main clause of ``text`` that speaks of ``words`` is negated."""
    return any(_is_negated(c) for s in _near(text, words, statistics) for c in _main_clauses(s))


def denies_nothing_asked(
    text: str, *, words: Sequence[ContentWord], statistics: TermStatistics
) -> bool:
    """Tell whether ``text`` negates something, but no main clause that speaks of ``words``."""
    if not _ANY.search(text):
        return False
    clauses = (c for span in split_sentences(text) for c in _main_clauses(span.of(text)))
    return not any(
        _is_negated(c) and statistics.coverage(words, frozenset(terms(c))) > 0 for c in clauses
    )


def excepts(text: str, *, words: Sequence[ContentWord], statistics: TermStatistics) -> bool:
    """Tell whether the case that ``words`` ask about is one that ``text`` makes an exception of."""
    for match in _EXCEPTION.finditer(text):
        rest = frozenset(terms(text[: match.start()]))
        own = [w for w in words if statistics.coverage([w], rest) == 0]
        case = frozenset(terms(match["case"]))
        held = [w for w in own if statistics.coverage([w], case) > 0]
        weight = sum(map(statistics.weight, words))
        if weight and sum(map(statistics.weight, held)) >= IN_THE_EXCEPTION * weight:
            return True
    return False


def turns_round(question: str) -> bool:
    """Tell whether ``question`` asks for a limit or a ban, so that a negation may mean ja."""
    return _INVERTING.search(question) is not None


def differs_in_condition(one: str, other: str) -> bool:
    """Tell whether one of two questions sets a condition of which the other says nothing."""
    return _adds_condition(one, other) or _adds_condition(other, one)


def _adds_condition(one: str, other: str) -> bool:
    said = frozenset(terms(other))
    cases = (content_words(match["case"]) for match in _CONDITION.finditer(one))
    return any(case and not any(said & {*w.terms} for w in case) for case in cases)


def _near(text: str, words: Sequence[ContentWord], statistics: TermStatistics) -> list[str]:
    """Return the sentences that hold nearly as many of ``words`` as the one with most of them."""
    sentences = [span.of(text) for span in split_sentences(text)] or [text]
    shares = [statistics.coverage(words, frozenset(terms(s))) for s in sentences]
    best = max(shares)
    return [s for s, x in zip(sentences, shares, strict=True) if best and x >= NEAR_THE_BEST * best]


def _main_clauses(sentence: str) -> Iterator[str]:
    """Yield the parts of ``sentence`` that begin with no subordinating word."""
    for part in _CLAUSE_BREAK.split(sentence):
        if part.strip() and not _SUBORDINATE.match(part):
            yield _TAIL.sub("", part)


def _is_negated(clause: str) -> bool:
    return _NEGATION.search(clause) is not None and _ONLY.search(clause) is None
