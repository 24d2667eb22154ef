"""The plane of two classes: a field with its points, in a square that cuts off what leaves it."""

from collections.abc import Iterable
from math import hypot
from typing import Any

from fieldguide.figures._looks import CLASSES, INK, PAPER, RULE
from fieldguide.figures._panel import Panel
from fieldguide.figures._svg import element, field, path


def plane(side: float, extent: float) -> Panel:
    """The scales of a square, from its own corner."""
    return Panel(0, 0, side, side, -extent, extent, -extent, extent)


def square(content: str, x: float, y: float, side: float) -> str:
    """What is drawn from a corner of its own, cut off at the edges, with a hairline around."""
    edge = element("rect", x=0.5, y=0.5, width=side - 1, height=side - 1, fill="none", stroke=RULE)
    return element("svg", content + edge, x=float(x), y=float(y), width=side, height=side)


def divided(panel: Panel, values: Any, points: Iterable[Any], classes: Iterable[int]) -> str:
    """A field and the points on it: class 0 filled, class 1 rings."""
    radius = panel.width / 110
    dots = [""] * 2
    for (x, y), c in zip(points, classes, strict=True):
        dots[c] += element("circle", cx=panel.x(x), cy=panel.y(y), r=radius)
    filled = element("g", dots[0], fill=CLASSES[0])
    rings = element("g", dots[1], fill=PAPER, stroke=CLASSES[1], stroke_width=radius / 2)
    return field(values, 0, 0, panel.width) + filled + rings


def bends(panel: Panel, units: Iterable[Any], kinks: Iterable[float], *, smooth: bool) -> str:
    """The lines w1 x + w2 y + b = kink of each unit; dashed where it bends smoothly around them."""
    reach = 2 * panel.x1
    drawn = []
    for w1, w2, b in units:
        size = hypot(w1, w2)
        for kink in kinks:
            away = (kink - b) / size if size else float("inf")
            if abs(away) > reach:
                continue
            # The foot of the perpendicular from the middle, and from there along the line.
            u, v = w1 / size, w2 / size
            ends = [(away * u - step * v, away * v + step * u) for step in (-reach, reach)]
            drawn.append([(panel.x(x), panel.y(y)) for x, y in ends])
    dashes = {"stroke_dasharray": "2 3"} if smooth else {}
    return "".join(
        path(line, stroke=INK, stroke_width=0.7, opacity=0.45, **dashes) for line in drawn
    )
