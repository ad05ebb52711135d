"""The numbered references in a clause: which of the numbers that it prints point somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from ingest.barely import is_referred_to
from ingest.likeness import sentence_around, words_of
from ingest.markers import MarkerKind, find_marker
from klausul.danish.belonging import GDPR
from klausul.danish.references import Mention, MentionKind, find_mentions
from klausul.types import Clause, Span

_BARE_NUMBER = re.compile(r"[\d.\s]+$")
_NEAR = 6
"""A number without a keyword belongs to a reference that ends at most so far before it."""

_LOOK_BEHIND = 40

_FEW = 2
"""Fewer words than so before a reference say little of what it is about."""

_LITRA = re.compile(r"(?<!\w)litra\s+(?P<letter>[a-z])(?!\w)\)?", re.I)
_SECTION_BEFORE = re.compile(
    r"(?<!\w)(?:hoved|under)?(?:afsnit|kapitel|artikel|del|sektion|section|article|chapter)\s+"
    r"(?P<section>[IVX]{1,5}|\d{1,2}|[A-H])\s*,?\s*$",
    re.I,
)
_SECTIONED = re.compile(r"(?:punkt|pkt\.?|stk\.?|stykke|nr\.?|clause|section)\s*\d", re.I)
_NAMES_A_LAW = re.compile(r"\b(?:i henhold til|i medfør af|jf\.?|jævnfør)\s*$", re.I)
_THIS_LAW = re.compile(r"(?<!\w)denne\s+forordning(?!\w)", re.I)
_HAS_NUMBER = re.compile(r"\d")
_NOT_THERE = re.compile(r"\b(?:ikke\s+(?:noget|nogen|et)|intet|ingen)\s+$", re.I)
_OPENS = re.compile(r"\.?[^\S\n]*(?:\n|$|[:–-]?[^\S\n]+[A-ZÆØÅ][a-zæøå]+)")
_RANGE = re.compile(r"\s*[-–]\s*")
_LETTERS_ONLY = re.compile(r"[a-z]")
_LAST_OF_RANGE = re.compile(r"\.?\s*(?:[-–]|til|to)\s*(?P<last>\d+)$")
_FAR = 3
"""An article so much behind an agreement's last one is none that was lost from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A mention in a clause's text, with the section named before it ("afsnit I, punkt 2").

    ``words`` are the stems of what is said right at it, and not of the whole sentence.
    ``is_relative`` tells that the number counts in the clause that it stands in ("stk. 2").
    """

    mention: Mention
    section: str | None = None
    words: frozenset[str] = frozenset()
    is_relative: bool = False


def read_numbered(
    clause: Clause, *, articles: frozenset[int] = frozenset(), numbers: frozenset[str] = frozenset()
) -> list[Numbered]:
    """Return what a clause refers to by a number, a letter or the name of a law, in order.

    Args:
        clause: The clause; its own number and those of its items are no references.
        articles: The numbers of the sections that the document itself calls articles.
        numbers: Those of its clauses; only they are referred to without a keyword.
    """
    kept = list(_kept(clause, articles=articles, numbers=numbers))
    kept += _letters(clause.text, kept)
    joined = list(_joined(clause.text, sorted(kept, key=lambda m: m.span)))
    return list(_with_words(clause.text, joined))


def _names_itself(mention: Mention) -> bool:
    """Tell whether a reference is relative to the clause that it stands in ("stk. 2")."""
    return (
        "." not in (mention.number or "")
        and mention.kind is MentionKind.CLAUSE
        and bool(re.match(r"(?:stk|stykke|litra)\b", mention.text, re.I))
    )


def name_place(mention: Mention) -> str:
    """Return a place in a law as lawyers write it: its law, the article, paragraph and letter."""
    law = mention.law or mention.text
    if not mention.number:
        return law
    if mention.number.startswith("kapitel"):
        return f"{law} {mention.number}"
    first, *rest = mention.number.split(".")
    words = list(mention.words[1:])
    if words[:1] == ["§"]:
        first, rest, words = f"{first} {rest[0]}", rest[1:], words[1:]
    is_regulation = law.startswith(("databeskyttelsesforordning", "forordning", "direktiv"))
    head = f"artikel {first}" if is_regulation or law.endswith("forordningen") else f"§ {first}"
    return ", ".join([f"{law} {head}", *_levels(rest, words)])


def _with_words(text: str, numbered: list[Numbered]) -> Iterator[Numbered]:
    """Give each reference its words: those since the one before it in the sentence.

    "samme tavshedspligt som i punkt 3, og skal kryptere, jf. punkt 7": each has its own. Where few
    stand before it, those behind it count too ("Punkt 8: fristen for sletning"); in a row ("9.1 og
    9.2") all have the words of the first.
    """
    last: Numbered | None = None
    for i, one in enumerate(numbered):
        sentence = sentence_around(text, one.mention.span)
        begin = sentence.start
        if last is not None and last.mention.span.end > begin:
            begin = last.mention.span.end
        before = words_of(text[begin : one.mention.span.start])
        is_relative = _names_itself(one.mention)
        if not before and last is not None and begin == last.mention.span.end:
            in_row = _BARE_NUMBER.match(one.mention.text) is not None and last.is_relative
            last = replace(one, words=last.words, is_relative=is_relative or in_row)
        else:
            follows = numbered[i + 1].mention.span.start if i + 1 < len(numbered) else len(text)
            behind = text[one.mention.span.end : min(follows, sentence.end)]
            few = len(before) < _FEW
            own = before | words_of(behind) if few else before
            last = replace(one, words=own, is_relative=is_relative)
        yield last


def _levels(levels: Iterable[str], words: Iterable[str]) -> Iterator[str]:
    """Yield each level with the word that counts it: the one printed, else the usual one."""
    for i, (level, word) in enumerate(zip_longest(levels, words, fillvalue="")):
        if _LETTERS_ONLY.fullmatch(level):
            yield f"litra {level}"
        elif level:
            yield f"nr. {level}" if i or word == "nr" else f"stk. {level}"


def _kept(
    clause: Clause, *, articles: frozenset[int], numbers: frozenset[str]
) -> Iterator[Mention]:
    text = clause.text
    own = own_number_length(text)
    last_end = -100
    for mention in sorted([*find_mentions(text), *_this_law(text)], key=lambda m: m.span):
        bare = bool(_BARE_NUMBER.match(mention.text))
        is_alone = bare and mention.span.start - last_end > _NEAR
        if mention.span.start < own or (
            is_alone and not (mention.number in numbers and is_referred_to(text, mention.span))
        ):
            continue
        if mention.kind is MentionKind.LAW and not _is_place_in_law(text, mention):
            continue
        if _NOT_THERE.search(text, _near(mention), mention.span.start) or _is_printed(
            text, mention
        ):
            continue
        last_end = mention.span.end
        yield from _own_articles(mention, articles)


def _is_printed(text: str, mention: Mention) -> bool:
    """Tell whether a mention is the number that a line of the clause prints for itself."""
    line_start = text.rfind("\n", 0, mention.span.start) + 1
    if not line_start or text[line_start : mention.span.start].strip(" \t#*-•"):
        return False
    return mention.kind is not MentionKind.LAW and bool(_OPENS.match(text, mention.span.end))


def _this_law(text: str) -> Iterator[Mention]:
    """Yield "denne forordning": words of the regulation that were left in an agreement."""
    for match in _THIS_LAW.finditer(text):
        span = Span(*match.span())
        yield Mention(text=match[0], span=span, kind=MentionKind.LAW, law=GDPR)


def _near(mention: Mention) -> int:
    """Return from where the words right before a mention are looked at."""
    return max(0, mention.span.start - _LOOK_BEHIND)


def own_number_length(text: str) -> int:
    """Return where a clause's words begin, past the number that is its own."""
    marker = find_marker(text)
    if marker is None:
        return 0
    if marker.kind is MarkerKind.ANNEX:
        return len(text.split("\n", 1)[0])
    return marker.length


def _is_place_in_law(text: str, mention: Mention) -> bool:
    """Tell whether a law is referred to, and not only spoken of."""
    if mention.number or _THIS_LAW.match(mention.text) or _HAS_NUMBER.search(mention.text):
        return True
    return bool(_NAMES_A_LAW.search(text, _near(mention), mention.span.start))


def _own_articles(mention: Mention, articles: frozenset[int]) -> Iterator[Mention]:
    """Yield "artikel 2" as the agreement's own, unless a law is named with it; of a range the ends.

    One far behind the last of the agreement's articles is the regulation's all the same.
    """
    first, _, last = (mention.number or "").split(".")[0].partition("-")
    is_own = first.isdigit() and int(first) <= max(articles, default=-_FAR) + _FAR
    if not (mention.is_unnamed and is_own):
        yield mention
        return
    own = replace(mention, kind=MentionKind.CLAUSE, law=None)
    dash = _LAST_OF_RANGE.search(mention.text) if last else None
    if dash is None:
        yield own
        return
    middle, start = mention.span.start + dash.start(), mention.span.start + dash.start("last")
    text = mention.text
    yield replace(
        own, number=first, text=text[: dash.start()], span=Span(mention.span.start, middle)
    )
    yield replace(
        own, number=last, text=text[dash.start("last") :], span=Span(start, mention.span.end)
    )


def _letters(text: str, taken: Iterable[Mention]) -> Iterator[Mention]:
    """Yield "litra c" where no number says of what."""
    spans = [mention.span for mention in taken]
    for match in _LITRA.finditer(text):
        span = Span(*match.span())
        if not any(span.overlaps(other) for other in spans):
            yield Mention(
                text=match[0], span=span, kind=MentionKind.CLAUSE, number=match["letter"].lower()
            )


def _joined(text: str, mentions: Iterable[Mention]) -> Iterator[Numbered]:
    """Join a section to the point in it, and the ends of a range of one annex's points."""
    waiting: Numbered | None = None
    for mention in mentions:
        if waiting is not None and _is_range(text, waiting.mention, mention):
            span = Span(waiting.mention.span.start, mention.span.end)
            whole = replace(waiting.mention, text=span.of(text), span=span)
            waiting = replace(waiting, mention=whole)
            continue
        section = _section_before(text, mention)
        if section and waiting is not None and waiting.mention.span.end > section.start():
            waiting = None
        if waiting is not None:
            yield waiting
        waiting = Numbered(mention=mention)
        if section:
            span = Span(section.start(), mention.span.end)
            whole = replace(mention, text=span.of(text), span=span)
            waiting = Numbered(mention=whole, section=section["section"])
    if waiting is not None:
        yield waiting


def _is_range(text: str, first: Mention, last: Mention) -> bool:
    both = first.annex is not None and first.annex == last.annex
    pointed = first.number is not None and last.number is not None
    return both and pointed and bool(_RANGE.fullmatch(text, first.span.end, last.span.start))


def _section_before(text: str, mention: Mention) -> re.Match[str] | None:
    if mention.kind is not MentionKind.CLAUSE or not _SECTIONED.match(mention.text):
        return None
    return _SECTION_BEFORE.search(text, _near(mention), mention.span.start)
