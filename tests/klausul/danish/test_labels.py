import pytest

from klausul.danish.labels import Style, read_labels
from klausul.types import Span


@pytest.mark.parametrize(
    ("text", "style", "numbers"),
    [
        pytest.param("10.1", Style.CLAUSE, ["10.1"], id="decimal"),
        pytest.param("C4 skal", Style.CLAUSE, ["C.4"], id="letter"),
        pytest.param("8.2 a)", Style.CLAUSE, ["8.2.a"], id="letter-behind"),
        pytest.param("9.1. og 9.2.", Style.CLAUSE, ["9.1", "9.2"], id="two"),
        pytest.param("3, 5 og 7", Style.CLAUSE, ["3", "5", "7"], id="list"),
        pytest.param("3, 5 dage", Style.CLAUSE, ["3"], id="no-list"),
        pytest.param("7, 7.3", Style.CLAUSE, ["7.3"], id="refined"),
        pytest.param("46, stk. 2, litra c og d", Style.ARTICLE, ["46.2.c", "46.2.d"], id="letters"),
        pytest.param("28, stk. 2, og stk. 4", Style.ARTICLE, ["28.2", "28.4"], id="paragraphs"),
        pytest.param("32-36", Style.ARTICLE, ["32-36"], id="range"),
        pytest.param("V, som", Style.CHAPTER, ["V"], id="roman"),
        pytest.param("A, B og C", Style.ANNEX, ["A", "B", "C"], id="annexes"),
        pytest.param("i aftalen", Style.ANNEX_LOWER, [], id="preposition"),
        pytest.param("1.500", Style.CLAUSE, [], id="amount"),
        pytest.param("2019", Style.CLAUSE, [], id="year"),
    ],
)
def test_rows_of_labels(text: str, style: Style, numbers: list[str]) -> None:
    assert [label.number for label in read_labels(text, 0, style=style)] == numbers


def test_a_label_inside_a_quantity_is_none() -> None:
    assert read_labels("30 dage", 0, style=Style.CLAUSE, barred=[Span(0, 7)]) == []
