"""Ja or nej, only where the quoted words make the polarity clear.

What a document prints as its own answer is taken from it. Else the reader decides, where it is
nearly sure, and the reply says that it is a reading. Without a reader there are rules. They can
read polarity off a sentence only when question and sentence speak in nearly the same words of the
same actor; on questions put in other words they are right no more often than a coin (measured on
invented agreements). So the verdict is left open unless the clause is near to the question, a
sentence of it holds enough of the question's words, the question is not itself put in the negative,
and the same party acts in both. A "Ja" also needs the same modality: a permission answers "må", a
duty answers "skal".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from answer.content import ContentWord, TermStatistics
from answer.extracting import Extract
from answer.polarity import (
    denies,
    denies_something_else,
    differs_in_condition,
    excepts,
    turns_round,
)
from answer.reading import Reading
from answer.roles import role_of, without_condition
from klausul.danish.sentences import split_sentences
from klausul.danish.tokens import terms
from klausul.types import Clause, ClauseKind, Verdict

NEJ_NEARNESS = 0.20
"""How near to the question a clause must be before its "ikke" means "Nej"."""

JA_NEARNESS = 0.30
"""The same for "Ja": agreement is easier to read into a sentence than denial."""

PRINTED_NEARNESS = 0.10
"""The same for a printed question whose answer itself begins with Ja or Nej."""

READ_VERDICT = 0.88
"""Share that the reader must give to ja or nej: on unseen agreements 6 % are then wrong."""

READ_UNDECIDED = 0.60
"""Share of neither from which the text is said to leave the question open."""

SHARED_WORDS = 0.30
"""Share of the question's words, by rarity, that the sentence must hold."""


class _Modality(StrEnum):
    PERMISSION = "permission"
    DUTY = "duty"
    FACT = "fact"


_PRINTED = re.compile(r"^\W*(?P<word>ja|nej)\b", re.IGNORECASE)
_CELL = re.compile(r"(?:^|[\t\n|])\s*(?P<word>JA|NEJ)\b")
_RESERVATION = re.compile(
    r"\b(?:medmindre|undtagen|bortset fra|hvis|såfremt|dog|forudsat|i det omfang|så længe)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_EXCEPTION = re.compile(r"\b(?:medmindre|undtagen|bortset fra|dog)\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:må|kan|skal|er|vil|har|bliver|kræves|gives|\w+er)\b(?:\W+\w+){0,4}?\W+(?:ikke|aldrig)\b"
    r"|\bhverken\b|\bingen\b|\buden (?:varsel|ansvar|yderligere)\b|\bikke (?:er|berettiget|ret)\b",
    re.IGNORECASE,
)
_ANY_NEGATION = re.compile(
    r"\b(?:ikke|ingen|intet|aldrig|hverken|uden(?! for\b)|alene|kun)\b", re.IGNORECASE
)
_MODALITIES = (
    (
        _Modality.PERMISSION,
        re.compile(
            r"\b(?:må|maa|kan|berettiget|ret til|adgang til|mulighed for|tillad\w+)\b", re.I
        ),
    ),
    (
        _Modality.DUTY,
        re.compile(r"\b(?:skal|forplig\w+|pligt\w*|pålægge\w*|påhviler|kræve[rs]?|sikrer)\b", re.I),
    ),
)


def judge(
    question: str,
    extract: Extract,
    *,
    words: Sequence[ContentWord],
    negated: bool,
    statistics: TermStatistics,
) -> Verdict | None:
    """Return the polarity that ``extract`` gives the yes/no ``question``, else None."""
    if negated:
        return None
    printed = _printed_verdict(extract)
    if printed is not None:
        return None if _asks_another_case(question, extract.clause) else printed
    if extract.reading is not None:
        return _checked_verdict(question, extract, words=words, statistics=statistics)
    sentence, coverage = _best_sentence(extract.text, words=words, statistics=statistics)
    main = _RESERVATION.sub("", without_condition(sentence))
    asked, stated = role_of(question), role_of(main)
    if coverage < SHARED_WORDS or (asked and stated and asked is not stated):
        return None
    if _NEGATION.search(main):
        return Verdict.NEJ if extract.nearness >= NEJ_NEARNESS else None
    agrees = not _ANY_NEGATION.search(main) and _modality(question) is _modality(main)
    is_clear = agrees and asked is not None and asked is stated
    return Verdict.JA if is_clear and extract.nearness >= JA_NEARNESS else None


def is_read(extract: Extract) -> bool:
    """Tell whether a verdict on ``extract`` is read out of it rather than printed as the answer.

    The JA or NEJ of a cell answers its column's question, which need not be the one asked.
    """
    is_answer = extract.clause.kind is ClauseKind.QA and _printed_verdict(extract) is not None
    return extract.reading is not None and not is_answer


def is_undecided(extract: Extract) -> bool:
    """Tell whether the reader finds that the text says neither ja nor nej."""
    return extract.reading is not None and extract.reading.undecided >= READ_UNDECIDED


def _read_verdict(reading: Reading) -> Verdict | None:
    if reading.ja >= READ_VERDICT:
        return Verdict.JA
    return Verdict.NEJ if reading.nej >= READ_VERDICT else None


def _checked_verdict(
    question: str,
    extract: Extract,
    *,
    words: Sequence[ContentWord],
    statistics: TermStatistics,
) -> Verdict | None:
    """Return what the reader decides, unless a plain sign in the quoted words speaks against it."""
    verdict = None if extract.reading is None else _read_verdict(extract.reading)
    if verdict is None or _is_contradicted(
        verdict, question, extract, words=words, statistics=statistics
    ):
        return None
    return verdict


def _is_contradicted(
    verdict: Verdict,
    question: str,
    extract: Extract,
    *,
    words: Sequence[ContentWord],
    statistics: TermStatistics,
) -> bool:
    """Tell whether a plain sign in the quoted words speaks against what the reader takes them for.

    The reader weighs words, and "gælder ikke ved" holds the same words as "gælder ved".
    """
    text = extract.text
    is_denied = denies(text, words=words, statistics=statistics)
    if turns_round(question):
        return verdict is Verdict.NEJ and is_denied
    printed = _PRINTED.match(text)
    if printed is not None:
        return printed["word"].lower() != verdict
    if verdict is Verdict.JA:
        return is_denied or excepts(text, words=words, statistics=statistics)
    return denies_something_else(text, words=words, statistics=statistics)


def is_reserved(
    extract: Extract, *, words: Sequence[ContentWord], statistics: TermStatistics
) -> bool:
    """Tell whether the sentence that decides the polarity itself makes an exception."""
    sentence, _ = _best_sentence(extract.text, words=words, statistics=statistics)
    return _EXCEPTION.search(sentence) is not None


def _printed_verdict(extract: Extract) -> Verdict | None:
    """Return the Ja or Nej that the document itself prints as its answer."""
    clause = extract.clause
    pattern = _PRINTED if clause.kind is ClauseKind.QA else _CELL
    found = pattern.findall(extract.text)
    if len(found) != 1 or _ANY_NEGATION.search(clause.heading or clause.label):
        return None
    return Verdict(found[0].lower()) if extract.nearness >= PRINTED_NEARNESS else None


def _asks_another_case(question: str, clause: Clause) -> bool:
    """Tell whether the printed question sets a condition that ``question`` does not, or lacks one.

    That no signature with MitID is needed does not say that none is.
    """
    return clause.kind is ClauseKind.QA and differs_in_condition(
        question, clause.heading or clause.label
    )


def _best_sentence(
    text: str, *, words: Sequence[ContentWord], statistics: TermStatistics
) -> tuple[str, float]:
    """Return the sentence that holds most of the question's words, and what share it holds."""
    sentences = [span.of(text) for span in split_sentences(text)] or [text]
    scored = [(s, statistics.coverage(words, frozenset(terms(s)))) for s in sentences]
    return max(scored, key=lambda pair: pair[1])


def _modality(text: str) -> _Modality:
    """Return the modality that ``text`` shows first."""
    found = [(m.start(), kind) for kind, p in _MODALITIES if (m := p.search(text)) is not None]
    return min(found)[1] if found else _Modality.FACT
