"""The first words of vendors' names by which alone people call them: "Nordlys" of "Nordlys Data".

A first word names a vendor where no other vendor could be meant, and no ordinary thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from klausul.types import Document

MIN_LETTERS = 4
"""Shorter first words ("DK", "IT") tell too little."""

_WORD = re.compile(r"\w+")
_COMMON = re.compile(
    r"\w*(?:aftale|kontrakt|betingelse|vilkår|politik|bilag|kunde|leverandør|databehandler"
    r"|dataansvarlig|forlag|skole|kommune|region|klinik|forening|virksomhed|firma|udbyder"
    r"|myndighed|styrelse|selskab|gruppe|koncern|partner|service|system|data|dokument|faq|hjælp)"
    r"\w{0,3}",
    re.IGNORECASE,
)


def find_first_words(documents: Sequence[Document]) -> Mapping[str, str]:
    """Return the distinctive first words of vendors' names, in lower case, and whose they are.

    A word that begins two vendors' names, that stands in another vendor's document, or that any
    document prints in lower case tells nobody apart.
    """
    printed: defaultdict[str, set[str]] = defaultdict(set)
    ordinary: set[str] = set()
    for document in documents:
        for word in set(_WORD.findall(f"{document.text}\n{' '.join(document.vendor_names)}")):
            printed[word.lower()].add(document.vendor)
            if word == word.lower():
                ordinary.add(word)
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        for word in _first_words(document):
            owners[word].add(document.vendor)
    return {
        word: min(vendors)
        for word, vendors in sorted(owners.items())
        if len(vendors) == 1 and printed[word] <= vendors and word not in ordinary
    }


def _first_words(document: Document) -> Iterator[str]:
    """Yield the first word of the vendor's id and of its first name, where it may name one."""
    for name in (document.vendor, *document.vendor_names[:1]):
        words = _WORD.findall(name)
        first = words[0].lower() if len(words) > 1 else ""
        if len(first) >= MIN_LETTERS and first.isalpha() and not _COMMON.fullmatch(first):
            yield first
