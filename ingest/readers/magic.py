"""The first bytes of formats that no reader reads, and what to do about each."""

from __future__ import annotations

import re
from typing import Final

_SAVE: Final = "Gem dokumentet som .docx eller PDF, og indlæs det igen."
_SCAN: Final = "Et skannet dokument skal først tekstgenkendes og gemmes som PDF."
_UNPACK: Final = "Pak det ud, og indlæs de filer, det indeholder."

_SIGNATURES: Final = (
    (re.compile(rb"\{\\rtf"), "i RTF-format", _SAVE),
    (re.compile(rb"\x89PNG\r\n"), "et billede (PNG)", _SCAN),
    (re.compile(rb"\xff\xd8\xff"), "et billede (JPEG)", _SCAN),
    (re.compile(rb"GIF8[79]a"), "et billede (GIF)", _SCAN),
    (re.compile(rb"II\*\x00|MM\x00\*"), "et billede (TIFF)", _SCAN),
    (re.compile(rb"BM.{4}\x00{4}", re.S), "et billede (BMP)", _SCAN),
    (re.compile(rb"RIFF.{4}WEBP", re.S), "et billede (WebP)", _SCAN),
    (re.compile(rb".{4}ftyp(?:heic|heix|mif1|avif)", re.S), "et billede (HEIC)", _SCAN),
    (re.compile(rb"\x1f\x8b"), "et pakket arkiv (gzip)", _UNPACK),
    (re.compile(rb"BZh\d"), "et pakket arkiv (bzip2)", _UNPACK),
    (re.compile(rb"\xfd7zXZ\x00"), "et pakket arkiv (xz)", _UNPACK),
    (re.compile(rb"7z\xbc\xaf\x27\x1c"), "et pakket arkiv (7z)", _UNPACK),
    (re.compile(rb"Rar!\x1a\x07"), "et pakket arkiv (rar)", _UNPACK),
    (re.compile(rb"%!PS"), "i PostScript-format", _SAVE),
)


def find_signature(data: bytes) -> tuple[str, str] | None:
    """Return what a file is and what to do about it, in Danish; None for no known signature."""
    for pattern, what, remedy in _SIGNATURES:
        if pattern.match(data):
            return what, remedy
    return None
