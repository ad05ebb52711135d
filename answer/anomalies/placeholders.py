"""Blanks of a template that nobody has filled in, outside the blocks of signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answer.anomalies.examined import Examined, around, begin, listed, name_place
from klausul.types import Anomaly, AnomalyKind, Clause, ClauseKind, Span

_WANTED = (
    r"inds[æa]t\w*|angiv\w*|udfyld\w*|skriv\b|tilføj\w*|vælg\w*|beskriv\b|anfør\w*|insert\w*|fill\b"
    r"|specify|navn\w*|virksomhed\w*|firma\w*|kunde\w*|leverandør\w*|dato\w*|adresse\w*|beløb\w*"
    r"|antal|cvr\w*|name|date|company|customer|amount|tbd|x{2,}|●|•|_+|\.{2,}|…|\?+"
)
_BLANK = re.compile(
    rf"(?<!\w)\[\s*(?i:{_WANTED})[^\[\]\n]{{0,120}}\](?!\()"
    rf"|(?<!\w)<\s*(?i:{_WANTED})[^<>\n@/]{{0,80}}>"
    r"|\{\{[^{}\n]{1,60}\}\}|\$\{[^{}\n]{1,60}\}"
    r"|(?<![\w-])(?:DD|dd|XX|xx)[-./ ]?(?:MM|mm|XX|xx)[-./ ]?"
    r"(?:YYYY|ÅÅÅÅ|åååå|yyyy|XXXX|xxxx|YY|ÅÅ|XX|20XX)(?![\w-])"
    r"|(?<![\w-])(?:20XX|20xx|ÅÅÅÅ)(?![\w-])"
    r"|(?<![\w/.-])(?:X{2,}|x{2,}|Y{2,}|N\.N)(?![\w@-]|\.\w)"
    r"|(?<!\w)(?:TBD|TBC|T\.B\.D\.|LOREM|Lorem ipsum)(?!\w)"
)
_RULED = re.compile(r"_{4,}|(?<!\.)\.{6,}(?!\.)|…{2,}")
_ROMAN = re.compile(
    r"(?:kapitel|kap\.|afsnit|del|bind|bilag|artikel|sct\.?|nr\.?)\s*$|^\s*$", re.IGNORECASE
)
_FORM = re.compile(r"form(?:at|en)|skrevet som|på formen|skabelon", re.IGNORECASE)
_SIGNS = re.compile(
    r"\b(?:navn|dato|sted|den|titel|stilling|underskrift|signatur|for|på vegne af|name|date|title"
    r"|signature|place|by)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LEADS_TO_PAGE = re.compile(r"\s*\d{1,3}(?:\s|$)")
_FEWEST_WORDS = 3
"""A ruled line is a blank in prose if its line has so many words beside it."""

_FIELDS = (
    r"cvr(?:-?\s?(?:nr|nummer))?|navn|adresse|e-?mail|telefon|tlf|stilling|titel|mobil"
    r"|kontaktperson"
)
_FIELD = re.compile(rf"(?:{_FIELDS})\.?\s*:?", re.IGNORECASE)
_CVR = re.compile(r"[ \t]*(?P<field>CVR(?:[-. ]?(?:nr|nummer))?\.?\s*:?)[ \t]*$", re.I | re.M)
_FILLED = re.compile(r"\s*(?:DK[- ]?)?\d")
_SIGNATURE_FIELD = re.compile(r"underskrift|signatur|dato|sted|signature", re.IGNORECASE)
_CONTACT_FIELD = re.compile(r"e-?mail|telefon|tlf|mobil|adresse|cvr", re.IGNORECASE)
_SKIPPED = frozenset({ClauseKind.SIGNATURE, ClauseKind.CONTENTS})


def find_placeholders(examined: Examined) -> Iterator[Anomaly]:
    """Yield one finding for each clause that has blanks, and for each group of empty fields."""
    found: dict[str, tuple[Clause, list[Span]]] = {}
    for span in _blanks(examined.document.text):
        clause = examined.clause_at(span)
        if clause is None or clause.kind in _SKIPPED:
            continue
        found.setdefault(clause.clause_id, (clause, []))[1].append(span)
    for clause, spans in found.values():
        text = examined.document.text
        printed = list(dict.fromkeys(" ".join(span.of(text).split()) for span in spans))
        named = "pladsholderen" if len(printed) == 1 else "pladsholderne"
        yield examined.report(
            AnomalyKind.PLACEHOLDER,
            f"{begin(name_place(clause))} har {named} {listed([f'»{p}«' for p in printed])}, som"
            " ikke er udfyldt.",
            [examined.cite(clause, _quoted(clause, span)) for span in spans],
        )
    yield from _find_parties(examined)
    yield from _find_fields(examined)


def has_placeholder(text: str) -> bool:
    """Tell whether ``text`` holds a blank."""
    return next(_blanks(text), None) is not None


def _blanks(text: str) -> Iterator[Span]:
    """Yield the blanks of ``text`` in order."""
    found = [m for m in _BLANK.finditer(text) if not _is_meant(text, m)]
    ruled = [m for m in _RULED.finditer(text) if _is_in_prose(text, m)]
    for match in sorted([*found, *ruled], key=lambda m: m.start()):
        yield Span(match.start(), match.end())


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Tell whether what looks like a blank is a Roman number, or describes a format."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    is_number = set(match[0]) == {"X"} and len(match[0]) <= 3 and _ROMAN.search(line) is not None
    return is_number or _FORM.search(line) is not None


def _is_in_prose(text: str, match: re.Match[str]) -> bool:
    """Tell whether a ruled line is a blank in a sentence, not a signature or a leader."""
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    before, after = text[start : match.start()], text[match.end() : end if end >= 0 else None]
    if _LEADS_TO_PAGE.match(after):
        return False
    words = [w for w in _WORD.findall(f"{before} {after}") if not _SIGNS.fullmatch(w)]
    return len(words) >= _FEWEST_WORDS and bool(_WORD.search(after))


def _quoted(clause: Clause, span: Span) -> Span:
    """Return the sentence around a blank; a lone blank is quoted with its line."""
    return around(clause, span)


def _find_parties(examined: Examined) -> Iterator[Anomaly]:
    """Yield the parties whose company number is not filled in."""
    for clause in examined.clauses:
        if clause.kind is not ClauseKind.PREAMBLE:
            continue
        for match in _CVR.finditer(clause.text):
            if _FILLED.match(clause.text, match.end()):
                continue
            start = clause.span.start
            span = Span(start + match.start("field"), start + match.end("field"))
            yield examined.report(
                AnomalyKind.PLACEHOLDER,
                f"I {name_place(clause)} er feltet »{match['field'].strip()}« ikke udfyldt.",
                [examined.cite(clause, _trimmed(span, examined.document.text))],
            )


def _find_fields(examined: Examined) -> Iterator[Anomaly]:
    """Yield the blocks of contact fields without a value; a block to sign is left alone."""
    for clause in examined.clauses:
        is_head = clause.kind is ClauseKind.HEADING  # of a table: its fields are below
        if is_head or clause.kind in _SKIPPED or examined.children_of(clause):
            continue
        for lines in _field_blocks(clause):
            names = [line[0].strip().rstrip(":") for line in lines]
            if any(_SIGNATURE_FIELD.search(name) for name in names):
                continue
            if len(names) < 2 or not any(_CONTACT_FIELD.match(name) for name in names):
                continue
            start = clause.span.start
            span = Span(start + lines[0].start(), start + lines[-1].end())
            under = f" under »{' '.join(clause.heading.split())}«" if clause.heading else ""
            yield examined.report(
                AnomalyKind.PLACEHOLDER,
                f"Felterne {listed(names)} i {_label(clause)}{under} er ikke udfyldt.",
                [examined.cite(clause, _trimmed(span, examined.document.text))],
            )


def _label(clause: Clause) -> str:
    label = " ".join(clause.label.split())
    return f"pkt. {label}" if label[:1].isdigit() else label


def _field_blocks(clause: Clause) -> Iterator[Sequence[re.Match[str]]]:
    """Yield the runs of lines that are the names of fields and nothing else."""
    block: list[re.Match[str]] = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", clause.text):
        words = line[0].strip()
        if _FIELD.fullmatch(words) or _SIGNATURE_FIELD.fullmatch(words.rstrip(":")):
            block.append(line)
            continue
        if block:
            yield block
        block = []
    if block:
        yield block


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
