"""What a comparison question asks."""

from __future__ import annotations

import pytest

from answer.contrasting import read_contrast
from answer.kinds import AnswerKind


@pytest.mark.parametrize(
    ("question", "words", "lowest"),
    [
        ("Hvem har den korteste frist?", ["kortest er"], [True]),
        ("Hvem varsler længst i forvejen?", ["længst er"], [False]),
        ("Hvem er hurtigst, og hvem er langsomst?", ["hurtigst er", "langsomst er"], [True, False]),
        ("Hvem er dyrest?", ["dyrest er"], [False]),
        ("Hvem giver flest dages varsel?", ["flest har"], [False]),
        ("Who is fastest?", ["hurtigst er"], [True]),
        ("hvem gemmer laengst?", ["længst er"], [False]),
        ("Hvem giver mindst 60 dages varsel?", [], []),
        ("Hvem giver mindst to måneders varsel?", [], []),
        ("Hvem giver mindst varsel?", ["mindst har"], [True]),
        ("Hvad er fristen?", [], []),
    ],
)
def test_superlative_says_which_end(question: str, words: list[str], lowest: list[bool]) -> None:
    directions = read_contrast(question, kind=AnswerKind.DURATION).directions
    assert [d.words for d in directions] == words
    assert [d.lowest for d in directions] == lowest


@pytest.mark.parametrize(
    ("question", "kind", "expected"),
    [
        ("Hvem er billigst?", AnswerKind.WHO, AnswerKind.AMOUNT),
        ("Hvem er hurtigst?", AnswerKind.WHO, AnswerKind.DURATION),
        ("Hvilke af aftalerne har en fast frist?", AnswerKind.LIST, AnswerKind.DURATION),
        ("Er der forskel på prisen?", AnswerKind.OTHER, AnswerKind.AMOUNT),
        ("Er der forskel på, hvor data ligger?", AnswerKind.WHERE, AnswerKind.WHERE),
    ],
)
def test_kind_is_read_off_the_words_where_it_is_open(
    question: str, kind: AnswerKind, expected: AnswerKind
) -> None:
    assert read_contrast(question, kind=kind).kind is expected


@pytest.mark.parametrize(
    ("question", "whether", "same", "difference"),
    [
        ("Er der forskel på fristerne?", True, False, True),
        ("Har de den samme frist?", True, True, False),
        ("Hvori adskiller de sig?", False, False, True),
        ("Er der forskel, eller gælder det samme?", True, False, True),
    ],
)
def test_difference_and_sameness_are_told_apart(
    question: str, *, whether: bool, same: bool, difference: bool
) -> None:
    found = read_contrast(question, kind=AnswerKind.DURATION)
    assert (found.asks_whether, found.asks_same, found.asks_difference) == (
        whether,
        same,
        difference,
    )
