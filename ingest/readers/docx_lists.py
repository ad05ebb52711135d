"""The lists that a Word file defines: how each of their levels counts and looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree.ElementTree import Element

from ingest.readers.docx_styles import Styles
from ingest.readers.docx_tree import as_number, flag, number, value

_LEVELS = range(9)  # all that Word knows
_TEXT_LONGEST = 64  # Word stops at 31 characters
_WIDEST = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list counts and looks.

    ``restart`` is the level (counted from one) whose items set this one back; 0 for none.
    ``style`` is the paragraph style that belongs to this level.
    """

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    style: str | None = None
    legal: bool = False
    restart: int | None = None
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedList:
    """A list: its levels, the abstract list that counts, and where it says to start."""

    abstract_id: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))

    def start(self, level: int) -> int:
        """Return the first number of a level."""
        return self.starts.get(level, self.levels[level].start)


def read_lists(root: Element, styles: Styles) -> dict[str, NumberedList]:
    """Return the lists of a file by id."""
    abstracts = {a.get("abstractNumId", ""): a for a in root.findall("abstractNum")}
    nums = {num.get("numId", ""): num for num in root.findall("num")}
    follow = _follower(abstracts, nums, styles)
    levels: dict[str, dict[int, Level]] = {}
    lists: dict[str, NumberedList] = {}
    for num_id, num in nums.items():
        abstract_id = follow(value(num, "abstractNumId") or "")
        if abstract_id in abstracts:
            if abstract_id not in levels:
                levels[abstract_id] = dict(_read_levels(abstracts[abstract_id]))
            lists[num_id] = _read_list(num, abstract_id, levels[abstract_id])
    return lists


def _follower(
    abstracts: Mapping[str, Element], nums: Mapping[str, Element], styles: Styles
) -> Callable[[str], str]:
    """Return what leads from an abstract list that only names a list style to the real one."""
    by_style = {
        name: abstract_id
        for abstract_id, abstract in abstracts.items()
        if (name := value(abstract, "styleLink")) is not None
    }

    def follow(abstract_id: str) -> str:
        named = value(abstracts.get(abstract_id), "numStyleLink")
        if named is None:
            return abstract_id
        through = nums.get(styles.get(named).num_id or "")
        return by_style.get(named) or value(through, "abstractNumId") or abstract_id

    return follow


def _read_list(num: Element, abstract_id: str, shared: Mapping[int, Level]) -> NumberedList:
    levels = dict(shared)
    starts: dict[int, int] = {}
    for override in num.findall("lvlOverride"):
        level = as_number(override.get("ilvl"))
        if level is None or level not in _LEVELS:
            continue
        levels.update((level, look) for _, look in _read_levels(override))
        start = number(override, "startOverride")
        if start is not None and level in levels:
            starts[level] = start
    return NumberedList(abstract_id=abstract_id, levels=levels, starts=starts)


def _read_levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for element in parent.findall("lvl"):
        level = as_number(element.get("ilvl"))
        if level is not None and level in _LEVELS:
            yield level, _read_level(element)


def _read_level(element: Element) -> Level:
    # A format of one's own ("001, 002, …") stands beside an older one for older readers.
    look = next(element.iter("numFmt"), None)
    return Level(
        start=number(element, "start") or 0,
        kind="decimal" if look is None else look.get("val", "decimal"),
        text=(value(element, "lvlText") or "")[:_TEXT_LONGEST],
        style=value(element, "pStyle"),
        legal=flag(element, "isLgl") or False,
        restart=number(element, "lvlRestart"),
        width=1 if look is None else _width(look.get("format", "")),
    )


def _width(pattern: str) -> int:
    """Return how many digits a format such as "001, 002, …" shows."""
    first = pattern[:_WIDEST].partition(",")[0]
    return len(first) if first.isdigit() else 1
