"""The plane that a PDF page is drawn on: matrices of six numbers, and which way is up."""

from __future__ import annotations

import math
from collections.abc import Sequence

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SLANT = 5  # degrees by which a scanned or printed line may stray
DIAGONAL = -1


def matrix_of(numbers: Sequence[object]) -> Matrix:
    """Return the matrix that six operands make.

    Raises:
        ValueError: There are not six numbers.
        TypeError: One is no number.
    """
    a, b, c, d, e, f = (float(number) for number in numbers)  # type: ignore[arg-type]
    return a, b, c, d, e, f


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does ``first`` and ``then`` one after the other."""
    a, b, c, d, e, f = first
    k, m, n, p, q, r = then
    return (
        a * k + b * n,
        a * m + b * p,
        c * k + d * n,
        c * m + d * p,
        e * k + f * n + q,
        e * m + f * p + r,
    )


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """Return where ``matrix`` puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def upright(rotation: int, box: Sequence[float]) -> Matrix:
    """Return the matrix that turns a page as its reader sees it, its lower left corner at zero.

    Args:
        rotation: The page's degrees, clockwise, as the file gives them.
        box: The page's left, lower, right and upper edge.
    """
    left, lower, right, upper = box
    turns: dict[int, Matrix] = {
        90: (0.0, -1.0, 1.0, 0.0, -lower, right),
        180: (-1.0, 0.0, 0.0, -1.0, right, upper),
        270: (0.0, 1.0, -1.0, 0.0, upper, -left),
    }
    return turns.get(rotation % 360, (1.0, 0.0, 0.0, 1.0, -left, -lower))


def turn_of(matrix: Matrix) -> int:
    """Return how text runs: 0, 90, 180 or 270 degrees against the clock, or ``DIAGONAL``."""
    degrees = math.degrees(math.atan2(matrix[1], matrix[0]))
    quarter = round(degrees / 90)
    return quarter % 4 * 90 if abs(degrees - quarter * 90) <= _SLANT else DIAGONAL


def turned_back(point: Point, turn: int) -> Point:
    """Return a point of text that runs at ``turn`` degrees, turned so that the text is level."""
    x, y = point
    return {90: (y, -x), 180: (-x, -y), 270: (-y, x)}.get(turn, point)
