"""PDF through pypdf: lines as they stand on the page, with refusals that say why."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.readers.pdf_fonts import Faces
from ingest.readers.pdf_layout import lay_out
from ingest.readers.pdf_pages import Page, read_page
from ingest.readers.source import SourceText
from ingest.reasons import because, because_of
from klausul.errors import (
    EmptyDocumentError,
    FileLimitError,
    IngestError,
    UnreadableFileError,
)

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 2_000
MOST_CHARACTERS = 20_000_000
_UNREADABLE_SHARE = 0.3
_UNREADABLE = frozenset({"Cc", "Cn", "Co", "Cs"})
_BULLETS = frozenset("\uf0b7\uf0a7\uf02d\uf0d8\uf076\uf0fc")


def read_pdf(path: Path) -> SourceText:
    """Read a PDF's text; pages are parted by form feeds.

    Raises:
        UnreadableFileError: The file is missing, damaged, locked by a password, or its fonts do
            not say which letters they show.
        EmptyDocumentError: No page holds text (a scanned document).
        FileLimitError: The file has more pages or text than any agreement.
    """
    with _refusing(path), _silent_library():
        pages = _read_pages(path)
    source = lay_out(pages)
    _require_text(path, source, pages)
    return replace(source, unread_pages=_unread_pages(source, pages))


def _read_pages(path: Path) -> list[Page]:
    from pypdf import PdfReader

    reader = PdfReader(path)
    if reader.is_encrypted:
        _unlock(path, reader)
    if len(reader.pages) > MOST_PAGES:
        raise because(
            FileLimitError(f"{path.name}: {len(reader.pages)} pages, at most {MOST_PAGES}"),
            f"PDF'en har {len(reader.pages)} sider; Klausul læser højst {MOST_PAGES}. "
            "Del den i mindre filer.",
        )
    pages: list[Page] = []
    faces, characters = Faces(), 0
    for page in reader.pages:
        pages.append(_read_page(page, faces))
        characters += _length(pages[-1])
        if characters > MOST_CHARACTERS:
            raise FileLimitError(f"{path.name}: more than {MOST_CHARACTERS:,} characters")
    return pages


def _read_page(page: PageObject, faces: Faces) -> Page:
    """Read a page by the positions of its words, else as pypdf has its text."""
    from pypdf.errors import LimitReachedError, PyPdfError

    try:
        return read_page(page, faces)
    except LimitReachedError:
        raise
    except (
        PyPdfError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, ImportError
    ):  # fmt: skip
        return Page(plain=page.extract_text())


def _unread_pages(source: SourceText, pages: Sequence[Page]) -> tuple[int, ...]:
    """Return the numbers of the pages that show a picture and leave no text.

    What stands in the margins of every page is no text: a scan often carries a printed number.
    """
    ends = (*source.page_starts[1:], len(source.text))
    return tuple(
        number
        for number, (page, start, end) in enumerate(
            zip(pages, source.page_starts, ends, strict=True), start=1
        )
        if page.has_picture and not source.text[start:end].strip()
    )


def _length(page: Page) -> int:
    return len(page.plain or "") + sum(len(line.text) for line in page.lines)


def _unlock(path: Path, reader: PdfReader) -> None:
    """Open a PDF that only its printing or copying is locked of: the empty password does it."""
    if not reader.decrypt(""):
        locked = UnreadableFileError(f"{path.name}: the PDF is encrypted")
        raise because(
            locked,
            "PDF'en er låst med adgangskode. Gem PDF'en uden adgangskode, og indlæs den igen.",
        )


def _require_text(path: Path, source: SourceText, pages: Sequence[Page]) -> None:
    signs = [char for char in source.text if not char.isspace()]
    if not signs:
        scanned = any(page.has_picture for page in pages)
        raise because(
            EmptyDocumentError(f"{path.name}: no page of the PDF holds text; it may be scanned"),
            "Dokumentet er tomt: Ingen side i PDF'en indeholder tekst"
            + (", kun billeder. " if scanned else ". ")
            + "Et skannet dokument skal tekstgenkendes først.",
        )
    unreadable = sum(_is_unreadable(char) for char in signs)
    if unreadable > _UNREADABLE_SHARE * len(signs):
        share = round(100 * unreadable / len(signs))
        raise because(
            UnreadableFileError(f"{path.name}: {share} % of the signs translate to no letter"),
            "PDF'ens skrift kan ikke oversættes til tekst. Gem dokumentet som PDF igen fra det "
            "program, det er skrevet i, eller brug Word-filen.",
        )


def _is_unreadable(char: str) -> bool:
    garbled = char == "\ufffd" or unicodedata.category(char) in _UNREADABLE
    return garbled and char not in _BULLETS


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Make of whatever goes wrong in reading a file the error that says so."""
    from pypdf.errors import DependencyError, LimitReachedError

    try:
        yield
    except IngestError as error:
        if not hasattr(error, "__notes__"):
            because(error, "PDF'en indeholder mere, end en aftale gør. Del den i mindre filer.")
        raise
    except OSError as error:
        unopened = UnreadableFileError(f"{path.name}: {error.strerror or error}")
        raise because_of(unopened, error) from error
    except LimitReachedError as error:
        excess = FileLimitError(f"{path.name}: {error}")
        reason = "PDF'en indeholder mere, end Klausul læser. Del den i mindre filer."
        raise because(excess, reason) from error
    except DependencyError as error:
        missing = UnreadableFileError(f"{path.name}: the PDF is encrypted: {error}")
        reason = "PDF'en er krypteret; for at læse den skal Python-pakken cryptography installeres."
        raise because(missing, reason) from error
    # pypdf follows whatever a damaged file says and may raise anything: KeyError, RecursionError,
    # struct.error, zlib.error. One bad file must not end the run.
    except Exception as error:
        damaged = UnreadableFileError(f"{path.name}: the PDF is damaged: {error}")
        reason = "PDF'en er beskadiget. Hent eller gem den på ny, og indlæs den igen."
        raise because(damaged, reason) from error


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
