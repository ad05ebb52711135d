"""Other documents that a clause refers to: agreements, terms, standards, guidance, the web."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.owning import is_own, stem_of
from klausul.types import ReferenceKind, Span

_AGREEMENT = (
    r"(?:hoved|service|samarbejds|licens|abonnements|leverings|drifts|ramme|bruger|kunde|standard"
    r"|hosting|support|vedligeholdelses|konsulent|outsourcing|fortroligheds|tilslutnings)"
    r"-?(?:aftale|kontrakt)(?:n|r|rne|ns|rnes|en|ens|er|erne|ernes)?"
)
_TERMS = (
    r"(?:salgs-?\s+og\s+leverings|handels|forretnings|abonnements|bruger|brugs|leverings|licens"
    r"|aftale|service|købs)(?:betingelser|vilkår)(?:ne|nes|enes|ene|s)?"
)
_DEFINED = r"(?:\s*\(\s*(?:herefter\s+)?[\"“”„»«'’][^\"“”„»«'’()]{2,40}[\"“”„»«'’]\s*\))?"
_PARTY = r"(?:(?:den|de)\s+)?(?:part|dataansvarlig|databehandler|kunde|leverandør|bruger)\w*"
_STANDARD = (
    r"(?:ISO(?:/IEC)?|ISAE|DS(?:/EN|/ISO)*|EN|NIST(?:\s+SP)?|SOC|PCI[\s-]DSS|COBIT|CIS|FSR|SSAE)"
)
_AUTHORITY = r"(?:Datatilsynets|EDPB['’]?s|EDPS['’]?s|Digitaliseringsstyrelsens|Kommissionens)"
_GUIDANCE = (
    r"(?:vejledning|retningslinje|anbefaling|henstilling|udtalelse|guideline|recommendation"
    r"|opinion|model|skabelon|illustration|tjekliste|standardaftale"
    r"|standardkontrakt(?:s?bestemmelser)?)(?:en|r|rne|er|erne|len|s)?"
)
_TITLES = r"(?:vejledning|retningslinjer|anbefalinger|guidelines|recommendations|politik|håndbog)"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("agreement", rf"(?i:(?:{_AGREEMENT}|{_TERMS})(?!\w){_DEFINED})"),
    ("agreement", r"Kontrakten(?:s)?(?!\w)|(?:MSA|SLA|NDA)(?:['’]?(?:en|ens|s))?(?!\w)"),
    # "den mellem parterne indgåede aftale", "den indgåede aftale"
    (
        "made",
        rf"(?i:(?:mellem\s+{_PARTY}(?:\s+og\s+{_PARTY})?\s+)?indgåede\s+aftale(?:r|n|rne)?(?!\w))",
    ),
    (
        "made",
        rf"(?i:aftale(?:n|rne)(?:,\s+der\s+er)?(?:\s+indgået)?\s+mellem\s+{_PARTY}"
        rf"(?:\s+og\s+{_PARTY})?)",
    ),
    (
        "made",
        r"(?i:den\s+\w*aftale,?\s+(?:(?:som|der)\s+)?(?:den|denne|\w*aftalen?)\s+"
        r"(?:relaterer|knytter|hører|vedrører)(?:\s+sig)?(?:\s+til)?)",
    ),
    ("made", r"(?i:(?:dine|jeres|kundens|brugerens)\s+(?:øvrige\s+)?(?:aftaler|kontrakter)(?!\w))"),
    ("made", r"(?i:(?:den|det|de)\s+i\s+aftalen\s+(?:angivne|nævnte|specificerede|oplyste)(?!\w))"),
    (
        "blank",
        r"(?i:aftale\s+om\s+[^.;\n]{2,60}?\s+(?:af|dateret|pr\.)\s+(?:dato\s+|den\s+|d\.\s*)?)"
        r"(?:[DMYÅX]{1,4}[-./ ][DMYÅX]{1,4}[-./ ][DMYÅX]{1,4}|\[[^\]]*\]|_{3,}|\.{4,}|…+)",
    ),
    (
        "made",
        r"(?i:(?<=indgåelse af )(?:\w+\s+)?aftale\s+om\s+[^,.;()]{4,60}?"
        r"(?=\s+(?:under|som|der)\b|[,.;()]))",
    ),
    ("standard", rf"{_STANDARD}[\s-]*(?:nr\.?\s*)?\d[\d:/.-]*\d|SOC\s+[123](?!\d)"),
    ("standard", rf"{_STANDARD}-standard(?:en|er|erne)?"),
    (
        "standard",
        rf"{_STANDARD}(?=(?:,\s+[A-Z]{{2,5}}|\s+(?:og|eller)\s+\w+){{0,3}}\s+(?:\w+\s+)?"
        r"\w*(?:rapport|erklæring|standard)(?:en|er|erne)?\b)",
    ),
    ("guidance", rf"{_AUTHORITY}\s+(?i:(?:\w+\s+)?{_GUIDANCE})(?!\w)"),
    ("guidance", rf"[\"“”„»]\s?(?i:{_TITLES})\b[^\"“”„»«]{{3,160}}[\"“”»«]"),
    (
        "guidance",
        r"(?i:recommendations?|guidelines?|retningslinjer|henstilling|vejledning|udtalelse|opinion)"
        r"\s+(?:nr\.?\s*)?\d{1,5}/(?:19|20)\d\d",
    ),
    (
        "clauses",
        r"(?:EU-|Europa-)?[Kk]ommissionens\s+[Ss]tandard(?:kontrakt|aftale)\w*(?:\s+\(SCC\w*\))?",
    ),
    ("clauses", r"(?<!\w)SCC['’]?(?:s|er|erne)?(?!\w)|(?i:standard\s+contractual\s+clauses)"),
    (
        "list",
        r"(?i:(?:liste|oversigt|fortegnelse)\w*\s+(?:over\s+)?[^.;\n]{0,60}?\s*"
        r"på\s+\w+\s+(?:hjemmeside|website|portal)\w*)",
    ),
    ("list", r"[Tt]rust\s+[Cc]ent(?:er|re|ret)(?:['’]?s)?"),
    ("address", r"(?:https?://|www\.)[^\s<>()]+[^\s<>().,;]"),
)
_COMPILED = re.compile("|".join(f"(?P<p{i}>{p})" for i, (_, p) in enumerate(_PATTERNS)))
_LISTS = re.compile(r"(?i:oversigt|liste|fortegnelse|fremgår|findes|offentliggj|tilgængelig|se\s)")
_DEFINITION = re.compile(r"\s*\(.*", re.S)
_SERVICES = re.compile(
    r"(?i:tjeneste|ydelse|levering|levere|software|service|betaling|vederlag)\w*"
)
_UNDER = re.compile(r"(?i:i henhold til|ifølge|efter|i medfør af)\s+(?P<name>[Aa]ftalen)(?!\w)")
_NEAR = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """A document named in a clause's text, by a name of its own or only described.

    ``is_blank`` tells that its date was never filled in.
    """

    span: Span
    kind: ReferenceKind
    name: str | None = None
    is_blank: bool = False


def find_outside(text: str, *, own: frozenset[str]) -> list[Outside]:
    """Return the other documents that ``text`` names, in order, without overlaps.

    Args:
        text: A clause's text.
        own: The stems of the names of the document itself. Unless "Aftalen" is one of them,
            services "i henhold til Aftalen" are those of the agreement about them.
    """
    found = [o for o in _named(text) if o.name is None or not is_own(o.name, own)]
    if stem_of("Aftalen") not in own:
        taken = [outside.span for outside in found]
        found += [o for o in _under_agreement(text) if not any(o.span.overlaps(t) for t in taken)]
    return sorted(found, key=lambda outside: outside.span)


def _named(text: str) -> Iterator[Outside]:
    done = 0
    for match in _COMPILED.finditer(text):
        if match.start() < done or (match.start() and text[match.start() - 1].isalnum()):
            continue
        name = _PATTERNS[int((match.lastgroup or "p0")[1:])][0]
        if name == "address" and not _is_list(text, match.start()):
            continue
        done = match.end()
        kind = ReferenceKind.LAW if name == "clauses" else ReferenceKind.OTHER_DOCUMENT
        yield Outside(
            span=Span(*match.span()),
            kind=kind,
            name=_DEFINITION.sub("", match[0]) if name == "agreement" else None,
            is_blank=name == "blank",
        )


def _is_list(text: str, at: int) -> bool:
    """Tell whether an address on the web is where something is said to stand."""
    return bool(_LISTS.search(text, max(0, at - _NEAR), at))


def _under_agreement(text: str) -> Iterator[Outside]:
    for match in _UNDER.finditer(text):
        if _SERVICES.search(text, max(0, match.start() - _NEAR), match.start()):
            span = Span(match.start("name"), match.end("name"))
            yield Outside(span=span, kind=ReferenceKind.OTHER_DOCUMENT)


def merge_neighbours(text: str, outside: Iterable[Outside]) -> Iterator[Outside]:
    """Join an address to the name before it ("Trust Center: https://…")."""
    last: Outside | None = None
    for one in outside:
        gap = text[last.span.end : one.span.start] if last else ""
        if (
            last
            and text.startswith(("http", "www"), one.span.start)
            and len(gap) < 40
            and "." not in gap
        ):
            last = replace(last, span=Span(last.span.start, one.span.end))
            continue
        if last:
            yield last
        last = one
    if last:
        yield last
