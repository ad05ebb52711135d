"""Documents the problem+json answers in OpenAPI."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI

from api.errors import kind_of_status
from api.problems import MEDIA_TYPE
from api.service_schemas import Problem

_FRAMEWORK_SHAPES: Final = ("HTTPValidationError", "ValidationError")


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the ``responses`` of a route that may fail with ``statuses`` (and with 500)."""
    return {
        status: {
            "model": Problem,
            "description": "Indekset mangler eller er ved at blive bygget"
            if status == 503
            else kind_of_status(status).title,
        }
        for status in (*statuses, 500)
    }


def describe_problems(app: FastAPI) -> None:
    """Make ``app``'s OpenAPI tell the truth about its errors.

    FastAPI files a response's model under the route's own media type, ``application/json``, and
    adds a 422 of its own shape to every route with a parameter.
    """
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = generate()
            for operations in schema["paths"].values():
                for operation in operations.values():
                    operation["responses"] = _true_responses(operation["responses"])
            for name in _FRAMEWORK_SHAPES:
                schema["components"]["schemas"].pop(name, None)
        return generate()

    app.openapi = openapi  # type: ignore[method-assign]


def _true_responses(responses: dict[str, Any]) -> dict[str, Any]:
    return {
        status: _as_problem(response) if status >= "400" else response
        for status, response in responses.items()
        if _FRAMEWORK_SHAPES[0] not in str(response)
    }


def _as_problem(response: dict[str, Any]) -> dict[str, Any]:
    return {**response, "content": {MEDIA_TYPE: response["content"]["application/json"]}}
