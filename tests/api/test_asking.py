"""``POST /v1/ask``: the contract's shape, proofs that hold, and refusals in Danish."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ASK = "/v1/ask"


def post(client: TestClient, data: bytes, content_type: str = "application/json") -> Any:  # noqa: ANN401
    return client.post(ASK, content=data, headers={"content-type": content_type})


def test_reply_has_exactly_the_names_of_the_contract(client: TestClient) -> None:
    reply = client.post(ASK, json={"question": "Hvornår sletter databehandleren?"}).json()
    assert list(reply) == [
        "question_id",
        "outcome",
        "answer",
        "verdict",
        "statements",
        "citations",
        "clauses",
        "notes",
        "confidence",
        "composer",
        "index_version",
    ]
    assert list(reply["citations"][0]) == [
        "number",
        "clause_id",
        "document_id",
        "vendor",
        "document_title",
        "label",
        "heading",
        "quote",
        "start",
        "end",
        "page",
        "url",
        "version",
        "revision",
    ]
    assert list(reply["clauses"][0]) == [
        "rank",
        "clause_id",
        "document_id",
        "vendor",
        "label",
        "heading",
        "text",
        "score",
    ]
    assert list(reply["notes"][0]) == ["kind", "text", "clause_id"]


def test_answer_is_shaped_from_the_assistants_answer(client: TestClient) -> None:
    reply = client.post(ASK, json={"question": "Hvornår sletter databehandleren?"}).json()
    assert reply["outcome"] == "answered"
    assert reply["verdict"] == "ja"
    assert reply["answer"].startswith("Ja. Databehandleren sletter ")
    assert [s["citations"] for s in reply["statements"]] == [[1], [2, 1]]
    assert [c["number"] for c in reply["citations"]] == [1, 2]
    assert [c["page"] for c in reply["citations"]] == [1, 2]
    assert reply["citations"][0]["url"] == "/documents/alfa-dba#2"
    assert reply["confidence"] == 0.75
    assert reply["index_version"] == "test-1"
    assert len(reply["question_id"]) == 32


def test_every_quote_stands_in_the_documents_text(client: TestClient) -> None:
    for question in ("databehandleren sletter", "behandling i Århus", "gratis løsningen"):
        reply = client.post(ASK, json={"question": question}).json()
        assert reply["citations"]
        for citation in reply["citations"]:
            text = client.get(f"/v1/documents/{citation['document_id']}/text").json()["text"]
            assert citation["quote"] == text[citation["start"] : citation["end"]]


def test_two_questions_have_two_ids(client: TestClient) -> None:
    ids = {client.post(ASK, json={"question": "sletter"}).json()["question_id"] for _ in range(2)}
    assert len(ids) == 2


@pytest.mark.parametrize("top_k", [1, 3, 20])
def test_ranking_is_cut_at_top_k(client: TestClient, top_k: int) -> None:
    body = {"question": "databehandleren behandling løsningen sker", "top_k": top_k}
    ranks = [clause["rank"] for clause in client.post(ASK, json=body).json()["clauses"]]
    assert ranks == list(range(1, min(top_k, 5) + 1))


def test_nothing_found_has_no_verdict_and_offers_the_nearest(client: TestClient) -> None:
    reply = client.post(ASK, json={"question": "xyzzy"}).json()
    assert (reply["outcome"], reply["verdict"]) == ("not_found", None)
    assert reply["statements"] == reply["citations"] == []
    assert reply["clauses"]


@pytest.mark.parametrize(
    ("body", "documents"),
    [
        pytest.param({"vendor": "beta"}, {"beta-faq"}, id="vendor"),
        pytest.param({"document_id": "alfa-dba"}, {"alfa-dba"}, id="document"),
        pytest.param({"vendor": "BETA"}, {"beta-faq"}, id="vendor in another case"),
        pytest.param({"document_id": "Alfa-DBA"}, {"alfa-dba"}, id="document in another case"),
        pytest.param({"vendor": None, "document_id": None}, {"alfa-dba", "beta-faq"}, id="all"),
    ],
)
def test_scope_reaches_the_assistant(
    client: TestClient, body: dict[str, Any], documents: set[str]
) -> None:
    question = {"question": "databehandleren løsningen", **body}
    reply = client.post(ASK, json=question).json()
    assert {clause["document_id"] for clause in reply["clauses"]} == documents


LONGEST = "æ" * 2000


@pytest.mark.parametrize("question", [LONGEST, f"  {LONGEST}  "], ids=["longest", "padded"])
def test_question_of_2000_characters_is_answered(client: TestClient, question: str) -> None:
    assert client.post(ASK, json={"question": question}).status_code == 200


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        pytest.param({}, "question", "mangler", id="no question"),
        pytest.param({"question": ""}, "question", "må ikke være tom", id="empty"),
        pytest.param({"question": " \n"}, "question", "må ikke være tom", id="blank"),
        pytest.param(
            {"question": LONGEST + "a"}, "question", "må højst være på 2000 tegn", id="long"
        ),
        pytest.param({"question": None}, "question", "skal være en tekst", id="null"),
        pytest.param({"question": 3}, "question", "skal være en tekst", id="number"),
        pytest.param(
            {"question": "a\x00b"},
            "question",
            "indeholder et tegn, der ikke kan bruges (NUL)",
            id="NUL",
        ),
        pytest.param(
            {"question": "hvad", "vendor": ""}, "vendor", "må ikke være tom", id="empty vendor"
        ),
        pytest.param(
            {"question": "hvad", "history": ["a"] * 11},
            "history",
            "må højst indeholde 10 spørgsmål",
            id="history",
        ),
        pytest.param(
            {"question": "hvad", "history": ["a", 2]},
            "history[1]",
            "skal være en tekst",
            id="history item",
        ),
        pytest.param({"question": "hvad", "top_k": 0}, "top_k", "skal være mindst 1", id="top 0"),
        pytest.param({"question": "hvad", "top_k": 21}, "top_k", "må højst være 20", id="top 21"),
        pytest.param(
            {"question": "hvad", "top_k": True}, "top_k", "skal være et helt tal", id="top true"
        ),
        pytest.param({"question": "hvad", "svar": 1}, "svar", "er et ukendt felt", id="unknown"),
    ],
)
def test_bad_field_is_named_in_danish(
    client: TestClient, body: dict[str, Any], field: str, message: str
) -> None:
    reply = client.post(ASK, json=body)
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    problem = reply.json()
    assert problem["type"] == "urn:klausul:fejl:ugyldige-felter"
    assert problem["errors"] == [{"field": field, "message": message}]
    assert problem["detail"] == f"»{field}« {message}."
    assert problem["instance"] == ASK


@pytest.mark.parametrize(
    ("data", "status", "slug"),
    [
        pytest.param(b"", 422, "ugyldige-felter", id="no body"),
        pytest.param(b"{", 400, "ulaeselig-forespoergsel", id="malformed"),
        pytest.param(b'{"question": "\xff"}', 400, "ulaeselig-forespoergsel", id="not UTF-8"),
        pytest.param(b"[" * 60_000, 400, "ulaeselig-forespoergsel", id="deep"),
        pytest.param(b"1" * 6_000, 400, "ulaeselig-forespoergsel", id="big number"),
        pytest.param(b"[1]", 422, "ugyldige-felter", id="list"),
        pytest.param(b'"hvad"', 422, "ugyldige-felter", id="string"),
        pytest.param(b'{"question": "\\ud800"}', 422, "ugyldige-felter", id="surrogate"),
        pytest.param(
            b'{"question": "a", "\\ud800": 1}', 422, "ugyldige-felter", id="surrogate field"
        ),
        pytest.param(b'{"question": "a", "top_k": NaN}', 422, "ugyldige-felter", id="not a number"),
        pytest.param(b'{"question": "a", "top_k": 1e999}', 422, "ugyldige-felter", id="infinity"),
        pytest.param(b'{"question": "???"}', 422, "tomt-spoergsmaal", id="no words"),
        pytest.param(b'{"question": "a", "vendor": "x"}', 404, "ukendt-leverandoer", id="vendor"),
        pytest.param(
            b'{"question": "a", "document_id": "x"}', 404, "ukendt-dokument", id="document"
        ),
        pytest.param(b" " * 65_537, 413, "for-stor-forespoergsel", id="too large"),
    ],
)
def test_bad_body_is_a_problem(client: TestClient, data: bytes, status: int, slug: str) -> None:
    reply = post(client, data)
    assert (reply.status_code, reply.json()["status"]) == (status, status)
    assert reply.json()["type"] == f"urn:klausul:fejl:{slug}"
    assert reply.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("content_type", ["application/json", ""])
def test_absent_body_is_told(client: TestClient, content_type: str) -> None:
    problem = post(client, b"", content_type).json()
    assert problem["status"] == 422
    assert problem["detail"] == "Forespørgslen har intet indhold."


def test_body_without_declared_length_is_limited_too(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(70):
            yield b" " * 1024

    reply = client.post(ASK, content=pieces(), headers={"content-type": "application/json"})
    assert reply.status_code == 413


def test_largest_body_is_read(client: TestClient) -> None:
    body = b'{"question": "sletter"}'
    assert post(client, body + b" " * (64 * 1024 - len(body))).status_code == 200


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "", "nonsense"]
)
def test_other_content_types_are_refused(client: TestClient, content_type: str) -> None:
    reply = post(client, b'{"question": "sletter"}', content_type)
    assert reply.status_code == 415
    assert reply.json()["type"] == "urn:klausul:fejl:forkert-indholdstype"


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "application/a+json"])
def test_json_content_types_are_read(client: TestClient, content_type: str) -> None:
    assert post(client, b'{"question": "sletter"}', content_type).status_code == 200


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
NAMES = st.sampled_from(["question", "vendor", "document_id", "history", "top_k"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(body=st.dictionaries(NAMES | st.text(max_size=5), JSON, max_size=6) | JSON)
def test_no_json_body_breaks_the_server(client: TestClient, body: object) -> None:
    reply = post(client, json.dumps(body).encode())
    assert reply.status_code in (200, 404, 413, 422)
    assert reply.json()


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=200))
def test_no_bytes_break_the_server(client: TestClient, data: bytes) -> None:
    reply = post(client, data)
    assert reply.status_code in (400, 415, 422)
    assert reply.headers["content-type"] == "application/problem+json"


@settings(max_examples=100, deadline=None)
@given(question=st.text(min_size=1))
def test_no_question_breaks_the_server(client: TestClient, question: str) -> None:
    reply = post(client, json.dumps({"question": question}).encode())
    assert reply.status_code in (200, 422)
