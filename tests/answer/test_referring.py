"""Sentences that only say where the answer stands."""

from __future__ import annotations

from answer.extracting import extract_whole
from answer.referring import pointer_in
from klausul.ports import Library


def test_a_pointer_to_a_clause_here_finds_it(library: Library) -> None:
    extract = extract_whole(library.clauses["klinikdata-dba/5.2"])
    pointer = pointer_in(extract, library=library)
    assert pointer is not None
    assert pointer.clause is library.clauses["klinikdata-dba/Bilag-B"]


def test_a_pointer_to_a_text_elsewhere_finds_none(library: Library) -> None:
    extract = extract_whole(library.clauses["klinikdata-dba/6.1"])
    pointer = pointer_in(extract, library=library)
    assert pointer is not None
    assert pointer.clause is None


def test_a_sentence_that_says_something_itself_is_no_pointer(library: Library) -> None:
    extract = extract_whole(library.clauses["klinikdata-dba/4.1"])
    assert pointer_in(extract, library=library) is None
