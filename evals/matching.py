"""When words and places count as the same: the rules behind every comparison with the gold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from evals.cases import GoldEntry
from klausul.ports import Library
from klausul.types import Clause, ClauseKind

_HYPHENS = "\\-\u00ad\u2010\u2011"
# Which glyph a bullet prints as (one of them is a private-use character of a PDF font) is no
# matter of structure or evidence.
_BULLETS = "•▪◦‣●\uf0b7"
_NOT_BARE = re.compile(rf"[\s{_HYPHENS}{_BULLETS}]+")
_WORD_BREAK = re.compile(rf"(?<=\w)[{_HYPHENS}]\s*(?=\w)")
_WORD = re.compile(r"\w+")
_CHILD_SUFFIX = re.compile(r"\.[^.\s]+|\s[^.]+")

# A heading only names what follows: it is not the place that its clauses are.
_NAMES_ONLY = frozenset({ClauseKind.HEADING, ClauseKind.CONTENTS})


def bare_text(text: str) -> str:
    """Return ``text`` without white space, hyphens and bullets.

    At a line end one cannot tell the hyphen of a word ("IRM-" + "beskyttet") from that of a broken
    word ("be-" + "skyttet"); bare, every way of joining the two halves is equal.
    """
    return _NOT_BARE.sub("", unicodedata.normalize("NFC", text))


def plain_text(text: str) -> str:
    """Return ``text`` with white space collapsed and case folded, to look for strings in."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def words_of(text: str) -> list[str]:
    """Return the words of ``text``, case folded; a word broken or joined by a hyphen is one."""
    return _WORD.findall(_WORD_BREAK.sub("", unicodedata.normalize("NFC", text)).casefold())


def share_in_order(quote: str, evidence: str) -> float:
    """Return the share 0..1 of the evidence's words that stand in the quote in the same order.

    The longest common subsequence of words over the number of words of the evidence.
    """
    wanted = words_of(evidence)
    if not wanted:
        return 0.0
    return _common_length(words_of(quote), wanted) / len(wanted)


def are_kin_by_form(label: str, other: str) -> bool:
    """Tell whether one label reads as the direct child of the other ("2.4", "2.4.IV")."""
    longer, shorter = (label, other) if len(label) > len(other) else (other, label)
    return longer.startswith(shorter) and bool(_CHILD_SUFFIX.fullmatch(longer[len(shorter) :]))


class Matcher:
    """Decides for one library whether a clause is right by a gold entry."""

    def __init__(self, library: Library) -> None:
        self._clauses = library.clauses
        self._kin = _kin_labels(library)
        self._bare = {clause_id: bare_text(c.text) for clause_id, c in self._clauses.items()}

    def is_right(self, clause_id: str, entry: GoldEntry) -> bool:
        """Tell whether the clause is the gold's place or holds its evidence.

        Right = in the gold's document and (label equal, parent or child of the gold's, or the
        clause holds the evidence). A clause that the library does not know is never right.
        """
        clause = self._clauses.get(clause_id)
        if clause is None or clause.document_id != entry.document_id:
            return False
        return self._is_same_place(clause, entry.label) or (
            bare_text(entry.evidence) in self._bare[clause_id]
        )

    def _is_same_place(self, clause: Clause, label: str) -> bool:
        if clause.label == label:
            return True
        if clause.kind in _NAMES_ONLY:
            return False
        return label in self._kin[clause.clause_id] or are_kin_by_form(clause.label, label)


def _kin_labels(library: Library) -> dict[str, frozenset[str]]:
    """Return for every clause the labels of the clauses that hold it and that it holds."""
    kin: dict[str, set[str]] = {clause_id: set() for clause_id in library.clauses}
    for clause in library.clauses.values():
        for ancestor in _ancestors(clause, library):
            kin[clause.clause_id].add(ancestor.label)
            kin[ancestor.clause_id].add(clause.label)
    return {clause_id: frozenset(labels) for clause_id, labels in kin.items()}


def _ancestors(clause: Clause, library: Library) -> list[Clause]:
    found: dict[str, Clause] = {}
    parent_id = clause.parent_id
    while parent_id is not None and parent_id not in found:
        parent = library.clauses.get(parent_id)
        if parent is None or parent.kind in _NAMES_ONLY:
            break
        found[parent_id] = parent
        parent_id = parent.parent_id
    return list(found.values())


def _common_length(left: Sequence[str], right: Sequence[str]) -> int:
    """Return the length of the longest common subsequence (Wagner and Fischer, 1974)."""
    lengths = [0] * (len(right) + 1)
    for word in left:
        diagonal = 0
        for i, other in enumerate(right, start=1):
            above = lengths[i]
            lengths[i] = diagonal + 1 if word == other else max(above, lengths[i - 1])
            diagonal = above
    return lengths[-1]
