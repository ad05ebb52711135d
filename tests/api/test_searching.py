"""``GET /v1/search``."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


def test_ranking_comes_with_scores_and_version(client: TestClient) -> None:
    reply = client.get("/v1/search", params={"q": "behandling sker Århus", "top_k": 2}).json()
    assert [(c["rank"], c["clause_id"]) for c in reply["clauses"]] == [
        (1, "alfa-dba/2"),
        (2, "alfa-dba/3"),
    ]
    assert reply["clauses"][0]["score"] > reply["clauses"][1]["score"]
    assert reply["index_version"] == "test-1"


def test_vendor_limits_the_search(client: TestClient) -> None:
    query = {"q": "løsningen databehandleren", "vendor": "beta"}
    reply = client.get("/v1/search", params=query).json()
    assert {clause["vendor"] for clause in reply["clauses"]} == {"beta"}


def test_nothing_found_is_an_empty_ranking(client: TestClient) -> None:
    assert client.get("/v1/search", params={"q": "xyzzy"}).json()["clauses"] == []


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        pytest.param("", 422, "q", id="missing"),
        pytest.param("q=", 422, "q", id="empty"),
        pytest.param("q=%20", 422, "q", id="blank"),
        pytest.param("q=a%00b", 422, "q", id="NUL"),
        pytest.param("q=" + "a" * 2001, 422, "q", id="long"),
        pytest.param("q=a&top_k=0", 422, "top_k", id="top 0"),
        pytest.param("q=a&top_k=21", 422, "top_k", id="top 21"),
        pytest.param("q=a&top_k=to", 422, "top_k", id="no number"),
        pytest.param("q=a&vendor=", 422, "vendor", id="empty vendor"),
        pytest.param("q=a&vendr=beta", 422, "vendr", id="unknown parameter"),
        pytest.param("q=%ff", 400, None, id="not UTF-8"),
        pytest.param("q=a&vendor=gamma", 404, None, id="unknown vendor"),
    ],
)
def test_bad_query_is_a_problem(
    client: TestClient, query: str, status: int, field: str | None
) -> None:
    reply = client.get(f"/v1/search?{query}")
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert [error["field"] for error in reply.json()["errors"]] == ([field] if field else [])
