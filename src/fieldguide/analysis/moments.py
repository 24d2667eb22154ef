"""Moments of a function of a normal variable, each smooth piece integrated by itself."""

from collections.abc import Callable
from functools import lru_cache
from math import erfc, pi, sqrt
from typing import Any

import numpy as np

from fieldguide.activations import Activation
from fieldguide.analysis.absent import Absent, Number
from fieldguide.analysis.curve import Curve, curve
from fieldguide.analysis.root_finding import Grid

REACH_Z = 38.0
"""In standard deviations: beyond it the normal density is less than 1e-313."""

_X, _W = np.polynomial.legendre.leggauss(16)
_MOST_PANELS = 20_000
_MOST_HALVINGS = 60


def panels(cuts: tuple[float, ...], deviation: float) -> Grid:
    """Ends of panels: multiples of the deviation, integers from -30 to 30, and the cuts."""
    reach = REACH_Z * deviation
    ends = np.concatenate([np.arange(-38.0, 39.0) * deviation, np.arange(-30.0, 31.0), cuts])
    return np.unique(ends[np.abs(ends) <= reach])


def density(x: Any, deviation: float) -> Any:
    """The density of N(0, deviation^2)."""
    return np.exp(-0.5 * (x / deviation) ** 2) / (deviation * sqrt(2 * pi))


def _gauss(integrand: Callable[[Any], Any], low: Grid, high: Grid) -> tuple[Grid, Grid]:
    """The integral, and that of the integrand's size, over each panel."""
    half = (high - low)[:, None] / 2
    at = integrand((low + high)[:, None] / 2 + half * _X) * half
    return at @ _W, np.abs(at) @ _W


def _integral(
    integrand: Callable[[Any], Any], ends: Grid, deviation: float, most: int
) -> float | None:
    """The integral by Gauss's rule on 16 points, panels halved until it settles to 1e-13.

    None where it does not settle, or where the integrand is not 0 at the ends, where the density
    is: the integral does not exist, or a number overflows.
    """
    low, high = ends[:-1], ends[1:]
    whole, size = _gauss(integrand, low, high)
    edge = float(np.max((size / (high - low))[[0, -1]])) * deviation
    # Panels where the density has died out, most of them, are not refined.
    rough = ~(size <= 1e-18 * np.sum(size))
    total, total_size = float(np.sum(whole[~rough])), float(np.sum(size[~rough]))
    low, high, whole = low[rough], high[rough], whole[rough]
    for _ in range(_MOST_HALVINGS):
        middle = (low + high) / 2
        low, high = np.concatenate([low, middle]), np.concatenate([middle, high])
        halves, size = _gauss(integrand, low, high)
        both, both_size = halves.reshape(2, -1).sum(0), size.reshape(2, -1).sum(0)
        scale = total_size + float(np.sum(both_size))
        if not np.isfinite(scale):
            return None
        rough = np.abs(both - whole) > 1e-15 * scale + 1e-13 * both_size
        rough &= both_size > 1e-18 * scale
        total += float(np.sum(both[~rough]))
        total_size += float(np.sum(both_size[~rough]))
        if not rough.any():
            # An integral that cancels to rounding error is 0.
            total = total if abs(total) > 1e-15 * total_size else 0.0
            return None if edge > 1e-12 * abs(total) and edge > 1e-100 else total
        again = np.tile(rough, 2)
        low, high, whole = low[again], high[again], halves[again]
        if len(low) > most:
            return None
    return None


def expectation(
    f: Curve, integrand: Callable[[Any, Any], Any], variance: float, power: int = 2
) -> float | None:
    """The integral of ``integrand(x, w)``, w the square root of the density of N(0, variance).

    The integrand gets w, so that (f(x) w)^2 over- or underflows only where f does.
    None where it is infinite or beyond float64, or does not settle on
    some thousand panels. A pole of 1/h^p leaves no integral of f^power for
    p power >= 1; that of a logarithm does.
    """
    if f.pole_order * power > 0.98:
        return None
    deviation = sqrt(variance)
    ends = panels(f.cuts, deviation)

    def weighted(x: Any) -> Any:
        at = integrand(x, np.sqrt(density(x, deviation)))
        return np.where(np.isin(x, f.poles), 0.0, at) if f.poles else at

    with np.errstate(all="ignore"):
        most = max(_MOST_PANELS // (2 * f.stride - 1), 2 * len(ends))
        return _integral(weighted, ends, deviation, most)


def positive(name: str, value: float) -> float:
    """``value`` as a float.

    Raises:
      ValueError: not above 0, or not finite.
    """
    if not 0 < value < float("inf"):
        raise ValueError(f"{name} must be a finite number above 0, got {value}")
    return float(value)


@lru_cache(maxsize=512)
def _moment(f: Curve, name: str, variance: float) -> Number:
    """A moment by its printed name."""
    centre = 0.0
    if name == "Var f":
        mean_of_f = _moment(f, "E[f]", variance)
        if isinstance(mean_of_f, Absent):
            return mean_of_f
        centre = mean_of_f

    def integrand(x: Any, w: Any) -> Any:
        if name == "E[f]":
            return f.value(x) * w * w
        function = f.slope if name == "E[f'^2]" else f.value
        return ((function(x) - centre) * w) ** 2

    total = expectation(f, integrand, variance, power=1 if name == "E[f]" else 2)
    if total is None:
        return Absent(f"{name} is infinite, beyond float64 or of too fast a swing to integrate")
    return total


def mean(activation: Activation | str, variance: float = 1.0) -> Number:
    """E[f(z)] for z ~ N(0, variance); arguments, errors and accuracy as for ``mean_square``."""
    return _moment(curve(activation), "E[f]", positive("variance", variance))


def mean_square(activation: Activation | str, variance: float = 1.0) -> Number:
    """E[f(z)^2] for z ~ N(0, variance).

    Args:
      activation: an Activation, or a slug such as "elu".
      variance: of the pre-activations, above 0.

    Returns:
      float, or Absent where the moment is infinite, beyond float64, or of a
      swing too fast to integrate, such as sin(1e6 x)'s.

    Raises:
      UnknownActivation: no such slug.
      ValueError: a variance that is not above 0.

    Accuracy: relative 1e-10 (tested against closed forms and mpmath; of E|f|
      for the mean); each side of a breakpoint is integrated by itself. Features
      narrower than 1/16 of the smaller of 1 and the standard deviation, away
      from every integer and breakpoint, may be missed.
    """
    return _moment(curve(activation), "E[f^2]", positive("variance", variance))


def output_variance(activation: Activation | str, variance: float = 1.0) -> Number:
    """Var f(z) for z ~ N(0, variance), without the cancellation of E[f^2] - E[f]^2.

    Arguments, errors and accuracy as for ``mean_square``.
    """
    return _moment(curve(activation), "Var f", positive("variance", variance))


def mean_square_slope(activation: Activation | str, variance: float = 1.0) -> Number:
    """E[f'(z)^2] for z ~ N(0, variance); arguments, errors and accuracy as for ``mean_square``.

    Where f jumps it is Absent: the derivative there is a point mass, whose
    square has no integral, and smooth copies of f have E[f'^2] without bound.
    The slope 0 elsewhere on a step is what back-propagation sees, and would
    give a gain of 1/0.
    """
    f = curve(activation)
    positive("variance", variance)
    if f.broken:
        return Absent(f"{f.broken}, so E[f'^2] is infinite")
    return _moment(f, "E[f'^2]", variance)


def flat_share(activation: Activation | str, variance: float = 1.0) -> float:
    """The share of z ~ N(0, variance) where f'(z) = 0: where f is constant.

    0.5 for ReLU: the share of units that learn nothing from an example. For a
    step it is 1, the jump itself being a single point. Single points of zero
    slope count for nothing, and so does a slope that only underflows.
    Arguments and errors as for ``mean_square``. Accuracy: 1e-15.
    """
    scale = sqrt(2 * positive("variance", variance))
    flat = curve(activation).flat
    return sum(((erfc(low / scale) - erfc(high / scale)) / 2 for low, high in flat), 0.0)
