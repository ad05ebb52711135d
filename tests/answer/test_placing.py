"""Labels apart from how they are printed."""

from __future__ import annotations

import pytest

from answer.placing import Place, opens_with, place_of, places_of
from klausul.danish.references import find_mentions


@pytest.mark.parametrize(
    ("label", "place"),
    [
        pytest.param("10.1", Place("", ("10", "1")), id="decimal"),
        pytest.param("§ 7, stk. 2", Place("", ("7", "2")), id="paragraph"),
        pytest.param("§ 12 a", Place("", ("12", "a")), id="paragraph with a letter"),
        pytest.param("§ 12a", Place("", ("12", "a")), id="the same joined"),
        pytest.param("Bilag C.2.10", Place("bilag", ("c", "2", "10")), id="annex"),
        pytest.param("Bilag II", Place("bilag", ("ii",)), id="Roman annex"),
        pytest.param("DBA 5.1 •4", Place("dba", ("5", "1", "•4")), id="bullet of a part"),
        pytest.param("Kapitel IV", Place("kapitel", ("iv",)), id="chapter"),
        pytest.param("Indledning", Place("indledning", ()), id="no number"),
    ],
)
def test_a_printed_label(label: str, place: Place) -> None:
    assert place_of(label) == place


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("punkt 7, stk. 2", [Place("", ("7", "2"))], id="point"),
        pytest.param("bilag c4", [Place("bilag", ("c", "4"))], id="annex"),
        pytest.param("C.4", [Place("bilag", ("c", "4")), Place("", ("c", "4"))], id="letter"),
        pytest.param("bilag 2, pkt. 3", [Place("bilag", ("2", "3"))], id="numbered annex"),
        pytest.param("bilag 1, pkt. 1", [Place("bilag", ("1", "1"))], id="point of its own number"),
        pytest.param("Underbilag 2a", [Place("bilag", ("2", "a"))], id="lettered annex"),
        pytest.param("tillæg 3", [Place("bilag", ("3",))], id="annex by another word"),
        pytest.param("kapitel 3", [Place("kapitel", ("3",)), Place("", ("3",))], id="chapter"),
        pytest.param(
            "vilkårenes pkt. 4", [Place(p, ("4",)) for p in ("vilkår", "betingelser")], id="terms"
        ),
    ],
)
def test_a_mention(text: str, places: list[Place]) -> None:
    (mention,) = find_mentions(text)
    assert list(places_of(mention)) == places


@pytest.mark.parametrize(
    ("levels", "figures"),
    [
        pytest.param(("2", "iv"), ("2", "4"), id="four"),
        pytest.param(("2", "xi"), ("2", "11"), id="eleven"),
        pytest.param(("2", "9"), ("2", "9"), id="a figure"),
        pytest.param((), (), id="none"),
    ],
)
def test_roman_numerals_in_figures(levels: tuple[str, ...], figures: tuple[str, ...]) -> None:
    assert Place("", levels).in_figures == figures


def test_what_a_text_opens_with() -> None:
    assert opens_with("14.5 Underskrift", ("14", "5"))
    assert not opens_with("14.51", ("14", "5"))
    assert not opens_with("Underskrift", ())
