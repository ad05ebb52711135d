"""What a comparison question asks: which end of a scale, or whether there is a difference.

The patterns are closed-class words of Danish (and the English ones that callers mix in).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from answer.kinds import AnswerKind

_TIME, _RATE, _MONEY = AnswerKind.DURATION, AnswerKind.FREQUENCY, AnswerKind.AMOUNT


class Direction(NamedTuple):
    """A superlative: how it is said, which end it means, and of what kind it must be."""

    words: str
    lowest: bool
    kind: AnswerKind | None


class Noun(NamedTuple):
    """How a value is spoken of."""

    same: str
    none: str
    one: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """What a comparison question asks.

    ``kind`` is the kind of value that is compared. ``asks_whether`` tells that ja or nej answers
    it, ``asks_same`` that ja means "the same" and not "different".
    """

    kind: AnswerKind
    directions: tuple[Direction, ...]
    asks_whether: bool
    asks_same: bool
    asks_difference: bool
    noun: Noun

    @property
    def ends(self) -> tuple[str, str]:
        """The words for the least and the most."""
        return _ENDS.get(self.kind, ("kortest", "længst"))


_DIRECTIONS: Mapping[str, Direction] = MappingProxyType(
    {
        r"kortest|kortere|shortest|shorter": Direction("kortest er", True, _TIME),
        r"hurtigst|hurtigere|fastest|faster|quickest|quicker": Direction(
            "hurtigst er", True, _TIME
        ),
        r"længst|længere|laengst|longest|longer": Direction("længst er", False, _TIME),
        r"langsomst|langsommere|slowest|slower": Direction("langsomst er", False, _TIME),
        r"oftest|oftere|hyppigst|hyppigere|most often": Direction("oftest er", False, _RATE),
        r"sjældnest|sjaeldnest|least often": Direction("sjældnest er", True, _RATE),
        r"billigst|billigere|cheapest|cheaper": Direction("billigst er", True, _MONEY),
        r"dyrest|dyrere": Direction("dyrest er", False, _MONEY),
        r"lavest|lowest": Direction("lavest er", True, None),
        r"højest|hoejest|highest": Direction("højest er", False, None),
        r"færrest|faerrest|fewest": Direction("færrest har", True, None),
        r"flest": Direction("flest har", False, None),
        r"mindst": Direction("mindst har", True, None),
        r"mest|størst|stoerst": Direction("mest har", False, None),
    }
)
# "mindst 60 dage" limits a number and names no end.
_LIMITS = r"(?!\s+(?:\d|\w+\s+(?:dag|døgn|uge|måned|time|år|kr)))"
_SAME = re.compile(r"\b(?:samme|same|lige (?:lang|mange|hurtig|stor|dyr|meget|tit)\w*|ens|enige)\b")
_DIFFERS = re.compile(r"\b(?:forskel\w*|adskiller|uoverensstemmelse\w*|differen\w+)\b")
_WHETHER = re.compile(
    r"^\W*(?:og |men )?(?:er|har|siger|gælder|gaelder|adskiller|findes|får|skal|do|does|is|are)\b"
)
_NOUNS = (
    (re.compile(r"vars[le]"), Noun("varslet er det samme", "intet fast varsel", "et fast varsel")),
    (
        re.compile(r"hvor længe|periode|opbevar|gem(?:me|t)"),
        Noun("perioden er den samme", "ingen fast periode", "en fast periode"),
    ),
    (re.compile(""), Noun("fristen er den samme", "ingen fast frist", "en fast frist")),
)
_KIND_OF = (
    (re.compile(r"\w*frist(?:en|er)?\b|\bvars[le]\w*|periode\w*|hvor (?:længe|hurtigt)"), _TIME),
    (re.compile(r"\w*pris\w*|\w*takst\w*|beløb\w*|hvad koster"), _MONEY),
    (re.compile(r"hvor (?:tit|ofte)"), _RATE),
)
_NOUN_OF: Mapping[AnswerKind, Noun] = MappingProxyType(
    {
        _MONEY: Noun("beløbet er det samme", "intet beløb", "et beløb"),
        _RATE: Noun("hyppigheden er den samme", "ingen fast hyppighed", "en fast hyppighed"),
    }
)
_ENDS: Mapping[AnswerKind, tuple[str, str]] = MappingProxyType(
    {_MONEY: ("lavest", "højest"), _RATE: ("sjældnest", "oftest")}
)


def read_contrast(question: str, *, kind: AnswerKind) -> Contrast:
    """Return what the comparison ``question`` of ``kind`` asks; a superlative decides the kind."""
    asked = question.lower()
    found = {
        match.start(): direction
        for pattern, direction in _DIRECTIONS.items()
        for match in re.finditer(rf"\b(?:{pattern})e?\b{_LIMITS}", asked)
    }
    directions = tuple(dict.fromkeys(found[place] for place in sorted(found)))
    by_words = next((k for pattern, k in _KIND_OF if pattern.search(asked)), kind)
    kind = kind if kind in (_TIME, _RATE, _MONEY, AnswerKind.WHEN) else by_words
    kind = next((d.kind for d in directions if d.kind is not None), kind)
    noun = next(noun for pattern, noun in _NOUNS if pattern.search(asked))
    asks_difference = _DIFFERS.search(asked) is not None
    return Contrast(
        kind=kind,
        directions=directions,
        asks_whether=_WHETHER.search(asked) is not None,
        asks_same=_SAME.search(asked) is not None and not asks_difference,
        asks_difference=asks_difference,
        noun=_NOUN_OF.get(kind, noun),
    )
