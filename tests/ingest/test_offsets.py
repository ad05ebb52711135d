from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cleaning import clean_text
from ingest.offsets import OffsetMap, Run
from ingest.readers.source import SourceText
from klausul.types import Span

TEXTS = st.text(
    alphabet="abæåøÅ o\u030a\u0301e\u00ad\u2011\ufeff-—\t \n\r\f\u2028.,:1234¹§•", max_size=200
)


def is_copy(char: str, source: str, offset: int) -> bool:
    """Tell whether ``char`` is what NFC makes of the source there, or a blank for a blank."""
    cluster = source[offset]
    while offset + len(cluster) < len(source) and unicodedata.combining(
        source[offset + len(cluster)]
    ):
        cluster += source[offset + len(cluster)]
    if char.isspace():
        return cluster[0].isspace()
    return char in unicodedata.normalize("NFC", cluster) or (
        char == "-" and cluster in "\u2010\u2011"
    )


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_every_copied_character_maps_to_an_equal_one(text: str) -> None:
    clean = clean_text(SourceText(text=text))
    for run in clean.offsets.runs:
        for i in range(run.length):
            assert is_copy(clean.text[run.clean_start + i], text, run.source_start + i)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_what_is_inserted_is_blank(text: str) -> None:
    clean = clean_text(SourceText(text=text))
    copied = {run.clean_start + i for run in clean.offsets.runs for i in range(run.length)}
    assert all(char.isspace() for i, char in enumerate(clean.text) if i not in copied)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.data())
def test_a_span_leads_back_to_its_words(text: str, data: st.DataObject) -> None:
    clean = clean_text(SourceText(text=text))
    if not clean.text.strip():
        return
    start = data.draw(st.integers(0, len(clean.text) - 1))
    end = data.draw(st.integers(start + 1, len(clean.text)))
    back = clean.offsets.to_source(Span(start, end))
    if back is None:
        assert not clean.text[start:end].strip()
        return
    words = unicodedata.normalize("NFC", text[back.start : back.end + 4]).replace("\u2011", "-")
    assert all(char in words for char in clean.text[start:end] if char.isalnum())


@pytest.mark.parametrize(
    ("origins", "runs"),
    [
        pytest.param([], (), id="empty"),
        pytest.param([3, 4, 5], (Run(clean_start=0, source_start=3, length=3),), id="one run"),
        pytest.param(
            [3, None, None, 9, 10],
            (
                Run(clean_start=0, source_start=3, length=1),
                Run(clean_start=3, source_start=9, length=2),
            ),
            id="inserted characters part two runs",
        ),
        pytest.param(
            [7, 7],
            (
                Run(clean_start=0, source_start=7, length=1),
                Run(clean_start=1, source_start=7, length=1),
            ),
            id="two characters from one",
        ),
    ],
)
def test_from_origins(origins: Sequence[int | None], runs: tuple[Run, ...]) -> None:
    assert OffsetMap.from_origins(origins).runs == runs


def test_to_source_bridges_what_was_inserted_or_left_out() -> None:
    offsets = OffsetMap.from_origins([3, 4, None, 9, 10])
    assert offsets.to_source(Span(0, 2)) == Span(3, 5)
    assert offsets.to_source(Span(1, 4)) == Span(4, 10)
    assert offsets.to_source(Span(2, 3)) is None
    assert offsets.to_source(Span(4, 5)) == Span(10, 11)
