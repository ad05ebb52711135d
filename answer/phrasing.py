"""How a question is put: by a question word, by a verb that opens it, or by key words alone.

Danish puts the verb first in a question that wants yes or no, and second after a question word, so
the openings of the clauses tell the two apart. What a clause asks stands in the main clause: a
question word inside a subordinate one ("Skriver I, hvor længe …?") asks nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from klausul.danish.lexicon import ABBREVIATIONS


class Form(Enum):
    """How a question is put."""

    WH = auto()
    """By a question word."""
    VERB_FIRST = auto()
    """So that yes or no would answer it."""
    BARE = auto()
    """By key words, or by a statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """The form of a question, and the words, in lower case, that tell what is asked for."""

    form: Form
    words: str


_WH = (
    r"(?:hv(?:ad|em|or|ornår|orfor|orfra|orhen|ordan|orledes|orvidt|ilken|ilket|ilke)"
    r"|what(?:'s)?|who(?:se|m)?|which|where|how|when|why)"
)
_PREPOSITION = (
    r"(?:(?:i|på|af|til|med|fra|ved|hos|under|over|for|efter|inden for|ad|om|mod|via|in|on|by|for"
    r"|to|from|within|under|at|with) )"
)
_LEAD = re.compile(
    r"^\W*(?:(?:og|men|så|eller|altså|nå|jamen|ok|okay|hej|for|mon|and|but|so|or|hi|also|then"
    r"|i så fald|ellers|egentlig)\b\W*)+"
)
_OPENS_WH = re.compile(
    rf"^(?:(?:indtil|siden|fra og med|præcis|nøjagtig|sådan cirka|ca\.?|until|exactly) )?"
    rf"{_PREPOSITION}?{_WH}\b|^hvis (?:ansvar|skyld|regning|opgave|bord|pligt|navn|ejendom)\b"
)
_OPENS_SUBORDINATE = re.compile(
    r"^(?:hvis|når|da|fordi|selvom|selv om|om|at|som|der|mens|medmindre|inden|før|efter at|indtil"
    r"|så længe|idet|så snart|if|because|although|though|that|unless|while|after|before|once|since"
    r"|as)\b"
)

_PRONOUN = (
    r"(?:der|det|den|de|vi|jeg|i|man|du|han|hun|dette|disse|denne|en|et|vores|jeres|mine?|mit|hele"
    r"|nogen|nogle|noget|alle|alt|begge|så|hver|deres|hans|hendes|sådan|leverandøren|kunden"
    r"|we|you|the|it|there|any|they|she|he|this|that|these|those|my|our|your|i)"
)
_DEFINITE = r"\w{3,}(?:en|ne|ens|ets|nes)"
_AUXILIARY = (
    r"(?:må|maa|kan|skal|vil|bør|gør|står|får|går|ser|er|har|bliver|bli'r|findes|gælder|blev|var"
    r"|ville|kunne|skulle|burde|måtte|havde|fik|gik|tør|ved|dør|bor|tager|ta'r|gi'r|lå|sker|slår"
    r"|ka|ska|bruger"
    r"|is|are|am|do|does|did|can|could|may|might|must|will|would|shall|should|has|have|had|was"
    r"|were|isn't|aren't|don't|doesn't|can't|won't|didn't)"
)
_NOUN = re.compile(
    r"(?:(?<!br)(?<!^r)(?<!sv)(?<!tv)inger|ioner|heder|teter|[dt]ører|[td]orer|skaber|elser|ier)$"
    r"|^(?:server|papirer|kilder|regler|timer|datoer|maskiner|skader|opgaver|grænser|pligter"
    r"|årsager|partner|kunder|lokaler|priser|efter|under|over|eller|heller|hver|per|især|siden"
    r"|inden|aftaler|dage|måneder|uger|parter|sager|personer|klager|brugere|punkter|dokumenter"
    r"|grupper)$"
)
_PARTICLE = (
    r"(?:til|med|for|fra|ved|på|af|efter|om|under|over|inden|uden|og|eller|hvem|hvad|per|pr|hos"
    r"|mellem|mod)"
)
_VERB_BY_SHAPE = re.compile(rf"^(\w{{2,}}(?:er|es|[^se]s|år|ør)) (?!{_PARTICLE}\b)\w")
_VERB_BY_SUBJECT = re.compile(
    rf"^(\w{{2,}}(?:er|es|[^se]s|ede|te|år|ør)) (?:(?P<pronoun>(?!der\b){_PRONOUN})|der"
    rf"|{_DEFINITE}"
    r"|\w+ (?:en|et|sig|den|det|de|vores|jeres|os|også|ikke|noget|nogen))\b"
)
_OPENS_AUXILIARY = re.compile(rf"^{_AUXILIARY} (?!for\b|til\b|af\b)\w")
_DISLOCATED = re.compile(
    rf"^(?:{_AUXILIARY}|\w{{2,}}(?:er|es|år|ør)) (?:{_PRONOUN}|{_DEFINITE}|\w{{3,}}et|[\w']+en)\b"
)

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?P<word>[\w.]+)\.$")
_SEGMENT_END = re.compile(r"\s*[,;:–—…]\s+|\s+-\s+|\.{2,}\s*")

_REQUEST = re.compile(
    r"\b(?:kan|vil|kunne|ville|gider|can|could|would|will) (?:i|du|de|nogen|you|someone|anyone)\b"
    r"(?: \w+){0,3} (?:fortælle|oplyse|forklare|sige|uddybe|beskrive|svare|bekræfte"
    r"|tell|explain|say|describe|clarify|confirm)\b"
    r"|^(?:ved|do|does) (?:i|du|nogen|you|anyone)\b"
    r"(?= (?:godt |præcis |know |lige )*(?:om|hv|wh|if|how))"
    r"|\bmå (?:jeg|vi) (?:\w+ )?(?:spørge|høre)\b"
)
_STATED_REQUEST = re.compile(
    r"\b(?:gerne|bare|skal|må|like to|want to|need to|to) (?:\w+ )?"
    r"(?:vide|know|høre|spørge|understand|find out)\b"
    r"|\b(?:i tvivl om|tvivler på|undrer mig|undres|spørger|spurgt|interesseret i|nysgerrig på"
    r"|finde? ud af|svare? på|wonder(?:ing)?|asks?|asking|unsure|oplys|fortæl|forklar|tell me)\b"
)
_ASKED = re.compile(
    rf"^(?P<between>.*?)(?:(?P<whether>\b(?:om|hvorvidt|whether|if|at|that)\b)|(?P<wh>\b{_WH}\b))"
)
_AND_WH = re.compile(
    rf"\b(?:og|eller|and|or)(?: (?:i så fald|så|ellers|da"
    rf"|if so))? (?P<asked>{_PREPOSITION}?{_WH}\b.*)$"
)
_TAG = re.compile(r"\b(?:eller|or) (?:hvad|hvordan|what)\W*$|\b(?:og|eller) hvad\b.*\bikke\W*$")
_MAIN_WH = re.compile(
    rf"^{_PREPOSITION}?{_WH}(?: (?!{_PRONOUN}\b|{_DEFINITE}\b)\w+){{0,2}}?"
    rf" (?:{_AUXILIARY}|\w{{3,}}er) {_PRONOUN}\b"
)
_EMBEDDED_WH = re.compile(rf"^{_PREPOSITION}?{_WH}(?: \w+)? {_PRONOUN}\b")
_WHAT_IF = re.compile(r"^hvad (?:så )?(?:hvis|når|med)\b|^what (?:if|about)\b")
_IN_PASSING = re.compile(
    r" (?:kan|må|skal|har|er|får|vil|bør|bliver|ka|ska|can|do|is|are) (?:jeg|vi|i|man|du|det|we"
    r"|you|it) \w"
)
_SILENT_H = re.compile(
    r"\bv(?:ad|em|ordan|orfor|ornår|or(?= (?:hurtig|læng|lang|mange|meget|tit|ofte|stor|gam)))\b"
)
_SURELY = re.compile(r"^(?:i|du|vi|man|det|de) \w+ (?:vel|da|altså|jo|bare|så)\b")
_ANY_WH = re.compile(rf"\b{_WH}\b")
_STATES = re.compile(
    rf"^(?:så )?(?:{_PRONOUN}|{_DEFINITE})(?: \w+)? (?:{_AUXILIARY}|\w{{2,}}(?:er|es))\b"
)
_CHOICE = re.compile(
    r"\b(?:er|var|bliver|is) (?:det|it) (?:bare |kun |så )?(?:altid )?(?P<one>mig|os|jer|dig|vi|jeg"
    r"|kunden|leverandøren|us|me|you|them|dem|hende|ham|kommunen|skolen)\b.*\b(?:eller|or)\b"
)


def phrasing_of(text: str) -> Phrasing:
    """Return how ``text`` is put; of several sentences, those with a question mark ask."""
    sentences = _sentences(_plain(text))
    asking = [part for part in sentences if part.endswith("?")] or sentences[-1:]
    found = [_phrasing_of_sentence(part) for part in asking]
    by_word = [phrasing for phrasing in found if phrasing.form is Form.WH]
    verb_first = [phrasing for phrasing in found if phrasing.form is Form.VERB_FIRST]
    return next(iter((*by_word[:1], *verb_first[:1], *found)), Phrasing(form=Form.BARE, words=""))


def asks_which_party(words: str) -> bool:
    """Tell whether ``words`` ask who of two parties it is: "Er det os eller jer, der …?"."""
    return _CHOICE.search(words) is not None


def _plain(text: str) -> str:
    """Return ``text`` in lower case, "hvornaar" and "vem" written as they should be."""
    lowered = " ".join(text.lower().replace("’", "'").split(" "))
    lettered = re.sub(r"oe(?!s\b)", "ø", lowered.replace("aa", "å").replace("ae", "æ"))
    return _SILENT_H.sub(r"h\g<0>", lettered)


def _sentences(text: str) -> list[str]:
    """Return the sentences of ``text``; neither an abbreviation nor a number ends one."""
    sentences: list[str] = []
    for part in _SENTENCE_END.split(text):
        last = _ABBREVIATED.search(sentences[-1]) if sentences else None
        if last is not None and _goes_on(last["word"], part):
            sentences[-1] += f" {part}"
        elif re.search(r"\w", part):
            sentences.append(" ".join(part.split()))
    return sentences


def _goes_on(last_word: str, part: str) -> bool:
    """Tell whether ``part`` belongs to the sentence whose last word and full stop stand before."""
    if last_word.isdigit() or part[:1].isdigit():
        return True
    return last_word in ABBREVIATIONS and _OPENS_WH.match(part) is None


def _phrasing_of_sentence(sentence: str) -> Phrasing:
    is_question = sentence.endswith("?")
    written = [part for part in _SEGMENT_END.split(sentence.rstrip("?!. ")) if part]
    segments = [_LEAD.sub("", segment) for segment in written]
    forms = [
        _opening(segment, is_question=is_question, first=place == 0)
        for place, segment in enumerate(segments)
    ]
    requested = _requested(sentence, opens_plainly=forms[:1] == [Form.BARE])
    if requested is not None:
        return requested
    for place, form in enumerate(forms):
        if form is Form.VERB_FIRST:
            return _unless_asked_on(segments[place], later=written[place + 1 :])
        if form is Form.WH and not _is_aside(place, segments, forms, is_question=is_question):
            return Phrasing(form=Form.WH, words=", ".join(segments[place:]))
    if _wants_assent(sentence, segments, is_question=is_question):
        return Phrasing(form=Form.VERB_FIRST, words=sentence)
    return Phrasing(form=Form.BARE, words=sentence)


def _is_aside(
    place: int, segments: Sequence[str], forms: Sequence[Form], *, is_question: bool
) -> bool:
    """Tell whether a question word only opens a clause inside what is asked or stated."""
    if not _EMBEDDED_WH.match(segments[place]):
        return False
    if Form.VERB_FIRST in forms[place + 1 :]:
        return place > 0 or segments[0].startswith("when")
    return place > 0 and is_question and _SURELY.search(segments[0]) is not None


def _wants_assent(sentence: str, segments: Sequence[str], *, is_question: bool) -> bool:
    """Tell whether a statement is put as a question, or one is put in passing, without commas."""
    if any(_WHAT_IF.match(segment) for segment in segments):
        return False
    if is_question and any(_STATES.match(segment) for segment in segments):
        return True
    return _ANY_WH.search(sentence) is None and _IN_PASSING.search(sentence) is not None


def _requested(sentence: str, *, opens_plainly: bool) -> Phrasing | None:
    """Return what is asked behind "Kan I fortælle, …" or "Jeg vil gerne vide, …"."""
    request = _REQUEST.search(sentence)
    if request is None and opens_plainly:
        request = _STATED_REQUEST.search(sentence)
    asked = _ASKED.search(sentence[request.end() :]) if request is not None else None
    if request is None or asked is None:
        return None
    start = request.end() + asked.end("between")
    form = Form.VERB_FIRST if asked["whether"] else Form.WH
    return Phrasing(form=form, words=sentence[start:])


def _opening(segment: str, *, is_question: bool, first: bool) -> Form:
    """Return the form of the clause that opens as ``segment`` does."""
    if _WHAT_IF.match(segment) or _OPENS_SUBORDINATE.match(segment):
        return Form.WH if _OPENS_WH.match(segment) and not _WHAT_IF.match(segment) else Form.BARE
    if _OPENS_WH.match(segment):
        return Form.WH
    if not first:
        opens = _DISLOCATED.match(segment) or (is_question and _OPENS_AUXILIARY.match(segment))
        return Form.VERB_FIRST if opens else Form.BARE
    return Form.VERB_FIRST if _opens_with_verb(segment, is_question=is_question) else Form.BARE


def _opens_with_verb(segment: str, *, is_question: bool) -> bool:
    """Tell whether a verb and its subject open ``segment``.

    A plural noun looks like a verb in the present: without "?" the subject must be plain.
    """
    if _OPENS_AUXILIARY.match(segment):
        return True
    by_subject = _VERB_BY_SUBJECT.match(segment)
    if by_subject is not None and by_subject["pronoun"] and by_subject["pronoun"] != "i":
        return True
    shaped = by_subject or (_VERB_BY_SHAPE.match(segment) if is_question else None)
    return shaped is not None and _NOUN.search(shaped[1]) is None


def _unless_asked_on(segment: str, *, later: Sequence[str]) -> Phrasing:
    """Return the form of a clause that a verb opens: "…, og hvem?" asks on behind it.

    A verb may also open a condition: "Opsiger vi, hvor længe har vi så adgang?".
    """
    words = ", ".join((segment, *later))
    asked_on = None if _TAG.search(words) else _AND_WH.search(words)
    if asked_on is not None:
        return Phrasing(form=Form.WH, words=asked_on["asked"])
    for place, following in enumerate(later):
        if _MAIN_WH.match(_LEAD.sub("", following)):
            return Phrasing(form=Form.WH, words=", ".join(later[place:]))
    return Phrasing(form=Form.VERB_FIRST, words=words)
