"""SiLU (Swish), x times its sigmoid, and its near relatives: Mish, and Hardswish in pieces."""

from typing import Any

from fieldguide.activations.activation import Activation
from fieldguide.activations.parameter import Parameter
from fieldguide.activations.stable_exponentials import exp_of_product


def sigmoid_weighted(x: Any, r: Any, s: Any, xp: Any) -> Any:
    """X sigmoid(w), where exp(-|w|) is r s s, 0 from |x| = 8000 on."""
    # Left of 0 it is x e / (1 + e). Multiplying by s twice, last, rounds a subnormal result once.
    e = r * s * s
    left = xp.clip(x, -8000.0, 0.0) * r / (1.0 + e) * s * s
    return xp.where(x < 0, left, x / (1.0 + e))


def sigmoid_weighted_derivative(x: Any, t: Any, r: Any, s: Any, xp: Any) -> Any:
    """The slope of the same, where t is x w'(x) and finite."""
    e = r * s * s
    # Not (1 + e)^2, whose square doubles a rounding that is small here with e.
    square = 1.0 + e * (2.0 + e)
    left = ((1.0 + t) + e) * r / square * s * s
    return xp.where(x < 0, left, (1.0 + e * (1.0 + t)) / square)


def silu_value(x: Any, xp: Any, beta: Any) -> Any:
    """The value of SiLU, x sigmoid(beta x)."""
    r, s = exp_of_product(beta, xp.abs(x), xp)
    return sigmoid_weighted(x, r, s, xp)


def silu_slope(x: Any, xp: Any, beta: Any) -> Any:
    """The slope of SiLU."""
    r, s = exp_of_product(beta, xp.abs(x), xp)
    return sigmoid_weighted_derivative(x, beta * xp.clip(x, -8000.0, 8000.0), r, s, xp)


def _mish_parts(x: Any, xp: Any) -> tuple[Any, Any, Any]:
    """X held to [-1000, 1000], where the tails are long over; exp(-|x|) and its root."""
    x = xp.clip(x, -1000.0, 1000.0)
    root = xp.exp(-0.5 * xp.abs(x))
    return x, root * root, root


def _mish(x: Any, xp: Any) -> Any:
    # With n = exp(x), tanh(log(1 + n)) is n(n+2) / (n(n+2) + 2). Multiplying by the root twice,
    # last, rounds a subnormal result only once.
    near, e, root = _mish_parts(x, xp)
    left = near * (e + 2.0) / (e * (e + 2.0) + 2.0) * root * root
    return xp.where(x < 0, left, x * ((1.0 + 2.0 * e) / (1.0 + 2.0 * e * (1.0 + e))))


def _mish_derivative(x: Any, xp: Any) -> Any:
    near, e, root = _mish_parts(x, xp)
    low = e * (e + 2.0) + 2.0
    left = ((e + 2.0) * low + 4.0 * near * (1.0 + e)) / (low * low) * root * root
    high = 1.0 + 2.0 * e * (1.0 + e)
    right = (1.0 + 2.0 * e + 4.0 * near * e * e * (1.0 + e) / high) / high
    return xp.where(x < 0, left, right)


def _hardswish(x: Any, xp: Any) -> Any:
    # Right of 3 the product may overflow: it is not x.
    return xp.where(x <= -3, 0.0, xp.where(x >= 3, x, x * (x + 3.0) / 6.0))


def _hardswish_derivative(x: Any, xp: Any) -> Any:
    """At the kinks the left slopes: 0 at -3 and 3/2 at 3."""
    # Not x/3 + 1/2, which loses the digits near -3/2.
    middle = (2.0 * x + 3.0) / 6.0
    return xp.where(x <= -3, 0.0, xp.where(x <= 3, middle, xp.where(x > 3, 1.0, x)))


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
    value_definition=silu_value,
    derivative_definition=silu_slope,
)


mish = Activation(
    slug="mish",
    name="Mish",
    family="smooth rectifier",
    formula="x * tanh(log(1 + exp(x)))",
    year=2019,
    citation=(
        "D. Misra, Mish: a self regularized non-monotonic activation function, arXiv:1908.08681, "
        "2019."
    ),
    habitats=("YOLOv4 (2020)",),
    similar=("silu", "gelu"),
    value_definition=_mish,
    derivative_definition=_mish_derivative,
)

hardswish = Activation(
    slug="hardswish",
    name="Hardswish",
    family="rectifier",
    formula="x * min(max(x + 3, 0), 6) / 6",
    year=2019,
    citation="A. Howard et al., Searching for MobileNetV3, ICCV 2019, arXiv:1905.02244.",
    habitats=("MobileNetV3 (2019)",),
    similar=("silu", "relu6", "mish"),
    value_definition=_hardswish,
    derivative_definition=_hardswish_derivative,
    kink_definition=(-3.0, 3.0),
)
