"""95% confidence intervals of shares and of geometric means, over a few networks."""

from math import nan, sqrt
from typing import Any, NamedTuple

import numpy as np
from scipy.special import stdtrit

_Z = 1.959963984540054
"""The 97.5% quantile of the standard normal distribution."""


class Interval(NamedTuple):
    """An estimate between the ends of its 95% interval; NaN where there is none."""

    value: float
    low: float
    high: float


def wilson(hits: float, total: float) -> Interval:
    """Wilson's score interval of a share, which keeps its coverage at shares of 0 and 1.

    Source: Wilson 1927, Journal of the American Statistical Association 22, 209.
    """
    share, z = hits / total, _Z * _Z / total
    middle = share + z / 2
    half = sqrt(z * (share * (1 - share) + z / 4))
    # There the formula gives 0 and 1 up to rounding only.
    low = 0.0 if hits == 0 else (middle - half) / (1 + z)
    high = 1.0 if hits == total else (middle + half) / (1 + z)
    return Interval(share, low, high)


def clustered(shares: Any, size: int) -> Interval:
    """The share of units over several networks, whose units are not independent.

    Wilson's interval for the effective sample: the number of units over the design effect, which
    is the variance between networks over the variance that independent units would give
    (Kish 1965). For a single network, and for networks with equal shares, the design effect
    cannot be estimated and is taken as 1.

    Args:
      shares: of each network, 0 to 1.
      size: units in a network.
    """
    shares = np.asarray(shares, dtype=np.float64)
    share, total = float(shares.mean()), shares.size * size
    expected = share * (1 - share) / size
    spread = float(shares.var(ddof=1)) if shares.size > 1 else 0.0
    effect = max(1.0, spread / expected) if expected else 1.0
    return wilson(share * total / effect, total / effect)


def geometric(values: Any) -> Interval:
    """The geometric mean of positive values, with Student's interval for the mean of their logs.

    NaN ends for a single value and where a value is 0, which makes the mean 0; all NaN where a
    value is not finite.
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
