from __future__ import annotations

from collections.abc import Mapping

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
)

from ingest.readers.pdf_fonts import UNREADABLE, Faces
from ingest.readers.pdf_pages import read_page
from ingest.readers.pdf_space import DIAGONAL
from ingest.readers.pdf_streams import read_words
from ingest.readers.pdf_words import PageWords
from klausul.errors import FileLimitError


def dictionary(entries: Mapping[str, PdfObject | str | int]) -> DictionaryObject:
    """Return a dictionary; words stand for names."""
    made = DictionaryObject()
    for key, value in entries.items():
        named = NameObject(value) if isinstance(value, str) else value
        made[NameObject(key)] = NumberObject(named) if isinstance(named, int) else named
    return made


def stream(content: str, **entries: PdfObject | str | int) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(content.encode("cp1252"))
    made.update(dictionary({f"/{key}": value for key, value in entries.items()}))
    return made


def font(**entries: PdfObject | str | int) -> DictionaryObject:
    plain = {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica"}
    return dictionary({f"/{key}": value for key, value in ({**plain, **entries}).items()})


def numbers(*values: float) -> ArrayObject:
    return ArrayObject(FloatObject(value) for value in values)


class Sheet:
    """A PDF of one page, made of the operators that it shows."""

    def __init__(self, content: str, fonts: Mapping[str, DictionaryObject] | None = None) -> None:
        self.page = PdfWriter().add_blank_page(width=600, height=800)
        standard = {"/F": font(Encoding="/WinAnsiEncoding")}
        self.resources = dictionary({"/Font": dictionary({**standard, **(fonts or {})})})
        self.page[NameObject("/Resources")] = self.resources
        self.page[NameObject("/Contents")] = stream(content)

    def texts(self) -> list[str]:
        return [word.text for word in self.words().words]

    def words(self) -> PageWords:
        return read_words(self.page, Faces())

    def lines(self) -> list[str]:
        return [line.text for line in read_page(self.page, Faces()).lines]


def test_where_a_word_stands() -> None:
    (word,) = Sheet("BT /F 10 Tf 50 700 Td (Sletning) Tj ET").words().words
    assert (word.text, word.left, word.base, word.size) == ("Sletning", 50.0, 700.0, 10.0)
    widths = (667, 222, 556, 278, 556, 222, 556, 556)  # of Helvetica, in thousandths
    assert word.right == pytest.approx(50 + 10 * sum(widths) / 1000)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("50 700 Td (En) Tj 0 -12 Td (To) Tj", id="Td"),
        pytest.param("50 700 Td (En) Tj 0 -12 TD (To) Tj", id="TD"),
        pytest.param("1 0 0 1 50 700 Tm (En) Tj 1 0 0 1 50 688 Tm (To) Tj", id="Tm"),
        pytest.param("12 TL 50 700 Td (En) Tj T* (To) Tj", id="T*"),
        pytest.param("12 TL 50 712 Td (En) ' (To) '", id="quote"),
        pytest.param('12 TL 50 712 Td 0 0 (En) " 0 0 (To) "', id="double quote"),
        pytest.param("50 700 Td (En) Tj 50 TL -12 Ts (To) Tj", id="rise"),
    ],
)
def test_how_the_pen_moves_down(content: str) -> None:
    words = Sheet(f"BT /F 10 Tf {content} ET").words().words
    assert [(word.text, word.base) for word in words] == [("En", 700.0), ("To", 688.0)]


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        pytest.param("[(Data) -300 (slettes)] TJ", ["Data", "slettes"], id="a wide step"),
        pytest.param("[(Da) -40 (ta) 60 (en)] TJ", ["Dataen"], id="kerning"),
        pytest.param("(Data  slettes) Tj", ["Data", "slettes"], id="blanks"),
        pytest.param("3 Tc (Data) Tj", ["Data"], id="spaced letters"),
    ],
)
def test_what_parts_words(content: str, texts: list[str]) -> None:
    assert Sheet(f"BT /F 10 Tf 50 700 Td {content} ET").texts() == texts


def test_the_pen_counts_all_that_widens_a_run() -> None:
    def right_of(setting: str) -> float:
        sheet = Sheet(f"BT /F 10 Tf {setting} 50 700 Td (to ord) Tj (her) Tj ET")
        return sheet.words().words[-1].left - 50

    plain = right_of("")
    assert right_of("2 Tc") == pytest.approx(plain + 6 * 2)
    assert right_of("5 Tw") == pytest.approx(plain + 5)
    assert right_of("200 Tz") == pytest.approx(2 * plain)


def test_the_state_is_saved_and_restored() -> None:
    content = "q 2 0 0 2 0 0 cm BT /F 10 Tf 10 10 Td (To) Tj ET Q BT /F 5 Tf 10 10 Td (En) Tj ET"
    assert [(w.left, w.size) for w in Sheet(content).words().words] == [(20.0, 20.0), (10.0, 5.0)]


@pytest.mark.parametrize(
    "broken",
    [
        "BT /Findesikke 10 Tf ET",
        "Q Q",
        "BT (uden skrift) Tj ET",
        "Td",
        "(a) Tm",
        "/X Do",
        "EMC",
        "1 w",
    ],
)
def test_operators_out_of_place_do_no_harm(broken: str) -> None:
    assert "Sletning" in Sheet(f"{broken} BT /F 10 Tf 50 700 Td (Sletning) Tj ET").texts()


# Fonts


@pytest.mark.parametrize(
    ("entries", "mode", "bold"),
    [
        pytest.param({"BaseFont": "/Helvetica-Bold"}, 0, True, id="by its name"),
        pytest.param({"BaseFont": "/ABCDEF+Arial,Bold"}, 0, True, id="by its style"),
        pytest.param({}, 2, True, id="stroked"),
        pytest.param({}, 3, False, id="invisible"),
        pytest.param({}, 0, False, id="plain"),
    ],
)
def test_bold(entries: dict[str, str], mode: int, bold: bool) -> None:
    sheet = Sheet(f"BT /B 10 Tf {mode} Tr 50 700 Td (Ord) Tj ET", {"/B": font(**entries)})
    assert [word.bold for word in sheet.words().words] == [bold]


def test_ligatures_are_letters_and_a_code_without_a_sign_is_a_bullet() -> None:
    names = ArrayObject([NumberObject(1), NameObject("/fi"), NameObject("/fl")])
    encoding = dictionary({"/Type": "/Encoding", "/Differences": names})
    sheet = Sheet(
        "BT /L 10 Tf 50 700 Td (de\001nere kon\002ikt) Tj /F 10 Tf 0 -20 Td (\\177) Tj ET",
        {"/L": font(Encoding=encoding)},
    )
    assert sheet.texts() == ["definere", "konflikt", "•"]


def test_pictures_are_bullets() -> None:
    sheet = Sheet("BT /W 10 Tf 50 700 Td (\xa7) Tj ET", {"/W": font(BaseFont="/Wingdings-Regular")})
    assert sheet.texts() == ["•"]


def test_numbers_of_glyphs_without_letters_are_unreadable() -> None:
    below = font(Subtype="/CIDFontType2", BaseFont="/Skrift")
    glyphs = font(Subtype="/Type0", Encoding="/Identity-H", DescendantFonts=ArrayObject([below]))
    sheet = Sheet("BT /G 10 Tf 50 700 Td <002400250026> Tj ET", {"/G": glyphs})
    assert sheet.texts() == [UNREADABLE * 3]


def test_a_broken_font_is_unreadable() -> None:
    broken = font(Subtype="/TrueType", Widths=numbers(1), FirstChar=0, Encoding=numbers(1))
    del broken["/BaseFont"]
    broken[NameObject("/FontDescriptor")] = NumberObject(7)
    sheet = Sheet("BT /B 10 Tf 50 700 Td (Ord) Tj ET", {"/B": broken})
    assert sheet.texts() == [UNREADABLE * 3]


# Marked content, forms and fields


def test_the_text_that_is_given_beside_the_signs_counts() -> None:
    sheet = Sheet(
        "BT /F 10 Tf 50 700 Td (oplys) Tj /Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC "
        "0 -12 Td (ninger) Tj ET"
    )
    assert sheet.texts() == ["oplys", "\u00ad", "ninger"]
    assert sheet.lines() == ["oplys\u00ad", "ninger"]


def test_what_is_marked_as_a_foot() -> None:
    sheet = Sheet(
        "/Artifact <</Type /Pagination>> BDC BT /F 10 Tf 50 40 Td (Side) Tj ET EMC "
        "/P <</MCID 0>> BDC BT /F 10 Tf 50 700 Td (Aftale) Tj ET EMC"
    )
    assert [word.margin for word in sheet.words().words] == [True, False]


def with_form(content: str, form: DecodedStreamObject) -> Sheet:
    sheet = Sheet(content)
    sheet.resources[NameObject("/XObject")] = dictionary({"/X": form})
    return sheet


def test_words_of_a_form_stand_where_it_is_placed() -> None:
    form = stream(
        "BT /F 10 Tf 5 5 Td (Inde) Tj ET", Subtype="/Form", Matrix=numbers(1, 0, 0, 1, 0, 3)
    )
    sheet = with_form("q 1 0 0 1 100 200 cm /X Do Q BT /F 10 Tf 1 1 Td (Ude) Tj ET", form)
    assert [(w.text, w.left, w.base) for w in sheet.words().words] == [
        ("Inde", 105.0, 208.0),
        ("Ude", 1.0, 1.0),
    ]


def test_a_form_inside_itself_ends() -> None:
    form = stream("BT /F 10 Tf 5 5 Td (Igen) Tj ET /X Do /X Do", Subtype="/Form")
    assert 0 < len(with_form("/X Do", form).texts()) < 2_000


def test_a_picture_is_told() -> None:
    picture = stream("", Subtype="/Image")
    assert with_form("/X Do", picture).words().has_picture
    assert not Sheet("").words().has_picture


def test_what_a_field_was_filled_in_with() -> None:
    sheet = Sheet("BT /F 10 Tf 50 700 Td (Navn:) Tj ET")
    shown = stream(
        "BT /F 10 Tf 2 2 Td (Else Holm) Tj ET", Subtype="/Form", BBox=numbers(0, 0, 100, 14)
    )
    field = dictionary(
        {
            "/Subtype": "/Widget",
            "/Rect": numbers(90, 698, 190, 712),
            "/AP": dictionary({"/N": shown}),
        }
    )
    sheet.page[NameObject("/Annots")] = ArrayObject([field])
    assert sheet.lines() == ["Navn: Else Holm"]


# Ways to hold a page


@pytest.mark.parametrize(
    ("rotation", "matrix"),
    [
        pytest.param(0, "1 0 0 1 50 700", id="upright"),
        pytest.param(90, "0 1 -1 0 100 50", id="turned, and the page with it"),
        pytest.param(0, "0 1 -1 0 100 50", id="turned left"),
        pytest.param(0, "0 -1 1 0 500 750", id="turned right"),
        pytest.param(180, "-1 0 0 -1 550 100", id="upside down"),
    ],
)
def test_a_page_is_read_as_it_is_held(rotation: int, matrix: str) -> None:
    a, b, c, d, e, f = (float(number) for number in matrix.split())
    below = f"{a} {b} {c} {d} {e - 12 * c} {f - 12 * d}"
    sheet = Sheet(f"BT /F 10 Tf {below} Tm (nederst her) Tj {matrix} Tm (Data øverst) Tj ET")
    sheet.page.rotate(rotation)
    page = read_page(sheet.page, Faces())
    assert [line.text for line in page.lines] == ["Data øverst", "nederst her"]
    assert page.lines[0].left == pytest.approx(50)
    assert page.lines[0].base == pytest.approx(page.height - 100)


def test_a_stamp_across_the_page_is_no_text() -> None:
    sheet = Sheet(
        "BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (UDKAST) Tj "
        "/F 10 Tf 1 0 0 1 50 700 Tm (Aftale) Tj ET"
    )
    assert [word.turn for word in sheet.words().words] == [DIAGONAL, 0]
    assert sheet.lines() == ["Aftale"]


def test_a_page_with_more_than_any_agreement_is_refused() -> None:
    with pytest.raises(FileLimitError, match="characters on one page"):
        Sheet(f"BT /F 10 Tf ({'x' * 300_000}) Tj ET").words()


# Ruled lines


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param("50 600 m 250 600 l S", id="a stroke"),
        pytest.param("50 599.5 200 1 re f", id="a thin box"),
        pytest.param("50 599 m 250 599 l 250 601 l 50 601 l h f", id="a thin shape"),
    ],
)
def test_ruled_lines(drawn: str) -> None:
    (rule,) = Sheet(drawn).words().rules
    assert (rule.level, rule.place, rule.start, rule.end) == (True, 600.0, 50.0, 250.0)


def test_a_box_has_four() -> None:
    assert [r.level for r in Sheet("50 600 200 40 re S").words().rules] == [
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param("50 600 200 40 re W n", id="a clipping path"),
        pytest.param("50 600 200 40 re f", id="a shade"),
        pytest.param("50 600 m 250 650 l S", id="a slant"),
    ],
)
def test_what_rules_nothing(drawn: str) -> None:
    assert Sheet(drawn).words().rules == ()
