"""Our clauses against the gold inventory: labels, extents, and whether they tile the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.coverage import Violation, check_coverage
from evals.inventory import GoldClause, GoldKind, load_inventory
from evals.matching import bare_text
from klausul.errors import EvaluationFileError
from klausul.ports import Library
from klausul.types import Clause, ClauseKind

_TOP_GOLD = frozenset({GoldKind.CLAUSE, GoldKind.ITEM, GoldKind.QA, GoldKind.TABLE})
_TOP_OURS = frozenset({ClauseKind.CLAUSE, ClauseKind.ITEM, ClauseKind.QA, ClauseKind.ROW})

_ROMAN = re.compile(r"[ivxlc]*|[IVXLC]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class FScore:
    """How many gold clauses were matched, of how many in the gold and of ours."""

    matched: int
    gold: int
    ours: int

    def __post_init__(self) -> None:
        if self.gold + self.ours == 0:
            raise ValueError("an F1 over no clauses is undefined")

    @property
    def precision(self) -> float:
        """The share 0..1 of our clauses that are in the gold; 0 when we have none."""
        return self.matched / self.ours if self.ours else 0.0

    @property
    def recall(self) -> float:
        """The share 0..1 of the gold that we have; 0 when the gold has none."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.matched / (self.gold + self.ours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A gold clause that none of ours matches, and why the nearest does not."""

    clause: GoldClause
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One comparison of a set of gold clauses with the corresponding set of ours."""

    score: FScore
    by_document: Mapping[str, FScore]
    misses: tuple[Miss, ...]
    extras: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureReport:
    """How well the documents were cut into clauses.

    ``top_level`` compares level 1 clauses, items, questions and rows; ``all_levels`` everything.
    ``other_headings`` are matched pairs (ours, gold) that both have a heading, but not the same:
    no fault of label or extent.
    """

    top_level: Comparison
    all_levels: Comparison
    other_headings: tuple[tuple[Clause, GoldClause], ...]
    violations: tuple[Violation, ...]


def score_structure(path: Path, *, library: Library) -> StructureReport:
    """Compare the library's clauses with the gold clauses of a JSON Lines file.

    A match = same document, label equal (or one that the gold accepts as well), and the same
    extent; labels that repeat are told apart by extent, heading and order. Only documents that
    the gold knows are looked at.

    Raises:
        EvaluationFileError: The file is not valid or names a document that the library lacks.
    """
    gold = load_inventory(path)
    document_ids = sorted({clause.document_id for clause in gold})
    if unknown := [d for d in document_ids if d not in library.documents]:
        raise EvaluationFileError(
            f"{path}: names documents that are not in the collection: {', '.join(unknown)}"
        )
    ours = [clause for d in document_ids for clause in library.clauses_of(d)]
    all_pairs = _match(gold, ours)
    return StructureReport(
        top_level=_compare_top_level(gold, ours),
        all_levels=_compare(gold, ours, all_pairs),
        other_headings=tuple((c, g) for c, g in all_pairs if _have_other_headings(c, g)),
        violations=tuple(
            violation
            for d in document_ids
            for violation in check_coverage(library.documents[d], library.clauses_of(d))
        ),
    )


def has_extent(clause: Clause, gold: GoldClause) -> bool:
    """Tell whether the clause begins and ends where the gold does.

    White space, bullets and hyphens do not count, nor does what lies between: a footnote in the
    middle of a clause stands elsewhere in our text.
    """
    text = bare_text(clause.text)
    return _begins_right(text, gold) and text.endswith(bare_text(gold.ends))


def _begins_right(text: str, gold: GoldClause) -> bool:
    starts = bare_text(gold.starts)
    if text.startswith(bare_text(gold.lead) + starts):
        return True
    return _may_lack_lead(gold) and text.startswith(starts)


def _may_lack_lead(gold: GoldClause) -> bool:
    """At level 1 the number has no other clause to stand in; deeper, it may be the parent's."""
    is_inside = gold.level > 1 or gold.kind is GoldKind.FOOTNOTE
    return is_inside and _is_marker(gold.lead)


def _is_marker(lead: str) -> bool:
    """Tell whether a lead only counts: "a)", "- b.", "1. i)", "IV.", "¹", a bullet or nothing."""
    letters = "".join(character for character in lead if character.isalpha())
    return len(letters) <= 1 or _ROMAN.fullmatch(letters) is not None


def _match(gold: Sequence[GoldClause], ours: Sequence[Clause]) -> list[tuple[Clause, GoldClause]]:
    """Pair each gold clause with the best of ours that is free, in the gold's order."""
    free: dict[str, list[Clause]] = {}
    for clause in ours:
        free.setdefault(clause.document_id, []).append(clause)
    pairs: list[tuple[Clause, GoldClause]] = []
    for entry in gold:
        candidates = [
            clause
            for clause in free.get(entry.document_id, [])
            if clause.label in (entry.label, *entry.also_accept) and has_extent(clause, entry)
        ]
        if candidates:
            # min() keeps the first of equals: order decides last.
            best = min(candidates, key=lambda c: _distance(c, entry))
            free[entry.document_id].remove(best)
            pairs.append((best, entry))
    return pairs


def _distance(clause: Clause, gold: GoldClause) -> tuple[bool, bool, bool]:
    return (
        clause.label != gold.label,
        _have_other_headings(clause, gold),
        clause.level != gold.level,
    )


def _have_other_headings(clause: Clause, gold: GoldClause) -> bool:
    if clause.heading is None or gold.heading is None:
        return False
    return bare_text(clause.heading) != bare_text(gold.heading)


def _compare_top_level(gold: Sequence[GoldClause], ours: Sequence[Clause]) -> Comparison:
    """Compare level 1 of the kinds that answer questions.

    A gold clause that we have under another kind is found all the same; one of ours that counts
    as a clause and is none in the gold is an extra.
    """
    gold = [clause for clause in gold if clause.level == 1 and clause.kind in _TOP_GOLD]
    ours = [clause for clause in ours if clause.level == 1]
    pairs = _match(gold, ours)
    matched = {clause.clause_id for clause, _ in pairs}
    counted = [c for c in ours if c.kind in _TOP_OURS or c.clause_id in matched]
    return _compare(gold, counted, pairs, candidates=ours)


def _compare(
    gold: Sequence[GoldClause],
    ours: Sequence[Clause],
    pairs: Sequence[tuple[Clause, GoldClause]],
    *,
    candidates: Sequence[Clause] | None = None,
) -> Comparison:
    found = {id(entry) for _, entry in pairs}
    used = {clause.clause_id for clause, _ in pairs}
    documents = sorted({c.document_id for c in gold} | {c.document_id for c in ours})
    nearest = ours if candidates is None else candidates
    return Comparison(
        score=FScore(matched=len(pairs), gold=len(gold), ours=len(ours)),
        by_document={
            d: FScore(
                matched=sum(clause.document_id == d for clause, _ in pairs),
                gold=sum(clause.document_id == d for clause in gold),
                ours=sum(clause.document_id == d for clause in ours),
            )
            for d in documents
        },
        misses=tuple(
            Miss(clause=entry, why=_explain(entry, nearest))
            for entry in gold
            if id(entry) not in found
        ),
        extras=tuple(clause for clause in ours if clause.clause_id not in used),
    )


def _explain(gold: GoldClause, ours: Sequence[Clause]) -> str:
    """Return in Danish why no clause of ours is this one."""
    here = [clause for clause in ours if clause.document_id == gold.document_id]
    labelled = [clause for clause in here if clause.label in (gold.label, *gold.also_accept)]
    if not labelled:
        same = next((clause for clause in here if has_extent(clause, gold)), None)
        return f"hedder {same.label!r} hos os" if same else "ingen klausul med den betegnelse"
    labelled.sort(key=lambda clause: _distance(clause, gold))
    for clause in labelled:
        text = bare_text(clause.text)
        if _begins_right(text, gold):
            if text.endswith(bare_text(gold.ends)):
                return f"{clause.clause_id} svarer allerede til en anden"
            return f"{clause.clause_id} slutter »{_excerpt(clause.text, last=True)}«"
    return f"{labelled[0].clause_id} begynder »{_excerpt(labelled[0].text)}«"


def _excerpt(text: str, *, last: bool = False) -> str:
    words = " ".join(text.split())
    return words[-50:] if last else words[:50]
