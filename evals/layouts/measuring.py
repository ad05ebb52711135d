"""Rendering, reading and scoring: what is measured of layouts, real documents and wild texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.layouts.blocks import Entry, Layout, gold_entries
from evals.layouts.converting import convert, find_soffice
from evals.layouts.documents import layout_of_document
from evals.layouts.formats import FORMATS, Format
from evals.layouts.scoring import (
    Comparison,
    Difference,
    Reading,
    compare_entries,
    first_difference,
    read_entries,
)
from evals.layouts.wild import WildText
from klausul.errors import EvaluationFileError


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One file read and compared; ``error`` says why it has no entries."""

    name: str
    format: str
    comparison: Comparison
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Where the labels of one agreement part between formats; nowhere when they are the same."""

    name: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """Every file of one set, and every agreement over its formats."""

    results: tuple[Result, ...]
    agreements: tuple[Agreement, ...] = ()


def render_all(
    layouts: Sequence[Layout], formats: Sequence[str], *, folder: Path
) -> Mapping[tuple[str, str], Path]:
    """Write every layout in every format; return the files by (name of layout, format).

    Raises:
        EvaluationFileError: LibreOffice is missing or failed.
    """
    files: dict[tuple[str, str], Path] = {}
    for name in formats:
        made = _write(layouts, FORMATS[name], folder=folder / name)
        files |= {(layout.name, name): path for layout, path in zip(layouts, made, strict=True)}
    return files


def _write(layouts: Sequence[Layout], kind: Format, *, folder: Path) -> list[Path]:
    source = folder / "source" if kind.by_libreoffice else folder
    source.mkdir(parents=True, exist_ok=True)
    paths = []
    for layout in layouts:
        path = source / f"{layout.name}{kind.by_libreoffice or kind.suffix}"
        path.write_bytes(kind.render(layout))
        paths.append(path)
    soffice = find_soffice()
    if kind.by_libreoffice is None:
        return paths
    if soffice is None:
        raise EvaluationFileError("LibreOffice (soffice) is not installed")
    return convert(paths, to=kind.suffix.removeprefix("."), folder=folder, soffice=soffice)


def measure_layouts(
    layouts: Sequence[Layout], formats: Sequence[str], *, folder: Path
) -> Measurement:
    """Compare each layout in each format with its gold, and the formats with one another."""
    gold = {layout.name: gold_entries(layout) for layout in layouts}
    readings = _read_all(layouts, formats, folder=folder)
    agreements = []
    for name in gold:
        own = [reading for reading in readings if reading.name == name]
        usual = Counter(reading.sequence for reading in own).most_common(1)[0][0]
        agreements.append(_agreement(name, own, expected=usual))
    return Measurement(results=_results(gold, readings), agreements=tuple(agreements))


def measure_documents(
    paths: Sequence[Path], formats: Sequence[str], *, folder: Path
) -> Measurement:
    """Compare each text in each format with the labels that it has as plain text.

    The formats hold its paragraphs as ingest joins them: what a word processor would have.
    """
    plain = [read_entries(path, name=path.stem, format="txt") for path in paths]
    layouts = [layout_of_document(path) for path in paths]
    readings = _read_all(layouts, formats, folder=folder)
    agreements = tuple(
        _agreement(
            text.name,
            [reading for reading in readings if reading.name == text.name],
            expected=text.sequence,
        )
        for text in plain
    )
    gold = {reading.name: reading.entries for reading in plain}
    return Measurement(results=_results(gold, readings), agreements=agreements)


def measure_wild(texts: Sequence[WildText]) -> Measurement:
    """Compare each text with the labels that a person gave it."""
    readings = [read_entries(text.path, name=text.name, format="wild") for text in texts]
    return Measurement(results=_results({text.name: text.entries for text in texts}, readings))


def _read_all(layouts: Sequence[Layout], formats: Sequence[str], *, folder: Path) -> list[Reading]:
    files = render_all(layouts, formats, folder=folder)
    return [read_entries(path, name=name, format=kind) for (name, kind), path in files.items()]


def _results(
    gold: Mapping[str, Sequence[Entry]], readings: Sequence[Reading]
) -> tuple[Result, ...]:
    return tuple(
        Result(
            name=reading.name,
            format=reading.format,
            comparison=compare_entries(reading.entries, gold[reading.name]),
            error=reading.error,
        )
        for reading in readings
    )


def _agreement(
    name: str, readings: Sequence[Reading], *, expected: Sequence[tuple[int, str]]
) -> Agreement:
    found = (first_difference(reading, expected) for reading in readings)
    return Agreement(name=name, differences=tuple(d for d in found if d is not None))
