"""What a line looks like: a title, prose, a table's head, a field to fill in."""

from __future__ import annotations

import re

from klausul.danish.companies import ends_in_company

# Words that a title does not end with: the line goes on.
_FUNCTION_WORDS = frozenset(
    "og eller samt af med til i på for at som der den det de en et om ved fra under herunder "
    "efter mellem hos over mod uden via jf".split()
)
# Words after which a number at the start of the next line is a reference, not a marker.
_CITING_LEADS = re.compile(
    r"(?:\b(?:punkt(?:erne)?|pkt|bestemmelse(?:n|r|rne)?s?|bilag|stk|artikel|artiklerne|art|nr|litra"
    r"|kapitel|afsnit|klausul|forordning|direktiv|jf|side)\.?"
    r"|\d[\d.]*\s+(?:og|eller|samt)|[§(–/])$",
    re.I,
)
_COUNTING_LEADS = re.compile(
    r"\b(?:kl|ca|version|på|i|af|til|fra|inden|efter|mindst|højst|senest|over|under|kr|dkr|mellem"
    r"|d|den|det|de|en|et)\.?$",
    re.I,
)
_HEADING_LONGEST = 240
_FINITE_VERBS = frozenset(
    "er var bliver blev har havde kan kunne skal skulle må måtte vil ville bør fremgår gælder "
    "indeholder udgør omfatter følger sker findes træder ophører behandler sikrer foretager "
    "foretages behandles opbevares slettes gives anvendes benyttes sendes udføres indhentes "
    "fremsendes accepterer sletter meddeler underretter giver betaler hæfter logger bistår hjælper "
    "vurderer orienterer kontrollerer overfører afleverer returnerer anmelder leverer bruger "
    "kræver ændrer opsiges meldes logges krypteres gemmes bevares varsles bæres afgøres påhviler "
    "deler skriver ringer svarer spørger siger fører står ligger går får tager beder".split()
)
_ABBREVIATED_END = re.compile(
    r"\b(?:mv|m\.v|m\.m|osv|o\.lign|o\.l|m\.fl|etc|evt|jf|ca|inkl|ekskl|nr|stk|art|pkt|bl\.a|f\.eks"
    r"|fx|dvs|vedr|hhv|litra|kap|kl)\.$"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-/][^\W\d_]+)*")

_COLUMN_STEMS = (
    "navn", "cvr", "virksomhed", "adresse", "land", "lokal", "lokation", "service",
    "ydelse", "aftale", "beskrivelse", "behandling", "formål", "produkt",
    "databehandleraftale", "underdatabehandler", "underleverandør", "leverandør", "bestemmelse",
    "begrundelse", "ændring", "overførselsgrundlag", "kategori", "personoplysning", "registrerede",
    "foranstaltning", "opbevaring", "slettefrist", "frist", "system", "krav", "kontrol", "pris",
    "opgave", "sted", "placering", "region", "funktion", "omfang", "hjemsted", "værktøj",
    "type", "rolle", "kontakt", "telefon", "mail", "dato", "version", "emne", "svar",
)  # fmt: skip
_FIELDS = frozenset(
    "navn stilling titel underskrift dato sted telefon telefonnummer tlf tlf. e-mail email "
    "mail cvr cvr-nr. cvr-nummer adresse organisation virksomhed kontaktperson".split()
) | {
    "date",
    "name",
    "title",
    "signature",
    "sted og dato",
    "dato og sted",
    "by og dato",
    "sted, dato",
    "navn og titel",
}
_PAGE_NUMBER_AT_END = re.compile(r"(?:\t|\.{3,}|…|\s{2,}|\s)\s*\d{1,3}$")
_CONTENTS_TITLE = re.compile(
    r"(?:indhold(?:sfortegnelse)?|bilags(?:fortegnelse|oversigt|liste)|oversigt over bilag"
    r"|table of contents|contents)\.?:?$",
    re.I,
)


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` in lower case, without numbers."""
    return [word.lower() for word in _WORD.findall(text)]


def ends_sentence(text: str) -> bool:
    """Tell whether ``text`` ends as a finished sentence or lead-in does."""
    stripped = text.rstrip(" \t\"'”’»)")
    return stripped.endswith((".", ":", ";", "!", "?")) and not _ABBREVIATED_END.search(stripped)


def ends_open(text: str) -> bool:
    """Tell whether ``text`` ends in a word that something must follow."""
    last = text.rsplit(maxsplit=1)[-1].lower() if text.strip() else ""
    return last in _FUNCTION_WORDS or text.endswith(",")


def ends_in_reference(text: str) -> bool:
    """Tell whether a number on the next line would belong to this line's last words."""
    return ends_in_citation(text) or bool(_COUNTING_LEADS.search(text.rstrip()))


def ends_in_citation(text: str) -> bool:
    """Tell whether this line's last words lead to a clause's number: "jf. pkt."."""
    return bool(_CITING_LEADS.search(text.rstrip()))


def starts_lower(text: str) -> bool:
    """Tell whether the first letter, past quotation marks and brackets, is lower case."""
    stripped = text.lstrip("\"'”“„«»(–- ")
    return bool(stripped) and stripped[0].islower()


def is_title(text: str, *, longest: int = 110) -> bool:
    """Tell whether a line reads as a title: short, no full stop, no finite verb, not cut off."""
    text = text.strip()
    if not text or len(text) > longest or starts_lower(text) or "\t" in text:
        return False
    body = text[:-1] if text.endswith(":") else text
    if ends_sentence(body) or ends_open(body) or not _WORD.search(body):
        return False
    return not has_finite_verb(body)


def has_finite_verb(text: str) -> bool:
    """Tell whether ``text`` holds one of the verbs that make a sentence of a clause's words."""
    return not _FINITE_VERBS.isdisjoint(words_of(text))


def is_heading_text(text: str) -> bool:
    """Tell whether the words after a section number read as its heading, not as a sentence.

    Looser than ``is_title``: a heading may hold a verb, but not end as a sentence does.
    """
    text = text.strip()
    if not _WORD.search(text) or len(text) > _HEADING_LONGEST or starts_lower(text):
        return False
    return not ends_sentence(text.removesuffix(":")) and not ends_open(text)


def is_prose(text: str) -> bool:
    """Tell whether a line is running text: a sentence of some length."""
    return len(text) >= 25 and (ends_sentence(text) or len(text) > 110)


def is_sentence(text: str) -> bool:
    """Tell whether a line is running text, be it short: "Databehandleren må ikke:"."""
    return is_prose(text) or (ends_sentence(text) and has_finite_verb(text))


def is_table_head(text: str) -> bool:
    """Tell whether a line names the columns of a table."""
    if text.count("\t") >= 2:
        cells = [cell for cell in text.split("\t") if cell.strip()]
        return len(cells) >= 3 and all(not ends_sentence(cell) for cell in cells)
    words = words_of(text)
    if not 3 <= len(words) <= 14 or ends_sentence(text) or not _FINITE_VERBS.isdisjoint(words):
        return False
    named = {_column(word) for word in words} - {None}
    counted = sum(_column(word) is not None for word in words)
    spoken = sum(len(word) > 3 for word in words)
    glued = any(word in _FUNCTION_WORDS - {"og", "for", "til", "af"} for word in words)
    return len(named) >= 3 and counted >= 0.55 * spoken and not glued


def is_column_name(text: str) -> bool:
    """Tell whether a line is the name of one column: "Navn", "Beskrivelse af behandling"."""
    words = words_of(text)
    short = 1 <= len(words) <= 6 and len(text) <= 60 and not ends_sentence(text)
    return short and _column(words[0]) is not None and not has_finite_verb(text)


def _column(word: str) -> str | None:
    """Return the longest column stem that opens ``word``, or the one that ends the compound."""
    stems = [stem for stem in _COLUMN_STEMS if word.startswith(stem)]
    stems = stems or [stem for stem in _COLUMN_STEMS if word.endswith(stem)]
    return max(stems, key=len, default=None)


def company_prefix(text: str) -> str | None:
    """Return the company that a line opens with, or None: "Nordhost SL" of "Nordhost SL, Calle"."""
    words = text.split("\t", 1)[0].split()
    prefixes = (" ".join(words[:n]).rstrip(",;:") for n in range(2, min(6, len(words)) + 1))
    return next((prefix for prefix in prefixes if ends_in_company(prefix)), None)


def is_field(text: str) -> bool:
    """Tell whether a line is a field to fill in: a label with at most a short value."""
    label = re.split(r"[\t:]", text.strip(), maxsplit=1)[0].strip().lower()
    return all(part.strip() in _FIELDS for part in label.split("/"))


_PARTY_BLOCK = re.compile(
    r"(?:på vegne af|for) (?:den )?(?:dataansvarlige?|databehandler|kunde|l)", re.I
)
_SHORT_TITLE_WORDS = 4
_SHORT_TITLE_END = re.compile(
    r"\s+(?:over|ved|af|om|til|for|i|på|med|fra|vedrørende|hos|mellem|og|[–—-])\s|[:(–—]"
)


def opens_party_block(text: str) -> bool:
    """Tell whether a line names the party for whom the fields below are filled in."""
    return bool(_PARTY_BLOCK.match(text.strip())) and len(text) <= 80 and not ends_sentence(text)


def short_title(title: str) -> str:
    """Return what people call a section: its title, or the noun phrase that opens a long one."""
    if len(title.split()) <= _SHORT_TITLE_WORDS:
        return title.strip().rstrip(" .:")
    head = _SHORT_TITLE_END.split(title.strip(), maxsplit=1)[0].strip(" .:")
    return head or title.strip()


def is_contents_title(text: str) -> bool:
    """Tell whether a line is the title of a table of contents."""
    return bool(_CONTENTS_TITLE.match(text.strip()))


def is_contents_entry(text: str) -> bool:
    """Tell whether a line of a table of contents ends in its page number."""
    return bool(_PAGE_NUMBER_AT_END.search(text.strip()))
