"""``docs/api.md`` names every problem that the server may send, and every address."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from answer.topics import TOPICS
from api.comparing import ComparisonReply, ComparisonRow, TopicShape
from api.errors import INTERNAL, INVALID_REQUEST, PROBLEMS, UNKNOWN_TOPIC, kind_of_status
from api.problems import ProblemKind
from api.reference import REFERENCE_PATH
from klausul.errors import EvaluationFileError, IngestError

_PAGE = REFERENCE_PATH.with_name("api.md").read_text(encoding="utf-8")
_ROWS = {
    slug: int(status)
    for slugs, status in re.findall(r"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| (\d{3}) \|", _PAGE, re.M)
    for slug in re.findall(r"[a-z-]+", slugs)
}


def _sent() -> list[ProblemKind]:
    """Return what the server may send: files are the command line's business so far."""
    ours = [
        kind
        for error, kind in PROBLEMS.items()
        if not issubclass(error, IngestError | EvaluationFileError)
    ]
    framework = map(kind_of_status, (400, 404, 405, 413, 415))
    return [*ours, *framework, INVALID_REQUEST, UNKNOWN_TOPIC, INTERNAL]


def test_table_has_every_problem_with_its_status() -> None:
    assert {kind.slug: kind.status for kind in _sent()} == _ROWS


def test_every_address_is_described(client: TestClient) -> None:
    paths = [path for path in client.get("/openapi.json").json()["paths"] if path != "/"]
    assert [path for path in paths if path not in _PAGE] == []


def test_every_field_of_a_comparison_is_described() -> None:
    for shape in (TopicShape, ComparisonRow, ComparisonReply):
        for field in shape.model_fields:
            assert f"`{field}`" in _PAGE, field


@pytest.mark.parametrize("topic", [topic.key for topic in TOPICS])
def test_every_topic_is_named(topic: str) -> None:
    assert f"`{topic}`" in _PAGE


@pytest.mark.parametrize("example", re.findall(r'"urn:klausul:fejl:([a-z-]+)"', _PAGE))
def test_example_is_of_a_known_type(example: str) -> None:
    assert example in _ROWS
