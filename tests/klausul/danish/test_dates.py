import pytest

from klausul.danish.dates import find_dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("af 27. april 2016 om", "2016-04-27", id="words"),
        pytest.param("27 April 2016", "2016-04-27", id="english"),
        pytest.param("den 1. okt. 2021", "2021-10-01", id="short-month"),
        pytest.param("01-03-2024", "2024-03-01", id="dashes"),
        pytest.param("1.3.2024", "2024-03-01", id="points"),
        pytest.param("25/5-2018", "2018-05-25", id="slash"),
        pytest.param("2024-03-01", "2024-03-01", id="iso"),
        pytest.param("(august 2019)", "2019-08", id="month"),
        pytest.param("senest den 29. februar.", "--02-29", id="no-year"),
    ],
)
def test_dates_are_read(text: str, iso: str) -> None:
    assert iso in {found for _, found in find_dates(text)}


@pytest.mark.parametrize(
    "text",
    ["31-02-2024", "45-03-2024", "DD-MM-YYYY", "2016/679", "10.1", "C.2.10", "maj", "1.2.34"],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert list(find_dates(text)) == []
