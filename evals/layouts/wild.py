"""Agreements as they arrive: a text and the labels that a person gave it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from evals.layouts.blocks import Entry
from evals.layouts.scoring import bare_signs
from evals.reading import fault, read_lines
from klausul.errors import EvaluationFileError

_LABELS = ".labels.tsv"
_COLUMNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WildText:
    """One file and the entries that a person sees in it."""

    path: Path
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self.path.stem


def find_wild(folder: Path) -> tuple[Path, ...]:
    """Return the files of labels in a folder, in order of name.

    Raises:
        EvaluationFileError: There is none.
    """
    files = tuple(sorted(folder.glob(f"*{_LABELS}")))
    if not files:
        raise EvaluationFileError(f"{folder}: holds no labels, expected files named *{_LABELS}")
    return files


def load_wild(labels: Path) -> WildText:
    """Return a text with the entries of its file of labels: level, label and first words.

    Raises:
        EvaluationFileError: There is not one text beside it, or a line is not valid or names
            words that the text does not hold.
    """
    stem = labels.name.removesuffix(_LABELS)
    texts = [labels.with_name(stem + suffix) for suffix in (".txt", ".md")]
    found = [path for path in texts if path.exists()]
    if len(found) != 1:
        raise EvaluationFileError(f"{labels}: expected one of {stem}.txt and {stem}.md beside it")
    held = bare_signs(decode_text(found[0]))
    entries = []
    for number, line in read_lines(labels):
        entry = _parse(labels, number, line)
        if bare_signs(entry.text) not in held:
            raise fault(labels, number, f"{found[0].name} does not hold the words {entry.text!r}")
        entries.append(entry)
    return WildText(path=found[0], entries=tuple(entries))


def decode_text(path: Path) -> str:
    """Return the words of a text file; what its bytes mean is for ingest to find out.

    Raises:
        EvaluationFileError: The file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EvaluationFileError(f"{path}: cannot be read: {error.strerror}") from error
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _parse(path: Path, number: int, line: str) -> Entry:
    columns = line.rstrip("\r").split("\t")
    if len(columns) != _COLUMNS or not all(column.strip() for column in columns):
        raise fault(path, number, f"expected LEVEL, LABEL and first words by tabs, found {line!r}")
    level, label, words = (column.strip() for column in columns)
    if not level.isdecimal() or not 1 <= int(level) <= 4:
        raise fault(path, number, f"level {level!r} is not 1 to 4")
    if not bare_signs(words) and not bare_signs(label):
        raise fault(path, number, f"{words!r} holds neither letters nor digits")
    return Entry(label=label, level=int(level), text=words)
