"""PDF through pypdf: text page by page, with refusals that say why."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.readers.source import SourceText
from ingest.reasons import because, because_of
from klausul.errors import EmptyDocumentError, UnreadableFileError


def read_pdf(path: Path) -> SourceText:
    """Read a PDF's text; pages are parted by form feeds.

    Raises:
        UnreadableFileError: The file is missing, damaged or encrypted.
        EmptyDocumentError: No page holds text (a scanned document).
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        with _silent_library():
            reader = PdfReader(path)
            if reader.is_encrypted:
                encrypted = UnreadableFileError(f"{path.name}: the PDF is encrypted")
                raise because(encrypted, "PDF'en er låst med adgangskode.")
            pages = [page.extract_text() for page in reader.pages]
    except OSError as error:
        unopened = UnreadableFileError(f"{path.name}: {error.strerror or error}")
        raise because_of(unopened, error) from error
    except (PyPdfError, DependencyError, ValueError) as error:
        damaged = UnreadableFileError(f"{path.name}: the PDF is damaged: {error}")
        raise because(damaged, "PDF'en er beskadiget.") from error
    if not any(page.strip() for page in pages):
        raise because(
            EmptyDocumentError(f"{path.name}: no page of the PDF holds text; it may be scanned"),
            "Dokumentet er tomt: Ingen side i PDF'en indeholder tekst. "
            "Et skannet dokument skal tekstgenkendes først.",
        )
    starts, position = [], 0
    for page in pages:
        starts.append(position)
        position += len(page) + 1
    return SourceText(text="\f".join(pages), page_starts=tuple(starts))


@contextmanager
def _silent_library() -> Iterator[None]:
    """Keep pypdf from logging about a file whose faults the caller is told in its own words."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
