from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from evals.picturing import Series, draw
from evals.selecting import Bin, Point

NAMESPACE = "{http://www.w3.org/2000/svg}"
SERIES = Series(
    name="A & <B>",
    curve=(
        Point(threshold=0.99, coverage=0.01, risk=1.0),
        Point(threshold=0.8, coverage=0.5, risk=0.1),
        Point(threshold=0.2, coverage=1.0, risk=0.3),
    ),
    in_use=Point(threshold=0.5, coverage=0.5, risk=0.15),
    bins=(
        Bin(low=0.2, high=0.3, n=4, confidence=0.25, right=0.5),
        Bin(low=0.9, high=1.0, n=16, confidence=1.0, right=1.0),
    ),
)


def parse(*series: Series) -> ElementTree.Element:
    return ElementTree.fromstring(draw(series))


def marks(picture: ElementTree.Element, told: str) -> list[tuple[float, float]]:
    return [
        (float(circle.attrib["cx"]), float(circle.attrib["cy"]))
        for circle in picture.iter(f"{NAMESPACE}circle")
        if told in (circle.findtext(f"{NAMESPACE}title") or "")
    ]


def lines(picture: ElementTree.Element) -> list[list[tuple[float, float]]]:
    return [
        [(float(x), float(y)) for x, y in re.findall(r"([\d.]+),([\d.]+)", path.attrib["d"])]
        for path in picture.iter(f"{NAMESPACE}path")
        if path.attrib["class"].startswith("line") and "L" in path.attrib["d"]
    ]


def test_names_and_axes_are_told() -> None:
    texts = [element.text for element in parse(SERIES).iter(f"{NAMESPACE}text")]
    assert {"A & <B>", "answered, of all questions", "wrong, of the answered"} <= set(texts)
    assert texts.count("100 %") == 3  # both x axes and one y axis; risk ends at 30 %
    assert "30 %" in texts


def test_shares_lie_at_their_places() -> None:
    picture = parse(SERIES)
    curve, bins = lines(picture)
    # One answer in a hundred questions is no line yet.
    assert len(curve) == 2
    (half, low), (whole, high) = curve
    frame = [p.attrib["d"] for p in picture.iter(f"{NAMESPACE}path") if "grid" in p.attrib["class"]]
    left, top, bottom = (float(v) for v in re.findall(r"[\d.]+", frame[0]))
    assert half - left == pytest.approx((whole - left) / 2)
    assert high == pytest.approx(top)  # .3 of .3
    assert bottom - low == pytest.approx((bottom - top) / 3, abs=0.1)
    assert bins[1][1] == pytest.approx(top)
    assert bottom - bins[0][1] == pytest.approx((bottom - top) / 2)


def test_the_point_in_use_is_marked() -> None:
    picture = parse(SERIES)
    ((x, y),) = marks(picture, "in use")
    (half, low), (_, high) = lines(picture)[0]
    assert x == half
    assert y == pytest.approx(low + (high - low) / 4, abs=0.2)  # .15 lies between .10 and .30
    assert not marks(parse(replace(SERIES, in_use=None)), "in use")


def test_two_sets_differ_in_more_than_colour() -> None:
    classes = {
        path.attrib["class"]
        for path in parse(SERIES, replace(SERIES, name="C")).iter(f"{NAMESPACE}path")
    }
    assert {"line set0", "line set1 dashed"} <= classes


def test_it_can_be_read_in_light_and_dark() -> None:
    style = parse(SERIES).findtext(f"{NAMESPACE}style") or ""
    light, _, dark = style.partition("prefers-color-scheme: dark")
    for name in (".paper", "text", ".set0", ".set1", ".fill0", ".fill1", ".grid"):
        colours = [re.search(rf"{re.escape(name)} {{[^}}]*(#\w+)", part) for part in (light, dark)]
        assert all(colours), name
        assert len({found[1] for found in colours if found}) == 2, name


@pytest.mark.parametrize("count", [0, 3])
def test_other_numbers_of_sets_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match=f"{count} sets"):
        draw([SERIES] * count)


def test_an_answer_never_wrong_is_drawn_too() -> None:
    flat = replace(SERIES, curve=(Point(threshold=0.5, coverage=1.0, risk=0.0),), in_use=None)
    assert "nan" not in draw([flat])
