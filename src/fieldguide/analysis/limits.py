"""What a function tends to at both infinities."""

from math import copysign, inf, isfinite, isnan
from typing import NamedTuple

import numpy as np

from fieldguide.analysis.root_finding import Function, Grid

_LADDER = 2.0 ** np.arange(3, 61)


class Asymptote(NamedTuple):
    """The line ``slope * x + intercept`` that a function approaches."""

    slope: float
    intercept: float


@np.errstate(all="ignore")
def limit(function: Function, side: float, scale: float = 0.0) -> float | None:
    """The limit towards ``side`` times infinity; ±inf for growth without bound, None for none.

    The function's own answer at infinity is taken where it has one and the
    values far out do not swing. Where it is NaN, as for a formula x * exp(x)
    at -inf or for a sine, the values at 8, 16, ... 2^60 must settle,
    extrapolated where they do so by a power of x; up to 65536 alone where
    large terms cancel.

    Args:
      function: of an array.
      side: -1 or 1.
      scale: terms of size scale * |x| cancel in the values.

    Accuracy: of the extrapolation, 1e-9 for an error that falls as 1/x.
    """
    direct = float(function(side * inf))
    ladder = _LADDER[:14] if scale else _LADDER
    values = np.asarray(function(side * ladder), dtype=float)
    if not isnan(direct):
        # where(sin(x) > 0, 1, 0) is 0 at infinity, since NaN > 0 is false, and has no limit.
        far = values[-8:]
        strays = np.isfinite(far).all() and np.ptp(far) > 0.1 * np.max(np.abs(values))
        return None if isfinite(direct) and strays else direct + 0.0  # 0 rather than -0
    finite = np.isfinite(values)
    if not finite.all():
        values = values[: int(np.argmin(finite))]
    if len(values) < 5:
        return None
    noise = 4e-16 * (scale * ladder[: len(values)] + np.abs(values))
    least = 1e-15 * float(np.max(np.abs(values)))
    if (np.abs(values - values[-1]) <= noise + noise[-1])[-3:].all():
        return float(values[-1]) if abs(values[-1]) > least else 0.0
    steps = np.diff(values)[-5:]
    ratios = steps[1:] / steps[:-1]
    aitken = values[-3:] + steps[-3:] * ratios[-3:] / (1 - ratios[-3:])
    if (ratios > 0.99).all():
        return copysign(inf, steps[-1])
    close = abs(aitken[-1] - aitken[-2]) <= 1e-6 * max(1.0, abs(aitken[-1]))
    if not (close and (np.abs(ratios) < 0.9).all()):
        return None
    return float(aitken[-1]) if abs(aitken[-1]) > least else 0.0


@np.errstate(all="ignore")
def beside(function: Function, x: Grid, side: float) -> Grid:
    """What a function tends to from the ``side`` of each x: its next value, or ±infinity.

    NaN where its arithmetic says nothing.
    Infinity where |f| rises over eight steps from 2^-10 to 2^-45 of x, each
    time by as much as before or more: that of a logarithm rises evenly.
    """
    near = np.asarray(function(np.nextafter(x, side * inf)))
    size = 2.0 ** np.arange(-10.0, -50.0, -5.0)
    values = np.asarray(function(x[:, None] + side * size * np.maximum(1.0, np.abs(x[:, None]))))
    rises = np.diff(np.abs(values), axis=-1)
    grows = (rises > 0).all(axis=-1) & (rises[:, 1:] >= 0.99 * rises[:, :-1]).all(axis=-1)
    return np.where(grows, np.copysign(inf, values[:, -1]), near)


def asymptote(value: Function, slope: Function, side: float) -> Asymptote | str:
    """The asymptote towards ``side`` times infinity, or why there is none."""
    steepness = limit(slope, side)
    if steepness is None:
        level = limit(value, side)
        if level is None or not isfinite(level):
            return "the slope has no limit"
        steepness = 0.0
    if not isfinite(steepness):
        return "the slope grows without bound"
    if steepness == 0.0:
        intercept = limit(value, side)
    else:
        intercept = limit(lambda x: value(x) - steepness * x, side, abs(steepness))
    if intercept is None:
        return f"f(x) - {steepness:g} x has no limit" if steepness else "f has no limit"
    if not isfinite(intercept):
        return "f leaves every line" if steepness else "f grows without bound, ever more slowly"
    return Asymptote(steepness + 0.0, intercept + 0.0)  # 0 rather than -0
