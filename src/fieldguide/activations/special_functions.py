"""Functions of the formula language that libraries lack or get wrong in the tails."""

from math import factorial, pi, sqrt
from typing import Any

from fieldguide.activations.stable_exponentials import erfcx, gaussian, size

# For |t| < 1/2 the terms left out are below 1e-18 of the sum.
_ERF = [2 / sqrt(pi) * (-1) ** n / (factorial(n) * (2 * n + 1)) for n in range(13)]


def sigmoid(t: Any, xp: Any) -> Any:
    """1 / (1 + exp(-t))."""
    e = xp.exp(-xp.abs(t))
    return xp.where(t < 0, e, 1.0) / (1.0 + e)


def softplus(t: Any, xp: Any) -> Any:
    """log(1 + exp(t))."""
    return xp.where(t <= 0, 0.0, t) + xp.log1p(xp.exp(-xp.abs(t)))


def phi(t: Any, xp: Any) -> Any:
    """The normal density, exp(-t^2/2) / sqrt(2 pi)."""
    r, s = gaussian(size(t, xp), xp)
    return sqrt(0.5 / pi) * r * s * s


def Phi(t: Any, xp: Any) -> Any:
    """The normal distribution function."""
    a = size(t, xp)
    r, s = gaussian(a, xp)
    tail = 0.5 * xp.erfcx(a * sqrt(0.5)) * r * s * s
    return xp.where(t <= 0, tail, 1.0 - tail)


def erfc(t: Any, xp: Any) -> Any:
    """The complementary error function, 1 - erf(t)."""
    a = size(t, xp)
    r, s = gaussian(a, xp)
    # exp(-a^2) is the square of exp(-a^2/2) = r s s.
    tail = xp.erfcx(a) * r * r * s * s * s * s
    return xp.where(t < 0, 2.0 - tail, tail)


def erf(t: Any, xp: Any) -> Any:
    """The error function: near 0 its Taylor series, elsewhere 1 - erfc(t)."""
    square = t * t
    series = _ERF[-1] * square + _ERF[-2]
    for coefficient in _ERF[-3::-1]:
        series = series * square + coefficient
    far = 1.0 - xp.erfc(xp.abs(t))
    return xp.where(xp.abs(t) < 0.5, t * series, xp.where(t < 0, -far, far))


OWN = {"sigmoid": sigmoid, "softplus": softplus, "phi": phi, "Phi": Phi}
"""Used with every library."""

FALLBACKS = {"erfcx": erfcx, "erf": erf, "erfc": erfc}
"""Used where a library has none."""
