"""Makes every error that leaves the server a problem+json answer in Danish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import INTERNAL, INVALID_REQUEST, NO_BODY, kind_of, kind_of_status
from api.heading import HeadAsGet
from api.problems import MEDIA_TYPE, FieldProblem, ProblemKind, RefusalError, problem_body
from klausul.errors import KlausulError

MAX_BODY: Final = 64 * 1024

# What is wrong, by pydantic's type of error; {} are filled from the error's context.
_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "missing": "mangler",
        "extra_forbidden": "er et ukendt felt",
        "string_type": "skal være en tekst",
        "string_unicode": "indeholder tegn, der ikke er gyldig Unicode",
        "string_too_short": "må ikke være tom",
        "string_too_long": "må højst være på {max_length} tegn",
        "int_type": "skal være et helt tal",
        "int_parsing": "skal være et helt tal",
        "int_parsing_size": "skal være et mindre tal",
        "int_from_float": "skal være et helt tal",
        "greater_than_equal": "skal være mindst {ge}",
        "less_than_equal": "må højst være {le}",
        "list_type": "skal være en liste",
        "too_long": "må højst indeholde {max_length} spørgsmål",
        "model_attributes_type": "skal være et JSON-objekt",
        "model_type": "skal være et JSON-objekt",
        "value_error": "indeholder et tegn, der ikke kan bruges (NUL)",
    }
)


class BodyLimit:
    """ASGI middleware that refuses a request body above ``limit`` bytes with 413."""

    def __init__(self, app: ASGIApp, *, limit: int = MAX_BODY) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"")
        if declared.isdigit() and int(declared) > self._limit:
            await _reply(Request(scope), kind_of_status(413))(scope, receive, send)
            return
        seen = 0

        async def receive_within_limit() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._limit:
                raise HTTPException(413)
            return message

        await self._app(scope, receive_within_limit, send)


def install_handlers(app: FastAPI) -> None:
    """Give ``app`` a problem+json answer for every way to fail."""
    app.add_middleware(BodyLimit)
    app.add_middleware(HeadAsGet)
    app.add_exception_handler(KlausulError, _on_klausul_error)
    app.add_exception_handler(RefusalError, _on_refusal)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(Exception, _on_unexpected_error)


async def _on_klausul_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, KlausulError)
    return _reply(request, kind_of(error))


async def _on_refusal(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RefusalError)
    return _reply(request, error.kind)


async def _on_http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return _reply(request, kind_of_status(error.status_code), headers=error.headers)


async def _on_invalid_request(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return _reply(request, kind_of_status(400))
    if any(item["type"] == "missing" and tuple(item["loc"]) == ("body",) for item in found):
        return _reply(request, NO_BODY)
    body_is_whole = any(tuple(item["loc"]) == ("body",) for item in found)
    if body_is_whole and isinstance(error.body, bytes):
        # FastAPI hands on the raw bytes exactly when the content type is not JSON.
        return _reply(request, kind_of_status(415))
    return _reply(request, INVALID_REQUEST, fields=[_field_problem(item) for item in found])


async def _on_unexpected_error(request: Request, _error: Exception) -> JSONResponse:
    # Starlette raises the error again after this answer, so the server's log has it.
    return _reply(request, INTERNAL)


def _field_problem(item: Mapping[str, Any]) -> FieldProblem:
    words = _WORDS.get(item["type"], "er ikke gyldig")
    return FieldProblem(
        field=_field_name(item["loc"]), message=words.format_map(item.get("ctx", {}))
    )


def _field_name(location: tuple[str | int, ...]) -> str:
    """Return ``history[2]`` for ``("body", "history", 2)``."""
    name = ""
    for step in location[1:]:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    # A client may send any key, also one that cannot be written as UTF-8.
    return name.encode(errors="backslashreplace").decode() or str(location[0])


def _reply(
    request: Request,
    kind: ProblemKind,
    *,
    fields: list[FieldProblem] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    return JSONResponse(
        problem_body(kind, instance=quote(request.scope["path"]), fields=fields or ()),
        status_code=kind.status,
        headers=headers,
        media_type=MEDIA_TYPE,
    )
