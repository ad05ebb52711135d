from __future__ import annotations

import pytest

from ingest.outline import Outline
from klausul.types import ClauseKind, NoteKind


def test_words_go_to_the_open_clause_and_past_a_closed_one() -> None:
    outline = Outline(drafts=[])
    outline.open(ClauseKind.CLAUSE, "1.1", 0)
    outline.go_on(1)
    outline.open(ClauseKind.ROW, "1.1", 2, closed=True)
    outline.enter_section(1, "1")
    outline.go_on(3)
    assert [(d.label, d.first, d.last) for d in outline.drafts] == [
        ("1.1", 0, 1),
        ("1.1", 2, 2),
        ("1", 3, 3),
    ]


def test_a_heading_with_words_below_is_a_clause() -> None:
    outline = Outline(drafts=[])
    heading = outline.open(ClauseKind.HEADING, "1", 0)
    assert outline.is_fresh()
    outline.go_on(1)
    assert heading.kind is ClauseKind.CLAUSE
    assert not outline.is_fresh()


@pytest.mark.parametrize(
    ("listed", "drafts"), [pytest.param(True, 1, id="item"), pytest.param(False, 2, id="words")]
)
def test_an_item_stays_with_its_lead_in_a_loose_section(listed: bool, drafts: int) -> None:
    outline = Outline(drafts=[], loose=True)
    outline.open(ClauseKind.CLAUSE, "Formål", 0, closed=True)
    outline.go_on(1, listed=listed)
    assert len(outline.drafts) == drafts


@pytest.mark.parametrize(
    ("kind", "annex", "label"),
    [
        pytest.param(ClauseKind.CLAUSE, None, "DBA 4.2", id="clause"),
        pytest.param(ClauseKind.QA, None, "4.2", id="question"),
        pytest.param(ClauseKind.CLAUSE, "Bilag A", "4.2", id="in an annex"),
    ],
)
def test_a_label_names_the_agreement(kind: ClauseKind, annex: str | None, label: str) -> None:
    outline = Outline(drafts=[], part="DBA", annex=annex)
    assert outline.open(kind, "4.2", 0).label == label


@pytest.mark.parametrize(
    ("outline", "label"),
    [
        pytest.param(Outline(drafts=[]), "Indledning", id="before the first number"),
        pytest.param(Outline(drafts=[], annex="Bilag A"), "Bilag A", id="in an annex"),
        pytest.param(Outline(drafts=[], container="Formål", loose=True), "Formål", id="loose"),
    ],
)
def test_words_without_a_number_are_cited_by_their_container(outline: Outline, label: str) -> None:
    assert outline.container_label() == label


def test_sections_chapters_and_new_beginnings() -> None:
    outline = Outline(drafts=[], loose=True)
    outline.enter_section(4, "§ 4")
    assert (outline.container_label(), outline.loose) == ("§ 4", False)
    outline.begin_counting()
    assert (outline.section, outline.counter.section) == (None, None)
    outline.enter_chapter("Kapitel 2")
    assert (outline.container_label(), outline.counter.chaptered) == ("Kapitel 2", True)


def test_a_number_printed_twice_is_noted() -> None:
    outline = Outline(drafts=[])
    first = outline.open(ClauseKind.CLAUSE, "1.1", 0, number="1.1")
    second = outline.open(ClauseKind.CLAUSE, "1.1", 1, number="1.1")
    assert first.notes == []
    assert [kind for kind, _ in second.notes] == [NoteKind.MISNUMBERED]
