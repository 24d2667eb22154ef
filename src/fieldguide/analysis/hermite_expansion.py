"""The expansion of a function in Hermite polynomials."""

from math import sqrt

import numpy as np

from fieldguide.analysis.curve import Curve
from fieldguide.analysis.moments import density, panels
from fieldguide.analysis.root_finding import Grid

_TERMS = 2000
_X, _W = np.polynomial.legendre.leggauss(20)


def hermite_shares(f: Curve, variance: float) -> Grid:
    """a_k^2 for a_k = E[f(sqrt(variance) z) He_k(z)] / sqrt(k!), k from 0 to 1999.

    By Mehler's formula E[f(u) f(v)] is the sum of a_k^2 c^k for two normal
    variables of this variance and correlation c. He_1999 oscillates 45 times
    faster than 1 radian a unit, which 20 points on half a unit resolve. The
    a_k of a function with a kink fall as k^-1.25 only: what the sum misses
    shrinks as c^2000.

    Accuracy: absolute 1e-14 times E[f^2].
    """
    deviation = sqrt(variance)
    ends = panels(f.cuts, deviation) / deviation
    ends = np.unique(np.concatenate([ends, np.arange(-76, 77) / 2]))
    low, high = ends[:-1, None], ends[1:, None]
    z = ((low + high) / 2 + (high - low) / 2 * _X).ravel()
    weights = ((high - low) / 2 * _W).ravel() * np.asarray(density(z, 1.0))
    values = f.value(deviation * z) * weights
    before, now = np.zeros_like(z), np.ones_like(z)
    coefficients = np.empty(_TERMS)
    for k in range(_TERMS):
        coefficients[k] = values @ now
        before, now = now, (z * now - sqrt(k) * before) / sqrt(k + 1)
    return np.square(coefficients)
