"""The concluding sentence of a comparison: right, Danish, and never a figure of its own."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer import concluding
from answer.concluding import Voice, conclude
from answer.kinds import AnswerKind
from klausul.danish.quantities import numbers_in
from klausul.types import Verdict

NORD = Voice(name="Nord", quote="Kunden underrettes om brud senest 24 timer efter opdagelsen.")
SYD = Voice(name="Syd", quote="Ved sikkerhedsbrud gives besked straks og senest 6 timer efter.")
VEST = Voice(name="Vest", quote="Databehandleren underretter inden et døgn.")
OST = Voice(name="Øst", quote="Databehandleren underretter uden unødig forsinkelse kunden.")
TAVS = Voice(name="Tavs", quote="Databehandleren underretter kunden om brud.")
FRIST = "Hvem har den korteste frist for brud?"


def say(
    question: str, *voices: Voice, kind: AnswerKind = AnswerKind.DURATION
) -> tuple[str | None, Verdict | None]:
    found = conclude(question, kind=kind, voices=voices)
    return (found.text, found.verdict) if found is not None else (None, None)


def voices(*quotes: str) -> list[Voice]:
    return [Voice(name=chr(ord("A") + n), quote=quote) for n, quote in enumerate(quotes)]


@pytest.mark.parametrize(
    ("question", "heard", "text"),
    [
        pytest.param(
            FRIST,
            [NORD, SYD, OST],
            "Kortest er Syd: senest 6 timer, mod senest 24 timer hos Nord;"
            " citatet fra Øst har ingen fast frist (»uden unødig forsinkelse«).",
            id="shortest",
        ),
        pytest.param(
            "Hvem har den længste frist?",
            [NORD, SYD, VEST],
            "Længst er Nord (senest 24 timer) og Vest (inden et døgn), mod senest 6 timer hos Syd.",
            id="longest, tied in other words",
        ),
        pytest.param(
            "Hvem har kortest, og hvem har længst frist?",
            [NORD, SYD],
            "Kortest er Syd: senest 6 timer; længst er Nord: senest 24 timer.",
            id="both ends",
        ),
        pytest.param(
            FRIST,
            [NORD, OST],
            "Kun citatet fra Nord har en fast frist: senest 24 timer;"
            " citatet fra Øst har ingen fast frist (»uden unødig forsinkelse«).",
            id="only one figure",
        ),
        pytest.param(
            FRIST,
            [NORD, SYD, TAVS],
            "Kortest er Syd: senest 6 timer, mod senest 24 timer hos Nord;"
            " citatet fra Tavs nævner ingen fast frist.",
            id="one quote without any",
        ),
        pytest.param(
            FRIST,
            [NORD, Voice(name="Øster", quote=NORD.quote)],
            "Nord og Øster er lige: senest 24 timer hos Nord og Øster.",
            id="all tied",
        ),
        pytest.param(
            FRIST,
            [OST, Voice(name="Ny", quote="Det sker straks.")],
            "Citaterne har ingen fast frist: »uden unødig forsinkelse« hos Øst og »straks« hos Ny.",
            id="none has a time",
        ),
        pytest.param(
            "Hvem varsler længst i forvejen?",
            voices("2 måneder.", "minimum 60 dage", "med 14 dages varsel"),
            "Det er stort set det samme: 2 måneder hos A mod minimum 60 dage hos B, for måneder er"
            " ikke lige lange; derefter følger 14 dage hos C.",
            id="months and days",
        ),
        pytest.param(
            "Hvem svarer hurtigst?",
            voices("inden 2 arbejdsdage", "inden 3 dage"),
            "Det kan ikke afgøres: inden 2 arbejdsdage hos A mod inden 3 dage hos B, for"
            " arbejdsdage er ikke kalenderdage.",
            id="working days",
        ),
        pytest.param(
            "Hvem sletter hurtigst?",
            voices("efter 1-6 måneder", "inden 60 dage"),
            "Det kan ikke afgøres: efter 1-6 måneder hos A mod inden 60 dage hos B, for et af"
            " tallene er et spænd.",
            id="range",
        ),
        pytest.param(
            FRIST,
            voices(*(f"senest {hours} timer" for hours in range(2, 10))),
            "Kortest er A: senest 2 timer; længst er H: senest 9 timer.",
            id="many",
        ),
    ],
)
def test_superlative_is_answered(question: str, heard: list[Voice], text: str) -> None:
    assert say(question, *heard) == (text, None)


@pytest.mark.parametrize(
    ("question", "heard", "text", "verdict"),
    [
        pytest.param(
            "Er der forskel på fristen?",
            [NORD, SYD],
            "Ja, der er forskel: senest 6 timer hos Syd mod senest 24 timer hos Nord.",
            Verdict.JA,
            id="different",
        ),
        pytest.param(
            "Er der forskel på fristen?",
            [NORD, VEST],
            "Nej, fristen er den samme: senest 24 timer hos Nord og inden et døgn hos Vest.",
            Verdict.NEJ,
            id="no difference",
        ),
        pytest.param(
            "Har de den samme frist?",
            [NORD, VEST],
            "Ja, fristen er den samme: senest 24 timer hos Nord og inden et døgn hos Vest.",
            Verdict.JA,
            id="the same",
        ),
        pytest.param(
            "Har de det samme varsel?",
            voices("30 dages varsel", "30 dages varsel"),
            "Ja, varslet er det samme: 30 dage hos A og B.",
            Verdict.JA,
            id="neuter",
        ),
        pytest.param(
            "Har de den samme frist?",
            [NORD, OST],
            "Nej, der er forskel: senest 24 timer hos Nord;"
            " citatet fra Øst har ingen fast frist (»uden unødig forsinkelse«).",
            Verdict.NEJ,
            id="fixed and vague",
        ),
        pytest.param(
            "Hvordan adskiller fristerne sig?",
            [NORD, SYD],
            "Der er forskel: senest 6 timer hos Syd mod senest 24 timer hos Nord.",
            None,
            id="not a yes/no question",
        ),
    ],
)
def test_difference_is_answered(
    question: str, heard: list[Voice], text: str, verdict: Verdict | None
) -> None:
    assert say(question, *heard) == (text, verdict)


@pytest.mark.parametrize(
    ("question", "heard"),
    [
        pytest.param(FRIST, [NORD], id="nobody to compare with"),
        pytest.param("Er der forskel på fristen?", [NORD, TAVS], id="one is silent"),
        pytest.param("Hvem er billigst?", voices("900 kr.", "950 kr. pr. time"), id="units"),
        pytest.param(FRIST, voices("30 dage og 60 dage", "90 dage"), id="several figures"),
        pytest.param(FRIST, [TAVS, OST], id="no figures and not all vague"),
    ],
)
def test_nothing_is_concluded_where_nothing_can_be(question: str, heard: list[Voice]) -> None:
    assert say(question, *heard) == (None, None)


def test_amounts_are_compared_by_price() -> None:
    heard = voices("950 kr. pr. time", "dkr. 1.500 / timen", "efter medgået tid")
    assert say("Hvem er billigst?", *heard, kind=AnswerKind.WHO)[0] == (
        "Billigst er A: 950 kr. pr. time, mod dkr. 1.500 / timen hos B;"
        " citatet fra C nævner intet beløb."
    )


def test_rates_are_compared_by_the_year() -> None:
    heard = voices("én gang årligt", "hvert kvartal")
    assert say("Hvem fører oftest tilsyn?", *heard, kind=AnswerKind.WHO)[0] == (
        "Oftest er B: hvert kvartal, mod én gang årligt hos A."
    )


def test_controllers_deadline_is_compared_when_it_is_asked_for() -> None:
    quote = "a. den dataansvarliges forpligtelse til om muligt senest {} timer, efter bruddet"
    heard = voices(quote.format(72), quote.format(24))
    question = "Har man lige lang tid til at gå til Datatilsynet efter de to aftaler?"
    assert say(question, *heard) == (
        "Nej, der er forskel: senest 24 timer hos B mod senest 72 timer hos A.",
        Verdict.NEJ,
    )


def test_same_words_are_the_same_whatever_they_say() -> None:
    heard = voices("På servere i Danmark.", "På servere  i Danmark.")
    question = "Er der forskel på, hvor data ligger?"
    assert say(question, *heard, kind=AnswerKind.WHERE) == (
        "Nej, ordlyden er den samme hos A og B.",
        Verdict.NEJ,
    )
    assert say(question, heard[0], NORD, kind=AnswerKind.WHERE) == (None, None)


@given(
    numbers=st.lists(st.integers(2, 400), min_size=2, max_size=7),
    units=st.lists(
        st.sampled_from(["timer", "døgn", "arbejdsdage", "uger", "måneder", "år"]),
        min_size=7,
        max_size=7,
    ),
    question=st.sampled_from([FRIST, "Er der forskel?", "Hvem er langsomst?", "Er de enige?"]),
)
def test_every_figure_stands_in_a_quote(
    numbers: list[int], units: list[str], question: str
) -> None:
    heard = voices(*(f"senest {n} {u}." for n, u in zip(numbers, units, strict=False)))
    found = conclude(question, kind=AnswerKind.DURATION, voices=heard)
    if found is not None:
        assert numbers_in(found.text) <= numbers_in(" ".join(voice.quote for voice in heard))
        assert found.text.endswith(".")


def test_example_in_the_docstring_is_true() -> None:
    assert doctest.testmod(concluding).failed == 0
    assert doctest.testmod(concluding).attempted == 2
