from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clauses import make_clauses
from ingest.cleaning import clean_text
from ingest.readers.markdown import read_markdown, unmark
from ingest.readers.markdown_lists import count_items
from ingest.readers.source import SourceText

MARKED = st.text(alphabet="#*_`|>-=[]()\\ abæ1.\n:^<~!", max_size=120)
PLAIN = st.text(alphabet="abcæøå ,", min_size=1, max_size=30).map(str.strip).filter(bool)


def lines(markdown: str) -> list[str]:
    """Return the lines as cleaning will see them: without what it drops, and without margins."""
    text = unmark(markdown).text.replace("\u200b", "")
    return [" ".join(line.replace("\t", " | ").split()) for line in text.split("\n")]


def cleaned(markdown: str) -> list[tuple[str, bool]]:
    """Return the paragraphs after cleaning, and whether each is marked as a heading."""
    clean = clean_text(unmark(markdown))
    return [(clean.text[line.span.start : line.span.end], line.heading) for line in clean.lines]


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        pytest.param("## 4. Sletning ##", ["4. Sletning"], id="heading"),
        pytest.param("## Formål {#formaal .x}", ["Formål"], id="heading with a name"),
        pytest.param("Sletning\n========", ["Sletning", ""], id="underlined heading"),
        pytest.param("Det er **ikke** `til*la*dt`", ["Det er ikke til*la*dt"], id="strong, code"),
        pytest.param("Under *Firma* og _her_", ["Under Firma og her"], id="emphasis"),
        pytest.param("**4.2** Tekst", ["4.2 Tekst"], id="a number in bold"),
        pytest.param("**brudt\nover** to", ["brudt", "over to"], id="emphasis over two lines"),
        pytest.param("> citat", ["citat"], id="quotation"),
        pytest.param("> > ## citat", ["citat"], id="a heading in a quotation"),
        pytest.param("a\n\n---\n\nb", ["a", "", "", "", "b"], id="rule"),
        pytest.param("1\\. Formål", ["1. Formål"], id="escape"),
        pytest.param("4\\.2 og \\*ikke fed\\*", ["4.2 og *ikke fed*"], id="escaped marks"),
        pytest.param("* navn\n- by", ["* navn", "- by"], id="bullets stay"),
        pytest.param("- 4.2 a\n* (b) c\n- 30 dage", ["4.2 a", "(b) c", "- 30 dage"], id="typed"),
        pytest.param(
            "## Indhold\n\n- [Mål](#m)\n- Bilag A\n\ntekst\n- a",
            ["Indhold", "", "Mål", "Bilag A", "", "tekst", "- a"],
            id="contents",
        ),
        pytest.param("+ navn", ["- navn"], id="a bullet that no agreement has"),
        pytest.param("[loven](https://x.dk/a_(b) 'x')", ["loven"], id="link"),
        pytest.param("[loven][a]\n\n[a]: https://x.dk", ["loven", "", ""], id="named link"),
        pytest.param("[KUNDE] og [navn][2]", ["[KUNDE] og [navn][2]"], id="places to fill in"),
        pytest.param("<navn på kunden> og <u>det</u>", ["<navn på kunden> og det"], id="tags"),
        pytest.param("<https://x.dk> <a@b.dk>", ["https://x.dk a@b.dk"], id="bare links"),
        pytest.param("før ![logo](a.png) efter", ["før efter"], id="picture"),
        pytest.param("a <!-- b\nc --> d", ["a", "d"], id="comment"),
        pytest.param("30 ~~14~~ dage", ["30 dage"], id="what is struck out"),
        pytest.param("fire<br>fem", ["fire", "fem"], id="line break"),
        pytest.param("m<sup>2</sup>", ["m²"], id="raised"),
        pytest.param("ord[^1].\n\n[^1]: Note.", ["ord¹.", "", "¹ Note."], id="footnote"),
        pytest.param("ord[^a]:\n\n[^a]: Note.", ["ord¹:", "", "¹ Note."], id="named footnote"),
        pytest.param("ord[^1]", ["ord[^1]"], id="no such footnote"),
        pytest.param(
            "| Navn | Land |\n|:---|---:|\n| A | B |",
            ["Navn | Land", "", "A | B"],
            id="table",
        ),
        pytest.param("| a \\| b | c<br>d |", ["a | b | c d"], id="pipe and break in a cell"),
        pytest.param("```\n**a**\n# b\n```\n**c**", ["", "**a**", "# b", "", "c"], id="code"),
        pytest.param("---\ntitle: A\n---\nb", ["", "", "", "b"], id="front matter"),
        pytest.param("pris pr. 2 * 3 stk.", ["pris pr. 2 * 3 stk."], id="a star between blanks"),
        pytest.param("snake_case og C#", ["snake_case og C#"], id="signs inside words"),
        pytest.param("Navn: ______ __", ["Navn: ______ __"], id="a line to write on"),
    ],
)
def test_marks_go(markdown: str, plain: list[str]) -> None:
    assert lines(markdown) == plain


def test_one_pipe_parts_cells_under_a_head_only() -> None:
    text = unmark("a | b\n-|-\nc | d\n\ne | f").text
    assert [line.count("\t") for line in text.split("\n")] == [1, 0, 1, 0, 0]


@given(MARKED)
def test_offsets_stay_those_of_the_counted_text(markdown: str) -> None:
    counted = count_items(markdown)
    text = unmark(markdown).text
    assert len(text) == len(counted)
    for mine, theirs in zip(text, counted, strict=True):
        assert mine == theirs or mine in "\u200b\t\n- ¹"


@given(st.lists(PLAIN, min_size=1, max_size=6))
def test_no_word_of_plain_paragraphs_is_lost_or_invented(paragraphs: list[str]) -> None:
    assert unmark("\n\n".join(paragraphs)).text == "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("# Aftale\n\n  ## Formål\n\n#ikke", ["Aftale", "Formål"], id="signs"),
        pytest.param("Sletning\n---\n\ntekst", ["Sletning"], id="underlined"),
        pytest.param("a\n\n**4. Sletning**\n\ntekst", ["4. Sletning"], id="bold alone on a line"),
        pytest.param("__Hvornår slettes data?__", ["Hvornår slettes data?"], id="bold question"),
        pytest.param("1. **Formål**\n   tekst", ["1. Formål"], id="bold item"),
        pytest.param("**Vi sletter data.**", [], id="a bold sentence"),
        pytest.param("**Firma ApS**\n\n**og**", [], id="bold parties"),
        pytest.param("**4.2** Vi sletter data", [], id="only the number is bold"),
        pytest.param("<h2>Formål</h2>", ["Formål"], id="tag"),
        pytest.param("```\n# ikke\n```", [], id="code"),
        pytest.param("| A | B |\n|---|---|\n| **c** | d |", [], id="table"),
    ],
)
def test_headings_are_marked(markdown: str, expected: list[str]) -> None:
    assert [text for text, heading in cleaned(markdown) if heading] == expected


@pytest.mark.parametrize(
    ("markdown", "counted"),
    [
        pytest.param("1. a\n1. b\n1. c", "1. a\n2. b\n3. c", id="ones"),
        pytest.param("3) a\n3) b", "3) a\n4) b", id="another start"),
        pytest.param("1. a\n2. b\n4. c", "1. a\n2. b\n4. c", id="typed numbers stay"),
        pytest.param("1. a\n2. b\n2. c", "1. a\n2. b\n2. c", id="a slip stays"),
        pytest.param("1. a\n\n   mere\n\n1. b", "1. a\n\n   mere\n\n2. b", id="paragraphs"),
        pytest.param("1. a\n   - x\n1. b", "1. a\n   - x\n2. b", id="bullets inside"),
        pytest.param("1. a\n   1. x\n   1. y\n1. b", "1. a\n   1. x\n   2. y\n2. b", id="nested"),
        pytest.param("1. a\n\ntekst\n\n1. b", "1. a\n\ntekst\n\n1. b", id="text between"),
        pytest.param("1. a\n\n## X\n\n1. b", "1. a\n\n## X\n\n1. b", id="heading between"),
        pytest.param("1. a\n1) b", "1. a\n1) b", id="another sign"),
        pytest.param("```\n1. a\n1. b\n```", "```\n1. a\n1. b\n```", id="code"),
        pytest.param("1. a\r\n1. b\r\n", "1. a\r\n2. b\r\n", id="Windows"),
    ],
)
def test_items_that_the_renderer_counts(markdown: str, counted: str) -> None:
    assert count_items(markdown) == counted


def test_the_tenth_item_gets_a_second_digit() -> None:
    assert count_items("1. a\n" * 10).endswith("9. a\n10. a\n")


def test_a_hard_break_parts_lines_that_would_be_joined() -> None:
    soft = "Databehandleren skal underrette den dataansvarlige om\nalle brud på sikkerheden."
    assert len(cleaned(soft)) == 1
    for mark in ("  \n", "\\\n"):
        parties = f"**Kunde:** Firma A/S{mark}CVR: 12345678{mark}Vej 1"
        assert [text for text, _ in cleaned(parties)] == [
            "Kunde: Firma A/S",
            "CVR: 12345678",
            "Vej 1",
        ]


def test_labels_of_an_agreement_that_the_renderer_counts() -> None:
    markdown = (
        "# Databehandleraftale\n\nMellem A og B.\n\n## 1\\. Formål\n\n**1.1** Vi bruger data.\n\n"
        "**1.2** Vi må ikke:\n\n1. sælge data,\n1. dele data.\n\n## 2\\. Sletning\n\n"
        "**2.1** Data slettes efter 30 dage[^1].\n\n[^1]: Regnet fra aftalens ophør.\n"
    )
    clauses = make_clauses(clean_text(unmark(markdown)), document_id="x")
    labels = [clause.label for clause in clauses if clause.number]
    assert labels == ["1", "1.1", "1.2", "1.2.1", "1.2.2", "2", "2.1", "Fodnote 1"]


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Aftale", encoding="utf-8")
    assert read_markdown(tmp_path / "a.md") == SourceText(
        text="\u200b Aftale", heading_starts=frozenset({0})
    )


@pytest.mark.parametrize("piece", ["> ", " ", "\t", "|-", "[a](<", "*a", "1. a\n", "<!--", "`a"])
def test_time_grows_with_the_length_alone(piece: str) -> None:
    start = time.monotonic()
    unmark(piece * 20_000 + "x")
    assert time.monotonic() - start < 2
