"""The figure of die: the share of dead units by step, and networks dead from birth."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator

from fieldguide.figures.chart_axes import set_up
from fieldguide.figures.dots import draw_dots
from fieldguide.figures.end_labels import draw_end_labels, line_ends
from fieldguide.figures.run import Run, series
from fieldguide.figures.sheet import MARGIN, WIDTH, Sheet
from fieldguide.figures.style import INK, POINT, SOFT

_HEIGHT = 247.0
_TOP = 45.0
_SHARES, _BIRTHS = 285.0, 180.0
"""The widths of the two charts, in points."""


def height(_: Run) -> float:
    """The height of the charts, in points."""
    return _TOP + _HEIGHT + 45


def draw(sheet: Sheet, run: Run, top: float) -> None:
    """Draw the charts below ``top``."""
    _draw_shares(sheet.axes(MARGIN + 33, top + _TOP, _SHARES, _HEIGHT), run)
    births = sheet.axes(WIDTH - MARGIN - _BIRTHS, top + _TOP, _BIRTHS, _HEIGHT)
    _draw_births(births, run)
    networks = run.summary["born_dead"][0][2]
    key = f"line: Lu's bound · dots: {networks} networks"
    y = top + _TOP + _HEIGHT + 40
    sheet.note(WIDTH - MARGIN, y, key, horizontalalignment="right")


def _draw_shares(axes: Axes, run: Run) -> None:
    frames = run.frames_with("dead")
    steps = np.array([frame["step"] for frame in frames])
    low, dead, high = (series(frames, field) for field in ("low", "dead", "high"))
    most = np.nanmax([0.05, *high.ravel()])
    set_up(
        axes,
        "Units dead, and 95% intervals",
        "step",
        x=(0, max(steps[-1], 1)),
        y=(0, min(1.0, 1.1 * most)),
        scale="percent",
    )
    for a, look in enumerate(run.looks):
        axes.fill_between(steps, low[a], high[a], color=look.curve, alpha=0.16, linewidth=0)
        axes.plot(steps, dead[a], **look.line(1.35), clip_on=False)
    draw_end_labels(axes, line_ends(steps, dead, run.names, run.looks), dots=True)


def _draw_births(axes: Axes, run: Run) -> None:
    """The widths stand side by side, whatever lies between them."""
    widths, bound = zip(*run.setup["bound"], strict=True)
    places = np.arange(len(widths))
    title, along = "Networks dead from birth", "units in a layer"
    set_up(axes, title, along, x=(-0.5, len(widths) - 0.5), y=(0, 1), scale="percent")
    axes.xaxis.set_major_locator(FixedLocator(places.tolist()))
    axes.set_xticklabels([f"{width}" for width in widths])
    axes.plot(places, bound, color=SOFT, linewidth=1.05, linestyle=(0, (5 * POINT, 4 * POINT)))
    born_dead = np.array(run.summary["born_dead"], dtype=float)
    _, dead, networks, low, high = born_dead.T
    axes.vlines(places, low, high, color=INK, linewidth=1.05)
    draw_dots(axes, places, dead / networks, INK, 4.8, clip=False)
