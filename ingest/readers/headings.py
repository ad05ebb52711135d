"""Lines that are headings by nothing but their weight."""

from __future__ import annotations

from typing import Final

from ingest.markers import find_marker
from ingest.shapes import company_prefix, ends_sentence, starts_lower

_LONGEST: Final = 120  # characters


def is_bold_heading(text: str) -> bool:
    """Tell whether a line that is all bold reads as a heading, not as a sentence or a party."""
    marker = find_marker(text)
    words = text[marker.length :] if marker else text
    if len(text) > _LONGEST or not any(char.isalpha() for char in text) or starts_lower(words):
        return False
    unfinished = not ends_sentence(words.removesuffix(":")) or words.endswith("?")
    return unfinished and company_prefix(words) is None
