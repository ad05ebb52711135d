"""Finding where quoted words stand in a document, whatever white space and hyphens do to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evals.matching import bare_text
from klausul.types import Span

_NUMBER_GOES_ON = re.compile(r"(?<=[.\w])\d")  # "bilag B." is not in "bilag B.1"
_REMARK = re.compile(r"\s*\([^()]*\)$")


def find_place(
    text: str,
    words: str,
    *,
    printed: str | None,
    inside: Sequence[Span],
    taken: Sequence[Span] = (),
) -> Span | None:
    """Return where ``words`` stand in ``text``, or the part of them that is meant.

    Args:
        text: The document's text.
        words: Verbatim but for white space and hyphens.
        printed: The part that is meant ("artikel 28, stk. 4" of "artikel 28, stk. 2, og stk. 4"),
            perhaps with a remark in brackets; as many of its last words as stand there count.
        inside: The clauses in which they may stand, the likeliest first; elsewhere only if in none.
        taken: Places that are spoken for.

    Returns:
        The place; ``None`` when the words do not stand in the text once more.
    """
    found = _occurrences(text, words)
    places = [_narrow(text, whole, printed) if printed else whole for whole in found]
    free = [place for place in places if place not in taken]
    held = (place for clause in inside for place in free if clause.contains(place))
    return next(held, next(iter(free), None))


def _occurrences(text: str, words: str) -> list[Span]:
    kept = [i for i, character in enumerate(text) if bare_text(character)]
    bare = "".join(text[i] for i in kept)
    wanted = bare_text(words)
    spans = (
        Span(kept[match.start()], kept[match.end() - 1] + 1)
        for match in re.finditer(re.escape(wanted), bare)
    )
    return [span for span in spans if not _NUMBER_GOES_ON.match(text, span.end)]


def _narrow(text: str, whole: Span, printed: str) -> Span:
    parts = _REMARK.sub("", printed).split()
    for first in range(len(parts)):
        wanted = r"\s+".join(re.escape(part) for part in parts[first:])
        bounded = rf"(?<!\w){wanted}(?!\w)"
        for pattern in (bounded, wanted) if first == len(parts) - 1 else (bounded,):
            match = re.search(pattern, whole.of(text))
            if match:
                return Span(whole.start + match.start(), whole.start + match.end())
    return whole
