"""Sentences that only say where the answer stands: they are followed one step, or said so.

A sentence points when that is its whole predicate ("… fremgår af Bilag B", "… reguleres af
Serviceaftalen"). Where a figure is asked for and none is quoted, one that defers it points too
("… med det varsel, der fremgår af bilag B.1", "… i henhold til Serviceaftalen"). What is pointed to
is a clause here, whose shifted number ingest has repaired, or a text that is named and not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.evidence import asks_for_time, quantities_for, vague_deadlines, wants_figure
from answer.extracting import Extract
from answer.kinds import AnswerKind
from answer.placing import place_of, places_of
from klausul.danish.references import find_mentions
from klausul.danish.sentences import split_sentences
from klausul.ports import Library
from klausul.types import Clause, ClauseKind, Reference, ReferenceKind, Span

_STATED = (
    r"(?:anført|angivet|beskrevet|fastsat|fastlagt|specificeret|reguleret|aftalt|oplistet|opført"
    r"|opregnet|defineret)"
)
_PREDICATE = re.compile(
    r"\b(?:fremgår|følger) (?:til enhver tid |desuden |i øvrigt |nærmere |alene )?(?:af|på)\b"
    rf"|\b(?:er|bliver) (?:\w+ )?{_STATED} (?:i|på|under)\b"
    r"|\b(?:henvises|henviser vi) til\b|\breguleres (?:\w+ )?(?:af|i|efter)\b"
    r"|\b(?:findes|ligger|offentliggøres|vedligeholdes) (?:\w+ )?(?:i|på|under|via)\b"
    r"|\bkan (?:ses|findes|hentes|læses|rekvireres) (?:i|på|via|under)\b"
    rf"|\b(?:angives|beskrives|fastsættes|oplistes|specificeres|aftales) (?:nærmere )?i\b"
    rf"|\bi [\w-]+ (?:specificerede|angivne|anførte|nævnte|beskrevne)\b"
    rf"|\b(?:som|skal være) {_STATED} (?:i|under|på)\b"
    r"|\bfølger (?:reglerne i |den |de )?(?=[\w\s]{0,40}(?:aftale|kontrakt|prisliste|betingelser))"
    r"|(?:^|\. |\d )[Ss]e (?:nærmere |mere |også )?(?:i |på |under )?",
    re.IGNORECASE,
)
_DEFERS = re.compile(
    r"\b\w*(?:varsel|frist|periode|pris|takst|sats|vederlag|honorar|tidspunkt|interval|beløb|gebyr)"
    rf"\w*,? (?P<measure>(?:der|som) (?:fremgår|følger|er {_STATED}|{_STATED}) (?:af|i|på|under))"
    rf"|\b(?:der|som) (?:fremgår|følger|er {_STATED}|{_STATED}) (?:af|i|på|under)?"
    r"|\b(?:i henhold til|i overensstemmelse med|i medfør af|ifølge|efter|jf\.?)\s",
    re.IGNORECASE,
)
_INSERTED = re.compile(
    r"i [\w-]+ \w+ede?\b|i [\w-]+ (?:angivne|anførte|nævnte|beskrevne)", re.IGNORECASE
)
# "Der henvises til" opens the sentence; "…, der henvises til" only describes.
_SUBORDINATE = re.compile(
    r"\b(?:der|som|hvilke\w*|hvor) (?:\w+ ){0,2}$|\b(?:medmindre|hvis|såfremt|når)\b[^,.]*$"
)
_ACTS = re.compile(
    r"\b(?:skal|må|kan|vil|bør|har|sletter|sikrer|underretter|ansvarlig|forpligtet|berettiget)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[,(][^,()]*\b(?:som|der|hvis|når|hvor)\b[^,()]*[,)]|\b(?:som|der)\b.*$")
_GOES_ON = re.compile(r"\b(?:og|men|samt)\s+(?:\w+s|skal|kan|må|er|har|udgør)\b", re.IGNORECASE)
_SAYS_WHEN = re.compile(
    r"\b(?:så længe|indtil|straks|omgående|løbende|når|øjeblikkeligt)\b", re.IGNORECASE
)
_LEANS_BACK = re.compile(r"^\W*(?:Dette|Det samme|Disse|De|Den|Det)\b")
_QUALIFIES = re.compile(
    r"\W*(?:medmindre|med mindre|dog|så længe|jf|i det omfang)\b", re.IGNORECASE
)
_NEAR_END = 25
"""A deferring phrase belongs to the predicate if the sentence ends at most so far behind it."""

_APART = 5
"""Labels no further from each other are one name: "Bilag A.1-A.12"."""

_OUTSIDE = re.compile(
    r"""
    \b(?P<name>
    (?:hoved|service|samarbejds|licens|abonnements|leverings|drifts|ramme|rådgivnings|bruger|kunde)
     (?:aftale|kontrakt)(?:n|en|ns|ens|r|rne|rnes)?
    |serviceniveauaftalen?|SLA['’]?(?:en)?
    |aftalen(?=\s+(?:indgået|om\s+levering))
    |prisliste(?:n|r|rne)?|prisblad(?:et)?|ordrebekræftelse(?:n)?|tilbudd?et?
    |(?:\w*hjemmeside|website)(?:n|s|ns)?|trust\s+cent(?:er|re|ret)
    |(?:privatlivs|persondata|sikkerheds)politik(?:ken)?
    |(?:salgs-\s+og\s+leverings|handels|forretnings|abonnements|leverings)betingelser(?:ne)?
    |(?:service|løsnings|produkt|system)beskrivelse(?:n|r|rne)?|kravspecifikation(?:en)?
    |driftshåndbog(?:en)?|sikkerhedshvidbog(?:en)?|underskriftsside(?:n)?
    |https?://\S+|www\.\S+
    )(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|@", re.IGNORECASE)
_HERE_IS_ENOUGH = frozenset({AnswerKind.WHERE, AnswerKind.CONTACT, AnswerKind.PROCEDURE})
"""Kinds that an address on the net answers, whatever stands there."""

_ENDINGS = (
    (re.compile(r"(aftale|kontrakt|prisliste|hjemmeside|website)$"), r"\1n"),
    (re.compile(r"(?<=n|e)s$"), ""),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """That a quote points elsewhere.

    Either to ``clauses`` of the same document, or to a text that is ``missing``, by its printed
    name.
    """

    clauses: tuple[Clause, ...] = ()
    missing: str | None = None

    @property
    def clause(self) -> Clause | None:
        """The first place, None when it is not here."""
        return self.clauses[0] if self.clauses else None


def pointer_in(
    extract: Extract, *, library: Library, kind: AnswerKind | None = None
) -> Pointer | None:
    """Return where ``extract`` points, if pointing is all that it does for a question of ``kind``.

    Who asks in which annex something stands is answered by the words that point.
    """
    if kind is AnswerKind.REFERENCE or _answers(extract.text, kind):
        return None
    figure = kind if kind is not None and wants_figure(kind) else None
    pointers: list[Pointer] = []
    for sentence in split_sentences(extract.text):
        words = sentence.of(extract.text)
        found = _read(extract, sentence, library=library, defers=figure is not None)
        if found is not None and figure is not None:
            found = _with_figure(found, kind=figure)
        if found is not None:
            pointers.append(found)
        elif figure is None and not _says_nothing(words, follows=bool(pointers)):
            return None
    here = [pointer for pointer in pointers if pointer.clauses]
    return next(iter([*here, *pointers]), None)


def targets_of(clause: Clause, *, library: Library) -> tuple[Clause, ...]:
    """Return the clauses here that ``clause`` refers to, in order, each once and never itself."""
    found = {
        reference.target_id: library.clauses[reference.target_id]
        for reference in library.references_of(clause.document_id)
        if clause.span.contains(reference.span)
        and reference.target_id is not None
        and not library.clauses[reference.target_id].span.overlaps(clause.span)
    }
    return tuple(found.values())


def say_missing(pointers: Sequence[Pointer]) -> str:
    """Return that the texts which ``pointers`` name are not here; nothing if none is missing."""
    names = list(dict.fromkeys(p.missing for p in pointers if p.missing))
    if not names:
        return ""
    named = " og ".join((", ".join(names[:-1]), names[-1]) if names[1:] else names)
    return f"{named[:1].upper()}{named[1:]} er ikke blandt de dokumenter, jeg har."


def _answers(text: str, kind: AnswerKind | None) -> bool:
    """Tell whether ``text`` shows what is asked for, whatever it also points to."""
    if kind is None:
        return False
    if quantities_for(kind, text) or (kind in _HERE_IS_ENOUGH and _ADDRESS.search(text)):
        return True
    return asks_for_time(kind) and bool(vague_deadlines(text) or _SAYS_WHEN.search(text))


def _with_figure(pointer: Pointer, *, kind: AnswerKind) -> Pointer | None:
    """Return ``pointer`` to the places that hold a figure of the kind, or head what may hold it."""
    if pointer.missing is not None:
        return pointer
    heads = ClauseKind.HEADING
    telling = [c for c in pointer.clauses if c.kind is heads or quantities_for(kind, c.text)]
    return Pointer(clauses=tuple(telling)) if telling else None


def _says_nothing(words: str, *, follows: bool) -> bool:
    """Tell whether a sentence is a heading, or leans on one before it that points."""
    is_heading = not words.rstrip().endswith((".", "!", "?")) and len(words.split()) <= 8
    return is_heading or (follows and _LEANS_BACK.match(words) is not None)


def _read(extract: Extract, sentence: Span, *, library: Library, defers: bool) -> Pointer | None:
    """Return where a sentence of ``extract`` points."""
    words = sentence.of(extract.text)
    start = extract.span.start + sentence.start
    for end in _pointing(words, defers=defers):
        place = Span(start + end, start + len(words)) if end < len(words) else None
        if place is None:
            continue
        pointer = _follow(extract, place, library=library)
        if pointer is not None:
            return pointer
    return None


def _pointing(words: str, *, defers: bool) -> Iterator[int]:
    """Yield the offsets behind the phrases of a sentence that point."""
    for match in _PREDICATE.finditer(words):
        before, after = words[: match.start()], words[match.end() :]
        if _INSERTED.match(match[0]):
            yield match.start()
            continue
        acts = _ACTS.search(_ASIDE.sub(" ", before)) is not None and "skal være" not in match[0]
        if not (acts or _SUBORDINATE.search(before) or _GOES_ON.search(after)):
            yield match.end()
    for match in _DEFERS.finditer(words) if defers else ():
        target = next(_named(words, match.end()), None)
        if target is None:
            continue
        rest = words[target.end :]
        if match["measure"] or len(rest) <= _NEAR_END or _QUALIFIES.match(rest):
            yield match.end()


def _named(words: str, start: int) -> Iterator[Span]:
    """Yield what may be pointed to behind ``start``: clauses and other texts, nearest first."""
    spans = [Span(*match.span()) for match in _OUTSIDE.finditer(words, start)]
    spans += [m.span for m in find_mentions(words) if m.span.start >= start and m.law is None]
    yield from sorted(spans)


def _follow(extract: Extract, place: Span, *, library: Library) -> Pointer | None:
    """Return the clauses that are named under ``place``, or the text that is not here."""
    document = library.documents[extract.clause.document_id]
    references = [
        reference
        for reference in library.references_of(document.document_id)
        if place.contains(reference.span) and reference.kind is not ReferenceKind.LAW
    ]
    here = [
        library.clauses[reference.target_id]
        for reference in references
        if reference.target_id is not None and not _is_itself(reference, extract, library=library)
    ]
    if here:
        return Pointer(clauses=tuple(dict.fromkeys(here)))
    away = [r for r in references if r.target_id is None or _is_deeper(r, library=library)]
    outside = _OUTSIDE.search(document.text, place.start, place.end)
    if outside is None and not away:
        return None
    if outside is None or (away and away[0].span.start < outside.start("name")):
        end = max(r.span.end for r in away if r.span.start - away[0].span.end <= _APART)
        return Pointer(missing=_call(document.text[away[0].span.start : end]))
    siblings = [d for d in library.documents.values() if d.vendor == document.vendor]
    stem = re.sub(r"(?:e?ns?|ne|s)$", "", outside["name"].lower())
    is_here = stem != "aftal" and any(stem in d.title.lower() for d in siblings)
    return None if is_here else Pointer(missing=_call(outside["name"]))


def _is_itself(reference: Reference, extract: Extract, *, library: Library) -> bool:
    target = library.clauses[reference.target_id or ""]
    return target.span.overlaps(extract.clause.span) or _is_deeper(reference, library=library)


def _is_deeper(reference: Reference, *, library: Library) -> bool:
    """Tell whether a reference was resolved to what only holds the place that it names."""
    if reference.target_id is None:
        return False
    levels = place_of(library.clauses[reference.target_id].label).levels
    named = [place.levels for m in find_mentions(reference.text) for place in places_of(m)]
    return bool(named) and all(len(n) > len(levels) and n[: len(levels)] == levels for n in named)


def _call(printed: str) -> str:
    """Return a text's printed name as the subject of a sentence."""
    name = " ".join(printed.split()).rstrip(".,;)")
    if _ADDRESS.match(name):
        return f"det, der står på {name},"
    if name.lower() == "aftalen":
        return "den aftale, der henvises til,"
    for pattern, replacement in _ENDINGS:
        name = pattern.sub(replacement, name)
    return name
