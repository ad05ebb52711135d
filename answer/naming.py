"""Which vendors a question names.

A name may be inflected ("Alfas", "Alfa's", "alfa-aftalen"), written in any case, or carry one
typing error if it is long enough and near to exactly one vendor.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from answer.naming_words import find_first_words
from klausul.danish.compounds import is_known
from klausul.types import Document, Span

MIN_TYPO_LENGTH = 6
"""Shorter names are too near to ordinary words for a typing error to be told apart."""

MIN_ANY_CASE_LENGTH = 3
"""Names of one or two letters ("IT") must be written exactly as printed."""

MIN_COMPOUND_NAME = 4
"""Shorter names are not looked for at the beginning of a longer word."""

_WORD = re.compile(r"\w+")

_OWN_AGREEMENT = re.compile(
    r"(?<=[\w,;)] )(?P<name>[A-ZÆØÅ][\w&]{2,}\w)(?:'s|’s|'|’|s) (?:egen |egne )?"
    r"(?:databehandleraftale|aftale|kontrakt|betingelser|vilkår|brugervilkår|privatlivspolitik|DPA"
    r"|dpa|FAQ|agreement|terms|contract)\w*"
)
_ROLE = re.compile(
    r"(?:kunde|leverandør|(?:under)?databehandler|dataansvarlig|part|forlag|skole|kommune|klinik"
    r"|forening|virksomhed|firma|udbyder|myndighed|tilsyn|medlem|borger|bruger)",
    re.IGNORECASE,
)
_AGREEMENT_WORD = (
    r"(?:aftale|databehandleraftale|kontrakt|betingelse|vilkår|system|program|løsning|app|konto"
    r"|kunde"
    r"|bruger|data|licens|abonnement|support|dokument|klausul)"
)
_COMPOUND_TAIL = re.compile(rf"s?{_AGREEMENT_WORD}\w{{0,5}}")

_TAIL_START = re.compile(rf"(?=s?{_AGREEMENT_WORD})")

_Name = tuple[str, ...]
"""The words of a name, in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedVendor:
    """A place in a text that names a vendor, or several vendors that share the name.

    ``is_own`` tells the vendor's own name from that of one of its products, which says more than
    whose documents are meant.
    """

    vendors: frozenset[str]
    span: Span
    is_own: bool


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    span: Span

    def forms(self) -> Iterator[str]:
        """Yield the word in lower case, then without a genitive ending."""
        lowered = self.text.lower()
        yield lowered
        if len(lowered) > MIN_ANY_CASE_LENGTH and lowered.endswith("s"):
            yield lowered[:-1]
        yield from _compound_heads(lowered)


class VendorNames:
    """The names of every vendor, ready to be recognised in a text."""

    def __init__(self, documents: Iterable[Document]) -> None:
        documents = tuple(documents)
        full = _collect_names(documents)
        first = {(word,): owner for word, owner in find_first_words(documents).items()}
        first = {name: owner for name, owner in first.items() if name not in full}
        self._vendors = full | {name: frozenset({owner}) for name, owner in first.items()}
        self._own = _own_names(documents) | first.keys()
        self._exact_case = _names_that_are_words(full, documents)
        self._capitalised = frozenset(name for name in first if is_known(name[0]))
        self._longest = max((len(name) for name in self._vendors), default=0)
        printed = {word for document in documents for word in _WORD.findall(document.text)}
        self._known_words = frozenset(word.lower() for word in printed)
        self._lower_words = frozenset(word for word in printed if word == word.lower())

    @property
    def words(self) -> frozenset[str]:
        """The words that names are made of, in lower case."""
        return frozenset(word for name in self._vendors for word in name)

    def find(self, text: str) -> list[NamedVendor]:
        """Return the places in ``text`` that name a vendor, in order; they never overlap."""
        tokens = [_Token(m.group(), Span(*m.span())) for m in _WORD.finditer(text)]
        found: list[NamedVendor] = []
        position = 0
        while position < len(tokens):
            length, name = self._longest_match(tokens, position)
            if name is None:
                position += 1
                continue
            last = _with_genitive(tokens, position + length - 1)
            span = Span(tokens[position].span.start, tokens[last].span.end)
            is_own = name in self._own
            found.append(NamedVendor(vendors=self._vendors[name], span=span, is_own=is_own))
            position = last + 1
        return found

    def mask(self, text: str, word: str) -> str:
        """Return ``text`` with ``word`` for each name: what is asked does not hang on who it is."""
        for name in reversed(self.find(text)):
            text = text[: name.span.start] + word + text[name.span.end :]
        return text

    def strangers(self, text: str) -> tuple[str, ...]:
        """Return the names of companies whose own agreement ``text`` asks for, and nobody here has.

        A capital at the start of a sentence makes no name, nor does one in a role ("Kundens
        aftale"), nor one of which the documents speak in this form.
        """
        known = [name.span for name in self.find(text)]
        found = []
        for match in _OWN_AGREEMENT.finditer(text):
            name, span = match["name"], Span(*match.span("name"))
            lowered = name.lower()
            spoken_of = lowered in self._lower_words or f"{lowered}s" in self._known_words
            taken = _ROLE.match(name) or any(span.overlaps(other) for other in known)
            if not spoken_of and not taken:
                found.append(name)
        return tuple(found)

    def _longest_match(self, tokens: list[_Token], start: int) -> tuple[int, _Name | None]:
        for length in range(min(self._longest, len(tokens) - start), 0, -1):
            window = tokens[start : start + length]
            for name in _window_names(window):
                is_plain = name not in self._capitalised or _is_capitalised(tokens, start)
                if name in self._vendors and is_plain and self._written_well_enough(name, window):
                    return length, name
        return 1, self._nearest(tokens[start])

    def _written_well_enough(self, name: _Name, window: list[_Token]) -> bool:
        if name not in self._exact_case:
            return True
        written = tuple(token.text for token in window)
        return any(
            written[:-1] == printed[:-1] and written[-1] in (printed[-1], f"{printed[-1]}s")
            for printed in self._exact_case[name]
        )

    def _nearest(self, token: _Token) -> _Name | None:
        """Return the name within a typing error of ``token`` if it can only be one vendor's."""
        if len(token.text) < MIN_TYPO_LENGTH or token.text.lower() in self._known_words:
            return None
        near = {
            name
            for name in self._vendors
            if len(name) == 1 and len(name[0]) >= MIN_TYPO_LENGTH and name not in self._capitalised
            for form in token.forms()
            if OSA.distance(form, name[0], score_cutoff=1) <= 1
        }
        return min(near) if len({self._vendors[name] for name in near}) == 1 else None


def _is_capitalised(tokens: list[_Token], place: int) -> bool:
    """Tell whether a word is written as a name is, where not every word would be."""
    return place > 0 and tokens[place].text[0].isupper()


def _compound_heads(word: str) -> Iterator[str]:
    """Yield what may be a name in front of a word for what vendors have: "solvangaftalen"."""
    for match in _TAIL_START.finditer(word):
        cut = match.start()
        if cut >= MIN_COMPOUND_NAME and _COMPOUND_TAIL.fullmatch(word, cut):
            yield word[:cut]


def remove_names(text: str, names: Iterable[NamedVendor]) -> str:
    """Return ``text`` without the words that name a vendor."""
    for name in sorted(names, key=lambda n: n.span, reverse=True):
        text = text[: name.span.start] + " " + text[name.span.end :]
    return " ".join(text.split())


def _window_names(window: list[_Token]) -> Iterator[_Name]:
    head = tuple(token.text.lower() for token in window[:-1])
    for last in window[-1].forms():
        yield (*head, last)


def _with_genitive(tokens: list[_Token], last: int) -> int:
    """Return the index of the "s" of a genitive such as "Alfa's", else ``last``."""
    following = last + 1
    if following < len(tokens) and tokens[following].text.lower() == "s":
        return following
    return last


def _names_of(document: Document) -> Iterator[_Name]:
    for name in (document.vendor, *document.vendor_names):
        words = tuple(_WORD.findall(name))
        if words:
            yield words


def _printed_names(document: Document) -> Iterator[_Name]:
    """Yield the names as they are printed; a vendor's id is lower case whatever its name is."""
    for name in document.vendor_names or (document.vendor,):
        yield tuple(_WORD.findall(name))


def _own_names(documents: Iterable[Document]) -> frozenset[_Name]:
    """Return the names by which vendors, not their products, are called.

    That is the id, the first name given, and every name that stands in a document's title.
    """
    own: set[_Name] = set()
    for document in documents:
        title = document.title.lower()
        names = [n for n in document.vendor_names[1:] if n.lower() in title]
        for name in (document.vendor, *document.vendor_names[:1], *names):
            own.add(tuple(word.lower() for word in _WORD.findall(name)))
    return frozenset(own)


def _collect_names(documents: Iterable[Document]) -> dict[_Name, frozenset[str]]:
    vendors: defaultdict[_Name, set[str]] = defaultdict(set)
    for document in documents:
        for words in _names_of(document):
            vendors[tuple(word.lower() for word in words)].add(document.vendor)
    return {name: frozenset(owners) for name, owners in vendors.items()}


def _names_that_are_words(
    vendors: Mapping[_Name, frozenset[str]], documents: Iterable[Document]
) -> dict[_Name, frozenset[_Name]]:
    """Return the names that are also ordinary words, with the forms in which they are printed.

    A name that a document of another vendor prints in lower case is an ordinary word there.
    """
    documents = tuple(documents)
    words_of: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        words_of[document.vendor].update(_WORD.findall(document.text))
    exact: dict[_Name, frozenset[_Name]] = {}
    for name, owners in vendors.items():
        ordinary = any(name[0] in words for owner, words in words_of.items() if owner not in owners)
        if len(name) == 1 and (ordinary or len(name[0]) < MIN_ANY_CASE_LENGTH):
            exact[name] = frozenset(
                words
                for document in documents
                for words in _printed_names(document)
                if tuple(word.lower() for word in words) == name
            )
    return exact
