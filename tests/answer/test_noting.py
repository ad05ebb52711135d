"""Notes beside an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from answer.contradicting import find_contradictions
from answer.extracting import Extract, extract_whole
from answer.kinds import AnswerKind
from answer.noting import notes_for, printed_date
from klausul.ports import Library
from klausul.types import Document, DocumentKind, Note, NoteKind, Span

WriteLibrary = Callable[..., Library]
TODAY = date(2026, 3, 1)

SHIFTED = {
    "7": "Bistand :: 7. Bistand",
    "7.1": "Bistand :: 1. Databehandleren bistår med nærværende punkt 8 for øje.",
    "8": "Brud :: 8. Brud",
    "8.1": "Brud :: 1. Vederlag efter nærværende punkt 9 aftales skriftligt.",
    "8.2": "Brud :: 2. Udgifter følger af Bestemmelse 9.2 og af pkt. 25.3. De betales kvartalsvis.",
    "8.3": "Brud :: 3. Bistand ydes efter Bestemmelse 8.1.",
}


def _notes(
    library: Library, *clause_ids: str, kind: AnswerKind = AnswerKind.YES_NO
) -> tuple[Note, ...]:
    extracts = [extract_whole(library.clauses[name]) for name in clause_ids]
    return notes_for(extracts, kind=kind, library=library, today=TODAY)


@pytest.fixture(name="shifted")
def _shifted(write_library: WriteLibrary) -> Library:
    return write_library({"alfa-dba": SHIFTED})


def test_a_shifted_number_is_told_with_what_is_meant(shifted: Library) -> None:
    texts = [note.text for note in _notes(shifted, "alfa-dba/8.3")]
    assert "Pkt. 8.3 henviser til »Bestemmelse 8.1«, men der menes formentlig pkt. 7.1." in texts


def test_a_number_that_is_not_there_is_told(shifted: Library) -> None:
    notes = _notes(shifted, "alfa-dba/8.2")
    assert [(note.kind, note.text) for note in notes] == [
        (
            NoteKind.SHIFTED_REFERENCE,
            "Pkt. 8.2 henviser til »Bestemmelse 9.2«, som ikke findes; der menes formentlig"
            " pkt. 8.2.",
        ),
        (
            NoteKind.DANGLING_REFERENCE,
            "Pkt. 8.2 henviser til »pkt. 25.3«, som ikke findes i dokumentet.",
        ),
    ]
    assert {note.clause_id for note in notes} == {"alfa-dba/8.2"}


def test_a_reference_outside_the_quote_is_not_told(shifted: Library) -> None:
    clause = shifted.clauses["alfa-dba/8.2"]
    start = clause.span.start + clause.text.index("De betales")
    quote = Extract(clause=clause, span=Span(start, clause.span.end), fit=1.0)
    notes = notes_for([quote], kind=AnswerKind.YES_NO, library=shifted, today=TODAY)
    assert notes == ()


def test_a_reference_in_the_words_that_open_a_list_is_told(shifted: Library) -> None:
    opening = extract_whole(shifted.clauses["alfa-dba/8.3"])
    item = replace(extract_whole(shifted.clauses["alfa-dba/7"]), opening=opening)
    notes = notes_for([item], kind=AnswerKind.YES_NO, library=shifted, today=TODAY)
    assert "»Bestemmelse 8.1«" in " ".join(note.text for note in notes)


def test_an_item_tells_that_its_clause_is_misnumbered(library: Library) -> None:
    above = library.clauses["fjordpost-aftale/9.9"]
    item = replace(above, clause_id="fjordpost-aftale/9.9.a", parent_id=above.clause_id, notes=())
    (note,) = notes_for([extract_whole(item)], kind=AnswerKind.YES_NO, library=library, today=TODAY)
    assert note.kind is NoteKind.MISNUMBERED


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        pytest.param(AnswerKind.DURATION, True, id="asked how long"),
        pytest.param(AnswerKind.YES_NO, False, id="asked whether"),
    ],
)
def test_a_vague_deadline_is_told_to_who_asks_for_one(
    library: Library, kind: AnswerKind, told: bool
) -> None:
    notes = _notes(library, "fjordpost-aftale/4.1", kind=kind)
    assert any(note.kind is NoteKind.VAGUE_DEADLINE for note in notes) is told


def test_corrections_contradictions_and_repairs_are_told_once(
    write_library: WriteLibrary, shifted: Library
) -> None:
    texts = {
        "1.1": "En :: Data slettes inden 30 dage efter ophør.",
        "2.1": "To :: Oplysninger slettes senest 90 dage efter ophør.",
    }
    library = write_library({"alfa-dba": texts})
    quotes = [extract_whole(library.clauses[f"alfa-dba/{label}"]) for label in texts]
    pairs = find_contradictions(
        quotes[:1], quotes, kind=AnswerKind.DURATION, question="", library=library
    )
    notes = notes_for(
        quotes,
        kind=AnswerKind.DURATION,
        library=library,
        corrections=[("slete", "slette")],
        contradictions=[*pairs, *pairs],
        today=TODAY,
    )
    kinds = [note.kind for note in notes]
    assert kinds == [NoteKind.CORRECTED_SPELLING, NoteKind.CONTRADICTION]
    repaired = [r for r in shifted.references_of("alfa-dba") if r.text == "Bestemmelse 9.2"]
    told = notes_for(
        [extract_whole(shifted.clauses["alfa-dba/8.2"])],
        kind=AnswerKind.YES_NO,
        library=shifted,
        repaired=repaired,
        today=TODAY,
    )
    assert sum("»Bestemmelse 9.2«" in note.text for note in told) == 1


@pytest.mark.parametrize(
    ("version", "text"),
    [
        pytest.param("august 2019", "Dokumentet er dateret august 2019.", id="month"),
        pytest.param("1. marts 2023", "Dokumentet er dateret 1. marts 2023.", id="to the day"),
        pytest.param("2. marts 2023", None, id="a day less"),
        pytest.param("2.1", None, id="no date"),
        pytest.param(None, None, id="none"),
    ],
)
def test_an_old_source_is_told(
    write_library: WriteLibrary, version: str | None, text: str | None
) -> None:
    documents = {"alfa-dba": {"1.1": "En :: Data ligger i Danmark."}}
    library = write_library(documents, versions={"alfa-dba": version} if version else {})
    notes = _notes(library, "alfa-dba/1.1")
    assert [note.text for note in notes] == ([text] if text else [])
    assert all(note.kind is NoteKind.OLD_SOURCE for note in notes)


def test_an_old_source_is_named_where_several_are_quoted(write_library: WriteLibrary) -> None:
    documents = {name: {"1.1": "En :: Data ligger her."} for name in ("alfa-dba", "beta-dba")}
    library = write_library(documents, versions={"alfa-dba": "maj 2018"})
    (note,) = _notes(library, "alfa-dba/1.1", "beta-dba/1.1")
    assert note.text == "Databehandleraftale, alfa-dba er dateret maj 2018."


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param(
            "Aftale\nSenest opdateret den 3. marts 2021\n1. Data", "3. marts 2021", id="up"
        ),
        pytest.param("Version 2.1, april 2020\n1. Data", "april 2020", id="version and month"),
        pytest.param("Dato: 12-05-2020", "12-05-2020", id="date"),
        pytest.param("Gældende fra 1. januar 2022.", "1. januar 2022", id="valid from"),
        pytest.param("Efter forordning 2016/679 af 27. april 2016 gælder", None, id="a law's"),
        pytest.param("Vejledningen, oktober 2021, følges.", None, id="a guide's"),
        pytest.param("x" * 2000 + " opdateret juli 2021 " + "x" * 2000, None, id="in the middle"),
        pytest.param("x" * 4000 + " Sidst revideret: juli 2021", "juli 2021", id="at the end"),
    ],
)
def test_the_date_that_a_document_gives_itself(text: str, printed: str | None) -> None:
    document = Document(
        document_id="d",
        vendor="v",
        title="Aftale",
        kind=DocumentKind.AGREEMENT,
        source="d.txt",
        sha256="0",
        text=text,
    )
    found = printed_date(document)
    assert (found[0] if found else None) == printed
