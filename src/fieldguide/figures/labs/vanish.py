"""The figure of vanish: signal and gradient by layer; theory as lines, measurements as dots."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from fieldguide.figures.chart_axes import decades, set_up
from fieldguide.figures.dots import draw_dots
from fieldguide.figures.end_labels import End, draw_end_labels
from fieldguide.figures.run import Run
from fieldguide.figures.sheet import MARGIN, WIDTH, Sheet

_HEIGHT = 247.0
_TOP = 45.0
_HALF = (WIDTH - 2 * MARGIN) / 2
_TICKS, _NAMES = 33.0, 110.0
"""Points left of a chart for the labels of its ticks, and right of it for the curves' names."""
_TITLES = {"forward": "Signal, relative to the input", "backward": "Gradient, relative to the top"}
_KEY = "line: mean-field theory · dots: measured, geometric mean of the networks · rings: trained"


def height(_: Run) -> float:
    """The height of the charts, in points."""
    return _TOP + _HEIGHT + 54


def draw(sheet: Sheet, run: Run, top: float) -> None:
    """Draw the charts below ``top``."""
    for place, direction in enumerate(_TITLES):
        left = MARGIN + place * _HALF + _TICKS
        axes = sheet.axes(left, top + _TOP, _HALF - _TICKS - _NAMES, _HEIGHT)
        _draw_chart(axes, run, direction)
    sheet.note(MARGIN, top + _TOP + _HEIGHT + 50, _KEY)


def _draw_chart(axes: Axes, run: Run, direction: str) -> None:
    frames = run.frames_with(direction)
    start = [frame for frame in frames if frame["stage"] == "start"][-1]
    trained = [frame for frame in frames if frame["stage"] == "trained"]
    predicted = np.array(run.setup[f"predicted_{direction}"], dtype=float)
    measured = np.array([_geometric_mean(sizes) for sizes in start[direction]])
    after = np.array(trained[-1][direction] if trained else [], dtype=float)
    everything = np.concatenate([predicted.ravel(), measured.ravel(), after.ravel()])
    known = everything[np.isfinite(everything) & (everything > 0)]

    depth = run.setup["depth"]
    ends_at = depth if direction == "forward" else 0
    set_up(
        axes,
        _TITLES[direction],
        "layer →" if direction == "forward" else "layer, from the top down →",
        x=(depth - ends_at, ends_at),
        y=decades([1.0, *known.tolist()]),
        scale="decades",
    )
    layers = np.arange(depth + 1)
    dotted = layers[(layers - ends_at) % -(-depth // 25) == 0]
    ends = []
    for a, (name, look) in enumerate(zip(run.names, run.looks, strict=True)):
        axes.plot(layers, predicted[a], **look.line(1.2))
        if len(after):
            draw_dots(axes, dotted, after[a, dotted], look.curve, 5.1, ring=0.75, clip=False)
        draw_dots(axes, dotted, measured[a, dotted], look.curve, 3.9, clip=False)
        seen = layers[np.isfinite(measured[a]) & (measured[a] > 0)]
        if len(seen):
            last = seen[np.argmin(abs(seen - ends_at))]
            ends.append(End(float(last), float(measured[a, last]), name, look))
    draw_end_labels(axes, ends, dots=True)


def _geometric_mean(sizes: list[list[float | None]]) -> Any:
    """The geometric mean over networks, by layer; NaN where a network has no size."""
    with np.errstate(divide="ignore"):
        return np.exp(np.log(np.array(sizes, dtype=float)).mean(axis=0))
