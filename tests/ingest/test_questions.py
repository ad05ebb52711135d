from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.drafts import Lines
from ingest.questions import find_bare_questions

Read = Callable[[str], Lines]
PAIRS = (
    "Hvor står data?\n\nI Danmark og i Sverige.\n\n2. Hvem ser dem?\nKun kundens egne folk.\n\n"
    "Hvornår slettes de?\n\nEfter tolv måneder.\n"
)


def test_three_questions_make_a_faq(read: Read) -> None:
    lines = read(f"FAQ\n\n{PAIRS}")
    assert [lines[i] for i in sorted(find_bare_questions(lines, skip=()))] == [
        "Hvor står data?",
        "2. Hvem ser dem?",
        "Hvornår slettes de?",
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hvor står data?\n\nI Danmark.\n\nHvem ser dem?\n\nKunden.", id="two"),
        pytest.param("- hvor?\n\nDer.\n\n- hvem?\n\nHan.\n\n- hvad?\n\nDet.", id="items"),
        pytest.param("Hvor?\n\nHvem?\n\nHvornår?\n\nHvordan?", id="no answers"),
        pytest.param(
            "Data gemmes. Hvor? Hvem?\n\nDer.\n\nDe slettes. Hvornår?\n\nNu.\n\nAlt. Hvad?\n\nDet.",
            id="questions at the end of prose",
        ),
    ],
)
def test_what_is_no_faq(read: Read, text: str) -> None:
    assert not find_bare_questions(read(text), skip=())


def test_lines_of_the_contents_do_not_count(read: Read) -> None:
    assert not find_bare_questions(read(PAIRS), skip={0})
