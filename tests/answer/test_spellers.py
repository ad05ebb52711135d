"""A correction shows no word of a document outside the scope."""

from __future__ import annotations

from answer.naming import VendorNames
from answer.spellers import Spellers
from klausul.danish.tokens import words
from klausul.ports import Library
from klausul.types import Document, Scope


def _spellers(library: Library) -> Spellers:
    vocabulary = frozenset(w for d in library.documents.values() for w in words(d.text))
    names = VendorNames(library.documents.values())
    return Spellers(library=library, names=names, vocabulary=vocabulary)


def _scope(document: Document) -> Scope:
    return Scope(document_ids=frozenset({document.document_id}))


def test_word_is_corrected_only_where_it_stands(library: Library) -> None:
    spellers = _spellers(library)
    inside, outside = Scope(), None
    for document in library.documents.values():
        if "reklamebureauer" in document.text:
            inside = _scope(document)
        else:
            outside = _scope(document)
    assert outside is not None
    near, far = spellers.of(inside), spellers.of(outside)
    assert near is not None
    assert far is not None
    assert near.correct("Bruger I reklamebureuaer?").text == "Bruger I reklamebureauer?"
    assert far.correct("Bruger I reklamebureuaer?").changes == ()


def test_word_that_another_document_knows_is_left(library: Library) -> None:
    spellers = _spellers(library)
    for document in library.documents.values():
        speller = spellers.of(_scope(document))
        assert speller is not None
        assert speller.correct("Gælder det reklamebureauer?").changes == ()


def test_no_documents_and_no_words_need_no_speller(library: Library) -> None:
    names = VendorNames(library.documents.values())
    assert _spellers(library).of(Scope(vendors=frozenset())) is None
    empty = Spellers(library=library, names=names, vocabulary=frozenset())
    assert empty.of(Scope()) is None
