"""A page as a tree of elements with the text that a reader could see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ingest.readers.html_guard import DEEPEST

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Never text that a reader sees; what is struck out is no longer agreed.
_UNSEEN: Final = frozenset(
    "script style template noscript svg iframe object embed canvas audio video map select textarea "
    "datalist progress meter head title link meta input del s strike".split()
)
_INVISIBLE: Final = str.maketrans("", "", "\xad\u200b\u200c\u200d\u2060\ufeff")


class TooDeepError(ValueError):
    """The elements of a page lie deeper inside each other than can be read."""


@dataclass(slots=True, kw_only=True, eq=False)
class Element:
    """An element; grows while the tree is built and is marked where the page is pruned.

    ``size`` counts the characters inside that are seen, white space aside, and ``linked`` those
    that lead elsewhere. ``position`` is the place among the parent's children.
    """

    tag: str
    attributes: Mapping[str, str]
    parent: Element | None = None
    position: int = 0
    children: list[Element | str] = field(default_factory=list)
    size: int = 0
    linked: int = 0
    dropped: bool = False

    def get(self, name: str) -> str:
        """Return an attribute's value, empty when it is absent."""
        return self.attributes.get(name, "")

    @property
    def names(self) -> tuple[str, ...]:
        """The classes and the id, in lower case."""
        return tuple(f"{self.get('class')} {self.get('id')}".lower().split())

    @property
    def style(self) -> str:
        """The element's own style, in lower case and without blanks."""
        return "".join(self.get("style").lower().split())

    @property
    def prose(self) -> int:
        """Characters that are no link's."""
        return self.size - self.linked

    def ancestors(self) -> Iterator[Element]:
        """Yield the elements around this one, innermost first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def descend(self, *, dropped: bool = False) -> Iterator[Element]:
        """Yield this element and those inside, in order; on request those dropped too."""
        todo = [self]
        while todo:
            element = todo.pop()
            if element.dropped and not dropped:
                continue
            yield element
            if element.dropped and not dropped:
                continue  # whoever was handed it has dropped it since
            todo.extend(child for child in reversed(element.children) if isinstance(child, Element))

    def count(self) -> None:
        """Measure the element by its children; what was dropped does not count."""
        self.size = self.linked = 0
        for child in self.children:
            if isinstance(child, str):
                self.size += len("".join(child.translate(_INVISIBLE).split()))
            elif not child.dropped:
                self.size += child.size
                self.linked += child.linked
        if self.tag == "a" and self.get("href"):
            self.linked = self.size

    def first_element(self) -> Element | None:
        """Return the first element inside."""
        return next((child for child in self.children if isinstance(child, Element)), None)

    def next_element(self) -> Element | None:
        """Return the element that follows in the same parent."""
        return self._sibling(1)

    def previous_element(self) -> Element | None:
        """Return the element that stands before this one in the same parent."""
        return self._sibling(-1)

    def _sibling(self, step: int) -> Element | None:
        siblings = self.parent.children if self.parent else []
        i = self.position + step
        while 0 <= i < len(siblings):
            sibling = siblings[i]
            if isinstance(sibling, Element):
                return sibling
            i += step
        return None

    def text(self) -> str:
        """Return the text inside, its white space collapsed."""
        parts: list[str] = []
        todo: list[Element | str] = [self]
        while todo:
            node = todo.pop()
            if isinstance(node, str):
                parts.append(node)
            elif not node.dropped:
                todo.extend(reversed(node.children))
        return " ".join("".join(parts).split())


def build_tree(markup: str) -> Element | None:
    """Return the body of a page, or None when it has none.

    Raises:
        TooDeepError: The elements are nested deeper than browsers allow.
    """
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(markup).body
    if body is None:
        return None
    root = _element(body)
    open_nodes = [(root, body)]
    node = body.child
    while open_nodes:
        if node is None:
            element, left = open_nodes.pop()
            element.count()
            node = left.next
            continue
        entered = _take(node, open_nodes[-1][0])
        if entered is not None:
            if len(open_nodes) >= DEEPEST:
                raise TooDeepError(f"nested more than {DEEPEST} deep")
            open_nodes.append((entered, node))
        node = node.next if entered is None else node.child
    return root


def _take(node: LexborNode, parent: Element) -> Element | None:
    """Put a node into its parent; return it when it is an element to go into."""
    if node.is_text_node:
        parent.children.append(node.text_content or "")
        return None
    if not node.is_element_node or (node.tag or "") in _UNSEEN or _is_struck(node):
        return None
    element = _element(node)
    element.parent, element.position = parent, len(parent.children)
    parent.children.append(element)
    address = _hidden_address(element.get("data-cfemail"))
    if address:
        element.children.append(address)
        element.count()
        return None
    return element


def _element(node: LexborNode) -> Element:
    attributes = {name: value or "" for name, value in node.attributes.items()}
    return Element(tag=node.tag or "", attributes=attributes)


def _is_struck(node: LexborNode) -> bool:
    return "line-through" in (node.attributes.get("style") or "").lower()


def _hidden_address(code: str) -> str:
    """Return the mail address that a script of Cloudflare's would show in its place.

    Two hexadecimal digits a byte, each but the first combined with the first by exclusive or.
    """
    try:
        key, *rest = bytes.fromhex(code)
        return bytes(byte ^ key for byte in rest).decode("utf-8")
    except ValueError:
        return ""
