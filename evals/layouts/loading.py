"""Reading layouts from JSON: what a block may hold, and errors that name file and block."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from evals.layouts.blocks import Block, Contents, Fields, Kind, Layout, Paragraph, Table, Word
from evals.layouts.checking import find_faults
from evals.reading import FilledText, Line
from klausul.errors import EvaluationFileError

_Level = Annotated[int, Field(ge=1, le=4)]
_Depth = Annotated[int, Field(ge=1, le=8)]


class _Entry(Line):
    label: FilledText | None = None
    level: _Level = 1


class _PlainLine(_Entry):
    kind: Literal["title", "text", "question"]
    text: FilledText
    depth: _Depth = 1


class _NumberedLine(_Entry):
    kind: Literal["heading", "clause", "item", "footnote"]
    number: str = ""
    text: FilledText
    depth: _Depth = 1


class _AnnexLine(_Entry):
    kind: Literal["annex"]
    number: FilledText
    text: str = ""
    depth: _Depth = 1


class _ContentsLine(_Entry):
    kind: Literal["contents"]
    title: FilledText
    entries: Annotated[list[tuple[str, FilledText, int]], Field(min_length=1)]
    label: FilledText


class _TableLine(Line):
    kind: Literal["table"]
    rows: Annotated[list[list[str]], Field(min_length=1)]
    labels: list[FilledText]
    level: _Level = 1


class _FieldsLine(_Entry):
    kind: Literal["fields"]
    lines: Annotated[list[FilledText], Field(min_length=1)]


_Shape = Annotated[
    _PlainLine | _NumberedLine | _AnnexLine | _ContentsLine | _TableLine | _FieldsLine,
    Field(discriminator="kind"),
]


class _File(Line):
    name: FilledText
    about: FilledText
    word: Literal["automatic", "styled", "typed"]
    blocks: Annotated[list[dict[str, Any]], Field(min_length=1)]
    running_head: FilledText | None = None
    page_numbers: Annotated[str, Field(pattern=r"\{n\}")] | None = None


def load_layouts(folder: Path) -> tuple[Layout, ...]:
    """Return the layouts of a folder's JSON files, in order of name.

    Raises:
        EvaluationFileError: There is none, or one is not valid.
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise EvaluationFileError(f"{folder}: holds no layout, expected files named *.json")
    return tuple(load_layout(file) for file in files)


def load_layout(path: Path) -> Layout:
    """Return the layout of one file.

    Raises:
        EvaluationFileError: The file is not valid; every fault is told with its block.
    """
    try:
        header = _File.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationFileError(f"{path}: cannot be read: {error}") from error
    except ValidationError as error:
        raise EvaluationFileError(f"{path}: {_told(error)}") from error
    layout = Layout(
        name=header.name,
        about=header.about,
        word=Word(header.word),
        blocks=_blocks(path, header.blocks),
        running_head=header.running_head,
        page_numbers=header.page_numbers,
    )
    faults = find_faults(layout)
    if layout.name != path.stem:
        faults = [f"its name is {layout.name!r}, expected the file's", *faults]
    if faults:
        raise EvaluationFileError("\n".join(f"{path}: {fault}" for fault in faults))
    return layout


def _blocks(path: Path, rows: list[dict[str, Any]]) -> tuple[Block, ...]:
    shape: TypeAdapter[Any] = TypeAdapter(_Shape)
    blocks: list[Block] = []
    faults: list[str] = []
    for place, row in enumerate(rows, start=1):
        try:
            # As JSON, in which a list is how a pair is written.
            blocks.append(_block(shape.validate_json(json.dumps(row))))
        except ValidationError as error:
            faults.append(f"{path}: {name_block(place, row)}: {_told(error)}")
    if faults:
        raise EvaluationFileError("\n".join(faults))
    return tuple(blocks)


def name_block(place: int, row: Mapping[str, Any]) -> str:
    """Return words by which an author finds a block."""
    words = row.get("label") or row.get("number") or row.get("text") or ""
    return f"block {place} ({row.get('kind', 'no kind')} {str(words)[:30]!r})"


def _block(
    line: _PlainLine | _NumberedLine | _AnnexLine | _ContentsLine | _TableLine | _FieldsLine,
) -> Block:
    if isinstance(line, _ContentsLine):
        return Contents(
            title=line.title, entries=tuple(line.entries), label=line.label, level=line.level
        )
    if isinstance(line, _TableLine):
        rows = tuple(tuple(row) for row in line.rows)
        return Table(rows=rows, labels=tuple(line.labels), level=line.level)
    if isinstance(line, _FieldsLine):
        return Fields(lines=tuple(line.lines), label=line.label, level=line.level)
    return Paragraph(
        kind=Kind(line.kind),
        text=line.text.strip(),
        number="" if isinstance(line, _PlainLine) else line.number.strip(),
        label=line.label,
        level=line.level,
        depth=line.depth,
    )


def _told(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(str(part) for part in item['loc']) or 'the file'}: {item['msg']}"
        for item in error.errors(include_url=False)
    )
