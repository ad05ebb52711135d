"""One speller for each scope, so that no correction shows a word of a document outside it."""

from __future__ import annotations

from answer.naming import VendorNames
from klausul.danish.spelling import Speller
from klausul.danish.tokens import words
from klausul.ports import Library
from klausul.types import Scope


class Spellers:
    """Makes the speller of a scope when it is first asked for; threads may share one."""

    def __init__(self, *, library: Library, names: VendorNames, vocabulary: frozenset[str]) -> None:
        """Take the words that spelling is corrected towards; with none, nothing is corrected."""
        self._library = library
        # A vendor is recognised by the strict rule of its names alone: a speller would sooner or
        # later read one vendor's name as another's.
        self._names = names.words
        self._vocabulary = vocabulary - names.words
        self._made: dict[frozenset[str], Speller] = {}

    def of(self, scope: Scope) -> Speller | None:
        """Return the speller that corrects towards the words of the documents in ``scope``.

        A word that another document knows is left as it is: it is right, if not to be found here.
        """
        documents = {k: d for k, d in self._library.documents.items() if scope.allows(d)}
        if not self._vocabulary or not documents:
            return None
        key = frozenset(documents)
        if key not in self._made:
            inside = {word for document in documents.values() for word in words(document.text)}
            targets = self._vocabulary & inside
            self._made[key] = Speller(targets, protected=self._names | (self._vocabulary - targets))
        return self._made[key]
