"""The opening of a document: title, parties, introduction and table of contents."""

from __future__ import annotations

import re
from collections.abc import Collection

from ingest.drafts import Draft, Lines
from ingest.faq import match_question
from ingest.landmarks import Landmarks
from ingest.markers import Marker, MarkerKind, find_marker
from ingest.shapes import (
    ends_sentence,
    has_finite_verb,
    is_prose,
    is_sentence,
    is_title,
    starts_lower,
)
from klausul.danish.companies import ends_in_company, names_company
from klausul.types import ClauseKind

TITLE, PARTIES, INTRODUCTION = "Titel", "Parter", "Indledning"
CONTENTS = "Indholdsfortegnelse"

_BODY_MARKERS = frozenset(
    {
        MarkerKind.ANNEX,
        MarkerKind.DECIMAL,
        MarkerKind.INTEGER,
        MarkerKind.LETTERED,
        MarkerKind.PARAGRAPH,
    }
)
_AGREEMENT_WORD = re.compile(
    r"\b(?:databehandl\w*aftale\w*|\w*aftale|\w*betingelser|\w*vilkår|\w*bestemmelser|bilag|faq)\b",
    re.I,
)
_PARTIES_OPEN = re.compile(
    r"(?:[^\W\d_]+\s+){0,3}mellem\b|.{0,90}\b(?:mellem(?: undertegnede)?|between):?$", re.I
)
_PARTIES_ALONE = re.compile(
    r"(?:[^\W\d_]+\s+){0,3}mellem(?: undertegnede)?:?|.{0,90}\b(?:mellem|between):?", re.I
)
_PARTIES_CLOSE = re.compile(r"\bpart(?:er(?:ne)?)?[\"”»’']*\.?\)?$", re.I)
_PARTIES_IN_ONE = re.compile(r"\b(?:herefter|kaldet|benævnt)\b.*\bpart(?:er(?:ne)?)?\b", re.I)
_PARTIES_TITLE = re.compile(r"(?:aftalens\s+)?part(?:er|erne)?(?::|$)", re.I)
_FEWEST_HEADINGS = 3  # that make a body without numbers
_OPENING_SHARE = 0.3  # of the lines, before which a table of contents stands
_COVER = 6  # lines of a cover page
_ADDRESS_LINES = 5  # from a party's name to its number or role
_PARTIES_LONGEST = 24
_PARTIES_SENTENCE = re.compile(r"\b(?:mellem\b.+\bog|between\b.+\band)\b.+", re.I)
_CVR = re.compile(r"\bCVR\b", re.I)
_OF_VERSION = re.compile(
    r"(?:version|udgave|senest|sidst|opdateret|gælde|gyldig|dato|revideret)\w*\b.*\d", re.I
)
_AND = re.compile(r"(?:og|and|&)$", re.I)
_IDENTIFIED = re.compile(
    r"\bCVR\b|\(\W*(?:herefter\W+)?(?:den\s+)?(?:dataansvarlig|databehandler|kunde|leverandør)",
    re.I,
)
_OF_A_LETTER = re.compile(
    r"(?:hej|kære|hi|dear)\b|(?:fra|til|sendt|emne|cc|from|to|sent|subject):", re.I
)
_ROLES_TOLD = re.compile(
    r"\b(?P<a>dataansvarlig|databehandler)(?:e|en)?\b(?=\s+er\b|[\"”»])"
    r"|\ber\s+(?:\w+\s+)?(?P<b>dataansvarlig|databehandler)",
    re.I,
)
_BETWEEN_ROLES = re.compile(r"\bmellem\s+[a-zæøå ]+$")  # "mellem dataansvarlige og databehandlere"
_ROLE = re.compile(r"\((?:herefter\W+)?(?:den\s+)?(?:dataansvarlig|databehandler)", re.I)


def read_opening(lines: Lines, landmarks: Landmarks) -> tuple[list[Draft], int]:
    """Return the drafts of the opening and the line at which the body begins."""
    contents = landmarks.contents
    body = _find_body(lines, landmarks)
    drafts: list[Draft] = []
    i = 0
    while i < body:
        if i in contents:
            last = i
            while last + 1 in contents:
                last += 1
            drafts.append(_draft(ClauseKind.CONTENTS, CONTENTS, i, last))
            i = last + 1
            continue
        label, last = _classify(
            lines,
            i,
            body,
            contents,
            titles_only=_all_titles(drafts),
            no_title=all(draft.label != TITLE for draft in drafts),
        )
        _add(drafts, label, i, last)
        i = last + 1
    return drafts, body


def _draft(kind: ClauseKind, label: str, first: int, last: int) -> Draft:
    return Draft(kind=kind, label=label, first=first, last=last, closed=True)


def _add(drafts: list[Draft], label: str, first: int, last: int) -> None:
    """Add lines to the last draft when it has the same label, else open a new one."""
    if drafts and drafts[-1].label == label:
        drafts[-1].last = last
        return
    kind = ClauseKind.HEADING if label == TITLE else ClauseKind.PREAMBLE
    drafts.append(_draft(kind, label, first, last))


def _all_titles(drafts: list[Draft]) -> bool:
    return all(draft.label == TITLE for draft in drafts)


def _classify(
    lines: Lines,
    i: int,
    body: int,
    contents: Collection[int],
    *,
    titles_only: bool,
    no_title: bool,
) -> tuple[str, int]:
    """Return what line ``i`` is and the last line that belongs with it."""
    text = lines[i]
    opens = (
        _PARTIES_OPEN.match(text)
        and not _AGREEMENT_WORD.match(text)
        and not _BETWEEN_ROLES.search(text)
    )
    if opens and (not is_prose(text) or names_company(text)):
        return PARTIES, _parties_end(lines, i, body, contents)
    if _PARTIES_TITLE.match(text) or _PARTIES_IN_ONE.search(text):
        return PARTIES, i
    block = _party_block_end(lines, i, body, contents)
    if block is not None:
        return PARTIES, block
    if titles_only and _is_opening_title(text):
        return TITLE, i
    if no_title and _is_opening_title(text) and _AGREEMENT_WORD.search(text):
        return TITLE, i
    if _names_parties(text):
        return PARTIES, i
    return INTRODUCTION, i


def _parties_end(lines: Lines, first: int, body: int, contents: Collection[int]) -> int:
    """Return the last line of the parties: the words "… parterne", or where something else begins.

    "Mellem" alone on its line opens a block of names and addresses.
    """
    opened_alone = bool(_PARTIES_ALONE.fullmatch(lines[first]))
    last = first
    for i in range(first, min(first + _PARTIES_LONGEST, body)):
        if _PARTIES_CLOSE.search(lines[i]):
            return i
        if i > first + opened_alone and (_leaves_parties(lines, i) or i in contents):
            break
        if opened_alone or lines[i].startswith("("):
            last = i
    return last


def _leaves_parties(lines: Lines, i: int) -> bool:
    """Tell whether line ``i`` is running text, and not a party with its address in one line."""
    return is_prose(lines[i]) and not (names_company(lines[i]) and _IDENTIFIED.search(lines[i]))


def _party_block_end(lines: Lines, i: int, body: int, contents: Collection[int]) -> int | None:
    """Return the last line of a block that names two parties, with no "mellem" above it.

    Lines of names, addresses and roles, with "og" between the two or a number each.
    """
    if _AGREEMENT_WORD.search(lines[i]) or not _of_party(lines, i):
        return None
    last = i
    for j in range(i, min(i + _PARTIES_LONGEST, body)):
        if j in contents or is_prose(lines[j]):
            break
        if _of_party(lines, j) or _AND.match(lines[j]) or (last == j - 1 and not lines.gap(j)):
            last = j
    block = lines.texts[i : last + 1]
    parted = any(_AND.match(text) for text in block[1:-1])
    told = sum(bool(_IDENTIFIED.search(text)) for text in block)
    named = any(names_company(text) for text in block)
    return last if named and (parted or told >= 2) else None


def _of_party(lines: Lines, i: int) -> bool:
    """Tell whether a line names a party, or stands in one piece above what identifies it."""
    for j in range(i, i + _ADDRESS_LINES):
        text = lines[j]
        if names_company(text) or _IDENTIFIED.search(text) or (j > i and _AND.match(text)):
            return True
        if is_prose(text) or _AGREEMENT_WORD.search(text) or (lines[j + 1] and lines.gap(j + 1)):
            return bool(lines[j + 1]) and _AND.match(lines[j + 1]) is not None and "," in text
    return False


def _names_parties(text: str) -> bool:
    """Tell whether a sentence says between whom: "mellem Egernet og Børnenyt ApS"."""
    match = _PARTIES_SENTENCE.search(text)
    if len(_CVR.findall(text)) >= 2 or len(_IDENTIFIED.findall(text)) > 2:
        return True
    if match is None:
        roles = {(m["a"] or m["b"]).casefold() for m in _ROLES_TOLD.finditer(text)}
        told = len(roles) == 2
        return len(_ROLE.findall(text)) >= 2 or (told and names_company(text))
    words = match[0].split()
    companies = any(ends_in_company(word.rstrip(".,;:()")) for word in words)
    return companies or bool(_ROLE.search(match[0]))


def _is_opening_title(text: str) -> bool:
    if ends_sentence(text) or has_finite_verb(text) or text.startswith("("):
        return False
    if _OF_A_LETTER.match(text):
        return False
    words = text.split()
    spaced_out = all(len(word) == 1 for word in words)  # A F T A L E
    return len(words) <= 10 or spaced_out or bool(_AGREEMENT_WORD.match(text))


def _find_body(lines: Lines, landmarks: Landmarks) -> int:
    """Return the first line of the body: a number, a question, or an unnumbered heading."""
    contents = landmarks.contents
    first = max(contents, default=0) + 1
    if min(contents, default=0) > _OPENING_SHARE * len(lines):
        first = 1  # a list at the end parts no opening from the body
    marked = [i for i in range(first, len(lines)) if _heads_words(lines, i)]
    for i in range(first if first > 1 else 0, len(lines)):
        if len(marked) >= 2 and i == marked[0]:
            return i
        if i not in contents and (landmarks.opens_body(i) or _opens_body(lines, i)):
            # "## Sletning" above "### Hvornår sletter I?" groups the questions.
            groups = i in landmarks.questions and i > 1 and lines.is_marked_heading(i - 1)
            above = _headings_above(lines, i, first)
            return above[0] if above else i - groups
    for i in range(1, len(lines)):
        if i not in contents and not lines.is_footnote(i) and _opens_loose_body(lines, i):
            return i
    return len(lines) if not _prose_lines(lines) else _prose_lines(lines)[0]


def _opens_loose_body(lines: Lines, i: int) -> bool:
    """Tell whether line ``i`` is the first heading of a text without numbers."""
    heading = lines.is_marked_heading(i) or is_title(lines[i])
    dated = _OF_VERSION.match(lines[i])
    return heading and not dated and is_sentence(lines[i + 1])


def _headings_above(lines: Lines, i: int, first: int) -> list[int]:
    """Return the unnumbered headings above an annex that is the first thing with a number."""
    marker = find_marker(lines[i])
    if marker is None or marker.kind is not MarkerKind.ANNEX:
        return []
    titles = [j for j in range(max(first, 1), i) if lines.is_apart(j)]
    headed = [j for j in titles if _opens_loose_body(lines, j)]
    return headed if len(headed) >= _FEWEST_HEADINGS else []


def _heads_words(lines: Lines, i: int) -> bool:
    """Tell whether the format marks line ``i`` as a heading, without a number, of running text."""
    if not lines.is_marked_heading(i) or find_marker(lines[i]) or starts_lower(lines[i]):
        return False
    below = lines[i + 1]
    return is_sentence(below) and find_marker(below) is None and not _names_parties(below)


def _prose_lines(lines: Lines) -> list[int]:
    return [i for i in range(len(lines)) if is_prose(lines[i])]


def _opens_body(lines: Lines, i: int) -> bool:
    marker = find_marker(lines[i])
    if match_question(lines[i]) is not None:
        return True
    if marker is None or marker.kind not in _BODY_MARKERS:
        return False
    return marker.kind is not MarkerKind.ANNEX or not _titles_all(lines, i, marker)


def _titles_all(lines: Lines, i: int, marker: Marker) -> bool:
    """Tell whether the document is an annex as a whole: "Bilag 4 – Databehandleraftale"."""
    rest = lines[i][marker.length :].lstrip(" :–—-") or lines[i + 1]
    return i <= _COVER and (starts_lower(rest) or bool(_AGREEMENT_WORD.search(rest)))
