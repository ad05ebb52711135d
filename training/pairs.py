"""Questions and the clauses that answer them, read from ``data/training``."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HELD_OUT_FILES = "heldout-*.jsonl"
"""Whole agreements that the encoder never sees."""

_HELD_OUT_SHARE = 0.05
_WHOLE = "agreements"
_INVENTED = ("annotated", "synthetic", "agreements", "concepts", "more-synthetic")
_WITHOUT_CLAUSES = frozenset({"unanswerable", "followups"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One way in which an agreement says a thing."""

    heading: str
    text: str

    def searchable(self) -> str:
        """Return heading and words on one line, as the index searches a passage."""
        return ". ".join(" ".join(part.split()) for part in (self.heading, self.text) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Questions that are all answered by each of the wordings.

    ``document`` tells which items stand in one agreement, so that each of them is a true negative
    of the others; items of different documents with one ``topic`` may answer each other's
    questions. It is empty for a clause that belongs to no whole document.
    """

    name: str
    area: str
    document: str
    topic: str
    wordings: tuple[Wording, ...]
    questions: tuple[str, ...]
    near_misses: tuple[str, ...] = ()

    @property
    def is_of_whole_document(self) -> bool:
        """Tell whether its near misses were written against every clause of its document."""
        return self.area.startswith(_WHOLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """What is trained on, and what only measures."""

    trained: tuple[Item, ...]
    held_out_clauses: tuple[Item, ...]
    held_out_agreements: tuple[Item, ...]


def load_split(folder: Path) -> Split:
    """Read every file of ``folder`` and keep whole agreements and one clause in twenty aside.

    The clauses of the shipped documents are never kept aside: they are what is served.

    Raises:
        ValueError: A line is no object of the form that ``data/training/README.md`` gives.
    """
    held_out = frozenset(path.name for path in folder.glob(HELD_OUT_FILES))
    items = [item for path in sorted(folder.glob("*.jsonl")) for item in _read(path)]
    merged = _merge(items)
    agreements = [item for item in merged if f"{item.area}.jsonl" in held_out]
    rest = [item for item in merged if f"{item.area}.jsonl" not in held_out]
    aside = [item for item in rest if _is_aside(item)]
    return Split(
        trained=tuple(item for item in rest if not _is_aside(item)),
        held_out_clauses=tuple(aside),
        held_out_agreements=tuple(agreements),
    )


def _read(path: Path) -> Iterator[Item]:
    if path.stem in _WITHOUT_CLAUSES:
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield _item(json.loads(line), area=path.stem)
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}:{number} is no training clause: {error!r}") from error


def _item(data: Mapping[str, Any], *, area: str) -> Item:
    entries = data.get("clauses", [data])
    wordings = tuple(Wording(heading=w["heading"], text=w["clause"]) for w in entries)
    seed = data.get("document", "synthetic")
    document = data.get("agreement", "") if seed == "synthetic" else seed
    if "concept" in data:  # written so that no question fits another concept of the file
        document = area
    return Item(
        name=data.get("concept") or f"{document} {data.get('label', '')}".strip(),
        area=area,
        document=document,
        topic=data["topic"],
        wordings=wordings,
        questions=tuple(question["q"] for question in data["questions"]),
        near_misses=(*data.get("near_miss", ()), *data.get("open", ())),
    )


def _merge(items: Iterable[Item]) -> list[Item]:
    """Join items with the same words, or a clause would become its own negative."""
    groups: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item in items:
        groups[tuple(_folded(wording.text) for wording in item.wordings)].append(item)
    return [_joined(group) for group in groups.values()]


def _joined(group: list[Item]) -> Item:
    first = group[0]
    return Item(
        name=first.name,
        area=first.area,
        document=first.document,
        topic=first.topic,
        wordings=first.wordings,
        questions=tuple(dict.fromkeys(q for item in group for q in item.questions)),
        near_misses=tuple(dict.fromkeys(q for item in group for q in item.near_misses)),
    )


def _is_aside(item: Item) -> bool:
    if not item.area.startswith(_INVENTED):
        return False
    digest = hashlib.sha256(_folded(item.wordings[0].text).encode()).digest()
    return digest[0] < 256 * _HELD_OUT_SHARE


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
