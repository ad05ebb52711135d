from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evals.layouts.blocks import Kind, Layout, Paragraph, Word
from evals.layouts.converting import convert, find_soffice
from evals.layouts.lists import Counting, find_counters, print_counter
from evals.layouts.numbering import Plan, plan_numbering
from evals.layouts.rendering_docx import render_docx

# "depth number" of each paragraph
COUNTED = {
    "decimal": ["1 1.", "2 1.1", "2 1.2", "1 2.", "2 2.1"],
    "nought behind the number": ["1 1.0", "2 1.1", "1 2.0", "2 2.1"],
    "paragraphs": ["1 § 1", "2 Stk. 1.", "2 Stk. 2.", "1 § 2", "2 Stk. 1."],
    "counting on across parts": ["1 A.", "2 1.", "3 1.1", "1 B.", "2 2.", "3 2.1", "1 C.", "2 3."],
    "counting on, then anew": ["1 A.", "2 1.", "1 B.", "2 2.", "1 C.", "2 1.", "1 D.", "2 2."],
    "letters, then Roman": ["1 1.", "2 a)", "2 b)", "1 2.", "2 i)", "2 ii)", "1 3.", "2 a)"],
    "two ways at a depth": ["1 1.", "2 1.1", "3 a)", "2 1.2", "3 1)", "3 2)", "2 1.3", "3 a)"],
    "begun anew": ["1 a)", "1 b)", "1 a)", "1 b)", "1 a)"],
    "begun anew inside": ["1 1.", "2 a)", "2 b)", "2 a)", "1 2.", "2 a)", "1 1.", "2 a)"],
    "annexes": ["1 1.", "1 Bilag A", "2 A.1", "1 Bilag B", "2 B.1"],
    "anew in annexes": ["1 Bilag 1", "1 1.", "2 1.1", "1 2.", "2 2.1", "1 Bilag 2", "1 1."],
    "deep": ["1 1", "2 1.1", "3 1.1.1", "3 1.1.2", "4 (a)", "4 (b)", "5 (i)", "2 1.2", "3 1.2.1"],
    "nothing above": ["2 1.", "2 2.", "2 3."],
}


def layout_of(*lines: str) -> Layout:
    """Return a layout of "depth number" lines; a number that begins with Bilag is an annex."""
    blocks = []
    for line in lines:
        depth, number = line.split(" ", 1)
        kind = Kind.ANNEX if number.startswith("Bilag") else Kind.CLAUSE
        blocks.append(Paragraph(kind=kind, number=number, text="Ord", label="x", depth=int(depth)))
    return Layout(name="x", about="", word=Word.AUTOMATIC, blocks=tuple(blocks))


def plan(*lines: str) -> Plan:
    return plan_numbering(layout_of(*lines))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param("4.2.a)", [(4,), (2,), (1,)], id="digits and a letter"),
        pytest.param("IV.", [(4,)], id="Roman"),
        pytest.param("i)", [(9, 1)], id="letter or Roman"),
        pytest.param("Bilag B", [(2,)], id="annex"),
        pytest.param("Underbilag 2a", [(2,), (1,)], id="letter behind a digit"),
        pytest.param("Stk. 2.", [(2,)], id="word with a stop"),
        pytest.param("Bilag", [], id="word alone"),
    ],
)
def test_counters_of_a_number(number: str, expected: list[tuple[int, ...]]) -> None:
    assert [tuple(way.value for way in ways) for ways in find_counters(number)] == expected


@pytest.mark.parametrize("counting", list(Counting))
@pytest.mark.parametrize("value", [1, 4, 9, 14, 26])
def test_a_printed_counter_is_read_back(counting: Counting, value: int) -> None:
    (ways,) = find_counters(print_counter(value, counting))
    assert (counting, value) in [(way.counting, way.value) for way in ways]


@pytest.mark.parametrize("numbers", COUNTED.values(), ids=COUNTED)
def test_numbers_that_word_counts(numbers: list[str]) -> None:
    assert plan(*numbers).faults == ()


@pytest.mark.slow
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice (soffice) is not installed")
def test_another_program_counts_as_the_plan(tmp_path: Path) -> None:
    soffice = find_soffice()
    assert soffice is not None
    layouts = [
        replace(layout_of(*numbers), name=f"{place}-{word}", word=word)
        for place, numbers in enumerate(COUNTED.values())
        for word in (Word.AUTOMATIC, Word.STYLED)
    ]
    paths = [tmp_path / f"{layout.name}.docx" for layout in layouts]
    for layout, path in zip(layouts, paths, strict=True):
        path.write_bytes(render_docx(layout))
    made = convert(paths, to="txt:Text", folder=tmp_path, soffice=soffice)
    for layout, path in zip(layouts, made, strict=True):
        printed = [" ".join(line.split()) for line in path.read_text("utf-8-sig").splitlines()]
        expected = [block.printed for block in layout.blocks if isinstance(block, Paragraph)]
        assert printed == expected


@pytest.mark.parametrize(
    ("numbers", "fault"),
    [
        pytest.param(["1 1.", "1 3."], "'2'", id="skipped"),
        pytest.param(["1 1.", "2 1.1", "2 1.1"], "'2'", id="twice"),
        pytest.param(["1 1.", "2 2.1"], "no number", id="another section's"),
        pytest.param(["1 1.", "2 1.", "1 2.", "2 1.", "1 3.", "2 2."], "'1'", id="not anew"),
        pytest.param(["1 b)"], "no number", id="begins with the second"),
    ],
)
def test_numbers_that_word_does_not_count(numbers: list[str], fault: str) -> None:
    (told,) = plan(*numbers).faults
    assert told[0] == len(numbers)
    assert fault in told[1]


def test_a_level_that_counts_on_has_a_list_of_its_own() -> None:
    found = plan("1 A.", "2 1.", "3 1.1", "1 B.", "2 2.")
    chapters, _, clauses = found.numberings
    assert [level.pattern for level in chapters.values()] == ["%1."]
    assert [level.pattern for level in clauses.values()] == ["%2.", "%2.%3"]
    assert [place.numbering for place in found.places if place] == [0, 2, 2, 0, 2]
    assert not found.is_words_own


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(["1 A.", "2 A.1", "1 B.", "2 B.2"], id="counts on, and prints what is above"),
        pytest.param(["1 I.", "2 1.1", "1 II.", "2 2.1"], id="digits below Roman"),
    ],
)
def test_what_only_word_counts_is_told(numbers: list[str]) -> None:
    found = plan(*numbers)
    assert found.faults == ()
    assert found.is_words_own


def test_only_a_list_begun_anew_by_hand_has_an_override() -> None:
    places = plan("1 1.", "2 a)", "1 2.", "2 a)", "2 a)").places
    assert [place.override for place in places if place] == [0, 0, 0, 0, 1]
