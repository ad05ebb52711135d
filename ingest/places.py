"""The places of a document: its clauses by label, part, section and annex."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from klausul.danish.annexes import ANNEX_WORDS, annex_labels
from klausul.danish.tokens import terms, words
from klausul.types import Clause, ClauseKind, Span

_ANNEX = re.compile(
    rf"(?P<label>(?:{'|'.join(ANNEX_WORDS)}) (?P<annex>\d{{1,2}}[a-z]?|[A-ZÆØÅ]|[IVX]+))(?![\w])",
    re.I,
)
_BESIDE = re.compile(r"(?i:(?:neden|oven)(?:stående|nævnte)|(?:neden|oven)for)\s+[^\W\d_]+")
_LINE = re.compile(
    r"^[\s#*>•-]*(?:(?P<word>pkt\.?|punkt|bestemmelse|artikel|klausul|afsnit|section|clause|article"
    rf"|{'|'.join(ANNEX_WORDS)}|§)\s*)?"
    r"(?P<number>\d{1,2}[a-z]?(?:\.\d{1,2})*|[A-Z](?:\.\d{1,2})*|[IVX]{1,5})(?P<end>[.):]?)(?=\s|$|:)",
    re.I | re.M,
)
_CHAPTER = re.compile(r"(?:kapitel|chapter)\b", re.I)
_LAST_LEVEL = re.compile(r"(?:\.[^.\s]+|, stk\. \S+)$")


class Places:
    """Looks clauses up by what a reference prints."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        """Index the clauses of one document, in order."""
        self.clauses = tuple(clauses)
        self.tops = tuple(clause for clause in clauses if clause.level == 1)
        self.has_numbers = any(clause.number for clause in clauses)
        self.has_paragraphs = any("§" in clause.label for clause in clauses)
        self.has_chapters = any(_CHAPTER.match(clause.label) for clause in clauses)
        self._by_label: dict[str, Clause] = {}
        self._order = {clause.clause_id: i for i, clause in enumerate(clauses)}
        self._top_order = [self._order[clause.clause_id] for clause in self.tops]
        self._families = _families(clauses)
        for clause in clauses:
            self._by_label.setdefault(clause.label.casefold(), clause)
        self._printed = _printed_lines(clauses)
        self._stems: dict[str, frozenset[str]] = {}
        self._parts = tuple(dict.fromkeys(clause.part for clause in clauses if clause.part))

    def at(self, label: str) -> Clause | None:
        """Return the first clause with this label."""
        return self._by_label.get(label.casefold())

    def find(self, number: str, *, part: str | None) -> Clause | None:
        """Look a number up in a part, then outside every part, then in the other parts.

        Of other parts, one that is no annex: "punkt 4" in an annex means the agreement's.
        """
        mains = [p for p in self._parts if not _ANNEX.match(p)]
        part = next((p for p in mains if part and part.casefold().endswith(p.casefold())), part)
        labels = [f"{part} {number}", f"{part}.{number}"] if part else []
        labels += [number, *(f"{main} {number}" for main in reversed(mains) if part not in mains)]
        found = (self.at(label) for label in labels)
        return next((clause for clause in found if clause), None)

    def printed(self, number: str) -> Clause | None:
        """Return the clause with a line that begins with a number, or with that above it.

        Such a line was not taken for a clause, but the number is there: nothing dangles.
        """
        above = number.rpartition(".")[0]
        is_known = not above or self.find(above, part=None) is not None
        return self._printed.get(number) or (None if is_known else self.printed(above))

    def has_children(self, clause: Clause) -> bool:
        """Tell whether numbered clauses lie under ``clause``."""
        above = clause.label.casefold()
        return any(label.startswith((f"{above}.", f"{above}, stk")) for label in self._by_label)

    def above(self, clause: Clause) -> Clause | None:
        """Return the clause one level up by its label: of "10.1" the section "10"."""
        label = _LAST_LEVEL.sub("", clause.label)
        return self.at(label) if label != clause.label else None

    def annex_of(self, clause: Clause) -> Clause | None:
        """Return the annex that ``clause`` stands in."""
        match = _ANNEX.match(clause.part or clause.label)
        return self.at(match["label"]) if match else None

    def in_annex(self, number: str) -> Clause | None:
        """Return an annex ("C", "1") or a point of one ("C.4", "1.3"), by whichever word."""
        found = (self.at(label) for label in annex_labels(number))
        return next((clause for clause in found if clause), None)

    def points_of(self, annex: Clause) -> list[Clause]:
        """Return the numbered clauses right under an annex, in order, each label once."""
        below = f"{annex.label}.".casefold()
        return [
            clause
            for label, clause in self._by_label.items()
            if label.startswith(below) and "." not in label[len(below) :] and clause.level == 1
        ]

    def deepest(self, span: Span, *, within: Clause) -> Clause:
        """Return the innermost clause of ``within`` that holds ``span``, both in the document."""
        family = self._families[within.clause_id]
        inside = [c for c in family if c.span.contains(span) and within.span.contains(c.span)]
        return max(inside, key=lambda c: (c.level, -len(c.span)), default=within)

    def items_of(self, clause: Clause) -> list[Clause]:
        """Return the items right inside a clause, in order."""
        family = self._families[clause.clause_id]
        return [c for c in family if c.parent_id == clause.clause_id]

    def stems_of(self, clause: Clause) -> frozenset[str]:
        """Return the stems of a clause's whole words, those of "ovenstående …" left out."""
        if clause.clause_id not in self._stems:
            self._stems[clause.clause_id] = stems(_BESIDE.sub(" ", clause.text))
        return self._stems[clause.clause_id]

    def before(self, clause: Clause) -> list[Clause]:
        """Return the top-level clauses before one, nearest first."""
        place = bisect_left(self._top_order, self._order[clause.clause_id])
        return list(reversed(self.tops[:place]))

    def after(self, clause: Clause) -> list[Clause]:
        """Return the top-level clauses after one, nearest first."""
        return list(self.tops[bisect_right(self._top_order, self._order[clause.clause_id]) :])

    def members_of(self, section: Clause) -> list[Clause]:
        """Return a section's heading and the clauses under it, by their labels."""
        below = f"{section.label}."
        return [section, *(c for c in self.tops if c.label.startswith(below))]


def _printed_lines(clauses: Sequence[Clause]) -> dict[str, Clause]:
    """Return the numbers with which lines of the clauses begin, annexes with their word."""
    found: dict[str, Clause] = {}
    for clause in clauses:
        if clause.kind is ClauseKind.CONTENTS:
            continue
        for match in _LINE.finditer(clause.text):
            word = (match["word"] or "").casefold()
            if word or "." in match["number"] or match["end"]:
                is_annex = word in ANNEX_WORDS
                number = match["number"].casefold() if is_annex else match["number"]
                found.setdefault(f"bilag {number}" if is_annex else number, clause)
    return found


def stems(text: str) -> frozenset[str]:
    """Return the stems of whole words: "oplysninger" do not stand in "personoplysninger"."""
    return frozenset(next(iter(terms(word)), "") for word in words(text))


def own_heading(clause: Clause) -> str:
    """Return the heading that is printed in a clause itself, "" where it only stands under one."""
    heading = clause.heading or ""
    opening = " ".join(clause.text[: len(heading) + 40].split())
    return heading if heading and " ".join(heading.split()) in opening else ""


def is_in_annex(clause: Clause) -> bool:
    """Tell whether a clause is an annex or stands in one."""
    return _ANNEX.match(clause.part or clause.label) is not None


def is_heading(clause: Clause) -> bool:
    """Tell whether a clause only names what follows."""
    return clause.kind in (ClauseKind.HEADING, ClauseKind.CONTENTS)


def _families(clauses: Sequence[Clause]) -> dict[str, list[Clause]]:
    """Return for each clause, by id, the top-level clause that it lies in with all inside."""
    families: dict[str, list[Clause]] = {}
    family: list[Clause] = []
    for clause in clauses:
        if clause.level == 1:
            family = []
        family.append(clause)
        families[clause.clause_id] = family
    return families
