"""Danish sentences as spans.

Rules in order: a line break that begins a new block ends a sentence; so does a full stop, question
mark or exclamation mark before a space, unless it belongs to an abbreviation, an ordinal, an
initial or the number of a clause.
"""

from __future__ import annotations

import re

from klausul.danish.lexicon import ABBREVIATIONS, FINAL_ABBREVIATIONS, LINE_LINKERS, MONTHS
from klausul.types import Span

_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»“)\]]*(?=\s)")
_LINE_END = re.compile(r"(?<![^\S\n])[^\S\n]*+\n\s*")
_LAST_WORD = re.compile(r"(?<![^\s(\[„\"”»/])[^\s(\[„\"”»/]*$")
_NEXT_WORD = re.compile(r"\s*[„\"”»“'(\[]*([^\W\d_]+|\d)?")
_LIST_MARK = re.compile(
    r"""
    [-–—•*·▪●○◦‣]\s
    | \(? (?: \d{1,3} | [a-zA-ZæøåÆØÅ] | [ivxIVX]{1,5} ) \) \s
    | (?: \d{1,2} (?:\.\d{1,2})* | [A-ZÆØÅ](?:\.\d{1,2})+ ) \. \s
    | (?: [a-zæøå] | [ivx]{1,5} | [IVX]{1,5} ) \. \s
    | (?: \d{1,2} (?:\.\d{1,2})+ ) \s+ (?=[A-ZÆØÅ])
    """,
    re.VERBOSE,
)
_MARK_ONLY = re.compile(
    r"[-–—•*·▪●○◦‣\s]*(?:\d{1,3}(?:\.\d{1,3})*|[A-ZÆØÅ](?:\.\d{1,2})+|[a-zA-ZæøåÆØÅ]|[ivxIVX]{1,5})\.?"
)
_DASH_BEFORE_LOWER = re.compile(r"[–—]\s+[a-zæøå]")
_LETTERED = re.compile(
    r"(?i:\b(?:bilag\w*|appendix|annex|kapitel|kap\.|klasse|niveau|part|type|virksomhed))\s+"
    r"(?:[A-ZÆØÅ]\s*(?:,|og|eller|samt|and|or)\s*)*[A-ZÆØÅ]\.$"
)
_ORDINAL = re.compile(r"\d{1,2}\.")
_INITIAL = re.compile(r"[A-ZÆØÅ]\.")
_LOOK_AHEAD = 80
_LOOK_BEHIND = 40
_WRAP_WIDTH = 60  # a line at least this long was broken by its width, not by its meaning


def split_sentences(text: str) -> list[Span]:
    """Return the sentences of ``text`` in order, as spans trimmed of white space.

    Together the spans hold every non-blank character exactly once.
    """
    spans: list[Span] = []
    start = 0
    for end in [*_boundaries(text), len(text)]:
        body = text[start:end]
        trimmed = body.strip()
        if trimmed and not (end < len(text) and _MARK_ONLY.fullmatch(trimmed)):
            left = start + len(body) - len(body.lstrip())
            spans.append(Span(left, left + len(trimmed)))
            start = end
        elif not trimmed:
            start = end
    return spans


def _boundaries(text: str) -> list[int]:
    """Return the offsets at which a sentence ends, rising, without the end of the text."""
    lines = {m.start() for m in _LINE_END.finditer(text) if _is_block_break(text, m)}
    stops = {m.end() for m in _STOP.finditer(text) if _is_sentence_end(text, m)}
    return sorted(lines | stops)


def _is_block_break(text: str, gap: re.Match[str]) -> bool:
    """Tell whether the line break ends a paragraph, heading or list item."""
    before = text[text.rfind("\n", 0, gap.start()) + 1 : gap.start()].strip()
    after = text[gap.end() : gap.end() + _LOOK_AHEAD]
    goes_on = _ends_open(before)
    if _LIST_MARK.match(after):
        by_date = goes_on and after[0].isdigit()  # "den" + "27. april" is no list
        by_dash = _DASH_BEFORE_LOWER.match(after) and _is_wrapped(before)
        return not (by_date or by_dash)
    if before.endswith((":", ";")):
        return True
    if goes_on or _starts_lower(after):
        return False
    return gap[0].count("\n") > 1 or not _is_wrapped(before)


def _starts_lower(text: str) -> bool:
    word = _NEXT_WORD.match(text)
    return bool(word and word[1] and word[1][0].islower())


def _ends_open(line: str) -> bool:
    """Tell whether a line cannot be the end of a sentence."""
    word = line.rsplit(None, 1)[-1] if line else ""
    return (
        word.endswith((",", "(", "§", "/"))
        or line.count("(") > line.count(")")
        or (word.lower() if len(word) > 1 else word) in LINE_LINKERS
        or (_is_abbreviation(word) and _bare(word) not in FINAL_ABBREVIATIONS)
    )


def _is_wrapped(line: str) -> bool:
    is_prose = "\t" not in line  # a tab parts the columns of a table or a table of contents
    return is_prose and len(line) >= _WRAP_WIDTH and not line.endswith((".", "!", "?", ".”", '."'))


def _is_sentence_end(text: str, stop: re.Match[str]) -> bool:
    """Tell whether a full stop, question mark or exclamation mark ends a sentence."""
    follower = _NEXT_WORD.match(text, stop.end())
    next_word = (follower[1] or "") if follower else ""
    if next_word[:1].islower():
        return False
    if stop[0] != ".":
        return not stop[0].startswith("…") or next_word[:1].isupper()
    word = _LAST_WORD.search(text[max(0, stop.start() - _LOOK_BEHIND) : stop.end()])
    return _stands_last(word[0] if word else "", text=text, at=stop.end(), next_word=next_word)


def _stands_last(word: str, *, text: str, at: int, next_word: str) -> bool:
    """Tell whether ``word``, which ends with a full stop at ``at``, may end a sentence."""
    if _is_abbreviation(word):
        return _bare(word) in FINAL_ABBREVIATIONS and next_word[:1].isupper()
    if _ORDINAL.fullmatch(word) and _begins_line(text, at - len(word)):
        return False
    if _ORDINAL.fullmatch(word) and next_word.lower().startswith(MONTHS):
        return False
    if _INITIAL.fullmatch(word):
        return bool(_LETTERED.search(text[max(0, at - _LOOK_BEHIND) : at]))
    return not (next_word.isdigit() and word.islower() and len(word) <= len("art."))


def _is_abbreviation(word: str) -> bool:
    return word.endswith(".") and _bare(word) in ABBREVIATIONS


def _bare(word: str) -> str:
    return word.removesuffix(".").lower()


def _begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t-–•*")
