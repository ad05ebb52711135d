"""What every ``klausul.ports.Searcher`` must do, whoever plays the role."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.building import build_index
from index.encoders import HashingEncoder, SentenceEncoder
from index.reading import open_index
from klausul.ports import Library, Searcher
from klausul.records import DocumentRecord
from klausul.types import Clause, ClauseKind, Document, DocumentKind, Hit, Scope, Span

VENDORS = ["nord", "syd", "vest"]
TEXTS = [
    "1. Databehandleren sletter alle personoplysninger senest 30 dage efter ophør.",
    "2. Databehandleren underretter om brud inden 24 timer.",
    "3. Underdatabehandlere kræver skriftlig godkendelse.",
    "4. Tilsyn sker én gang årligt og varsles 14 dage forinden.",
]
DOCUMENT_IDS = [f"{vendor}-{number}" for vendor in VENDORS for number in (1, 2)]


class Collection(Library, Searcher):
    """Both roles of one index."""


def record_of(document_id: str) -> DocumentRecord:
    """Return a document whose clauses are nearly those of the others."""
    texts = [f"{text} ({document_id})" for text in TEXTS]
    starts = [sum(len(text) + 1 for text in texts[:number]) for number in range(len(texts))]
    return DocumentRecord(
        document=Document(
            document_id=document_id,
            vendor=document_id.partition("-")[0],
            title=document_id,
            kind=DocumentKind.AGREEMENT,
            source=f"{document_id}.txt",
            sha256="0" * 64,
            text="\n".join(texts),
        ),
        clauses=tuple(
            Clause(
                clause_id=f"{document_id}/{number}",
                document_id=document_id,
                label=str(number),
                text=text,
                span=Span(start, start + len(text)),
                kind=ClauseKind.CLAUSE,
            )
            for number, (text, start) in enumerate(zip(texts, starts, strict=True), start=1)
        ),
    )


def hashing_index(folder: Path, bundled: Path) -> object:
    records = [record_of(document_id) for document_id in DOCUMENT_IDS]
    build_index(records, folder=folder, encoder=HashingEncoder(64))
    return open_index(folder)


def bundled_index(folder: Path, bundled: Path) -> object:
    records = [record_of(document_id) for document_id in DOCUMENT_IDS]
    build_index(records, folder=folder, encoder=SentenceEncoder(str(bundled)))
    return open_index(folder)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(hashing_index, id="hashing index"),
        pytest.param(bundled_index, id="bundled index", marks=pytest.mark.slow),
    ],
)
def collection(
    request: pytest.FixtureRequest,
    bundled_encoder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Collection:
    made: Collection = request.param(tmp_path_factory.mktemp("searcher"), bundled_encoder)
    return made


SCOPES = st.builds(
    Scope,
    vendors=st.none() | st.frozensets(st.sampled_from([*VENDORS, "ukendt"])),
    document_ids=st.none() | st.frozensets(st.sampled_from([*DOCUMENT_IDS, "ukendt"])),
)
QUERIES = st.sampled_from(["Hvornår slettes data?", "brud", "tilsyn 24 timer", "xyz", "nord-1"])


@settings(max_examples=120, deadline=None)
@given(scope=SCOPES, query=QUERIES, top_k=st.integers(1, 30))
def test_scope_never_leaks_and_is_filled(
    collection: Collection, scope: Scope, query: str, top_k: int
) -> None:
    allowed = {i for i, document in collection.documents.items() if scope.allows(document)}

    hits = collection.search(query, scope=scope, top_k=top_k)

    assert {hit.clause.document_id for hit in hits} <= allowed
    # Filtering after the search would come back short: every document has four clauses.
    assert len(hits) == min(top_k, 4 * len(allowed))


@settings(max_examples=60, deadline=None)
@given(scope=SCOPES, query=QUERIES, top_k=st.integers(1, 30))
def test_hits_are_ranked_from_one_each_clause_once(
    collection: Collection, scope: Scope, query: str, top_k: int
) -> None:
    hits = collection.search(query, scope=scope, top_k=top_k)

    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.clause.clause_id))
    assert len({hit.clause.clause_id for hit in hits}) == len(hits)
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert all(hit.clause == collection.clauses[hit.clause.clause_id] for hit in hits)
    assert all(hit.clause.span.contains(hit.passage) for hit in hits)


def test_fewer_hits_are_the_first_of_more(collection: Collection) -> None:
    few, many = (collection.search("brud", scope=Scope(), top_k=count) for count in (3, 12))

    assert few == many[:3]


def test_same_question_gets_the_same_hits(collection: Collection) -> None:
    def search() -> list[Hit]:
        return collection.search("Hvornår slettes data?", scope=Scope(), top_k=20)

    assert search() == search()


@pytest.mark.parametrize(
    ("query", "clause"),
    [("sletning af personoplysninger", "1"), ("underretning om brud", "2"), ("tilsyn", "4")],
)
@pytest.mark.parametrize("document_id", DOCUMENT_IDS)
def test_what_matches_comes_first(
    collection: Collection, query: str, clause: str, document_id: str
) -> None:
    scope = Scope(document_ids=frozenset({document_id}))

    (hit, *_) = collection.search(query, scope=scope, top_k=2)

    assert hit.clause.clause_id == f"{document_id}/{clause}"


@pytest.mark.parametrize(
    "scope",
    [
        pytest.param(Scope(vendors=frozenset()), id="no vendor"),
        pytest.param(Scope(document_ids=frozenset({"ukendt"})), id="unknown document"),
        pytest.param(
            Scope(vendors=frozenset({"nord"}), document_ids=frozenset({"syd-1"})),
            id="contradiction",
        ),
    ],
)
def test_scope_of_nothing_finds_nothing(collection: Collection, scope: Scope) -> None:
    assert collection.search("brud", scope=scope, top_k=5) == []


@pytest.mark.parametrize("query", ["", " \n"], ids=repr)
def test_question_without_words_finds_nothing(collection: Collection, query: str) -> None:
    assert collection.search(query, scope=Scope(), top_k=5) == []


@pytest.mark.parametrize("top_k", [0, -1])
def test_top_k_below_one_is_refused(collection: Collection, top_k: int) -> None:
    with pytest.raises(ValueError, match="top_k"):
        collection.search("brud", scope=Scope(), top_k=top_k)
