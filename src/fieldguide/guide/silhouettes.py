"""Silhouettes: the small drawings of the index as SVG paths, all on the same axes."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from fieldguide.activations import Activation, Gate

LEFT, RIGHT, BOTTOM, TOP = -4.0, 4.0, -2.0, 3.5
UNIT = 20
"""Pixels a unit, on both axes."""
WIDTH, HEIGHT = int((RIGHT - LEFT) * UNIT), int((TOP - BOTTOM) * UNIT)
SLICES = (-1.0, 1.0, 2.0)
"""Where the second input of a gate is held for its drawing."""

_STEP = 1 / 32
_BESIDE = 1e-9  # a kink, where each of its sides is drawn to
_MARGIN = 4.0  # units outside the window that are still drawn
_TOLERANCE = 0.1  # px

Function = Callable[[Any], Any]


class Silhouette(NamedTuple):
    """Paths of SVG in a box of WIDTH by HEIGHT: solid lines, and dotted ones for slopes."""

    solid: tuple[str, ...]
    dotted: tuple[str, ...]


def silhouette(one: Activation | Gate) -> Silhouette:
    """Value and slope of an activation, or the slices of a gate at SLICES."""
    if isinstance(one, Gate):
        kinks = one.inner.kinks
        return Silhouette(tuple(path(_slice(one, b), kinks) for b in SLICES), ())
    return Silhouette((path(one, one.kinks),), (path(one.derivative, one.kinks),))


def path(f: Function, kinks: Sequence[float] = ()) -> str:
    """The graph of f over the window, each side of a kink by itself."""
    inside = [k for k in kinks if LEFT < k < RIGHT]
    starts = [LEFT, *(k + _BESIDE for k in inside)]
    ends = [*(k - _BESIDE for k in inside), RIGHT]
    return "".join(_piece(f, a, b) for a, b in zip(starts, ends, strict=True))


def _slice(gate: Gate, b: float) -> Function:
    return lambda a: gate(a, np.full_like(a, b))


def _piece(f: Function, start: float, end: float) -> str:
    x = np.linspace(start, end, round((end - start) / _STEP) + 1)
    y = np.clip(f(x), BOTTOM - _MARGIN, TOP + _MARGIN)
    corners = _corners(np.stack([(x - LEFT) * UNIT, (TOP - y) * UNIT], axis=1))
    return "M" + "L".join(f"{px:.1f},{py:.1f}".replace(".0", "") for px, py in corners)


def _corners(points: np.ndarray) -> list[np.ndarray]:
    """The points to keep so that straight lines stay within the tolerance (Douglas-Peucker)."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    distance = np.abs(points[:, 1] - (y0 + (points[:, 0] - x0) * (y1 - y0) / (x1 - x0)))
    furthest = int(distance.argmax())
    if distance[furthest] <= _TOLERANCE:
        return [points[0], points[-1]]
    return [*_corners(points[: furthest + 1])[:-1], *_corners(points[furthest:])]
