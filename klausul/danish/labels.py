"""The grammar of labels: "10.1", "C.2.10", "28, stk. 3, litra a", "9.1. og 9.2", "32-36".

A label is a head ("28", "C.4", "V") and a tail of named levels ("stk. 3", "litra a", "(3)(a)");
labels in a row share the keyword before the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType

from klausul.danish.numerals import read_number, write_number
from klausul.types import Span


class Style(Enum):
    """Which labels a keyword takes."""

    CLAUSE = "clause"
    ANNEX = "annex"
    ANNEX_LOWER = "annex_lower"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    CHAPTER = "chapter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One label: its levels, how many of them the head gave, and the upper end of a range.

    ``words`` say of each level by which word it is counted ("stk", "nr", "litra"), "" where none
    is printed, and "§" where a letter belongs to the number itself ("§ 152 a").
    """

    start: int
    end: int
    levels: tuple[str, ...]
    depth: int
    upto: str | None = None
    words: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The levels parted by points; a range ends with its upper end ("32-36")."""
        joined = ".".join(self.levels)
        return f"{joined}-{self.upto}" if self.upto else joined


_END = r"(?!\w|[.,:]\d)"
_LETTER = r"[A-HJ-ZÆØÅ]"  # I is a numeral, or a word
_ROMAN = r"(?=[IVX]{2}|[VX])[IVX]{1,5}"
_SUB = r"(?:\.?(?P<sub>[a-z])(?![\w-])|\.(?P<item>[IVX]+|[ivx]+)(?!\w))?"
# "Bilag 1.B": an annex in parts, which capitals count.
_ANNEX_SUB = r"(?:\.?(?P<sub>[a-zA-Z])(?![\w-])|\.(?P<item>[IVX]+|[ivx]+)(?!\w))?"
_LETTERED = r"(?P<letter>[A-HJ-ZÆØÅ]|[a-h])[.-]?(?P<points>\d{1,2}(?:\.\d{1,2}){0,2})"
_DECIMAL = r"(?P<nums>\d{1,3}(?:\.\d{1,2}){0,3})"
# "punkt 10,1" is typed for 10.1, but "punkt 4,5 og 6" is a list.
_COMMA = r"(?P<comma>\d{1,2},\d{1,2})(?![\w.,%-]|\s*(?:,|og\b|eller\b|samt\b|%|procent\b|kr\b))"
_WORD = r"(?P<word>to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten)(?![\w-])"
_HEADS = MappingProxyType(
    {
        Style.CLAUSE: re.compile(
            rf"{_COMMA}|(?:{_LETTERED}|{_DECIMAL}){_SUB}{_END}"
            rf"|(?P<roman>{_ROMAN}|I(?=\s*(?:[,.:;?)–-]|$))){_END}|{_WORD}"
        ),
        Style.ANNEX: re.compile(
            rf"(?:{_LETTERED}|{_DECIMAL}){_ANNEX_SUB}{_END}"
            rf"|(?P<roman>{_ROMAN}|I(?=\s*(?:[,.:;?)–-]|og\b|$))|{_LETTER})(?![\w-]|[.,:]\d)"
        ),
        Style.ANNEX_LOWER: re.compile(
            rf"(?:{_LETTERED}|{_DECIMAL}){_ANNEX_SUB}{_END}"
            rf"|(?P<roman>(?:{_ROMAN}|I(?=\s*(?:[,.:;?)–-]|og\b|$))|{_LETTER}|[a-h])(?!\w)"
            rf"|{_LETTER}(?=s\s))(?!-[a-zæøå]|[.,:]\d)"
        ),
        Style.ARTICLE: re.compile(rf"{_DECIMAL}{_SUB}{_END}"),
        Style.PARAGRAPH: re.compile(rf"{_DECIMAL}(?:\s?(?P<sub>[a-hj-z])(?![\w)-]))?{_END}"),
        Style.CHAPTER: re.compile(rf"(?:{_DECIMAL}|(?P<roman>[IVX]{{1,5}})){_END}"),
    }
)
_LEVEL = r"(?P<level>\d{1,2}|[a-z])(?!\w|\.\d)\)?|\((?P<inner>\d{1,2}|[a-z])\)"
_PARAGRAPH = r"stk\.?|stykke|para(?:graph)?\b"
_POINT = r"nr\.?|litra|lit\.|led"
_LONE = r"(?=\s*[?!]|\s*$|\s+(?:[–-]|(?:hos|ifølge|handler|siger)\b))"
_TAIL = re.compile(
    rf"\s*,?\s*(?:(?P<word>{_PARAGRAPH}|{_POINT})\s*(?:{_LEVEL})|\((?P<bare>\d{{1,2}}|[a-z])\))"
    r"|\s(?P<mark>[a-z])\)"
    rf"|\s(?P<lone>[a-hj-z]){_LONE}"
    r"|[ ,]+(?:nr\.?|nummer|romertal|litra) (?P<counted>[IVX]+|[ivx]+)(?!\w)"
    rf"|[ ,]+(?P<roman>{_ROMAN})(?!\w)"
)
_LEVEL_NAMES = ("level", "inner", "bare", "mark", "lone", "counted", "roman")
_BEFORE = re.compile(
    rf"(?<![\w§])(?:{_PARAGRAPH}|{_POINT}|nummer|punkt|pkt\.?)\s*(?P<level>\d{{1,2}}|[a-z])\)?"
    r"\s+(?:i|af|under|til|in|of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_UNSAID = re.compile(r"(?<![\w.,:/§+-])(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})\.?,?\s*$")
_SIBLING = re.compile(
    rf"(?:(?P<paragraph>{_PARAGRAPH})|{_POINT})?\s*(?P<level>\d{{1,2}}|[a-z])(?!\w|\.\d)"
)
_SEPARATOR = re.compile(
    r"\.?(?:\s*(?P<dash>[-–])\s*|\s+(?P<until>til|to)\s+|\s+(?:og|samt|eller|and|or|&)\s+"
    r"|\s*,\s*(?P<also>og|samt|eller|and|or)\s+|(?P<comma>\s*,\s*)|\s*/\s*)"
)
_IN_BRACKETS = re.compile(r"(?<=\s)\((?=\d{1,2}(?:\.\d{1,2}){0,3}\))")
"""Opens a number that is printed, and referred to, in brackets: "punkt (3.1)"."""

_RANGED = frozenset({Style.ARTICLE, Style.PARAGRAPH, Style.CHAPTER})
_LOOK_BEHIND = 40
_LISTED = re.compile(r"\w+(?:\s*,\s*\w+)*\s*,?\s+(?:og|samt|eller|and|or)\s+[\dA-Z]")


def read_labels(text: str, at: int, *, style: Style, barred: Sequence[Span] = ()) -> list[Label]:
    """Return the labels that stand in a row from offset ``at``; none when there is none.

    Args:
        text: The text that is read.
        at: Where the first label must begin.
        style: What the keyword before allows.
        barred: Spans of quantities, in which no label may lie.
    """
    following = _read_label(text, at, style)
    found: list[Label] = []
    while following is not None and not _is_barred(following, barred):
        _join(found, following, style)
        following = _read_next(text, found[-1], style)
    return found


def read_levels_before(text: str, end: int) -> tuple[int, tuple[str, ...]]:
    """Read the levels that are named before the label at ``end``, the deepest first in the text.

    In "litra b i stk. 2 i punkt 5", before "punkt 5", they are ("2", "b").

    Returns:
        Where they begin, ``end`` if there are none, and the levels from the outermost.
    """
    levels: tuple[str, ...] = ()
    while match := _BEFORE.search(text[max(0, end - _LOOK_BEHIND) : end]):
        levels = (*levels, match["level"].lower())
        end = max(0, end - _LOOK_BEHIND) + match.start()
    return end, levels


def read_number_before(text: str, end: int) -> tuple[int, str] | None:
    """Read the number of the clause whose "stk. 1" stands at ``end``, where no keyword says so."""
    start = max(0, end - _LOOK_BEHIND)
    match = _UNSAID.search(text[start:end])
    return (start + match.start(), match["number"]) if match else None


def _is_barred(label: Label, barred: Sequence[Span]) -> bool:
    return any(span.start < label.end and label.start < span.end for span in barred)


def _join(found: list[Label], label: Label, style: Style) -> None:
    """Add a label to the row; one that only refines the last ("bilag C, C.1") replaces it."""
    last = found[-1] if found else None
    if last and len(label.levels) > len(last.levels) == _shared(last, label):
        found[-1] = replace(label, start=last.start)
    elif last and label.upto and style in _RANGED:
        found[-1] = replace(last, end=label.end, upto=label.upto)
    else:
        found.append(replace(label, upto=None))


def _shared(one: Label, other: Label) -> int:
    """Count the levels that two labels have in common from the top."""
    return next(
        (
            i
            for i, pair in enumerate(zip(one.levels, other.levels, strict=False))
            if len({*pair}) > 1
        ),
        min(len(one.levels), len(other.levels)),
    )


def _read_label(text: str, at: int, style: Style) -> Label | None:
    bracket = _IN_BRACKETS.match(text, at) if style is Style.CLAUSE else None
    head = _HEADS[style].match(text, bracket.end() if bracket else at)
    if head is None:
        return None
    levels = _head_levels(head.groupdict())
    is_lettered = style is Style.PARAGRAPH and levels[-1].isalpha()
    words = ("", "§") if is_lettered else ("",) * len(levels)
    end = head.end() + (1 if bracket else 0)
    return _with_tail(text, Label(start=at, end=end, levels=levels, depth=len(levels), words=words))


def _with_tail(text: str, label: Label) -> Label:
    """Read the named levels behind a label."""
    levels, words, end = label.levels, label.words, label.end
    is_roman = re.fullmatch("[IVX]+", label.levels[-1]) is not None
    while tail := _TAIL.match(text, end):
        if is_roman and tail.lastgroup == "roman":
            break  # "bilag I, II og III" is a row
        level = next(tail[name] for name in _LEVEL_NAMES if tail[name])
        levels, words = (*levels, level), (*words, _name_word(tail["word"]))
        end = tail.end()
    return replace(label, levels=levels, words=words, end=end)


def _name_word(printed: str | None) -> str:
    """Return the word that counts a level, however it is written."""
    word = (printed or "").lower().rstrip(".")
    return (
        "stk" if word.startswith(("stk", "stykke", "para")) else "litra" * (word == "lit") or word
    )


def _head_levels(found: dict[str, str | None]) -> tuple[str, ...]:
    if found.get("word"):
        return (write_number(read_number(found["word"] or "")),)
    if found.get("comma"):
        return tuple((found["comma"] or "").split(","))
    if found.get("nums") is None and found.get("letter") is None:
        whole = found.get("roman") or ""
        return (whole.upper(),)
    letter = found.get("letter")
    points = (found.get("points") or found.get("nums") or "").split(".")
    deeper = found.get("sub") or found.get("item")
    return (*([letter.upper()] if letter else []), *points, *([deeper] if deeper else []))


def _read_next(text: str, last: Label, style: Style) -> Label | None:
    """Read the label after a separator, a sibling of the last one or a new one."""
    gap = _SEPARATOR.match(text, last.end)
    if gap is None or (gap["comma"] and not _goes_on(text, gap.end())):
        return None
    is_range = bool(gap["dash"] or gap["until"])
    sibling = _read_sibling(text, gap.end(), last)
    if sibling is not None:
        return sibling
    label = _read_label(text, gap.end(), style)
    if label is not None and gap["dash"] and _counts_down(last, label, gap=gap[0]):
        words = (*last.words, *label.words)
        return replace(label, levels=(*last.levels, *label.levels), words=words)  # "10-1" is 10.1
    if label is None or (is_range and last.depth != label.depth):
        return None
    return replace(label, upto=label.levels[0]) if is_range and label.depth == 1 else label


def _counts_down(last: Label, label: Label, *, gap: str) -> bool:
    """Tell whether "10-1" is no range, as it would end before it begins."""
    one, other = last.levels[-1], label.levels[0]
    alone = len(last.levels) == len(label.levels) == 1 and not gap.strip("-–")
    return alone and one.isdigit() and other.isdigit() and int(other) < int(one)


def _goes_on(text: str, at: int) -> bool:
    """Tell whether a comma before ``at`` goes on with the row: "3, 5 og 7", "C, C.1", "stk. 2"."""
    ahead = text[at : at + 40]
    return bool(
        _LISTED.match(ahead) or re.match(r"(?:[A-Z]|\d{1,2})\.\d|(?:stk|nr|litra)\b", ahead)
    )


def _read_sibling(text: str, at: int, last: Label) -> Label | None:
    """Read "stk. 4" after "28, stk. 2 og", or "d" after "litra c og"."""
    match = _SIBLING.match(text, at)
    if match is None or len(last.levels) <= last.depth:
        return None
    if match["level"].isdigit() != last.levels[-1].isdigit() and not match["paragraph"]:
        return None
    kept = last.depth if match["paragraph"] else len(last.levels) - 1
    levels = (*last.levels[:kept], match["level"])
    words = (*last.words[:kept], "stk" if match["paragraph"] else last.words[kept])
    label = Label(start=at, end=match.end(), levels=levels, depth=last.depth, words=words)
    return _with_tail(text, label)
