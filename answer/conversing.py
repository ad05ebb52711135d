"""What a question takes over from the ones before it, and what in it is no question at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.content import content_words
from answer.naming import VendorNames, remove_names

FEW_WORDS = 2
"""A question with at most this many content words leans on the one before it."""

SOME_WORDS = 5
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
    r"\b(?:det|den|de) (?:er|står|samme|\w+(?:e|en|et|ede|te))\b"
    r"|\b(?:hvis|er|går|findes|sker) det\b",
    re.IGNORECASE,
)

_GREETING = re.compile(
    r"^\W*(?:hej|hejsa|hey|hallo|halløj|goddag|godmorgen|god\s?aften|dav|davs|mojn|hello|hi"
    r"|tak|mange tak|tusind tak|thanks|thank you|farvel|hav en god dag)\b[\w\s,.!?:)-]{0,25}$",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"\b(?:ignor[eé]r|glem|se bort fra|forget|disregard|ignore)\b"
    r"(?=.*\b(?:instru\w+|regle\w*|ovenstående|forrige|tidligere|alt|dokument\w*|aftale\w*"
    r"|rules?|previous|prior|above|documents?|everything)\b)"
    r"|\bsystem\s?-?prompt\w*|\bjailbreak\b|\bdan mode\b"
    r"|\b(?:du er nu|lad som om|opfør dig som|you are now|pretend|act as|roleplay)\b"
    r"|\b(?:skriv|digt|fortæl|lav|tell|write)\b.{0,30}\b(?:digt|vittighed\w*|joke\w*|historie|sang"
    r"|rim|poem|story|song|kode|python)\b"
    r"|^\W*(?:svar|sig|skriv|answer|say) (?:altid|kun|bare|blot|at|only|that|always)\b",
    re.IGNORECASE,
)
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
    return _GREETING.match(text) is not None


def drop_instructions(text: str) -> str:
    """Return ``text`` without sentences that tell the system what to do instead of asking."""
    return " ".join(
        part for part in _SENTENCE_END.split(text) if part and not _INSTRUCTION.search(part)
    )


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
    """Tell whether ``text`` cannot be understood without the question before it."""
    count = len(content_words(remove_names(text, names.find(text))))
    if count <= FEW_WORDS or _CONTINUES.match(text):
        return True
    points_back = _POINTS_BACK.search(_POINTS_AHEAD.sub(" ", text)) is not None
    return points_back and count <= SOME_WORDS


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
