"""What a document says of itself: title, kind, vendor, parties, version."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.doers import find_doer, speaks_of_processor
from ingest.manifest import ManifestEntry
from ingest.opening import CONTENTS, TITLE
from ingest.parties import (
    COMPANY,
    NamedParty,
    find_parties,
    other_names,
    processor_of,
)
from klausul.danish.dates import find_dates
from klausul.types import Clause, ClauseKind, DocumentKind, Party, PartyRole

_OPENING = 4000  # characters in which parties, title and version are looked for
_BEGINNING = 1500  # characters in which a vendor's own terms say whose they are
_TITLE_LONGEST = 120
_AGREEMENT = re.compile(r"databehandl\w*aftale|data processing|dba\b|dpa\b", re.I)
_TERMS = re.compile(r"betingelser|vilkår|terms", re.I)
_FAQ = re.compile(r"\bfaq\b|spørgsmål og svar|ofte stillede", re.I)
_ON_WHAT_GROUNDS = re.compile(r"(?<=\w)\s+(?:i henhold til|i medfør af|jf\.|med henblik på)\s")
_NUMBERED_VERSION = re.compile(
    r"(?<!\w)(?:version|udgave|revision|ver\.|v\.?)\s*(?:nr\.?\s*)?:?\s*"
    r"(?P<version>\d{1,4}(?:\.\d{1,3}){0,3})(?![\w.]*\d)",
    re.I,
)
_OF_SOMETHING_ELSE = re.compile(
    r"(?:TLS|SSL|ISO|IEC|ISAE|WCAG|OAuth|HTTP|PCI|API|iOS|Android|Windows)\W{0,3}$", re.I
)
_DATED = re.compile(
    r"(?<!\w)(?:(?:version\w*|udgave|opdateret|revideret|ændret|dato(?:en)?|dateret|gælde\w*|gyldig\w*"
    r"|træder i kraft|ikrafttræd\w*|updated|effective|date)[^\n.;]{0,40}"
    r"|(?:(?:databehandler)?aftale\w*|betingelser\w*|vilkår\w*)\s+(?:af|pr\.|fra)\s+(?:den\s+|d\.\s*)?)$",
    re.I,
)
_OF_LAW = re.compile(
    r"(?:\blov\w*|\w*lov(?:en|s)?|forordning\w*|direktiv\w*|bekendtgørelse\w*|cirkulære\w*|EU\)?)"
    r"[^\n]{0,60}$",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a document is, from the manifest where it says, else from the text."""

    vendor: str
    vendor_names: tuple[str, ...]
    title: str
    kind: DocumentKind
    version: str | None
    parties: tuple[Party, ...] = ()


def describe(
    clauses: Sequence[Clause], *, document_id: str, entry: ManifestEntry | None
) -> Description:
    """Describe a document; one whose vendor stands nowhere is its own vendor."""
    opening = _opening(clauses)
    named = _parties(clauses, opening)
    processor = processor_of(named)
    vendor = _slug(processor.party.name) if processor else document_id
    return Description(
        vendor=(entry and entry.vendor) or vendor,
        vendor_names=_names(processor, entry, "\n".join(c.text for c in clauses if c.level == 1)),
        title=(entry and entry.title) or _find_title(clauses) or document_id,
        kind=(entry and entry.kind) or _find_kind(clauses, opening),
        version=(entry and entry.version) or find_version(opening),
        parties=tuple(named_party.party for named_party in named),
    )


def _opening(clauses: Sequence[Clause]) -> str:
    """Return the words before the first clause, or the first clauses when there are none."""
    kinds = (ClauseKind.HEADING, ClauseKind.PREAMBLE)
    words: list[str] = []
    for clause in clauses:
        if clause.kind not in kinds and words:
            break
        if clause.kind is not ClauseKind.CONTENTS and clause.label != CONTENTS:
            words.append(clause.text)
    return "\n".join(words)[:_OPENING]


def _parties(clauses: Sequence[Clause], opening: str) -> tuple[NamedParty, ...]:
    """Return the parties of the opening; where it names no processor, those that sign as one.

    Further down many companies are named, so only a role that is told counts there, and last of
    all whose duties the text is about.
    """
    named = find_parties(opening)
    if any(found.party.role is PartyRole.PROCESSOR for found in named):
        return named
    rest = "\n".join(clause.text for clause in clauses if clause.level == 1)
    told = [found for found in find_parties(rest) if found.party.role is not PartyRole.OTHER]
    if not any(found.party.role is PartyRole.PROCESSOR for found in told):
        told += _find_processor(rest, named)
    known = {found.party.name for found in told}
    return (*(found for found in named if found.party.name not in known), *told)


def _find_processor(text: str, named: Sequence[NamedParty]) -> Sequence[NamedParty]:
    """Return the processor as the text's duties tell it.

    Where the duties are those of "Databehandleren", a company that acts by its name is the other.
    """
    doer = find_doer(text)
    if doer is None:
        return _only_one(find_parties(text[:_BEGINNING]))
    if not speaks_of_processor(text):
        return [doer]
    others = [found for found in named if found.party.name != doer.party.name]
    if len(others) != 1:
        return []
    party = replace(others[0].party, role=PartyRole.PROCESSOR)
    return [replace(others[0], party=party)]


def _only_one(named: Sequence[NamedParty]) -> Sequence[NamedParty]:
    """Return the company that a document without parties begins by naming, if only one."""
    return named if len(named) == 1 else ()


def _names(processor: NamedParty | None, entry: ManifestEntry | None, text: str) -> tuple[str, ...]:
    """Return what people call the vendor: the manifest's words, else the text's."""
    if entry and (entry.vendor_names or entry.vendor):
        return entry.vendor_names
    if processor is None:
        return ()
    name = processor.party.name
    return tuple(dict.fromkeys([name, *other_names(name, text), *processor.names]))


def _find_title(clauses: Sequence[Clause]) -> str | None:
    first = next((clause for clause in clauses if clause.label == TITLE), None)
    if first is None:
        return None
    lines = [line.strip() for line in first.text.splitlines() if line.strip()]
    named = [line for line in lines if _AGREEMENT.search(line) or _TERMS.search(line)]
    title = _ON_WHAT_GROUNDS.split((named or [" ".join(lines)])[0], maxsplit=1)[0]
    return (
        title if len(title) <= _TITLE_LONGEST else title[:_TITLE_LONGEST].rsplit(" ", 1)[0] + " …"
    )


def _find_kind(clauses: Sequence[Clause], opening: str) -> DocumentKind:
    pairs = sum(clause.kind is ClauseKind.QA for clause in clauses)
    if pairs >= 3 or (pairs and _FAQ.search(opening)):
        return DocumentKind.FAQ
    if _TERMS.search(opening) and not _AGREEMENT.search(opening):
        return DocumentKind.TERMS
    return DocumentKind.AGREEMENT


def _slug(company: str) -> str:
    match = COMPANY.fullmatch(company)
    name = match["name"] if match else company
    return re.sub(r"[^\w.]+", "-", name.lower()).strip("-.")


def find_version(opening: str) -> str | None:
    """Return the version or the date that a document's opening prints of itself.

    A number comes before a date. A date counts where words say that it is the document's
    ("opdateret august 2019"), or where it stands alone on its line; never a law's.
    """
    for match in _NUMBERED_VERSION.finditer(opening):
        if not _OF_SOMETHING_ELSE.search(opening[: match.start()]):
            return match["version"]
    dates = sorted(
        (span for span, iso in find_dates(opening) if not iso.startswith("--")),
        key=lambda span: (span.start, -span.end),
    )
    for span in dates:
        before = opening[: span.start].rsplit("\n", 1)[-1]
        after = opening[span.end :].split("\n", 1)[0]
        alone = not before.strip(" \t(") and not after.strip(" \t).")
        if (alone or _DATED.search(before)) and not _OF_LAW.search(before):
            return span.of(opening)
    return None
