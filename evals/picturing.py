"""The picture of risk and coverage as SVG, written by hand: no library draws it.

Two panels: how much is wrong as more is answered, and how often each confidence is right. The
picture brings its own background, so that it can be read on a light page and on a dark one; lines
differ in their dashes too, not in colour alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from evals.selecting import Bin, Point

_WIDTH, _HEIGHT = 880, 430
_TOP, _SIDE = 56, 310
_LEFTS = (70, 510)
_TICKS = 5

_DRAWN_FROM = 0.05
"""Coverage: before it a handful of answers makes a share, and the line leaps."""

_STYLE = """
text { font: 13px "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 15px }
.paper { fill: #ffffff }
.grid { stroke: #d0d7de; stroke-width: 1 }
.even { stroke: #6e7781; stroke-width: 1; stroke-dasharray: 2 4 }
.line { fill: none; stroke-width: 2; stroke-linejoin: round }
.dashed { stroke-dasharray: 7 4 }
.mark { stroke-width: 2; fill-opacity: 0.25 }
.any { fill: #6e7781; stroke: #6e7781 }
.set0 { stroke: #0969da } .fill0 { fill: #0969da }
.set1 { stroke: #bc4c00 } .fill1 { fill: #bc4c00 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .paper { fill: #0d1117 }
  .grid { stroke: #30363d }
  .even { stroke: #8d96a0 }
  .set0 { stroke: #58a6ff } .fill0 { fill: #58a6ff }
  .set1 { stroke: #f0883e } .fill1 { fill: #f0883e }
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One set of questions: its curve, the point in use if there is one, and its bins."""

    name: str
    curve: tuple[Point, ...]
    in_use: Point | None
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panel:
    """A square with two axes from 0; ``left`` is in the picture, ``top_value`` ends the y axis."""

    left: int
    top_value: float

    def x(self, value: float) -> str:
        return f"{self.left + value * _SIDE:.1f}"

    def y(self, value: float) -> str:
        return f"{_TOP + (1 - value / self.top_value) * _SIDE:.1f}"

    def path(self, points: Sequence[tuple[float, float]]) -> str:
        return "M" + " L".join(f"{self.x(x)},{self.y(y)}" for x, y in points)

    def frame(self, *, title: str, along: str, up: str) -> list[str]:
        """Return grid, ticks and labels: ``along`` of the x axis, ``up`` of the y axis."""
        middle, bottom = self.left + _SIDE / 2, _TOP + _SIDE
        turned = f"translate({self.left - 46} {_TOP + _SIDE / 2}) rotate(-90)"
        parts = [
            f'<text class="title" x="{self.left}" y="{_TOP - 18}">{escape(title)}</text>',
            f'<text x="{middle}" y="{bottom + 42}" text-anchor="middle">{escape(along)}</text>',
            f'<text transform="{turned}" text-anchor="middle">{escape(up)}</text>',
        ]
        for step in range(_TICKS + 1):
            x, y = self.x(step / _TICKS), self.y(self.top_value * step / _TICKS)
            parts += [
                f'<path class="grid" d="M{x},{_TOP} V{bottom}"/>',
                f'<path class="grid" d="M{self.left},{y} h{_SIDE}"/>',
                f'<text x="{x}" y="{bottom + 19}" text-anchor="middle">{_share(step / _TICKS)}'
                "</text>",
                f'<text x="{self.left - 8}" y="{float(y) + 4:.1f}" text-anchor="end">'
                f"{_share(self.top_value * step / _TICKS)}</text>",
            ]
        return parts


def draw(series: Sequence[Series]) -> str:
    """Return the picture of one or two sets of questions as an SVG document.

    Raises:
        ValueError: There is no set, or there are more than two.
    """
    if not 1 <= len(series) <= 2:
        raise ValueError(f"{len(series)} sets of questions, expected one or two")
    told = " and ".join(one.name for one in series)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        f"<title>Risk and coverage: {escape(told)}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{_WIDTH}" height="{_HEIGHT}" rx="8"/>',
        *_draw_curves(series),
        *_draw_reliability(series),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _draw_curves(series: Sequence[Series]) -> list[str]:
    lines = [[p for p in one.curve if p.coverage >= _DRAWN_FROM] for one in series]
    risks = [point.risk for line in lines for point in line]
    risks += [one.in_use.risk for one in series if one.in_use is not None]
    panel = _Panel(left=_LEFTS[0], top_value=_round_up(max(risks)))
    parts = panel.frame(
        title="Wrong, as more is answered",
        along="answered, of all questions",
        up="wrong, of the answered",
    )
    for number, (one, line) in enumerate(zip(series, lines, strict=True)):
        path = panel.path([(point.coverage, point.risk) for point in line])
        parts.append(f'<path class="{_line(number)}" d="{path}"/>')
        if one.in_use is not None:
            x, y = panel.x(one.in_use.coverage), panel.y(one.in_use.risk)
            parts.append(
                f'<circle class="mark {_ink(number)}" cx="{x}" cy="{y}" r="7">'
                f"<title>{escape(one.name)}, in use: {_exact(one.in_use)}</title></circle>"
            )
    return parts + _legend(series, panel)


def _legend(series: Sequence[Series], panel: _Panel) -> list[str]:
    """Return names beside samples of their lines, and what the circle means."""
    left, parts = panel.left + 14, list[str]()
    for number, one in enumerate(series):
        y = _TOP + 20 + 21 * number
        parts.append(f'<path class="{_line(number)}" d="M{left},{y - 4} h30"/>')
        parts.append(f'<text x="{left + 38}" y="{y}">{escape(one.name)}</text>')
    y = _TOP + 20 + 21 * len(series)
    parts.append(f'<circle class="mark any" cx="{left + 15}" cy="{y - 4}" r="6"/>')
    parts.append(f'<text x="{left + 38}" y="{y}">in use</text>')
    return parts


def _draw_reliability(series: Sequence[Series]) -> list[str]:
    panel = _Panel(left=_LEFTS[1], top_value=1.0)
    parts = panel.frame(
        title="Right, by confidence", along="confidence, mean of a tenth", up="right"
    )
    parts.append(f'<path class="even" d="{panel.path([(0, 0), (1, 1)])}"/>')
    for number, one in enumerate(series):
        line = [(found.confidence, found.right) for found in one.bins]
        parts.append(f'<path class="{_line(number)}" d="{panel.path(line)}"/>')
        most = max(found.n for found in one.bins)
        for found in one.bins:
            x, y = panel.x(found.confidence), panel.y(found.right)
            radius = 2.5 + 5.5 * math.sqrt(found.n / most)
            parts.append(
                f'<circle class="mark {_ink(number)}" cx="{x}" cy="{y}" r="{radius:.1f}">'
                f"<title>{found.n} questions</title></circle>"
            )
    return parts


def _line(number: int) -> str:
    return f"line set{number}" + (" dashed" if number else "")


def _ink(number: int) -> str:
    return f"set{number} fill{number}"


def _round_up(risk: float) -> float:
    """Return the next tenth, at least one, so that the ticks are round."""
    return max(math.ceil(risk * 10 - 1e-9), 1) / 10


def _share(value: float) -> str:
    """Return a share as per cent."""
    return f"{value * 100:.0f} %"


def _exact(point: Point) -> str:
    return f"{point.coverage:.3f} answered, {point.risk:.3f} of them wrong"
