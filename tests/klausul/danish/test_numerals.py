import pytest
from hypothesis import given
from hypothesis import strategies as st

from klausul.danish.numerals import read_number, write_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("1.500", 1500.0, id="thousands"),
        pytest.param("1.500,50", 1500.5, id="decimals"),
        pytest.param("20,000,000", 20e6, id="english-thousands"),
        pytest.param("20\u00a0000", 20000.0, id="narrow-space"),
        pytest.param("1,5", 1.5, id="comma"),
        pytest.param("99.9", 99.9, id="point"),
        pytest.param("Fireogtyve", 24.0, id="word"),
        pytest.param("halvanden", 1.5, id="half"),
        pytest.param("halvfems", 90.0, id="ninety"),
    ],
)
def test_read_number(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["", "måned", "1.2.3"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="could not convert"):
        read_number(text)


@given(st.integers(0, 10**9))
def test_danish_thousands_are_read_back(value: int) -> None:
    assert write_number(read_number(f"{value:,}".replace(",", "."))) == str(value)
