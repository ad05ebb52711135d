"""What the commands share: reading what is typed, and saying what went wrong, in Danish."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import typer

from api.errors import NOT_TEXT, kind_of
from api.problems import ProblemKind, RefusalError, problem_body
from klausul.errors import (
    EmptyQuestionError,
    InputError,
    KlausulError,
    MissingIndexError,
    QuestionTooLongError,
    UnknownDocumentError,
    UnknownVendorError,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

    from klausul.types import Document

# More than any question may have, so that standard input is never read without end.
_STDIN_LIMIT: Final = 64 * 1024


class NotTextError(ValueError):
    """Something typed or piped in is not text."""


@contextmanager
def explain_errors(*, as_json: bool = False, documents: Iterable[Document] = ()) -> Iterator[None]:
    """End the command with a Danish sentence on standard error and the error's exit code.

    Args:
        as_json: Print the problem that HTTP would send on standard output as well.
        documents: What an unknown vendor or document could have been.
    """
    try:
        yield
    except KlausulError as error:
        kind = kind_of(error)
        raise _end(kind, _sentence(error, kind, documents), as_json=as_json) from error
    except RefusalError as error:
        raise _end(error.kind, error.kind.sentence, as_json=as_json) from error
    except NotTextError as error:
        raise _end(NOT_TEXT, NOT_TEXT.sentence, as_json=as_json) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        what = f"{error.strerror}: {error.filename}" if error.filename else str(error)
        typer.echo(printable(f"Filen eller mappen kan ikke bruges ({what})"), err=True)
        raise typer.Exit(1) from error


def name_failures(failures: Sequence[tuple[str, KlausulError]]) -> None:
    """Name each file that failed with its reason.

    Args:
        failures: Pairs of (file, error); at least one.
    """
    failed = amount(len(failures), "fil kunne", "filer kunne")
    typer.echo(f"{failed} ikke indlæses:", err=True)
    for source, error in failures:
        typer.echo(printable(f"{source}: {_sentence(error, kind_of(error), ())}"), err=True)


def read_question(argument: str) -> str:
    """Return the question in ``argument``, or on standard input for ``-``.

    Raises:
        EmptyQuestionError: It is empty.
        QuestionTooLongError: It is too long.
        NotTextError: It holds bytes that are not UTF-8, or NUL.
    """
    from api.schemas import MAX_QUESTION

    if argument == "-":
        data = sys.stdin.buffer.read(_STDIN_LIMIT)
    else:
        data = argument.encode(errors="surrogateescape")
    text = _text(data).strip()
    if not text:
        raise EmptyQuestionError("the question is empty")
    if len(text) > MAX_QUESTION:
        raise QuestionTooLongError(f"{len(text)} characters, at most {MAX_QUESTION}")
    return text


def check_text(value: str | None) -> str | None:
    """Return ``value`` if it is text.

    Raises:
        NotTextError: It holds bytes that are not UTF-8, or NUL.
    """
    return value if value is None else _text(value.encode(errors="surrogateescape"))


def print_json(shape: BaseModel) -> None:
    """Print one JSON document on standard output, as UTF-8 whatever the locale."""
    _print_bytes(shape.model_dump_json(indent=2))


def amount(number: int, one: str, many: str) -> str:
    """Return ``1 dokument`` or ``2 dokumenter``."""
    return f"{number} {one if number == 1 else many}"


def printable(text: str) -> str:
    r"""Return ``text`` fit for any stream: stray bytes of an argument become ``\udcXX``."""
    return text.encode(errors="backslashreplace").decode()


def _text(data: bytes) -> str:
    try:
        # A file made on Windows may begin with a byte order mark.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotTextError(str(error)) from error
    if "\x00" in text:
        raise NotTextError("NUL")
    return text


def _end(kind: ProblemKind, sentence: str, *, as_json: bool) -> typer.Exit:
    typer.echo(sentence, err=True)
    if as_json:
        _print_bytes(json.dumps(problem_body(kind), ensure_ascii=False, indent=2))
    return typer.Exit(kind.exit_code)


def _print_bytes(text: str) -> None:
    typer.echo(text.encode())


def _sentence(error: KlausulError, kind: ProblemKind, documents: Iterable[Document]) -> str:
    reasons = getattr(error, "__notes__", ())
    if reasons:
        # What ingest says of a file in Danish, instead of the general words for its kind.
        return printable(" ".join(reasons))
    sentence = kind.sentence
    if isinstance(error, UnknownVendorError):
        known = sorted({document.vendor for document in documents})
        sentence += f" Kendte leverandører: {', '.join(known)}."
    elif isinstance(error, UnknownDocumentError):
        known = sorted(document.document_id for document in documents)
        sentence += f" Kendte dokumenter: {', '.join(known)}."
    elif not isinstance(error, InputError | MissingIndexError):
        # The English message names the file or the figures.
        sentence += f" ({error})"
    return printable(sentence)
