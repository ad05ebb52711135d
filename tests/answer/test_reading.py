"""What is shown to the reader, and where its findings lie in the documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from answer.abstaining import weigh
from answer.assistant import Assistant
from answer.extracting import Extract
from answer.naming import VendorNames
from answer.reading import READ, READ_OF_EACH, Reading, read_hits
from answer.understanding import understand
from klausul.ports import Finding, Library, Searcher
from klausul.types import Clause, Hit, Question, Span, Verdict

ClauseOf = Callable[[str], Clause]


class Pointer:
    """A reader that believes the passages with a word in them, and points to it."""

    identity = "pointer"

    def __init__(self, word: str, *, ja: float = 0.0, nej: float = 0.0) -> None:
        self.word = word
        self.ja = ja
        self.nej = nej
        self.seen: list[str] = []

    def read(self, question: str, passages: Sequence[str]) -> list[Finding]:
        self.seen += passages
        return [self._find(passage) for passage in passages]

    def _find(self, passage: str) -> Finding:
        start = passage.find(self.word)
        return Finding(
            answers=0.999 if start >= 0 else 0.001,
            span=Span(start, start + len(self.word)) if start >= 0 else Span(0, 1),
            ja=self.ja,
            nej=self.nej,
            undecided=1 - self.ja - self.nej,
        )


def _hit(clause: Clause, rank: int = 1, passage: Span | None = None) -> Hit:
    return Hit(clause=clause, score=1 / rank, rank=rank, passage=passage or clause.span)


def test_the_reader_sees_the_heading_and_the_words_without_their_number(
    library: Library, clause_of: ClauseOf
) -> None:
    reader = Pointer("45 dage")
    clause = clause_of("klinikdata-dba/4.1")

    readings = read_hits([_hit(clause)], question="?", reader=reader, library=library)

    assert reader.seen == [f"Sletning. {clause.text.removeprefix('1. ')}"]
    span = readings[clause.clause_id].span
    assert span is not None
    assert span.of(library.documents[clause.document_id].text) == "45 dage"


def test_a_later_passage_is_found_in_its_place(library: Library, clause_of: ClauseOf) -> None:
    clause = clause_of("klinikdata-dba/4.1")
    begin = clause.span.start + clause.text.index("Sletningen")
    hit = _hit(clause, passage=Span(begin, clause.span.end))

    readings = read_hits([hit], question="?", reader=Pointer("skriftligt"), library=library)

    span = readings[clause.clause_id].span
    assert span is not None
    assert span.of(library.documents[clause.document_id].text) == "skriftligt"


def test_words_in_the_heading_are_no_place_in_the_clause(
    library: Library, clause_of: ClauseOf
) -> None:
    clause = clause_of("klinikdata-dba/3.1")

    readings = read_hits(
        [_hit(clause)], question="?", reader=Pointer("Underretning"), library=library
    )

    assert readings[clause.clause_id].span is None


def test_every_vendor_is_read_before_one_is_read_further(library: Library) -> None:
    of_one = [c for c in library.clauses.values() if c.document_id == "klinikdata-dba"]
    of_other = [c for c in library.clauses.values() if c.document_id == "fjordpost-aftale"]
    clauses = [*of_one[:READ], *of_other[:READ_OF_EACH]]
    hits = [_hit(clause, rank) for rank, clause in enumerate(clauses, start=1)]

    readings = read_hits(hits, question="?", reader=Pointer("x"), library=library)

    assert len(readings) == READ
    assert {c.clause_id for c in of_other[:READ_OF_EACH]} <= readings.keys()
    assert [*readings] == [c.clause_id for c in clauses if c.clause_id in readings]


@pytest.mark.parametrize(
    ("score", "answers", "is_supported"),
    [
        pytest.param(0.25, None, True, id="near, nobody reads"),
        pytest.param(0.25, 0.01, False, id="near, but the reader finds no answer"),
        pytest.param(0.15, None, False, id="far, nobody reads"),
        pytest.param(0.15, 0.99, True, id="far, but the reader finds an answer"),
        pytest.param(0.60, 0.01, True, id="too near to be doubted"),
    ],
)
def test_the_reader_decides_where_nearness_is_in_doubt(
    library: Library, clause_of: ClauseOf, score: float, answers: float | None, is_supported: bool
) -> None:
    clause = clause_of("klinikdata-dba/4.1")
    reading = None
    if answers is not None:
        reading = Reading(answers=answers, span=None, ja=0.0, nej=0.0, undecided=1.0)
    understanding = understand(
        Question(text="Hvad gælder om oplysningerne?", vendor="klinikdata"),
        library=library,
        names=VendorNames(library.documents.values()),
    )

    candidate = weigh(
        Hit(clause=clause, score=score, rank=1, passage=clause.span),
        Extract(clause=clause, span=clause.span, fit=0.0),
        understanding=understanding,
        noise=0.0,
        reading=reading,
    )

    assert candidate.is_supported is is_supported
    assert (candidate.confidence >= 0.5) is is_supported


@pytest.mark.parametrize(
    ("ja", "nej", "verdict", "said"),
    [
        pytest.param(0.95, 0.03, None, "Ifølge", id="ja, which the words deny"),
        pytest.param(0.03, 0.95, Verdict.NEJ, "Nej, som jeg læser det.", id="nej"),
        pytest.param(0.5, 0.45, None, "Ifølge", id="unsure: no verdict"),
        pytest.param(0.02, 0.02, None, "Teksten siger ikke ja eller nej.", id="left open"),
    ],
)
def test_the_reader_gives_the_verdict_where_it_is_sure(
    library: Library,
    searcher: Searcher,
    ja: float,
    nej: float,
    verdict: Verdict | None,
    said: str,
) -> None:
    reader = Pointer("reklamebureauer", ja=ja, nej=nej)
    assistant = Assistant(library=library, searcher=searcher, reader=reader)

    answer = assistant.ask(
        Question(text="Må I videregive personoplysninger til reklamebureauer?", vendor="klinikdata")
    )

    assert answer.verdict is verdict
    assert answer.text.startswith(said)


def test_a_ja_that_the_words_bear_out_is_given(library: Library, searcher: Searcher) -> None:
    reader = Pointer("inspektion", ja=0.95, nej=0.03)
    assistant = Assistant(library=library, searcher=searcher, reader=reader)

    answer = assistant.ask(
        Question(text="Kan vi foretage inspektion hos jer?", vendor="klinikdata")
    )

    assert answer.verdict is Verdict.JA
    assert answer.text.startswith("Ja, som jeg læser det.")
