"""One sentence that concludes a comparison: who is shortest, or whether there is a difference.

It is said only where the quotes allow it. Every figure in it is printed in a quote, values are
ranked only where no calendar can turn the order, and where nothing can be concluded there is no
sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answer.contrasting import Contrast, Direction, read_contrast
from answer.duties import binds_controller
from answer.figures import QUANTITIES, Figures, read_figures
from answer.kinds import AnswerKind
from answer.measuring import (
    HOURS,
    WORKING_DAYS,
    Measure,
    are_comparable,
    are_equal,
    find_extreme,
    is_less,
)
from klausul.danish.quantities import numbers_in
from klausul.types import Verdict

MAX_GROUPS = 5
"""With more different values than this only the two ends are said."""

_WIDE = 1.2
"""No run of months is that much longer than another of as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What one party to the comparison says: a vendor or a document, and the words that answer."""

    name: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """The sentence, and ja or nej where the question asked whether there is a difference."""

    text: str
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """Those who say the same, each in its own words, and what it comes to."""

    words: tuple[tuple[str, str], ...]
    measure: Measure

    @property
    def names(self) -> tuple[str, ...]:
        """Who they are."""
        return tuple(name for name, _ in self.words)


@dataclass(frozen=True, slots=True)
class _Heard:
    """A voice with the figures of its quote."""

    name: str
    figures: Figures

    @property
    def vague(self) -> str | None:
        """The deadline without a time, where there is nothing firmer."""
        return self.figures.vague if self.figures.measure is None else None


def conclude(question: str, *, kind: AnswerKind, voices: Sequence[Voice]) -> Conclusion | None:
    """Return what a comparison comes to, or None where the quotes do not say.

    Args:
        question: The question as asked ("Hvem har den korteste frist for brud?").
        kind: The kind of answer that it asks for; a superlative in it goes first.
        voices: Who says what, each name once, in the order in which ties are to be named.

    Example:
        >>> voices = [Voice(name="Nord", quote="Det sker senest 24 timer efter."),
        ...           Voice(name="Syd", quote="Det sker inden 3 døgn.")]
        >>> conclude("Hvem er hurtigst?", kind=AnswerKind.DURATION, voices=voices).text
        'Hurtigst er Nord: senest 24 timer, mod inden 3 døgn hos Syd.'
    """
    contrast = read_contrast(question, kind=kind)
    if len(voices) < 2:
        return None
    if contrast.kind not in QUANTITIES:
        return _compare_words(contrast, voices)
    heard = [_hear(voice, question=question, kind=contrast.kind) for voice in voices]
    groups = _group(heard)
    if not groups:
        text, verdict = _say_vague(contrast, heard), None
    elif not are_comparable([group.measure for group in groups]):
        return None
    elif contrast.directions:
        text, verdict = _say_extreme(contrast, groups), None
    else:
        text, verdict = _say_difference(contrast, groups, heard)
    if not text:
        return None
    rest = _say_rest(contrast, heard) if groups else []
    sentence = f"{'; '.join((text, *rest))}."
    printed = frozenset[str]().union(*(numbers_in(f"{v.quote}\n{v.name}") for v in voices))
    return Conclusion(text=sentence, verdict=verdict) if numbers_in(sentence) <= printed else None


def _hear(voice: Voice, *, question: str, kind: AnswerKind) -> _Heard:
    """Return a voice's figures; a question about the controller's own deadline gets that."""
    figures = read_figures(voice.quote, question=question, kinds=QUANTITIES[kind])
    if figures.controllers is not None and binds_controller(question, in_question=True):
        figures = Figures(measure=figures.controllers)
    return _Heard(voice.name, figures)


def _group(heard: Iterable[_Heard]) -> list[_Group]:
    """Return those who say the same together, from the least to the most."""
    groups: list[_Group] = []
    for voice in heard:
        found = voice.figures.measure
        if found is None:
            continue
        same = next((g for g in groups if are_equal(g.measure, found)), None)
        words = (voice.name, found.text)
        if same is None:
            groups.append(_Group((words,), found))
        else:
            groups[groups.index(same)] = _Group((*same.words, words), same.measure)
    return sorted(groups, key=lambda group: _order(group.measure))


def _order(found: Measure) -> tuple[float, float]:
    hours = 24 if found.unit == WORKING_DAYS else 1
    return found.low * hours, found.high * hours


def _say_extreme(contrast: Contrast, groups: Sequence[_Group]) -> str:
    """Return who is at the end, or the ends, that the question asks for."""
    if len(groups) == 1:
        if len(groups[0].names) == 1:
            return f"Kun citatet fra {_say_winner(groups[0], verb=f' har {contrast.noun.one}')}"
        return f"{_join(groups[0].names)} er lige: {_say(groups[0])}"
    said: list[str] = []
    for direction in contrast.directions:
        best = find_extreme([g.measure for g in groups], lowest=direction.lowest)
        if not best:
            return _say_undecided(direction, groups)
        winner = groups[best[0]]
        said.append(f"{direction.words} {_say_winner(winner)}")
    if len(said) == 1:
        lowest = contrast.directions[0].lowest
        rest = [g for g in (groups if lowest else reversed(groups)) if g is not winner]
        if len(rest) >= MAX_GROUPS:
            said.append(f"{contrast.ends[1 if lowest else 0]} er {_say_winner(rest[-1])}")
        else:
            said[0] += f", mod {_join([_say(group) for group in rest])}"
    return _capitalise("; ".join(said))


def _say_difference(
    contrast: Contrast, groups: Sequence[_Group], heard: Sequence[_Heard]
) -> tuple[str, Verdict | None]:
    """Return whether all say the same, as ja or nej where the question asks that.

    One value and quotes without any settle nothing; one value and vague deadlines do.
    """
    is_mute = any(voice.figures.measure is None and voice.vague is None for voice in heard)
    is_same = len(groups) == 1 and not any(voice.vague for voice in heard)
    if len(groups) == 1 and is_mute:
        return "", None
    verdict: Verdict | None = None
    if contrast.asks_whether and (contrast.asks_same or contrast.asks_difference):
        verdict = Verdict.JA if contrast.asks_same is is_same else Verdict.NEJ
    opening = "" if verdict is None else f"{verdict.value}, "
    if is_same:
        return _capitalise(f"{opening}{contrast.noun.same}: {_say(groups[0])}"), verdict
    return _capitalise(f"{opening}der er forskel: {_say_all(groups)}"), verdict


def _say_rest(contrast: Contrast, heard: Sequence[_Heard]) -> list[str]:
    """Return what is to be said of those without a figure: of the quote, not of all they print."""
    said = [
        f"{_quotes_of(names)} har {contrast.noun.none} (»{words}«)"
        for words, names in _vague(heard).items()
    ]
    mute = [v.name for v in heard if v.figures.measure is None and v.vague is None]
    return said + ([f"{_quotes_of(mute)} nævner {contrast.noun.none}"] if mute else [])


def _say_vague(contrast: Contrast, heard: Sequence[_Heard]) -> str:
    """Return that nobody names a time, if that is what all of them print."""
    if any(voice.vague is None for voice in heard):
        return ""
    parts = [f"»{words}« hos {_join(names)}" for words, names in _vague(heard).items()]
    return f"Citaterne har {contrast.noun.none}: {_join(parts)}"


def _quotes_of(names: Sequence[str]) -> str:
    return f"{'citatet' if len(names) == 1 else 'citaterne'} fra {_join(names)}"


def _vague(heard: Iterable[_Heard]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for voice in heard:
        if voice.vague is not None:
            found.setdefault(voice.vague, []).append(voice.name)
    return found


def _compare_words(contrast: Contrast, voices: Sequence[Voice]) -> Conclusion | None:
    """Return that all print the very same words, if it was asked whether they say the same."""
    words = {" ".join(voice.quote.split()).casefold() for voice in voices}
    if len(words) > 1 or not (contrast.asks_same or contrast.asks_difference):
        return None
    verdict = Verdict.JA if contrast.asks_same else Verdict.NEJ
    opening = f"{verdict.value}, " if contrast.asks_whether else ""
    names = _join([voice.name for voice in voices])
    return Conclusion(
        text=_capitalise(f"{opening}ordlyden er den samme hos {names}."),
        verdict=verdict if contrast.asks_whether else None,
    )


def _say_undecided(direction: Direction, groups: Sequence[_Group]) -> str:
    """Return that the values that come in question do not rank, why, and what the others are."""
    near = [group for group in groups if not _is_beaten(group, groups, lowest=direction.lowest)]
    if len(near) < 2:
        return ""  # limits ("mindst", "højst") on both sides: nothing ranks, and nothing is alike
    measures = [group.measure for group in near]
    rest = [_say(group) for group in groups if group not in near]
    after = f"; derefter følger {_join(rest)}" if rest else ""
    if {found.unit for found in measures} == {HOURS, WORKING_DAYS}:
        why = "arbejdsdage er ikke kalenderdage"
    elif any(found.high > _WIDE * found.low for found in measures):
        why = "et af tallene er et spænd"
    else:
        return (
            f"Det er stort set det samme: {_say_all(near)}, for måneder er ikke lige lange{after}"
        )
    return f"Det kan ikke afgøres: {_say_all(near)}, for {why}{after}"


def _is_beaten(group: _Group, groups: Iterable[_Group], *, lowest: bool) -> bool:
    pairs = ((other.measure, group.measure) for other in groups if other is not group)
    return any(is_less(one, two) if lowest else is_less(two, one) for one, two in pairs)


def _say(group: _Group) -> str:
    """Return "24 timer hos A og B", or "2 døgn hos A og 48 timer hos B"."""
    by_words: dict[str, list[str]] = {}
    for name, words in group.words:
        by_words.setdefault(words, []).append(name)
    return _join([f"{words} hos {_join(names)}" for words, names in by_words.items()])


def _say_winner(group: _Group, *, verb: str = "") -> str:
    """Return "A og B: 24 timer", or "A (2 døgn) og B (48 timer)"."""
    if len({words for _, words in group.words}) == 1:
        return f"{_join(group.names)}{verb}: {group.words[0][1]}"
    return _join([f"{name} ({words})" for name, words in group.words])


def _say_all(groups: Sequence[_Group]) -> str:
    if len(groups) > MAX_GROUPS:
        return f"fra {_say(groups[0])} til {_say(groups[-1])}"
    last = " mod " if len(groups) == 2 else " og "
    return _join([_say(group) for group in groups], last=last)


def _join(parts: Sequence[str], *, last: str = " og ") -> str:
    """Return ``parts`` as Danish writes them: "a, b og c"."""
    return last.join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]
