"""The plane of two classes: a network's output as a field, the points, and where units bend."""

from collections.abc import Sequence
from math import hypot, inf
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap

from fieldguide import palette
from fieldguide.figures.dots import draw_dots
from fieldguide.figures.style import INK, PAPER, POINT

_CLASSES = [palette.CLASSES[name].light for name in ("class-0", "class-1")]
_SHADES = LinearSegmentedColormap.from_list(
    "classes", [palette.CLASSES[name].light for name in ("field-0", "field-none", "field-1")]
)


def set_up_square(axes: Axes, extent: float) -> None:
    """Give axes the plane from -extent to extent both ways, with an outline and no labels."""
    axes.set(xlim=(-extent, extent), ylim=(-extent, extent), xticks=[], yticks=[])


def draw_field(axes: Axes, values: Any, inputs: Any, targets: Any) -> None:
    """Draw a field and the points on it: class 0 filled, class 1 as rings.

    Args:
      axes: those of ``set_up_square``.
      values: uint8 [y, x], the top row first: 0 to 255 for a probability of class 1 of 0 to 1.
      inputs: the points, [point, 2].
      targets: their classes, 0 or 1.
    """
    (x0, x1), (y0, y1) = axes.get_xlim(), axes.get_ylim()
    axes.imshow(
        values,
        cmap=_SHADES,
        vmin=0,
        vmax=255,
        interpolation="bilinear",
        extent=(x0, x1, y0, y1),
        aspect="auto",
    )
    x, y = np.asarray(inputs, dtype=float).T
    size = axes.bbox.width / 55
    for number, ring in enumerate((0.0, size / 4)):
        chosen = np.asarray(targets) == number
        draw_dots(axes, x[chosen], y[chosen], _CLASSES[number], size, ring=ring, inside=PAPER)


def draw_bends(axes: Axes, units: Any, kinks: Sequence[float], *, smooth: bool) -> None:
    """Draw the lines w1 x + w2 y + b = kink of each unit (w1, w2, b).

    They are dashed where the activation bends smoothly around its kink.
    """
    reach = 2 * axes.get_xlim()[1]
    lines = []
    for w1, w2, b in units:
        size = hypot(w1, w2)
        for kink in kinks:
            distance = (kink - b) / size if size else inf
            if abs(distance) > reach:
                continue
            # From the foot of the perpendicular from the origin, along the line both ways.
            u, v = w1 / size, w2 / size
            lines.append([(distance * u - t * v, distance * v + t * u) for t in (-reach, reach)])
    dashes = (0, (2 * POINT, 3 * POINT)) if smooth else "solid"
    axes.add_collection(
        LineCollection(lines, colors=INK, linewidths=0.55, alpha=0.45, linestyles=[dashes]),
        autolim=False,
    )
