"""Labels of clauses against gold entries, and whether formats agree on them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from evals.layouts.blocks import Entry
from evals.structure import FScore
from ingest.pipeline import read_document
from klausul.errors import IngestError

_FIRST_WORDS = 6
_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Our entries beside the gold ones; ``same_levels`` counts the matched of equal level."""

    score: FScore
    same_levels: int
    missed: tuple[Entry, ...]
    extra: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of one file: its entries, or why there are none."""

    name: str
    format: str
    entries: tuple[Entry, ...] = ()
    error: str | None = None

    @property
    def sequence(self) -> tuple[tuple[int, str], ...]:
        """Level and label of each entry, in order."""
        return tuple((entry.level, _normal(entry.label)) for entry in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where the labels of one agreement first part: the format, and the label in each."""

    name: str
    format: str
    place: int
    expected: str
    found: str


def read_entries(path: Path, *, name: str, format: str) -> Reading:
    """Read a file as ingest does; a file that cannot become a document has no entries."""
    try:
        record, _ = read_document(path)
    except IngestError as error:
        return Reading(name=name, format=format, error=str(error))
    entries = tuple(Entry(label=c.label, level=c.level, text=c.text) for c in record.clauses)
    return Reading(name=name, format=format, entries=entries)


def compare_entries(ours: Sequence[Entry], gold: Sequence[Entry]) -> Comparison:
    """Match each gold entry with the first of ours of its label that begins with its words.

    Letters and digits alone count; a number may stand in our words or apart from them.
    """
    unused: dict[str, list[Entry]] = defaultdict(list)
    for entry in ours:
        unused[_normal(entry.label)].append(entry)
    missed: list[Entry] = []
    same_levels = 0
    for wanted in gold:
        candidates = unused[_normal(wanted.label)]
        found = next((entry for entry in candidates if begins_alike(entry, wanted)), None)
        if found is None:
            missed.append(wanted)
        else:
            candidates.remove(found)
            same_levels += found.level == wanted.level
    left = {id(entry) for entries in unused.values() for entry in entries}
    return Comparison(
        score=FScore(matched=len(gold) - len(missed), gold=len(gold), ours=len(ours)),
        same_levels=same_levels,
        missed=tuple(missed),
        extra=tuple(entry for entry in ours if id(entry) in left),
    )


def begins_alike(entry: Entry, gold: Entry) -> bool:
    """Tell whether ``entry`` begins with the first words of ``gold``."""
    bare = bare_signs(entry.text)
    openings = {gold.text, gold.text.removeprefix(gold.number)}
    keys = {bare_signs(" ".join(opening.split()[:_FIRST_WORDS])) for opening in openings}
    return any(key and bare.startswith(key) for key in keys) or not any(keys)


def bare_signs(text: str) -> str:
    """Return the letters and digits of ``text``, composed and without case; "¹" is a 1."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def first_difference(reading: Reading, expected: Sequence[tuple[int, str]]) -> Difference | None:
    """Return where the labels of ``reading`` part from those expected; None where they do not."""
    if reading.error is not None:
        return _difference(reading, place=1, expected="–", found=reading.error)
    for place, (want, have) in enumerate(zip_longest(expected, reading.sequence), start=1):
        if want != have:
            return _difference(reading, place=place, expected=_shown(want), found=_shown(have))
    return None


def add_scores(scores: Iterable[FScore]) -> FScore:
    """Return one score over all entries."""
    listed = list(scores)
    return FScore(
        matched=sum(score.matched for score in listed),
        gold=sum(score.gold for score in listed),
        ours=sum(score.ours for score in listed),
    )


def _difference(reading: Reading, *, place: int, expected: str, found: str) -> Difference:
    return Difference(
        name=reading.name, format=reading.format, place=place, expected=expected, found=found
    )


def _shown(item: tuple[int, str] | None) -> str:
    return f"{'  ' * (item[0] - 1)}{item[1]}"[:_SHOWN] if item else "nothing"


def _normal(label: str) -> str:
    return " ".join(unicodedata.normalize("NFC", label).split())
