"""The shapes in which the service speaks of itself: whether it runs, and what went wrong."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True)


class Health(_Shape):
    """The process runs."""

    status: Literal["ok"]


class Readiness(_Shape):
    """The index is loaded."""

    status: Literal["ready"]
    index_version: str
    documents: int
    clauses: int


class Product(_Shape):
    """What answers here."""

    product: str
    version: str
    description: str
    openapi: str


class FieldError(_Shape):
    """What is wrong with one field."""

    field: str = Field(examples=["question"])
    message: str = Field(examples=["mangler"])


class Problem(_Shape):
    """An error (RFC 9457); `type` is stable, `detail` is Danish and says what to do."""

    type: str = Field(examples=["urn:klausul:fejl:ukendt-leverandoer"])
    title: str
    status: int
    detail: str
    instance: str | None = Field(description="Path of the request.")
    errors: list[FieldError] = Field(description="The fields that are wrong; else empty.")
