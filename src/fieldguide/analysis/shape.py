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

    ``low`` and ``high`` are equal for a point. ``total`` says that f goes
    nowhere lower, or nowhere higher.
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
    """A bound, for each point, on what is rounding: 1e-14 of the largest value close by."""
    size = np.pad(np.abs(values), 16, mode="edge")
    return np.asarray(1e-14 * np.lib.stride_tricks.sliding_window_view(size, 33).max(axis=-1))


@lru_cache(maxsize=64)
def stretches(line: Curve) -> list[Stretch]:
    """The stretches of one direction, from left to right."""
    found: list[Stretch] = []
    turning = sign_changes(line.slope, [piece.grid for piece in line.pieces], _noise)
    for (low, high, _, slopes), changes in zip(line.pieces, turning, strict=True):
        if low in line.beside:
            left, right = line.beside[low]
            found.append(Stretch(low, low, 1 if right > left else -1))
        if not slopes.any():
            found.append(Stretch(low, high, 0))
            continue
        sign = int(np.sign(slopes[np.argmax(np.abs(slopes) > _noise(slopes))]))
        start = low
        for x, after in changes:
            found.append(Stretch(start, x, sign))
            start, sign = x, after
        found.append(Stretch(start, high, sign))
    return found


def monotone(line: Curve) -> Direction:
    """The direction f keeps everywhere, standing still allowed."""
    signs = {stretch.sign for stretch in stretches(line)} - {0}
    if not signs:
        return "constant"
    if len(signs) == 2:
        return "no"
    return "increasing" if signs == {1} else "decreasing"


def parity(line: Curve) -> Parity:
    """Whether f(-x) is -f(x) or f(x), to 1e-12 of the size of f."""
    x = np.random.default_rng(0).uniform(0, 30, 500)
    right, left = line.value(x), line.value(-x)
    near = 1e-12 * np.maximum(np.abs(left), np.abs(right))
    if (np.abs(left - right) <= near).all():
        return "even"
    return "odd" if (np.abs(left + right) <= near).all() else "neither"


def _turns(line: Curve) -> list[tuple[Interval, Literal["minimum", "maximum"]]]:
    """Where the direction changes, flat stretches included."""
    found: list[tuple[Interval, Literal["minimum", "maximum"]]] = []
    before: int | None = None
    flat: Interval | None = None

    def turn(place: Interval, after: int | None) -> None:
        if before is None and after is None:
            return
        if before in (1, None) and after in (-1, None):
            found.append((place, "maximum"))
        elif before in (-1, None) and after in (1, None):
            found.append((place, "minimum"))

    for low, high, sign in stretches(line):
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
    return found


@lru_cache(maxsize=64)
def _attained(line: Curve) -> list[tuple[Interval, float, Literal["minimum", "maximum"]]]:
    """The turns that f attains, and its value there."""
    turns = _turns(line)
    places = []
    for (low, high), _ in turns:
        inside = np.clip(0.0, low, high) if isinf(low) or isinf(high) else (low + high) / 2
        # At the end of a flat stretch f may jump.
        places.append(inside + (high == inside) * -1.0 + (low == inside) * 1.0)
    values = np.asarray(line.value(np.array(places))).tolist()
    found = []
    for ((low, high), kind), value in zip(turns, values, strict=True):
        if low < high:
            found.append(((low, high), value, kind))
            continue
        sides = [value, *(end for end in line.beside.get(low, ()) if not isnan(end))]
        reached = value >= max(sides) if kind == "maximum" else value <= min(sides)
        if reached and low not in line.poles:
            found.append(((low, high), value, kind))
    return found


def _ends(line: Curve) -> list[float]:
    """What f approaches: its limits at both infinities and at both sides of each jump."""
    far = [found for side in _SIDES if (found := limit(line.value, side)) is not None]
    return far + [end for ends in line.beside.values() for end in ends if not isnan(end)]


def value_range(line: Curve) -> Range | Absent:
    """The range of f; Absent where f oscillates and does not repeat."""
    if line.slope_period is None and None in {limit(line.value, side) for side in _SIDES}:
        return Absent("f has no limit and no period, and what it reaches far out is not known")
    attained = [value for _, value, _ in _attained(line)]
    attained += [float(line.value(x)) for x in line.jumps if x not in line.poles]
    if monotone(line) == "constant":
        attained.append(float(line.value(0.0)))
    ends = _ends(line)
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


def extrema(line: Curve) -> tuple[Extremum, ...]:
    """The local extrema, ascending; of a slope that repeats, those of one period around 0."""
    reached = value_range(line)
    found = []
    for (low, high), value, kind in _attained(line):
        if not within(line.slope_period, low):
            continue
        edge = None
        if isinstance(reached, Range):
            edge = reached.low if kind == "minimum" else reached.high
        total = edge is not None and isfinite(edge) and abs(value - edge) <= 1e-12 * abs(edge)
        found.append(Extremum(low, high, value, kind, total))
    return tuple(found)


def zero_intervals(line: Curve) -> tuple[Interval, ...]:
    """Where f is 0 throughout."""
    merged: list[Interval] = []
    for low, high, grid, slopes in line.near:
        if not slopes.any() and not line.value(grid).any():
            touches = bool(merged) and merged[-1][1] == low
            merged.append((merged.pop()[0] if touches else low, high))
    return tuple(merged)


@lru_cache(maxsize=64)
def roots(line: Curve) -> tuple[float, ...]:
    """The isolated roots from -30 to 30; of an f that repeats, those of one period around 0."""
    zeros = zero_intervals(line)
    found = {x for x in line.cuts if float(line.value(x)) == 0}
    grids = [piece.grid for piece in (line.near if line.period is None else line.pieces)]
    changing = sign_changes(line.value, grids)
    for grid, values, changes in zip(grids, on_all(line.value, grids), changing, strict=True):
        size = np.abs(values)
        # A sign changes at a pole too, where f is larger than on the grid around it.
        found.update(x for x, _ in changes if abs(float(line.value(x))) <= np.max(size))
        alone = (size[1:-1] == 0) & (size[:-2] > 0) & (size[2:] > 0)
        found.update(grid[1:-1][alone].tolist())
    for x in set(line.cuts) - set(line.jumps):
        left, right = (float(line.value(side)) for side in sides(x))
        if left * right < 0:
            found.add(x)
    found.update(
        low for (low, high), value, _ in _attained(line) if low == high and abs(value) < 1e-15
    )
    apart: list[float] = []
    for x in sorted(found):
        # The same root, seen from two sides; 0 is the shorter number.
        if apart and x - apart[-1] <= 1e-9:
            apart[-1] = min(apart[-1], x, key=lambda x: len(repr(x)))
        elif within(line.period, x) and not any(low <= x <= high for low, high in zeros):
            apart.append(x)
    return tuple(apart)


def endless(line: Curve) -> bool:
    """Whether roots or extrema go on without end, or at least up to the ends of the search."""
    if line.slope_period is not None:
        return bool(_turns(line)) or (line.period is not None and bool(roots(line)))
    edge = float(NEAR[-1]) - 5
    right = [x for (x, _), _ in _turns(line)] + list(roots(line))
    oscillates = any(line.slope_limit(s) is None for s in _SIDES) or len(right) > 12
    return oscillates and any(abs(x) > edge for x in right if not isinf(x))


def smoothness(line: Curve) -> str:
    """The class by the first derivative that jumps, of the first five."""
    order = min((point.order for point in line.breakpoints), default=None)
    if order is None:
        return "C∞"
    return "discontinuous" if order == 0 else f"C{order - 1}"
