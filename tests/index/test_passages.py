from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.passages import LEAD_IN_LIMIT, PASSAGE_LIMIT, make_passages, searchable_text
from klausul.records import DocumentRecord
from klausul.types import ClauseKind

MakeRecord = Callable[..., DocumentRecord]

SENTENCE = "Databehandleren opbevarer oplysninger, jf. pkt. 3, i op til 90 dage. "


def test_short_clause_is_one_exact_passage(make_record: MakeRecord) -> None:
    record = make_record("dba", "Aftalen gælder fra 1. maj.", "Den ophører igen.")

    passages = make_passages(record)

    assert [p.text for p in passages] == ["Aftalen gælder fra 1. maj.", "Den ophører igen."]
    assert [p.clause_id for p in passages] == ["dba/1", "dba/2"]
    assert all(p.span.of(record.document.text) == p.text for p in passages)


@pytest.mark.parametrize(
    "kind", [ClauseKind.CONTENTS, ClauseKind.HEADING, ClauseKind.SIGNATURE], ids=str
)
def test_silent_kind_and_what_lies_inside_it_is_not_searched(
    make_record: MakeRecord, kind: ClauseKind
) -> None:
    silent = {"text": "Indhold\na) Formål\nb) Ophør", "kind": kind, "items": ["a) Formål"]}

    passages = make_passages(make_record("dba", silent, "Formålet er drift."))

    assert [p.text for p in passages] == ["Formålet er drift."]


@pytest.mark.parametrize(
    "kind",
    [ClauseKind.CLAUSE, ClauseKind.QA, ClauseKind.ROW, ClauseKind.PREAMBLE, ClauseKind.FOOTNOTE],
    ids=str,
)
def test_speaking_kind_is_searched(make_record: MakeRecord, kind: ClauseKind) -> None:
    assert make_passages(make_record("dba", {"text": "Ingen.", "kind": kind}))


def test_long_clause_is_cut_after_whole_sentences(make_record: MakeRecord) -> None:
    text = (SENTENCE * 40).strip()

    passages = make_passages(make_record("dba", text))

    assert len(passages) > 2
    assert all(len(p.text) <= PASSAGE_LIMIT for p in passages)
    assert all(p.text.startswith("Databehandleren") for p in passages)
    assert all(p.text.endswith("90 dage.") for p in passages)
    assert " ".join(p.text for p in passages) == text


def test_parts_of_a_long_clause_are_of_like_size(make_record: MakeRecord) -> None:
    text = SENTENCE * (PASSAGE_LIMIT // len(SENTENCE) + 1) + "Fristen er 30 dage."

    first, second = make_passages(make_record("dba", text))

    assert 0.7 < len(first.text) / len(second.text) < 1.4


def test_heading_that_opens_the_parent_is_not_repeated(make_record: MakeRecord) -> None:
    clause = {
        "text": "Bilag E Kæden omfatter:\na) Visma",
        "path": ("Bilag E Kæden",),
        "items": ["a) Visma"],
    }

    assert make_passages(make_record("dba", clause))[-1].context == "Bilag E Kæden omfatter:"


def test_sentence_over_the_limit_is_cut_between_words(make_record: MakeRecord) -> None:
    text = "Listen omfatter " + ", ".join(f"kategori nummer {i}" for i in range(120)) + "."

    passages = make_passages(make_record("dba", text))

    assert len(passages) > 2
    assert all(len(p.text) <= PASSAGE_LIMIT for p in passages)
    assert " ".join(p.text for p in passages) == text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Ord. ", "jf. pkt. 2 ", "\n\n", "æ" * 1200, "Og så! ", "; ", SENTENCE])
    )
)
def test_no_character_is_lost_or_moved(make_record: MakeRecord, parts: list[str]) -> None:
    text = "X" + "".join(parts).rstrip()
    record = make_record("dba", "Først.", text)

    passages = [p for p in make_passages(record) if p.clause_id == "dba/2"]

    assert "".join("".join(p.text.split()) for p in passages) == "".join(text.split())
    assert all(p.span.of(record.document.text) == p.text for p in passages)
    assert all(len(p.text) <= PASSAGE_LIMIT for p in passages)
    assert all(a.span.end <= b.span.start for a, b in pairwise(passages))


def test_item_carries_headings_and_the_opening_words_of_its_parent(make_record: MakeRecord) -> None:
    clause = {
        "text": "Databehandleren skal mindst:\na) kryptere data\nb) føre log",
        "path": ("Sikkerhed",),
        "items": ["a) kryptere data", "b) føre log"],
    }

    passages = make_passages(make_record("dba", clause))

    assert [p.clause_id for p in passages] == ["dba/1", "dba/1.a", "dba/1.b"]
    assert passages[0].context == "Sikkerhed"
    assert passages[1].context == "Sikkerhed > Databehandleren skal mindst:"


def test_long_opening_words_are_shortened_to_whole_words(make_record: MakeRecord) -> None:
    clause = {"text": "foranstaltning " * 30 + "\na) logning", "items": ["a) logning"]}

    context = make_passages(make_record("dba", clause))[-1].context

    assert LEAD_IN_LIMIT - 15 < len(context) <= LEAD_IN_LIMIT
    assert set(context.split()) == {"foranstaltning"}


def test_heading_that_stands_in_the_text_is_not_repeated(make_record: MakeRecord) -> None:
    question = "Hvor opbevares\n\nmine data?"
    clause = {
        "text": f"Q: {question}\nA: Lokalt hos dig selv.",
        "kind": ClauseKind.QA,
        "heading": "Hvor opbevares mine data?",
        "path": ("FAQ", "FAQ"),
    }

    (passage,) = make_passages(make_record("faq", clause))

    assert passage.context == "FAQ"


def test_later_part_of_a_long_answer_keeps_its_question(make_record: MakeRecord) -> None:
    clause = {"text": f"Q: Hvor længe? A: {SENTENCE * 30}".strip(), "heading": "Hvor længe?"}

    first, *rest = make_passages(make_record("faq", clause))

    assert first.context == ""
    assert {p.context for p in rest} == {"Hvor længe?"}


def test_searchable_text_is_one_line_of_context_and_words(make_record: MakeRecord) -> None:
    clause = {"text": "Det  sker\nstraks.", "path": ("Brud", "Frist")}

    (passage,) = make_passages(make_record("dba", clause))

    assert searchable_text(passage) == "Brud > Frist. Det sker straks."
