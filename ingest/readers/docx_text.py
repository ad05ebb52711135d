"""The words of a paragraph in Word, as they are printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree.ElementTree import Element

from ingest.readers.docx_styles import Style, Styles
from ingest.readers.docx_tree import as_number, children, flag, value

PAGE_BREAK = "\f"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKS: Mapping[str, str] = MappingProxyType(
    {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
)
_NOTE_KINDS: Mapping[str, str] = MappingProxyType(
    {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
)
_CONTENTS_FIELD = re.compile(r"\s*TOC\b", re.I)
_SYMBOL_PAGE = range(0xF000, 0xF100)  # where the glyphs of symbol fonts live
_SYMBOLS: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {
        "symbol": MappingProxyType(
            {0x2D: "−", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
             0xB7: "•", 0xB9: "≠", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xE2: "®", 0xE3: "©",
             0xE4: "™"}
        ),
        "wingdings": MappingProxyType(
            {0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0x78: "☒",
             0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓",
             0xFD: "☒", 0xFE: "☑"}
        ),
        "wingdings 2": MappingProxyType(
            {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"}
        ),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote or endnote that the text refers to: its part, its id, and its printed mark."""

    part: str
    note_id: str
    mark: str


@dataclass(slots=True, kw_only=True)
class Words:
    """What a paragraph says, with tabs, line breaks and form feeds as typed.

    ``is_bold`` tells that every word
    is; ``boxes`` are the text boxes that hang on the paragraph.
    """

    is_bold: bool = True
    is_contents: bool = False
    boxes: list[Element] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words as one string."""
        return "".join(self._parts)

    def add(self, text: str, *, bold: bool = True) -> None:
        """Add words; blanks and punctuation may have any weight."""
        self._parts.append(text)
        self.is_bold &= bold or not any(char.isalnum() for char in text)


@dataclass(slots=True, kw_only=True)
class _Field:
    """An open field: its instruction is not printed, its result is, or else its ``choice``."""

    choice: str = ""
    has_result: bool = False
    has_words: bool = False
    is_contents: bool = False


class WordReader:
    """Reads paragraphs in order; fields may span several, and notes count through the document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self._instructions = 0  # open fields that have come to no result yet
        self._contents = 0  # open fields that make a table of contents
        self._notes: dict[tuple[str, str], Note] = {}
        self._numbered_notes = 0

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes referred to so far, in order."""
        return tuple(self._notes.values())

    def read(self, paragraph: Element, style: Style) -> Words:
        """Return what a paragraph says."""
        words = Words(is_contents=style.is_contents)
        self._walk(paragraph, style, words)
        words.is_contents |= self._contents > 0
        return words

    def _walk(self, element: Element, style: Style, words: Words) -> None:
        for child in children(element):
            if child.tag == "r":
                self._read_run(child, style, words)
            elif child.tag == "txbxContent":
                words.boxes.append(child)
            elif child.tag == "m.t":
                words.add(child.text or "")
            else:
                self._walk(child, style, words)

    def _read_run(self, run: Element, style: Style, words: Words) -> None:
        properties = run.find("rPr")
        hidden = self._styles.is_on("vanish", properties, style)
        bold = self._styles.is_on("b", properties, style)
        raised = value(properties, "vertAlign") == "superscript"
        for child in children(run):
            if child.tag == "fldChar":
                words.is_contents |= self._contents > 0
                self._turn_field(child, words)
            elif child.tag == "instrText":
                self._instruct(child.text or "")
            elif not hidden and not self._instructions:
                text = self._printed(child, style, words)
                # "artikel 28" with a note is no article 281.
                note = raised and text.isascii() and text.strip().isdigit()
                words.add(text.translate(_RAISED) if note else text, bold=bold)
                if self._fields and text.strip():
                    self._fields[-1].has_words = True

    def _printed(self, element: Element, style: Style, words: Words) -> str:
        """Return the characters of one element of a run."""
        match element.tag:
            case "t":
                return element.text or ""
            case "br":
                return "\n" if element.get("type", "textWrapping") == "textWrapping" else PAGE_BREAK
            case "sym":
                return _symbol(element)
            case "footnoteReference" | "endnoteReference":
                return self._refer(element)
            case "txbxContent":
                words.boxes.append(element)
            case tag if tag in _MARKS:
                return _MARKS[tag]
            case _:
                self._walk(element, style, words)
        return ""

    def _turn_field(self, mark: Element, words: Words) -> None:
        match mark.get("fldCharType"):
            case "begin" if mark.get("ended"):
                self._fields.append(_Field(choice=_form_choice(mark.find("ffData"))))
                self._instructions += 1
            case "separate" if self._fields and not self._fields[-1].has_result:
                self._fields[-1].has_result = True
                self._instructions -= 1
            case "end" if self._fields:
                self._end_field(self._fields.pop(), words)

    def _end_field(self, ended: _Field, words: Words) -> None:
        self._instructions -= not ended.has_result
        self._contents -= ended.is_contents
        if not ended.has_words and not self._instructions:
            words.add(ended.choice)

    def _instruct(self, text: str) -> None:
        if self._fields and not self._fields[-1].is_contents and _CONTENTS_FIELD.match(text):
            self._fields[-1].is_contents = True
            self._contents += 1

    def _refer(self, reference: Element) -> str:
        """Return the mark of a note: a raised number, or nothing where the text has its own."""
        key = (_NOTE_KINDS[reference.tag], reference.get("id", ""))
        if key not in self._notes:
            own = reference.get("customMarkFollows") in ("1", "true", "on")
            self._numbered_notes += not own
            mark = "" if own else str(self._numbered_notes).translate(_RAISED)
            self._notes[key] = Note(part=key[0], note_id=key[1], mark=mark)
        return self._notes[key].mark


def _symbol(element: Element) -> str:
    """Return the character of a symbol font's glyph; "" for one we cannot name."""
    digits = element.get("char", "")
    if not re.fullmatch(r"[0-9a-fA-F]{1,4}", digits):
        return ""
    code = int(digits, 16)
    glyphs = _SYMBOLS.get(element.get("font", "").lower())
    if glyphs is not None:
        return glyphs.get(code & 0xFF, "")
    if code in _SYMBOL_PAGE:
        code &= 0xFF
    char = chr(code)
    return char if char.isprintable() else ""


def _form_choice(form: Element | None) -> str:
    """Return what is chosen in a form field that has no result of its own."""
    box = None if form is None else form.find("checkBox")
    if box is not None:
        checked = flag(box, "checked")
        return "☒" if (flag(box, "default") if checked is None else checked) else "☐"
    chosen = None if form is None else form.find("ddList")
    if chosen is None:
        return ""
    entries = [entry.get("val", "") for entry in chosen.findall("listEntry")]
    at = as_number(value(chosen, "result") or value(chosen, "default") or "0") or 0
    return entries[at] if at < len(entries) else ""
