"""Who an agreement is between: names, roles and company numbers as the text prints them.

A party's role stands in one of four places: a heading above it ("Databehandler:"), the words of
its definition ("(herefter »Databehandleren«)"), the short name that the text goes on with
("»Nordlys«") or the sentence that it is the subject of ("Nordlys ApS er databehandler").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from klausul.danish.companies import LEGAL_FORMS
from klausul.types import Party, PartyRole

_CAPITALISED = r"[A-ZÆØÅ0-9][\w&'’+-]{0,40}(?:\.\w[\w'’+-]{0,20}){0,3}"
COMPANY = re.compile(
    rf"(?<![\w.])(?P<name>(?![\d.]+[ ]){_CAPITALISED}"
    rf"(?:[ ](?:{_CAPITALISED}|&|og|for|Co\.|Brdr\.|St\.)){{0,5}}?)"
    rf"[ ,]{{1,2}}(?P<form>{LEGAL_FORMS})(?!\w)"
)
_PUBLIC = re.compile(
    r"(?<!\w)(?:(?:[A-ZÆØÅ][\w-]+[ ]){1,3}(?:Kommune|Provsti|Gymnasium|Universitet|Hospital"
    r"|Efterskole|Højskole|Friskole|Styrelse|Forsyning)"
    r"|Region[ ][A-ZÆØÅ]\w+)(?!\w)"
)
CVR = re.compile(
    r"(?:CVR|SE|reg)[\w./-]*(?:[ ]?(?:nr|nummer|no)\b\.?)?\s*[.:]?\s*(?:DK[ -]?)?"
    r"(?P<digits>\d(?:[ .]?\d){7})(?!\d)",
    re.I,
)
_PROCESSOR = r"databehandler(?:en|ens|s)?|\w*leverandør(?:en|ens)?|data processor|processor"
_CONTROLLER = r"dataansvarlige?s?|kunden?s?|bruger(?:en)?|data controller|controller"
_ROLE = re.compile(
    rf"(?<!\w)(?:(?P<processor>{_PROCESSOR})|(?P<controller>(?:den )?(?:{_CONTROLLER})))(?!\w)",
    re.I,
)
_DEFINITION = re.compile(
    r"(?:herefter|i det følgende|efterfølgende|benævnt|benævnes|kaldet|kaldes|hereinafter|som)\b"
    r"|[(\"“”„»«]",
    re.I,
)
_OF_CONTRACT = re.compile(
    r"part|aftale|betingelse|vilkår|ydelse|tjeneste|service|system|portal|bilag|instruks|produkt"
    r"|bestemmelse|hovedaftale|bruger|medlem|løsning|data|oplysning|brud|dag",
    re.I,
)
_SENTENCE_END = re.compile(r"[.;]\s+(?=[A-ZÆØÅ§])")
_SHORT_NAME = re.compile(r"[\"“”„»«](?P<name>[^\"“”„»«\n]{2,40})[\"“”»«]")
_IS_ROLE = re.compile(
    r"\b(?:er|som er|optræder som|handler som|fungerer som|,? som)\s+(?:den\s+)?"
    rf"(?P<role>{_PROCESSOR}|{_CONTROLLER})(?!\w)",
    re.I,
)
_SPEAKER = re.compile(r"\W*(?:(?P<vendor>vi|os|vores)|(?:I|jer|jeres|dig|du))\W*$", re.I)
_ON_BEHALF = re.compile(r"\s*(?:\([^)]*\)\s*)?behandler\s+(?:\w+\s+){0,6}?på vegne af", re.I)
_LEAD = re.compile(
    rf"(?:^|\n)[ \t]*(?:(?:på vegne af|for)\s+)?(?:(?P<processor>{_PROCESSOR})"
    rf"|(?P<controller>(?:den )?(?:{_CONTROLLER})))(?:s? (?:navn|oplysninger))?[ \t]*"
    r"(?:[:–\t-]\s*|\n+)(?:(?:navn|virksomhed|firma)[ \t]*[:\t][ \t]*)?$",
    re.I,
)
_HOST = re.compile(r"(?<![\w-])([\w-]{3,})\.(?:dk|com|eu|io|net|org)(?![\w-])", re.I)
_NOT_VENDORS = frozenset(
    {"datatilsynet", "retsinformation", "borger", "gmail", "hotmail", "outlook"}
)
REACH = 260  # characters after a name in which its number and definition stand
_BESIDE = 120  # characters before a name in which its heading stands
_FEWEST_AGAIN = 2  # a short name that is spoken of again is how people call a party


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedParty:
    """A party with the other names that the text gives it.

    ``is_sure`` tells that its role or number stands on the line of its name.
    """

    party: Party
    names: tuple[str, ...] = ()
    is_sure: bool = False


def find_parties(text: str) -> tuple[NamedParty, ...]:
    """Return the parties that ``text``, the opening of a document, names, in order.

    A company named twice is one party; what the first place does not tell, the next may.
    """
    found: dict[str, NamedParty] = {}
    mentions = list(_mentions(text))
    ends = [*(mention.start for mention in mentions[1:]), len(text)]
    for mention, end in zip(mentions, ends, strict=False):
        party = _read(text, mention, end=min(end, mention.end + REACH))
        known = found.get(mention.name.casefold())
        found[mention.name.casefold()] = _merge(known, party) if known else party
    return tuple(found.values())


def other_names(company: str, text: str) -> tuple[str, ...]:
    """Return what else people call ``company``: without its form, and its own web name.

    A word of the name that is also the name of a web or mail address in ``text`` is the word that
    people use: "Plan" of "Nord Plan A/S" with support@plan.dk.
    """
    match = COMPANY.fullmatch(company)
    short = match["name"] if match else company
    words = [word for word in short.split() if len(word) > 2]
    hosts = web_names(text)
    used = [word for word in words if word.casefold() in hosts and word != short]
    return tuple(dict.fromkeys([short, *used] if match else used))


@dataclass(frozen=True, slots=True)
class _Mention:
    name: str
    start: int
    end: int


def _mentions(text: str) -> Iterator[_Mention]:
    found: list[_Mention] = []
    for match in COMPANY.finditer(text):
        name = _alone(match[0], text)
        found.append(_Mention(name, match.end() - len(name), match.end()))
    for match in _PUBLIC.finditer(text):
        inside = any(m.start <= match.start() < m.end for m in found)
        if not inside:
            found.append(_Mention(match[0], match.start(), match.end()))
    yield from sorted(found, key=lambda mention: mention.start)


def web_names(text: str) -> set[str]:
    """Return the names of the web and mail addresses in ``text``, but for the authorities'."""
    return {host.casefold() for host in _HOST.findall(text)} - _NOT_VENDORS


def _alone(company: str, text: str) -> str:
    """Return the second party of "mellem Egernet og Børnenyt ApS", where "og" joins no name.

    A name that holds the word is spoken of as a whole: "Hansen og Søn".
    """
    first, joined, last = company.rpartition(" og ")
    if not joined:
        return company
    between = re.search(rf"\bmellem\s+{re.escape(first)}\s+og\s+{re.escape(last)}", text)
    name = last.rsplit(" ", 1)[0]
    spoken = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text))
    return last if (between or spoken > text.count(f"{first} og {name}")) else company


def _read(text: str, mention: _Mention, *, end: int) -> NamedParty:
    after = _SENTENCE_END.split(text[mention.end : end], maxsplit=1)[0]
    before = text[max(0, mention.start - _BESIDE) : mention.start]
    beside = after.split("\n", 1)[0]
    is_sure = bool(CVR.search(beside) or _role_after(beside))
    after = beside if is_sure else after
    cvr = CVR.search(after)
    role = _role_above(before) or _role_after(after)
    digits = re.sub(r"\D", "", cvr["digits"]) if cvr else None
    party = Party(name=mention.name, role=role or PartyRole.OTHER, cvr=digits)
    return NamedParty(party=party, names=tuple(_short_names(after, text)), is_sure=is_sure)


def _role_after(after: str) -> PartyRole | None:
    return _role_defined(after) or _role_told(after)


def _role_above(before: str) -> PartyRole | None:
    match = _LEAD.search(before)
    return _role_of(match) if match else None


def _role_defined(after: str) -> PartyRole | None:
    """Return the role of the definition that follows a name: (herefter »Databehandleren«)."""
    definition = _DEFINITION.search(after)
    if definition is None:
        return None
    closed = after.find(")", definition.end()) if "(" in definition[0] else -1
    words = after[definition.start() : closed if closed >= 0 else definition.start() + 80]
    return _role_of(_ROLE.search(words)) or _role_of_speaker(words)


def _role_of_speaker(words: str) -> PartyRole | None:
    """Return the role of who says "vi" and "os" in the vendor's own agreement."""
    match = _SPEAKER.match(words)
    if match is None:
        return None
    return PartyRole.PROCESSOR if match["vendor"] else PartyRole.CONTROLLER


def _role_told(after: str) -> PartyRole | None:
    match = _IS_ROLE.search(after)
    if match:
        return _role_of(_ROLE.fullmatch(match["role"]))
    return PartyRole.PROCESSOR if _ON_BEHALF.match(after) else None


def _role_of(match: re.Match[str] | None) -> PartyRole | None:
    if match is None:
        return None
    return PartyRole.PROCESSOR if match["processor"] else PartyRole.CONTROLLER


def _short_names(after: str, text: str) -> Iterator[str]:
    """Yield the short names that a definition gives and the text goes on with."""
    for match in _SHORT_NAME.finditer(after):
        name = match["name"].strip(" ,.")
        generic = _ROLE.search(name) or _OF_CONTRACT.match(name)
        again = len(re.findall(rf"(?<!\w){re.escape(name)}", text)) > _FEWEST_AGAIN - 1
        if not generic and again and name[:1].isupper():
            yield name


def _merge(known: NamedParty, again: NamedParty) -> NamedParty:
    """Return what two places tell of a party; the line that holds its name counts first."""
    first, other = (again, known) if again.is_sure and not known.is_sure else (known, again)
    role = other.party.role if first.party.role is PartyRole.OTHER else first.party.role
    party = replace(first.party, role=role, cvr=first.party.cvr or other.party.cvr)
    names = tuple(dict.fromkeys([*known.names, *again.names]))
    return NamedParty(party=party, names=names, is_sure=first.is_sure)


def processor_of(parties: Sequence[NamedParty]) -> NamedParty | None:
    """Return the one party that the agreement makes processor, or the only one that it names."""
    processors = [p for p in parties if p.party.role is PartyRole.PROCESSOR]
    if processors:
        return processors[0]
    unknown = [p for p in parties if p.party.role is PartyRole.OTHER]
    told = [p for p in parties if p.party.role is PartyRole.CONTROLLER]
    alone = len(unknown) == 1 and (told or len(parties) == 1)
    return unknown[0] if alone else None
