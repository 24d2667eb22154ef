"""The shape of a curve: where it rises, turns and vanishes, and what it reaches."""

from dataclasses import dataclass
from functools import lru_cache
from math import inf, isfinite, isinf, isnan
from typing import Literal, NamedTuple

import numpy as np

from fieldguide.analysis.absent import Absent
from fieldguide.analysis.curve import Curve, Interval, sides, within
from fieldguide.analysis.limits import limit
from fieldguide.analysis.root_finding import NEAR, Grid, on_all, sign_changes

Direction = Literal["increasing", "decreasing", "constant", "no"]
Parity = Literal["odd", "even", "neither"]
_SIDES = (-1.0, 1.0)


class Extremum(NamedTuple):
    """A local minimum or maximum: at a point, or all along an interval.

    ``low`` and ``high`` are equal for a point. ``total``: f is nowhere lower,
    or nowhere higher.
    """

    low: float
    high: float
    value: float
    kind: Literal["minimum", "maximum"]
    total: bool


@dataclass(frozen=True, slots=True)
class Range:
    """The smallest interval that holds every value, and which of its ends f attains."""

    low: float
    high: float
    low_attained: bool
    high_attained: bool

    def __str__(self) -> str:
        left, right = "[" if self.low_attained else "(", "]" if self.high_attained else ")"
        return f"{left}{self.low:g}, {self.high:g}{right}"


class Stretch(NamedTuple):
    """An interval where f rises (sign 1), falls (-1) or stays (0); of no width at a jump."""

    low: float
    high: float
    sign: int


def _noise(values: Grid) -> Grid:
    """A bound on the rounding error at each point: 1e-14 of the largest value close by."""
    size = np.pad(np.abs(values), 16, mode="edge")
    return np.asarray(1e-14 * np.lib.stride_tricks.sliding_window_view(size, 33).max(axis=-1))


@lru_cache(maxsize=64)
def stretches(f: Curve) -> list[Stretch]:
    """The stretches of one direction, from left to right."""
    result: list[Stretch] = []
    turning = sign_changes(f.slope, [piece.grid for piece in f.pieces], _noise)
    for (low, high, _, slopes), changes in zip(f.pieces, turning, strict=True):
        if low in f.beside:
            left, right = f.beside[low]
            result.append(Stretch(low, low, 1 if right > left else -1))
        if not slopes.any():
            result.append(Stretch(low, high, 0))
            continue
        sign = int(np.sign(slopes[np.argmax(np.abs(slopes) > _noise(slopes))]))
        start = low
        for x, after in changes:
            result.append(Stretch(start, x, sign))
            start, sign = x, after
        result.append(Stretch(start, high, sign))
    return result


def monotone(f: Curve) -> Direction:
    """The direction f keeps everywhere, standing still allowed."""
    signs = {stretch.sign for stretch in stretches(f)} - {0}
    if not signs:
        return "constant"
    if len(signs) == 2:
        return "no"
    return "increasing" if signs == {1} else "decreasing"


def parity(f: Curve) -> Parity:
    """Whether f(-x) is -f(x) or f(x), to 1e-12 of the size of f."""
    x = np.random.default_rng(0).uniform(0, 30, 500)
    right, left = f.value(x), f.value(-x)
    near = 1e-12 * np.maximum(np.abs(left), np.abs(right))
    if (np.abs(left - right) <= near).all():
        return "even"
    return "odd" if (np.abs(left + right) <= near).all() else "neither"


def _turns(f: Curve) -> list[tuple[Interval, Literal["minimum", "maximum"]]]:
    """Where f turns: points, and flat stretches between rising and falling."""
    turns: list[tuple[Interval, Literal["minimum", "maximum"]]] = []
    before: int | None = None
    flat: Interval | None = None

    def turn(place: Interval, after: int | None) -> None:
        if before is None and after is None:
            return
        if before in (1, None) and after in (-1, None):
            turns.append((place, "maximum"))
        elif before in (-1, None) and after in (1, None):
            turns.append((place, "minimum"))

    for low, high, sign in stretches(f):
        if sign == 0:
            flat = (flat[0] if flat else low, high)
            continue
        if flat:
            turn(flat, sign)
        elif before is not None:
            turn((low, low), sign)
        flat, before = None, sign
    if flat:
        turn(flat, None)
    return turns


@lru_cache(maxsize=64)
def _attained(f: Curve) -> list[tuple[Interval, float, Literal["minimum", "maximum"]]]:
    """The turns that f attains, and its value there."""
    turns = _turns(f)
    places = []
    for (low, high), _ in turns:
        inside = np.clip(0.0, low, high) if isinf(low) or isinf(high) else (low + high) / 2
        # Not at an end of a flat stretch: f may jump there.
        places.append(inside + (high == inside) * -1.0 + (low == inside) * 1.0)
    values = np.asarray(f.value(np.array(places))).tolist()
    attained = []
    for ((low, high), kind), value in zip(turns, values, strict=True):
        if low < high:
            attained.append(((low, high), value, kind))
            continue
        sides = [value, *(end for end in f.beside.get(low, ()) if not isnan(end))]
        reached = value >= max(sides) if kind == "maximum" else value <= min(sides)
        if reached and low not in f.poles:
            attained.append(((low, high), value, kind))
    return attained


def _ends(f: Curve) -> list[float]:
    """What f approaches: its limits at both infinities and at both sides of each jump."""
    far = [found for side in _SIDES if (found := limit(f.value, side)) is not None]
    return far + [end for ends in f.beside.values() for end in ends if not isnan(end)]


def value_range(f: Curve) -> Range | Absent:
    """The range of f; Absent where f oscillates and does not repeat."""
    if f.slope_period is None and None in {limit(f.value, side) for side in _SIDES}:
        return Absent("f has no limit and no period, and what it reaches far out is not known")
    attained = [value for _, value, _ in _attained(f)]
    attained += [float(f.value(x)) for x in f.jumps if x not in f.poles]
    if monotone(f) == "constant":
        attained.append(float(f.value(0.0)))
    ends = _ends(f)
    if not attained and not ends:
        return Absent("what f tends to far out is not known")
    low, high = min([*attained, *ends]), max([*attained, *ends])
    slack = 1e-15
    return Range(
        low + 0.0,  # 0 rather than -0
        high + 0.0,
        min(attained, default=inf) <= low + slack * abs(low),
        max(attained, default=-inf) >= high - slack * abs(high),
    )


def extrema(f: Curve) -> tuple[Extremum, ...]:
    """The local extrema, ascending; of a slope that repeats, those of one period around 0."""
    reached = value_range(f)
    result = []
    for (low, high), value, kind in _attained(f):
        if not within(f.slope_period, low):
            continue
        edge = None
        if isinstance(reached, Range):
            edge = reached.low if kind == "minimum" else reached.high
        total = edge is not None and isfinite(edge) and abs(value - edge) <= 1e-12 * abs(edge)
        result.append(Extremum(low, high, value, kind, total))
    return tuple(result)


def zero_intervals(f: Curve) -> tuple[Interval, ...]:
    """Where f is 0 throughout."""
    merged: list[Interval] = []
    for low, high, grid, slopes in f.near:
        if not slopes.any() and not f.value(grid).any():
            touches = bool(merged) and merged[-1][1] == low
            merged.append((merged.pop()[0] if touches else low, high))
    return tuple(merged)


@lru_cache(maxsize=64)
def roots(f: Curve) -> tuple[float, ...]:
    """The isolated roots from -30 to 30; of an f that repeats, those of one period around 0."""
    zeros = zero_intervals(f)
    places = {x for x in f.cuts if float(f.value(x)) == 0}
    grids = [piece.grid for piece in (f.near if f.period is None else f.pieces)]
    changing = sign_changes(f.value, grids)
    for grid, values, changes in zip(grids, on_all(f.value, grids), changing, strict=True):
        size = np.abs(values)
        # A sign changes at a pole too, where f is larger than on the grid around it.
        places.update(x for x, _ in changes if abs(float(f.value(x))) <= np.max(size))
        alone = (size[1:-1] == 0) & (size[:-2] > 0) & (size[2:] > 0)
        places.update(grid[1:-1][alone].tolist())
    for x in set(f.cuts) - set(f.jumps):
        left, right = (float(f.value(side)) for side in sides(x))
        if left * right < 0:
            places.add(x)
    places.update(
        low for (low, high), value, _ in _attained(f) if low == high and abs(value) < 1e-15
    )
    apart: list[float] = []
    for x in sorted(places):
        # The same root, seen from two sides; 0 is the shorter number.
        if apart and x - apart[-1] <= 1e-9:
            apart[-1] = min(apart[-1], x, key=lambda x: len(repr(x)))
        elif within(f.period, x) and not any(low <= x <= high for low, high in zeros):
            apart.append(x)
    return tuple(apart)


def endless(f: Curve) -> bool:
    """Whether roots or extrema go on without end, or at least up to the ends of the search."""
    if f.slope_period is not None:
        return bool(_turns(f)) or (f.period is not None and bool(roots(f)))
    edge = float(NEAR[-1]) - 5
    right = [x for (x, _), _ in _turns(f)] + list(roots(f))
    oscillates = any(f.slope_limit(s) is None for s in _SIDES) or len(right) > 12
    return oscillates and any(abs(x) > edge for x in right if not isinf(x))


def smoothness(f: Curve) -> str:
    """The class by the first derivative that jumps, of the first five."""
    order = min((point.order for point in f.breakpoints), default=None)
    if order is None:
        return "C∞"
    return "discontinuous" if order == 0 else f"C{order - 1}"
