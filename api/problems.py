"""Problem details (RFC 9457): what a kind of problem says, and the object that is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

MEDIA_TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemKind:
    """A kind of problem, as it is shown over HTTP and on a terminal.

    ``slug`` never changes once published. ``detail`` tells an HTTP client what to do, ``advice``
    (default: the same) tells somebody at a terminal.
    """

    slug: str
    status: int
    title: str
    detail: str
    exit_code: int
    advice: str = ""

    @property
    def urn(self) -> str:
        """The stable ``type`` of the problem."""
        return f"urn:klausul:fejl:{self.slug}"

    @property
    def sentence(self) -> str:
        """What went wrong and what to do, for a terminal."""
        return f"{self.title}. {self.advice or self.detail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProblem:
    """What is wrong with one field of a request, in Danish."""

    field: str
    message: str


class RefusalError(Exception):
    """Refuses a request with a problem of its own kind, which no error of ``klausul`` is."""

    def __init__(self, kind: ProblemKind) -> None:
        super().__init__(kind.title)
        self.kind = kind


def problem_body(
    kind: ProblemKind, *, instance: str | None = None, fields: Sequence[FieldProblem] = ()
) -> dict[str, Any]:
    """Return the problem details object (RFC 9457) for ``kind``.

    Args:
        kind: What went wrong.
        instance: Path of the request, percent-encoded.
        fields: The fields that are wrong; their messages replace the general detail.
    """
    detail = " ".join(f"»{field.field}« {field.message}." for field in fields) or kind.detail
    return {
        "type": kind.urn,
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": instance,
        "errors": [{"field": field.field, "message": field.message} for field in fields],
    }
