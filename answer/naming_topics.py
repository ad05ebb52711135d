"""From what a person calls a matter to the topic that it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from answer.topics import TOPICS, Topic
from klausul.danish.tokens import terms


def find_topic(name: str) -> Topic | None:
    """Return the topic that ``name`` is the key, the title or an alias of, in any form; else None.

    "Slettefristen", "SLETNING" and "underdatabehandler-varsel" are found as well.
    """
    plain = _plain(name)
    return _by_name().get(plain) or _by_stems().get(_stems(name)) if plain else None


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, Topic]:
    return {_plain(name): topic for topic in reversed(TOPICS) for name in _names(topic)}


@lru_cache(maxsize=1)
def _by_stems() -> Mapping[frozenset[str], Topic]:
    found = {_stems(name): topic for topic in reversed(TOPICS) for name in _names(topic)}
    return {stems: topic for stems, topic in found.items() if stems}


def _names(topic: Topic) -> tuple[str, ...]:
    return (topic.key, topic.title, *topic.aliases)


def _plain(name: str) -> str:
    """Return ``name`` without case, spaces, signs and Danish letters."""
    plain = name.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return re.sub(r"[\W_]", "", plain)


def _stems(name: str) -> frozenset[str]:
    """Return the first stem of each word of ``name``, which is its own and not of a part."""
    words = re.findall(r"[^\W_]+", name)
    return frozenset(found[0] for word in words if (found := terms(word)))
