"""Field marks: the steepest and the lowest point, the flat stretches, the gap to another."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from math import inf, isinf, isnan
from typing import Any

import numpy as np

from fieldguide.activations import Activation
from fieldguide.analysis.curve import Curve, Interval, curve, one_period, sides, within
from fieldguide.analysis.limits import limit
from fieldguide.analysis.root_finding import (
    NEAR,
    REACH,
    Function,
    Point,
    crossings,
    largest,
    nearest,
    peaks,
    pieces,
    sign_changes,
)


@lru_cache(maxsize=64)
def extreme_slope(f: Curve, sign: int) -> Point:
    """Where sign * f'(x) is largest, and f' there; x is infinite where that is only a limit.

    A kink counts with the slopes of both its sides, a straight piece with its
    point nearest 0.
    """

    def slope(x: Any) -> Any:
        return sign * f.slope(x)

    ends: list[Point] = []
    brackets: list[tuple[float, float, float]] = []
    reach = inf if f.slope_period is None else f.slope_period / 2 * 1.001
    highest = max(float(np.max(sign * piece.slope)) for piece in f.pieces)
    for low, high, grid, own_slopes in f.pieces:
        slopes = sign * own_slopes
        if slopes.min() == slopes.max():
            ends.append(Point(float(np.clip(0.0, low, high)), float(slopes[0])))
            continue
        if not isinf(low):
            ends.append(Point(low, float(slopes[0])))
        if not isinf(high):
            ends.append(Point(high, float(slopes[-1])))
        # Equal neighbours have a top between them; a longer plateau is rounding.
        rises = np.flatnonzero(slopes[1:-1] > slopes[:-2]) + 1
        # The top lies above its grid point by less than the steps beside it.
        rises = rises[3 * slopes[rises] - slopes[rises - 1] - slopes[rises + 1] >= highest]
        for i in rises:
            j = i + 1 + int(slopes[i + 1] == slopes[i] and i + 2 < len(grid))
            if slopes[j] < slopes[i] and abs(grid[i]) < reach:
                brackets.append((grid[i - 1], grid[i], grid[j]))
    below, nodes, above = np.array(brackets).reshape(-1, 3).T
    x = peaks(slope, below, above)
    top, node = slope(x), slope(nodes)
    # 0 rather than 1e-14 from it, where both are as steep to the last digit.
    round_ = node >= top * (1 - 4e-16)
    pairs = zip(np.where(round_, nodes, x), np.where(round_, node, top), strict=True)
    tops = [Point(float(place), float(value)) for place, value in pairs]
    for end in (-1.0, 1.0):
        far = f.slope_limit(end)
        # Of a slope that oscillates without end, what is within reach.
        edge = Point(end * REACH, float(slope(end * REACH)))
        ends.append(edge if far is None else Point(end * inf, sign * far))
    ends = [point for point in ends if not isnan(point.value)]
    best = max((point.value for point in ends), default=-inf)
    # A top no higher than what an end or a limit reaches is that limit, rounded.
    higher = best if isinf(best) else best + 1e-12 * abs(best)
    tops = [p for p in tops if p.value > higher and within(f.slope_period, p.x)]
    best = max([best, *(point.value for point in tops)])
    near = [p for p in [*ends, *tops] if p.value >= best - 1e-12 * abs(best) or p.value == best]
    chosen = nearest(near)
    return Point(chosen.x, sign * chosen.value)


@np.errstate(all="ignore")
def steepest(activation: Activation | str) -> Point:
    """Where |f'(x)| is largest, and the slope there.

    A kink counts with the slopes of both its sides. Where several x are
    equally steep, the one nearest 0 is returned: 0 itself for ReLU. Where the
    largest slope is only a limit, as for softplus, x is -inf or inf; where the
    slope grows without bound, as for squared ReLU, the value is infinite too.

    Args:
      activation: an Activation, or a slug. Its features are sought from -30
        to 30 in steps of 1/64, beyond that only limits are; of a slope that
        repeats, one period around 0.

    Raises:
      UnknownActivation: no such slug.
      ValueError: f is not finite from -30 to 30.

    Accuracy: the slope to 1e-14, x to 1e-11 (tested for the guide's species).
    """
    f = curve(activation)
    f.check()
    return largest([extreme_slope(f, -1), extreme_slope(f, 1)])


@np.errstate(all="ignore")
def lowest(activation: Activation | str) -> Point | None:
    """The global minimum, or None where no finite x attains one.

    Where several x attain it, the one nearest 0 is returned: 0 for ReLU.

    Args:
      activation: an Activation, or a slug. Its features are sought from -30
        to 30 in steps of 1/64; of a slope that repeats, in one period around 0.

    Raises:
      UnknownActivation: no such slug.
      ValueError: f is not finite from -30 to 30.

    Accuracy: x to 1e-14, as a root of the derivative.
    """
    f = curve(activation)
    # At a minimum the slope is 0, changes sign or jumps. The values alone would not do:
    # tanh rounds to its limit -1 from -19 on, and attains it nowhere.
    f.check()
    candidates = set(f.cuts) - set(f.poles)
    for changes in sign_changes(f.slope, [piece.grid for piece in f.pieces]):
        candidates.update(x for x, _ in changes)
    for piece in f.pieces:
        if not piece.slope.any():
            candidates.update(piece.grid.tolist())
    points = _points(f.value, (x for x in candidates if within(f.slope_period, x)))
    bottom = min((point.value for point in points), default=inf)
    unattained = [end for ends in f.beside.values() for end in ends]
    unattained += [found for end in (-1.0, 1.0) if (found := limit(f.value, end)) is not None]
    if not points or min(unattained, default=inf) < bottom:
        return None
    return min((p for p in points if p.value == bottom), key=lambda p: (abs(p.x), p.x))


@np.errstate(all="ignore")
def flat_intervals(activation: Activation | str, fraction: float = 0.1) -> tuple[Interval, ...]:
    """The maximal intervals where |f'(x)| is below a fraction of its largest value.

    What the slope is at a kink alone makes and breaks no interval.

    Args:
      activation: an Activation, or a slug. The ends are sought up to 1e4, in
        steps of 1/64 up to 30 and of 1.6% beyond; of a slope that repeats,
        the intervals around one period are listed, as for a sine.
      fraction: of the steepest slope, above 0 and at most 1.

    Returns:
      (low, high) pairs, ascending; the ends may be -inf and inf. For ReLU
      ((-inf, 0.0),).

    Raises:
      UnknownActivation: no such slug.
      ValueError: ``fraction`` outside its bounds, f not finite from -30 to
        30, or without a largest slope.

    Accuracy: each end to 1e-12.
    """
    if not 0 < fraction <= 1:
        raise ValueError(f"fraction must be above 0 and at most 1, got {fraction}")
    f = curve(activation)
    top = abs(steepest(activation).value)
    if isinf(top):
        raise ValueError(
            f"{f.activation.slug} has no largest slope to take a fraction of: "
            "its slope grows without bound"
        )
    threshold = fraction * top

    def below(x: Any) -> Any:
        return threshold - np.abs(f.slope(x))

    intervals: list[Interval] = []
    stretches = f.pieces if f.slope_period else f.far
    passed = crossings(below, [piece.grid for piece in stretches])
    for (low, high, _, slopes), places in zip(stretches, passed, strict=True):
        flat = bool(threshold > abs(slopes[0]))
        bounds = [low, *places, high]
        # The pieces between crossings are flat and steep in turn.
        for start, end in list(pairwise(bounds))[not flat :: 2]:
            if intervals and intervals[-1][1] == start:
                intervals[-1] = (intervals[-1][0], end)
            else:
                intervals.append((start, end))
    return one_period(f.slope_period, intervals)


@np.errstate(all="ignore")
def gap(activation: Activation, other: Activation) -> Point:
    """Where |f(x) - g(x)| is largest, and f(x) - g(x) there.

    Of several such x the one nearest 0 is returned, and of two as near the
    negative one. Where the largest gap is only a limit, x is -inf or inf.

    Args:
      activation: f; its features are sought from -30 to 30.
      other: g, likewise.

    Raises:
      ValueError: the gap grows without bound.

    Accuracy: x to 1e-12, as a root of f' - g'; the gap to 1e-15, or 1e-9 where
      it is a limit that is approached as 1/x.
    """
    f, g = curve(activation), curve(other)

    def difference(x: Any) -> Any:
        return f.value(x) - g.value(x)

    def inclination(x: Any) -> Any:
        return f.slope(x) - g.slope(x)

    cuts = {*f.cuts, *g.cuts}
    candidates = {0.0, *cuts, *(side for x in {*f.jumps, *g.jumps} for side in sides(x))}
    for places in crossings(inclination, pieces(cuts, NEAR[:: max(f.stride, g.stride)])):
        candidates.update(places)
    best = largest(_points(difference, candidates) or [Point(0.0, 0.0)])
    unbounded = f"the gap between {activation.slug} and {other.slug} grows without bound"
    for end in (-1.0, 1.0):
        far = limit(difference, end, 1.0)
        if far is not None and isinf(far):
            raise ValueError(
                f"{unbounded} towards {'-' if end < 0 else ''}infinity; "
                "choose two with a common asymptote"
            )
        if far is not None and abs(far) > abs(best.value) * (1 + 1e-12):
            best = Point(end * inf, far)
    poles = [x for line in (f, g) for x in line.poles]
    if isinf(best.value) or poles:
        place = min([best.x] if isinf(best.value) else poles, key=abs)
        raise ValueError(f"{unbounded} at x = {place:g}; choose two without poles")
    return best


def _points(function: Function, places: Iterable[float]) -> list[Point]:
    """The points of a function where it is a number."""
    x = np.array(sorted(places))
    pairs = zip(x.tolist(), np.asarray(function(x)).tolist(), strict=True)
    return [Point(place, value) for place, value in pairs if not isnan(value)]
