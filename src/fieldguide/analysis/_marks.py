"""Field marks: the steepest and the lowest point, the flat stretches, the gap to another."""

from itertools import pairwise
from math import inf, nextafter

import numpy as np

from fieldguide.activations import Activation
from fieldguide.analysis._search import REACH, Function, Point, crossings, largest, peak, pieces


def _slope(activation: Activation, parameters: dict[str, float]) -> Function:
    return lambda x: activation.derivative(x, **parameters)


def steepest(activation: Activation, **parameters: float) -> Point:
    """Where |f'(x)| is largest, and the slope there.

    A kink counts with the slopes of both its sides. Where several x are
    equally steep, the one nearest 0 is returned: 0 itself for ReLU.

    Args:
      activation: its features must lie between -30 and 30.
      parameters: of the activation, by name.

    Raises:
      TypeError, ValueError: a bad parameter, as for ``activation(x)``.

    Accuracy: the slope to 1e-14, x to 1e-11 (tested for the guide's species).
    """
    slope = _slope(activation, parameters)
    found = []
    for grid in pieces(activation.kinks):
        slopes = slope(grid)
        size = np.abs(slopes)
        tops = np.flatnonzero((size[1:-1] > size[:-2]) & (size[1:-1] > size[2:])) + 1
        for i in tops:
            x = peak(lambda t: abs(slope(t)), float(grid[i - 1]), float(grid[i + 1]))
            found.append(Point(x, slope(x)))
        found += map(Point, grid.tolist(), slopes.tolist())
    best = largest(found)
    for kink in activation.kinks:
        if best.x in (nextafter(kink, -inf), nextafter(kink, inf)):
            return Point(kink, best.value)
    return best


def lowest(activation: Activation, **parameters: float) -> Point | None:
    """The global minimum, or None where no finite x attains one.

    Where several x attain it, the one nearest 0 is returned: 0 for ReLU.

    Args:
      activation: its features must lie between -30 and 30.
      parameters: of the activation, by name.

    Raises:
      TypeError, ValueError: a bad parameter, as for ``activation(x)``.

    Accuracy: x to 1e-14, as a root of the derivative.
    """
    slope = _slope(activation, parameters)
    # At a minimum the slope is 0, changes sign or jumps. The values alone would not do:
    # tanh rounds to its limit -1 from -19 on, and attains it nowhere.
    candidates = set(activation.kinks)
    for grid in pieces(activation.kinks):
        candidates.update(grid[slope(grid) == 0].tolist(), crossings(slope, grid))
    points = [Point(x, float(activation(x, **parameters))) for x in candidates]
    bottom = min((point.value for point in points), default=inf)
    if not points or min(activation([-inf, inf], **parameters)) < bottom:
        return None
    return min((p for p in points if p.value == bottom), key=lambda p: (abs(p.x), p.x))


def flat_intervals(
    activation: Activation, fraction: float = 0.1, **parameters: float
) -> tuple[tuple[float, float], ...]:
    """The maximal intervals where |f'(x)| is below a fraction of its largest value.

    What the slope is at a kink alone makes and breaks no interval.

    Args:
      activation: its features must lie between -30 and 30.
      fraction: of the steepest slope, above 0 and at most 1.
      parameters: of the activation, by name.

    Returns:
      (low, high) pairs, ascending; the ends may be -inf and inf. For ReLU
      ((-inf, 0.0),).

    Raises:
      TypeError, ValueError: a bad parameter, as for ``activation(x)``.
      ValueError: ``fraction`` outside its bounds.

    Accuracy: each end to 1e-12.
    """
    if not 0 < fraction <= 1:
        raise ValueError(f"fraction must be above 0 and at most 1, got {fraction}")
    slope = _slope(activation, parameters)
    threshold = fraction * abs(steepest(activation, **parameters).value)

    def slack(x: float) -> float:
        return threshold - abs(float(slope(x)))

    intervals: list[tuple[float, float]] = []
    edges = [-inf if slack(-inf) > 0 else -REACH, *activation.kinks]
    edges.append(inf if slack(inf) > 0 else REACH)
    for low, high, grid in zip(edges[:-1], edges[1:], pieces(activation.kinks), strict=True):
        flat = slack(float(grid[0])) > 0
        bounds = [low, *crossings(lambda x: threshold - np.abs(slope(x)), grid), high]
        # The pieces between crossings are flat and steep in turn.
        for start, end in list(pairwise(bounds))[not flat :: 2]:
            if intervals and intervals[-1][1] == start:
                intervals[-1] = (intervals[-1][0], end)
            else:
                intervals.append((start, end))
    return tuple(intervals)


def gap(activation: Activation, other: Activation) -> Point:
    """Where |f(x) - g(x)| is largest, and f(x) - g(x) there, at the default parameters.

    Of several such x the one nearest 0 is returned, and of two as near the
    negative one. Where the largest gap is only a limit, x is -inf or inf.

    Args:
      activation: f; its features must lie between -30 and 30.
      other: g, likewise.

    Raises:
      ValueError: the gap grows without bound.

    Accuracy: x to 1e-12, as a root of f' - g'; the gap to 1e-15.
    """

    def difference(x: float) -> float:
        return float(activation(x) - other(x))

    kinks = {*activation.kinks, *other.kinks}
    candidates = {0.0, *kinks}
    for grid in pieces(kinks):
        candidates.update(crossings(lambda x: activation.derivative(x) - other.derivative(x), grid))
    best = largest(Point(x, difference(x)) for x in candidates)
    for end in (-1.0, 1.0):
        near, far = difference(end * 1e3), difference(end * 1e6)
        if abs(far) > abs(best.value) and abs(far) > 2 * abs(near):
            raise ValueError(
                f"the gap between {activation.slug} and {other.slug} grows without bound "
                f"towards {'-' if end < 0 else ''}infinity; choose two with a common asymptote"
            )
        if abs(far) > abs(best.value):
            best = Point(end * inf, far)
    return best
