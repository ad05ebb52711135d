"""Plain signs of a text that speak against a ja or a nej to a question.

Danish shows in its word order where a negation belongs: in a main clause "ikke" follows the finite
verb, in a subordinate one it goes before it. What is read here is coarser: a clause is subordinate
when it begins with a word that subordinates. The signs only ever take a verdict back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.content import ContentWord, TermStatistics, content_words
from klausul.danish.sentences import split_sentences
from klausul.danish.tokens import terms

NEAR_THE_BEST = 0.6
"""Share of the best clause's question words from which another clause speaks of the same."""

ASKED_SHARE = 0.25
"""Share of the question's words that a clause holds when it is the one that is asked about."""

IN_THE_EXCEPTION = 0.35
"""Share of the question's words that an exception holds when it is the case asked about."""

STATED_SHARE = 0.1
"""Share of the question's words below which a clause does not speak of what is asked."""

_SUBORDINATOR = (
    r"(?:hvis|såfremt|når|da|fordi|idet|eftersom|selv ?om|at|som|der|hvor\w*|hvem|hvad|hvilk\w+"
    r"|mens|medmindre|før|førend|inden|indtil|efter at|så længe|så|om|i det omfang|forudsat"
    r"|undtagen|bortset fra|dog (?:ikke|undtaget)|if|unless|that|which|who|when|provided)"
)
_SUBORDINATE = re.compile(rf"^\W*(?:og |eller |men )?{_SUBORDINATOR}\b", re.IGNORECASE)
_TAIL = re.compile(
    r"\b(?:hvis|såfremt|når|fordi|selvom|som|at der|medmindre|før|førend|indtil|så længe|forudsat"
    r"|i det omfang|undtagen|bortset fra)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_CLAUSE_BREAK = re.compile(r"[,;:()]|\s[–-]\s")
_VERB_FIRST = re.compile(
    r"^\W*(?:så )?(?:er|var|kan|skal|må|har|vil|bliver|gælder|hæfter|\w{2,}es)\b", re.IGNORECASE
)
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
    r"\b(?:kun|alene|eneste|udelukkende|forbudt|udelukket|udelukker|afskåret|afskærer|undgå\w*"
    r"|slippe|fri for|undtaget|undtagelser?|forbud\w*|mangler?|only|forbidden)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:med|uden|ved|hvis|når|såfremt|selvom|efter|før|inden|via|with|without|if|when|after)\b"
    r"(?!\W+(?:jer|os|dem|den|det|mig|dig|ham|hende|hinanden|you|us|them|it)\b)(?P<case>[^,.;?]*?)"
    r"(?=\b(?:med|uden|ved|hvis|når|såfremt|selvom|efter|før|inden|via|with|without|if|when|after)"
    r"\b|[,.;?]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A main clause with those that hang on it, and what share of the question's words it holds."""

    is_negated: bool
    share: float


def denies(text: str, *, words: Sequence[ContentWord], statistics: TermStatistics) -> bool:
    """Tell whether ``text`` negates a main clause that speaks of what ``words`` ask.

    Where nothing clearly speaks of it, any negated main clause is one that may.
    """
    clauses = _clauses(text, words, statistics)
    stated = max((c.share for c in clauses if not c.is_negated), default=0.0)
    if stated < STATED_SHARE and any(c.is_negated for c in clauses):
        return True
    best = max((clause.share for clause in clauses), default=0.0)
    return any(c.is_negated and 0 < NEAR_THE_BEST * best <= c.share for c in clauses)


def denies_something_else(
    text: str, *, words: Sequence[ContentWord], statistics: TermStatistics
) -> bool:
    """Tell whether ``text`` negates something, but not what ``words`` ask.

    What it negates stands in a subordinate clause, or in a main one that holds none of the words
    while another one holds them.
    """
    if not _ANY.search(text):
        return False
    clauses = _clauses(text, words, statistics)
    negated = [clause for clause in clauses if clause.is_negated]
    if not negated:
        return True
    best = max(clause.share for clause in clauses)
    return best >= ASKED_SHARE and not any(clause.share > 0 for clause in negated)


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
    return _INVERTING.search(_TAIL.sub("", question)) is not None


def differs_in_condition(one: str, other: str) -> bool:
    """Tell whether one of two questions sets a condition of which the other says nothing."""
    return _adds_condition(one, other) or _adds_condition(other, one)


def _adds_condition(one: str, other: str) -> bool:
    said = frozenset(terms(other))
    cases = (content_words(match["case"]) for match in _CONDITION.finditer(one))
    return any(case and not any(said & {*w.terms} for w in case) for case in cases)


def _clauses(text: str, words: Sequence[ContentWord], statistics: TermStatistics) -> list[_Clause]:
    """Return the main clauses of ``text``, each with the subordinate ones around it."""
    sentences = [span.of(text) for span in split_sentences(text)] or [text]
    groups = [group for sentence in sentences for group in _groups(sentence)]
    return [
        _Clause(
            is_negated=any(map(_is_negated, group)),
            share=statistics.coverage(words, frozenset(terms(" ".join(group)))),
        )
        for group in groups
    ]


def _groups(sentence: str) -> list[list[str]]:
    """Return the parts of ``sentence``: a main clause begins one, what follows hangs on it.

    A main clause whose verb goes first hangs on the condition before it ("Sker det, gælder …").
    """
    groups: list[list[str]] = []
    is_open = False
    for part in filter(str.strip, _CLAUSE_BREAK.split(sentence)):
        hangs = _SUBORDINATE.match(part) is not None
        goes_on = bool(groups) and (hangs or _VERB_FIRST.match(part) is not None)
        if goes_on or is_open:
            groups[-1].append(part)
        else:
            groups.append([part])
        is_open = hangs and (is_open or not goes_on)
    return groups


def _is_negated(part: str) -> bool:
    """Tell whether ``part`` is a main clause and is negated."""
    main = _TAIL.sub("", part)
    is_main = not _SUBORDINATE.match(part)
    return is_main and bool(_NEGATION.search(main)) and not _ONLY.search(main)
