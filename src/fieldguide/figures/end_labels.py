"""Names at the ends of curves: cut to a length, moved apart, and tied to their curves."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes

from fieldguide.figures.dots import draw_dots
from fieldguide.figures.style import Look

LONGEST = 16
"""Letters of a name, as on the page."""
_BESIDE = 10.0
"""Points between the axes and the names."""


class End(NamedTuple):
    """Where a curve ends, in data coordinates, and whose it is.

    Outside the limits an arrow says where the curve has gone.
    """

    x: float
    y: float
    name: str
    look: Look


def line_ends(
    x: np.ndarray, lines: np.ndarray, names: Sequence[str], looks: Sequence[Look]
) -> list[End]:
    """The last finite point of each line; a line without one has no end."""
    return [
        End(float(x[i]), float(line[i]), name, look)
        for line, name, look in zip(lines, names, looks, strict=True)
        for i in np.flatnonzero(np.isfinite(line))[-1:]
    ]


def draw_end_labels(
    axes: Axes, ends: Sequence[End], *, size: float = 10.0, dots: bool = False
) -> None:
    """Write the curves' names right of the axes; names that would touch are moved apart.

    ``size`` is that of the type, in points; where many names stand it is smaller. ``dots`` marks
    the ends too.
    """
    _, bottom, right, top = axes.bbox.extents
    low, high = sorted(axes.get_ylim())
    gap = min(1.25 * size, (top - bottom) / max(1, len(ends)))
    inside = [(end.x, min(max(end.y, low), high)) for end in ends]
    depths = [top - axes.transData.transform(point)[1] for point in inside]
    order = sorted(range(len(ends)), key=lambda i: (depths[i], -ends[i].y))
    places = spread([depths[i] for i in order], gap, gap / 2, top - bottom - gap / 2)
    for i, place in zip(order, places, strict=True):
        end = ends[i]
        if dots:
            draw_dots(axes, [end.x], [end.y], end.look.curve, 4.8, clip=False)
        leaves = " ↑" if end.y > high else " ↓" if end.y < low else ""
        axes.annotate(
            shortened(end.name) + leaves,
            (end.x, end.y),
            (right + _BESIDE, top - place),
            textcoords="figure points",
            va="center",
            color=end.look.text,
            fontstyle="italic",
            fontsize=min(size, gap / 1.1),
            arrowprops=None if leaves else _leader(axes, end),
            annotation_clip=False,
        )


def _leader(axes: Axes, end: End) -> dict[str, Any]:
    """The line from a name to its curve; dotted where the curve ends within the axes."""
    at_edge = end.x == axes.get_xlim()[1]
    return {
        "arrowstyle": "-",
        "color": end.look.curve,
        "linewidth": 0.75,
        "linestyle": "solid" if at_edge else (0, (0.75, 3)),
        "alpha": 0.7,
        "shrinkA": 1,
        "shrinkB": 0,
        "relpos": (0, 0.5),
    }


def shortened(name: str) -> str:
    """A name no longer than there is room for."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def spread(wishes: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places at least ``gap`` apart between low and high, each near its wish; wishes ascend.

    Neighbors that would touch form a block around the mean of their wishes.
    """
    blocks: list[list[float]] = []
    """Each block's wishes for its first place."""

    def start(block: list[float]) -> float:
        mean = sum(block) / len(block)
        return max(low, min(mean, high - (len(block) - 1) * gap))

    for wish in wishes:
        blocks.append([wish])
        while len(blocks) > 1 and start(blocks[-2]) + len(blocks[-2]) * gap > start(blocks[-1]):
            last = blocks.pop()
            first = blocks[-1]
            # The block's member k stands k gaps below its first, which may stand k gaps higher.
            first += [place - len(first) * gap for place in last]
    return [start(block) + number * gap for block in blocks for number in range(len(block))]
