"""Verbatim or nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.citing import cite, draw, state
from klausul.errors import UnprovenAnswerError
from klausul.ports import Library
from klausul.types import Clause, Span

ClauseOf = Callable[[str], Clause]


def test_a_quote_is_the_text_under_its_span(library: Library, clause_of: ClauseOf) -> None:
    clause = clause_of("klinikdata-dba/4.1")
    document = library.documents["klinikdata-dba"]
    citation = cite(clause, clause.span, document=document)
    assert citation.quote == clause.text


def test_a_quote_from_outside_its_clause_is_impossible(
    library: Library, clause_of: ClauseOf
) -> None:
    clause = clause_of("klinikdata-dba/4.1")
    beyond = Span(clause.span.start, clause.span.end + 2)
    with pytest.raises(UnprovenAnswerError, match="outside clause"):
        cite(clause, beyond, document=library.documents["klinikdata-dba"])


def test_a_quote_from_another_document_is_impossible(library: Library, clause_of: ClauseOf) -> None:
    clause = clause_of("klinikdata-dba/4.1")
    with pytest.raises(UnprovenAnswerError, match="is not of document"):
        cite(clause, clause.span, document=library.documents["fjordpost-aftale"])


def test_a_number_that_the_quote_lacks_is_impossible(library: Library, clause_of: ClauseOf) -> None:
    clause = clause_of("klinikdata-dba/4.1")
    citation = cite(clause, clause.span, document=library.documents["klinikdata-dba"])
    with pytest.raises(UnprovenAnswerError, match="46"):
        state(lead="46 dage.", place="Ifølge pkt. 4.1", citations=[citation])


def test_the_place_of_a_quote_is_no_claim(library: Library, clause_of: ClauseOf) -> None:
    clause = clause_of("klinikdata-dba/4.1")
    citation = cite(clause, clause.span, document=library.documents["klinikdata-dba"])
    statement = state(lead="45 dage.", place="Ifølge pkt. 4.1", citations=[citation])
    assert statement.text == f"45 dage. Ifølge pkt. 4.1: “{clause.text}”"
    assert statement.citations == (citation,)


def test_digits_of_a_name_are_no_claim_and_other_digits_are(
    library: Library, clause_of: ClauseOf
) -> None:
    clause = clause_of("klinikdata-dba/3.1")
    document = library.documents[clause.document_id]
    statement = state(
        lead="", place="pkt. 3.1", citations=[cite(clause, clause.span, document=document)]
    )

    drawn = draw("Hurtigst er Klinik 365: senest 36 timer.", [statement], names=["Klinik 365"])

    assert drawn.citations == statement.citations
    with pytest.raises(UnprovenAnswerError, match="48"):
        draw("Hurtigst er Klinik 365: senest 48 timer.", [statement], names=["Klinik 365"])
