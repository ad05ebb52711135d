import pytest

from klausul.danish.belonging import find_law, find_part, is_of_agreement, name_law
from klausul.danish.labels import read_levels_before, read_number_before


def _around(text: str) -> tuple[str, int, int]:
    """Return ``text`` without the brackets that mark its label, and where that stands."""
    start = text.index("[")
    end = text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("retsplejelovens [§ 225]", "retsplejeloven", id="before"),
        pytest.param("[§ 12] i databeskyttelsesloven", "databeskyttelsesloven", id="behind"),
        pytest.param("GDPR, [artikel 28]", "databeskyttelsesforordningen", id="GDPR"),
        pytest.param("[artikel 28] i aftalen", None, id="no law"),
    ],
)
def test_the_law_around_a_label(text: str, name: str | None) -> None:
    found = find_law(*_around(text))
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[artikel 5] i aftalen", True, id="behind"),
        pytest.param("[artikel 5] i jeres databehandleraftale", True, id="with a pronoun"),
        pytest.param("aftalens [artikel 5]", True, id="before"),
        pytest.param("DBA'ens [artikel 5]", True, id="short name"),
        pytest.param("[artikel 32] under denne aftale", False, id="duties under an agreement"),
        pytest.param("[artikel 32] i aftaleperioden", False, id="a longer word"),
        pytest.param("[artikel 5] i forordningen", False, id="a law"),
    ],
)
def test_whose_article_it_is(text: str, expected: bool) -> None:
    assert is_of_agreement(*_around(text)) is expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("DBA [9.2]", "DBA", id="before"),
        pytest.param("[punkt 9.2] i DBA'en", "DBA", id="behind"),
        pytest.param("Betingelsernes [pkt. 4.2]", "Betingelser", id="terms"),
        pytest.param("[pkt. 4.2] i jeres vilkår", "Vilkår", id="terms behind"),
        pytest.param("[pkt. 4.2] i aftalen", None, id="the whole"),
    ],
)
def test_the_part_around_a_label(text: str, name: str | None) -> None:
    found = find_part(*_around(text))
    assert (found.name if found else None) == name


def test_the_name_of_a_law_is_in_the_nominative() -> None:
    assert name_law("Databeskyttelseslovens") == "databeskyttelsesloven"
    assert name_law("forordningens") == "databeskyttelsesforordningen"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("litra b i [9.2]", (0, ("b",)), id="one"),
        pytest.param("litra b i stk. 2 i [punkt 5]", (0, ("2", "b")), id="two"),
        pytest.param("Om stk. 3 i [§ 7]", (3, ("3",)), id="inside a sentence"),
        pytest.param("punkt 5.2 i [afsnit 5]", (12, ()), id="a whole number"),
        pytest.param("reglerne i [punkt 5]", (11, ()), id="none"),
    ],
)
def test_levels_before_a_label(text: str, expected: tuple[int, tuple[str, ...]]) -> None:
    plain, start, _ = _around(text)
    assert read_levels_before(plain, start) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("10, [stk. 1]", (0, "10"), id="comma"),
        pytest.param("se 10.1 [stk 2]", (3, "10.1"), id="decimal"),
        pytest.param("i 2019, [stk. 1]", None, id="year"),
        pytest.param("efter [stk. 1]", None, id="none"),
    ],
)
def test_the_number_before_a_paragraph(text: str, expected: tuple[int, str] | None) -> None:
    plain, start, _ = _around(text)
    assert read_number_before(plain, start) == expected
