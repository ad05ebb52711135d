"""The ruled lines of a PDF page, however its producer draws them: strokes or thin filled boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ingest.readers.pdf_space import Matrix, Point, apply

_THICKEST = 3.0  # points; a thicker box is a shade or a picture
_SHORTEST = 4.0
_MOST = 5_000  # of one page: a drawing has more, a table never
_STROKES = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})
_FILLS = frozenset({b"f", b"F", b"f*"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A level or upright line from ``start`` to ``end`` at ``place`` on the other axis, points."""

    level: bool
    place: float
    start: float
    end: float


class RuleCollector:
    """Follows the operators that draw paths and keeps the lines that may rule a table."""

    def __init__(self) -> None:
        self._paths: list[list[Point]] = []
        self._found: list[Rule] = []

    def found(self) -> tuple[Rule, ...]:
        """Return the lines of the page; none where a drawing has too many."""
        return tuple(self._found) if len(self._found) < _MOST else ()

    def handle(self, operator: bytes, operands: Sequence[Any], matrix: Matrix) -> None:
        """Take note of an operator that builds or ends a path."""
        if operator in (b"m", b"l"):
            point = apply(matrix, float(operands[0]), float(operands[1]))
            if operator == b"m" or not self._paths:
                self._paths.append([point])
            else:
                self._paths[-1].append(point)
        elif operator == b"re":
            x, y, width, height = (float(operand) for operand in operands[:4])
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
            self._paths.append([apply(matrix, *corner) for corner in corners])
        elif operator == b"h" and self._paths:
            self._paths[-1].append(self._paths[-1][0])
        elif operator in _STROKES or operator in _FILLS:
            self._paint(stroked=operator in _STROKES)
        elif operator == b"n":
            self._paths.clear()  # a clipping path draws nothing

    def _paint(self, *, stroked: bool) -> None:
        for path in self._paths:
            if not self._add(path) and stroked:
                for ends in pairwise(path):
                    self._add(ends)
        self._paths.clear()

    def _add(self, points: Sequence[Point]) -> bool:
        """Keep the box around ``points`` if it is thin enough for a line."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, right, lower, upper = min(xs), max(xs), min(ys), max(ys)
        if upper - lower <= _THICKEST and right - left >= _SHORTEST:
            rule = Rule(level=True, place=(lower + upper) / 2, start=left, end=right)
        elif right - left <= _THICKEST and upper - lower >= _SHORTEST:
            rule = Rule(level=False, place=(left + right) / 2, start=lower, end=upper)
        else:
            return False
        if len(self._found) < _MOST:
            self._found.append(rule)
        return True
