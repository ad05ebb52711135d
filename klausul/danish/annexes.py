"""The words by which agreements call what is annexed to them."""

from __future__ import annotations

ANNEX_WORDS = (
    "bilag", "underbilag", "appendiks", "appendix", "annex", "tillæg", "schedule",
)  # fmt: skip
"""In lower case; the first is what people say of any of them."""


def annex_labels(number: str) -> list[str]:
    """Return how an annex, or a place in one, may be printed: "Bilag 2", "Appendiks 2" …."""
    return [f"{word.capitalize()} {number}" for word in ANNEX_WORDS]
