from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cleaning import clean_text
from ingest.readers.source import SourceText
from klausul.types import Span

# A line of letters: one of digits alone may be a page number, which goes.
LETTERS = st.text(alphabet="abcdefæøåÅÆé o\u030a a\u0301", max_size=60).map("x{}".format)
LINES = st.one_of(
    LETTERS,
    st.tuples(LETTERS, st.sampled_from(["-", ".", ":", "\u00ad", ",", " 12", "1"])).map("".join),
    st.tuples(st.sampled_from(["1. ", "4.2 ", "a) ", "• ", "1  ", "§ 3 "]), LETTERS).map("".join),
    st.just(""),
)
BREAKS = st.sampled_from(["\n", "\r\n", "\n\n", "\n\n\n\n", "\f"])
# No two lines are alike: one that comes on page after page is a running line, which goes.
TEXTS = st.lists(st.tuples(LINES, BREAKS), max_size=25).map(
    lambda lines: "".join(f"{line}{chr(0x3B1 + i)}{end}" for i, (line, end) in enumerate(lines))
)


def clean(text: str) -> str:
    return clean_text(SourceText(text=text)).text


def alphanumerics(text: str) -> Counter[str]:
    return Counter(char for char in unicodedata.normalize("NFC", text) if char.isalnum())


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_no_letter_or_digit_is_lost_or_invented(text: str) -> None:
    assert alphanumerics(clean(text)) == alphanumerics(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_lines_are_the_text_without_what_parts_them(text: str) -> None:
    cleaned = clean_text(SourceText(text=text))
    end = 0
    for line in cleaned.lines:
        assert not cleaned.text[end : line.span.start].strip()
        assert line.span.of(cleaned.text).strip() == line.span.of(cleaned.text)
        end = line.span.end
    assert end == len(cleaned.text)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("Sletning\r\n\r\nsker straks.", "Sletning sker straks.", id="CRLF"),
        pytest.param("Fo\u030arst pa\u030a ro\u0308d", "Fo\u030arst på röd", id="decomposed"),
        pytest.param("\ufeffAftale\u200b og bilag", "Aftale og bilag", id="invisible signs"),
        pytest.param("person\u00adoplys\u00adninger", "personoplysninger", id="soft hyphens"),
        pytest.param("alle oplys\u00ad\nninger", "alle oplysninger", id="a soft hyphen at the end"),
        pytest.param("e\u2010mail og e\u2011post", "e-mail og e-post", id="typed hyphens"),
        pytest.param(
            "Kontaktperson:\u00a0  Ole", "Kontaktperson:\tOle", id="no-break space makes a wide gap"
        ),
        pytest.param("  a)   slette data", "a) slette data", id="a gap after a marker is no cell"),
        pytest.param("Navn\t\tLand", "Navn\tLand", id="tabs"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_signs(source: str, expected: str) -> None:
    assert clean(source) == unicodedata.normalize("NFC", expected)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("7", id="bare"),
        pytest.param("- 7 -", id="dashes"),
        pytest.param("Side 7", id="word"),
        pytest.param("side 7 af 12", id="of"),
        pytest.param("Page 7/12", id="slash"),
        pytest.param("s. 7", id="abbreviated"),
    ],
)
def test_a_page_number_goes_and_its_sentence_is_whole(number: str) -> None:
    source = f"Databehandleren skal uden unødig\n\n{number}\n\f\nforsinkelse give besked.\n"
    assert clean(source) == "Databehandleren skal uden unødig forsinkelse give besked."


def test_a_number_inside_a_paragraph_stays() -> None:
    source = "Fristen i dage udgør\n30\nfor alle slags oplysninger, som er nævnt.\n"
    assert "30" in clean(source)


def test_a_running_line_goes_and_its_sentence_is_whole() -> None:
    page = "Databehandleraftale med Nordlys"
    source = (
        f"{page}\n\nDatabehandleren skal give\n\n1/3\n{page}\n\nbesked om alle\n\n2/3\n{page}\n\n"
        "brud på sikkerheden.\n\n3/3\n"
    )
    assert (
        clean(source) == f"{page}\n\nDatabehandleren skal give besked om alle brud på sikkerheden."
    )


def test_a_footnote_goes_to_the_end_and_its_sentence_is_whole() -> None:
    source = (
        "Behandlingen følger medlemsstaternes1 ret, og den dataansvarlige\n\n"
        "1  Med medlemsstaterne menes lande i EØS.\n\n"
        "har altid ansvaret for den.\n"
    )
    cleaned = clean_text(SourceText(text=source))
    body, note = (line.span.of(cleaned.text) for line in cleaned.lines)
    assert body.endswith("og den dataansvarlige har altid ansvaret for den.")
    assert note.split() == "1 Med medlemsstaterne menes lande i EØS.".split()
    assert cleaned.footnotes == {1}


def test_a_footnote_that_wraps_is_one_line() -> None:
    note = "¹ Med medlemsstaterne menes alle de lande, der"
    body = "Behandlingen følger medlemsstaternes¹ ret."
    source = SourceText(
        text=f"{body}\n\n{note}\ner med i EØS.\n\n² Ingen henviser hertil.\n",
        full_lines=frozenset({len(body) + 2}),
    )
    cleaned = clean_text(source)
    read = [line.span.of(cleaned.text) for line in cleaned.lines]
    assert read == [body, "² Ingen henviser hertil.", f"{note} er med i EØS."]
    assert cleaned.footnotes == {2}


@pytest.mark.parametrize("word", ["ISO 27001.³", "(EØS)³", "loven³"])
def test_a_raised_mark_may_stand_after_any_sign(word: str) -> None:
    cleaned = clean_text(SourceText(text=f"Kravet følger af {word}\n\n³ Som ændret.\n\nMere.\n"))
    assert cleaned.footnotes == {2}


def test_a_numbered_line_without_a_mark_is_no_footnote() -> None:
    source = (
        "Behandlingen følger loven.\n\n1  Med loven menes databeskyttelsesloven.\n\nMere her.\n"
    )
    assert not clean_text(SourceText(text=source)).footnotes


def test_pages_are_spans_of_the_text_and_an_empty_one_leaves_none() -> None:
    text = "Første side.\f\fTredje side."
    cleaned = clean_text(SourceText(text=text, page_starts=(0, 13, 14)))
    assert [page.of(cleaned.text).strip() for page in cleaned.pages] == [
        "Første side.",
        "Tredje side.",
    ]


def test_many_pages_are_found_at_once() -> None:
    page = "Data slettes efter 30 dage.\f"
    starts = tuple(range(0, 3_000 * len(page), len(page)))
    cleaned = clean_text(SourceText(text=page * 3_000, page_starts=starts, has_paragraphs=True))
    assert len(cleaned.pages) == 3_000
    assert cleaned.pages[-1].of(cleaned.text) == "Data slettes efter 30 dage."


def test_a_source_without_pages_has_none() -> None:
    assert clean_text(SourceText(text="Aftale")).pages == ()


def test_a_joined_hyphen_leads_back_to_both_halves() -> None:
    source = "Alle oplys-\nninger slettes senest efter to år."
    cleaned = clean_text(SourceText(text=source))
    start = cleaned.text.index("oplysninger")
    back = cleaned.offsets.to_source(Span(start, start + len("oplysninger")))
    assert back is not None
    assert back.of(source) == "oplys-\nninger"


def test_the_formats_headings_are_known() -> None:
    text = "Aftale\nParterne aftaler dette.\n"
    cleaned = clean_text(SourceText(text=text, heading_starts=frozenset({0})))
    assert [line.heading for line in cleaned.lines] == [True, False]
