"""The documents, their text, clauses and vendors over HTTP."""

from __future__ import annotations

import hashlib

import pytest
from fastapi.testclient import TestClient

from api.wiring import Collection


def test_documents_are_listed_without_their_text(client: TestClient) -> None:
    assert client.get("/v1/documents").json() == {
        "documents": [
            {
                "document_id": "alfa-dba",
                "vendor": "alfa",
                "title": "Databehandleraftale",
                "kind": "agreement",
                "version": "2.1",
                "revision": 1,
                "parties": [],
                "source": "alfa-dba.txt",
                "sha256": "0" * 64,
                "pages": 2,
                "clause_count": 4,
            },
            {
                "document_id": "beta-faq",
                "vendor": "beta",
                "title": "Spørgsmål og svar",
                "kind": "faq",
                "version": None,
                "revision": 1,
                "parties": [],
                "source": "beta-faq.txt",
                "sha256": "1" * 64,
                "pages": 0,
                "clause_count": 1,
            },
        ],
        "index_version": "test-1",
    }


def test_outline_is_in_document_order_with_the_names_of_the_contract(client: TestClient) -> None:
    detail = client.get("/v1/documents/alfa-dba").json()
    assert [clause["label"] for clause in detail["clauses"]] == ["1", "2", "Bilag C.4", "Bilag C.4"]
    assert detail["clauses"][3] == {
        "clause_id": "alfa-dba/3",
        "label": "Bilag C.4",
        "heading": "Tabel",
        "kind": "row",
        "level": 2,
        "parent_id": "alfa-dba/2",
        "start": 164,
        "end": 200,
        "page": 1,
    }


def test_references_and_notes_come_with_their_flags(client: TestClient) -> None:
    detail = client.get("/v1/documents/alfa-dba").json()
    assert detail["references"][1] == {
        "clause_id": "alfa-dba/1",
        "text": "Jf. pkt. 9",
        "start": 116,
        "end": 126,
        "kind": "internal",
        "target_id": None,
        "target": "pkt. 9",
        "status": "dangling",
        "why": "intet pkt. 9 i aftalen",
    }
    assert [(note["kind"], note["clause_id"]) for note in detail["notes"]] == [
        ("vague_deadline", None),
        ("dangling_reference", "alfa-dba/1"),
    ]


def test_clauses_and_references_are_slices_of_the_text(client: TestClient) -> None:
    text = client.get("/v1/documents/alfa-dba/text").json()["text"]
    detail = client.get("/v1/documents/alfa-dba").json()
    for entry in detail["clauses"]:
        clause = client.get(f"/v1/clauses/{entry['clause_id']}").json()
        assert clause["text"] == text[entry["start"] : entry["end"]]
    for reference in detail["references"]:
        assert reference["text"] == text[reference["start"] : reference["end"]]


def test_text_comes_with_both_checksums(client: TestClient, collection: Collection) -> None:
    reply = client.get("/v1/documents/alfa-dba/text").json()
    text = collection.library.documents["alfa-dba"].text
    assert reply == {
        "document_id": "alfa-dba",
        "sha256": "0" * 64,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "text": text,
    }


def test_clause_has_its_references_both_ways(client: TestClient) -> None:
    clause = client.get("/v1/clauses/alfa-dba/1").json()
    assert [reference["text"] for reference in clause["references_out"]] == ["Jf. pkt. 9"]
    assert [reference["clause_id"] for reference in clause["references_in"]] == ["alfa-dba/0"]
    assert [note["clause_id"] for note in clause["notes"]] == ["alfa-dba/1"]
    assert clause["document_title"] == "Databehandleraftale"
    assert clause["path"] == ["Aftale"]


@pytest.mark.parametrize(
    ("path", "clause_id"),
    [
        pytest.param("alfa-dba/2", "alfa-dba/2", id="an id wins over a label"),
        pytest.param("alfa-dba/Bilag C.4", "alfa-dba/2", id="first of a repeated label"),
        pytest.param("alfa-dba%2FBilag%20C.4", "alfa-dba/2", id="percent-encoded"),
        pytest.param("beta-faq/Er løsningen gratis%3F", "beta-faq/1", id="question"),
        pytest.param("alfa-dba/bilag%20c.4", "alfa-dba/2", id="label in another case"),
        pytest.param("ALFA-DBA/2", "alfa-dba/2", id="document in another case: an id still wins"),
        pytest.param("Alfa-Dba/BILAG C.4", "alfa-dba/2", id="both in another case"),
    ],
)
def test_clause_is_found_by_id_or_label(client: TestClient, path: str, clause_id: str) -> None:
    clause = client.get(f"/v1/clauses/{path}").json()
    assert clause["clause_id"] == clause_id


@pytest.mark.parametrize("path", ["/v1/documents/ALFA-dba", "/v1/documents/Alfa-DBA/text"])
def test_document_is_found_in_any_case(client: TestClient, path: str) -> None:
    assert client.get(path).json()["document_id"] == "alfa-dba"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/healthz",
        "/readyz",
        "/openapi.json",
        "/v1/documents",
        "/v1/documents/alfa-dba",
        "/v1/documents/alfa-dba/text",
        "/v1/clauses/alfa-dba/2",
        "/v1/vendors",
        "/v1/search?q=sletning",
        "/v1/documents/gamma",
        "/v1/ask",
    ],
)
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    reply, whole = client.head(path), client.get(path)
    assert reply.content == b""
    assert reply.status_code == whole.status_code
    assert reply.headers["content-length"] == str(len(whole.content))
    assert reply.headers["content-type"] == whole.headers["content-type"]


def test_url_of_a_label_is_percent_encoded(client: TestClient) -> None:
    urls = [
        client.get(f"/v1/clauses/{clause_id}").json()["url"]
        for clause_id in ("alfa-dba/3", "beta-faq/1")
    ]
    assert urls == [
        "/documents/alfa-dba#Bilag%20C.4",
        "/documents/beta-faq#Er%20l%C3%B8sningen%20gratis?",
    ]


def test_vendors_come_with_their_names_and_documents(client: TestClient) -> None:
    assert client.get("/v1/vendors").json() == {
        "vendors": [
            {"vendor": "alfa", "names": ["Alfa", "AlfaPlan"], "document_ids": ["alfa-dba"]},
            {"vendor": "beta", "names": [], "document_ids": ["beta-faq"]},
        ]
    }


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        pytest.param("/v1/documents/gamma", "ukendt-dokument", id="document"),
        pytest.param("/v1/documents/gamma/text", "ukendt-dokument", id="text"),
        pytest.param("/v1/documents/%00", "ukendt-dokument", id="NUL"),
        pytest.param("/v1/documents/%ff", "ukendt-dokument", id="not UTF-8"),
        pytest.param("/v1/clauses/alfa-dba/99", "ukendt-bestemmelse", id="clause"),
        pytest.param("/v1/clauses/gamma/1", "ukendt-bestemmelse", id="clause of no document"),
        pytest.param("/v1/clauses/alfa-dba", "ukendt-bestemmelse", id="no label"),
    ],
)
def test_unknown_things_are_404(client: TestClient, path: str, slug: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["type"] == f"urn:klausul:fejl:{slug}"
