from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klausul.danish.quantities import QuantityKind, find_quantities, numbers_in

DURATION, FREQUENCY = QuantityKind.DURATION, QuantityKind.FREQUENCY
AMOUNT, DATE, PERCENT = QuantityKind.AMOUNT, QuantityKind.DATE, QuantityKind.PERCENT


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit", "modifier"),
    [
        pytest.param("senest 24 timer", DURATION, 24, "time", "senest", id="hours"),
        pytest.param("24\ntimer", DURATION, 24, "time", None, id="wrapped"),
        pytest.param("60 dages varsel", DURATION, 60, "dag", None, id="genitive"),
        pytest.param("fire uger", DURATION, 4, "uge", None, id="words"),
        pytest.param("tre (3) måneder", DURATION, 3, "måned", None, id="word-and-digits"),
        pytest.param("24 (fireogtyve) timer", DURATION, 24, "time", None, id="digits-and-word"),
        pytest.param("72-timersfristen", DURATION, 72, "time", None, id="compound"),
        pytest.param("inden for 3-6 måneder", DURATION, 6, "måned", "inden for", id="range"),
        pytest.param("et halvt år", DURATION, 0.5, "år", None, id="half"),
        pytest.param("halvandet år", DURATION, 1.5, "år", None, id="one-and-a-half"),
        pytest.param("14 arbejdsdage", DURATION, 14, "arbejdsdag", None, id="working-days"),
        pytest.param("5 hverdage", DURATION, 5, "arbejdsdag", None, id="weekdays"),
        pytest.param("30 kalenderdage", DURATION, 30, "kalenderdag", None, id="calendar-days"),
        pytest.param("12 mdr.", DURATION, 12, "måned", None, id="abbreviated"),
        pytest.param("de sidste 12 måneder", DURATION, 12, "måned", "de sidste", id="last"),
        pytest.param("within 30 days", DURATION, 30, "dag", "within", id="english"),
        pytest.param("op til 1 gang om året", FREQUENCY, 1, "år", "op til", id="a-year"),
        pytest.param("mindst én gang årligt", FREQUENCY, 1, "år", "mindst", id="once-yearly"),
        pytest.param("2 gange pr. kvartal", FREQUENCY, 2, "kvartal", None, id="per-quarter"),
        pytest.param("hver 6. måned", FREQUENCY, 1 / 6, "måned", None, id="every-sixth"),
        pytest.param("hvert halve år", FREQUENCY, 2, "år", None, id="every-half"),
        pytest.param("hvert andet år", FREQUENCY, 0.5, "år", None, id="every-other"),
        pytest.param("kvartalsvis", FREQUENCY, 1, "kvartal", None, id="quarterly"),
        pytest.param("halvårligt", FREQUENCY, 2, "år", None, id="half-yearly"),
        pytest.param("dkr. 1.500 / timen", AMOUNT, 1500, "DKK/time", None, id="per-hour"),
        pytest.param("950,-", AMOUNT, 950, "DKK", None, id="dash"),
        pytest.param(
            "kr. 1.200,50 ekskl. moms pr. påbegyndt time",
            AMOUNT,
            1200.5,
            "DKK/time",
            None,
            id="vat",
        ),
        pytest.param("op til 20 mio. EUR", AMOUNT, 20e6, "EUR", "op til", id="millions"),
        pytest.param("1 500 kr.", AMOUNT, 1500, "DKK", None, id="spaced-thousands"),
        pytest.param("4 % af omsætningen", PERCENT, 4, "%", None, id="percent"),
        pytest.param("99,9 procent", PERCENT, 99.9, "%", None, id="percent-word"),
        pytest.param("27. april 2016", DATE, None, "2016-04-27", None, id="date"),
        pytest.param("01-03-2024", DATE, None, "2024-03-01", None, id="numeric-date"),
    ],
)
def test_one_quantity(
    text: str, kind: QuantityKind, value: float | None, unit: str, modifier: str | None
) -> None:
    (found,) = find_quantities(text)
    assert (found.kind, found.unit, found.modifier) == (kind, unit, modifier)
    assert found.value == pytest.approx(value) if value is not None else found.value is None
    assert found.text == found.span.of(text)


@pytest.mark.parametrize(
    "text",
    [
        "uden unødigt ophold",
        "uden unødig forsinkelse",
        "straks",
        "omgående",
        "hurtigst muligt",
        "snarest muligt",
        "løbende",
        "rettidigt",
        "without undue delay",
    ],
)
def test_vague_deadlines(text: str) -> None:
    (found,) = find_quantities(f"Det sker {text} efter aftale.")
    assert (found.kind, found.text, found.value) == (QuantityKind.VAGUE_DEADLINE, text, None)


@pytest.mark.parametrize(
    "text",
    [
        "§ 225, nr. 2",
        "artikel 28, stk. 3",
        "ISO 27001",
        "TLS 1.2",
        "punkt 10.1 og 10.2",
        "forordning (EU) 2016/679",
        "kl. 21.00-06.00",
        "tlf. 70 20 30 40",
        "CVR 37204854",
        "Bilag C.2.10",
        "artikel 32-36",
        "DD-MM-YYYY",
        "3 gange",
        "pr. time",
        "den daglige drift",
    ],
)
def test_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


def test_quantities_come_in_order() -> None:
    text = "straks og senest 6 timer, dog 2 gange pr. år og 4 % eller kr. 500"
    assert [q.text for q in find_quantities(text)] == [
        "straks",
        "6 timer",
        "2 gange pr. år",
        "4 %",
        "kr. 500",
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("1.500,00 kr.", {"1500"}, id="amount"),
        pytest.param("tre (3) måneder", {"3"}, id="word"),
        pytest.param("punkt 10.10", {"10.10"}, id="label-keeps-its-zero"),
        pytest.param("én gang", set(), id="one-without-unit"),
        pytest.param("en måned", {"1"}, id="one-with-unit"),
        pytest.param("en aftale", set(), id="article"),
        pytest.param("72-timersfristen", {"72"}, id="compound"),
        pytest.param(
            "27. april 2016", {"2016-04-27", "2016-04", "04-27", "2016"}, id="date-and-shorter"
        ),
    ],
)
def test_numbers_in(text: str, numbers: set[str]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("answer", "quote", "covered"),
    [
        pytest.param("3 mdr.", "inden tre (3) måneder", True, id="same-number"),
        pytest.param("april 2016", "den 27-04-2016", True, id="shorter-date"),
        pytest.param("72 timer", "24 timer", False, id="other-number"),
        pytest.param("26. april 2016", "27. april 2016", False, id="other-day"),
        pytest.param("en måned", "tre måneder", False, id="one-for-three"),
    ],
)
def test_an_answer_is_covered_by_its_quote(answer: str, quote: str, covered: bool) -> None:
    assert (numbers_in(answer) <= numbers_in(quote)) is covered


PIECES = st.lists(
    st.sampled_from(
        [
            "24",
            " timer",
            "tre ",
            "(3) ",
            "måneder",
            "1.500",
            " kr.",
            "hver ",
            "6. ",
            "pr. år",
            "4 %",
            "27. april",
            " 2016",
            "-",
            "en ",
            "gang ",
            "om året",
            "straks ",
            "§ ",
            "stk. ",
            "\n",
        ]
    )
).map("".join)


@given(st.one_of(st.text(), PIECES))
def test_spans_are_true_and_apart(text: str) -> None:
    found = find_quantities(text)
    assert all(q.text == q.span.of(text) for q in found)
    pairs = pairwise(found)
    assert all(one.span.end <= other.span.start for one, other in pairs)


@given(st.one_of(st.text(), PIECES))
def test_a_text_covers_itself_in_any_context(text: str) -> None:
    assert numbers_in(text) <= numbers_in(f"Jf. aftalen:\n{text}\nSlut.")
