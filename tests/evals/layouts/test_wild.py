from __future__ import annotations

from pathlib import Path

import pytest

from evals.layouts.wild import find_wild, load_wild
from klausul.errors import EvaluationFileError

TEXT = "1. Formål\n\n1.1 Oplysninger om kun-\nder behandles.\n"
LABELS = "1\t1\t1. Formål\n1\t1.1\t1.1 Oplysninger om kunder\n"


def write(folder: Path, *, labels: str = LABELS, text: str = TEXT, encoding: str = "utf-8") -> Path:
    (folder / "a.txt").write_text(text, encoding=encoding)
    path = folder / "a.labels.tsv"
    path.write_text(labels, encoding="utf-8")
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_labels_are_read_beside_a_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    wild = load_wild(write(tmp_path, encoding=encoding))
    assert [(entry.label, entry.text) for entry in wild.entries] == [
        ("1", "1. Formål"),
        ("1.1", "1.1 Oplysninger om kunder"),
    ]
    assert (wild.name, wild.path) == ("a", tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("1\t1", "by tabs", id="two columns"),
        pytest.param("0\t1\t1. Formål", "level", id="level"),
        pytest.param("1\t1\t1. Sletning", "does not hold", id="words of another text"),
        pytest.param("1\t•\t•", "neither letters nor digits", id="no words"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path: Path, line: str, told: str) -> None:
    path = write(tmp_path, labels=f"{LABELS}{line}\n")
    with pytest.raises(EvaluationFileError, match=rf"a\.labels\.tsv, line 3: .*{told}"):
        load_wild(path)


def test_labels_without_a_text_are_told(tmp_path: Path) -> None:
    path = write(tmp_path)
    (tmp_path / "a.txt").unlink()
    with pytest.raises(EvaluationFileError, match=r"a\.txt"):
        load_wild(path)


def test_a_folder_without_labels_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvaluationFileError, match="no labels"):
        find_wild(tmp_path)
