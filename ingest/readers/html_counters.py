"""Numbers that a page's style sheet prints: "4.2" before an item whose list says "2.".

Word processors on the web and law firms' templates count with counters of CSS. Only rules in the
page itself can be known, and only plain selectors (tags, classes, ids) are followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from ingest.readers.html_lists import format_number
from ingest.readers.html_tree import Element

_MOST_RULES: Final = 1_000
_STYLE: Final = re.compile(r"<style\b[^<>]*+>(?P<css>.*?)(?:</style|\Z)", re.I | re.S)
_DECLARATION: Final = re.compile(
    r"(?:^|;)\s*(?P<name>content|counter-(?:reset|increment))\s*:"
    r"(?P<value>(?:[^;\"']|\"[^\"]*\"|'[^']*')*)",
    re.I,
)
_COMPOUND: Final = re.compile(r"(?P<tag>\*|[a-z][\w-]*)?(?P<names>(?:[.#][\w-]+)*)", re.I)
_BEFORE: Final = re.compile(r"::?(?:before|marker)$", re.I)
_TOKEN: Final = re.compile(
    r"""\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|counters?\((?P<counter>[^()]*)\))""", re.I
)
_CHANGE: Final = re.compile(r"(?P<name>[a-z_-][\w-]*)(?:\s+(?P<by>-?\d{1,6}))?(?=\s|$)", re.I)
_ESCAPED: Final = re.compile(r"\\(?:(?P<code>[0-9a-f]{1,6})\s?|(?P<char>.))", re.I)

T = TypeVar("T")
Change = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compound:
    """What one element of a selector is called; ``is_child`` parts "a > b" from "a b"."""

    tag: str
    names: frozenset[str]
    is_child: bool

    def fits(self, element: Element) -> bool:
        if self.tag not in ("", "*", element.tag):
            return False
        return not self.names or self.names <= _names_of(element)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    """A part of what is printed: words, or a counter with the sign between its levels."""

    text: str = ""
    counter: str = ""
    separator: str | None = None
    style: str = "decimal"


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterRule:
    """What a rule of a style sheet says about counting."""

    selector: tuple[_Compound, ...]
    before: bool
    resets: tuple[Change, ...] | None = None
    increments: tuple[Change, ...] | None = None
    content: tuple[_Token, ...] | None = None

    def fits(self, element: Element) -> bool:
        """Tell whether the rule is about an element."""
        if not self.selector[-1].fits(element):
            return False
        above = element.ancestors()
        is_child = self.selector[-1].is_child
        for compound in reversed(self.selector[:-1]):
            found = next(above, None) if is_child else next(filter(compound.fits, above), None)
            if found is None or not compound.fits(found):
                return False
            is_child = compound.is_child
        return True


def find_counter_rules(markup: str) -> tuple[CounterRule, ...]:
    """Return what the style sheets in a page say about counting, if they print any counter."""
    sheets = (_without_comments(match["css"]) for match in _STYLE.finditer(markup))
    rules = [rule for css in sheets if "counter" in css for rule in _rules_of(css)][:_MOST_RULES]
    return tuple(rules) if any(rule.content for rule in rules) else ()


class Counters:
    """The counters while a page is walked over."""

    def __init__(self, rules: Sequence[CounterRule]) -> None:
        self._rules = rules
        self._values: dict[str, list[tuple[int, int]]] = {}  # depth of the scope, value
        self._depth = 0

    def enter(self, element: Element) -> str | None:
        """Count an element; return the number that is printed before it, if a rule says so."""
        self._depth += 1
        if not self._rules:
            return None
        fitting = [rule for rule in self._rules if rule.fits(element)]
        own = next(iter(_changes(element.get("style"), "counter-reset")), None)
        resets = own if own is not None else _last(r.resets for r in fitting if not r.before)
        for name, value in resets or ():
            self._reset(name, value)
        for before in (False, True):
            increments = _last(rule.increments for rule in fitting if rule.before is before)
            for name, step in increments or ():
                self._count(name, step)
        content = _last(rule.content for rule in fitting if rule.before)
        return "".join(self._print(token) for token in content).strip() if content else None

    def leave(self) -> None:
        """End an element: counters that began inside it end with it."""
        for scopes in self._values.values():
            while scopes and scopes[-1][0] > self._depth:
                scopes.pop()
        self._depth -= 1

    def _reset(self, name: str, value: int) -> None:
        scopes = self._values.setdefault(name, [])
        if scopes and scopes[-1][0] == self._depth:
            scopes.pop()
        scopes.append((self._depth, value))

    def _count(self, name: str, step: int) -> None:
        if not self._values.get(name):
            self._reset(name, 0)
        depth, value = self._values[name][-1]
        self._values[name][-1] = (depth, value + step)

    def _print(self, token: _Token) -> str:
        if not token.counter:
            return token.text
        values = [value for _, value in self._values.get(token.counter, [])] or [0]
        shown = [format_number(value, style=token.style) for value in values]
        return shown[-1] if token.separator is None else token.separator.join(shown)


def _rules_of(css: str) -> Iterator[CounterRule]:
    for block in css.split("}"):
        head, brace, body = block.rpartition("{")
        if not brace or "counter" not in body:
            continue
        content = _last(_content_of(value) for value in _values_of(body, "content"))
        resets = _last(_changes(body, "counter-reset"))
        increments = _last(_changes(body, "counter-increment"))
        for text in head.rpartition("{")[2].split(","):
            plain, before = _BEFORE.subn("", text.strip())
            selector = _selector_of(plain)
            if selector:
                yield CounterRule(
                    selector=selector,
                    before=bool(before),
                    resets=resets,
                    increments=increments,
                    content=content,
                )


def _selector_of(text: str) -> tuple[_Compound, ...]:
    """Return a selector's compounds, outermost first; none for one that cannot be followed."""
    compounds: list[_Compound] = []
    is_child = False
    for part in text.replace(">", " > ").replace(":root", "body").split():
        if part == ">":
            is_child = True
            continue
        match = _COMPOUND.fullmatch(part)
        if match is None:
            return ()
        tag = (match["tag"] or "").lower()
        names = frozenset(re.findall(r"[.#][\w-]+", match["names"].lower()))
        tag = "body" if tag == "html" else tag
        compounds.append(_Compound(tag=tag, names=names, is_child=is_child))
        is_child = False
    return tuple(compounds)


def _values_of(declarations: str, name: str) -> Iterator[str]:
    for match in _DECLARATION.finditer(declarations):
        if match["name"].lower() == name:
            yield match["value"].replace("!important", "").strip()


def _changes(declarations: str, name: str) -> Iterator[tuple[Change, ...]]:
    default = 1 if name == "counter-increment" else 0
    for value in _values_of(declarations, name):
        changes = [match for match in _CHANGE.finditer(value) if match["name"] != "none"]
        yield tuple((m["name"], int(m["by"]) if m["by"] else default) for m in changes)


def _content_of(value: str) -> tuple[_Token, ...] | None:
    """Return what a rule prints, or None when it prints no counter, or what cannot be known."""
    tokens: list[_Token] = []
    position = 0
    while position < len(value):
        match = _TOKEN.match(value, position)
        if match is None:
            return None
        position = match.end()
        if match["counter"] is None:
            tokens.append(_Token(text=_unescape(match["double"] or match["single"] or "")))
        else:
            tokens.append(_counter_of(match["counter"], nested="counters" in match[0].lower()))
    return tuple(tokens) if any(token.counter for token in tokens) else None


def _counter_of(arguments: str, *, nested: bool) -> _Token:
    name, *others = (part.strip() for part in arguments.split(","))
    separator = _unescape(others.pop(0).strip("\"'")) if nested and others else None
    return _Token(
        counter=name, separator=separator, style=others[0].lower() if others else "decimal"
    )


def _unescape(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match["code"], 16) if match["code"] else 0
        return chr(code) if 0 < code < 0x10000 else match["char"] or ""

    return _ESCAPED.sub(character, text)


def _names_of(element: Element) -> frozenset[str]:
    classes = frozenset(f".{name}" for name in element.get("class").lower().split())
    identity = element.get("id").lower()
    return classes | {f"#{identity}"} if identity else classes


def _last(values: Iterable[T | None]) -> T | None:
    return next((value for value in reversed([*values]) if value is not None), None)


def _without_comments(css: str) -> str:
    parts: list[str] = []
    position = 0
    while (start := css.find("/*", position)) >= 0:
        parts.append(css[position:start])
        end = css.find("*/", start + 2)
        position = end + 2 if end >= 0 else len(css)
    return "".join([*parts, css[position:]])
