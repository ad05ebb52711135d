"""PDF through pypdf: text page by page, with refusals that say why."""

from __future__ import annotations

from pathlib import Path

from ingest.readers.source import SourceText
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
        reader = PdfReader(path)
        if reader.is_encrypted:
            raise UnreadableFileError(f"{path.name}: the PDF is encrypted")
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, DependencyError, OSError, ValueError) as error:
        raise UnreadableFileError(f"{path.name}: the PDF is damaged: {error}") from error
    if not any(page.strip() for page in pages):
        raise EmptyDocumentError(f"{path.name}: no page of the PDF holds text; it may be scanned")
    starts, position = [], 0
    for page in pages:
        starts.append(position)
        position += len(page) + 1
    return SourceText(text="\f".join(pages), page_starts=tuple(starts))
