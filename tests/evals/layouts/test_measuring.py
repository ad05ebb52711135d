from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.layouts.__main__ import main
from evals.layouts.blocks import Layout
from evals.layouts.documents import layout_of_document
from evals.layouts.formats import FORMATS, choose_formats, missing_for
from evals.layouts.measuring import measure_documents, measure_layouts
from klausul.errors import EvaluationFileError

HERE = Path(__file__).parent
BY_LIBREOFFICE = [name for name, kind in FORMATS.items() if kind.by_libreoffice]
OWN = [name for name in FORMATS if name not in BY_LIBREOFFICE and not missing_for(name)]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("name", OWN)
def test_each_format_is_read_back(layout: Layout, name: str, tmp_path: Path) -> None:
    measured = measure_layouts([layout], [name], folder=tmp_path)
    (result,) = measured.results
    assert result.error is None
    assert result.comparison.score.f1 >= 0.85
    assert list((tmp_path / name).iterdir()) == [tmp_path / name / f"ordrer{FORMATS[name].suffix}"]


@pytest.mark.slow
@pytest.mark.parametrize("name", BY_LIBREOFFICE)
def test_each_format_of_libreoffice_is_read_back(layout: Layout, name: str, tmp_path: Path) -> None:
    if missing := missing_for(name):
        pytest.skip(f"{missing} is not installed")
    (result,) = measure_layouts([layout], [name], folder=tmp_path).results
    assert result.error is None
    assert result.comparison.score.f1 >= 0.85


def test_formats_that_differ_are_told(layout: Layout, tmp_path: Path) -> None:
    measured = measure_layouts([layout], ["txt-lines", "txt-nfd"], folder=tmp_path)
    assert [agreement.differences for agreement in measured.agreements] == [()]


def test_documents_are_held_to_their_own_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    words = "1. Formål\n\n1.1 Kunden ejer data.\n\n1.2 Data slettes efter 30 dage.\n"
    path.write_text(words, encoding="utf-8")
    measured = measure_documents([path], ["txt-lines", "docx"], folder=tmp_path / "made")
    assert [result.comparison.score.f1 for result in measured.results] == [1.0, 1.0]
    assert measured.agreements[0].differences == ()


def test_a_footnote_of_a_document_is_one_in_word(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    words = "1. Formål\n\nKunden bruger medlemsstater1 som\n\n1  Ved stat forstås land.\n\nher.\n"
    path.write_text(words, encoding="utf-8")
    texts = [getattr(block, "text", "") for block in layout_of_document(path).blocks]
    assert texts[-1] == "Ved stat forstås land."
    assert any("medlemsstater[^1]" in text for text in texts)


def test_a_family_is_all_its_formats() -> None:
    assert choose_formats(["pdf"]) == ("pdf-libreoffice", "pdf-reportlab")
    assert choose_formats([]) == tuple(FORMATS)
    with pytest.raises(EvaluationFileError, match="odt"):
        choose_formats(["odt"])


def test_the_table_and_the_json_agree(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    arguments = ["--folder", str(HERE), "--documents", str(tmp_path), "--format", "txt-lines"]
    code, out, _ = run(capsys, *arguments, "--json")
    data = json.loads(out)["Layouts"]
    assert code == 0
    assert data["by_format"]["txt-lines"]["n"] == 1
    assert data["by_format"]["txt-lines"]["f1"] >= 0.9
    _, table, _ = run(capsys, *arguments)
    assert f"{data['by_format']['txt-lines']['f1']:.3f}" in table
    assert "same labels in every format: 1 of 1" in table


def test_a_file_that_is_not_valid_is_named_and_the_rest_go_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    small = (HERE / "ordrer.json").read_text(encoding="utf-8")
    (tmp_path / "ordrer.json").write_text(small, encoding="utf-8")
    (tmp_path / "andet.json").write_text(small, encoding="utf-8")
    code, out, err = run(
        capsys, "--folder", str(tmp_path), "--documents", str(tmp_path), "--format", "txt-lines"
    )
    assert code == 1
    assert "andet.json" in err
    assert "ordrer" in out


def test_wild_texts_with_their_misses(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = "1. Formål\n\n1.1 Kunden ejer data.\n\n1.2 Data slettes efter 30 dage.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    labels = "1\t1\t1. Formål\n1\t1.1\t1.1 Kunden ejer\n1\t9.9\t1.2 Data slettes\n"
    (tmp_path / "a.labels.tsv").write_text(labels, encoding="utf-8")
    code, out, _ = run(capsys, "--wild", "--wild-folder", str(tmp_path), "--misses")
    assert code == 0
    assert "a (wild) missed: [1] 9.9 | 1.2 Data slettes" in out
    assert "a (wild) extra: [1] 1.2 | 1.2 Data slettes efter 30 dage." in out
