"""GELU and the two approximations of it: the tanh form and quick GELU."""

from math import pi, sqrt
from typing import Any

from fieldguide.activations.activation import Activation
from fieldguide.activations.species.swish import (
    sigmoid_weighted,
    sigmoid_weighted_derivative,
    silu_slope,
    silu_value,
)
from fieldguide.activations.stable_exponentials import gaussian, size

# GELU's tanh form has w(x) = A x + B x^3. Each constant is also a short double and its rest.
_A = 2.0 * sqrt(2.0 / pi)
_B = 0.044715 * _A
_A_SHORT, _A_REST = 1.5957691216062813, -5.505482686972437e-13
_B_SHORT, _B_REST = 0.07135480642318726, 9.849412989412621e-09


def _gelu(x: Any, xp: Any) -> Any:
    # max(x, 0) - |x| Q(|x|), Q(a) = exp(-a^2/2) erfcx(a/sqrt 2)/2 the upper tail of the normal
    # distribution.
    a = size(x, xp)
    r, s = gaussian(a, xp)
    tail = 0.5 * xp.erfcx(a * sqrt(0.5)) * a
    return xp.where(x <= 0, 0.0, x) - tail * r * s * s


def _gelu_derivative(x: Any, xp: Any) -> Any:
    # Left of 0: Q(|x|) - |x| phi(x); right of it, 1 minus the same.
    a = size(x, xp)
    r, s = gaussian(a, xp)
    left = (0.5 * xp.erfcx(a * sqrt(0.5)) - a * sqrt(0.5 / pi)) * r * s * s
    return xp.where(x <= 0, left, 1.0 - left)


def _quick_gelu(x: Any, xp: Any) -> Any:
    return silu_value(x, xp, 1.702)


def _quick_gelu_derivative(x: Any, xp: Any) -> Any:
    return silu_slope(x, xp, 1.702)


def _gelu_tanh_exponential(x: Any, xp: Any) -> tuple[Any, Any]:
    """(r, s) with exp(-|w|) = r s s for |x| <= 24, where it is long 0.

    |x| = h + l with h a multiple of 1/32: the products of h and h^3 with the
    short constants are exact. What is lost by adding them (Knuth's two-sum),
    the rests and l make a small exponent.
    """
    a = xp.clip(xp.abs(x), 0.0, 24.0)
    h = xp.floor(32.0 * a + 0.5) / 32.0
    l = a - h
    cube = h * h * h
    p, q = _A_SHORT * h, _B_SHORT * cube
    total = p + q
    back = total - p
    lost = (p - (total - back)) + (q - back)
    rise = _A + _B * (3.0 * h * a + l * l)
    return xp.exp(-(rise * l + (_A_REST * h + _B_REST * cube + lost))), xp.exp(-0.5 * total)


def _gelu_tanh(x: Any, xp: Any) -> Any:
    r, s = _gelu_tanh_exponential(x, xp)
    return sigmoid_weighted(x, r, s, xp)


def _gelu_tanh_derivative(x: Any, xp: Any) -> Any:
    r, s = _gelu_tanh_exponential(x, xp)
    near = xp.clip(x, -24.0, 24.0)
    return sigmoid_weighted_derivative(x, near * (_A + 3.0 * _B * near * near), r, s, xp)


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
    similar=("gelu_tanh", "quick_gelu", "silu", "mish"),
    value_definition=_gelu,
    derivative_definition=_gelu_derivative,
)


gelu_tanh = Activation(
    slug="gelu_tanh",
    name="GELU (tanh form)",
    family="smooth rectifier",
    formula="0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x**3)))",
    year=2016,
    citation="D. Hendrycks and K. Gimpel, Gaussian error linear units, arXiv:1606.08415, 2016.",
    habitats=("GPT-2 (2019)",),
    similar=("gelu", "quick_gelu", "silu"),
    value_definition=_gelu_tanh,
    derivative_definition=_gelu_tanh_derivative,
)


quick_gelu = Activation(
    slug="quick_gelu",
    name="Quick GELU",
    family="smooth rectifier",
    formula="x / (1 + exp(-1.702 * x))",
    year=2016,
    citation=(
        "An approximation in D. Hendrycks and K. Gimpel, Gaussian error linear units, "
        "arXiv:1606.08415, 2016; its name is that of the code of CLIP (2021)."
    ),
    habitats=("CLIP (2021)",),
    similar=("gelu", "gelu_tanh", "silu"),
    value_definition=_quick_gelu,
    derivative_definition=_quick_gelu_derivative,
)
