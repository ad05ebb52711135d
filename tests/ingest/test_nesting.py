from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.drafts import Draft, Lines
from ingest.nesting import nest
from klausul.types import ClauseKind

Read = Callable[[str], Lines]


def inside(lines: Lines, *, label: str = "1.1", kind: ClauseKind = ClauseKind.CLAUSE) -> list[str]:
    draft = Draft(kind=kind, label=label, first=0, last=len(lines) - 1)
    return ["  " * (piece.level - 2) + piece.label for piece in nest(draft, lines)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param("1.1 Kunden skal:\na) svare\nb) betale", ["1.1.a", "1.1.b"], id="letters"),
        pytest.param("1.1 Kunden skal:\n• svare\n• betale", ["1.1 •1", "1.1 •2"], id="bullets"),
        pytest.param("1.1 Kunden skal:\n1) svare\n2) betale", ["1.1.1", "1.1.2"], id="integers"),
        pytest.param(
            "1.1 Kunden skal:\na) slette:\ni) navne\nii) numre, og\nb) betale",
            ["1.1.a", "  1.1.a.i", "  1.1.a.ii", "1.1.b"],
            id="a list inside an item",
        ),
        pytest.param(
            "1.1 Kunden skal:\na. svare, og\nb. hjælpe ved\n1. indsigt,\n2. sletning.",
            ["1.1.a", "1.1.b", "  1.1.b.1", "  1.1.b.2"],
            id="a list that unfinished words lead to",
        ),
        pytest.param(
            "1.1 Kunden skal i) svare, ii) betale og iii) slette.",
            ["1.1.i", "1.1.ii", "1.1.iii"],
            id="a list inside a sentence",
        ),
        pytest.param(
            "1.1 Kunden skal:\na) svare\n\nDet sker på skrift til den anden part.\n\nb) betale",
            ["1.1.a", "1.1.b"],
            id="a list with words between",
        ),
        pytest.param("1.1 Kunden betaler.", [], id="nothing inside"),
        pytest.param("1.1 Navne\n• dem alle", [], id="one bullet that is the whole"),
    ],
)
def test_lists(read: Read, text: str, labels: list[str]) -> None:
    assert inside(read(text)) == labels


def test_words_between_items_belong_to_the_item_above(read: Read) -> None:
    lines = read("1.1 Kunden skal:\na) svare\n\nDet sker altid på skrift til os.\n\nb) betale")
    draft = Draft(kind=ClauseKind.CLAUSE, label="1.1", first=0, last=len(lines) - 1)
    first, second = nest(draft, lines)
    assert first.span.end == lines.span(2).end
    assert second.span == lines.span(3)


def test_an_inline_item_ends_before_the_word_that_leads_on(read: Read) -> None:
    text = "1.1 Kunden skal i) svare, ii) betale og iii) slette. Det sker straks."
    lines = read(text)
    draft = Draft(kind=ClauseKind.CLAUSE, label="1.1", first=0, last=0)
    assert [piece.span.of(text) for piece in nest(draft, lines)] == [
        "i) svare,",
        "ii) betale",
        "iii) slette.",
    ]


def test_parts_under_sub_headings(read: Read) -> None:
    lines = read(
        "Bilag C.7 Tilsyn\n\nKoncept 1:\n\nKunden fører tilsyn hvert eneste år.\n\nKoncept 2:\n\n"
        "Kunden får en erklæring hvert eneste år.\n"
    )
    assert inside(lines, label="Bilag C.7") == ["Bilag C.7 Koncept 1", "Bilag C.7 Koncept 2"]


def test_a_party_of_fields_is_a_row(read: Read) -> None:
    lines = read("1.1 Kontakt\n\nPå vegne af den dataansvarlige\nNavn: Ole\nStilling: Chef\n")
    draft = Draft(kind=ClauseKind.CLAUSE, label="1.1", first=0, last=len(lines) - 1)
    (row,) = nest(draft, lines)
    assert (row.kind, row.heading) == (ClauseKind.ROW, "På vegne af den dataansvarlige")


def test_the_answer_of_a_question_is_no_part(read: Read) -> None:
    lines = read("Spørgsmål: Hvad koster det?\nSvar: De første\n3 timer er gratis for alle kunder.")
    assert inside(lines, kind=ClauseKind.QA) == []


@pytest.mark.parametrize(
    "kind", [ClauseKind.HEADING, ClauseKind.PREAMBLE, ClauseKind.CONTENTS, ClauseKind.SIGNATURE]
)
def test_what_is_no_clause_holds_nothing(read: Read, kind: ClauseKind) -> None:
    assert inside(read("Titel:\na) navn\nb) adresse"), kind=kind) == []
