from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.drafts import Lines
from ingest.stacked import find_stack

Read = Callable[[str], Lines]
HEAD = "NAVN\n\nCVR\n\nADRESSE\n\nBESKRIVELSE AF BEHANDLING\n\n"


def rows(lines: Lines) -> list[list[str]] | None:
    stack = find_stack(lines, 0)
    if stack is None:
        return None
    ends = [*stack.firsts[1:], stack.end]
    return [list(lines.texts[a:b]) for a, b in zip(stack.firsts, ends, strict=True)]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(
            "Nordlys ApS\n\n12345678\n\nVej 1\n\nDrift\n\nSky A/S\n\n87654321\n\nTorv 2\n\nSms",
            [
                ["Nordlys ApS", "12345678", "Vej 1", "Drift"],
                ["Sky A/S", "87654321", "Torv 2", "Sms"],
            ],
            id="full rows",
        ),
        pytest.param(
            "Nordlys ApS\n\n12345678\n\nVej 1\n\nDrift\n\nSky A/S\n\nTorv 2\n\nSms",
            [["Nordlys ApS", "12345678", "Vej 1", "Drift"], ["Sky A/S", "Torv 2", "Sms"]],
            id="an empty cell",
        ),
        pytest.param(
            "Nordlys ApS\n\n12345678\n\nVej 1\n\nDrift\n\nDen dataansvarlige har godkendt dem.",
            [["Nordlys ApS", "12345678", "Vej 1", "Drift"]],
            id="prose ends it",
        ),
        pytest.param("B.2. Varsel\n\n30 dage", None, id="no rows"),
    ],
)
def test_a_cell_a_line(read: Read, cells: str, expected: list[list[str]] | None) -> None:
    assert rows(read(HEAD + cells)) == expected


def test_two_names_are_no_head(read: Read) -> None:
    assert rows(read("Navn\n\nAdresse\n\nNordlys ApS\n\nVej 1")) is None
