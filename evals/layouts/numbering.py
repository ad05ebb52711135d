"""Word's multi-level lists for a layout's printed numbers, and where Word would count otherwise.

Body and annexes are a list each; a paragraph's depth is its level there, in annexes one deeper,
below the annex's own number. A level has one pattern: another at the same depth gets a deeper
level of its own. A level begins again after any shallower paragraph, or never.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from evals.layouts.blocks import BULLETS, Block, Kind, Layout, Paragraph
from evals.layouts.lists import Counter, Counting, find_counters, print_counter

LEVELS = 9
_BULLETS = -1
_PRINTED = re.compile(r"%(\d)")
_NEVER_NUMBERED = frozenset({Kind.TITLE, Kind.TEXT, Kind.QUESTION, Kind.FOOTNOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list; ``pattern`` is WordprocessingML's ("%1.%2"), ``counting`` its own.

    ``legal`` prints the levels above in digits whatever their counting is.
    """

    pattern: str
    counting: Counting
    start: int
    legal: bool
    restarts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a paragraph stands: the list, how often the level was begun anew, and the level."""

    numbering: int
    override: int
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The lists of a layout and the place of each block in them.

    ``places`` has None for what is not counted. ``bullets`` are the list of bullets.
    """

    numberings: tuple[dict[int, Level], ...]
    places: tuple[Place | None, ...]
    faults: tuple[tuple[int, str], ...]
    bullets: int

    @property
    def is_words_own(self) -> bool:
        """Tell whether a list is set in a way that other programs do not know."""
        levels = [level for levels in self.numberings for level in levels.values()]
        return any(level.legal or not level.restarts for level in levels)


@dataclass(slots=True, kw_only=True)
class _LevelDraft:
    pattern: str
    counting: Counting
    start: int
    legal: bool
    restarts: bool | None = None
    value: int | None = None
    held: int | None = None
    override: int = 0


@dataclass(slots=True)
class _List:
    """A list being counted as Word counts it."""

    levels: dict[int, _LevelDraft] = field(default_factory=dict)

    def place(self, number: str, at: int) -> tuple[int, int] | str:
        """Count one number; return (level, override), or what Word would print."""
        readings = list(self._read(number, at))
        if not readings:
            return "no number that counts on from those above"
        for level, draft, value in readings:
            known = self.levels.get(level)
            if known is None or self._can_be(known, value):
                return level, self._count(level, known or draft, value)
        level, draft, value = readings[0]
        known = self.levels[level]
        expected = known.start if known.value is None else known.value + 1
        return f"{print_counter(expected, known.counting)!r} at this place"

    def _read(self, number: str, at: int) -> Iterator[tuple[int, _LevelDraft, int]]:
        """Yield the readings of a number with the level of each, levels that exist first.

        A new level begins at one, and only where none counts in that way already: otherwise every
        misprint would be the start of a list of its own.
        """
        new: list[tuple[int, _LevelDraft, int]] = []
        for draft, value in self._drafts(number, at):
            levels = range(at, LEVELS)
            own = [level for level in levels if self._is_level(level, draft)]
            own = [at] if at in own else own
            yield from ((level, _with_own(draft, level), value) for level in own)
            free = [level for level in levels if level not in self.levels]
            if free and not own and value == 1:
                new.append((free[0], _with_own(draft, free[0]), value))
        yield from new

    def _is_level(self, level: int, draft: _LevelDraft) -> bool:
        known, own = self.levels.get(level), _with_own(draft, level)
        return known is not None and (known.pattern, known.counting) == (own.pattern, own.counting)

    def _drafts(self, number: str, at: int) -> Iterator[tuple[_LevelDraft, int]]:
        groups = [ways for ways in find_counters(number) if ways[0].value or len(ways) > 1]
        if not groups:
            return
        *above, own_ways = groups
        for own in own_ways:
            pattern = f"{number[: own.start]}%0{number[own.end :]}"
            legal = False
            limit = at
            for ways in reversed(above):
                found = self._find_above(ways, below=limit)
                if found is None:
                    break
                limit, counter, is_legal = found
                legal = legal or is_legal
                pattern = f"{pattern[: counter.start]}%{limit + 1}{pattern[counter.end :]}"
            else:
                draft = _LevelDraft(
                    pattern=pattern, counting=own.counting, start=own.value, legal=legal
                )
                yield draft, own.value

    def _find_above(
        self, ways: tuple[Counter, ...], *, below: int
    ) -> tuple[int, Counter, bool] | None:
        for level in range(below - 1, -1, -1):
            draft = self.levels.get(level)
            for counter in ways:
                if draft and draft.value == counter.value:
                    if draft.counting is counter.counting:
                        return level, counter, False
                    if counter.counting is Counting.DECIMAL:
                        return level, counter, True
        return None

    def _can_be(self, known: _LevelDraft, value: int) -> bool:
        if known.value is not None:
            begins_anew = value == known.start and known.pattern.count("%") == 1
            return value == known.value + 1 or begins_anew
        goes_on = known.held is not None and value == known.held + 1
        return value == known.start or (goes_on and known.restarts is not True)

    def _count(self, level: int, draft: _LevelDraft, value: int) -> int:
        """Count ``value`` and return how often the level has been begun anew by hand."""
        self.levels[level] = draft
        if draft.value is None and draft.held is not None:
            if draft.restarts is None:
                draft.restarts = value == draft.start
            elif draft.restarts is False and value == draft.start:
                draft.override += 1
        elif draft.value is not None and value != draft.value + 1:
            draft.override += 1
        draft.value = value
        for deeper, below in self.levels.items():
            if deeper > level and below.value is not None:
                below.held, below.value = below.value, None
        return draft.override


def plan_numbering(layout: Layout) -> Plan:
    """Return the lists by which Word prints a layout's numbers, and what it would not print."""
    lists = [_List(), _List()]
    body, annexes = 0, 1
    current = body
    places: list[Place | None] = []
    faults: list[tuple[int, str]] = []
    for position, block in enumerate(layout.blocks, start=1):
        if _opens_agreement(block) and position > 1:
            lists += [_List(), _List()]
            body, annexes = len(lists) - 2, len(lists) - 1
            current = body
        if not isinstance(block, Paragraph) or not is_counted(block):
            places.append(None)
            continue
        if block.kind is Kind.ANNEX:
            current = annexes
        level = block.depth - (current == body or block.kind is Kind.ANNEX)
        if block.number in BULLETS:
            places.append(Place(numbering=_BULLETS, override=0, level=min(level, LEVELS - 1)))
            continue
        found = lists[current].place(block.number, level)
        if isinstance(found, str):
            faults.append((position, f"{block.number!r}: Word would print {found}"))
            places.append(None)
        else:
            places.append(Place(numbering=current, override=found[1], level=found[0]))
    numberings = [
        {level: _finish(draft) for level, draft in sorted(one.levels.items())} for one in lists
    ]
    numberings, places = _split_off(numberings, places)
    return Plan(
        numberings=tuple(numberings), places=tuple(places), faults=tuple(faults), bullets=_BULLETS
    )


def is_counted(block: Paragraph) -> bool:
    """Tell whether a list can print the block's number; "Bilag" alone counts nothing."""
    if block.kind in _NEVER_NUMBERED or not block.number:
        return False
    return block.number in BULLETS or any(find_counters(block.number))


def _split_off(
    numberings: list[dict[int, Level]], places: list[Place | None]
) -> tuple[list[dict[int, Level]], list[Place | None]]:
    """Give levels that never begin again, with what is deeper, a list of their own.

    So people number clauses through all chapters, and so every program counts them: the setting
    that a level shall not begin again is Word's alone.
    """
    parted = list(numberings)
    moved = list(places)
    number = 0
    while number < len(parted):
        root = _own_root(parted[number])
        if root is None:
            number += 1
            continue
        deeper = {level: found for level, found in parted[number].items() if level >= root}
        deeper[root] = replace(deeper[root], restarts=True)
        parted[number] = {level: found for level, found in parted[number].items() if level < root}
        moved = [
            replace(place, numbering=len(parted))
            if place and place.numbering == number and place.level >= root
            else place
            for place in moved
        ]
        parted.append(deeper)
    return parted, moved


def _own_root(levels: Mapping[int, Level]) -> int | None:
    """Return the level that never begins again and prints nothing of those above it."""
    for root, found in levels.items():
        below = [level.pattern for place, level in levels.items() if place >= root]
        printed = {int(digit) - 1 for pattern in below for digit in _PRINTED.findall(pattern)}
        if not found.restarts and min(printed) >= root:
            return root
    return None


def _opens_agreement(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.kind is Kind.TITLE and block.label is not None


def _with_own(draft: _LevelDraft, level: int) -> _LevelDraft:
    return _LevelDraft(
        pattern=draft.pattern.replace("%0", f"%{level + 1}"),
        counting=draft.counting,
        start=draft.start,
        legal=draft.legal,
    )


def _finish(draft: _LevelDraft) -> Level:
    return Level(
        pattern=draft.pattern,
        counting=draft.counting,
        start=draft.start,
        legal=draft.legal,
        restarts=draft.restarts is not False,
    )
