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


def test_vendor_may_be_in_another_case(client: TestClient) -> None:
    reply = client.get("/v1/search", params={"q": "løsningen databehandleren", "vendor": "BETA"})
    assert {clause["vendor"] for clause in reply.json()["clauses"]} == {"beta"}


@pytest.mark.parametrize("query", ["Bilag C.4", "bilag C.4?", "C.4", "Bilag C, punkt 4"])
def test_clause_whose_number_is_looked_for_comes_first(client: TestClient, query: str) -> None:
    reply = client.get("/v1/search", params={"q": query, "vendor": "alfa"}).json()
    assert (reply["clauses"][0]["clause_id"], reply["clauses"][0]["score"]) == ("alfa-dba/2", 1.0)


def test_clause_that_ranked_lower_is_moved_and_ranks_are_renumbered(client: TestClient) -> None:
    # By its words alone, "punkt 2" finds the clause that says "pkt. 2" and so is about another.
    params = {"q": "pkt. 2", "vendor": "alfa"}
    clauses = client.get("/v1/search", params=params).json()["clauses"]
    assert [(c["rank"], c["clause_id"]) for c in clauses] == [(1, "alfa-dba/1"), (2, "alfa-dba/0")]
    (only,) = client.get("/v1/search", params={**params, "top_k": 1}).json()["clauses"]
    assert only["clause_id"] == "alfa-dba/1"


@pytest.mark.parametrize(
    "params",
    [
        pytest.param({"q": "hvem sletter efter pkt. 2"}, id="more than a number"),
        pytest.param({"q": "pkt. 77"}, id="no such number"),
        pytest.param({"q": "pkt. 2", "vendor": "beta"}, id="outside the scope"),
    ],
)
def test_any_other_search_keeps_its_ranking(client: TestClient, params: dict[str, str]) -> None:
    clauses = client.get("/v1/search", params=params).json()["clauses"]
    assert [c["score"] for c in clauses] == sorted((c["score"] for c in clauses), reverse=True)
    assert [c["clause_id"] for c in clauses][:1] != ["alfa-dba/1"] or clauses[0]["score"] > 1.0


def test_query_that_is_not_utf8_is_told(client: TestClient) -> None:
    assert client.get("/v1/search?q=%ff").json()["detail"] == "Adressen skal være i UTF-8."


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
