"""Health, readiness, the front page, and a server without an index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.wiring import open_app
from klausul import __version__


def test_running_server_is_healthy_and_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {
        "status": "ready",
        "index_version": "test-1",
        "documents": 2,
        "clauses": 5,
    }


def test_front_page_names_the_product_and_its_documentation(client: TestClient) -> None:
    page = client.get("/").json()
    assert (page["product"], page["version"]) == ("Klausul", __version__)
    assert client.get(page["openapi"]).status_code == 200


@pytest.fixture
def empty_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("KLAUSUL_DATA", str(tmp_path))
    with TestClient(open_app(), raise_server_exceptions=False) as client:
        yield client


def test_server_without_index_runs_but_is_not_ready(empty_server: TestClient) -> None:
    assert empty_server.get("/healthz").status_code == 200
    assert empty_server.get("/").status_code == 200
    assert empty_server.get("/readyz").status_code == 503


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/readyz"),
        ("POST", "/v1/ask"),
        ("GET", "/v1/documents"),
        ("GET", "/v1/documents/alfa-dba"),
        ("GET", "/v1/documents/alfa-dba/text"),
        ("GET", "/v1/clauses/alfa-dba/1"),
        ("GET", "/v1/search?q=sletning"),
        ("GET", "/v1/vendors"),
    ],
)
def test_server_without_index_says_how_to_build_one(
    empty_server: TestClient, method: str, path: str
) -> None:
    body = {"question": "hvad"} if method == "POST" else None
    reply = empty_server.request(method, path, json=body)
    assert reply.status_code == 503
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["type"] == "urn:klausul:fejl:intet-indeks"
    assert "klausul build" in reply.json()["detail"]
