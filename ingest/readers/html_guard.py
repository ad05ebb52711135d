"""Pages made to cost more than they hold, told by their tags before a parser builds the tree.

What HTML demands of a parser is not linear: an element goes into the innermost open one, every
open ``<font>`` is opened anew in each paragraph below, and an attribute is compared with those
before it. One pass over the tags, in the page's own order, bounds all three.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

DEEPEST: Final = 512  # browsers nest no deeper either
_MOST_REOPENED: Final = 3_000_000
_MOST_ATTRIBUTES: Final = 1_000
_LONG_TAG: Final = 2 * _MOST_ATTRIBUTES  # a shorter one has no room for so many

# Quotation marks count after an equals sign only; possessive, so that nothing is tried twice.
_TAG: Final = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z][^\s/>]*+)"
    r"""(?P<rest>(?:[^>=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=)*+)""",
    re.I,
)
_QUOTED: Final = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_SKIPPED: Final = re.compile(r"<!--|<(?=(?:script|style|textarea|title|xmp|iframe)\b)", re.I)
_FORMATTING: Final = frozenset("b big code em font i nobr s small strike strong tt u".split())
# Elements that the next of their kind, or their parent's end, closes.
_UNSTACKED: Final = frozenset(
    "a area base br button col dd dt embed hr html body head img input li link meta nobr option "
    "optgroup p param rb rp rt source td th tr tbody thead tfoot colgroup track wbr".split()
)
_CELL_PARTS: Final = frozenset("td th tr tbody thead tfoot caption".split())
_SAME_MOST: Final = 3  # of formatting elements that are alike, the standard opens no more anew


def find_excess(markup: str) -> str | None:
    """Return what a page has too much of, or None for a page that can be parsed."""
    stack = _OpenTags()
    for tag in _TAG.finditer(_without_raw_text(markup)):
        if len(tag["rest"]) > _LONG_TAG and _count_attributes(tag["rest"]) > _MOST_ATTRIBUTES:
            return f"more than {_MOST_ATTRIBUTES} attributes in a tag"
        stack.take(tag["name"].lower(), closes=bool(tag["close"]), rest=tag["rest"])
        if stack.depth > DEEPEST:
            return f"nested more than {DEEPEST} deep"
        if stack.reopened > _MOST_REOPENED:
            return "formatting that is never closed"
    return None


class _OpenTags:
    """Which elements are open, as nearly as their tags tell."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._count: Counter[str] = Counter()
        self._formatting: Counter[tuple[str, str]] = Counter()
        self.reopened = 0

    @property
    def depth(self) -> int:
        return len(self._open)

    def take(self, name: str, *, closes: bool, rest: str) -> None:
        """Open or close an element."""
        self.reopened += self._formatting.total() if self._formatting else 0
        if name in _CELL_PARTS:
            # What is left open in a cell ends with it.
            self._formatting.clear()
            if self._count["table"]:
                self._pop_to("table")
        elif name in _FORMATTING:
            self._format(name, closes=closes, rest=rest)
        if name in _UNSTACKED:
            return
        if not closes and not rest.endswith("/"):
            self._open.append(name)
            self._count[name] += 1
        elif closes and self._count[name]:
            self._pop_to(name)
            self._count[self._open.pop()] -= 1

    def _pop_to(self, name: str) -> None:
        while self._open[-1] != name:
            self._count[self._open.pop()] -= 1

    def _format(self, name: str, *, closes: bool, rest: str) -> None:
        if not closes:
            alike = (name, rest)
            self._formatting[alike] = min(self._formatting[alike] + 1, _SAME_MOST)
            return
        latest = next((key for key in reversed(self._formatting) if key[0] == name), None)
        if latest is not None:
            self._formatting[latest] -= 1
            if not self._formatting[latest]:
                del self._formatting[latest]


def _count_attributes(rest: str) -> int:
    return len(re.split(r"[\s/=]+", _QUOTED.sub("=", rest)))


def _without_raw_text(markup: str) -> str:
    """Return ``markup`` without comments and scripts, in which tags are mere characters."""
    kept: list[str] = []
    position = 0
    while match := _SKIPPED.search(markup, position):
        kept.append(markup[position : match.start()])
        position = _end_of_raw_text(markup, match)
    kept.append(markup[position:])
    return "".join(kept)


def _end_of_raw_text(markup: str, match: re.Match[str]) -> int:
    if match[0] == "<!--":
        end = markup.find("-->", match.end())
        return end + 3 if end >= 0 else len(markup)
    name = re.compile(r"\w+").match(markup, match.end())
    closing = re.compile(rf"</{name[0] if name else ''}[^>]*+>?", re.I)
    found = closing.search(markup, match.end())
    return found.end() if found else len(markup)
