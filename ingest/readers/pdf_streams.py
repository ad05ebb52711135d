"""A PDF page's content streams, run for the words that they show.

pypdf parses the file, decodes its fonts and knows how wide their signs are, but its extraction
gives only where a run of text begins. Here every word gets its left and right edge, base line,
size and weight: what tells a heading, a cell and the last line of a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ingest.readers.pdf_fonts import Faces
from ingest.readers.pdf_pens import Pen, Section, State
from ingest.readers.pdf_rules import RuleCollector
from ingest.readers.pdf_space import (
    IDENTITY,
    Matrix,
    matrix_of,
    multiply,
    upright,
)
from ingest.readers.pdf_words import PageWords, Word

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf._protocols import PdfCommonDocProtocol
    from pypdf.generic import DictionaryObject

_DEEPEST = 8  # forms inside forms
_HIDDEN = 0b10
_MOST_FORMS = 1_000  # of one page: forms that call forms may grow without end


def read_words(page: PageObject, faces: Faces) -> PageWords:
    """Return the words of a page as its reader holds it.

    Args:
        page: The page.
        faces: The fonts of the document as far as they are known.

    Raises:
        FileLimitError: The page shows more than a page of an agreement does.
        Exception: Whatever pypdf raises on a damaged page.
    """
    box = [float(edge) for edge in page.mediabox]
    sides = abs(box[2] - box[0]), abs(box[3] - box[1])
    interpreter = _Interpreter(page.pdf, faces)
    frame = upright(page.rotation, box)
    interpreter.run(page, content="/Contents", matrix=frame)
    interpreter.run_fields(page, frame)
    width, height = reversed(sides) if page.rotation % 180 else sides
    return PageWords(
        words=tuple(interpreter.words),
        rules=interpreter.rules.found(),
        width=width,
        height=height,
        has_picture=interpreter.has_picture,
    )


class _Interpreter:
    """Runs content streams and gathers the words that they show."""

    def __init__(self, pdf: PdfCommonDocProtocol | None, faces: Faces) -> None:
        self.rules = RuleCollector()
        self.has_picture = False
        self._pdf = pdf
        self._faces = faces
        self._forms = 0
        self._pen = Pen()
        self._text = self._line = IDENTITY
        self._state = State(matrix=IDENTITY)
        self._resources: DictionaryObject = _dictionary(None)
        self._handlers = {
            b"cm": self._concat, b"BT": self._begin, b"Tf": self._set_font,
            b"Tz": self._set_stretch,
            b"Td": self._move, b"TD": self._move_leading, b"Tm": self._set_matrix,
            b"T*": self._next_line, b"Tj": self._show, b"TJ": self._show_pieces,
            b"'": self._show_next, b'"': self._show_spaced, b"BDC": self._open, b"BMC": self._open,
            b"EMC": self._close, b"gs": self._set_graphics, b"INLINE IMAGE": self._picture,
        }  # fmt: skip
        self._numbers = {
            b"Tc": "char_gap", b"Tw": "word_gap", b"TL": "leading", b"Ts": "rise", b"Tr": "mode",
        }  # fmt: skip

    @property
    def words(self) -> list[Word]:
        """The words shown so far."""
        return self._pen.words

    def run(
        self, stream: DictionaryObject, *, content: str | None, matrix: Matrix, depth: int = 0
    ) -> None:
        """Run the stream of a page or form, and inside it the forms that it shows.

        Args:
            stream: The page or form, with its resources.
            content: Where a page has its streams; None for a form, which is one.
            matrix: What turns its points into the page's.
            depth: How many forms it stands in.
        """
        from pypdf.generic import ContentStream, NullObject

        source = stream if content is None else stream.get(content)
        if source is None or isinstance(source.get_object(), NullObject):
            return
        outer = self._resources, self._state, self._text, self._line, len(self._pen.sections)
        self._resources = _dictionary(stream.get("/Resources")) or self._resources
        self._state = replace(self._state, matrix=matrix)
        saved: list[State] = []
        for operands, operator in ContentStream(source, self._pdf, "bytes").operations:
            if operator == b"q":
                saved.append(replace(self._state))
            elif operator == b"Q":
                self._state = saved.pop() if saved else self._state
            elif operator == b"Do":
                self._show_object(operands, depth)
            else:
                self._handle(operator, operands)
        self._resources, self._state, self._text, self._line, sections = outer
        del self._pen.sections[sections:]

    def run_fields(self, page: DictionaryObject, frame: Matrix) -> None:
        """Run what the fields of a form that was filled in show: it is no part of the page's."""
        from pypdf.generic import ArrayObject

        notes = page.get("/Annots")
        found = notes.get_object() if notes is not None else None
        for note in found if isinstance(found, ArrayObject) else ():
            field = _dictionary(note)
            shown = _dictionary(_dictionary(field.get("/AP")).get("/N"))
            shown = _dictionary(shown.get(field.get("/AS"))) or shown
            hidden = int(field.get("/F", 0)) & _HIDDEN
            if field.get("/Subtype") == "/Widget" and shown.get("/BBox") and not hidden:
                own = multiply(matrix_of(shown.get("/Matrix", IDENTITY)), _placed(field, shown))
                self.run(shown, content=None, matrix=multiply(own, frame), depth=1)

    def _handle(self, operator: bytes, operands: Sequence[Any]) -> None:
        try:
            if operator in self._numbers:
                setattr(self._state, self._numbers[operator], float(operands[0]))
            elif operator in self._handlers:
                self._handlers[operator](operands)
            else:
                self.rules.handle(operator, operands, self._state.matrix)
        except (IndexError, TypeError, ValueError, KeyError, AttributeError):
            return  # an operator without its operands does nothing, as in a viewer

    # Graphics and text state

    def _concat(self, operands: Sequence[Any]) -> None:
        self._state.matrix = multiply(matrix_of(operands), self._state.matrix)

    def _begin(self, _: Sequence[Any]) -> None:
        self._text = self._line = IDENTITY

    def _set_font(self, operands: Sequence[Any]) -> None:
        self._state.size = float(operands[1])
        self._state.face = self._faces.find(self._named("/Font", operands[0]))

    def _set_graphics(self, operands: Sequence[Any]) -> None:
        font = self._named("/ExtGState", operands[0]).get("/Font")
        if font is not None:
            self._state.size = float(font[1])
            self._state.face = self._faces.find(_dictionary(font[0]))

    def _set_stretch(self, operands: Sequence[Any]) -> None:
        self._state.stretch = float(operands[0]) / 100

    def _move(self, operands: Sequence[Any]) -> None:
        step = matrix_of((1, 0, 0, 1, *operands[:2]))
        self._text = self._line = multiply(step, self._line)

    def _move_leading(self, operands: Sequence[Any]) -> None:
        self._state.leading = -float(operands[1])
        self._move(operands)

    def _set_matrix(self, operands: Sequence[Any]) -> None:
        self._text = self._line = matrix_of(operands)

    def _next_line(self, _: Sequence[Any]) -> None:
        self._move((0, -self._state.leading))

    def _named(self, kind: str, name: object) -> DictionaryObject:
        """Return the resource that a stream calls by its name, an empty one when there is none."""
        return _dictionary(_dictionary(self._resources.get(kind)).get(name))

    # Marked content and objects

    def _open(self, operands: Sequence[Any]) -> None:
        given = operands[1] if len(operands) > 1 else None
        named = isinstance(given, str)
        properties = self._named("/Properties", given) if named else _dictionary(given)
        text = properties.get("/ActualText")
        if isinstance(text, bytes):
            text = text.decode("utf-16" if text[:2] == b"\xfe\xff" else "latin-1", "replace")
        margin = operands[0] == "/Artifact" and properties.get("/Type") == "/Pagination"
        self._pen.sections.append(Section(margin=margin, text=text))

    def _close(self, _: Sequence[Any]) -> None:
        self._pen.sections.pop()

    def _picture(self, _: Sequence[Any]) -> None:
        self.has_picture = True

    def _show_object(self, operands: Sequence[Any], depth: int) -> None:
        shown = self._named("/XObject", operands[0] if operands else None)
        self.has_picture |= shown.get("/Subtype") == "/Image"
        self._forms += 1
        if shown.get("/Subtype") != "/Form" or depth >= _DEEPEST or self._forms > _MOST_FORMS:
            return
        own = matrix_of(shown.get("/Matrix", IDENTITY))
        matrix = multiply(own, self._state.matrix)
        self.run(shown, content=None, matrix=matrix, depth=depth + 1)

    # Text

    def _show(self, operands: Sequence[Any]) -> None:
        self._show_pieces(((operands[0],),))

    def _show_next(self, operands: Sequence[Any]) -> None:
        self._next_line(())
        self._show(operands)

    def _show_spaced(self, operands: Sequence[Any]) -> None:
        self._state.word_gap, self._state.char_gap = float(operands[0]), float(operands[1])
        self._show_next(operands[2:])

    def _show_pieces(self, operands: Sequence[Any]) -> None:
        moved = self._pen.show(operands[0], self._state, self._text)
        self._text = multiply((1.0, 0.0, 0.0, 1.0, moved, 0.0), self._text)


def _placed(field: DictionaryObject, shown: DictionaryObject) -> Matrix:
    """Return the matrix that moves what a field shows to where the field is."""
    box, place = _numbers(shown["/BBox"]), _numbers(field["/Rect"])
    return (1.0, 0.0, 0.0, 1.0, min(place[::2]) - min(box[::2]), min(place[1::2]) - min(box[1::2]))


def _numbers(value: Any) -> list[float]:  # noqa: ANN401 - pypdf types no array's elements
    return [float(number) for number in value]


def _dictionary(value: object) -> DictionaryObject:
    """Return the dictionary that a value is or points at, an empty one for any other."""
    from pypdf.generic import DictionaryObject, PdfObject

    resolved = value.get_object() if isinstance(value, PdfObject) else None
    return resolved if isinstance(resolved, DictionaryObject) else DictionaryObject()
