"""One reader for each format: a file becomes text with pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from ingest.readers.markdown import read_markdown
from ingest.readers.pdf import read_pdf
from ingest.readers.source import SourceText
from ingest.readers.text import read_text
from ingest.reasons import because
from klausul.errors import UnsupportedFormatError

READERS: Mapping[str, Callable[[Path], SourceText]] = MappingProxyType(
    {".txt": read_text, ".md": read_markdown, ".markdown": read_markdown, ".pdf": read_pdf}
)


def read_source(path: Path) -> SourceText:
    """Read a file with the reader of its suffix.

    Raises:
        UnsupportedFormatError: No reader knows the suffix.
        UnreadableFileError: The file cannot be read as that format.
        EmptyDocumentError: The file holds no text.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        *others, last = READERS
        known = f"{', '.join(others)} og {last}"
        raise because(
            UnsupportedFormatError(
                f"{path.name}: format {path.suffix!r} is not one of {', '.join(READERS)}"
            ),
            f"Filformatet kendes ikke; Klausul læser {known}.",
        )
    return reader(path)
