from __future__ import annotations

from pathlib import Path

import pytest

from evals.layouts.blocks import Entry
from evals.layouts.scoring import (
    Reading,
    add_scores,
    begins_alike,
    compare_entries,
    first_difference,
    read_entries,
)


def entry(label: str, text: str, *, level: int = 1, number: str = "") -> Entry:
    return Entry(label=label, level=level, text=text, number=number)


def reading(*labels: str) -> Reading:
    return Reading(name="x", format="txt", entries=tuple(entry(label, "") for label in labels))


@pytest.mark.parametrize(
    ("ours", "gold", "expected"),
    [
        pytest.param(
            "4.2 Brud meddeles straks.", entry("4.2", "4.2 Brud meddeles"), True, id="same"
        ),
        pytest.param("Brud meddeles", entry("4.2", "4.2 Brud", number="4.2"), True, id="no number"),
        pytest.param("4.2Brud med-\ndeles", entry("4.2", "4.2 Brud meddeles"), True, id="spaces"),
        pytest.param("¹ Ved brud", entry("Fodnote 1", "1 Ved brud"), True, id="raised"),
        pytest.param("pa\u030a sta\u030ar", entry("1", "På står"), True, id="decomposed"),
        pytest.param("Sletning", entry("4.2", "4.2 Brud meddeles"), False, id="other words"),
        pytest.param("4.2", entry("4.2", "4.2 Brud", number="4.2"), False, id="number alone"),
    ],
)
def test_when_words_begin_alike(ours: str, gold: Entry, expected: bool) -> None:
    assert begins_alike(entry("x", ours), gold) is expected


def test_an_entry_matches_once_and_by_its_words() -> None:
    gold = [entry("Bilag B", "Navn"), entry("Bilag B", "Kvist"), entry("1", "Formål")]
    ours = [entry("Bilag B", "Kvist ApS"), entry("Bilag B", "Kvist ApS"), entry("1", "Formål")]
    found = compare_entries(ours, gold)
    assert (found.score.matched, found.score.gold, found.score.ours) == (2, 3, 3)
    assert [miss.text for miss in found.missed] == ["Navn"]
    assert found.extra == (ours[1],)


def test_a_level_is_counted_apart() -> None:
    gold = [entry("1.a", "ord", level=2), entry("1.b", "ord", level=2)]
    found = compare_entries([entry("1.a", "ord"), entry("1.b", "ord", level=2)], gold)
    assert (found.score.matched, found.same_levels) == (2, 1)


def test_the_first_difference_is_told() -> None:
    found = first_difference(reading("1", "1.1", "3"), reading("1", "1.1", "2").sequence)
    assert found is not None
    assert (found.place, found.expected, found.found) == (3, "2", "3")


def test_an_entry_too_few_or_too_many_is_a_difference() -> None:
    for labels in (("1",), ("1", "2", "3")):
        found = first_difference(reading(*labels), reading("1", "2").sequence)
        assert found is not None
        assert "nothing" in (found.expected, found.found)
    assert first_difference(reading("1"), reading("1").sequence) is None


def test_a_file_that_cannot_be_read_has_no_entries(tmp_path: Path) -> None:
    (tmp_path / "tom.txt").write_text(" ", encoding="utf-8")
    found = read_entries(tmp_path / "tom.txt", name="tom", format="txt")
    assert found.entries == ()
    assert found.error
    assert first_difference(found, ()) is not None


def test_scores_add_up() -> None:
    one = compare_entries([entry("1", "a")], [entry("1", "a"), entry("2", "b")]).score
    both = add_scores([one, one])
    assert (both.matched, both.gold, both.ours) == (2, 4, 2)
