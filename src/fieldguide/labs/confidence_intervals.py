"""95% intervals for what a few networks show."""

from math import nan, sqrt
from typing import Any, NamedTuple

import numpy as np
from scipy.special import stdtrit

_Z = 1.959963984540054
"""The normal deviate that 2.5% lie above."""


class Interval(NamedTuple):
    """An estimate between the ends of its 95% interval; NaN where there is none."""

    value: float
    low: float
    high: float


def wilson(hits: float, total: float) -> Interval:
    """A share by Wilson's score interval, which holds at 0 and 1 too.

    Source: Wilson 1927, Journal of the American Statistical Association 22, 209.
    """
    share, z = hits / total, _Z * _Z / total
    middle = share + z / 2
    half = sqrt(z * (share * (1 - share) + z / 4))
    # At 0 and 1 the end is the share itself, but for rounding.
    low = 0.0 if hits == 0 else (middle - half) / (1 + z)
    high = 1.0 if hits == total else (middle + half) / (1 + z)
    return Interval(share, low, high)


def clustered(shares: Any, size: int) -> Interval:
    """The share among all units of several networks, each of ``size`` units and a share of its own.

    Units of one network die together. Wilson's interval is taken for a sample made smaller by
    how much more the networks differ than they would if units were independent
    (Kish 1965, the design effect, estimated here). A single network, and networks that all
    agree, show nothing of that: their units count as independent.
    """
    shares = np.asarray(shares, dtype=np.float64)
    share, total = float(shares.mean()), shares.size * size
    expected = share * (1 - share) / size
    spread = float(shares.var(ddof=1)) if shares.size > 1 else 0.0
    effect = max(1.0, spread / expected) if expected else 1.0
    return wilson(share * total / effect, total / effect)


def geometric(values: Any) -> Interval:
    """The geometric mean of positive values, with Student's interval for the mean of their logs.

    One value has no interval, and neither have values of which one is 0 (the mean is
    0 then) or not finite (nor is the mean).
    """
    values = np.asarray(values, dtype=np.float64)
    if not np.isfinite(values).all():
        return Interval(nan, nan, nan)
    if not (values > 0).all():
        return Interval(0.0, nan, nan)
    logs = np.log(values)
    middle = float(np.exp(logs.mean()))
    if logs.size == 1:
        return Interval(middle, nan, nan)
    reach = float(stdtrit(logs.size - 1, 0.975)) * logs.std(ddof=1) / sqrt(logs.size)
    factor = float(np.exp(reach))
    return Interval(middle, middle / factor, middle * factor)
