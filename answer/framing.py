"""What is compared, without the words that ask to compare.

"Er der forskel på, hvor længe loggen gemmes hos A og B?" is searched in each document as "hvor
længe loggen gemmes": the frame would find clauses on differences and precedence.
"""

from __future__ import annotations

import re

_WHO = r"(?:leverandører\w*|aftaler\w*|firmaer\w*|parter\w*|vilkår\w*|dokumenter\w*|dem|jer|de to)"
_FRAMES = re.compile(
    r"\b(?:er|findes) der (?:nogen |nogle )?(?:\w+e )?(?:forskel\w*|uoverensstemmelse\w*|modstrid"
    r"|modsigelse\w*|afvigelse\w*)(?: (?:på|mellem|i|med hensyn til|om))?(?: jeres| de)?"
    rf"(?: (?:to|tre|fire|fem) {_WHO})?(?: (?:om|på|i|for))?,?"
    rf"|\b(?:er|findes) der (?:nogen|nogle)(?: af| blandt)? {_WHO},? der\b"
    rf"|\b(?:hvem|hvilken|hvilket|hvilke)(?: af| blandt| hos)(?: jeres| de)? {_WHO}\b"
    r"|\bhvordan adskiller\b|\badskiller\b|\bsig fra (?:den|det|dem)\b|\bsig fra\b"
    rf"|\bsammenlign\w*\b|\bforskellen (?:på|mellem)\b|\bforskel (?:på|mellem)\b"
    r"|\bhenholdsvis\b|\b(?:det|den|de) samme\b|\blige (?:så )?(?=\w)|\bbegge(?: to)?\b"
    r"|\bmodsiger\b(?: hinanden)?|\bhinanden\b|\bi forhold til hinanden\b"
    r"|\b(?:is there (?:a|any) difference (?:in|between)|which of (?:the|them)|the same|compare)\b"
    rf"|\bmellem (?:jeres|de) (?:to|tre) {_WHO}\b|\b(?:hos|i) (?:begge|alle) {_WHO}\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"(?:\s+(?:og|eller|hos|mellem|fra|and|or|at|between))+\s*(?=[?.!,]|$)", re.I)


def without_frame(text: str) -> str:
    """Return the words of ``text`` that say what is compared, or all of them if none would be."""
    bare = " ".join(_FRAMES.sub(" ", text).split())
    bare = _LOOSE.sub("", bare).strip(" ,:;–-")
    return bare if re.search(r"\w", bare) else text
