"""Who acts in a sentence: the processor or the controller."""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """A party to an agreement."""

    PROCESSOR = "processor"
    CONTROLLER = "controller"


_CONDITION = re.compile(r"^\W*(?:hvis|såfremt|når|i tilfælde af)\b[^,]*,", re.IGNORECASE)
_ROLES = (
    (
        Role.PROCESSOR,
        re.compile(r"\b(?:I|jer|jeres|leverandør\w*|[Dd]atabehandler(?:en|s|ens)?|processor)\b"),
    ),
    (
        Role.CONTROLLER,
        re.compile(
            r"\b(?:[Vv]i|[Vv]ores|os|[Jj]eg|man|[Kk]unde[nr]?s?|[Dd]en [Dd]ataansvarliges?"
            r"|[Dd]ataansvarlige|we|our)\b"
        ),
    ),
)


def role_of(text: str) -> Role | None:
    """Return the party that ``text`` names first, None when it names neither."""
    found = [(m.start(), role) for role, p in _ROLES if (m := p.search(text)) is not None]
    return min(found)[1] if found else None


def without_condition(sentence: str) -> str:
    """Return ``sentence`` without the condition that it may begin with, up to its comma."""
    return _CONDITION.sub("", sentence)
