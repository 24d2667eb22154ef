"""Rectifiers without a kink."""

from math import pi, sqrt
from typing import Any

from fieldguide.activations.activation import Activation
from fieldguide.activations.parameter import Parameter
from fieldguide.activations.stable_exponentials import exp_of_product, gaussian, size


def _logsigmoid(x: Any, xp: Any) -> Any:
    return xp.where(x < 0, x, 0.0) - xp.log1p(xp.exp(-xp.abs(x)))


def _logsigmoid_derivative(x: Any, xp: Any) -> Any:
    e = xp.exp(-xp.abs(x))
    return xp.where(x < 0, 1.0, e) / (1.0 + e)


def _softplus(x: Any, xp: Any, beta: Any) -> Any:
    # exp(-beta |x|) cannot overflow.
    r, s = exp_of_product(beta, xp.abs(x), xp)
    return xp.where(x < 0, 0.0, x) + xp.log1p(r * s * s) / beta


def _softplus_derivative(x: Any, xp: Any, beta: Any) -> Any:
    r, s = exp_of_product(beta, xp.abs(x), xp)
    e = r * s * s
    return xp.where(x < 0, e, 1.0) / (1.0 + e)


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


logsigmoid = Activation(
    slug="logsigmoid",
    name="LogSigmoid",
    family="smooth rectifier",
    formula="-log(1 + exp(-x))",
    year=None,
    citation=(
        "No paper can claim it: the logarithm of the logistic function, the log-likelihood of "
        "logistic regression."
    ),
    habitats=(
        "binary cross-entropy computed from logits",
        "the negative sampling of word2vec (2013)",
    ),
    similar=("softplus", "sigmoid"),
    value_definition=_logsigmoid,
    derivative_definition=_logsigmoid_derivative,
)

softplus = Activation(
    slug="softplus",
    name="Softplus",
    family="smooth rectifier",
    formula="log(1 + exp(beta * x)) / beta",
    parameters=(Parameter("beta", 1.0, 0.1, 10.0, "the sharpness of the bend"),),
    year=2000,
    citation=(
        "C. Dugas, Y. Bengio, F. Bélisle, C. Nadeau and R. Garcia, Incorporating second-order "
        "functional knowledge for better option pricing, NIPS 2000 (proceedings of 2001)."
    ),
    habitats=(
        "outputs that must be positive, such as a standard deviation",
        "the step sizes of Mamba (2023)",
    ),
    similar=("relu", "elu", "logsigmoid"),
    value_definition=_softplus,
    derivative_definition=_softplus_derivative,
)

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
