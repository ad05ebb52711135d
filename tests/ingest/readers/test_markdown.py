from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.markdown import read_markdown, unmark
from ingest.readers.source import SourceText

MARKED = st.text(alphabet="#*_`|>-=[]()\\ abæ1.\n:", max_size=120)


def lines(markdown: str) -> list[str]:
    """Return the lines as cleaning will see them: without what it drops, and without margins."""
    text = unmark(markdown).text.replace("\u200b", "")
    return [" ".join(line.replace("\t", " | ").split()) for line in text.split("\n")]


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        pytest.param("## 4. Sletning ##", ["4. Sletning"], id="heading"),
        pytest.param("Sletning\n========", ["Sletning", ""], id="underlined heading"),
        pytest.param("Det er **ikke** `tilladt`", ["Det er ikke tilladt"], id="strong and code"),
        pytest.param("Under *Firma* og _her_", ["Under Firma og _her_"], id="emphasis"),
        pytest.param("> citat", ["citat"], id="quotation"),
        pytest.param("a\n\n---\n\nb", ["a", "", "", "", "b"], id="rule"),
        pytest.param("1\\. Formål", ["1. Formål"], id="escape"),
        pytest.param("* navn\n- by", ["* navn", "- by"], id="bullets stay"),
        pytest.param("[loven](https://x.dk/a)", ["loven(https://x.dk/a)"], id="link"),
        pytest.param(
            "| Navn | Land |\n|:---|---:|\n| A | B |",
            ["Navn | Land", "", "A | B"],
            id="table",
        ),
        pytest.param("pris pr. 2 * 3 stk.", ["pris pr. 2 * 3 stk."], id="a star between blanks"),
        pytest.param("snake_case og C#", ["snake_case og C#"], id="signs inside words"),
    ],
)
def test_marks_go(markdown: str, plain: list[str]) -> None:
    assert lines(markdown) == plain


@given(MARKED)
def test_offsets_stay_those_of_the_file(markdown: str) -> None:
    text = unmark(markdown).text
    assert len(text) == len(markdown)
    for mine, theirs in zip(text, markdown, strict=True):
        assert mine == theirs or mine in "\u200b\t"
        assert not theirs.isalnum() or mine == theirs


def test_headings_are_marked() -> None:
    markdown = "# Aftale\n\ntekst\n\n  ## Formål\n\nSletning\n---\n\n#ikke"
    found = unmark(markdown).heading_starts
    assert found == {markdown.index(word) for word in ("# Aftale", "  ## Formål", "Sletning")}


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Aftale", encoding="utf-8")
    assert read_markdown(tmp_path / "a.md") == SourceText(
        text="\u200b Aftale", heading_starts=frozenset({0})
    )
