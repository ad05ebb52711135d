from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest.cleaning import clean_text
from ingest.readers.pdf_layout import lay_out
from ingest.readers.pdf_lines import PageLine
from ingest.readers.pdf_pages import Page
from ingest.readers.source import SourceText

_ADVANCE, _LEADING, _TOP = 5.0, 12.0, 740.0
_FULL = "Databehandleren behandler alle oplysninger efter instruks fra den dataansvarlige kundes"
_REST = "direktion og den dataansvarlige."
_NAMES = ("dataansvarlige", "dataansvarliges", "registrerede", "registreredes", "underleverandør")


def line(text: str, *, drop: float = 1.0, size: float = 10.0, bold: bool = False) -> PageLine:
    """Return a line that stands ``drop`` lines below the one before it."""
    advance = _ADVANCE * size / 10
    return PageLine(
        text=text,
        left=72.0,
        right=72.0 + len(text) * advance,
        base=drop,
        size=size,
        bold=bold,
        room=len(text.split()[0]) * advance,
    )


def paragraph(number: int = 0) -> tuple[PageLine, PageLine, PageLine]:
    """Return the lines of a paragraph, other words on each page: what recurs is taken to run."""
    full, rest = (text.replace("dataansvarlige", _NAMES[number]) for text in (_FULL, _REST))
    return line(full, drop=2.0), line(full.lower()), line(rest)


def whole(number: int = 0) -> str:
    return " ".join(one.text for one in paragraph(number))


def page(*lines: PageLine, foot: str | None = None, head: str | None = None) -> Page:
    base, placed = _TOP + _LEADING, []
    for one in lines:
        base -= one.base * _LEADING
        placed.append(replace(one, base=base))
    if head is not None:
        placed.insert(0, replace(line(head), base=800.0))
    if foot is not None:
        placed.append(replace(line(foot), base=40.0))
    return Page(lines=tuple(placed), width=595.0, height=842.0)


def marked(source: SourceText, offsets: frozenset[int] | None) -> list[str]:
    assert offsets is not None
    return [source.text[start:].splitlines()[0] for start in sorted(offsets)]


def paragraphs(source: SourceText) -> list[str]:
    clean = clean_text(source)
    return [one.span.of(clean.text) for one in clean.lines]


def test_room_between_lines_parts_paragraphs() -> None:
    source = lay_out([page(*paragraph(), *paragraph(), line("4. Ophør", drop=4.0))])
    text = f"{_FULL}\n{_FULL.lower()}\n{_REST}"
    assert source.text == f"{text}\n\n{text}\n\n\n\n4. Ophør"


def test_lines_are_full_where_the_next_word_had_no_room() -> None:
    source = lay_out([page(*paragraph(), line("Sletning sker straks.", drop=1.0))])
    assert marked(source, source.full_lines) == [_FULL, _FULL.lower()]
    assert paragraphs(source) == [whole(), "Sletning sker straks."]


def test_lines_of_a_page_without_wrapped_text_are_not_full() -> None:
    names = ["Advokatfirmaet Bredgade I/S", "Bredgade 200", "1260 København K", "CVR 12121212"]
    source = lay_out([page(*map(line, names))])
    assert source.full_lines == frozenset()
    assert paragraphs(source) == names


def test_a_narrow_block_is_wrapped_at_its_own_edge() -> None:
    quoted = [
        "Databehandleren skal straks",
        "underrette kunden, hvis den",
        "mener, at der er sket et",
    ]
    lines = [replace(line(text), left=150.0) for text in [*quoted, "brud."]]
    source = lay_out(
        [page(*paragraph(), *(replace(one, right=270.0) for one in lines), *paragraph())]
    )
    assert " ".join([*quoted, "brud."]) in paragraphs(source)


@pytest.mark.parametrize(
    ("text", "size", "bold"),
    [
        pytest.param("Sletning af oplysninger", 10.0, True, id="bold"),
        pytest.param("Sletning af oplysninger", 14.0, False, id="large"),
        pytest.param("4. Sletning", 10.0, True, id="numbered"),
    ],
)
def test_headings(text: str, size: float, bold: bool) -> None:
    source = lay_out([page(line(text, size=size, bold=bold), *paragraph())])
    assert marked(source, source.heading_starts) == [text]


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        pytest.param("Sletning af oplysninger", False, id="as the text"),
        pytest.param("Databehandleren sletter alt.", True, id="a sentence"),
        pytest.param("Kontaktperson:", True, id="a field"),
        pytest.param("123456", True, id="a number"),
        pytest.param("Navn\tLand", True, id="a row"),
    ],
)
def test_what_is_no_heading(text: str, bold: bool) -> None:
    source = lay_out([page(*paragraph(), line(text, drop=2.0, bold=bold), *paragraph())])
    assert source.heading_starts == frozenset()


def test_where_all_is_bold_nothing_stands_out_by_it() -> None:
    lines = (replace(one, bold=True) for one in (line("Sletning"), *paragraph()))
    assert lay_out([page(*lines)]).heading_starts == frozenset()


def test_bold_words_that_fill_a_line_of_text_are_no_heading() -> None:
    run_in = line(_FULL, bold=True, drop=2.0)
    source = lay_out([page(*paragraph(), run_in, line(_FULL.lower()), line(_REST), *paragraph())])
    assert source.heading_starts == frozenset()


def test_a_heading_that_wraps_is_one_line() -> None:
    wrapped = [line("Overførsel af oplysninger til", size=14.0), line("tredjelande", size=14.0)]
    source = lay_out([page(*wrapped, *paragraph())])
    assert marked(source, source.heading_starts) == ["Overførsel af oplysninger til tredjelande"]


def test_two_headings_stay_two() -> None:
    heads = line("Bilag A", bold=True), line("Instruks", bold=True)
    source = lay_out([page(*paragraph(), *heads, *paragraph())])
    assert marked(source, source.heading_starts) == ["Bilag A", "Instruks"]


@pytest.mark.parametrize(
    ("bold", "headings"),
    [
        pytest.param(True, ["Aftale", "Formål", "Ophør"], id="set as a heading below"),
        pytest.param(False, ["Aftale", "Ophør"], id="set as none"),
    ],
)
def test_a_line_below_the_title(bold: bool, headings: list[str]) -> None:
    title, below = line("Aftale", size=16.0), line("Formål", size=12.0, bold=bold)
    later = line("Ophør", size=12.0, bold=True)
    source = lay_out([page(title, below, *paragraph(), later, *paragraph())])
    assert marked(source, source.heading_starts) == headings


def test_double_leading_makes_no_paragraphs() -> None:
    lines = [replace(one, base=2.0) for _ in range(3) for one in paragraph()]
    lines = [replace(one, base=3.5) if i % 3 == 0 else one for i, one in enumerate(lines)]
    assert paragraphs(lay_out([page(*lines)])) == [whole()] * 3


# Pages


def test_a_sentence_goes_on_over_the_page() -> None:
    source = lay_out([page(*paragraph(), line(_FULL, drop=2.0)), page(line(_REST), *paragraph(1))])
    assert f"{_FULL} {_REST}" in paragraphs(source)
    assert source.text[source.page_starts[1] :].startswith(_REST)


@pytest.mark.parametrize("opening", ["4.2 Kunden betaler.", "a) slette data,", "§ 4 Ophør"])
def test_a_number_at_the_top_of_a_page_opens_a_paragraph(opening: str) -> None:
    source = lay_out(
        [page(*paragraph(), line(_FULL, drop=2.0)), page(line(opening), *paragraph(1))]
    )
    assert opening in paragraphs(source)


def test_a_line_that_ends_early_ends_its_paragraph_at_the_end_of_the_page() -> None:
    source = lay_out([page(*paragraph()), page(line("sletning sker straks."), *paragraph(1))])
    assert "sletning sker straks." in paragraphs(source)


def test_a_footnote_between_two_halves_of_a_sentence() -> None:
    note = line("1 Med medlemsstater menes lande i EØS, jf. aftalen.", size=8.0, drop=3.0)
    more = line("Dog ikke Schweiz.", size=8.0)
    before = line(_FULL.replace("instruks", "instruks¹"), drop=2.0)
    source = lay_out([page(*paragraph(), before, note, more), page(line(_REST), *paragraph(1))])
    clean = clean_text(source)
    read = [one.span.of(clean.text) for one in clean.lines]
    assert f"{before.text} {_REST}" in read
    assert [read[i] for i in clean.footnotes] == [f"¹ {note.text[2:]} {more.text}"]


def test_small_print_without_a_number_stays_where_it_is() -> None:
    small = line("Vilkårene gælder fra 1. maj.", size=8.0, drop=3.0)
    assert lay_out([page(*paragraph(), small)]).text.endswith("Vilkårene gælder fra 1. maj.")


# Running heads and feet


@pytest.mark.parametrize("pages", [1, 2, 5])
@pytest.mark.parametrize(
    "number", ["{n}", "- {n} -", "Side {n} af {m}", "{n}/{m}", "Kontrakt\t{n}/{m}"]
)
def test_page_numbers_go(pages: int, number: str) -> None:
    source = lay_out(
        [page(*paragraph(n), foot=number.format(n=n + 1, m=pages)) for n in range(pages)]
    )
    assert paragraphs(source) == [whole(n) for n in range(pages)]


def test_a_head_is_kept_once_where_it_may_be_the_title() -> None:
    source = lay_out([page(*paragraph(n), head="Databehandleraftale") for n in range(3)])
    assert source.text.count("Databehandleraftale") == 1
    assert source.text.startswith("Databehandleraftale\n")


def test_a_head_above_a_title_goes_altogether() -> None:
    title = line("Databehandleraftale", size=16.0)
    first, *others = [page(*paragraph(n), head="Fortroligt") for n in range(3)]
    pages = [page(title, *paragraph(), head="Fortroligt"), *others]
    assert "Fortroligt" not in lay_out(pages).text
    assert "Fortroligt" in lay_out([first, *others]).text


def test_a_head_with_a_page_number_is_kept_without_it() -> None:
    pages = [page(*paragraph(n), head=f"Databehandleraftale\tSide {n}") for n in (1, 2, 3)]
    assert lay_out(pages).text.startswith("Databehandleraftale\n")


def test_a_foot_goes_altogether() -> None:
    pages = [page(*paragraph(n), foot="Nordlys A/S, Havnevej 1") for n in range(3)]
    assert "Nordlys" not in lay_out(pages).text


def test_a_head_of_two_pages() -> None:
    pages = [page(*paragraph(n), head="Databehandleraftale") for n in range(2)]
    assert lay_out(pages).text.count("Databehandleraftale") == 1


def test_what_the_producer_marked_as_a_foot_goes_from_a_single_page() -> None:
    foot = replace(line("Nordlys A/S"), base=40.0, margin=True)
    body = page(*paragraph())
    assert "Nordlys" not in lay_out([replace(body, lines=(*body.lines, foot))]).text


@pytest.mark.parametrize("title", ["Bilag {n}", "§ {n}", "Kapitel {n}", "Afsnit {n}"])
def test_numbered_titles_at_the_top_of_each_page_stay(title: str) -> None:
    titles = [title.format(n=n) for n in (1, 2, 3, 4)]
    text = lay_out([page(*paragraph(n), head=one) for n, one in enumerate(titles)]).text
    assert [one for one in titles if one in text] == titles


def test_a_number_in_a_row_at_the_foot_of_a_page_stays() -> None:
    row = replace(line("Slettefrist\t30"), base=80.0, row=True)
    body = page(*paragraph())
    assert "Slettefrist\t30" in lay_out([replace(body, lines=(*body.lines, row))]).text


def test_a_table_that_goes_on_over_a_page_has_one_head() -> None:
    def rows(*names: str) -> list[PageLine]:
        texts = ["Navn\tLand\tOpgave", *names]
        return [replace(line(text, drop=2.0), row=True) for text in texts]

    source = lay_out(
        [page(*paragraph(), *rows("Sky A/S\tNorge\tDrift")), page(*rows("Ping ApS\tPolen\tMail"))]
    )
    assert source.text.count("Navn\tLand\tOpgave") == 1
    assert "Ping ApS\tPolen\tMail" in source.text


# What positions do not tell


def test_a_page_without_positions_keeps_its_text() -> None:
    plain: Sequence[Page] = [page(*paragraph()), Page(plain="Brud meldes\nstraks.")]
    source = lay_out(plain)
    assert source.text.endswith("\fBrud meldes\nstraks.")
    assert source.full_lines is None


def test_empty_pages_keep_their_places() -> None:
    source = lay_out([Page(), page(line("Aftale")), Page()])
    assert source.page_starts == (0, 1, 8)
    assert source.text == "\fAftale\f"
