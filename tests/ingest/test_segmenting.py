from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.drafts import Lines
from ingest.segmenting import segment_lines
from klausul.types import Clause, ClauseKind, NoteKind

Read = Callable[[str], Lines]
Cut = Callable[[str], tuple[Clause, ...]]
Outline = Callable[[str], list[str]]


def test_drafts_cover_every_line_once(read: Read) -> None:
    lines = read("Aftale\n\n1. Formål\n\n1.1 Den gælder.\n\n• navn\n\nBilag A\n\nSlut på aftalen.")
    drafts = segment_lines(lines)
    assert [i for d in drafts for i in range(d.first, d.last + 1)] == list(range(len(lines)))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param(
            "1. Formål\n\n1.1 Den gælder.\n\n1.2 Den er evig.\n\n2. Brud\n\n2.1 De meldes.",
            ["1", "1.1", "1.2", "2", "2.1"],
            id="decimals under headings",
        ),
        pytest.param(
            "1. Formål\n\n1. Den gælder.\n\n2. Den er evig.\n\n2. Brud\n\n1. De meldes.",
            ["1", "1.1", "1.2", "2", "2.1"],
            id="integers that begin again",
        ),
        pytest.param(
            "1. Den gælder straks.\n\n2. Den er evig.\n\n3. Den er fast.",
            ["1", "2", "3"],
            id="flat integers",
        ),
        pytest.param(
            "1.1 Den gælder straks.\n\n1.2 Den er evig.\n\n2.1 De meldes.",
            ["1.1", "1.2", "2.1"],
            id="decimals without headings",
        ),
        pytest.param(
            "1. Formål\n\nDen gælder straks for alle.\n\n2. Brud\n\nDe meldes straks til kunden.",
            ["1", "2"],
            id="prose under headings",
        ),
        pytest.param(
            "§ 1\n\nStk. 1. Den gælder.\n\nStk. 2. Den er evig.\n\n§ 2. De meldes straks.",
            ["§ 1", "§ 1, stk. 1", "§ 1, stk. 2", "§ 2"],
            id="paragraphs",
        ),
        pytest.param(
            "§ 1 Formål\n\n1. Den gælder straks.\n\n2. Den er evig.",
            ["§ 1", "§ 1, stk. 1", "§ 1, stk. 2"],
            id="integers in a paragraph",
        ),
        pytest.param(
            "1. Krav\n\n1.1 Sikkerhed\n\n1.1.1 Data krypteres.\n\n1.1.2 Data kopieres.",
            ["1", "1.1", "1.1.1", "1.1.2"],
            id="three levels",
        ),
        pytest.param(
            "FORMÅL\n\nAftalen gælder for alle data.\n\nBRUD\n\nBrud meldes straks til os.",
            ["FORMÅL", "FORMÅL", "BRUD", "BRUD"],
            id="headings without numbers",
        ),
        pytest.param(
            "1. Formål\n\n1.1 Den gælder.\n\nBilag A\nSikkerhed\n\n1. Adgang\nKun med kode.\n\n"
            "2. Kopier\nDe tages om natten.",
            ["1", "1.1", "Bilag A", "Bilag A.1", "Bilag A.2"],
            id="integers in an annex",
        ),
        pytest.param(
            "1. Formål\n\n1.1 Den gælder.\n\nBilag 2\n\n2.1 Adgang\nKun med kode.",
            ["1", "1.1", "Bilag 2", "Bilag 2.1"],
            id="decimals that repeat the annex's number",
        ),
        pytest.param(
            "1. Formål\n\n1.1 Den gælder.\n\nBilag C Instruks\n\nC.1 Adgang\n\nKun med kode.\n\n"
            "C.1.1 Koder\n\nDe er lange.",
            ["1", "1.1", "Bilag C", "Bilag C.1", "Bilag C.1.1"],
            id="letters in an annex",
        ),
        pytest.param(
            "1. Formål\n\n1.1 Den gælder, jf. punkt\n9.1 og 9.2 andetsteds.\n\n1.2 Den er evig.",
            ["1", "1.1", "1.2"],
            id="a reference at a line start",
        ),
        pytest.param(
            "1. Formål\n\n1.1 Den gælder.\n\nBilag A er en del af den aftale, parterne har.",
            ["1", "1.1"],
            id="a sentence that opens with an annex",
        ),
    ],
)
def test_labels(outline: Outline, text: str, labels: list[str]) -> None:
    assert outline(f"Databehandleraftale\n\n{text}\n") == ["Titel", *labels]


@pytest.mark.parametrize(
    ("text", "label", "kind", "words"),
    [
        pytest.param(
            "1. Formål\n\n1.1 Den gælder.\n\n9.1 Den er evig.",
            "9.1",
            NoteKind.MISNUMBERED,
            "trykt som 9.1, men står under afsnit 1",
            id="a clause of another section",
        ),
        pytest.param(
            "1. Formål\n\n1.1 Den gælder.\n\n3. Brud\n\n3.1 De meldes.",
            "3",
            NoteKind.MISNUMBERED,
            "trykt som 3, men følger efter afsnit 1",
            id="a section skipped",
        ),
        pytest.param(
            "1. Formål\n\n1.1 Den gælder.\n\n1.1 Den er evig.",
            "1.1",
            NoteKind.MISNUMBERED,
            "mere end én gang",
            id="a number printed twice",
        ),
        pytest.param(
            "1. Formål\n\n1. Den gælder straks.\n\n3. Den er evig.",
            "1.3",
            NoteKind.MISNUMBERED,
            "følger efter punkt 1",
            id="an integer skipped",
        ),
        pytest.param(
            "1. Formål\n\n1.1 Den gælder.\n\n• Brud\n\n2.1 De meldes.",
            "2",
            NoteKind.NUMBER_NOT_PRINTED,
            "ikke trykt",
            id="a heading that became a bullet",
        ),
    ],
)
def test_a_misprint_is_kept_and_told(
    cut: Cut, text: str, label: str, kind: NoteKind, words: str
) -> None:
    noted = [clause for clause in cut(f"Aftale\n\n{text}\n") if clause.notes]
    assert [clause.label for clause in noted] == [label]
    assert [note.kind for note in noted[0].notes] == [kind]
    assert words in noted[0].notes[0].text
    assert noted[0].notes[0].clause_id == noted[0].clause_id


def test_a_table_at_the_end_of_a_clause_is_rows_beside_it(cut: Cut) -> None:
    text = (
        "1. Navne\n\n1.1 Godkendt er:\n\nNavn\tLand\tYdelse\nNord ApS\tDanmark\tDrift\n\n1.2 Slut."
    )
    found = [(c.kind, c.level, c.heading) for c in cut(text) if c.label == "1.1"]
    assert found == [
        (ClauseKind.CLAUSE, 1, "Navne"),
        (ClauseKind.HEADING, 1, "Tabelhoved"),
        (ClauseKind.ROW, 1, "Nord ApS"),
    ]


def test_a_table_in_the_middle_of_a_clause_is_rows_inside_it(cut: Cut) -> None:
    text = (
        "1. Navne\n\n1.1 Godkendt er:\n\nNavn\tLand\tYdelse\nNord ApS\tDanmark\tDrift\n\n"
        "Andre kræver altid en skriftlig godkendelse.\n"
    )
    rows = [clause for clause in cut(text) if clause.kind is ClauseKind.ROW]
    assert [(row.level, row.heading, row.parent_id) for row in rows] == [
        (2, "Nord ApS", "prøve/1.1")
    ]


def test_a_flattened_table_of_an_annex_is_rows_under_their_group(cut: Cut) -> None:
    text = (
        "1.1 Den gælder.\n\nBilag C\n\nSikkerhed\n\nTeknik\n\nAntivirus\n\n"
        "Alle servere har antivirus, som opdateres.\n\nFirewall\n\nAl trafik går gennem den.\n"
    )
    rows = [clause for clause in cut(text) if clause.kind is ClauseKind.ROW]
    assert [(row.heading, row.path[-1]) for row in rows] == [
        ("Antivirus", "Teknik"),
        ("Firewall", "Teknik"),
    ]


def test_a_footnote_is_a_clause_of_its_own(cut: Cut) -> None:
    text = (
        "1.1 Behandlingen følger medlemsstaternes1 ret, og den dataansvarlige\n\n"
        "1  Med medlemsstaterne menes lande i EØS.\n\nhar altid ansvaret for den.\n"
    )
    assert [(c.label, c.kind) for c in cut(text)] == [
        ("1.1", ClauseKind.CLAUSE),
        ("Fodnote 1", ClauseKind.FOOTNOTE),
    ]


def test_clauses_know_the_headings_above(cut: Cut) -> None:
    text = "Kapitel 1 Formål\n\n§ 1. Den gælder.\n\nKapitel 2 Brud\n\n§ 2. De meldes straks til os."
    paths = {clause.label: clause.path for clause in cut(text)}
    assert paths["§ 2"] == ("Kapitel 2 Brud",)


def test_a_list_in_an_unnumbered_section_stays_with_its_lead(outline: Outline) -> None:
    text = (
        "Aftale\n\nPLIGTER\n\nDatabehandleren må ikke:\n\n- sælge data,\n- dele data.\n\n"
        "Databehandleren skal altid svare kunden.\n"
    )
    assert outline(text) == [
        "Titel",
        "PLIGTER",
        "PLIGTER",
        "  PLIGTER •1",
        "  PLIGTER •2",
        "PLIGTER",
    ]


def test_questions_under_group_headings(cut: Cut) -> None:
    text = (
        "FAQ\n\nHvor står data?\n\nI Danmark og i Norge.\n\nHvem ser data?\n\nKun kunden selv.\n\n"
        "Sletning\n\nHvornår slettes data?\n\nEfter tolv måneder.\n"
    )
    assert [(c.kind, c.label) for c in cut(text)][1:] == [
        (ClauseKind.QA, "Hvor står data?"),
        (ClauseKind.QA, "Hvem ser data?"),
        (ClauseKind.HEADING, "Sletning"),
        (ClauseKind.QA, "Hvornår slettes data?"),
    ]
