"""Lines as they are gathered: in the page itself, or in one cell of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ingest.readers.html_lists import raise_digits
from ingest.readers.item_markers import BULLET, ItemMarker

# White space of HTML, and signs that a browser does not break lines at but cleaning does.
_BLANKS: Final = re.compile(r"[ \t\n\r\f\x0b\x1c-\x1e\x85\u2028\u2029]+")
_OPENER: Final = re.compile(
    r"(?:(?<=\S) +|(?<=\?))[+−×▼▾⌄˅›»]+$"
)  # at the end of an accordion's heading
_INVISIBLE: Final = " \t\xa0\xad\u200b\u200c\u200d\u2060\ufeff"
_BULLET_LETTER: Final = re.compile(r"[^\W\d_]|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the page; ``gap`` tells that room is left above it.

    ``strong`` tells that all of it is bold, ``exact`` that its blanks are the author's.
    """

    text: str
    gap: bool
    heading: bool = False
    strong: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Characters in one style; ``bold`` is None for what has no weight of its own."""

    text: str
    bold: bool | None
    exact: bool = False


@dataclass(slots=True, kw_only=True)
class Frame:
    """The lines of one place, and the line that is being written."""

    lines: list[Line] = field(default_factory=list)
    marker: ItemMarker | None = None
    gap: bool = False
    _runs: list[_Run] = field(default_factory=list)

    @property
    def mark(self) -> int:
        """The place in the line that has been reached, for ``replace_since``."""
        return len(self._runs)

    def write(self, text: str, *, bold: bool | None = False, exact: bool = False) -> None:
        """Go on with the line; line breaks in ``text`` count only where it is ``exact``."""
        shown = text if exact else _BLANKS.sub(" ", text)
        if shown:
            self._runs.append(_Run(text=shown, bold=bold, exact=exact))

    def break_line(self) -> None:
        """Begin a new line of the same paragraph."""
        self._runs.append(_Run(text="\n", bold=None, exact=True))

    def raise_since(self, mark: int) -> None:
        """Raise what was written since ``mark``, if it is the digits of a footnote."""
        text = "".join(run.text for run in self._runs[mark:]).strip()
        if text.isascii() and text.isdigit():
            self._runs[mark:] = [_Run(text=raise_digits(text), bold=None)]

    def number_since(self, mark: int, *, is_certain: bool) -> None:
        """Take what was written since ``mark`` as what Word printed before a list item.

        Word writes a bullet as a letter of a font of symbols: "o", "§" or "Ø". Where only the
        font tells, it must open the line.
        """
        text = "".join(run.text for run in self._runs[mark:]).strip()
        is_bullet = _BULLET_LETTER.fullmatch(text) is not None
        opens_line = not any(run.text.strip() for run in self._runs[:mark])
        if is_bullet and (is_certain or opens_line):
            text = BULLET
        elif not is_certain or not text:
            return
        self._runs[mark:] = [_Run(text=f"{text} ", bold=None)]

    def end_paragraph(self, *, heading: bool = False) -> None:
        """Close the line; the next one is a new paragraph."""
        runs, self._runs = self._runs, []
        wrote = False
        for text, strong, exact in _lines_of(runs, joined=heading):
            if not text:
                self.gap = self.gap or wrote
                continue
            text = _OPENER.sub("", text) if heading else text
            self.put(text, heading=heading, strong=strong, exact=exact)
            wrote, self.gap = True, False
        self.gap = self.gap or wrote

    def put(
        self, text: str, *, heading: bool = False, strong: bool = False, exact: bool = False
    ) -> None:
        """Add a line, after the number of the list item that it opens."""
        marker, self.marker = self.marker, None
        if marker and marker.stands_before(text, is_heading=heading):
            text = f"{marker.text} {text}"
            strong = strong and marker.text != BULLET
        self.lines.append(
            Line(text=text, gap=self.gap, heading=heading, strong=strong, exact=exact)
        )

    def open_item(self, marker: ItemMarker | None) -> None:
        """Begin a list item; a number that no words followed stands alone, as it is printed."""
        waiting, self.marker = self.marker, None
        if waiting and waiting.text not in ("", BULLET):
            self.put(waiting.text)
        self.marker = marker


def _lines_of(runs: list[_Run], *, joined: bool) -> Iterator[tuple[str, bool, bool]]:
    """Yield the text of each line, whether all of it is bold, and whether its blanks count."""
    line: list[_Run] = []
    for run in runs:
        first, *others = run.text.split("\n") if run.exact and not joined else [run.text]
        line.append(_Run(text=first, bold=run.bold, exact=run.exact))
        for other in others:
            yield _finish(line)
            line = [_Run(text=other, bold=run.bold, exact=run.exact)]
    yield _finish(line)


def _finish(line: list[_Run]) -> tuple[str, bool, bool]:
    exact = any(run.exact and run.text.strip() for run in line)
    text = "".join(run.text for run in line)
    weights = {run.bold for run in line if run.text.strip() and run.bold is not None}
    shown = text.rstrip() if exact else _BLANKS.sub(" ", text).strip()
    return (shown if shown.strip(_INVISIBLE) else ""), weights == {True}, exact
