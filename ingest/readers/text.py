"""Plain text: UTF-8, UTF-16 with or without its mark, or Windows-1252."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ingest.readers.source import SourceText
from ingest.reasons import because, because_of
from klausul.errors import UnreadableFileError

# UTF-32's mark begins with UTF-16's, so it is asked for first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# A slip of an export leaves a few; a program, a picture or an archive is full of them.
_CONTROLS_MOST = 1 / 100
# Word's own hyphens; of the rest nothing is printed, and cleaning drops what stands for them.
_PRINTED = dict.fromkeys([*range(9), *range(14, 27), 28, 29], "\u200b") | {30: "-", 31: "\u00ad"}
_SURROGATE_BYTES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile("[\udc80-\udcff]")
_STRAY_MOST = 1 / 10  # bytes of another encoding, for each letter that is sound UTF-8
_SNIFFED = 4096
_DANISH = re.compile("[æøåÆØÅ]")
_TWICE_ENCODED = re.compile("Ã[¦¸¥†˜…]")


def read_text(path: Path) -> SourceText:
    """Read a text file.

    Raises:
        UnreadableFileError: The file cannot be opened or is not text.
    """
    return SourceText(text=decode(read_bytes(path), name=path.name))


def read_bytes(path: Path) -> bytes:
    """Return what is in a file.

    Raises:
        UnreadableFileError: The file cannot be opened.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        unopened = UnreadableFileError(f"{path.name}: {error.strerror or error}")
        raise because_of(unopened, error) from error


def decode(data: bytes, *, name: str) -> str:
    """Return the text of ``data``; ``name`` stands in the error.

    Text that was read in the wrong encoding and saved again ("fÃ¸r") is put right.

    Raises:
        UnreadableFileError: No known encoding gives readable text.
    """
    text = _decode_any(data)
    if text is None or _is_binary(text):
        raise because(
            UnreadableFileError(f"{name}: not text in UTF-8, UTF-16 or Windows-1252"),
            "Filen er ikke tekst i UTF-8, UTF-16 eller Windows-1252.",
        )
    return repair(_SURROGATE.sub("\ufffd", text)).translate(_PRINTED)


def repair(text: str) -> str:
    """Return ``text`` as it was before UTF-8 was read as Windows-1252 and saved again.

    It is left alone unless all of it leads back to sound UTF-8 that holds more Danish letters:
    one letter that was read rightly shows that the rest was too.
    """
    if not _TWICE_ENCODED.search(text):
        return text
    try:
        repaired = b"".join(_byte_of(char) for char in text.removeprefix("\ufeff")).decode("utf-8")
    except UnicodeError:
        return text
    more = len(_DANISH.findall(repaired)) > len(_DANISH.findall(text))
    return repaired.removeprefix("\ufeff") if more else text


def _byte_of(char: str) -> bytes:
    """Return the byte that Windows-1252, or the control character in its gaps, stands for."""
    return bytes([ord(char)]) if "\x80" <= char <= "\x9f" else char.encode("cp1252")


def _decode_any(data: bytes) -> str | None:
    """Return the text of ``data`` in the encoding that it shows, or None."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    wide = marked or _wide_encoding(data)
    try:
        return data.decode(wide or "utf-8", "surrogatepass")
    except UnicodeDecodeError:
        if marked and marked != "utf-8-sig":
            return None
    lenient = _decode_lenient(data.removeprefix(codecs.BOM_UTF8))
    if lenient is not None:
        return lenient
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 without its mark: in Danish text every other byte is zero, nearly."""
    head = data[:_SNIFFED]
    half = len(head) // 2
    if len(data) % 2 or half < 2:
        return None
    low, high = head[0::2].count(0), head[1::2].count(0)
    if high > 0.7 * half and low < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if low > 0.7 * half and high < 0.05 * half else None


def _decode_lenient(data: bytes) -> str | None:
    """Read UTF-8 with a few stray bytes as Windows-1252, or return None if they are not few."""
    text = _SURROGATE_BYTES.sub("\ufffd".encode(), data).decode("utf-8", "surrogateescape")
    stray = len(_ESCAPED.findall(text))
    sound = sum(char > "\x7f" for char in text) - stray
    if stray > _STRAY_MOST * sound:
        return None
    return _ESCAPED.sub(
        lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace"), text
    )


def _is_binary(text: str) -> bool:
    return len(_CONTROL.findall(text)) > _CONTROLS_MOST * len(text)
