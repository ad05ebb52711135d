"""The OpenAPI document is true to what the server sends."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    schema: dict[str, Any] = client.get("/openapi.json").json()
    return schema


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_paths_are_those_of_the_contract(document: dict[str, Any]) -> None:
    assert sorted(name for name, _ in operations(document)) == [
        "GET /",
        "GET /healthz",
        "GET /readyz",
        "GET /v1/clauses/{clause_id}",
        "GET /v1/compare",
        "GET /v1/documents",
        "GET /v1/documents/{document_id}",
        "GET /v1/documents/{document_id}/text",
        "GET /v1/search",
        "GET /v1/vendors",
        "POST /v1/ask",
    ]


def test_every_error_is_documented_as_a_problem(document: dict[str, Any]) -> None:
    reference = {"schema": {"$ref": "#/components/schemas/Problem"}}
    for name, operation in operations(document):
        failures = {s: r for s, r in operation["responses"].items() if s >= "400"}
        assert "500" in failures, name
        for response in failures.values():
            assert response["content"] == {"application/problem+json": reference}, name
            assert response["description"], name
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_ask_documents_every_status_it_can_have(document: dict[str, Any]) -> None:
    statuses = set(document["paths"]["/v1/ask"]["post"]["responses"])
    assert statuses == {"200", "400", "404", "413", "415", "422", "500", "503"}


def test_every_operation_has_a_title_and_a_description(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        assert operation["summary"], name
        assert operation["description"], name


def test_output_fields_are_all_required(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        if name != "AskRequest" and schema["type"] == "object":
            assert schema["required"] == list(schema["properties"]), name
