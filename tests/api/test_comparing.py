"""``GET /v1/compare``: the topics, one row a document, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from answer.topics import TOPICS
from api.comparing import ComparisonReply, TopicList, require_topic
from api.problems import RefusalError


def compare(client: TestClient, **parameters: str) -> dict[str, Any]:
    reply = client.get("/v1/compare", params=parameters)
    assert reply.status_code == 200, reply.text
    body: dict[str, Any] = reply.json()
    return body


def test_without_a_topic_the_topics_are_listed(client: TestClient) -> None:
    body = compare(client)
    TopicList.model_validate(body)
    assert [topic["topic"] for topic in body["topics"]] == [topic.key for topic in TOPICS]


def test_row_for_each_document_in_order_of_id(client: TestClient) -> None:
    body = compare(client, topic="slettefrist")
    ComparisonReply.model_validate(body)
    assert body["topic"]["topic"] == "deletion"
    assert [(row["document_id"], row["vendor"], row["outcome"]) for row in body["rows"]] == [
        ("alfa-dba", "alfa", "answered"),
        ("beta-faq", "beta", "not_found"),
    ]
    assert body["rows"][0]["value"] == "»Databehandleren sletter«"
    assert body["rows"][1]["value"] == "fandt jeg ikke i dokumentet"
    assert body["rows"][1]["citations"] == []
    assert body["index_version"] == "test-1"


def test_citations_are_those_of_ask(client: TestClient) -> None:
    asked = client.post("/v1/ask", json={"question": "sletter", "document_id": "alfa-dba"}).json()
    [row, _] = compare(client, topic="deletion")["rows"]
    [citation] = row["citations"]
    assert citation in asked["citations"]
    text = client.get("/v1/documents/alfa-dba/text").json()["text"]
    assert citation["quote"] == text[citation["start"] : citation["end"]]


def test_numbers_run_through_the_whole_comparison(client: TestClient) -> None:
    rows = compare(client, topic="sted")["rows"]
    numbers = [citation["number"] for row in rows for citation in row["citations"]]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("vendor", ["alfa", "ALFA"])
def test_vendor_limits_the_rows(client: TestClient, vendor: str) -> None:
    rows = compare(client, topic="deletion", vendor=vendor)["rows"]
    assert [row["document_id"] for row in rows] == ["alfa-dba"]


@pytest.mark.parametrize(
    ("query", "status", "slug"),
    [
        pytest.param("topic=flyrejser", 404, "ukendt-emne", id="unknown topic"),
        pytest.param("topic=deletion&vendor=gamma", 404, "ukendt-leverandoer", id="vendor"),
        pytest.param("topc=deletion", 422, "ugyldige-felter", id="misspelt parameter"),
        pytest.param("topic=", 422, "ugyldige-felter", id="empty"),
        pytest.param("topic=a%00b", 422, "ugyldige-felter", id="NUL"),
        pytest.param("topic=%ff", 400, "ulaeselig-forespoergsel", id="not UTF-8"),
    ],
)
def test_wrong_query_is_a_problem(client: TestClient, query: str, status: int, slug: str) -> None:
    reply = client.get(f"/v1/compare?{query}")
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["type"] == f"urn:klausul:fejl:{slug}"
    assert reply.json()["instance"] == "/v1/compare"


def test_unknown_topic_is_told_the_known_ones(client: TestClient) -> None:
    detail = client.get("/v1/compare?topic=flyrejser").json()["detail"]
    assert "slettefrist" in detail
    assert "/v1/compare" in detail


def test_every_word_in_the_refusal_finds_a_topic() -> None:
    with pytest.raises(RefusalError) as caught:
        require_topic("flyrejser")
    words = caught.value.kind.detail.removeprefix("Kendte emner: ").split(". ")[0].split(", ")
    assert [require_topic(word) for word in words] == list(TOPICS)
