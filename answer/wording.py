"""The Danish words that Klausul itself adds around the verbatim quotes.

Everything factual is a quote; the sentences here only frame it or say that nothing was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from klausul.types import Clause, ClauseKind, Document, Verdict

GREETING = (
    "Hej! Stil et spørgsmål om en databehandleraftale, så finder jeg svaret i aftalens egen tekst."
)
NOT_A_QUESTION = (
    "Jeg svarer kun på spørgsmål om de aftaler, jeg har, og kun med aftalernes egne ord."
)
AMBIGUOUS = "Hvad vil du gerne vide? Nævn emnet, fx sletning eller underdatabehandlere."

UNDECIDED = "Teksten siger ikke ja eller nej."

_VERDICTS = {Verdict.JA: "Ja", Verdict.NEJ: "Nej"}
_NUMBERED_PARTS = frozenset({"bilag", "fodnote", "afsnit", "punkt", "pkt."})
_SECTIONS = {"parter": "afsnittet om parterne", "indledning": "indledningen", "titel": "titlen"}
_NUMBER = re.compile(r"\d+(?:\.[\dA-Za-zÆØÅæøå]+)*")


def say_verdict(verdict: Verdict, *, is_reserved: bool = False, is_read: bool = False) -> str:
    """Return "Ja." or "Nej.".

    With its reservation if the polarity ``is_reserved``, and as a reading if it ``is_read`` out of
    the words rather than printed in them.
    """
    reading = ", som jeg læser det" if is_read else ""
    reservation = ", dog med forbehold" if is_reserved else ""
    return f"{_VERDICTS[verdict]}{reading}{reservation}."


def name_clause(clause: Clause) -> str:
    """Return how a reader refers to ``clause``: "pkt. 10.1", "Bilag C.4", "“Hvor …?”"."""
    label = " ".join(clause.label.split())
    if label.lower() in _SECTIONS:
        return _SECTIONS[label.lower()]
    if clause.kind is ClauseKind.ROW and clause.heading:
        return f"{label} (“{' '.join(clause.heading.split())}”)"
    if clause.kind is ClauseKind.QA or "?" in label:
        return f"“{label}”"
    if _NUMBER.fullmatch(label):
        return f"pkt. {label}"
    part, _, number = label.rpartition(" ")
    if part.isalpha() and _NUMBER.fullmatch(number) and part.lower() not in _NUMBERED_PARTS:
        return f"{part} pkt. {number}"
    return label


def name_document(document: Document) -> str:
    """Return how a reader tells ``document`` from the others: its title with the vendor's name."""
    title = " ".join(document.title.split())
    names = document.vendor_names or (document.vendor,)
    if document.vendor == document.document_id and not document.vendor_names:
        return title  # the vendor is only the file's name
    if any(name.lower() in title.lower() for name in names):
        return title
    return f"{title} ({names[0]})"


def name_source(clause: Clause, document: Document) -> str:
    """Return how a reply cites ``clause``: "Databehandleraftale (Alfa ApS), pkt. 10.1"."""
    return f"{name_document(document)}, {name_clause(clause)}"


def sources(names: Sequence[str]) -> str:
    """Return the last lines of a reply: what it cites, numbered if there are several."""
    if len(names) == 1:
        return f"Kilde: {names[0]}"
    return "\n".join(["Kilder:", *(f"[{n}] {name}" for n, name in enumerate(names, start=1))])


def not_found(*, documents: Sequence[Document], nearest: Clause | None) -> str:
    """Return the refusal: what was searched, and the nearest clause as such, not as an answer."""
    if nearest is None:
        return f"Det kan jeg ikke finde i {_name_all(documents)}."
    is_named_by_it = nearest.kind in (ClauseKind.QA, ClauseKind.ROW)
    heading = None if is_named_by_it or nearest.heading == nearest.label else nearest.heading
    about = f" ({' '.join(heading.split())})" if heading else ""
    found = f"{name_clause(nearest)}{about}"
    # Something is near: whether it answers is what could not be told.
    where = f"Jeg finder ikke et sikkert svar i {_name_all(documents)}."
    return f"{where} Det nærmeste er {found}."


def clause_not_found(*, labels: Sequence[str], documents: Sequence[Document]) -> str:
    """Return that a clause which the question names was not found.

    Never that there is none: a number may be printed in a way that was not read as one.
    """
    named = " og ".join(f"punkt {label}" if label[:1].isdigit() else label for label in labels)
    return f"{named[:1].upper()}{named[1:]} kan jeg ikke finde i {_name_all(documents)}."


def name_vendor(document: Document) -> str:
    """Return the vendor's name as people write it."""
    return document.vendor_names[0] if document.vendor_names else document.vendor


def silent(names: Sequence[str]) -> str:
    """Return that the documents of some vendors that were asked about say nothing, if any do."""
    if not names:
        return ""
    return f"Hos {' og '.join(names)} fandt jeg ikke noget, der svarer på spørgsmålet."


def outside_scope(*, names: Sequence[str], documents: Sequence[Document]) -> str:
    """Return that the question names a vendor whose documents this conversation may not use."""
    where = _name_all(documents)
    return f"Spørgsmålet nævner {' og '.join(names)}, men her svares kun ud fra {where}."


def unknown_name(name: str, *, documents: Sequence[Document]) -> str:
    """Return that ``documents`` do not mention a name or a year which the question is about."""
    named = name if name.isdigit() else f"“{name}”"
    it = "det" if len(documents) == 1 else "dem"
    return (
        f"{named} nævnes ikke i {_name_all(documents)}, så jeg kan ikke svare på det ud fra {it}."
    )


def no_firm_deadline(words: str) -> str:
    """Return the lead of an answer that holds only a vague deadline, in its own words."""
    return f"Ingen fast frist: »{words}«."


def corrected(pairs: Sequence[tuple[str, str]]) -> str:
    """Return the note that words were read as other words."""
    read = ", ".join(f"“{wrong}” som “{right}”" for wrong, right in pairs)
    return f"Spørgsmålet er læst med rettet stavning: {read}."


def vague_deadline(words: str) -> str:
    """Return the note that only a vague deadline is printed."""
    return f"Dette punkt angiver ingen fast frist, kun »{words}«."


def _name_all(documents: Sequence[Document]) -> str:
    """Return how a reader refers to all of ``documents`` at once."""
    if len(documents) == 1:
        return name_document(documents[0])
    if len({document.vendor for document in documents}) == 1:
        return f"dokumenterne fra {name_vendor(documents[0])}"
    return "de aftaler, jeg har"
