"""References by name: "bestemmelserne om fortrolighed", "tilsynskoncept 3", "afsnittet sidst"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingest.places import Places, is_heading, own_heading
from ingest.pointers import Pointer, found
from klausul.danish.tokens import terms
from klausul.types import Clause, ReferenceKind, Span

_ABOUT = re.compile(
    r"(?<!\w)(?i:(?:bestemmelse(?:rne|n)|afsnittet|punktet|klausulen|reglerne)\s+(?:om|vedrørende))\s+"
    r"(?P<topic>[^\W\d_]+(?:\s+og\s+[^\W\d_]+)?)(?P<elsewhere>\s+i\s+(?!denne|nærværende|aftalen))?"
)
_COMPOUND = re.compile(
    r"(?<!\w)(?P<topic>[^\W\d_]{4,40}?)s?bestemmelserne(?:\s+i\s+(?:(?:denne\s+)?[Aa]ftalen?))(?!\w)"
)
_PLACED = re.compile(
    r"(?<!\w)(?P<title>[^\W\d_]{1,40}(?:\s+[^\W\d_]{1,40}){0,3})\s+"
    r"(?i:sidst|nederst|først|øverst|bagerst|bagest)\s+i\s+"
    r"(?:(?i:denne|dette|nærværende)\s+)?(?i:dokument|aftale|vilkår|betingelse|faq)\w*"
)
_COUNTED_HEADING = re.compile(
    r"(?P<word>[A-ZÆØÅ][a-zæøå]{3,})\s+(?P<number>\d{1,2})(?!\w)[:.\s–-]*"
)
_COUNTS_PLACES = frozenset(
    {"bilag", "punkt", "afsnit", "kapitel", "artikel", "klausul", "bestemmelse", "side"}
)


Counted = Mapping[str, Mapping[str, Clause]]
"""The clauses under headings like "Koncept 3", by the word in lower case and by the number."""


def counted_headings(places: Places) -> Counted:
    """Return the headings of a document that are a word and a number."""
    found: dict[str, dict[str, Clause]] = {}
    for place in places.clauses:
        match = _COUNTED_HEADING.match(place.heading or "")
        if match and match["word"].lower() not in _COUNTS_PLACES:
            found.setdefault(match["word"].lower(), {}).setdefault(match["number"], place)
    return found


def find_titled(clause: Clause, places: Places, counted: Counted) -> Iterator[Pointer]:
    """Yield the references of a clause that name a heading of the document, or its topic."""
    for pattern in (_ABOUT, _COMPOUND):
        for match in pattern.finditer(clause.text):
            if not match.groupdict().get("elsewhere"):
                yield from _topical(clause, match, places)
    for match in _PLACED.finditer(clause.text):
        target = _titled(match["title"], clause, places)
        if target is not None:
            start = match.end("title") - len(target[1])
            yield _pointer(Span(start, match.end()), target[0])
    yield from _in_rows(clause, counted)


def _pointer(span: Span, target: Clause) -> Pointer:
    return Pointer(span=span, kind=ReferenceKind.INTERNAL, resolution=found(target))


def _topical(clause: Clause, match: re.Match[str], places: Places) -> Iterator[Pointer]:
    """Yield the section whose heading is about the topic; its clause if it has only one other."""
    topic = next(iter(terms(match["topic"])), None)
    headed = [
        c for c in places.tops if topic and c is not clause and topic in terms(own_heading(c))
    ]
    if len(headed) != 1:
        return
    inside = [c for c in places.members_of(headed[0])[1:] if c.clause_id != clause.clause_id]
    target = inside[0] if is_heading(headed[0]) and len(inside) == 1 else headed[0]
    yield _pointer(Span(*match.span()), target)


def _titled(words: str, clause: Clause, places: Places) -> tuple[Clause, str] | None:
    """Return the clause whose heading begins with the last of ``words``, and those words."""
    parts = words.split()
    for first in range(len(parts)):
        title = " ".join(parts[first:])
        if len(title) < 6:
            continue
        for place in places.tops:
            heading = " ".join((place.heading or "").split()).casefold()
            if place is not clause and heading.startswith(title.casefold()):
                at = words.rindex(parts[first])
                return place, words[at:]
    return None


def _in_rows(clause: Clause, counted: Counted) -> Iterator[Pointer]:
    """Yield "tilsynskoncept 3 og 5" where the document has headings "Koncept 3", "Koncept 5"."""
    for word, numbered in counted.items():
        row = re.compile(
            rf"(?<!\w)[^\W\d_]*{word}\w{{0,3}}\s+(?P<row>\d{{1,2}}(?:(?:,\s*|\s+(?:og|eller)\s+)\d{{1,2}})*)(?!\w)",
            re.I,
        )
        for match in row.finditer(clause.text):
            yield from _in_row(clause, match, numbered)


def _in_row(
    clause: Clause, match: re.Match[str], numbered: Mapping[str, Clause]
) -> Iterator[Pointer]:
    start = match.start()
    for number in re.finditer(r"\d+", match["row"]):
        end = match.start("row") + number.end()
        target = numbered.get(number[0])
        place = Span(start, end)
        if target is not None and not target.text.startswith(match[0]):
            yield _pointer(place, target)
        start = end
        while start < match.end() and not clause.text[start].isdigit():
            start += 1
