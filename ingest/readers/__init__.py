"""One reader for each format: a file becomes text with pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.limits import DEFAULT_LIMITS, Limits, check_length, check_size
from ingest.readers.formats import Format, detect_format
from ingest.readers.source import SourceText
from ingest.reasons import because_of
from klausul.errors import UnreadableFileError


def read_source(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> SourceText:
    """Read a file with the reader of its format, which its content tells.

    Raises:
        UnsupportedFormatError: No reader knows the format; the reason says what the file is.
        UnreadableFileError: The file cannot be read as that format.
        EmptyDocumentError: The file holds no text.
        FileLimitError: The file or its text is larger than ``limits`` allow.
    """
    try:
        check_size(path.name, path.stat().st_size, limits)
        found = detect_format(path.read_bytes(), name=path.name)
    except OSError as error:
        unopened = UnreadableFileError(f"{path.name}: {error.strerror or error}")
        raise because_of(unopened, error) from error
    source = reader_of(found)(path)
    check_length(path.name, len(source.text), limits)
    return source


def reader_of(found: Format) -> Callable[[Path], SourceText]:
    """Return what reads a format; a reader is imported when a file first needs it."""
    match found:
        case Format.PDF:
            from ingest.readers.pdf import read_pdf

            return read_pdf
        case Format.DOCX:
            from ingest.readers.docx import read_docx

            return read_docx
        case Format.HTML:
            from ingest.readers.html import read_html

            return read_html
        case Format.MARKDOWN:
            from ingest.readers.markdown import read_markdown

            return read_markdown
        case Format.TEXT:
            from ingest.readers.text import read_text

            return read_text
