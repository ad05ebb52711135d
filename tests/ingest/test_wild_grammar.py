"""Numberings as they arrive: what opens a clause, whatever way it is printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from klausul.types import Clause, NoteKind

Cut = Callable[[str], tuple[Clause, ...]]
Outline = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param(
            "Aftale\n\n1.\nFormål\n\n1.1.\nDen gælder.\n\n2.\nBrud\n\n2.1.\nDe meldes.",
            ["Titel", "1", "1.1", "2", "2.1"],
            id="numbers alone on their line",
        ),
        pytest.param(
            "Formål\n1. Den gælder nu.\n2. Den er evig.\n\nBrud\n1. De meldes straks.",
            ["Formål", "Formål.1", "Formål.2", "Brud", "Brud.1"],
            id="integers that begin again under names",
        ),
        pytest.param(
            "AFDELING I\n\nBestemmelse 1\n\nFormål\n\na) Den gælder.\n\nb) Den er evig.\n\n"
            "AFDELING II\n\nBestemmelse 2\n\nPligter\n\n2.1. Instruks\n\na) Den følges.",
            ["Afdeling I", "1", "  1.a", "  1.b", "Afdeling II", "2", "2.1", "  2.1.a"],
            id="the EU's standard clauses",
        ),
        pytest.param(
            "1. Hvem er vi?\nVi er Nordlys ApS.\n\n2. Hvad må vi\nVi må kun følge jeres instruks.",
            ["1", "2"],
            id="spoken headings",
        ),
        pytest.param(
            "1. Formål\n1.1 Den gælder.\n\nUnderbilag 2a: Drift\n1. Sted\nData ligger her i byen.",
            ["1", "1.1", "Underbilag 2a", "Underbilag 2a.1"],
            id="an annex keeps its word",
        ),
        pytest.param(
            "1. Formål\n1.1 Den gælder.\n\nBilag 2\n1. ADGANG\n1.1 Den er få.\n2. LOG\n2.1 Føres.",
            ["1", "1.1", "Bilag 2", "Bilag 2.1", "Bilag 2.1.1", "Bilag 2.2", "Bilag 2.2.1"],
            id="a section with the number of its annex",
        ),
        pytest.param(
            "1. Formål\n1.1 Den gælder.\n\nBilag 2\n2.1 Den er snæver.\n2.2 Den føres.",
            ["1", "1.1", "Bilag 2", "Bilag 2.1", "Bilag 2.2"],
            id="the number of the annex in those of its clauses",
        ),
        pytest.param(
            "1. Formål\n1.1 Den gælder.\n\nAnnex II\n1. Sted\nData ligger her i landet.",
            ["1", "1.1", "Annex II", "Annex II.1"],
            id="an annex with a roman number",
        ),
        pytest.param(
            "Bilag 4 – Databehandleraftale\n\n1. Formål\n\n1.1 Den gælder.",
            ["Titel", "1", "1.1"],
            id="a document that is an annex",
        ),
        pytest.param(
            "Punkt 1. Formål\nPkt. 1.1 Den gælder.\nPunkt 2. Brud\nPkt. 2.1 De meldes.",
            ["1", "1.1", "2", "2.1"],
            id="worded decimals",
        ),
        pytest.param(
            "1. Pligter\n1.1 Vi skal:\n• passe på\n  – data\n  – folk\n• svare",
            ["1", "1.1", "  1.1 •1", "    1.1 •1 •1", "    1.1 •1 •2", "  1.1 •2"],
            id="bullets set in",
        ),
        pytest.param(
            "1. Pligter\n1.1 Vi skal:\n• passe på\n- svare\n• slette",
            ["1", "1.1", "  1.1 •1", "  1.1 •2", "  1.1 •3"],
            id="bullets of two kinds on one margin",
        ),
        pytest.param(
            "1. Valg\n1.1 Sæt kryds:\n[x] Ja, send\n[ ] Nej, lad være",
            ["1", "1.1", "  1.1 •1", "  1.1 •2"],
            id="boxes to tick",
        ),
        pytest.param(
            "1. Frist\n1.1 Brud meldes, jf.\n\nbilag C.3.\n\n1.2 Fristen løber fra opdagelsen.",
            ["1", "1.1", "1.2"],
            id="a reference after a page break",
        ),
    ],
)
def test_labels(outline: Outline, text: str, labels: list[str]) -> None:
    assert outline(text) == labels


def test_a_lost_number_is_told_and_follows_from_the_clauses(cut: Cut) -> None:
    clauses = cut("1. Formål\n1.1 Den gælder.\nFORTROLIGHED\n2.1 Alle tier.\n3. Brud\n3.1 Meld.")
    (lost,) = (c for c in clauses if any(n.kind is NoteKind.NUMBER_NOT_PRINTED for n in c.notes))
    assert (lost.label, lost.text) == ("2", "FORTROLIGHED")


def test_a_section_printed_twice_is_told(cut: Cut) -> None:
    clauses = cut("8. Kontrol\n8.1 Den sker.\n8. Sletning\n8.1 Den sker.\n9. Slut\n9.1 Ja.")
    told = [c.text for c in clauses if any(n.kind is NoteKind.MISNUMBERED for n in c.notes)]
    assert told[0] == "8. Sletning"


def test_deeper_decimals_stand_under_the_nearest_heading(cut: Cut) -> None:
    clauses = cut("3. PLIGTER\n3.1 Instruks\n3.1.1 Den følges.\n3.2 Log\n3.2.1 Den føres.")
    assert [c.heading for c in clauses] == ["PLIGTER", "Instruks", "Instruks", "Log", "Log"]


@pytest.mark.parametrize(
    ("opening", "label"),
    [
        pytest.param("Nord I/S, Vej 1, 8000 Aarhus\nog\nSyd ApS, CVR 12345678", "Parter", id="og"),
        pytest.param(
            "Nord Kommune\nTorvet 1\nCVR 11111111\n(Kunden)\n\nSyd ApS\nVej 2\nCVR 22222222",
            "Parter",
            id="two blocks",
        ),
        pytest.param(
            "Den dataansvarlige er kunden. Databehandleren er Syd ApS, CVR 12345678.",
            "Parter",
            id="a sentence",
        ),
        pytest.param("Leveres af Syd ApS.", "Indledning", id="one company is not two parties"),
    ],
)
def test_parties(outline: Outline, opening: str, label: str) -> None:
    labels = outline(f"Databehandleraftale\n\n{opening}\n\n1. Formål\n\n1.1 Den gælder.")
    assert labels == ["Titel", label, "1", "1.1"]


def test_capital_letters_count_clauses_in_a_run(outline: Outline) -> None:
    text = (
        "I. Formål\n\nA. Bureauet driver et register for foreningen.\n\n"
        "B. Foreningen er dataansvarlig for det hele.\n\nII. Data\n\n"
        "A. Registeret indeholder medlemmernes navne.\n\nB. CPR-numre må ikke indgå i registeret."
    )
    assert outline(text) == ["I", "I.A", "I.B", "II", "II.A", "II.B"]


def test_an_initial_is_no_number(outline: Outline) -> None:
    text = "1. Kontakt\n1.1 Skriv til os.\nA. Hansen svarer på alle spørgsmål om aftalen."
    assert outline(text) == ["1", "1.1"]


def test_a_number_of_the_next_section_among_those_of_this_one_is_a_misprint(cut: Cut) -> None:
    clauses = cut("1. Sletning\n1.1 Den sker.\n2.1 Den loves.\n1.3 Ja.\n2. Pris\n2.1 Den er fast.")
    told = [c.text for c in clauses if any(n.kind is NoteKind.MISNUMBERED for n in c.notes)]
    assert told == ["2.1 Den loves.", "2.1 Den er fast."]
    assert [c.label for c in clauses] == ["1", "1.1", "2.1", "1.3", "2", "2.1"]
