"""References without a number: what stands above or below, this clause, the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.places import Places, is_heading, is_in_annex, own_heading, stems
from ingest.pointers import Pointer, Resolution, dangling, found
from klausul.danish.tokens import terms
from klausul.types import Clause, ClauseKind, ReferenceKind, Span

_BESIDE = re.compile(
    r"(?<!\w)(?P<word>(?i:(?P<side>neden|oven|før|foran)"
    r"(?:stående|nævnte|anførte|forstående|fornævnte)))(?!\w)"
    r"(?:\s+(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)*))?"
)
_ADVERB = re.compile(
    r"(?:(?<!\w)(?P<noun>[^\W\d_]{4,40})\s+)?(?<!\w)(?i:(?P<side>neden|oven)for)(?!\w)"
    r"(?:\s+(?:angivne|nævnte|anførte|beskrevne|listede|oplyste)\s+(?P<named>[^\W\d_]{4,}))?"
)
_HERE = re.compile(
    r"(?<!\w)(?i:denne|nærværende|dette|indeværende)\s+"
    r"(?P<what>(?i:bestemmelse|punkt|pkt\.?|afsnit|klausul|kapitel|bilag|paragraf|artikel))(?!\w)"
)
_SAME = re.compile(
    r"(?<!\w)(?i:samme)\s+(?P<what>(?i:bilag|punkt|bestemmelse|afsnit|paragraf))(?!\w)"
)
_NEXT_TO = re.compile(
    r"(?<!\w)(?i:(?P<side>foregående|forrige|efterfølgende|næste))\s+"
    r"(?i:punkt|bestemmelse|afsnit|klausul|paragraf|stk\.?|stykke)(?!\w)"
)
_SECTIONS = ("afsnit", "kapitel", "artikel", "paragraf")
_DOCUMENT = re.compile(r"(?i:\w*(?:aftale|vilkår|betingelse|bestemmelse|kontrakt|dokument)\w*)")
_NEAR = 1500
"""So many characters of its own clause are looked through for what stands beside a reference."""

_SHOWN = re.compile(r"(?i:tabel|skema|figur|diagram|matrix)\w*")
_TABLE_BREAKS = ("\t", "|")


def find_relative(clause: Clause, places: Places) -> Iterator[Pointer]:
    """Yield the references of a clause to what stands above, below or around it."""
    for match in _BESIDE.finditer(clause.text):
        noun = match["noun"] if terms(match["noun"] or "") else None
        if noun is None or not _DOCUMENT.fullmatch(noun):
            resolution = _beside(clause, match, noun=noun, places=places)
            end = match.end() if noun else match.end("word")
            yield _pointer((match.start(), end), resolution)
    for match in _ADVERB.finditer(clause.text):
        noun = match["named"] or match["noun"]
        is_named = bool(match["noun"]) and not match["named"] and _is_definite(match["noun"])
        resolution = _beside(clause, match, noun=noun, places=places)
        yield _pointer(
            (match.start() if is_named else match.start("side"), match.end()), resolution
        )
    for match in _HERE.finditer(clause.text):
        target = _around(clause, match["what"].lower(), places)
        if target is not None:
            yield _pointer(match.span(), found(target))
    yield from _next_to(clause, places)


def _next_to(clause: Clause, places: Places) -> Iterator[Pointer]:
    """Yield "foregående punkt" and its like."""
    for match in _NEXT_TO.finditer(clause.text):
        back = match["side"].lower() in ("foregående", "forrige")
        near = places.before(clause) if back else places.after(clause)
        beside = next((c for c in near if not is_heading(c) and c.part == clause.part), None)
        if beside is not None:
            yield _pointer(match.span(), found(beside))


def find_same(
    clause: Clause, known: list[tuple[Span, Clause]], places: Places
) -> Iterator[Pointer]:
    """Yield "samme bilag" and its like, which mean what the reference before them means."""
    for match in _SAME.finditer(clause.text):
        before = [target for span, target in known if span.end <= match.start()]
        if not before:
            continue
        is_annex = match["what"].lower() == "bilag"
        target = places.annex_of(before[-1]) if is_annex else before[-1]
        if target is not None:
            yield _pointer(match.span(), found(target))


def _pointer(span: tuple[int, int], resolution: Resolution) -> Pointer:
    inside = resolution.clause
    is_annex = inside is not None and is_in_annex(inside)
    kind = ReferenceKind.ANNEX if is_annex else ReferenceKind.INTERNAL
    return Pointer(span=Span(*span), kind=kind, resolution=resolution)


def _is_definite(noun: str) -> bool:
    """Tell whether a word before "ovenfor" is what stands there: "tabellen", not "anført"."""
    return noun.lower().endswith(("en", "et", "ne"))


def _beside(
    clause: Clause, match: re.Match[str], *, noun: str | None, places: Places
) -> Resolution:
    """Return what stands above or below: what its noun names there, or just the nearest."""
    above = match["side"].lower() != "neden"
    if noun and _SHOWN.fullmatch(noun) and not _has_table(clause, places, above=above):
        where = "over" if above else "under"
        return dangling(match[0], why=f"ingen tabel står {where} bestemmelsen")
    target = _above(clause, match, noun, places) if above else _below(clause, match, noun, places)
    return found(target)


def _has_table(clause: Clause, places: Places, *, above: bool) -> bool:
    near = places.before(clause) if above else places.after(clause)
    return any(
        c.kind is ClauseKind.ROW or any(mark in c.text for mark in _TABLE_BREAKS)
        for c in (clause, *near)
    )


def _above(clause: Clause, match: re.Match[str], noun: str | None, places: Places) -> Clause:
    """Look for the noun before it in the clause, then in the clauses before, nearest first."""
    own = clause.text[max(0, match.start() - _NEAR) : match.start()]
    near = [c for c in places.before(clause) if c.part == clause.part and not is_heading(c)]
    if noun:
        stem = _stem(noun)
        if stem in stems(own):
            return clause
        said = next((c for c in near if stem in places.stems_of(c)), None)
        if said is not None:
            return said
    if _has_paragraph(own) or not near:
        return clause
    return near[0]


def _below(clause: Clause, match: re.Match[str], noun: str | None, places: Places) -> Clause:
    """Look for items under it, then for a heading or words after it that hold the noun."""
    place = clause.span.start + match.end()
    items = [item for item in places.items_of(clause) if item.span.start >= place]
    if items:
        return items[0]
    stem = _stem(noun) if noun else None
    if stem is None or stem in stems(clause.text[match.end() : match.end() + _NEAR]):
        return clause
    later = places.after(clause)
    headed = next((c for c in later if stem in stems(own_heading(c))), None)
    beside = (c for c in later if c.part == clause.part)
    said = next((c for c in beside if stem in places.stems_of(c)), None)
    return said or headed or clause


def _around(clause: Clause, what: str, places: Places) -> Clause | None:
    if what == "bilag":
        return places.annex_of(clause)
    if what in _SECTIONS:
        return places.above(clause) or clause
    return clause


def _has_paragraph(text: str) -> bool:
    """Tell whether a paragraph is finished before the reference."""
    return "\n" in text.strip() or len(text) > 300


def _stem(noun: str) -> str | None:
    return next(iter(terms(noun)), None)
