"""Sentences that only say where the answer stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.extracting import extract_whole
from answer.kinds import AnswerKind
from answer.referring import Pointer, pointer_in, say_missing, targets_of
from klausul.ports import Library

WriteLibrary = Callable[..., Library]

ELSEWHERE = {
    "5.3": "Sletning :: 3. Oplysninger slettes 30 dage efter ophør.",
    "5.4": "Takst :: 4. Timeprisen er 900 kr.",
    "9.1": "Andet :: 1. Parterne mødes én gang om året.",
    "Bilag B": "Underleverandører :: Skyhavn ApS leverer hosting.",
    "Bilag C.4": "Opbevaring :: Oplysninger opbevares i 90 dage.",
    "Bilag D": "Bilag D",
}


def _point(
    write_library: WriteLibrary, text: str, *, kind: AnswerKind | None = None
) -> Pointer | None:
    library = write_library({"alfa-dba": {**ELSEWHERE, "2.1": f"Emne :: 1. {text}"}})
    return pointer_in(extract_whole(library.clauses["alfa-dba/2.1"]), library=library, kind=kind)


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
    assert pointer.missing == "Hovedaftalen"


def test_a_sentence_that_says_something_itself_is_no_pointer(library: Library) -> None:
    extract = extract_whole(library.clauses["klinikdata-dba/4.1"])
    assert pointer_in(extract, library=library) is None


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param("Listen fremgår af Bilag B.", ["Bilag B"], id="fremgår af"),
        pytest.param("Taksterne følger af punkt 5.4.", ["5.4"], id="følger af"),
        pytest.param("Perioden er nærmere angivet i bilag C.4.", ["Bilag C.4"], id="er angivet i"),
        pytest.param("Der henvises til bilag C, pkt. 4.", ["Bilag C.4"], id="henvises til"),
        pytest.param("Sletning reguleres af pkt. 5.3.", ["5.3"], id="reguleres af"),
        pytest.param(
            "Sletning og takst er beskrevet i punkt 5.3 og 5.4.", ["5.3", "5.4"], id="two"
        ),
        pytest.param("Om sletning: Se punkt 5.3.", [], id="a colon ends no sentence"),
        pytest.param("Se nærmere i Bilag B.", ["Bilag B"], id="se"),
        pytest.param(
            "Listen over leverandører, som kunden har godkendt, fremgår af Bilag B. Den opdateres"
            " jævnligt.",
            ["Bilag B"],
            id="what follows leans on it",
        ),
        pytest.param("Instruksen skal være specificeret i bilag B.", ["Bilag B"], id="skal være"),
        pytest.param("Taksten fastsættes i Bilag D.", ["Bilag D"], id="to a heading"),
    ],
)
def test_a_place_here_is_followed(
    write_library: WriteLibrary, text: str, labels: list[str]
) -> None:
    pointer = _point(write_library, text)
    assert [clause.label for clause in pointer.clauses] == labels if pointer else labels == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Ansvaret reguleres af Serviceaftalen.", "Serviceaftalen", id="agreement"),
        pytest.param(
            "Værneting er som anført i den indgåede Serviceaftale.", "Serviceaftalen", id="a"
        ),
        pytest.param(
            "Prisen fremgår af Hovedaftalens bestemmelser.", "Hovedaftalen", id="genitive"
        ),
        pytest.param(
            "Priserne følger den til enhver tid gældende prisliste.", "prislisten", id="list"
        ),
        pytest.param("Listen findes på vores hjemmeside.", "hjemmesiden", id="website"),
        pytest.param("Se vores hjemmeside.", "hjemmesiden", id="se"),
        pytest.param("Listen findes på Skyens Trust Center.", "Trust Center", id="trust centre"),
        pytest.param("Vilkårene fremgår af rammekontrakten.", "rammekontrakten", id="contract"),
        pytest.param("Svartider fremgår af vores SLA.", "SLA", id="SLA"),
        pytest.param(
            "Der henvises til beskrivelserne i dokumentet Bilag B.1-B.12.",
            "Bilag B.1-B.12",
            id="an annex deeper than the one here",
        ),
        pytest.param(
            "Erstatning fremgår af Aftalen indgået mellem parterne om levering.",
            "den aftale, der henvises til,",
            id="Aftalen",
        ),
        pytest.param(
            "Kontakt sker til de i Hovedaftalen anførte personer.", "Hovedaftalen", id="inserted"
        ),
    ],
)
def test_a_text_elsewhere_is_named_as_printed(
    write_library: WriteLibrary, text: str, name: str
) -> None:
    pointer = _point(write_library, text)
    assert pointer is not None
    assert (pointer.missing, pointer.clauses) == (name, ())


@pytest.mark.parametrize(
    "text",
    [
        "Databehandleren sletter data, jf. punkt 5.3.",
        "Databehandleren skal bistå i det omfang, der fremgår af Bilag B.",
        "Kunden kan opsige Serviceaftalen.",
        "Leverandøren må ikke afvige det, der er anført i bilag B.",
        "Oplysninger er fortrolige, medmindre andet er aftalt i Bilag B.",
        "Besked sendes til den postkasse, der er angivet i Bilag B, og følges op af et opkald.",
        "Kravene fremgår af databeskyttelsesforordningens artikel 32.",
        "Databehandleren er ansvarlig for det, som beskrevet i punkt 5.3.",
        "Aftalen ophører ved opsigelse af Serviceaftalen. Data slettes straks derefter.",
        "Listen fremgår af Bilag B. Leverandøren skal varsle ændringer.",
    ],
)
def test_what_says_something_itself_is_no_pointer(write_library: WriteLibrary, text: str) -> None:
    assert _point(write_library, text) is None


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param(
            "Data slettes i henhold til Serviceaftalen.",
            AnswerKind.DURATION,
            "Serviceaftalen",
            id="a deadline that is deferred",
        ),
        pytest.param(
            "Data slettes i henhold til Serviceaftalen.",
            AnswerKind.YES_NO,
            None,
            id="whether is answered",
        ),
        pytest.param(
            "Kunden underrettes med det varsel, der fremgår af bilag C.4, og kan gøre indsigelse.",
            AnswerKind.DURATION,
            "Bilag C.4",
            id="the notice that an annex prints",
        ),
        pytest.param(
            "Databehandleren sletter data i overensstemmelse med punkt 5.3, medmindre andet siges.",
            AnswerKind.DURATION,
            "5.3",
            id="with an exception behind",
        ),
        pytest.param(
            "Bistand faktureres efter Hovedaftalens takster.",
            AnswerKind.AMOUNT,
            "Hovedaftalen",
            id="a price",
        ),
        pytest.param(
            "Databehandleren sletter data inden 60 dage, jf. punkt 5.3.",
            AnswerKind.DURATION,
            None,
            id="the figure is quoted",
        ),
        pytest.param(
            "Databehandleren sletter data uden unødig forsinkelse, jf. punkt 5.3.",
            AnswerKind.DURATION,
            None,
            id="a vague deadline is one",
        ),
        pytest.param(
            "Aftalen gælder, så længe der leveres i henhold til Serviceaftalen.",
            AnswerKind.DURATION,
            None,
            id="a condition answers",
        ),
        pytest.param(
            "Perioden fremgår af punkt 9.1 og punkt 5.3.",
            AnswerKind.DURATION,
            "5.3",
            id="only the place with such a figure",
        ),
        pytest.param(
            "Listen fremgår af Bilag B.", AnswerKind.REFERENCE, None, id="asked in which annex"
        ),
        pytest.param(
            "Listen findes på vores hjemmeside www.alfa.dk.",
            AnswerKind.WHERE,
            None,
            id="an address answers where",
        ),
        pytest.param(
            "Listen findes på vores hjemmeside www.alfa.dk.",
            AnswerKind.LIST,
            "hjemmesiden",
            id="and not what stands there",
        ),
    ],
)
def test_what_is_asked_decides_whether_words_point(
    write_library: WriteLibrary, text: str, kind: AnswerKind, expected: str | None
) -> None:
    pointer = _point(write_library, text, kind=kind)
    found = pointer and (pointer.clause.label if pointer.clause else pointer.missing)
    assert found == expected


def test_a_shifted_number_is_followed_to_what_is_meant(write_library: WriteLibrary) -> None:
    texts = {
        "7": "Bistand :: 7. Bistand",
        "7.1": "Bistand :: 1. Efter nærværende punkt 8 bistår leverandøren kunden.",
        "7.2": "Bistand :: 2. Taksten er 900 kr. i timen, jf. nærværende punkt 8.",
        "8": "Brud :: 8. Brud",
        "8.1": "Brud :: 1. Taksten fremgår af punkt 8.2.",
        "8.2": "Brud :: 2. Brud meddeles straks.",
    }
    library = write_library({"alfa-dba": texts})
    pointer = pointer_in(extract_whole(library.clauses["alfa-dba/8.1"]), library=library)
    assert pointer is not None
    assert pointer.clause is library.clauses["alfa-dba/7.2"]


def test_a_text_of_the_same_vendor_is_not_missing(write_library: WriteLibrary) -> None:
    library = write_library(
        {
            "alfa-hovedaftale": {"1.1": "Pris :: 1. Prisen er 100 kr."},
            "alfa-dba": {"1.1": "Pris :: 1. Prisen fremgår af Hovedaftalen."},
        }
    )
    assert pointer_in(extract_whole(library.clauses["alfa-dba/1.1"]), library=library) is None


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param([], "", id="none"),
        pytest.param(["prislisten"], "Prislisten er ikke blandt de dokumenter, jeg har.", id="one"),
        pytest.param(
            ["Hovedaftalen", "Hovedaftalen", "prislisten"],
            "Hovedaftalen og prislisten er ikke blandt de dokumenter, jeg har.",
            id="two, one of them twice",
        ),
        pytest.param(
            ["a", "b", "c"], "A, b og c er ikke blandt de dokumenter, jeg har.", id="three"
        ),
    ],
)
def test_what_is_missing_is_said(names: list[str], said: str) -> None:
    assert say_missing([Pointer(missing=name) for name in names]) == said


def test_targets_of_a_clause_are_not_itself(write_library: WriteLibrary) -> None:
    text = "Emne :: 1. Efter punkt 5.3 og Bilag B, jf. punkt 2.1 og igen punkt 5.3, gælder det."
    library = write_library({"alfa-dba": {**ELSEWHERE, "2.1": text}})
    found = targets_of(library.clauses["alfa-dba/2.1"], library=library)
    assert [clause.label for clause in found] == ["5.3", "Bilag B"]
