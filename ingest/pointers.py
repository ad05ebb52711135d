"""What a search for references yields: where one stands, and what it was found to mean."""

from __future__ import annotations

from dataclasses import dataclass

from klausul.types import Clause, ReferenceKind, ReferenceStatus, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a reference means: a clause here, or what ``name`` says where it is none."""

    status: ReferenceStatus
    clause: Clause | None = None
    name: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A reference in a clause; ``span`` is in the clause's text."""

    span: Span
    kind: ReferenceKind
    resolution: Resolution


def found(clause: Clause, *, why: str | None = None) -> Resolution:
    """Return that the place named is there."""
    return Resolution(status=ReferenceStatus.OK, clause=clause, why=why)


def shifted(clause: Clause, *, why: str) -> Resolution:
    """Return that another place is meant than the one printed."""
    return Resolution(status=ReferenceStatus.SHIFTED, clause=clause, why=why)


def dangling(name: str, *, why: str) -> Resolution:
    """Return that the place named is not there, nor one that could be meant."""
    return Resolution(status=ReferenceStatus.DANGLING, name=name, why=why)


def external(name: str, *, why: str | None = None) -> Resolution:
    """Return that the place named lies outside the document."""
    return Resolution(status=ReferenceStatus.EXTERNAL, name=name, why=why)
