from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import reading
from index.building import build_index
from index.encoders import HashingEncoder, SentenceEncoder
from index.layout import Layout, current_layout
from index.reading import Contents, Index, open_index
from klausul.errors import IndexMismatchError, UnknownDocumentError
from klausul.ports import FloatMatrix
from klausul.records import DocumentRecord
from klausul.types import Scope, Span

QUERIES = ["Hvornår slettes oplysninger?", "brud", "24 timer", "godkendelse af underdatabehandler"]


class BackwardsEncoder:
    """An encoder of the caller's own."""

    identity = "backwards"
    dimension = 16

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        return HashingEncoder(16).encode_passages([text[::-1] for text in texts])


def test_documents_and_clauses_come_back_unchanged(
    opened: Index, records: list[DocumentRecord]
) -> None:
    assert list(opened.documents.values()) == [record.document for record in records]
    assert list(opened.clauses.values()) == [c for record in records for c in record.clauses]
    for record in records:
        assert opened.clauses_of(record.document.document_id) == record.clauses
        assert opened.references_of(record.document.document_id) == record.references


def test_unknown_document_is_named(opened: Index) -> None:
    for call in (opened.clauses_of, opened.references_of):
        with pytest.raises(UnknownDocumentError, match="ukendt"):
            call("ukendt")


def test_vocabulary_holds_the_words_of_the_text(opened: Index) -> None:
    assert {"databehandleren", "slettes", "én", "brud"} <= opened.vocabulary
    assert all(word == word.lower() and word.isalpha() for word in opened.vocabulary)


def test_heading_is_not_found_by_its_own_words(opened: Index) -> None:
    hits = opened.search("8. Sletning", scope=Scope(), top_k=20)

    assert "nord-dba/1" not in {hit.clause.clause_id for hit in hits}
    assert hits[0].clause.clause_id == "nord-dba/2"


def test_item_stands_for_its_clause(opened: Index) -> None:
    hits = opened.search("anmeldelse af brud til Datatilsynet", scope=Scope(), top_k=20)

    assert hits[0].clause.clause_id == "nord-dba/4.b"
    assert not {"nord-dba/4", "nord-dba/4.a"} & {hit.clause.clause_id for hit in hits}
    assert hits[0].passage == hits[0].clause.span


@pytest.mark.parametrize("query", QUERIES)
def test_reopened_index_finds_the_same(opened: Index, built: Path, query: str) -> None:
    assert open_index(built).search(query, scope=Scope(), top_k=20) == opened.search(
        query, scope=Scope(), top_k=20
    )


def test_threads_find_what_one_thread_finds(opened: Index) -> None:
    def search(query: str) -> list[str]:
        return [h.clause.clause_id for h in opened.search(query, scope=Scope(), top_k=5)]

    expected = [search(query) for query in QUERIES]
    with ThreadPoolExecutor(max_workers=8) as pool:
        assert list(pool.map(search, QUERIES * 25)) == expected * 25


def test_search_keeps_its_thread_to_one_core(opened: Index) -> None:
    import faiss

    def threads_after_search() -> int:
        faiss.omp_set_num_threads(2)
        opened.search("brud", scope=Scope(), top_k=1)
        return int(faiss.omp_get_max_threads())

    with ThreadPoolExecutor(max_workers=1) as pool:
        assert pool.submit(threads_after_search).result() == 1


def test_index_of_another_encoder_is_refused(built: Path) -> None:
    with pytest.raises(IndexMismatchError, match=r"hashing-256.*hashing-8"):
        open_index(built, encoder=HashingEncoder(8))


def test_encoder_of_the_callers_own_is_asked_for_again(
    tmp_path: Path, records: list[DocumentRecord]
) -> None:
    build_index(records, folder=tmp_path, encoder=BackwardsEncoder())

    with pytest.raises(IndexMismatchError, match="backwards"):
        open_index(tmp_path)
    index = open_index(tmp_path, encoder=BackwardsEncoder())
    assert index.search("slettes", scope=Scope(), top_k=1)


def test_version_removed_while_it_is_read_gives_the_next_one(
    tmp_path: Path, records: list[DocumentRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(records[:1], folder=tmp_path, encoder=HashingEncoder())
    first, read = current_layout(tmp_path), reading.read_contents

    def read_after_two_builds(layout: Layout) -> Contents:
        if layout == first:
            for _ in range(2):
                build_index(records, folder=tmp_path, encoder=HashingEncoder())
            assert not first.folder.exists()
        return read(layout)

    monkeypatch.setattr(reading, "read_contents", read_after_two_builds)

    assert len(open_index(tmp_path).documents) == len(records)


def test_line_separators_inside_a_document_are_kept(
    tmp_path: Path, records: list[DocumentRecord]
) -> None:
    from dataclasses import replace

    (clause, *_) = records[2].clauses
    text = "En\u2028to\u2029tre\x85fire"
    record = DocumentRecord(
        document=replace(records[2].document, text=text),
        clauses=(replace(clause, text=text, span=Span(0, len(text))),),
    )

    build_index([record], folder=tmp_path, encoder=HashingEncoder())

    assert open_index(tmp_path).documents["syd-dba"].text == text


def test_opening_imports_neither_torch_nor_its_kin(built: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from index.reading import open_index\n"
        "from klausul.types import Scope\n"
        "index = open_index(Path(sys.argv[1]))\n"
        "index.search('brud', scope=Scope(), top_k=1)\n"
        "print(sorted({'torch', 'transformers', 'langchain_core'} & sys.modules.keys()))\n"
    )

    ended = subprocess.run(
        [sys.executable, "-c", code, str(built)], capture_output=True, text=True, check=True
    )

    assert ended.stdout == "[]\n"


@pytest.mark.slow
def test_model_without_a_graph_serves_its_index(
    tmp_path: Path, records: list[DocumentRecord], static_model: Path
) -> None:
    build_index(records, folder=tmp_path, encoder=SentenceEncoder(str(static_model)))

    index = open_index(tmp_path)

    assert isinstance(index.encoder, SentenceEncoder)
    assert index.search("slettes", scope=Scope(), top_k=1)
