"""Every error has a status and Danish words, and no answer of the server is without them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.errors import PROBLEMS, kind_of, kind_of_status
from api.problems import problem_body
from api.service_schemas import Problem
from api.unavailable import Unavailable
from klausul import errors
from klausul.types import Answer, Question


def _tree(cls: type[errors.KlausulError]) -> Iterator[type[errors.KlausulError]]:
    yield cls
    for subclass in cls.__subclasses__():
        yield from _tree(subclass)


ALL = list(_tree(errors.KlausulError))


class Failing(Unavailable):
    """Fails with any error, also an unexpected one."""

    def __init__(self, error: Exception) -> None:
        self._raised = error

    def ask(self, question: Question) -> Answer:
        raise self._raised


def failing_client(error: Exception) -> TestClient:
    part = Failing(error)
    app = create_app(library=part, searcher=part, answerer=part)
    return TestClient(app, raise_server_exceptions=False)


def test_table_has_every_error_and_no_other() -> None:
    assert set(PROBLEMS) == set(ALL)


@pytest.mark.parametrize("error", ALL, ids=lambda cls: cls.__name__)
def test_error_has_status_exit_code_and_danish_words(error: type[errors.KlausulError]) -> None:
    kind = kind_of(error("found x, expected y"))
    assert kind is PROBLEMS[error]
    assert 400 <= kind.status <= 599
    assert 1 <= kind.exit_code <= 4
    assert re.fullmatch(r"[a-z-]+", kind.slug)
    assert kind.title
    assert not kind.title.endswith(".")
    assert kind.sentence.count(".") >= 1


def test_slugs_are_unique() -> None:
    slugs = [kind.slug for kind in PROBLEMS.values()]
    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize("error", ALL, ids=lambda cls: cls.__name__)
def test_error_becomes_its_problem_over_http(error: type[errors.KlausulError]) -> None:
    kind = PROBLEMS[error]
    reply = failing_client(error("secret path /srv")).post("/v1/ask", json={"question": "hvad"})
    assert reply.status_code == kind.status
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json() == problem_body(kind, instance="/v1/ask")
    assert "secret" not in reply.text


@pytest.mark.parametrize(
    ("base", "exit_code"),
    [(errors.InputError, 2), (errors.IngestError, 3), (errors.IndexFolderError, 4)],
)
def test_family_shares_its_exit_code(base: type[errors.KlausulError], exit_code: int) -> None:
    assert {PROBLEMS[error].exit_code for error in _tree(base)} == {exit_code}


def test_unexpected_error_tells_nothing_of_the_inside() -> None:
    client = failing_client(RuntimeError("secret"))
    reply = client.post("/v1/ask", json={"question": "hvad"})
    assert reply.status_code == 500
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["type"] == "urn:klausul:fejl:intern-fejl"
    assert "secret" not in reply.text


@pytest.mark.parametrize(
    ("method", "path", "status", "slug"),
    [
        pytest.param("GET", "/nowhere", 404, "ukendt-adresse", id="unknown route"),
        pytest.param("GET", "/v1/documents/", 404, "ukendt-adresse", id="trailing slash"),
        pytest.param("GET", "/v1/ask", 405, "forkert-metode", id="method"),
        pytest.param("DELETE", "/v1/documents", 405, "forkert-metode", id="method of a list"),
        pytest.param("GET", "/%F0%9D%94%98/%ff", 404, "ukendt-adresse", id="odd path"),
    ],
)
def test_framework_errors_are_problems(
    client: TestClient, method: str, path: str, status: int, slug: str
) -> None:
    reply = client.request(method, path)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["type"] == f"urn:klausul:fejl:{slug}"
    Problem.model_validate(reply.json())


def test_refused_method_names_the_allowed_one(client: TestClient) -> None:
    assert client.get("/v1/ask").headers["allow"] == "POST"


@pytest.mark.parametrize("host", ["[", "a b", ""])
def test_broken_host_header_does_no_harm(client: TestClient, host: str) -> None:
    assert client.get("/nowhere", headers={"host": host}).status_code == 404


@pytest.mark.parametrize(("status", "slug"), [(418, "http-418"), (502, "http-502")])
def test_other_statuses_have_words_too(status: int, slug: str) -> None:
    kind = kind_of_status(status)
    assert (kind.status, kind.slug) == (status, slug)
    assert kind.detail
