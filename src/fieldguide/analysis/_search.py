"""Scanning a line for extrema and crossings."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

Grid = np.ndarray[Any, np.dtype[np.float64]]
Function = Callable[[Any], Any]
"""Of an array, elementwise, or of a float."""

REACH = 30.0
"""Features are looked for between -REACH and REACH."""

_STEP = 1 / 64


class Point(NamedTuple):
    """A place on the x axis and the number found there."""

    x: float
    value: float


def pieces(kinks: Iterable[float]) -> list[Grid]:
    """Grids that cover [-REACH, REACH], one for each smooth piece, kinks left out.

    A kink's own slope is a convention; the neighbours stand for both its sides.
    """
    grid = np.arange(-REACH, REACH + _STEP, _STEP)
    result = []
    for low, high in pairwise([-np.inf, *sorted(kinks), np.inf]):
        ends = [np.nextafter(low, high), np.nextafter(high, low)]
        inside = grid[(grid > low) & (grid < high)]
        result.append(np.unique([*inside, *(end for end in ends if abs(end) <= REACH)]))
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


def crossings(function: Function, grid: Grid) -> list[float]:
    """Where ``function`` changes sign between neighbours of the grid."""
    above = function(grid) > 0
    steps = np.flatnonzero(above[1:] != above[:-1])
    return [bisect(function, float(grid[i]), float(grid[i + 1])) for i in steps]


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


def largest(points: Iterable[Point]) -> Point:
    """The point of largest |value|; among equals the one nearest 0, then the negative one."""
    found = list(points)
    top = max(abs(point.value) for point in found)
    equals = [point for point in found if abs(point.value) >= top * (1 - 1e-12)]
    # Of two roots that mirror each other one is nearer 0 by rounding alone.
    return min(equals, key=lambda p: (round(abs(p.x), 9), round(p.x, 9), abs(p.x)))
