"""Rectifiers without a kink."""

from math import pi, sqrt
from typing import Any

from fieldguide.activations._record import Activation


def _gaussian(a: Any, xp: Any) -> tuple[Any, Any]:
    """(r, s) with exp(-a^2/2) = r s s, for 0 <= a <= 40.

    Squaring a loses the digits that the exponential needs, so a is rounded to
    h, a multiple of 1/16 whose square is exact, and the rest is a small
    exponent. s is only half of h^2/2, so that multiplying by s twice, last,
    rounds a subnormal product only once.
    """
    h = xp.floor(16.0 * a + 0.5) / 16.0
    return xp.exp((h - a) * (h + a) / 2.0), xp.exp(-h * h / 4.0)


def _size(x: Any, xp: Any) -> Any:
    """|x|, at most 40, where exp(-x^2/2) is long 0.

    Not abs(): automatic differentiation takes its slope at 0 for 0, and with
    it the second derivative of GELU there.
    """
    a = xp.where(x > 0, x, -x)
    return xp.where(a > 40.0, 40.0, a)


def _gelu(x: Any, xp: Any) -> Any:
    # max(x, 0) - |x| Q(|x|), Q(a) = exp(-a^2/2) erfcx(a/sqrt 2)/2 the upper tail of the normal
    # distribution.
    a = _size(x, xp)
    r, s = _gaussian(a, xp)
    tail = 0.5 * xp.erfcx(a * sqrt(0.5)) * a
    return xp.where(x <= 0, 0.0, x) - tail * r * s * s


def _gelu_derivative(x: Any, xp: Any) -> Any:
    # Left of 0: Q(|x|) - |x| phi(x); right of it, 1 minus the same.
    a = _size(x, xp)
    r, s = _gaussian(a, xp)
    left = (0.5 * xp.erfcx(a * sqrt(0.5)) - a * sqrt(0.5 / pi)) * r * s * s
    return xp.where(x <= 0, left, 1.0 - left)


gelu = Activation(
    slug="gelu",
    name="GELU",
    family="smooth rectifier",
    formula="x * Phi(x)",
    year=2016,
    citation="D. Hendrycks and K. Gimpel, Gaussian error linear units, arXiv:1606.08415, 2016.",
    habitats=(
        "BERT (2018)",
        "GPT-2 (2019), in its tanh form",
        "the Vision Transformer (2020)",
    ),
    value_definition=_gelu,
    derivative_definition=_gelu_derivative,
)
