"""What a PDF page's strings show: from codes, widths and the pen's place to words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.readers.pdf_fonts import Face
from ingest.readers.pdf_space import Matrix, apply, multiply, turn_of, turned_back
from ingest.readers.pdf_words import Word
from klausul.errors import FileLimitError

_MOST_CHARACTERS = 250_000  # of one page; a dense one has five thousand
_FEIGNED_BOLD = 2  # the mode that fills and strokes
_WORD_GAP = 0.13  # of the size: kerning is less, the narrowest space more


@dataclass(slots=True, kw_only=True)
class State:
    """The graphics state, as far as text depends on it."""

    matrix: Matrix
    face: Face | None = None
    size: float = 0.0
    char_gap: float = 0.0
    word_gap: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True, kw_only=True)
class Section:
    """Marked content: a running head or foot, or signs with their text beside."""

    margin: bool = False
    text: str | None = None


@dataclass(slots=True)
class _Pending:
    """The word being put together, its edges measured from where its run began."""

    text: list[str] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0


class Pen:
    """Gathers the words that the strings of a page show, run after run."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.sections: list[Section] = []
        self._characters = 0
        self._spaced = True

    def show(self, pieces: Sequence[object], state: State, text: Matrix) -> float:
        """Show a run that begins at ``text`` and return how far it moves the pen.

        Args:
            pieces: Strings, and between them numbers that move the pen back.
            state: The font and whatever else tells how they are set.
            text: The text matrix.

        Raises:
            FileLimitError: The page shows more than a page of an agreement does.
        """
        pen, word = 0.0, _Pending()
        if state.face is None:
            return pen
        whole = multiply(text, state.matrix)
        for piece in pieces:
            if isinstance(piece, bytes):
                pen = self._show_string(piece, state, whole, pen, word)
            elif isinstance(piece, int | float):
                step = -float(piece) / 1000 * state.size * state.stretch
                if step > _WORD_GAP * abs(state.size):
                    self._finish(word, state, whole)
                pen += step
        self._finish(word, state, whole)
        return pen

    def _show_string(
        self, data: bytes, state: State, whole: Matrix, pen: float, word: _Pending
    ) -> float:
        """Add a string to the words and return where the pen stands after it."""
        assert state.face is not None
        self._characters += len(data)
        if self._characters > _MOST_CHARACTERS:
            raise FileLimitError(f"more than {_MOST_CHARACTERS:,} characters on one page")
        for sign in state.face.decode(data):
            drawn = sign.width * state.size * state.stretch
            text = self._replaced(sign.text)
            if text.isspace():
                self._finish(word, state, whole)
                self._spaced = True
            elif text:
                word.left = word.left if word.text else pen
                word.text.append(text)
                word.right = pen + drawn
            gap = state.char_gap + (state.word_gap if sign.is_blank else 0.0)
            pen += drawn + gap * state.stretch
        return pen

    def _replaced(self, text: str) -> str:
        """Return the text that the producer gives beside the signs, once, at the first of them."""
        section = self.sections[-1] if self.sections else None
        if section is None or section.text is None:
            return text
        text, section.text = section.text, ""
        return text

    def _finish(self, word: _Pending, state: State, whole: Matrix) -> None:
        """Keep the word that was put together, if there is one."""
        text = " ".join("".join(word.text).split())
        word.text.clear()
        turn = turn_of(whole)
        left, base = turned_back(apply(whole, word.left, state.rise), turn)
        right, _ = turned_back(apply(whole, word.right, state.rise), turn)
        size = abs(state.size) * math.hypot(whole[2], whole[3])
        seen = size > 0 and all(map(math.isfinite, (left, right, base, size)))
        if not text or not seen or state.face is None:
            return
        self.words.append(
            Word(
                text=text,
                left=min(left, right),
                right=max(left, right),
                base=base,
                size=size,
                bold=state.face.bold or state.mode == _FEIGNED_BOLD,
                spaced=self._spaced,
                margin=any(section.margin for section in self.sections),
                typewriter=state.face.typewriter,
                turn=turn,
            )
        )
        self._spaced = False
