"""Scanning a line for extrema and crossings."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from math import inf, nextafter
from typing import Any, NamedTuple

import numpy as np

Grid = np.ndarray[Any, np.dtype[Any]]
Function = Callable[[Any], Any]
"""Of an array, elementwise, or of a float."""

REACH = 30.0
"""Features are looked for between -REACH and REACH, in steps of 1/64."""

_TAIL = np.geomspace(REACH, 1e4, 373)[1:]

NEAR: Grid = np.arange(-REACH, REACH + 1 / 128, 1 / 64)
FAR: Grid = np.concatenate([-_TAIL[::-1], NEAR, _TAIL])
"""NEAR and, in steps of 1.6%, what lies outside it up to 1e4."""


class Point(NamedTuple):
    """A place on the x axis and the number found there."""

    x: float
    value: float


def pieces(seams: Iterable[float], grid: Grid = NEAR) -> list[Grid]:
    """Grids that cover ``grid``, one for each smooth piece, seams left out.

    A kink's own slope is a convention; the neighbours stand for both its sides.
    """
    result = []
    for low, high in pairwise([-inf, *sorted(seams), inf]):
        ends = [nextafter(low, high), nextafter(high, low)]
        inside = grid[(grid > low) & (grid < high)]
        result.append(np.unique([*inside, *(end for end in ends if abs(end) <= grid[-1])]))
    return result


def bisect(function: Function, low: float, high: float) -> float:
    """A zero of ``function``, which changes sign from low to high, to the last digit."""
    falling = function(low) > 0
    while True:
        middle = (low + high) / 2
        if not low < middle < high:
            return high
        if (function(middle) > 0) == falling:
            low = middle
        else:
            high = middle


def _bisect_all(function: Function, low: Grid, high: Grid) -> Grid:
    """``bisect`` for many intervals at once, in as many calls as for one."""
    low, high = low.copy(), high.copy()
    falling = function(low) > 0 if len(low) else np.zeros(0, dtype=bool)
    while True:
        middle = (low + high) / 2
        open_ = (low < middle) & (middle < high)
        if not open_.any():
            return high
        before = (function(middle) > 0) == falling
        low = np.where(open_ & before, middle, low)
        high = np.where(open_ & ~before, middle, high)


def crossings(function: Function, grid: Grid) -> list[float]:
    """Where ``function`` changes sign between neighbours of the grid."""
    above = function(grid) > 0
    steps = np.flatnonzero(above[1:] != above[:-1])
    return [float(x) for x in _bisect_all(function, grid[steps], grid[steps + 1])]


def sign_changes(function: Function, grid: Grid, noise: Any = 0.0) -> list[tuple[float, int]]:
    """The zeros of ``function`` where its sign changes, and the sign to their right.

    What is no larger than ``noise`` has no sign: a long run of zeros is what
    is left of a function that underflows, not a root beside a root.
    """
    values = function(grid)
    kept = np.flatnonzero(np.abs(values) > noise)
    signs = np.sign(values[kept])
    changes = np.flatnonzero(signs[1:] != signs[:-1])
    first, last = kept[changes], kept[changes + 1]
    places = _bisect_all(function, grid[first], grid[last])
    alone = (last - first == 2) & (values[np.minimum(first + 1, len(grid) - 1)] == 0)
    places[alone] = grid[first[alone] + 1]
    return list(zip(places.tolist(), signs[changes + 1].astype(int).tolist(), strict=True))


def peak(function: Function, low: float, high: float) -> float:
    """The top of a smooth ``function`` that rises at low and falls at high.

    The zero of its central difference of fourth order, to about 1e-12 for
    features of unit width: bisecting the values themselves stops at 1e-8.
    """
    h = (high - low) / 64

    def rise(x: float) -> float:
        near = float(function(x + h) - function(x - h))
        far = float(function(x + 2 * h) - function(x - 2 * h))
        return 8 * near - far

    return bisect(rise, low, high)


def nearest(points: Iterable[Point]) -> Point:
    """The point nearest 0, then the negative one."""
    # Of two roots that mirror each other one is nearer 0 by rounding alone.
    return min(points, key=lambda p: (round(abs(p.x), 9), round(p.x, 9), abs(p.x)))


def largest(points: Iterable[Point]) -> Point:
    """The point of largest |value|; among equals the one nearest 0, then the negative one."""
    found = list(points)
    top = max(abs(point.value) for point in found)
    return nearest(p for p in found if abs(p.value) >= top * (1 - 1e-12))
