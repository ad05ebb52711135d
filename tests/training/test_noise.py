from __future__ import annotations

import random

from training.noise import misspell

QUESTION = "Hvor længe går der, før databehandleren sletter vores oplysninger på serveren?"


def _drawn(times: int = 200) -> list[str]:
    return [misspell(QUESTION, random.Random(seed)) for seed in range(times)]


def test_same_seed_gives_same_misspelling() -> None:
    assert misspell(QUESTION, random.Random(7)) == misspell(QUESTION, random.Random(7))


def test_danish_letters_are_transcribed_in_about_half() -> None:
    share = sum("laenge" in text for text in _drawn()) / 200
    assert 0.3 < share < 0.6


def test_words_stay_words() -> None:
    for text in _drawn():
        assert len(text.split()) == len(QUESTION.split())
        assert text == text.lower()


def test_most_letters_stay() -> None:
    from rapidfuzz import fuzz

    plain = QUESTION.lower()
    assert all(fuzz.ratio(text, plain) > 75 for text in _drawn())


def test_empty_and_short_texts() -> None:
    for text in ("", "?", "ja", "a b c"):
        assert isinstance(misspell(text, random.Random(1)), str)
