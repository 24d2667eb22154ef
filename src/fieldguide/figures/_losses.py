"""The losses of a run, on a log scale."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from fieldguide.figures._panel import End, Panel, decades
from fieldguide.figures._run import Run, numbers
from fieldguide.figures._svg import path

_SMALLEST = 1e-8
"""Below it losses lie on the axis."""


def losses(
    run: Run,
    box: tuple[float, float, float, float],
    title: str,
    keys: Mapping[str, Mapping[str, Any]],
) -> str:
    """A chart in a box (left, top, width, height) of a frame's lists of losses.

    ``keys`` names them, each with what its lines look like besides color and
    dash; names stand at the ends of the first, crossed where the loss has diverged.
    """
    frames = run.told("epoch")
    known = np.concatenate([numbers(frame[key]) for frame in frames for key in keys])
    known = np.maximum(known[np.isfinite(known)], _SMALLEST)
    panel = Panel(*box, 0, max(frames[-1]["epoch"], 1), *decades([0.5, *known]), log=True)
    x = [panel.x(frame["epoch"]) for frame in frames]
    drawn, ends = [panel.axes(title, "epoch")], []
    for place, (key, weight) in enumerate(keys.items()):
        for a, (name, look) in enumerate(zip(run.names, run.looks, strict=True)):
            told = (frame[key][a] for frame in frames)
            y = [panel.y(loss if loss is None else max(loss, _SMALLEST)) for loss in told]
            line = {"stroke": look.curve, "stroke_dasharray": look.dash, "stroke_linejoin": "round"}
            drawn.append(path(zip(x, y, strict=True), **line, **weight))
            if place == 0:
                seen = np.flatnonzero(np.isfinite(y))
                label = name if np.isfinite(y[-1]) else f"✕ {name}"
                ends += [End(x[i], y[i], label, look) for i in seen[-1:]]
    return "".join(drawn) + panel.names(ends)
