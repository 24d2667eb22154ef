"""The chart of the losses of a run, on a log scale."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from fieldguide.figures.chart_axes import decades, set_up
from fieldguide.figures.end_labels import draw_end_labels, line_ends
from fieldguide.figures.run import Run, series

SMALLEST = 1e-8
"""Losses below it lie on the axis."""


def draw_losses(axes: Axes, run: Run, title: str, fields: Mapping[str, Mapping[str, Any]]) -> None:
    """Draw fields of losses by epoch, a line a network.

    ``fields`` gives each field the properties of its lines besides color and dash. Names stand at
    the ends of the lines of the first field, with a cross where the loss has diverged.
    """
    frames = run.frames_with("epoch")
    epochs = np.array([frame["epoch"] for frame in frames])
    losses = {field: np.maximum(series(frames, field), SMALLEST) for field in fields}
    known = np.concatenate([values[np.isfinite(values)] for values in losses.values()])
    limits = decades([0.5, *known.tolist()])
    set_up(axes, title, "epoch", x=(0, max(epochs[-1], 1)), y=limits, scale="decades")
    for field, properties in fields.items():
        for values, look in zip(losses[field], run.looks, strict=True):
            line = look.line(properties["linewidth"])
            axes.plot(epochs, values, **{**line, **properties}, solid_joinstyle="round")
    first = losses[next(iter(fields))]
    labels = [
        name if np.isfinite(values[-1]) else f"✕ {name}"
        for values, name in zip(first, run.names, strict=True)
    ]
    draw_end_labels(axes, line_ends(epochs, first, labels, run.looks), dots=True)
