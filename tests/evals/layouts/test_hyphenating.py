from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evals.layouts.hyphenating import hyphenate


@given(st.text("abdeginorstæøåABÆ -,.", max_size=60))
def test_soft_hyphens_are_all_that_is_added(text: str) -> None:
    assert hyphenate(text).replace("\u00ad", "") == text


def test_long_words_may_break() -> None:
    assert hyphenate("en databehandler").count("\u00ad") > 0
    assert hyphenate("en bil") == "en bil"
