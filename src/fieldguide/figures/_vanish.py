"""The figure of vanish: signal and gradient by layer, theory as lines and measurement as dots."""

import numpy as np

from fieldguide.figures._panel import End, Panel, decades
from fieldguide.figures._run import Run, numbers
from fieldguide.figures._svg import MARGIN, WIDTH, element, note, path

_HEIGHT = 330.0
_NAMES = 120.0
"""Pixels right of a panel, for the curves' names."""
_PLANE = (WIDTH - 2 * MARGIN) / 2 - _NAMES - 44
_TITLES = {"forward": "Signal, relative to the input", "backward": "Gradient, relative to the top"}


def vanish(run: Run) -> tuple[str, float]:
    """The body of the figure and its height."""
    drawn = "".join(_panel(run, way, i) for i, way in enumerate(_TITLES))
    key = (
        "line: mean-field theory · dots: measured, geometric mean of the networks · rings: trained"
    )
    return drawn + note(MARGIN, 60 + _HEIGHT + 66, key), 60 + _HEIGHT + 72


def _mean(sizes: list[list[float | None]]) -> list[float]:
    """The geometric mean over networks, layer by layer; NaN where one has no size."""
    with np.errstate(divide="ignore"):
        return np.exp(np.log(numbers(sizes)).mean(axis=0)).tolist()  # type: ignore[no-any-return]


def _panel(run: Run, way: str, place: int) -> str:
    depth = run.setup["depth"]
    start, trained = ([f for f in run.told(way) if f["stage"] == stage] for stage in _STAGES)
    measured = [_mean(sizes) for sizes in start[-1][way]]
    after = trained[-1][way] if trained else []
    predicted = run.setup[f"predicted_{way}"]
    everything = numbers([*measured, *after, *predicted])
    known = everything[np.isfinite(everything) & (everything > 0)]
    first, last = (0, depth) if way == "forward" else (depth, 0)
    low, high = decades([1.0, *known])
    left = MARGIN + 44 + place * (WIDTH - 2 * MARGIN) / 2
    panel = Panel(left, 60, _PLANE, _HEIGHT, first, last, low, high, log=True)
    along = "layer →" if way == "forward" else "layer, from the top down →"
    every = -(-depth // 25)
    shown = [layer for layer in range(depth + 1) if (layer - last) % every == 0]
    drawn, names = [panel.axes(_TITLES[way], along)], []
    for a, (name, look) in enumerate(zip(run.names, run.looks, strict=True)):
        line = [(panel.x(layer), panel.y(size)) for layer, size in enumerate(predicted[a])]
        drawn.append(path(line, stroke=look.curve, stroke_width=1.6, stroke_dasharray=look.dash))
        for sizes, ring in ((after[a : a + 1], True), ([measured[a]], False)):
            for each in sizes:
                drawn += [_dot(panel, layer, each[layer], look.curve, ring) for layer in shown]
        seen = [(x, y) for x, y in _places(panel, measured[a]) if np.isfinite(y)]
        if seen:
            end = max(seen)
            names.append(End(*end, name, look))
    return "".join(drawn) + panel.names(names)


_STAGES = ("start", "trained")


def _places(panel: Panel, sizes: list[float]) -> list[tuple[float, float]]:
    return [(panel.x(layer), panel.y(size)) for layer, size in enumerate(sizes)]


def _dot(panel: Panel, layer: int, size: float | None, color: str, ring: bool) -> str:
    y = panel.y(size)
    if not np.isfinite(y):
        return ""
    look = {"fill": "none", "stroke": color} if ring else {"fill": color}
    return element("circle", cx=panel.x(layer), cy=y, r=3.4 if ring else 2.6, **look)
