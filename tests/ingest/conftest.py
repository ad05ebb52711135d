"""From a text straight to its lines, clauses or labels."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.clauses import make_clauses
from ingest.cleaning import clean_text
from ingest.drafts import Lines
from ingest.readers.source import SourceText
from klausul.types import Clause

Read = Callable[[str], Lines]
Cut = Callable[[str], tuple[Clause, ...]]
Outline = Callable[[str], list[str]]


@pytest.fixture
def read() -> Read:
    return lambda text: Lines(clean_text(SourceText(text=text)))


@pytest.fixture
def cut() -> Cut:
    return lambda text: make_clauses(clean_text(SourceText(text=text)), document_id="prøve")


@pytest.fixture
def outline(cut: Cut) -> Outline:
    """Return the labels in order, two blanks of margin for each level below the first."""
    return lambda text: ["  " * (clause.level - 1) + clause.label for clause in cut(text)]
