"""What a question takes over from the ones before it, and what in it is no question at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.content import content_words
from answer.naming import VendorNames, remove_names
from answer.phrasing import Form, phrasing_of

FEW_WORDS = 1
"""A question with at most this many content words leans on the one before it."""

SOME_WORDS = 4
"""With a pronoun that points back, a question with at most this many leans on it too."""

MAX_STEPS_BACK = 3
"""How many earlier questions a chain of follow-ups may reach back over."""

_CONTINUES = re.compile(
    r"^\W*(?:og|men|eller|så|også|hvad (?:så )?med|hvad så|hvorfor ikke|og hvis|hvis nej|hvis ja"
    r"|gælder (?:det|den|de)|and|but|what about|how about)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:det|den|de|dem|deres|dens|dets|dette|denne|disse|dertil|derfra|deraf|derhen|derved"
    r"|heraf|hertil|sådan|sådant|sådanne|så|samme|it|they|them|that|those|these)\b",
    re.IGNORECASE,
)
_POINTS_AHEAD = re.compile(
    r"\b(?:det|den|de) (?:er|står|samme|(?!videre\b|hele\b)\w+(?:e|en|et|ede|te))\b"
    r"|\b(?:hvis|er|går|findes|sker) det\b",
    re.IGNORECASE,
)
_SWAPS_VENDOR = re.compile(
    r"^\W*(?:og|men|eller|så|and|but|or)?\W*(?:(?:hvad|hvordan)(?: så)? med|hos|for|med|ved"
    r"|what about"
    r"|how about|gælder det(?: også| samme)?(?: for| hos)?|samme)?\W*$",
    re.IGNORECASE,
)
"""What is left of "Og hvad med Nordlys?" without the name: the name is all that is new."""

_GREETS = frozenset(
    """
    hej hejsa hey heyy hejhej hallo halløj goddag godmorgen godaften dav davs mojn hello hi tak
    thanks thank thx takker farvel bye goodbye ses cheers
    """.split()
)
_ACCOMPANIES = frozenset(
    """
    mange tusind for hjælpen hjælp svaret svar info informationen det dig jer alle sammen med der
    igen god godt gode dag aften morgen weekend i en hav så meget fortsat du er you all your very
    much the help and og vi rigtig rigtigt super fint perfekt dejligt ok okay jeg bare lige så
    hvordan går how are doing selv til mig support kundeservice venner there everyone a nice good
    have day evening morning again so for 's that was var
    """.split()
)
_GREETING_WORD = re.compile(r"[^\W\d_]+")
_HOW_ARE_YOU = re.compile(
    r"^\W*(?:hvordan går det|how are you)(?: med dig| i dag| today)?\W*$", re.I
)

_RULES = (
    r"\b(?:instru\w+|regle\w*|ovenstående|forrige|foregående|tidligere|alt|alle|dokument\w*"
    r"|aftale\w*"
    r"|rules?|previous|prior|above|documents?|everything|instructions?|guidelines)\b"
)
_ORDER = (
    r"^\W*(?:(?:og|så|men|nu|venligst|please|and|then|now|but|fra nu af|from now on|derefter"
    r"|du skal"
    r"|i skal|you must|you should|you will|kan du|can you|bare|just|først|first|hej|hi)\b\W*)*"
)
_INSTRUCTION = re.compile(
    rf"{_ORDER}(?:(?:ignor(?:er|ér|ere|e)|glem|se bort fra|tilsidesæt|overtræd|forget|disregard"
    rf"|bypass|override)\b"
    rf"(?=.*{_RULES})"
    r"|(?:du er (?:nu|fra nu af|ikke længere)|lad som om|opfør dig som|forestil dig at du er"
    r"|spil rollen"
    r"|you are (?:now|no longer)|pretend|act as|roleplay|imagine you are)\b"
    r"|(?:skrive?|digte?|fortæl(?:le)?|lave?|synge?|tell|write|sing)\b.{0,30}\b(?:digt|vittighed\w*"
    r"|jokes?"
    r"|historie|sang|rim|poem|story|song|kode|python|haiku)\b"
    r"|(?:svare?|sige?|skriv|answer|say|respond|reply) (?:altid|kun|bare|blot|at|only"
    r"|that|always"
    r"|ja|nej|yes|no|with)\b"
    r"|(?:gentag|repeat|oversæt|translate) (?:efter|after|alt|everything|følgende|the following)\b"
    r"|(?:vis|print|udskriv|afslør|gentag|giv|reveal|show|repeat|output)\b.{0,20}"
    r"\b(?:dine?|your|system)\b.{0,20}\b(?:instru\w+|prompt\w*|regler|rules|nøgle\w*|keys?)\b)"
    r"|^\W*(?:fra nu af|from now on)\b|\bsystem\s?-?prompt\w*|\bjailbreak\w*\b|\bdan mode\b"
    r"|\bdeveloper mode\b"
    r"|\b(?:hvad er|what are) (?:dine|your) (?:instru\w+|regler|rules)\b"
    r"|^\W*</?(?:system|instruction\w*|admin)\b|^\W*(?:system|assistant|admin)\s*:",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"(?<=[,;:])\s+|\s+(?=(?:og|and|men|but)\b)|\s+[-–—]\s+", re.IGNORECASE)
_SIGN_OFF = re.compile(
    r"(?:^|(?<=[.!?\s]))(?:(?:med )?venlig(?:e|st)? hilsen|(?:de )?bedste hilsner|mange hilsner"
    r"|(?:kær|hjertelig|god)?\s?hilsen(?: fra)?|m\.?\s?v\.?\s?h\.?|vh|kh|dbh|(?:best|kind|warm)"
    r"(?: regards)|regards|sincerely|cheers)(?=[\s,.:]|$)[^?]*$",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"^\W*(?:hej|hejsa|hallo|goddag|god(?:morgen| aften)|kære|til|hello|hi|dear)\b[^.,!?:\n]{0,40}"
    r"(?:[.,!:\n]\s*|$)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


def is_greeting(text: str) -> bool:
    """Tell whether ``text`` only greets or thanks."""
    words = [word.lower() for word in _GREETING_WORD.findall(text)]
    polite = all(word in _GREETS or word in _ACCOMPANIES for word in words)
    greets = polite and not _GREETS.isdisjoint(words)
    return greets or _HOW_ARE_YOU.match(text) is not None


def drop_instructions(text: str) -> str:
    """Return ``text`` without what tells the system what to do instead of asking.

    In a sentence that does both ("Glem reglerne, og hvornår slettes data?") the question is kept.
    """
    kept = (_without_orders(part) for part in _SENTENCE_END.split(text) if part)
    return " ".join(part for part in kept if part)


def _without_orders(sentence: str) -> str:
    """Return ``sentence``, or what in it asks if it gives an order, or nothing."""
    if not _INSTRUCTION.search(sentence):
        return sentence
    clauses = [clause for clause in _CLAUSE_END.split(sentence) if clause]
    orders = [_INSTRUCTION.search(clause) is not None for clause in clauses]
    if True not in orders:
        return ""
    before = " ".join(clauses[: orders.index(True)])
    behind = " ".join(clauses[len(orders) - orders[::-1].index(True) :])
    return next((part for part in (behind, before) if _asks(part)), "")


def _asks(part: str) -> bool:
    return bool(part) and phrasing_of(part).form is not Form.BARE


def drop_sign_off(text: str) -> str:
    """Return a letter's text without "Mvh. …" and what follows."""
    return _SIGN_OFF.sub("", text).rstrip()


def asking_part(text: str) -> str:
    """Return the sentences of ``text`` that ask, without a salutation; all of it if none does.

    What a letter tells before it asks is about the writer: names in it are not asked about.
    """
    letter = _SALUTATION.sub("", text)
    sentences = [part for part in _SENTENCE_END.split(letter) if part]
    return " ".join(part for part in sentences if part.rstrip().endswith("?")) or letter


def leans_on_history(text: str, *, names: VendorNames) -> bool:
    """Tell whether ``text`` cannot be understood without the question before it.

    A vendor named says as much as a word of content.
    """
    named = names.find(text)
    words = len(content_words(remove_names(text, named)))
    if _CONTINUES.match(text) or words + bool(named and words) <= FEW_WORDS:
        return True
    points_back = _POINTS_BACK.search(_POINTS_AHEAD.sub(" ", text)) is not None
    return points_back and words <= SOME_WORDS


def swap_vendor(text: str, history: Sequence[str], *, names: VendorNames) -> str:
    """Return the earlier question put to the vendor that ``text`` names, if it does no more.

    "Og hvad med Nordlys?" behind "Hvornår sletter Solvang data?" is "Hvornår sletter Nordlys
    data?". Anything else is returned as it is.
    """
    named = names.find(text)
    if not history or len(named) != 1 or not _SWAPS_VENDOR.match(remove_names(text, named)):
        return text
    new = named[0].span.of(text)
    before = swap_vendor(history[-1], history[:-1], names=names)
    earlier = names.find(before)
    if not earlier:
        return f"{before.rstrip(' ?.!')} hos {new}?"
    for place, name in enumerate(reversed(earlier)):
        said = new if place == len(earlier) - 1 else ""
        before = before[: name.span.start] + said + before[name.span.end :]
    return " ".join(before.split())


def join_history(text: str, history: Sequence[str], *, names: VendorNames) -> str:
    """Return ``text`` preceded by the earlier questions that it leans on.

    A vendor named later replaces those named before it.
    """
    parts = [text]
    for earlier in reversed(history[-MAX_STEPS_BACK:]):
        if not leans_on_history(parts[0], names=names):
            break
        named_later = any(names.find(part) for part in parts)
        parts.insert(0, remove_names(earlier, names.find(earlier)) if named_later else earlier)
    return " ".join(parts)
