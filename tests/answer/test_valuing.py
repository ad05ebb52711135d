"""The short value that a quote gives a topic."""

from __future__ import annotations

import pytest

from answer.naming_topics import find_topic
from answer.topics import Topic
from answer.valuing import MAX_WORDS, Strength, Value, join_names, read_value


def topic(key: str) -> Topic:
    found = find_topic(key)
    assert found is not None
    return found


def value(key: str, text: str) -> Value:
    found = read_value(text, topic=topic(key), question=topic(key).questions[0])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("key", "text", "expected", "strength"),
    [
        pytest.param(
            "breach_notice",
            "Databehandleren underretter den dataansvarlige om brud senest 24 timer efter.",
            "senest 24 timer",
            Strength.FIRM,
            id="deadline",
        ),
        pytest.param(
            "breach_notice",
            "Databehandleren underretter kunden om brud uden unødig\nforsinkelse.",
            "uden unødig forsinkelse (ingen fast frist)",
            Strength.VAGUE,
            id="vague deadline",
        ),
        pytest.param(
            "deletion",
            "Den dataansvarlige skal senest 30 dage efter ophør meddele, om data skal slettes.",
            "senest 30 dage (den dataansvarliges egen frist)",
            Strength.CONTROLLERS,
            id="controller's deadline",
        ),
        pytest.param(
            "deletion",
            "Personoplysninger slettes senest 30 dage efter aftalens ophør."
            " Kopier slettes efter 90 dage.",
            "senest 30 dage (også: efter 90 dage)",
            Strength.FIRM,
            id="a figure beside it",
        ),
        pytest.param(
            "data_location",
            "Data opbevares i Frankfurt, Tyskland, og i Sverige."
            " De må ikke overføres til lande uden for EU/EØS, herunder USA.",
            "Frankfurt, Tyskland; Sverige; »ikke overføres til lande uden for EU/EØS«",
            Strength.FIRM,
            id="places, and what is denied is no place",
        ),
        pytest.param(
            "law_and_venue",
            "Aftalen er undergivet dansk ret. Sager afgøres ved Retten i Odense eller Sø- og"
            " Handelsretten i København.",
            "dansk ret; Retten i Odense; Sø- og Handelsretten i København",
            Strength.FIRM,
            id="law and courts",
        ),
        pytest.param(
            "audit_cost",
            "Databehandleren giver adgang til sine lokaler. Udgifter til inspektion afholdes af"
            " den dataansvarlige.",
            "»Udgifter til inspektion afholdes af den dataansvarlige«",
            Strength.TELLING,
            id="who pays, in the document's words",
        ),
        pytest.param(
            "liability",
            "Leverandøren hæfter ikke for indirekte tab. Erstatningen kan højst udgøre årets"
            " vederlag.",
            "»Leverandøren hæfter ikke for indirekte tab. Erstatningen kan højst udgøre årets"
            " vederlag«",
            Strength.TELLING,
            id="two sentences that belong together",
        ),
        pytest.param(
            "liability",
            "Vi er ikke ansvarlige for mere end 10.000 kr.",
            "ikke mere end 10.000 kr.",
            Strength.FIRM,
            id="denied limit",
        ),
    ],
)
def test_value_is_what_a_reader_looks_for(
    key: str, text: str, expected: str, strength: Strength
) -> None:
    found = value(key, text)
    assert (found.text, found.strength) == (expected, strength)


@pytest.mark.parametrize("filler", ["", "og så videre i mange ord ", "x" * 400 + " "])
def test_long_words_are_cut_and_keep_what_tells(filler: str) -> None:
    text = f"Bistand {filler * 9}faktureres efter medgået tid, {'og mere endnu ' * 20}."
    found = value("assistance_payment", text)
    assert "faktureres" in found.text
    assert len(found.text) <= 2 * MAX_WORDS + 10
    for part in found.text.strip("»«").split("…"):
        assert part.strip() in " ".join(text.split())


def test_words_that_tell_nothing_are_no_value() -> None:
    text = "Ydelserne er beskrevet i aftalen."
    assert read_value(text, topic=topic("timepris"), question="Hvad koster det?") is None


def test_value_of_a_duty_prefers_the_processor() -> None:
    own = value("liability", "Den dataansvarlige hæfter for tab, som databehandleren lider.")
    assert own.strength is Strength.CONTROLLERS
    assert value("liability", "Databehandleren hæfter for tab.").strength is Strength.TELLING


def test_names_are_put_together_once() -> None:
    parts = [
        Value(text="", strength=Strength.FIRM, names=names)
        for names in (("Danmark", "Sverige"), ("Odense, Danmark", "Sverige"))
    ]
    assert join_names(parts).names == ("Sverige", "Odense, Danmark")
    many = Value(text="", strength=Strength.FIRM, names=tuple(f"Land{n:02}" for n in range(20)))
    assert join_names([many]).text.endswith("Land07 m.fl.")
