"""x times the sigmoid of some odd w(x): SiLU, and the two quick forms of GELU."""

from math import pi, sqrt
from typing import Any

from fieldguide.activations.activation import Activation
from fieldguide.activations.parameter import Parameter
from fieldguide.activations.stable_exponentials import exp_of_product

# GELU's tanh form has w(x) = A x + B x^3. Each constant is also a short double and its rest.
_A = 2.0 * sqrt(2.0 / pi)
_B = 0.044715 * _A
_A_SHORT, _A_REST = 1.5957691216062813, -5.505482686972437e-13
_B_SHORT, _B_REST = 0.07135480642318726, 9.849412989412621e-09


def _weighted(x: Any, r: Any, s: Any, xp: Any) -> Any:
    """X sigmoid(w), where exp(-|w|) is r s s, 0 from |x| = 8000 on."""
    # Left of 0 it is x e / (1 + e). Multiplying by s twice, last, rounds a subnormal result once.
    e = r * s * s
    left = xp.clip(x, -8000.0, 0.0) * r / (1.0 + e) * s * s
    return xp.where(x < 0, left, x / (1.0 + e))


def _weighted_derivative(x: Any, t: Any, r: Any, s: Any, xp: Any) -> Any:
    """The slope of the same, where t is x w'(x) and finite."""
    e = r * s * s
    # Not (1 + e)^2, whose square doubles a rounding that is small here with e.
    square = 1.0 + e * (2.0 + e)
    left = ((1.0 + t) + e) * r / square * s * s
    return xp.where(x < 0, left, (1.0 + e * (1.0 + t)) / square)


def _silu(x: Any, xp: Any, beta: Any) -> Any:
    r, s = exp_of_product(beta, xp.abs(x), xp)
    return _weighted(x, r, s, xp)


def _silu_derivative(x: Any, xp: Any, beta: Any) -> Any:
    r, s = exp_of_product(beta, xp.abs(x), xp)
    return _weighted_derivative(x, beta * xp.clip(x, -8000.0, 8000.0), r, s, xp)


def _quick_gelu(x: Any, xp: Any) -> Any:
    return _silu(x, xp, 1.702)


def _quick_gelu_derivative(x: Any, xp: Any) -> Any:
    return _silu_derivative(x, xp, 1.702)


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
    return _weighted(x, r, s, xp)


def _gelu_tanh_derivative(x: Any, xp: Any) -> Any:
    r, s = _gelu_tanh_exponential(x, xp)
    near = xp.clip(x, -24.0, 24.0)
    return _weighted_derivative(x, near * (_A + 3.0 * _B * near * near), r, s, xp)


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

silu = Activation(
    slug="silu",
    name="SiLU (Swish)",
    family="smooth rectifier",
    formula="x / (1 + exp(-beta * x))",
    parameters=(Parameter("beta", 1.0, 0.1, 10.0, "the sharpness of the bend: Swish's beta"),),
    year=2016,
    citation=(
        "Named in D. Hendrycks and K. Gimpel, Gaussian error linear units, arXiv:1606.08415, 2016; "
        "studied by S. Elfwing, E. Uchibe and K. Doya, arXiv:1702.03118, 2017; found by search, "
        "with beta, as Swish: P. Ramachandran, B. Zoph and Q. V. Le, arXiv:1710.05941, 2017."
    ),
    habitats=("EfficientNet (2019)", "inside SwiGLU: PaLM (2022), LLaMA (2023)"),
    similar=("gelu", "mish", "hardswish", "quick_gelu"),
    value_definition=_silu,
    derivative_definition=_silu_derivative,
)
