"""Our cross-references against the gold: found, pointed at the right clause, rightly judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.crossing_gold import GoldReference, load_references
from evals.matching import are_kin_by_form
from evals.placing import find_place
from klausul.danish.references import find_mentions
from klausul.errors import EvaluationFileError
from klausul.ports import Library
from klausul.types import Reference, ReferenceKind, ReferenceStatus, Span

_INSIDE = frozenset({ReferenceKind.INTERNAL, ReferenceKind.ANNEX})
"""Kinds whose target is a clause; which of the two an annex's clause is, is a matter of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingScore:
    """Counts over the gold references of some documents, and the shares that follow.

    ``paired`` gold references are found by one of ours each; ``touching`` of ours stand where some
    gold reference does. The ``*_right`` are counted over all of the gold: what is not found is
    wrong. ``same_place`` also accepts the parent or a child of the clause meant.
    """

    gold: int
    paired: int
    ours: int
    touching: int
    kind_right: int
    target_right: int
    same_place: int
    status_right: int
    false_dangling: int

    @property
    def recall(self) -> float:
        """The share of the gold that is found."""
        return self.paired / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """The share of ours that stand where the gold has a reference."""
        return self.touching / self.ours if self.ours else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of recall and precision."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0

    def share(self, count: int) -> float:
        """Return ``count`` as a share of the gold."""
        return count / self.gold if self.gold else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One gold reference with the one of ours that found it, if any, and what is right of it."""

    gold: GoldReference
    ours: Reference | None
    label: str | None
    kind_right: bool
    target_right: bool
    same_place: bool
    status_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingReport:
    """The scores, every gold reference with its one, and those of ours that match none.

    ``false_dangling`` are those of ours said to be dangling where the gold does not say so.
    """

    overall: CrossingScore
    by_document: Mapping[str, CrossingScore]
    by_kind: Mapping[str, CrossingScore]
    judged: tuple[Judged, ...]
    extras: tuple[Reference, ...]
    false_dangling: tuple[Reference, ...]


def score_references(path: Path, *, library: Library) -> CrossingReport:
    """Compare the library's references with the gold of a JSON Lines file.

    A gold reference is found when one of ours overlaps its words in its clause; each of ours finds
    at most one, so that "9.1. og 9.2" needs two. One of ours that overlaps a gold reference found
    by another is no fault ("Serviceaftalerne" beside "andre aftaler" in one gold line).

    A target is right when it is the clause, or one of the clauses, that the gold means. Of a law,
    the law and the place in it must be the same; of another document, which the gold only
    describes, the kind must be.

    Raises:
        EvaluationFileError: The file is not valid or names a document that the library lacks.
    """
    gold = load_references(path)
    documents = sorted({reference.document_id for reference in gold})
    if unknown := [d for d in documents if d not in library.documents]:
        raise EvaluationFileError(
            f"{path}: names documents that are not in the collection: {', '.join(unknown)}"
        )
    parts = [_compare(d, [g for g in gold if g.document_id == d], library) for d in documents]
    judged = [one for part in parts for one in part.judged]
    ours = [reference for part in parts for reference in part.ours]
    return CrossingReport(
        overall=_score(judged, ours, parts),
        by_document={
            d: _score(part.judged, part.ours, [part])
            for d, part in zip(documents, parts, strict=True)
        },
        by_kind={
            kind: _score(
                [v for v in judged if v.gold.kind is kind],
                [r for r in ours if r.kind is kind],
                parts,
            )
            for kind in sorted({one.gold.kind for one in judged})
        },
        judged=tuple(judged),
        extras=tuple(r for part in parts for r in part.ours if r not in part.touching),
        false_dangling=tuple(r for part in parts for r in part.false_dangling),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    judged: tuple[Judged, ...]
    ours: tuple[Reference, ...]
    touching: frozenset[Reference]
    false_dangling: tuple[Reference, ...]


def _compare(document_id: str, gold: Sequence[GoldReference], library: Library) -> _Compared:
    ours = tuple(library.references_of(document_id))
    places = list(_places(document_id, gold, library))
    found = _pair(places, ours)
    judged = tuple(_judge(g, found.get(i), library) for i, g in enumerate(gold))
    touching = frozenset(
        r for r in ours if any(place is not None and place.overlaps(r.span) for place in places)
    )
    truly = {one.ours for one in judged if one.gold.status is ReferenceStatus.DANGLING}
    said = [r for r in ours if r.status is ReferenceStatus.DANGLING]
    return _Compared(
        judged=judged,
        ours=ours,
        touching=touching,
        false_dangling=tuple(r for r in said if r not in truly),
    )


def _places(
    document_id: str, gold: Sequence[GoldReference], library: Library
) -> Iterator[Span | None]:
    """Yield where each gold reference stands; the same words again stand further on."""
    text = library.documents[document_id].text
    clauses = library.clauses_of(document_id)
    taken: list[Span] = []
    for reference in gold:
        labelled = [c for c in clauses if c.label == reference.label]
        headed = [c for c in labelled if reference.heading and c.heading == reference.heading]
        place = find_place(
            text,
            reference.text,
            printed=reference.printed,
            inside=[c.span for c in (*headed, *labelled)],
            taken=taken,
        )
        if place is not None:
            taken.append(place)
        yield place


def _pair(places: Sequence[Span | None], ours: Sequence[Reference]) -> dict[int, Reference]:
    """Give each place the reference that lies closest on it, each reference to one place."""
    overlaps = sorted(
        (-_likeness(place, reference.span), i, j)
        for i, place in enumerate(places)
        if place is not None
        for j, reference in enumerate(ours)
        if place.overlaps(reference.span)
    )
    pairs: dict[int, Reference] = {}
    used: set[int] = set()
    for _, i, j in overlaps:
        if i not in pairs and j not in used:
            pairs[i] = ours[j]
            used.add(j)
    return pairs


def _likeness(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def _judge(gold: GoldReference, ours: Reference | None, library: Library) -> Judged:
    label = _label(ours, library)
    exact = ours is not None and _is_target(gold, ours, label)
    near = exact or (label is not None and any(are_kin_by_form(label, t) for t in gold.targets))
    return Judged(
        gold=gold,
        ours=ours,
        label=label,
        kind_right=ours is not None and _is_kind(gold.kind, ours.kind),
        target_right=exact,
        same_place=near,
        status_right=ours is not None and ours.status is gold.status,
    )


def _label(reference: Reference | None, library: Library) -> str | None:
    if reference is None or reference.target_id is None:
        return None
    return library.clauses[reference.target_id].label


def _is_kind(gold: ReferenceKind, ours: ReferenceKind) -> bool:
    return gold is ours or {gold, ours} <= _INSIDE


def _is_target(gold: GoldReference, ours: Reference, label: str | None) -> bool:
    if gold.kind in _INSIDE:
        return label in gold.targets if gold.targets else label is None
    if label is not None or ours.kind is not gold.kind:
        return False
    if gold.kind is ReferenceKind.OTHER_DOCUMENT:
        return True
    return _law(" ".join(gold.targets)) == _law(ours.target)


def _law(target: str) -> tuple[str | None, str | None] | str:
    """Return a law and the place in it in one form, however "GDPR art. 28(3)" is written."""
    spelled = target.replace(" ch. ", " kapitel ")
    mentions = [m for m in find_mentions(spelled, bare_numbers=False) if m.law]
    return (mentions[0].law, mentions[0].number) if mentions else target.casefold()


def _score(
    judged: Sequence[Judged], ours: Sequence[Reference], parts: Iterable[_Compared]
) -> CrossingScore:
    touching = {r for part in parts for r in part.touching}
    gold_dangling = {v.ours for v in judged if v.gold.status is ReferenceStatus.DANGLING}
    said = [r for r in ours if r.status is ReferenceStatus.DANGLING]
    return CrossingScore(
        gold=len(judged),
        paired=sum(v.ours is not None for v in judged),
        ours=len(ours),
        touching=sum(r in touching for r in ours),
        kind_right=sum(v.kind_right for v in judged),
        target_right=sum(v.target_right for v in judged),
        same_place=sum(v.same_place for v in judged),
        status_right=sum(v.status_right for v in judged),
        false_dangling=sum(r not in gold_dangling for r in said),
    )
