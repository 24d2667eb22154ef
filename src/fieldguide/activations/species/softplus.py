"""Softplus and its mirror image LogSigmoid."""

from typing import Any

from fieldguide.activations.activation import Activation
from fieldguide.activations.parameter import Parameter
from fieldguide.activations.stable_exponentials import exp_of_product


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
