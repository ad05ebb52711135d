from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.referencing import find_references
from klausul.types import Clause, NoteKind, Reference, ReferenceKind, ReferenceStatus

Cut = Callable[[str], tuple[Clause, ...]]
OK, SHIFTED = ReferenceStatus.OK, ReferenceStatus.SHIFTED
DANGLING, EXTERNAL = ReferenceStatus.DANGLING, ReferenceStatus.EXTERNAL


def only(clauses: tuple[Clause, ...]) -> Reference:
    (reference,), _ = find_references(clauses)
    return reference


@pytest.mark.parametrize(
    ("text", "target", "status"),
    [
        pytest.param("1.1 Se punkt 2.1.", "2.1", OK, id="a clause"),
        pytest.param("1.1 Se punkt 2.", "2", OK, id="a section"),
        pytest.param("1.1 Se Bilag A.", "Bilag A", OK, id="an annex"),
        pytest.param("1.1 Se Bilag A, punkt 1.", "Bilag A.1", OK, id="a clause of an annex"),
        pytest.param("1.1 Se punkt 9.4.", "punkt 9.4", DANGLING, id="no such clause"),
        pytest.param("1.1 Se Bilag Q.", "Bilag Q", DANGLING, id="no such annex"),
        pytest.param("1.1 Se lovens § 15.", "lovens § 15", EXTERNAL, id="a law's paragraph"),
    ],
)
def test_where_a_reference_points(
    cut: Cut, text: str, target: str, status: ReferenceStatus
) -> None:
    document = (
        f"Aftale\n\n1. Formål\n\n{text}\n\n2. Brud\n\n2.1 De meldes.\n\nBilag A\nSikkerhed\n\n"
        "1. Adgang\nKun med kode.\n"
    )
    reference = only(cut(document))
    assert reference.status is status
    if status is not EXTERNAL:
        assert reference.target == target
    assert (reference.target_id is not None) is (status is OK)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        pytest.param("Stk. 2. Se § 2, stk. 1.", "§ 2, stk. 1", id="a subparagraph"),
        pytest.param("Stk. 2. Se § 2.", "§ 2", id="a paragraph"),
        pytest.param("Stk. 2. Se stk. 1.", "§ 1, stk. 1", id="in the same paragraph"),
    ],
)
def test_paragraphs(cut: Cut, text: str, target: str) -> None:
    document = f"Vilkår\n\n§ 1\n\nStk. 1. De gælder.\n\n{text}\n\n§ 2\n\nStk. 1. Brud meldes.\n"
    reference = only(cut(document))
    assert (reference.target, reference.status) == (target, OK)


def test_sections_that_letters_count(cut: Cut) -> None:
    document = "Vilkår\n\nA. Formål\n\nA.1 Se B.1.\n\nB. Brud\n\nB.1 De meldes.\n"
    assert only(cut(document)).target_id == "prøve/B.1"


def test_a_number_belongs_to_the_agreement_that_it_stands_in(cut: Cut) -> None:
    document = (
        "Betingelser\n\n1. Priser\n\n1.1 De er faste.\n\n2. Ophør\n\n2.1 Se punkt 1.1.\n\n"
        "Databehandleraftale\n\n1. Formål\n\n1.1 Den gælder.\n\n2. Brud\n\n2.1 Se punkt 1.1.\n"
    )
    references, _ = find_references(cut(document))
    assert [(r.clause_id, r.target_id) for r in references] == [
        ("prøve/Betingelser-2.1", "prøve/Betingelser-1.1"),
        ("prøve/DBA-2.1", "prøve/DBA-1.1"),
    ]


def test_a_law_is_outside(cut: Cut) -> None:
    reference = only(cut("Aftale\n\n1.1 Behandlingen følger artikel 28, stk. 3.\n"))
    assert (reference.kind, reference.status) == (ReferenceKind.LAW, EXTERNAL)


def test_another_agreement_is_outside(cut: Cut) -> None:
    reference = only(cut("Aftale\n\n1.1 Prisen står i hovedaftalen.\n"))
    assert (reference.kind, reference.text) == (ReferenceKind.OTHER_DOCUMENT, "hovedaftalen")


def test_a_clause_does_not_refer_to_itself(cut: Cut) -> None:
    assert find_references(cut("Aftale\n\n1. Formål\n\n1.1 Den gælder.\n"))[0] == ()


def test_a_shift_that_the_contents_tell_is_applied_and_told(cut: Cut) -> None:
    document = (
        "Aftale\n\nIndhold\n2. Formål .... 1\n3. Brud .... 2\n4. Ophør .... 3\n\n1. Formål\n\n"
        "1.1 Se punkt 3.1.\n\n2. Brud\n\n2.1 De meldes.\n\n3. Ophør\n\n3.1 Aftalen kan opsiges.\n"
    )
    references, clauses = find_references(cut(document))
    inside = [(r.target, r.status) for r in references if r.clause_id == "prøve/1.1"]
    assert inside == [("2.1", SHIFTED)]
    why = [r.why for r in references if r.clause_id == "prøve/1.1"]
    assert why == ["dokumentets henvisninger er forskudt 1 frem"]
    noted = {clause.label: clause.notes for clause in clauses if clause.notes}
    assert [note.kind for note in noted["1.1"]] == [NoteKind.SHIFTED_REFERENCE]
    assert "»punkt 3.1« er forskudt; der menes 2.1" in noted["1.1"][0].text


def test_a_reference_that_fails_is_told(cut: Cut) -> None:
    _, clauses = find_references(cut("Aftale\n\n1. Formål\n\n1.1 Se punkt 9.4.\n"))
    noted = [(clause.label, note.kind) for clause in clauses for note in clause.notes]
    assert noted == [("1.1", NoteKind.DANGLING_REFERENCE)]


def test_the_innermost_clause_refers(cut: Cut) -> None:
    document = "Aftale\n\n1. Pligter\n\n1.1 Kunden skal:\na) svare, jf. punkt 1.2\n\n1.2 Slut nu.\n"
    reference = only(cut(document))
    assert reference.clause_id == "prøve/1.1.a"


def text_of(clauses: tuple[Clause, ...]) -> str:
    """Rebuild the document's text from its clauses, blanks between them."""
    chars = [" "] * max(clause.span.end for clause in clauses)
    for clause in clauses:
        chars[clause.span.start : clause.span.end] = clause.text
    return "".join(chars)


def test_a_span_is_the_words(cut: Cut) -> None:
    clauses = cut(
        "Aftale\n\n1. Formål\n\n1.1 Se punkt 1.2 og Bilag A.\n\n1.2 Slut.\n\nBilag A\nKrav\n"
    )
    references, _ = find_references(clauses)
    assert references
    assert all(r.span.of(text_of(clauses)) == r.text for r in references)


def test_a_shift_spares_two_clauses_that_name_each_other(cut: Cut) -> None:
    document = (
        "Aftale\n\n1. Drift\n\n1. Driften overvåges.\n\n2. Takster\n\n"
        "1. I medfør af nærværende punkt 3 betales efter taksterne i Bilag A.\n\n"
        "2. I medfør af nærværende punkt 3 faktureres månedligt.\n\n"
        "3. Ophør\n\n1. Data slettes.\n\n"
        "Bilag A\nTakster\n\nTaksten for ydelser efter punkt 2.1 og 3.2 er 900 kr.\n"
    )
    references, _ = find_references(cut(document))
    targets = {r.text: (r.target, r.status) for r in references if r.clause_id.endswith("Bilag-A")}
    assert targets == {"punkt 2.1": ("2.1", OK), "3.2": ("2.2", SHIFTED)}


ANNEXES = (
    "Databehandleraftale\n\n1. Formål\n\n1.1 {sentence}\n\n2. Brud\n\n2.1 De meldes.\n\n"
    "Bilag A\nBehandlingen\n\nBilag B\nUnderleverandører\n\n1. Liste\nSøhesten ApS\n\n"
    "2. Varsel\n30 dage\n"
)


@pytest.mark.parametrize(
    ("sentence", "text", "kind", "status"),
    [
        pytest.param(
            "Produkterne står i dokumentet Bilag A.1-A.7.",
            "Bilag A.1-A.7",
            ReferenceKind.OTHER_DOCUMENT,
            EXTERNAL,
            id="an annex that is a document of its own",
        ),
        pytest.param(
            "Se Bilag A, punkt 3.",
            "Bilag A, punkt 3",
            ReferenceKind.ANNEX,
            OK,
            id="a point of an annex without numbers",
        ),
        pytest.param(
            "Der er ikke noget bilag C, se bilag B.",
            "bilag B",
            ReferenceKind.ANNEX,
            OK,
            id="an annex that is said not to be",
        ),
        pytest.param(
            "Aftale om flytning af dato DD-MM-YYYY gælder.",
            "Aftale om flytning af dato DD-MM-YYYY",
            ReferenceKind.OTHER_DOCUMENT,
            DANGLING,
            id="a date that was never filled in",
        ),
        pytest.param(
            "Loven er overholdt, jf. § 41.",
            "§ 41",
            ReferenceKind.LAW,
            EXTERNAL,
            id="a paragraph of some law",
        ),
        pytest.param(
            "Det er i strid med denne forordning.",
            "denne forordning",
            ReferenceKind.LAW,
            EXTERNAL,
            id="words of the regulation",
        ),
        pytest.param(
            "Kontraktens punkt 12.3 gælder.",
            "Kontraktens punkt 12.3",
            ReferenceKind.OTHER_DOCUMENT,
            EXTERNAL,
            id="the contract's point",
        ),
        pytest.param(
            "Ansvar følger MSA, punkt 2.1.",
            "MSA, punkt 2.1",
            ReferenceKind.OTHER_DOCUMENT,
            EXTERNAL,
            id="a number that is here too, but another's",
        ),
        pytest.param(
            "Aftalens punkt 2.1 gælder.",
            "punkt 2.1",
            ReferenceKind.INTERNAL,
            OK,
            id="this agreement's point",
        ),
    ],
)
def test_what_is_pointed_at(
    cut: Cut, sentence: str, text: str, kind: ReferenceKind, status: ReferenceStatus
) -> None:
    reference = only(cut(ANNEXES.format(sentence=sentence)))
    assert (reference.text, reference.kind, reference.status) == (text, kind, status)


def test_a_place_in_a_law_is_named_in_full(cut: Cut) -> None:
    sentence = "Det følger af GDPR art. 28(3)(a) og af databeskyttelseslovens § 10, stk. 2."
    references, _ = find_references(cut(ANNEXES.format(sentence=sentence)))
    assert [r.target for r in references] == [
        "databeskyttelsesforordningen artikel 28, stk. 3, litra a",
        "databeskyttelsesloven § 10, stk. 2",
    ]


def test_same_annex(cut: Cut) -> None:
    sentence = "Listen står i Bilag B, pkt. 1, og varslet i samme bilag."
    references, _ = find_references(cut(ANNEXES.format(sentence=sentence)))
    assert [(r.text, r.target) for r in references] == [
        ("Bilag B, pkt. 1", "Bilag B.1"),
        ("samme bilag", "Bilag B"),
    ]


def test_a_number_that_only_a_line_prints_is_there(cut: Cut) -> None:
    document = (
        "Aftale\n\n1. Formål\n\n1.1 Se pkt. 1.4 og pkt. 1.7.\n\nPriser\n- Pkt. 1.4 Prisen hæves\n"
        "- Pkt. 1.5 Prisen sænkes\n\n2. Brud\n\n2.1 De meldes.\n"
    )
    references, _ = find_references(cut(document))
    assert [(r.text, r.status) for r in references] == [
        ("pkt. 1.4", OK),
        ("pkt. 1.7", DANGLING),
    ]


def test_contents_are_referred_from_and_told_once(cut: Cut) -> None:
    document = (
        "Aftale\n\nIndhold\n2. Formål .... 1\n3. Brud .... 2\n4. Ophør .... 3\n\n1. Formål\n\n"
        "1.1 Den gælder.\n\n2. Brud\n\n2.1 De meldes.\n\n3. Ophør\n\n3.1 Aftalen kan opsiges.\n"
    )
    references, clauses = find_references(cut(document))
    assert [(r.text, r.target, r.status) for r in references] == [
        ("2. Formål", "1", SHIFTED),
        ("3. Brud", "2", SHIFTED),
        ("4. Ophør", "3", SHIFTED),
    ]
    notes = [note.text for clause in clauses for note in clause.notes]
    assert notes == [
        "Indholdsfortegnelsens numre stemmer ikke med afsnittenes: "
        "»2. Formål« er afsnit 1 i teksten."
    ]


def test_a_footnote_mark_points_to_the_note(cut: Cut) -> None:
    document = (
        "Aftale\n\n1. Formål\n\n1.1 Den gælder i medlemsstaterne¹ og i EØS.\n\n2. Brud\n\n"
        "2.1 De meldes.\n\n¹ Medlemsstater er dem i EU.\n"
    )
    reference = only(cut(document))
    assert (reference.text, reference.target, reference.status) == ("¹", "Fodnote 1", OK)


def test_numbered_headings_are_referred_to_by_their_word(cut: Cut) -> None:
    document = (
        "Aftale\n\n1. Tilsyn\n\n1.1 Der føres tilsyn efter tilsynsmodel 2 og 3.\n\n"
        "2. Modeller\n\nModel 2\n\nDer sendes en status hvert år til kunden.\n\n"
        "Model 3\n\nDer indhentes en erklæring fra en revisor hvert år.\n"
    )
    references, _ = find_references(cut(document))
    assert [r.text for r in references] == ["tilsynsmodel 2", "3"]
    assert all(r.status is OK and r.target_id for r in references)


def test_references_are_in_order_and_apart(cut: Cut) -> None:
    sentence = (
        "Se punkt 2.1, Bilag B, pkt. 2, artikel 28, hovedaftalens punkt 4, tabellen ovenfor, "
        "ISAE 3000 og denne bestemmelse."
    )
    references, _ = find_references(cut(ANNEXES.format(sentence=sentence)))
    spans = [r.span for r in references]
    assert len(spans) == 7
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(
    st.lists(
        st.sampled_from(
            (
                *("punkt ", "2.1", " og ", "Bilag ", "A", "artikel ", "ovenfor ", "§ ", "stk. 2"),
                *("nedenstående ", "aftalens ", "hovedaftalen ", "9", "\n", "litra a", "jf. "),
                *(", ", ". "),
            )
        ),
        max_size=25,
    ).map("".join)
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sentence_gives_true_spans(cut: Cut, sentence: str) -> None:
    clauses = cut(ANNEXES.format(sentence=f"Vi siger {sentence}"))
    references, noted = find_references(clauses)
    text, by_id = text_of(clauses), {clause.clause_id: clause for clause in noted}
    assert all(r.span.of(text) == r.text for r in references)
    assert all(by_id[r.clause_id].span.contains(r.span) for r in references)
    assert all(r.target_id in by_id for r in references if r.target_id)
    found = (ReferenceStatus.OK, ReferenceStatus.SHIFTED)
    assert all((r.target_id is not None) is (r.status in found) for r in references)
