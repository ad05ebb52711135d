from __future__ import annotations

from collections.abc import Callable

from ingest.drafts import Lines
from ingest.landmarks import find_landmarks

Read = Callable[[str], Lines]


def test_the_contents_hold_no_chapters(read: Read) -> None:
    lines = read(
        "Indhold\nI. Formål .... 1\nII. Brud .... 2\n\nI. Formål\n\n1. Den gælder.\n\nII. Brud\n\n"
        "2. De meldes."
    )
    landmarks = find_landmarks(lines)
    assert landmarks.contents == {0, 1, 2}
    assert [i for i in range(len(lines)) if landmarks.opens_body(i)] == [3, 5]
