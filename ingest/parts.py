"""Several agreements in one file: where each begins and what it is called in a reference."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from ingest.drafts import Lines
from ingest.markers import MarkerKind, find_marker
from ingest.shapes import ends_sentence, is_title, short_title

_NAMES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"databehandl\w*aftale|data processing agreement|\bdpa\b", re.I), "DBA"),
    (re.compile(r"betingelser", re.I), "Betingelser"),
    (re.compile(r"vilkår", re.I), "Vilkår"),
    (re.compile(r"aftale", re.I), "Aftale"),
)
_COUNTED = frozenset({MarkerKind.INTEGER, MarkerKind.DECIMAL, MarkerKind.PARAGRAPH})
_KIND_WORD = re.compile(r"aftale|betingelser|vilkår|politik|agreement|terms|bestemmelser", re.I)


def find_parts(lines: Lines, body: int, *, skip: Collection[int] = ()) -> Mapping[int, str]:
    """Return the line of each later agreement's title with its short name; -1 is the first.

    A new agreement begins where a title that names one stands over a numbering that begins again.
    A file that holds one agreement has no parts; lines in ``skip`` are no titles.
    """
    counted = 0
    found: dict[int, str] = {}
    for i in range(body, len(lines)):
        first = _first_number(lines[i])
        counted = first if first is not None else counted
        titled = i not in skip and _is_agreement_title(lines[i])
        if counted >= 2 and titled and _first_number(lines[i + 1]) in (0, 1):
            found[i] = _name(lines[i])
            counted = 0
    if not found:
        return {}
    return {-1: _first_name(lines, body, taken=set(found.values())), **found}


def _first_number(text: str) -> int | None:
    """Return the number of the section that a line opens or lies in."""
    marker = find_marker(text)
    if marker is None or marker.kind not in _COUNTED:
        return None
    digits = re.match(r"\d+", marker.number)
    return int(digits[0]) if digits else None


def _is_agreement_title(text: str) -> bool:
    if find_marker(text) or ends_sentence(text):
        return False
    return is_title(text) and bool(_KIND_WORD.search(text)) and len(text.split()) <= 8


def _name(title: str) -> str:
    for pattern, name in _NAMES:
        if pattern.search(title):
            return name
    return short_title(title).capitalize()


def _first_name(lines: Lines, body: int, *, taken: set[str]) -> str:
    """Return the first agreement's name: from the title, but not one that a later part has."""
    title = " ".join(lines.texts[:body])
    for pattern, name in _NAMES:
        if name not in taken and pattern.search(title):
            return name
    return short_title(lines[0]).capitalize() if body else "Aftale"
