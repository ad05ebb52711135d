"""Mentions of clauses, annexes and laws in questions and in clauses.

A mention is read in three steps: a keyword ("punkt", "Bilag", "artikel", "§") opens it, one or more
labels follow ("9.1. og 9.2", "28, stk. 3, litra a"), and the words around say to which law, annex
or part they belong. Labels without a keyword are read last, where nothing else has been found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from klausul.danish.annexes import ANNEX_WORDS
from klausul.danish.bare_labels import find_bare
from klausul.danish.barred import Barred
from klausul.danish.belonging import GDPR as GDPR
from klausul.danish.belonging import find_law, find_named_laws, find_part, is_of_agreement
from klausul.danish.labels import (
    Label,
    Style,
    read_labels,
    read_levels_before,
    read_number_before,
)
from klausul.danish.quantities import find_quantities
from klausul.types import Span


class MentionKind(StrEnum):
    """What a mention points at."""

    CLAUSE = "clause"
    ANNEX = "annex"
    LAW = "law"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place that a text names; ``text`` is the text under ``span``.

    ``number`` is normalised: levels parted by points ("10.1", "C.4", "8.2.a", of an article
    "28.3.a"), a range of articles as "32-36", a chapter as "kapitel V". A point written with a
    lettered annex carries the letter ("Bilag C, punkt 4" is "C.4"), with a numbered annex it does
    not ("Bilag 2, pkt. 3" is "3"). A lone "stk. 3" is "3", relative to the clause it stands in.
    ``annex`` is set whenever the place lies in an annex; ``kind`` is ANNEX when the text says so.
    ``part`` is only a hint: people name parts that a document need not have. The long word
    "databehandleraftalen" is no part, as it mostly means the whole document. ``words`` say by which
    word each level is counted, as ``Label.words``. ``is_unnamed`` tells of an article that no law
    is named with it: it is the regulation's, unless the agreement counts its sections so.
    """

    text: str
    span: Span
    kind: MentionKind
    number: str | None = None
    annex: str | None = None
    part: str | None = None
    law: str | None = None
    words: tuple[str, ...] = ()
    is_unnamed: bool = False


_KEYWORD = re.compile(
    r"""
    (?<![\w§])(?:
    (?P<annex_lower>(?:under)?bilag(?:et|ets|ene|enes|s)?)
    |(?P<annex>annex(?:es)?|appendix|appendiks(?:et)?|appendices|schedule|tillæg(?:get)?)
    |(?P<article>artikel|artikler(?:ne)?|artiklen|articles?|art\.?)
    |(?P<paragraph>§{1,2}|paragraf(?:fen|fer)?)
    |(?P<chapter>kapitel|kapitler|kap\.|chapters?)
    |(?P<clause>(?:under)?pkt(?:er)?\.?|(?:under)?punkt(?:et|er|erne|ernes)?\.?
      |klausul(?:en|er|erne)?|afsnit(?:tet|tene)?|sektion(?:en)?
      |\w*bestemmelse(?:n|r|rne|rnes)?|clauses?|sections?|stk\.?|stykke|paragraphs?)
    )(?![a-zæøå]):?\s*(?:(?:nr\.?|nummer|no\.|number)\s*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_IN_ANNEX = re.compile(
    r"(?:['’]?s)?\s*,?\s*(?:(?:under|i)\s+)?(?:afsnit|punkt|pkt\.?|klausul|bestemmelse|clause"
    r"|section|stk\.?|nr\.?|række|rækken)\s*(?=[\dA-Za-h])",
    re.IGNORECASE,
)
# "bilag c 4" is point 4, but the number after "bilag c" may as well open a clause or count things.
_RIGHT_IN_ANNEX = re.compile(
    r" (?=\d{1,2}(?:\.\d{1,2})*(?:[?!,;)]|\.?\s*$|\s+(?:[–-]|(?:hos|siger|i|om|og|handler)\b)))"
)
_OF_ANNEX = re.compile(
    r"\s*,?\s*(?i:i|til|of|in|to|under)\s+(?i:the\s+)?"
    rf"(?i:{'|'.join(ANNEX_WORDS)})\s+(?P<annex>[A-ZÆØÅ]|[a-h]|\d{{1,2}})(?![\w-]|\.\d)"
)
_CONJUNCTION = re.compile(r"[\s,]*(?:(?:og|samt|eller|and|or)\s+)?")


def find_mentions(text: str, *, bare_numbers: bool = True) -> list[Mention]:
    """Return the clauses, annexes and laws that ``text`` names, in order, without overlaps.

    Args:
        text: A question, or the text of a clause.
        bare_numbers: Whether a label may stand without a keyword ("hvad siger 10.1?"). A label
            that opens a line of prose is taken for the printed number of that clause.
    """
    quantities = [q.span for q in find_quantities(text)]
    barred = Barred(quantities)
    found = _attach(text, list(_keyed(text, barred)), barred, bare_numbers=bare_numbers)
    if bare_numbers:
        found += _bare(text, Barred([*quantities, *(m.span for m in found)]))
    found = _attach(text, found, barred, bare_numbers=False)
    found += _named_laws(text, Barred(m.span for m in found))
    return sorted(found, key=lambda mention: mention.span)


def _attach(
    text: str, found: list[Mention], barred: Barred, *, bare_numbers: bool
) -> list[Mention]:
    """Join to each mention what is said of it before: "litra b i", or the 10 of "10, stk. 1"."""
    joined: list[Mention] = []
    for mention in sorted(found, key=lambda m: m.span):
        whole = _with_inner(text, mention)
        if bare_numbers and whole is mention and mention.text[:3].lower() == "stk":
            whole = _with_number(text, mention, barred, after=joined[-1].span.end if joined else 0)
        # In order, so that only the last ones can reach into this one.
        while joined and joined[-1].span.overlaps(whole.span):
            joined.pop()
        joined.append(whole)
    return joined


def _with_inner(text: str, mention: Mention) -> Mention:
    start, levels = read_levels_before(text, mention.span.start)
    if not levels or (mention.number or mention.annex) is None:
        return mention
    span = Span(start, mention.span.end)
    number = ".".join((mention.number or mention.annex or "", *levels))
    return replace(mention, text=span.of(text), span=span, number=number)


def _with_number(text: str, mention: Mention, barred: Barred, *, after: int) -> Mention:
    before = read_number_before(text, mention.span.start)
    if before is None:
        return mention
    span = Span(before[0], mention.span.end)
    if span.start < after or barred.overlaps(span):
        return mention
    return replace(mention, text=span.of(text), span=span, number=f"{before[1]}.{mention.number}")


def _keyed(text: str, barred: Barred) -> Iterator[Mention]:
    """Yield the mentions that a keyword opens."""
    done = 0
    last: Mention | None = None
    for keyword in _KEYWORD.finditer(text):
        if keyword.start() < done:
            continue
        style = Style(keyword.lastgroup)
        row = read_labels(text, keyword.end(), style=style, barred=barred.next(keyword.end()))
        if not row:
            continue
        row[0] = replace(row[0], start=keyword.start())
        for mention in _interpret(text, row, style=style, barred=barred, last=last):
            yield mention
            last, done = mention, mention.span.end


def _interpret(
    text: str, row: list[Label], *, style: Style, barred: Barred, last: Mention | None
) -> list[Mention]:
    """Turn the labels behind one keyword into mentions."""
    if style in (Style.ANNEX, Style.ANNEX_LOWER):
        return _annexes(text, row, barred)
    if style in (Style.ARTICLE, Style.PARAGRAPH, Style.CHAPTER):
        articles = _articles(text, row, style=style, last=last)
        if articles:
            return articles
    return _clauses(text, row)


def _mention(text: str, start: int, end: int, kind: MentionKind) -> Mention:
    return Mention(text=text[start:end], span=Span(start, end), kind=kind)


def _annexes(text: str, row: list[Label], barred: Barred) -> list[Mention]:
    """Read "Bilag C", "Bilag C.4", "Bilag A og C", "Bilag 2, pkt. 3"."""
    last = row[-1]
    inner = _IN_ANNEX.match(text, last.end) if len(last.levels) == 1 or _is_lettered(last) else None
    if inner is None and len(last.levels) == 1 and last.levels[0].isalpha():
        inner = _RIGHT_IN_ANNEX.match(text, last.end)
    at = inner.end() if inner else last.end
    points = read_labels(text, at, style=Style.CLAUSE, barred=barred.next(at)) if inner else []
    annex = last.levels[0]
    if points:
        points[0] = replace(points[0], start=row.pop().start)
    if points and _is_lettered(last):
        points = [replace(point, levels=(*last.levels, *point.levels)) for point in points]
    mentions = [_annex(text, label) for label in row]
    return mentions + [_annex_point(text, _inside(point, annex), annex) for point in points]


def _is_lettered(annex: Label) -> bool:
    """Tell whether a letter counts among the annexes of one number: "Underbilag 2a"."""
    return len(annex.levels) == 2 and annex.levels[0].isdigit() and annex.levels[1].isalpha()


def _inside(point: Label, annex: str) -> Label:
    """Give a point its annex's letter, unless it has it."""
    if annex.isdigit() or point.levels[0] == annex:
        return point
    return replace(point, levels=(annex, *point.levels))


def _annex(text: str, label: Label) -> Mention:
    mention = _mention(text, label.start, label.end, MentionKind.ANNEX)
    is_whole = len(label.levels) == 1
    return replace(mention, annex=label.levels[0], number=None if is_whole else label.number)


def _articles(text: str, row: list[Label], *, style: Style, last: Mention | None) -> list[Mention]:
    """Read the articles of a law; none when no law is named and none can be meant."""
    start, end = row[0].start, row[-1].end
    owner = find_law(text, start, end)
    law, is_unnamed = owner.name if owner else None, False
    if not law and last and last.law and _CONJUNCTION.fullmatch(text, last.span.end, start):
        law, is_unnamed = last.law, last.is_unnamed
    if not law and style is Style.ARTICLE and not is_of_agreement(text, start, end):
        law, is_unnamed = GDPR, True
    if not law:
        return []
    starts = [owner.start if owner else start, *(label.start for label in row[1:])]
    ends = [*(label.end for label in row[:-1]), owner.end if owner else end]
    prefix = "kapitel " if style is Style.CHAPTER else ""
    return [
        replace(
            _mention(text, s, e, MentionKind.LAW),
            number=f"{prefix}{label.number}",
            law=law,
            words=label.words,
            is_unnamed=is_unnamed,
        )
        for s, e, label in zip(starts, ends, row, strict=True)
    ]


def _clauses(text: str, row: list[Label]) -> list[Mention]:
    """Read clauses with the part before them and the annex behind them."""
    part = find_part(text, row[0].start, row[-1].end)
    behind = _OF_ANNEX.match(text, row[-1].end)
    if behind:
        row[-1] = replace(row[-1], end=behind.end())
        annex = behind["annex"].upper()
        return [_annex_point(text, _inside(label, annex), annex) for label in row]
    if part:
        row[0] = replace(row[0], start=part.start)
    return [
        replace(
            _mention(text, label.start, label.end, MentionKind.CLAUSE),
            number=label.number,
            annex=label.levels[0] if label.levels[0].isalpha() and len(label.levels) > 1 else None,
            part=part.name if part else None,
            words=label.words,
        )
        for label in row
    ]


def _annex_point(text: str, label: Label, annex: str) -> Mention:
    mention = _mention(text, label.start, label.end, MentionKind.ANNEX)
    return replace(mention, number=label.number, annex=annex)


def _bare(text: str, barred: Barred) -> Iterator[Mention]:
    """Yield the labels that stand on their own."""
    done = 0
    for span in find_bare(text):
        if span.start < done or barred.overlaps(span):
            continue
        row = read_labels(text, span.start, style=Style.CLAUSE, barred=barred.next(span.start))
        for mention in _clauses(text, row) if row else []:
            yield mention
            done = mention.span.end


def _named_laws(text: str, barred: Barred) -> Iterator[Mention]:
    """Yield the laws that are named without an article."""
    for span, law in find_named_laws(text):
        if not barred.overlaps(span):
            yield replace(_mention(text, span.start, span.end, MentionKind.LAW), law=law)
