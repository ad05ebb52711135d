from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.drafts import Lines
from ingest.numbered import NumberRules
from ingest.outline import Outline
from klausul.types import Clause, ClauseKind

Read = Callable[[str], Lines]
Cut = Callable[[str], tuple[Clause, ...]]


def test_a_line_without_a_number_opens_nothing(read: Read) -> None:
    outline = Outline(drafts=[])
    rules = NumberRules(read("Kunden betaler.\n\n• straks"), outline, {})
    assert rules.apply(0) is None
    assert rules.apply(1) is None
    assert outline.drafts == []


def test_a_heading_becomes_the_heading_of_its_clauses(cut: Cut) -> None:
    found = {c.label: c for c in cut("Aftale\n\n1. Formål:\n\n1.1 Den gælder.\n\n1.2 Den er evig.")}
    assert found["1"].kind is ClauseKind.HEADING
    assert {found[label].heading for label in ("1", "1.1", "1.2")} == {"Formål"}
    assert found["1.2"].number == "1.2"


def test_a_decimal_title_heads_the_words_below_it(cut: Cut) -> None:
    found = {
        c.label: c for c in cut("Aftale\n\n1. Krav\n\n1.1 Kopier\n\nDer tages kopier hver nat.")
    }
    assert found["1.1"].heading == "Kopier"
    assert found["1.1"].text.endswith("hver nat.")


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param(
            "1. Pligter\n\n1. Kunden skal:\n1. svare\n2. betale\n\n2. Leverandøren hjælper kunden.",
            ["1", "1.1", "1.2"],
            id="items in lower case, then the next clause",
        ),
        pytest.param(
            "1. Pligter\n\n1.1 Kunden betaler.\n\n1.2 Fristen udgør\n\n5. dag i måneden.",
            ["1", "1.1", "1.2"],
            id="a number that counts nothing",
        ),
        pytest.param(
            "1. Pligter\n\n1.1 Kunden betaler.\n\n2.1 Data slettes.",
            ["1", "1.1", "2.1"],
            id="a section without a heading",
        ),
        pytest.param(
            "1.0 Pligter\n\n1.1 Kunden betaler.", ["1.0", "1.1"], id="a section printed 1.0"
        ),
    ],
)
def test_clauses(cut: Cut, text: str, labels: list[str]) -> None:
    found = [clause.label for clause in cut(f"Aftale\n\n{text}") if clause.level == 1]
    assert found == ["Titel", *labels]


def test_a_clause_under_a_missing_heading_has_none(cut: Cut) -> None:
    text = "Aftale\n\n1. Pligter\n\n1.1 Kunden betaler.\n\n2.1 Data slettes."
    assert {c.label: c.heading for c in cut(text)}["2.1"] is None
