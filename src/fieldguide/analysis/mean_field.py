"""Mean-field theory: what a wide random network does to signals and gradients.

A layer is z = W f(h) + b with W_ij ~ N(0, weight_variance / fan_in) and
b_i ~ N(0, bias_variance), h the layer before; all widths are infinite.
Source of all: Poole et al. 2016, arXiv:1606.05340, and Schoenholz et al. 2017,
arXiv:1611.01232, whose names are used: q is the variance of a pre-activation,
q* its fixed point, c the correlation of two inputs, chi the slope of c's map.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from math import inf, isnan, log, nan
from typing import NamedTuple

import numpy as np

from fieldguide.activations import Activation
from fieldguide.analysis.absent import Absent, Number
from fieldguide.analysis.curve import Curve, curve
from fieldguide.analysis.hermite_expansion import hermite_shares
from fieldguide.analysis.moments import expectation, mean_square, mean_square_slope
from fieldguide.analysis.root_finding import bisect

_LEAST, _MOST = 1e-12, 1e5
_NEUTRAL = 1e-12
_EVERY = "every variance stays as it is"


class EdgePoint(NamedTuple):
    """A point of the edge of chaos, where chi is 1."""

    bias_variance: float
    weight_variance: Number


def _not_negative(**values: float) -> None:
    for name, value in values.items():
        if not 0 <= value < inf:
            raise ValueError(f"{name} must be a finite number, at least 0, got {value}")


def variance_map(
    activation: Activation | str,
    q: float,
    weight_variance: float,
    bias_variance: float = 0.0,
) -> Number:
    """The variance a layer makes of q: weight_variance E[f(sqrt(q) z)^2] + bias_variance.

    Args:
      activation: an Activation, or a slug such as "elu".
      q: variance of the pre-activations of the layer before, at least 0.
      weight_variance: times the fan-in, at least 0.
      bias_variance: at least 0.

    Returns:
      float, or Absent where ``mean_square`` is.

    Raises:
      UnknownActivation: no such slug.
      ValueError: a variance below 0.

    Accuracy: relative 1e-10. Source: Poole et al. 2016, equation 3.
    """
    _not_negative(q=q, weight_variance=weight_variance, bias_variance=bias_variance)
    if q == 0:
        square: Number = float(curve(activation).value(0.0)) ** 2
    else:
        square = mean_square(activation, q)
    if isinstance(square, Absent):
        return square
    return weight_variance * square + bias_variance


def _inclination(f: Curve, q: float, weight_variance: float) -> float | None:
    """The slope of the variance map at q > 0, by parts: it needs no slope of f."""
    total = expectation(f, lambda x, w: (f.value(x) * w) ** 2 * (x * x / q - 1), q)
    return None if total is None else weight_variance * total / (2 * q)


def variance_fixed_point(
    activation: Activation | str,
    weight_variance: float,
    bias_variance: float = 0.0,
) -> Number:
    """q*, the variance that layer after layer tends to, from q = 1 on.

    Args, errors and source as for ``variance_map``.

    Returns:
      float; 0.0 where the signal dies out. Absent, with the reason, where q
      grows without bound (ReLU with weight variance above 2), where every q
      stays as it is (ReLU with exactly 2), or where a moment is infinite.

    Accuracy: relative 1e-10 / |1 - slope of the map at q*|. Fixed points are
      sought between 1e-12 and 1e5, and counted as 0 below.
    """
    _not_negative(weight_variance=weight_variance, bias_variance=bias_variance)

    def growth(q: float) -> float:
        after = variance_map(activation, q, weight_variance, bias_variance)
        return nan if isinstance(after, Absent) else after / q - 1

    start = growth(1.0)
    if abs(start) <= _NEUTRAL:
        below, above = growth(1 / 1.1), growth(1.1)
        if max(abs(below), abs(above)) <= _NEUTRAL:
            return Absent(_EVERY)
        return 1.0 if above <= 0 <= below else Absent("q = 1 stays as it is, and is unstable")
    # The first crossing from q = 1 on is stable: the map's slope there is below 1, and it is never
    # below -1/2, since d ln E[f^2] / d ln q = E[f^2 (z^2 - 1)] / (2 E[f^2]) is not.
    return _settled(growth, start)


def _settled(growth: Callable[[float], float], start: float) -> Number:
    """Where ``growth`` first changes its sign, from q = 1 on, up for start > 0 or down."""
    q, factor = 1.0, 1.5 if start > 0 else 1 / 1.5
    while not isnan(start) and _LEAST < q < _MOST:
        after = growth(q * factor)
        if isnan(after):
            break
        # Less than 1e-13 is rounding, as for ReLU, whose variance neither grows nor shrinks.
        if after * start < 0 and abs(after) > 1e-13:
            return bisect(growth, min(q, q * factor), max(q, q * factor))
        q *= factor
    else:
        if not isnan(start):
            return Absent("the variance grows past 1e5") if start > 0 else 0.0
    return Absent("E[f^2] is infinite or beyond float64")


def chi(
    activation: Activation | str,
    weight_variance: float,
    bias_variance: float = 0.0,
) -> Number:
    """chi_1 = weight_variance E[f'(sqrt(q*) z)^2]: what a layer multiplies squared gradients by.

    Below 1 the network is ordered and gradients vanish; above 1 it is chaotic
    and they explode; 1 is the edge of chaos. Where every variance stays as it
    is and chi is the same for all, as for ReLU with weight variance 2, that
    is returned.

    Args, errors and source as for ``variance_map``.

    Returns:
      float; Absent where there is no q*, or where f jumps.

    Accuracy: relative 1e-10, times what q* loses.
    """
    q = variance_fixed_point(activation, weight_variance, bias_variance)
    if isinstance(q, Absent):
        if q.reason != _EVERY:
            return q
        q = 1.0
    square = _slope_square(activation, q)
    return square if isinstance(square, Absent) else weight_variance * square


def _slope_square(activation: Activation | str, q: float) -> Number:
    """E[f'(sqrt(q) z)^2], at q = 0 too: there both sides of a kink share."""
    if q > 0:
        return mean_square_slope(activation, q)
    f = curve(activation)
    if 0.0 in f.jumps:
        return Absent("f jumps at 0, so E[f'^2] is infinite")
    left, right = float(f.slope(-5e-324)), float(f.slope(5e-324))
    return (left * left + right * right) / 2


def critical_weight_variance(activation: Activation | str, bias_variance: float = 0.0) -> Number:
    """The weight variance on the edge of chaos, where chi is 1 at q*.

    On the edge the weight variance is 1/E[f'^2] and the bias variance
    q - E[f^2]/E[f'^2], both at q = q*: one equation for q. Of several
    solutions the one of smallest q whose variance map is stable is taken.

    Args:
      activation: an Activation, or a slug such as "elu".
      bias_variance: at least 0.

    Returns:
      float; Absent where there is none: ReLU and its like, of two straight
      lines through 0, have one without bias alone, a function that jumps never.

    Raises: as for ``variance_map``.

    Accuracy: relative 1e-9. q is sought from 1e-8 to 1e4, in steps of 1.5
      (of a formula of more than 60 operations, in larger ones).
    Source: Schoenholz et al. 2017, section 3.
    """
    _not_negative(bias_variance=bias_variance)
    f = curve(activation)
    if f.broken:
        return Absent(f"{f.broken}, so E[f'^2] is infinite and so is chi")

    def bias(q: float) -> float:
        return _edge_bias(f, q) - bias_variance

    grid, edge = _edge_biases(f)
    excess = edge - bias_variance
    if bias_variance == 0:
        slope = _slope_square(activation, 1.0 if not excess.any() else 0.0)
        if (
            isinstance(slope, float)
            and slope > 0
            and (not excess.any() or _dies_out(activation, 1 / slope))
        ):
            return 1 / slope
    for i in np.flatnonzero(np.sign(excess[1:]) * np.sign(excess[:-1]) < 0):
        q = bisect(bias, float(grid[i]), float(grid[i + 1]))
        slope = _slope_square(activation, q)
        if isinstance(slope, Absent) or slope == 0:
            continue
        inclination = _inclination(f, q, 1 / slope)
        if inclination is not None and inclination < 1:
            return 1 / slope
    return Absent(f"no weight variance is critical at bias variance {bias_variance:g}")


@lru_cache(maxsize=64)
def _edge_biases(f: Curve) -> tuple[np.ndarray, np.ndarray]:
    """A grid of q, and the bias variance that the edge of chaos has at each."""
    grid = np.geomspace(1e-8, 1e4, 68 // f.stride + 1)
    return grid, np.array([_edge_bias(f, q) for q in grid.tolist()])


def _edge_bias(f: Curve, q: float) -> float:
    """The bias variance that the edge of chaos has at q; NaN for none."""
    square = mean_square(f.activation, q)
    slope = mean_square_slope(f.activation, q)
    if isinstance(square, Absent) or isinstance(slope, Absent) or slope == 0:
        return nan
    excess = q - square / slope
    return excess if abs(excess) > _NEUTRAL * q else 0.0


def _dies_out(activation: Activation | str, weight_variance: float) -> bool:
    """Whether q* = 0 without bias: the smallest q that moves at all shrinks."""
    for q in np.geomspace(1e-8, 1.0, 25).tolist():
        after = variance_map(activation, q, weight_variance)
        if isinstance(after, Absent) or after > q * (1 + _NEUTRAL):
            return False
        if after < q * (1 - _NEUTRAL):
            return True
    return False


def edge_of_chaos(
    activation: Activation | str, bias_variances: Iterable[float]
) -> tuple[EdgePoint, ...]:
    """The edge of chaos, a point for each bias variance; see ``critical_weight_variance``."""
    return tuple(
        EdgePoint(float(v), critical_weight_variance(activation, v)) for v in bias_variances
    )


def correlation_depth(
    activation: Activation | str,
    weight_variance: float,
    bias_variance: float = 0.0,
) -> Number:
    """The number of layers over which the correlation of two inputs forgets them, by a factor e.

    -1/ln(chi) at c*, the correlation that layer after layer tends to: c* = 1
    and chi = chi_1 where the network is ordered, c* < 1 where it is chaotic.
    Networks much deeper than some six times this cannot be trained.

    Args, errors as for ``variance_map``.

    Returns:
      float, in layers; inf on the edge of chaos, to 1e-9; 0.0 where one layer
      forgets all. Absent where there is no q*, where the signal dies out
      (q* = 0), where f jumps, or where c* lies within 1e-3 of 1, too close to
      the edge to be told from it by the 2,000 terms summed.

    Accuracy: relative 1e-8 for smooth f; 1e-5 for one with a kink.
    Source: Schoenholz et al. 2017, equations 7 to 9. E[f(u) f(v)] of two
      correlated normal variables is summed by Mehler's formula.
    """
    slope = chi(activation, weight_variance, bias_variance)
    if isinstance(slope, Absent):
        return slope
    if abs(slope - 1) <= 1e-9:
        return inf
    q = variance_fixed_point(activation, weight_variance, bias_variance)
    if isinstance(q, Absent):
        return q
    if q == 0:
        return Absent("q* is 0: there is no signal to correlate")
    if slope > 1:
        slope = _chaotic_chi(curve(activation), q, weight_variance)
        if isinstance(slope, Absent):
            return slope
    return -1 / log(slope) if slope > 0 else 0.0


def _chaotic_chi(f: Curve, q: float, weight_variance: float) -> Number:
    """Chi at c* < 1, the slope of the correlation's map there."""
    square = mean_square(f.activation, q)
    if isinstance(square, Absent):
        return square
    shares = hermite_shares(f, q) * weight_variance / q
    power = np.arange(len(shares))

    def pull(c: float) -> float:
        """(1 - map of c) / (1 - c) - 1, which rises with c, to chi_1 - 1 at c = 1."""
        return (weight_variance * square / q - float(shares @ c**power)) / (1 - c) - 1

    if pull(0.999) < 0:
        return Absent("c* is within 0.001 of 1: too close to the edge of chaos")
    # Without bias an odd function leaves two inputs without correlation: c* = 0.
    c = 0.0 if abs(pull(0.0)) <= _NEUTRAL else bisect(pull, 0.0, 0.999)
    return float((power * shares)[1:] @ c ** power[:-1])
