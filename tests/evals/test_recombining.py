from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from evals.recombining import Clauses, MadeEncoder, agreements, encoded, grow, recombine
from index.encoders import HashingEncoder
from index.late import late_encoder
from index.passages import PASSAGE_LIMIT, make_passages, searchable_text
from klausul.ports import FloatMatrix, Reading

TEXTS = [
    "Databehandleren sletter oplysningerne efter 90 dage. Sletningen bekræftes skriftligt.",
    "Databehandleren sletter oplysningerne efter 30 dage. Sikkerhedskopier slettes efter 14 dage.",
    "Brud på sikkerheden meddeles inden 24 timer. Meddelelsen sendes til den dataansvarlige.",
    "Brud på sikkerheden meddeles uden unødig forsinkelse. Meddelelsen sker senest efter 48 timer.",
    "Kunden fører tilsyn 1 gang om året. " + "Tilsynet varsles i god tid. " * 40,
]


class PieceEncoder(HashingEncoder):
    """Gives each word of a text a piece."""

    token_dimension = 2

    def read_queries(self, texts: Sequence[str]) -> list[Reading]:
        return self.read_passages(texts)

    def read_passages(self, texts: Sequence[str]) -> list[Reading]:
        rows = self.encode_passages(texts)
        pieces = [np.tile(np.eye(1, 2, dtype=np.float32), (len(t.split()), 1)) for t in texts]
        return [Reading(vector=v, tokens=p) for v, p in zip(rows, pieces, strict=True)]


@pytest.fixture
def clauses() -> Clauses:
    return encoded(TEXTS, PieceEncoder(64))


def test_mixes_are_near_copies_in_other_numbers(clauses: Clauses) -> None:
    mixes = recombine(clauses, count=200)

    assert np.linalg.norm(mixes.vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    nearness = mixes.vectors @ clauses.vectors.T
    assert np.median(nearness.max(axis=1)) > 0.8
    assert len(set(mixes.texts)) > 100
    for text, tokens in zip(mixes.texts, mixes.tokens, strict=True):
        assert 0 < len(text) <= PASSAGE_LIMIT
        assert len(tokens) in {len(given.split()) for given in TEXTS}


def test_numbers_change_and_words_stay(clauses: Clauses) -> None:
    words = {word for text in recombine(clauses, count=50).texts for word in text.split()}
    given = {word for text in TEXTS for word in text.split()}
    numbers = {word for word in words if word.isdigit()}

    assert len(numbers) > 10
    assert {len(number) for number in numbers} == {1, 2}
    assert words - numbers <= given


def test_same_seed_gives_the_same_mixes(clauses: Clauses) -> None:
    one, same, other = (recombine(clauses, count=30, seed=seed) for seed in (1, 1, 2))

    assert one.texts == same.texts != other.texts
    assert np.array_equal(one.vectors, same.vectors)
    assert not np.array_equal(one.vectors, other.vectors)


@pytest.mark.parametrize("count", [2, 5, 12])
def test_growing_begins_with_the_given_clauses(clauses: Clauses, count: int) -> None:
    grown = grow(clauses, count=count)

    assert len(grown.texts) == len(grown.vectors) == len(grown.tokens) == count
    own = min(count, len(TEXTS))
    assert grown.texts[:own] == TEXTS[:own]
    assert np.array_equal(grown.vectors[:own], clauses.vectors[:own])


def test_agreements_hold_each_clause_as_one_passage(clauses: Clauses) -> None:
    texts = recombine(clauses, count=130).texts

    records = list(agreements(texts))

    passages = [passage for record in records for passage in make_passages(record)]
    assert [searchable_text(passage) for passage in passages] == list(texts)
    assert [len(record.clauses) for record in records] == [60, 60, 10]
    assert len({record.document.vendor for record in records}) == 3
    for record in records:
        for clause in record.clauses:
            assert clause.span.of(record.document.text) == clause.text


def test_made_encoder_gives_what_was_made(clauses: Clauses) -> None:
    made = MadeEncoder(PieceEncoder(64), clauses.readings())
    late = late_encoder(made)

    assert late is not None
    assert late.token_dimension == 2
    assert np.array_equal(made.encode_passages(TEXTS[1:3]), clauses.vectors[1:3])
    assert np.array_equal(late.read_passages(TEXTS[:1])[0].tokens, clauses.tokens[0])
    question: FloatMatrix = PieceEncoder(64).encode_queries(["sletter"])
    assert np.array_equal(made.encode_queries(["sletter"]), question)
    assert np.array_equal(late.read_queries(["sletter"])[0].vector, question[0])


def test_made_encoder_has_no_pieces_where_the_other_has_none() -> None:
    made = MadeEncoder(HashingEncoder(8), encoded(TEXTS, HashingEncoder(8)).readings())

    assert late_encoder(made) is None
    with pytest.raises(TypeError, match="hashing-8"):
        made.read_queries(["sletter"])
