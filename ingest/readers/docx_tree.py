"""Walking Word's XML as it reads once every tracked change is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

# Properties are looked up where they matter; "del" and "moveFrom" hold what is struck out.
_PASSED_OVER = frozenset(
    "pPr rPr sectPr sdtPr sdtEndPr tblPr tblPrEx tblGrid trPr tcPr del moveFrom rt".split()
)
_OFF = frozenset({"0", "false", "off", "none"})


def children(element: Element) -> Iterator[Element]:
    """Yield the children that are read; of alternatives, those of the one that holds words."""
    for child in element:
        if child.tag == "mc.AlternateContent":
            yield from _chosen(child)
        elif child.tag not in _PASSED_OVER:
            yield child


def _chosen(alternatives: Element) -> Iterator[Element]:
    for option in alternatives:
        if option.tag == "mc.Fallback" or next(option.iter("t"), None) is not None:
            yield from children(option)
            return


def find_nearest(element: Element, *tags: str) -> Iterator[Element]:
    """Yield descendants of the named kinds in reading order, none inside another of them."""
    for child in children(element):
        if child.tag in tags:
            yield child
        else:
            yield from find_nearest(child, *tags)


def value(element: Element | None, path: str) -> str | None:
    """Return the ``val`` at ``path`` below ``element``."""
    found = None if element is None else element.find(path)
    return None if found is None else found.get("val")


def number(element: Element | None, path: str) -> int | None:
    """Return the ``val`` at ``path`` as a number; None where it is none."""
    return as_number(value(element, path))


def as_number(digits: str | None) -> int | None:
    """Return a number of at most nine digits, which is more than any count in a document."""
    plain = digits is not None and digits.isascii() and digits.isdigit() and len(digits) < 10
    return int(digits) if digits is not None and plain else None


def flag(element: Element | None, path: str) -> bool | None:
    """Return whether a property is switched on, or None where it is not mentioned."""
    found = None if element is None else element.find(path)
    return None if found is None else found.get("val", "1") not in _OFF


def close_fields(root: Element) -> None:
    """Mark the fields that have an end: one without would swallow the rest of the document."""
    open_fields: list[Element] = []
    for mark in find_nearest(root, "fldChar"):
        kind = mark.get("fldCharType")
        if kind == "begin":
            open_fields.append(mark)
        elif kind == "end" and open_fields:
            open_fields.pop().set("ended", "1")
