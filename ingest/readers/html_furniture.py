"""What stands on every page of a site: menus, banners, footers, and what only a screen reader says.

Each rule tells one sort by its tag, its role or the names that sites give it. None of them alone
may drop anything: see ``ingest.readers.html_content``.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.readers.html_toggles import is_button, is_folded
from ingest.readers.html_tree import Element
from ingest.shapes import is_contents_title

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SECTIONS: Final = frozenset({"main", "article", "section"})
_LINES: Final = _HEADINGS | frozenset("p li td th tr dt dd span a b strong html body".split())
_ROLES: Final = frozenset(
    "dialog alertdialog banner navigation contentinfo search menu menubar".split()
)
_CONSENT: Final = re.compile(
    r"cookie|consent|gdpr[-_]?(?:banner|bar|popup)|onetrust|usercentrics|didomi|coi-"
)
_BANNER: Final = re.compile(
    r"banner|bar(?:$|[-_])|notice|popup|pop-up|modal|overlay|dialog|wall|onetrust|usercentrics"
)
_BREADCRUMBS: Final = re.compile(r"breadcrumb|brødkrumme|broedkrumme")
_SHARING: Final = re.compile(r"(?:^|[-_])(?:share|sharing|sharedaddy|social|addtoany)(?:$|[-_])")
_SHARED: Final = re.compile(r"(?:del|share|tweet)\b", re.I)
_SKIPS: Final = re.compile(r"(?:spring|gå|hop|skip|jump)\s+(?:direkte\s+)?(?:til|to|over)\b", re.I)
_UNSEEN: Final = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only".split()
)
_NAMED: Final = re.compile(
    r"(?:(?:site|page|global|main|top|primary|secondary|mobile|blog|shopify-section)[-_]+)*"
    r"(?P<what>header|footer|nav|navbar|navigation|menu|topbar|masthead|sidebar|newsletter|related"
    r"|comments|pagination)"
    r"(?:[-_]+(?:wrapper|container|widgets?|menu|nav|area|inner|links?|posts?|group|section))*"
)
_CONTENTS: Final = re.compile(r"(?:.*[-_])?(?:toc|table-of-contents|tableofcontents)(?:[-_].*)?")
_FEWEST_ENTRIES: Final = 3  # links into the page that make a list of its contents
_SYMBOLS: Final = re.compile(r"[\W_]+")
_NUMBER: Final = re.compile(r"(?:§\s*)?\(?(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2})*[.):]*")
_SHORT: Final = 400  # characters of a banner or a form that carries nothing to read


def is_furniture(element: Element, *, targets: frozenset[str]) -> bool:
    """Tell whether an element looks like no part of the page's text.

    Args:
        element: The element.
        targets: The ids of what the page's buttons open.
    """
    return (
        _is_menu(element, targets)
        or _is_hidden(element, targets)
        or _is_edge(element)
        or _asks_for_consent(element)
        or _is_named_so(element)
        or _is_sharing(element)
        or _is_skipped(element)
        or _is_contents(element)
        or (element.tag == "form" and element.prose <= _SHORT and not _heads(element, _HEADINGS))
        or (element.tag == "article" and 2 * element.linked >= element.size > 0)
    )


def _is_menu(element: Element, targets: frozenset[str]) -> bool:
    """Tell a menu or a dialog; site builders make an accordion's parts of the same elements."""
    marked = element.tag == "nav" or element.get("role").lower() in _ROLES
    return marked and not (element.get("id") in targets and 2 * element.linked < element.size)


def _is_hidden(element: Element, targets: frozenset[str]) -> bool:
    """Tell whether an element is not shown; an accordion's closed parts are shown on a click."""
    if _UNSEEN.intersection(element.names) and element.tag not in _HEADINGS:
        return True
    unshown = "hidden" in element.attributes and element.get("hidden").lower() != "until-found"
    styled = "display:none" in element.style or "visibility:hidden" in element.style
    silent = element.get("aria-hidden").lower() == "true"
    if silent and not (unshown or styled) and _NUMBER.fullmatch(element.text()):
        return False
    return (unshown or styled or silent) and not is_folded(element, targets=targets)


def _is_edge(element: Element) -> bool:
    """Tell whether an element is the page's header, footer or margin, not an article's own."""
    inside = any(above.tag in _SECTIONS for above in element.ancestors())
    if element.tag == "header":
        return not (inside and _heads(element, _HEADINGS))
    if element.tag == "footer":
        return not inside
    return element.tag == "aside" and (not inside or 3 * element.linked >= element.size)


def _asks_for_consent(element: Element) -> bool:
    """Tell a banner that asks about cookies from a text about them."""
    if element.tag in _LINES or not any(_CONSENT.search(name) for name in element.names):
        return False
    pressed = any(
        is_button(inner) and not inner.get("aria-controls") for inner in element.descend()
    )
    named = any(_CONSENT.search(name) and _BANNER.search(name) for name in element.names)
    slight = element.size <= _SHORT and not _heads(element, _HEADINGS)
    return pressed or named or "position:fixed" in element.style or slight


def _is_named_so(element: Element) -> bool:
    """Tell what a site calls its header, menu, footer or margin; a title makes it more."""
    if element.tag in _LINES:
        return False
    label = element.get("aria-label").lower()
    if any(_BREADCRUMBS.search(name) for name in (*element.names, label)):
        return True
    named = [match["what"] for name in element.names if (match := _NAMED.fullmatch(name))]
    if not named or _heads(element, {"h1"}):
        return False
    inside = any(above.tag in _SECTIONS for above in element.ancestors())
    leads_on = 3 * element.linked >= element.size
    return leads_on or ("footer" in named and not inside and not _heads(element, _HEADINGS))


def _is_sharing(element: Element) -> bool:
    if element.tag in ("ul", "div", "section", "p"):
        named = any(_SHARING.search(name) for name in element.names)
        if named and 2 * element.linked >= element.size:
            return True
    items = [child for child in element.children if isinstance(child, Element)]
    is_list = element.tag in ("ul", "ol") and bool(items)
    return is_list and all(
        item.size == item.linked and _SHARED.match(item.text()) for item in items
    )


def _is_contents(element: Element) -> bool:
    """Tell a menu of the page's own headings; one with a title is the agreement's contents."""
    if element.tag in ("ul", "ol"):
        links = [inner for inner in element.descend() if inner.tag == "a"]
        inward = all(re.match("#.", link.get("href")) for link in links)
        listed = inward and len(links) >= _FEWEST_ENTRIES and element.linked == element.size
        above = (element.previous_element(), element.parent and element.parent.previous_element())
        return listed and not any(title and is_contents_title(title.text()) for title in above)
    if element.tag in _LINES or not any(_CONTENTS.fullmatch(name) for name in element.names):
        return False
    return not any(is_contents_title(inner.text()) for inner in element.descend())


def _is_skipped(element: Element) -> bool:
    """Tell a link past the menu, or the sign beside a heading that links to itself."""
    if element.tag != "a" or not element.get("href").startswith("#"):
        return False
    text = element.text()
    return bool(_SKIPS.match(text)) or (bool(text) and _SYMBOLS.fullmatch(text) is not None)


def _heads(element: Element, tags: frozenset[str] | set[str]) -> bool:
    return any(inner.tag in tags for inner in element.descend())
