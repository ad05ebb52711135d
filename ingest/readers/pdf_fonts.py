"""The fonts of a PDF page: what their signs mean, how wide they are, whether they are bold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject
    from pypdf.generic._font import Font

UNREADABLE = "\ufffd"
_BOLD = re.compile(r"bold|black|heavy|demi", re.I)
_PICTOGRAMS = re.compile(r"wingdings|webdings|dingbats", re.I)
_TYPEWRITER = re.compile(r"courier", re.I)
_FORCE_BOLD = 1 << 18
_BOLD_WEIGHT = 600
_SPACE_CODE = 32
_SPACE_GLYPH = 3  # of a TrueType font
_WIDE = "utf-16-be"  # two bytes a code
_HALF_SIGN = re.compile("[\ud800-\udfff]")
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
        "\ufb05": "ft", "\ufb06": "st", "\ufffe": "-",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What one code of a string shows; ``width`` is in ems, ``is_blank`` the one-byte space."""

    text: str
    width: float
    is_blank: bool = False


class Face:
    """A font of the page.

    ``typewriter`` tells Courier, whose "o" is Word's bullet of the second level.
    """

    def __init__(self, font: Font, resource: DictionaryObject) -> None:
        from pypdf.generic import StreamObject

        self._font = font
        self._pictograms = bool(_PICTOGRAMS.search(font.name))
        self.typewriter = bool(_TYPEWRITER.search(font.name))
        self.bold = _is_bold(font)
        encoding = resource.get("/Encoding")
        encoding = encoding.get_object() if encoding is not None else None
        composite = resource.get("/Subtype") == "/Type0"
        # pypdf knows the named encodings alone; those that a producer writes itself count glyphs.
        own = composite and isinstance(encoding, StreamObject)
        self._encoding = _WIDE if own else font.encoding
        # Numbers of glyphs that nothing translates look like letters, but are none.
        glyphs = own or str(encoding).startswith("/Identity")
        self._translated = not (composite and glyphs)
        self._windows = encoding == "/WinAnsiEncoding"
        self._em = _em(resource)
        self._signs: dict[int, Sign] = {}

    def decode(self, data: bytes) -> Iterator[Sign]:
        """Yield what the codes of a string show."""
        for code in _codes(data, self._encoding):
            sign = self._signs.get(code)
            if sign is None:
                sign = self._signs[code] = self._sign(code)
            yield sign

    def _sign(self, code: int) -> Sign:
        font, encoding, raw = self._font, self._encoding, chr(code)
        simple = isinstance(encoding, dict)
        char = encoding.get(code, raw) if isinstance(encoding, dict) else raw
        width = font.space_width if raw == font.space_char else font.get_text_width(raw)
        return Sign(
            text=self._text(str(char), code),
            width=float(width) * self._em,
            is_blank=simple and code == _SPACE_CODE,
        )

    def _text(self, char: str, code: int) -> str:
        mapped = self._font.character_map.get(char)
        if mapped is None and not self._translated:
            return " " if code == _SPACE_GLYPH else UNREADABLE
        if not self._font.interpretable:
            return UNREADABLE
        text = str(char if mapped is None else mapped).translate(_LIGATURES)
        if self._windows and "\x7f" <= text <= "\x9f":
            return "•"  # what the standard makes of codes without a sign
        if _HALF_SIGN.search(text):
            return UNREADABLE
        return "•" if self._pictograms and text.strip() else text


class Faces:
    """The fonts of a document, each read once."""

    def __init__(self) -> None:
        # The resource is kept, too: while it lives no other object has its number.
        self._faces: dict[int, tuple[DictionaryObject, Face]] = {}

    def find(self, resource: DictionaryObject) -> Face:
        """Return the font that a resource describes; a broken one has no sign that can be read."""
        known = self._faces.get(id(resource))
        if known is None:
            known = self._faces[id(resource)] = (resource, Face(_read_font(resource), resource))
        return known[1]


def _read_font(resource: DictionaryObject) -> Font:
    from pypdf.errors import LimitReachedError, PyPdfError
    from pypdf.generic._font import Font

    try:
        return Font.from_font_resource(resource)
    except LimitReachedError:
        raise
    except (PyPdfError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError):
        return Font("Unknown", encoding={}, interpretable=False)


def _codes(data: bytes, encoding: str | dict[int, str]) -> Iterable[int]:
    if isinstance(encoding, dict):
        return data
    if encoding == _WIDE:
        return (high << 8 | low for high, low in zip(data[::2], data[1::2], strict=False))
    return map(ord, data.decode(encoding, "replace"))


def _is_bold(font: Font) -> bool:
    descriptor = font.font_descriptor
    weight = str(descriptor.weight)
    heavy = weight.isdigit() and int(weight) >= _BOLD_WEIGHT
    forced = isinstance(descriptor.flags, int) and bool(descriptor.flags & _FORCE_BOLD)
    return bool(_BOLD.search(font.name)) or heavy or forced


def _em(resource: DictionaryObject) -> float:
    """Return what a width of one is in ems: a thousandth, unless the font draws its own signs."""
    own: Any = resource.get("/FontMatrix") if resource.get("/Subtype") == "/Type3" else None
    try:
        return abs(float(own[0])) or 0.001
    except (TypeError, ValueError, IndexError):
        return 0.001
