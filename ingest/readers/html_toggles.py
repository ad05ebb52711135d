"""Buttons of a page: those that open a part of the text are its headings, the rest are controls."""

from __future__ import annotations

import re
from typing import Final

from ingest.readers.html_tree import Element

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary"})
_FOLDS: Final = re.compile(r"accordion|collaps|faq|toggle|question|spoergsmaal")
_PANELS: Final = re.compile(r"accordion|collaps|panel|toggle|faq|answer|svar|tab-?(?:content|pane)")
_TARGETS: Final = ("aria-controls", "data-bs-target", "data-target")
_SIGNS: Final = " +-–−×▼▾⌄›»"  # that show whether a part is open
_LONGEST: Final = 300  # characters of a button that is still a heading


def is_button(element: Element) -> bool:
    """Tell whether an element is pressed rather than read."""
    return element.tag == "button" or element.get("role").lower() in ("button", "tab")


def targets_of(element: Element) -> frozenset[str]:
    """Return the ids of the parts that an element opens."""
    names = " ".join(element.get(name) for name in _TARGETS).split()
    return frozenset(name.removeprefix("#") for name in names)


def is_fold(button: Element, *, sizes: dict[str, int]) -> bool:
    """Tell whether a button opens a part of the text, and so is its heading.

    Args:
        button: The button.
        sizes: The length of every part that has an id.
    """
    if not 0 < button.size <= _LONGEST:
        return False
    if any(above.tag in _HEADINGS for above in button.ancestors()):
        return True
    if button.get("role").lower() == "tab" and _stands_in_a_row(button):
        return False
    asked = button.text().rstrip(_SIGNS).endswith("?")
    least = 0 if asked else button.size  # an answer may be shorter than its question
    if any(sizes.get(target, 0) > least for target in targets_of(button)):
        return True
    named = any(_FOLDS.search(name) for name in button.names)
    folds = named or asked or "aria-expanded" in button.attributes
    return folds and _opens_next(button, least=least)


def is_folded(element: Element, *, targets: frozenset[str]) -> bool:
    """Tell whether a hidden part is one that a button, or a click on its heading, would show."""
    if element.get("id") in targets or element.get("role").lower() in ("tabpanel", "region"):
        return True
    return any(_PANELS.search(name) for name in element.names)


def _stands_in_a_row(tab: Element) -> bool:
    """Tell whether a tab stands beside others, away from what they open."""
    beside = (tab.next_element(), tab.previous_element())
    return tab.next_element() is None or any(e and e.get("role").lower() == "tab" for e in beside)


def _opens_next(button: Element, *, least: int) -> bool:
    """Tell whether what follows the button, or its wrapper, has words enough."""
    below = button.next_element()
    if below is None and button.parent is not None and button.parent.size == button.size:
        below = button.parent.next_element()
    return below is not None and not is_button(below) and below.size > least
