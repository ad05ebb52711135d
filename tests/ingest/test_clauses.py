from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.clauses import make_clauses
from ingest.cleaning import clean_text
from ingest.readers.source import SourceText
from klausul.types import Clause, ClauseKind

WORDS = st.sampled_from(
    "Databehandleren skal må ikke behandle personoplysninger efter instruks fra den dataansvarlige "
    "og underdatabehandlere i EU senest 30 dage sletning ApS Bilag punkt artikel 28, stk. 3 er "
    "herefter parterne mellem Navn Adresse Land Ydelse CVR underskrift".split()
)
PROSE = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)
NUMBERS = st.sampled_from(
    "1. 2. 3. 4. 1) (2) 1.1 1.2 2.1 2.1.1 3.10 9.1 A.1 C.2.10 § 1 § 2. § 3 a) b) c. i) ii) iv. "
    "I. II. IV. • - – * Stk. 1. Stk. 2. Kapitel 1 Kapitel 2 Punkt 1: Artikel 2 - 1 2 3 01.08 1.500 "
    "Q: A: Spørgsmål: Svar: ¹ 1".split(" ")
)
ENDS = st.sampled_from(["", ".", ":", ";", "?", ",", " og", " at"])
LINES = st.one_of(
    st.tuples(NUMBERS, PROSE, ENDS).map(lambda parts: f"{parts[0]} {parts[1]}{parts[2]}"),
    st.tuples(PROSE, ENDS).map("".join),
    NUMBERS,
    PROSE.map(str.upper),
    st.lists(PROSE, min_size=2, max_size=4).map("\t".join),
    st.sampled_from(
        [
            "",
            "",
            "Indholdsfortegnelse",
            "1. Formål ........ 2",
            "Navn\tCVR\tAdresse\tLand",
            "Navn CVR Adresse Beskrivelse",
            "Skyhost ApS, Havnen 1, 9000 Aalborg",
            "Dataskov A/S",
            "mellem",
            'herefter "parterne"',
            "På vegne af den dataansvarlige",
            "Navn: ______",
            "Underskrift: ______",
            "Bilag A",
            "Bilag 1 – Sikkerhed",
            "Databehandleraftale",
            "Betingelser for brug",
            "Hvor længe gemmes oplysningerne?",
            "Side 2 af 3",
            "\f",
            "1  Jf. forordningen.",
            "ordet1 i medlemsstaternes1 ret",
            "Ydelse\tPris",
            "Stk. 1: Vagtleder\t640 kr.",
            "På vegne af den dataansvarlige\tPå vegne af databehandleren",
            "Navn: A\tNavn: B",
            "Viborg, den",
            "For Kunden:",
            "...... FORMÅL",
            "A. Sikkerhed",
            "B. Kunden skal give besked til leverandøren.",
            "Bestemmelse 4",
            "AFDELING II",
            "Formål",
            "1",
            "2.",
            "NAVN",
            "CVR",
            "ADRESSE",
            "INDHOLD",
            "[x] Ja",
            "  – indrykket punkt",
            "Formål: At drive systemet for kunden i hele perioden.",
        ]
    ),
)
DOCUMENTS = st.lists(LINES, min_size=1, max_size=40).map("\n".join)


def cut(text: str) -> tuple[str, tuple[Clause, ...]]:
    clean = clean_text(SourceText(text=text))
    return clean.text, make_clauses(clean, document_id="prøve")


def assert_sound(text: str, clauses: tuple[Clause, ...]) -> None:
    depth = [0] * len(text)
    by_id = {clause.clause_id: clause for clause in clauses}
    assert len(by_id) == len(clauses)
    for clause in clauses:
        assert clause.text == clause.span.of(text)
        assert clause.text.strip() == clause.text
        assert re.fullmatch(r"prøve/[\w.\-]+", clause.clause_id)
        assert clause.label
        if clause.level == 1:
            assert clause.parent_id is None
            for i in range(clause.span.start, clause.span.end):
                depth[i] += 1
        else:
            parent = by_id[clause.parent_id or ""]
            assert parent.span.contains(clause.span)
            assert parent.level == clause.level - 1
    assert all(depth[i] == 1 for i, char in enumerate(text) if not char.isspace())


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_any_mixture_of_lines_is_covered_once(document: str) -> None:
    assert_sound(*cut(document))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_covered_once(document: str) -> None:
    assert_sound(*cut(document))


def test_no_text_gives_no_clauses() -> None:
    assert cut("")[1] == ()
    assert cut(" \n\n\t\n")[1] == ()


def test_an_id_speaks_and_a_repeated_one_takes_its_heading_then_a_number() -> None:
    document = (
        "Aftale\n\n1. Formål\n\n1.1 Parterne aftaler dette.\n\n2. Bistand\n\n"
        "2.1 Leverandøren hjælper kunden gratis.\n\n2.1 Leverandøren hjælper igen.\n\n"
        "2.1 Leverandøren hjælper altid.\n"
    )
    ids = [clause.clause_id for clause in cut(document)[1] if clause.kind is ClauseKind.CLAUSE]
    assert ids == ["prøve/1.1", "prøve/2.1", "prøve/2.1-Bistand", "prøve/2.1-Bistand-2"]


@pytest.mark.parametrize(
    ("label", "clause_id"),
    [
        pytest.param("§ 4, stk. 2", "prøve/4-stk.-2", id="paragraph"),
        pytest.param("Hvor længe? Og hvor?", "prøve/Hvor-længe-Og-hvor", id="question"),
    ],
)
def test_an_id_is_safe_in_a_path(label: str, clause_id: str) -> None:
    document = (
        "Vilkår\n\n§ 4\n\nStk. 1. Aftalen gælder straks.\n\nStk. 2. Aftalen ophører senere.\n"
        if label.startswith("§")
        else f"FAQ\n\nSpørgsmål: {label}\nSvar: Altid i mindst fem år.\n"
    )
    assert {c.label: c.clause_id for c in cut(document)[1]}[label] == clause_id


def test_a_deep_clause_names_its_parent() -> None:
    document = (
        "Aftale\n\n1. Pligter\n\n1.1 Leverandøren skal:\na) slette:\ni) navne,\nii) numre, og\n"
        "b) svare kunden.\n"
    )
    found = {clause.label: clause for clause in cut(document)[1]}
    assert found["1.1.a.ii"].parent_id == found["1.1.a"].clause_id
    assert found["1.1.a"].parent_id == found["1.1"].clause_id
    assert found["1.1.b"].text == "b) svare kunden."


def test_a_clause_knows_its_page() -> None:
    text = (
        "Aftale\n\n1. Den første side er her.\f2. Den anden side er her.\f\f3. Den fjerde er her."
    )
    starts = (0, text.index("2."), text.index("\f3"), text.index("3."))
    clean = clean_text(SourceText(text=text, page_starts=starts))
    pages = {clause.label: clause.page for clause in make_clauses(clean, document_id="prøve")}
    assert (pages["1"], pages["2"], pages["3"]) == (1, 2, 4)
