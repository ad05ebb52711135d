from __future__ import annotations

from collections.abc import Callable

import pytest

from index.passages import make_passages
from index.ranking import rank_clauses
from klausul.records import DocumentRecord
from klausul.types import ClauseKind, Hit

MakeRecord = Callable[..., DocumentRecord]


def rank(records: list[DocumentRecord], ranking: list[int], top_k: int = 10) -> list[Hit]:
    return rank_clauses(
        [(row, 1 / place) for place, row in enumerate(ranking, start=1)],
        passages=[p for record in records for p in make_passages(record)],
        clauses={c.clause_id: c for record in records for c in record.clauses},
        top_k=top_k,
    )


def ids(hits: list[Hit]) -> list[str]:
    return [hit.clause.clause_id for hit in hits]


@pytest.fixture
def family(make_record: MakeRecord) -> DocumentRecord:
    """Rows: 0 the clause, 1 and 2 its items, 3 another clause."""
    items = ["a) føre log", "b) kryptere"]
    clause = {"text": "Der skal:\na) føre log\nb) kryptere", "items": items}
    return make_record("dba", clause, "Tilsyn.")


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        pytest.param([1, 0, 3, 2], ["dba/1.a", "dba/2"], id="item stands for its clause"),
        pytest.param([0, 1, 2, 3], ["dba/1", "dba/2"], id="clause stands for its items"),
        pytest.param([3, 2, 1], ["dba/2", "dba/1.b"], id="one item stands for another"),
    ],
)
def test_family_is_shown_once(
    family: DocumentRecord, ranking: list[int], expected: list[str]
) -> None:
    assert ids(rank([family], ranking)) == expected


def test_ranks_count_from_one_and_scores_fall(family: DocumentRecord) -> None:
    hits = rank([family], [3, 1, 0])

    assert [hit.rank for hit in hits] == [1, 2]
    assert hits[0].score == pytest.approx(1.0)
    assert hits[1].score < hits[0].score


def test_top_k_counts_what_is_shown(family: DocumentRecord) -> None:
    assert ids(rank([family], [0, 1, 2, 3], top_k=2)) == ["dba/1", "dba/2"]


def test_hit_points_at_the_best_passage_of_its_clause(make_record: MakeRecord) -> None:
    long = make_record("dba", "Første del handler om drift. " * 20 + "Anden del om log. " * 20)
    passages = make_passages(long)
    assert len(passages) == 2

    (hit,) = rank([long], [1, 0])

    assert hit.passage == passages[1].span


@pytest.mark.parametrize(
    ("text", "twin", "shown"),
    [
        pytest.param("3. Data slettes.", "10.1 data\nslettes", 1, id="same words"),
        pytest.param("a) Data slettes.", "ii. Data slettes!", 2, id="roman number is a word"),
        pytest.param("Frist: 24 timer.", "Frist: 48 timer.", 2, id="another number"),
        pytest.param("Det må ske.", "Det må ikke ske.", 2, id="a negation"),
        pytest.param("1. Tilsyn.", "1. Varsel.", 2, id="same number"),
    ],
)
def test_only_a_repetition_is_left_out(
    make_record: MakeRecord, text: str, twin: str, shown: int
) -> None:
    hits = rank([make_record("dba", text, twin)], [1, 0])

    assert ids(hits) == ["dba/2", "dba/1"][:shown]


def test_same_words_in_two_documents_are_both_shown(make_record: MakeRecord) -> None:
    records = [make_record("nord", "Data slettes."), make_record("syd", "Data slettes.")]

    assert ids(rank(records, [1, 0])) == ["syd/1", "nord/1"]


def test_row_without_words_repeats_nothing(make_record: MakeRecord) -> None:
    row = {"text": "1. 2. 3.", "kind": ClauseKind.ROW}

    assert len(rank([make_record("dba", row, "7. 8. 9.")], [0, 1])) == 2


WORDING = (
    "Ved ophør af tjenesterne skal leverandøren slette alle personoplysninger inden tre måneder"
    " efter hovedaftalens udløb og bekræfte sletningen skriftligt."
)


def test_clause_comes_before_a_row_that_repeats_it(make_record: MakeRecord) -> None:
    row = {"text": f"10.1 {WORDING} Fristen er indsat efter ønske.", "kind": ClauseKind.ROW}
    other = "Leverandøren fører log over adgang til personoplysninger i seks måneder."
    records = [make_record("dba", f"1. {WORDING}", other, row)]

    hits = rank(records, [2, 1, 0])

    assert ids(hits) == ["dba/1", "dba/3", "dba/2"]
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert hits[0].score == hits[1].score


def test_row_of_another_document_gives_no_place(make_record: MakeRecord) -> None:
    row = {"text": f"10.1 {WORDING} Fristen er indsat efter ønske.", "kind": ClauseKind.ROW}
    records = [make_record("nord", row), make_record("syd", f"1. {WORDING}")]

    assert ids(rank(records, [0, 1])) == ["nord/1", "syd/1"]
