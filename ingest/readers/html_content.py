"""Which part of a page is its text.

No rule may drop an element that holds most of the page: on a page about cookies the names that
mark a banner stand on the text itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ingest.readers.html_furniture import is_furniture
from ingest.readers.html_toggles import is_button, is_fold, targets_of
from ingest.readers.html_tree import Element

_LONG_MENU: Final = 200  # characters without links that no menu has


def find_content(body: Element) -> list[Element]:
    """Return the elements to read, in order; inside them, what is no text is marked as dropped."""
    _prune(body)
    root = _main_part(body)
    title = _title_outside(body, root)
    return [root] if title is None else [title, root]


def _prune(body: Element) -> None:
    sizes = {element.get("id"): element.size for element in body.descend() if element.get("id")}
    folds = [e for e in body.descend() if is_button(e) and is_fold(e, sizes=sizes)]
    targets = frozenset(target for fold in folds for target in targets_of(fold))
    headings = {id(fold) for fold in folds}
    for element in body.descend():
        if element is body or _holds_most(element, body):
            continue
        if is_button(element):
            element.dropped = id(element) not in headings
        else:
            element.dropped = is_furniture(element, targets=targets)
    for element in reversed([*body.descend()]):
        element.count()


def _holds_most(element: Element, body: Element) -> bool:
    """Tell whether an element holds most of the page's text, so that it must be the text.

    Only what leads nowhere counts: a menu may be longer than the agreement under it. What is left
    of a page whose text a script fetches is a menu too.
    """
    least = _LONG_MENU if element.tag == "nav" else 0
    return 2 * element.prose > body.prose and element.prose > least


def _main_part(body: Element) -> Element:
    """Return the main element or what the articles have in common, if most of the text is there."""
    everything = [*body.descend()]
    mains = [e for e in everything if e.tag == "main" or e.get("role").lower() == "main"]
    for main in mains:
        if 2 * main.size > body.size:
            return main
    articles = [e for e in everything if e.tag == "article" and not _lies_in_article(e)]
    if articles and 2 * sum(article.size for article in articles) > body.size:
        return _common_ancestor(articles)
    return body


def _lies_in_article(element: Element) -> bool:
    return any(above.tag == "article" for above in element.ancestors())


def _common_ancestor(elements: Sequence[Element]) -> Element:
    first, *others = elements
    shared = [first, *first.ancestors()]
    for other in others:
        around = {id(above) for above in (other, *other.ancestors())}
        shared = [element for element in shared if id(element) in around]
    return shared[0]


def _title_outside(body: Element, root: Element) -> Element | None:
    """Return the page's only title when the text's own part has none: it stands in the header."""
    if any(element.tag == "h1" for element in root.descend()):
        return None
    titles = [e for e in body.descend(dropped=True) if e.tag == "h1" and e.text()]
    if len(titles) != 1:
        return None
    banished = [above for above in titles[0].ancestors() if above.dropped]
    headers = [above.tag == "header" or above.get("role") == "banner" for above in banished]
    return titles[0] if all(headers) else None
