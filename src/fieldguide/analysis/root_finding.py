"""Zeros, sign changes and peaks of a function, found on grids and bisected to the last digit."""

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


def pieces(cuts: Iterable[float], grid: Grid = NEAR) -> list[Grid]:
    """Grids that cover ``grid``, one for each smooth piece, the cuts themselves left out.

    A kink's own slope is a convention; the neighbours stand for both its sides.
    """
    result = []
    for low, high in pairwise([-inf, *sorted(cuts), inf]):
        ends = [nextafter(low, high), nextafter(high, low)]
        inside = grid[np.searchsorted(grid, low, "right") : np.searchsorted(grid, high, "left")]
        kept = [end for end in ends if abs(end) <= grid[-1]]
        result.append(np.unique(np.concatenate([inside, kept])))
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


_SIGN = np.int64(-(2**63))


def _ordered(x: Any) -> Any:
    """Floats as integers that have the same order, and such integers as floats' bits."""
    bits = x.view(np.int64)
    return np.where(bits < 0, _SIGN - bits, bits)


def bisect_all(function: Function, low: Grid, high: Grid) -> Grid:
    """The first float, up from ``low``, whose ``function`` is positive or not as at ``high``.

    For many intervals at once. Each step halves the number of floats between
    the ends: halving their distance would take a thousand steps towards 0.
    """
    if not len(low):
        return high
    before = function(low) > 0
    first, last = _ordered(low), _ordered(high)
    while (last > first + 1).any():
        # The mean of two whole numbers whose sum may be too large.
        middle = (first >> 1) + (last >> 1) + (first & last & 1)
        same = (function(_ordered(middle).view(np.float64)) > 0) == before
        first, last = np.where(same, middle, first), np.where(same, last, middle)
    return np.asarray(_ordered(last).view(np.float64))


def _bisect_parts(function: Function, parts: list[tuple[Grid, Grid]]) -> list[Grid]:
    """``bisect_all`` for several pieces of a function, in as many calls as for one."""
    lows, highs = zip(*parts, strict=True)
    places = bisect_all(function, np.concatenate(lows), np.concatenate(highs))
    return np.split(places, np.cumsum([len(low) for low in lows])[:-1])


def crossings(function: Function, grids: list[Grid]) -> list[list[float]]:
    """Where ``function`` changes sign between neighbours, for each grid."""
    parts = []
    for grid, values in zip(grids, on_all(function, grids), strict=True):
        above = values > 0
        steps = np.flatnonzero(above[1:] != above[:-1])
        parts.append((grid[steps], grid[steps + 1]))
    return [places.tolist() for places in _bisect_parts(function, parts)]


def on_all(function: Function, grids: list[Grid]) -> list[Grid]:
    """``function`` on each grid, in one call."""
    ends = np.cumsum([len(grid) for grid in grids])[:-1]
    return np.split(np.asarray(function(np.concatenate(grids))), ends)


def sign_changes(
    function: Function, grids: list[Grid], noise: Function = np.zeros_like
) -> list[list[tuple[float, int]]]:
    """The zeros of ``function`` where its sign changes, and the sign to their right, by grid.

    Values no larger than ``noise`` of them have no sign: a function that
    underflows leaves a long run of zeros, none of which is a root.
    """
    found, parts = [], []
    for grid, values in zip(grids, on_all(function, grids), strict=True):
        kept = np.flatnonzero(np.abs(values) > noise(values))
        signs = np.sign(values[kept])
        changes = np.flatnonzero(signs[1:] != signs[:-1])
        first, last = kept[changes], kept[changes + 1]
        single = (last - first == 2) & (values[np.minimum(first + 1, len(grid) - 1)] == 0)
        parts.append((grid[first], grid[last]))
        found.append((signs[changes + 1], single, grid[np.minimum(first + 1, len(grid) - 1)]))
    result = []
    for places, (signs, single, between) in zip(_bisect_parts(function, parts), found, strict=True):
        exact = np.where(single, between, places)
        result.append(list(zip(exact.tolist(), signs.astype(int).tolist(), strict=True)))
    return result


def peaks(function: Function, low: Grid, high: Grid) -> Grid:
    """The tops of a smooth ``function`` that rises at each low and falls at the high beside it.

    Zeros of its central difference of fourth order, to about 1e-12 for
    features of unit width: bisecting the values themselves stops at 1e-8.
    """
    h = (high - low) / 64

    def rise(x: Grid) -> Grid:
        right, farther, left, farthest = function(x + h * np.array([[1], [2], [-1], [-2]]))
        return np.asarray(8 * (right - left) - (farther - farthest))

    return bisect_all(rise, low, high)


def nearest(points: Iterable[Point]) -> Point:
    """The point nearest 0, then the negative one."""
    # Of two roots that mirror each other one is nearer 0 by rounding alone.
    return min(points, key=lambda p: (round(abs(p.x), 9), round(p.x, 9), abs(p.x)))


def largest(points: Iterable[Point]) -> Point:
    """The point of largest |value|; among equals the one nearest 0, then the negative one."""
    candidates = list(points)
    top = max(abs(point.value) for point in candidates)
    return nearest(p for p in candidates if abs(p.value) >= top * (1 - 1e-12))
