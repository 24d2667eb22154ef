"""Dots and rings at points of a chart."""

from typing import Any

from matplotlib.axes import Axes


def draw_dots(
    axes: Axes,
    x: Any,
    y: Any,
    color: str,
    size: float,
    *,
    ring: float = 0.0,
    inside: str = "none",
    clip: bool = True,
) -> None:
    """Draw dots ``size`` points wide over the curves.

    With ``ring`` they are circles of that line width, filled with the color ``inside``. Without
    ``clip`` those at the edge of the axes are whole.
    """
    axes.plot(
        x,
        y,
        "o",
        markersize=size,
        markeredgecolor=color,
        markeredgewidth=ring,
        markerfacecolor=inside if ring else color,
        clip_on=clip,
        zorder=2.5,
    )
