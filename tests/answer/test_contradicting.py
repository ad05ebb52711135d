"""Clauses of one vendor that promise different things about the same matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from answer.contradicting import Contradiction, find_contradictions
from answer.extracting import Extract, extract_whole
from answer.kinds import AnswerKind
from klausul.ports import Library
from klausul.types import ClauseKind, NoteKind

WriteLibrary = Callable[..., Library]

BODY = {
    "1.4": "Præambel :: 4. Bestemmelserne har forrang i forhold til andre aftaler mellem parterne.",
    "9.1": "Brud :: 1. Databehandleren underretter den dataansvarlige om brud inden 24 timer.",
    "10.1": "Sletning :: 1. Databehandleren sletter alle oplysninger inden 3 måneder efter ophør.",
    "10.2": "Sletning :: 2. Logfiler slettes efter 12 måneder.",
    "Bilag C": "Instruks :: Databehandleren modtager instrukser skriftligt. Oplysninger slettes "
    "30 dage efter ophør. Sletningen bekræftes skriftligt over for den dataansvarlige.",
}
TERMS = {
    "7.1": "Data :: 7.1 Disse vilkår har forrang for andre aftaler.",
    "8.1": "Ophør :: 8.1 Ved ophør sletter leverandøren kundens data inden 14 dage.",
    "8.2": "Underdatabehandlere :: 8.2 Kunden kan efter en meddelelse om nye underdatabehandlere "
    "gøre indsigelse inden 30 dage.",
}
NOTICE = {
    "6.3": "Underdatabehandlere :: 3. Kunden underrettes om nye underdatabehandlere med mindst 60 "
    "dages varsel og kan gøre indsigelse.",
}


def _find(
    library: Library,
    chosen: str,
    *others: str,
    kind: AnswerKind = AnswerKind.DURATION,
    question: str = "",
) -> tuple[Contradiction, ...]:
    return find_contradictions(
        [_extract(library, chosen)],
        [_extract(library, name) for name in others],
        kind=kind,
        question=question,
        library=library,
    )


def _extract(library: Library, clause_id: str) -> Extract:
    return extract_whole(library.clauses[clause_id])


@pytest.fixture(name="one")
def _one(write_library: WriteLibrary) -> Library:
    return write_library({"alfa-dba": BODY})


@pytest.fixture(name="two")
def _two(write_library: WriteLibrary) -> Library:
    return write_library({"alfa-dba": {**BODY, **NOTICE}, "alfa-vilkår": TERMS, "beta-dba": TERMS})


def test_body_and_annex_disagree(one: Library) -> None:
    (found,) = _find(one, "alfa-dba/10.1", "alfa-dba/9.1", "alfa-dba/10.2", "alfa-dba/Bilag-C")
    assert found.is_certain
    assert found.note.kind is NoteKind.CONTRADICTION
    assert found.note.clause_id == "alfa-dba/Bilag-C"
    assert found.note.text.startswith(
        "Pkt. 10.1 siger »3 måneder«, men Bilag C siger »30 dage« om det samme."
    )
    assert "30 dage efter ophør" in found.other.text
    assert found.other.clause.clause_id == "alfa-dba/Bilag-C"


def test_precedence_over_other_agreements_settles_nothing_inside_one(one: Library) -> None:
    (found,) = _find(one, "alfa-dba/10.1", "alfa-dba/Bilag-C")
    assert found.note.text.endswith("Pkt. 1.4 om forrang gælder andre aftaler og afgør det ikke.")
    assert [clause.label for clause in found.precedence] == ["1.4"]


def test_precedence_among_the_parts_is_quoted(write_library: WriteLibrary) -> None:
    order = {"12.1": "Forrang :: 1. Ved uoverensstemmelse går bilagene forud for hovedteksten."}
    library = write_library({"alfa-dba": {**BODY, **order}})
    (found,) = _find(library, "alfa-dba/10.1", "alfa-dba/Bilag-C")
    said = (
        "Om forrang siger pkt. 12.1: »Ved uoverensstemmelse går bilagene forud for hovedteksten.«"
    )
    assert found.note.text.endswith(said)


def test_no_word_on_precedence_where_there_is_no_clause(write_library: WriteLibrary) -> None:
    library = write_library({"alfa-dba": {k: v for k, v in BODY.items() if k != "1.4"}})
    (found,) = _find(library, "alfa-dba/10.1", "alfa-dba/Bilag-C")
    assert found.note.text.endswith("om det samme.")
    assert found.precedence == ()


def test_two_documents_that_both_claim_precedence(two: Library) -> None:
    (found,) = _find(two, "alfa-dba/10.1", "alfa-vilkår/8.1")
    assert "pkt. 10.1 i databehandleraftale, alfa-dba siger »3 måneder«" in found.note.text.lower()
    assert found.note.text.endswith(
        "Begge dokumenter giver sig selv forrang (pkt. 1.4 og pkt. 7.1), så det kan ikke afgøres ud"
        " fra teksten, hvad der gælder."
    )


def test_the_one_document_that_claims_precedence_is_told(write_library: WriteLibrary) -> None:
    terms = {label: text for label, text in TERMS.items() if label != "7.1"}
    library = write_library({"alfa-dba": BODY, "alfa-vilkår": terms})
    (found,) = _find(library, "alfa-vilkår/8.1", "alfa-dba/10.1")
    said = "Efter pkt. 1.4 i Databehandleraftale, alfa-dba har Bestemmelserne forrang."
    assert found.note.text.endswith(said)


def test_a_notice_and_an_objection_are_told_as_two_deadlines(two: Library) -> None:
    (found,) = _find(two, "alfa-dba/6.3", "alfa-vilkår/8.2")
    assert not found.is_certain
    assert "»60 dages varsel«" in found.note.text
    assert "ikke nødvendigvis den samme frist" in found.note.text
    assert "om det samme" not in found.note.text


def test_another_vendors_clause_contradicts_nothing(two: Library) -> None:
    assert _find(two, "alfa-dba/10.1", "beta-dba/8.1") == ()


@pytest.mark.parametrize(
    "kind", [AnswerKind.WHO, AnswerKind.WHERE, AnswerKind.LIST, AnswerKind.AMOUNT]
)
def test_who_asks_for_something_else_is_not_told_of_deadlines(
    one: Library, kind: AnswerKind
) -> None:
    assert _find(one, "alfa-dba/10.1", "alfa-dba/Bilag-C", kind=kind) == ()


def test_rows_of_one_table_tell_of_different_things(one: Library) -> None:
    pair = [_extract(one, name) for name in ("alfa-dba/10.1", "alfa-dba/Bilag-C")]
    rows = [
        replace(found, clause=replace(found.clause, kind=ClauseKind.ROW, label="Bilag A"))
        for found in pair
    ]
    found = find_contradictions(rows[:1], rows, kind=AnswerKind.DURATION, question="", library=one)
    assert found == ()


def test_two_quotes_of_one_answer_contradict_once(one: Library) -> None:
    quotes = [_extract(one, "alfa-dba/10.1"), _extract(one, "alfa-dba/Bilag-C")]
    found = find_contradictions(quotes, quotes, kind=AnswerKind.DURATION, question="", library=one)
    assert [pair.other.clause.label for pair in found] == ["Bilag C"]


AGREEING: Mapping[str, tuple[str, str]] = {
    "the same in other units": (
        "Data slettes inden 1 uge efter ophør.",
        "Oplysninger slettes senest 7 dage efter ophør.",
    ),
    "a month may be thirty days": (
        "Data slettes inden en måned efter ophør.",
        "Oplysninger slettes senest 30 dage efter ophør.",
    ),
    "a floor below a ceiling": (
        "Data opbevares mindst 30 dage efter ophør.",
        "Oplysninger opbevares højst 90 dage efter ophør.",
    ),
    "the controller and the processor": (
        "Databehandleren underretter kunden om brud inden 24 timer.",
        "Den dataansvarlige skal anmelde brud til Datatilsynet inden 72 timer.",
    ),
}


@pytest.mark.parametrize("pair", [pytest.param(v, id=k) for k, v in AGREEING.items()])
def test_what_can_both_be_kept_is_no_contradiction(
    write_library: WriteLibrary, pair: tuple[str, str]
) -> None:
    library = write_library({"alfa-dba": {"1.1": f"En :: {pair[0]}", "2.1": f"To :: {pair[1]}"}})
    assert _find(library, "alfa-dba/1.1", "alfa-dba/2.1") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "Bistand til registreredes anmodninger betales med 900 kr. pr. time.",
            "For bistand til registreredes anmodninger betales 1.200 kr. pr. time.",
            id="amount",
        ),
        pytest.param(
            "Revision af sikkerheden gennemføres én gang årligt af en uafhængig revisor.",
            "En uafhængig revisor gennemfører revision af sikkerheden hvert andet år.",
            id="frequency",
        ),
        pytest.param(
            "Data slettes tidligst og mindst 60 dage efter ophør.",
            "Oplysninger slettes højst 30 dage efter ophør.",
            id="a floor above a ceiling",
        ),
    ],
)
def test_other_kinds_of_values(write_library: WriteLibrary, one: str, other: str) -> None:
    library = write_library({"alfa-dba": {"1.1": f"En :: {one}", "2.1": f"To :: {other}"}})
    names = ("alfa-dba/1.1", "alfa-dba/2.1")
    asks = "Skal vi betale for bistand, revision og sletning?"
    assert len(_find(library, *names, kind=AnswerKind.YES_NO, question=asks)) == 1


@pytest.mark.parametrize(
    ("kind", "question", "told", "is_asked"),
    [
        pytest.param(AnswerKind.DURATION, "Hvor længe?", True, True, id="a figure is asked for"),
        pytest.param(
            AnswerKind.YES_NO, "Sletter I data?", True, False, id="the act is asked about"
        ),
        pytest.param(AnswerKind.YES_NO, "Må I sælge data?", False, False, id="something else is"),
    ],
)
def test_only_who_asks_for_the_figure_needs_the_other_quote(
    one: Library, kind: AnswerKind, question: str, told: bool, is_asked: bool
) -> None:
    found = _find(one, "alfa-dba/10.1", "alfa-dba/Bilag-C", kind=kind, question=question)
    assert [pair.is_asked for pair in found] == ([is_asked] if told else [])
