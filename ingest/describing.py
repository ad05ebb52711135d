"""What a document says of itself: title, kind, vendor, version."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.manifest import ManifestEntry
from ingest.opening import CONTENTS, TITLE
from klausul.danish.companies import LEGAL_FORMS
from klausul.types import Clause, ClauseKind, DocumentKind

_OPENING = 4000  # characters in which parties, title and version are looked for
_TITLE_LONGEST = 120
_COMPANY = re.compile(
    r"(?P<name>[A-ZÆØÅ0-9][\w&.'’-]*(?:[ ](?:[A-ZÆØÅ0-9&][\w&.'’-]*|og|for)){0,5}?)"
    rf"[ ](?P<form>{LEGAL_FORMS})(?!\w)"
)
_PROCESSOR = re.compile(r"databehandler(?!aftale|konstruktion)|leverandør", re.I)
_CONTROLLER = re.compile(r"dataansvarlig|kunden", re.I)
_AGREEMENT = re.compile(r"databehandl\w*aftale|data processing|dba\b|dpa\b", re.I)
_TERMS = re.compile(r"betingelser|vilkår|terms", re.I)
_FAQ = re.compile(r"\bfaq\b|spørgsmål og svar|ofte stillede", re.I)
_MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december"
).split()
_VERSION = re.compile(
    r"(?:version|ver\.|v\.?)\s*(?P<version>\d+(?:\.\d+)*)"
    rf"|(?P<date>(?:\d{{1,2}}\.\s*)?(?:{'|'.join(_MONTHS)})\s+(?:19|20)\d\d)"
    r"|(?P<numeric>\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b)",
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


def describe(
    clauses: Sequence[Clause], *, document_id: str, entry: ManifestEntry | None
) -> Description:
    """Describe a document; one whose vendor stands nowhere is its own vendor."""
    kind = (entry and entry.kind) or _find_kind(clauses)
    company = None if entry and entry.vendor else _find_vendor(clauses)
    vendor = (entry and entry.vendor) or (_slug(company) if company else document_id)
    names = (entry.vendor_names if entry else ()) or _names_of(company)
    return Description(
        vendor=vendor,
        vendor_names=names,
        title=(entry and entry.title) or _find_title(clauses) or document_id,
        kind=kind,
        version=(entry and entry.version) or _find_version(clauses),
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


def _find_title(clauses: Sequence[Clause]) -> str | None:
    first = clauses[0] if clauses else None
    if first is None or first.label != TITLE:
        return None
    lines = [line.strip() for line in first.text.splitlines() if line.strip()]
    named = [line for line in lines if _AGREEMENT.search(line) or _TERMS.search(line)]
    title = (named or [" ".join(lines)])[0]
    return (
        title if len(title) <= _TITLE_LONGEST else title[:_TITLE_LONGEST].rsplit(" ", 1)[0] + " …"
    )


def _find_kind(clauses: Sequence[Clause]) -> DocumentKind:
    opening = _opening(clauses)
    pairs = sum(clause.kind is ClauseKind.QA for clause in clauses)
    if pairs >= 3 or (pairs and _FAQ.search(opening)):
        return DocumentKind.FAQ
    if _TERMS.search(opening) and not _AGREEMENT.search(opening):
        return DocumentKind.TERMS
    return DocumentKind.AGREEMENT


def _find_vendor(clauses: Sequence[Clause]) -> str | None:
    """Return the processor's company name when the opening tells it apart from the customer's."""
    opening = _opening(clauses)
    companies = list(_COMPANY.finditer(opening))
    if not companies:
        return None
    for company, following in zip(companies, [*companies[1:], None], strict=True):
        end = following.start() if following else len(opening)
        after = opening[company.end() : min(end, company.end() + 250)]
        role = _PROCESSOR.search(after)
        other = _CONTROLLER.search(after)
        if role and not (other and other.start() < role.start()):
            return _alone(company[0], opening)
    names = {_alone(company[0], opening) for company in companies}
    return names.pop() if len(names) == 1 else None


def _alone(company: str, opening: str) -> str:
    """Return the second party of "mellem Egernet og Børnenyt ApS", where "og" joins no name.

    A name that holds the word is spoken of as a whole: "Hansen og Søn".
    """
    first, joined, last = company.rpartition(" og ")
    between = re.search(rf"\bmellem\s+{re.escape(first)}\s+og\s+{re.escape(last)}", opening)
    name = last.rsplit(" ", 1)[0]
    spoken = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", opening))
    return last if joined and (between or spoken > opening.count(f"{first} og {name}")) else company


def _names_of(company: str | None) -> tuple[str, ...]:
    if company is None:
        return ()
    short = _COMPANY.fullmatch(company)
    return tuple(dict.fromkeys([company, short["name"]] if short else [company]))


def _slug(company: str) -> str:
    match = _COMPANY.fullmatch(company)
    name = match["name"] if match else company
    return re.sub(r"[^\w.]+", "-", name.lower()).strip("-.")


def _find_version(clauses: Sequence[Clause]) -> str | None:
    match = _VERSION.search(_opening(clauses))
    return next((value for value in match.groups() if value), None) if match else None
