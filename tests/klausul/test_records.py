"""A record survives the way to disk and back."""

import json
from dataclasses import replace

import pytest

from klausul import Clause, ClauseKind, Document, DocumentKind, Note, NoteKind, Reference, Span
from klausul.records import DocumentRecord, dump_record, parse_record
from klausul.types import ReferenceKind, ReferenceStatus

TEXT = "1. Sletning\n\nData slettes inden 3 måneder, jf. pkt. 9."
NOTE = Note(kind=NoteKind.MISNUMBERED, text="Punktet er trykt som 1.", clause_id="a/1")


def make_record() -> DocumentRecord:
    span = Span(0, len(TEXT))
    document = Document(
        document_id="a", vendor="nord", vendor_names=("Nord A/S",), title="Aftale",
        kind=DocumentKind.AGREEMENT, source="a.txt", sha256="0" * 64, version="1.0", text=TEXT,
        pages=(span,), notes=(NOTE,),
    )  # fmt: skip
    clause = Clause(
        clause_id="a/1", document_id="a", label="1", number="1", heading="Sletning",
        path=("Del 1",), text=TEXT, span=span, page=1, kind=ClauseKind.CLAUSE, notes=(NOTE,),
    )  # fmt: skip
    reference = Reference(
        clause_id="a/1", text="pkt. 9", span=Span(46, 52), kind=ReferenceKind.INTERNAL,
        target_id=None, target="9", status=ReferenceStatus.DANGLING, why="intet punkt 9",
    )  # fmt: skip
    return DocumentRecord(document=document, clauses=(clause,), references=(reference,))


def test_round_trip_is_the_same_value() -> None:
    assert parse_record(dump_record(make_record())) == make_record()


def test_dump_is_one_line_and_stable() -> None:
    line = dump_record(make_record())
    assert "\n" not in line
    assert line == dump_record(make_record())


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="empty"),
        pytest.param("{", id="cut off"),
        pytest.param("[]", id="another shape"),
        pytest.param('{"schema_version": 1}', id="fields missing"),
        pytest.param('{"schema_version": 999}', id="another version"),
    ],
)
def test_damaged_record_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_record(line)


def test_unknown_kind_is_refused() -> None:
    data = json.loads(dump_record(make_record()))
    data["clauses"][0]["kind"] = "stanza"
    with pytest.raises(ValueError, match="stanza"):
        parse_record(json.dumps(data))


def test_clause_words_come_from_the_document() -> None:
    record = make_record()
    short = replace(record.clauses[0], span=Span(0, 11), text="1. Sletning")
    again = parse_record(dump_record(replace(record, clauses=(short,))))
    assert again.clauses[0].text == "1. Sletning"
