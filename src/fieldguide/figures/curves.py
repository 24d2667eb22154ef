"""The figure of `fieldguide show`: curves in the page's first window, with or without slopes."""

from collections.abc import Callable, Sequence
from importlib.metadata import version
from math import ceil, isclose, isnan

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from fieldguide.activations import Activation
from fieldguide.figures.chart_axes import set_up
from fieldguide.figures.dots import draw_dots
from fieldguide.figures.end_labels import End, draw_end_labels
from fieldguide.figures.sheet import MARGIN, WIDTH, Sheet
from fieldguide.figures.style import INK, PAPER, RULE, Look, figure_style, look_of

X, Y = (-5.0, 5.0), (-1.4, 3.2)
"""The window on the plane that the page opens with."""
_HEIGHT = 380.0
_LEFT, _TOP = MARGIN + 24, 24.0
_PLANE = (WIDTH - _LEFT - 150, 312.0)
_STEP = 1.0
"""Points between two samples of a curve."""
_HAIR = 1e-9 * (X[1] - X[0])
"""How far from a kink its two sides are taken."""

Function = Callable[[list[float]], list[float]]


@figure_style()
def curves_figure(
    activations: Sequence[Activation], *, slopes: bool = False, at: float | None = None
) -> Figure:
    """The curves of activations, each with its name at its end.

    Args:
      activations: in the order they are drawn, the last on top.
      slopes: draw the derivatives too, dotted; at a jump of a slope a filled dot is the value
        there, and a ring the limit from the other side.
      at: an input to mark with a line and a dot on each curve, if it is in the window.

    Returns:
      The figure, 720 points wide; x from -5 to 5, y from -1.4 to 3.2. A curve that leaves the
      window at the right has an arrow beside its name.
    """
    sheet = Sheet(", ".join(activation.label for activation in activations), _HEIGHT)
    axes = sheet.axes(_LEFT, _TOP, *_PLANE)
    set_up(axes, "", "", x=X, y=Y)
    axes.grid(axis="x")
    axes.axhline(0, color=RULE, linewidth=1.1)
    axes.axvline(0, color=RULE, linewidth=1.1)
    crosshair = at if at is not None and X[0] <= at <= X[1] else None
    looked = [(activation, look_of(activation.slug)) for activation in activations]
    if slopes:
        for activation, look in looked:
            _draw_slope(axes, activation, look)
    for activation, look in looked:
        axes.plot(*samples(activation, activation.kinks), **look.line(1.8), solid_capstyle="round")
    if crosshair is not None:
        _draw_crosshair(axes, looked, crosshair, slopes=slopes)
    ends = [End(X[1], _last(activation), activation.label, look) for activation, look in looked]
    draw_end_labels(axes, ends, size=12.5)
    key = ["line: f(x)"]
    key += ["dots: slope f′(x)"] if slopes else []
    key += [f"upright: x = {crosshair:g}"] if crosshair is not None else []
    foot = _HEIGHT - 16
    sheet.note(_LEFT, foot, " · ".join(key))
    sheet.note(_LEFT + _PLANE[0], foot, "x", horizontalalignment="right")
    edition = f"fieldguide {version('fieldguide')}"
    sheet.note(WIDTH - MARGIN, foot, edition, horizontalalignment="right")
    return sheet.figure


def samples(function: Function, kinks: Sequence[float]) -> tuple[list[float], list[float]]:
    """Points of a curve over the window, interrupted at kinks so that each side is exact.

    What is infinite, or far out of sight, stands four windows off.
    """
    inside = [kink for kink in kinks if X[0] < kink < X[1]]
    edges = [X[0], *(side for kink in inside for side in (kink - _HAIR, kink + _HAIR)), X[1]]
    xs: list[float] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        count = ceil((end - start) / (X[1] - X[0]) * _PLANE[0] / _STEP) + 1
        xs += [*np.linspace(start, end, max(count, 2)).tolist(), np.nan]
    far = 4 * (Y[1] - Y[0])
    return xs, np.clip(function(xs), Y[0] - far, Y[1] + far).tolist()


def _draw_crosshair(
    axes: Axes, looked: Sequence[tuple[Activation, Look]], x: float, *, slopes: bool
) -> None:
    """A line at x, and a dot where it meets each curve."""
    axes.axvline(x, color=INK, linewidth=0.75)
    for activation, look in looked:
        if slopes:
            slope = activation.derivative(x)
            draw_dots(axes, [x], [slope], look.curve, 4.5, ring=1.1, inside=PAPER)
        draw_dots(axes, [x], [activation(x)], look.curve, 6.0, ring=1.4, inside=PAPER)


def _draw_slope(axes: Axes, activation: Activation, look: Look) -> None:
    slope = activation.derivative
    axes.plot(
        *samples(slope, activation.kinks),
        color=look.curve,
        linewidth=1.3,
        linestyle=(0, (0.1, 3.4)),
        dash_capstyle="round",
    )
    for kink in activation.kinks:
        left, right = slope(kink - _HAIR), slope(kink + _HAIR)
        # Beside a kink a slope may have moved on by a hair's worth already.
        if isclose(left, right, rel_tol=1e-6, abs_tol=1e-6):
            continue
        for y in (left, right):
            here = isclose(y, slope(kink), rel_tol=1e-6, abs_tol=1e-6)
            inside = look.curve if here else PAPER
            draw_dots(axes, [kink], [y], look.curve, 4.5, ring=1.1, inside=inside)


def _last(activation: Activation) -> float:
    """The value at the right edge; if there is none, the last that there is."""
    values = [y for y in activation(np.linspace(*X, 256).tolist()) if not isnan(y)]
    return values[-1] if values else 0.0
