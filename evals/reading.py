"""Reading JSON Lines files of the evaluation, with errors that name file, line and fault."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from klausul.errors import EvaluationFileError

FilledText = Annotated[str, StringConstraints(pattern=r"\S")]


class Line(BaseModel):
    """Base of what one line may hold; a key it does not know is a fault, not a guess."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


LineT = TypeVar("LineT", bound=Line)


def read_lines(path: Path) -> list[tuple[int, str]]:
    """Return the filled lines of ``path`` with their numbers from 1.

    Raises:
        EvaluationFileError: The file is missing, not UTF-8 or holds no line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise EvaluationFileError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise EvaluationFileError(f"{path}: not UTF-8 at byte {error.start}") from error
    # Not splitlines(): a JSON string may hold U+2028, which is no end of a line here.
    lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines:
        raise EvaluationFileError(f"{path}: holds no lines, expected one JSON object a line")
    return lines


def parse_lines(path: Path, shape: type[LineT]) -> list[tuple[int, LineT]]:
    """Return every filled line of ``path`` as ``shape``, with its number.

    Raises:
        EvaluationFileError: The file cannot be read, or a line is not of that shape.
    """
    return [(number, _parse(path, number, line, shape)) for number, line in read_lines(path)]


def fault(path: Path, number: int, what: str) -> EvaluationFileError:
    """Return the error for line ``number`` of ``path``."""
    return EvaluationFileError(f"{path}, line {number}: {what}")


def _parse(path: Path, number: int, line: str, shape: type[LineT]) -> LineT:
    try:
        return shape.model_validate_json(line)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in item['loc']) or 'the line'}: {item['msg']}"
            for item in error.errors(include_url=False)
        )
        raise fault(path, number, faults) from error
