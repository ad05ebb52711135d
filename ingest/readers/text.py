"""Plain text: UTF-8, UTF-16 with a byte order mark, or Windows-1252."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ingest.readers.source import SourceText
from ingest.reasons import because, because_of
from klausul.errors import UnreadableFileError

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Control characters that no text holds; a file with them is a program, a picture or an archive.
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_text(path: Path) -> SourceText:
    """Read a text file.

    Raises:
        UnreadableFileError: The file cannot be opened or is not text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        unopened = UnreadableFileError(f"{path.name}: {error.strerror or error}")
        raise because_of(unopened, error) from error
    return SourceText(text=decode(data, name=path.name))


def decode(data: bytes, *, name: str) -> str:
    """Return the text of ``data``; ``name`` stands in the error.

    Raises:
        UnreadableFileError: No known encoding gives readable text.
    """
    marked = data.startswith(_UTF16_MARKS)
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _BINARY.search(text):
            return text
    raise because(
        UnreadableFileError(f"{name}: not text in UTF-8, UTF-16 or Windows-1252"),
        "Filen er ikke tekst i UTF-8, UTF-16 eller Windows-1252.",
    )
