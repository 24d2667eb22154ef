"""Exponential left of 0, straight right of it.

where() evaluates both branches, so the exponential is given x capped at 0.
"""

from math import inf
from typing import Any

from fieldguide.activations.activation import Activation
from fieldguide.activations.parameter import Parameter
from fieldguide.activations.stable_exponentials import exp_of_quotient

# The doubles nearest the two constants of Klambauer et al. 2017, section 2.
_SCALE = 1.0507009873554805
_ALPHA = 1.6732632423543772


def _elu(x: Any, xp: Any, alpha: Any) -> Any:
    return xp.where(x > 0, x, alpha * xp.expm1(xp.clip(x, -inf, 0.0)))


def _elu_derivative(x: Any, xp: Any, alpha: Any) -> Any:
    """At the kink x = 0 (none where alpha is 1) the left slope, alpha."""
    return xp.where(x > 0, 1.0, alpha * xp.exp(xp.clip(x, -inf, 0.0)))


def _elu_kinks(alpha: float) -> tuple[float, ...]:
    return () if alpha == 1.0 else (0.0,)


def _selu(x: Any, xp: Any) -> Any:
    return _SCALE * _elu(x, xp, _ALPHA)


def _selu_derivative(x: Any, xp: Any) -> Any:
    """At the kink x = 0 the left slope, 1.758."""
    return _SCALE * _elu_derivative(x, xp, _ALPHA)


def _celu(x: Any, xp: Any, alpha: Any) -> Any:
    return xp.where(x > 0, x, alpha * xp.expm1(xp.clip(x, -inf, 0.0) / alpha))


def _celu_derivative(x: Any, xp: Any, alpha: Any) -> Any:
    r, s = exp_of_quotient(xp.where(x > 0, 0.0, -x), alpha, xp)
    return xp.where(x > 0, 1.0, r * s * s)


elu = Activation(
    slug="elu",
    name="ELU",
    family="exponential",
    formula="where(x > 0, x, alpha * (exp(x) - 1))",
    parameters=(Parameter("alpha", 1.0, 0.0, 5.0, "minus the limit on the left"),),
    year=2015,
    citation=(
        "D.-A. Clevert, T. Unterthiner and S. Hochreiter, Fast and accurate deep network learning "
        "by exponential linear units (ELUs), arXiv:1511.07289, 2015."
    ),
    habitats=(
        "the CIFAR-100 networks of Clevert et al. (2015)",
        "the graph attention networks of Veličković et al. (2018)",
    ),
    similar=("selu", "celu", "leaky_relu", "softplus"),
    value_definition=_elu,
    derivative_definition=_elu_derivative,
    kink_definition=_elu_kinks,
)

selu = Activation(
    slug="selu",
    name="SELU",
    family="exponential",
    formula=f"{_SCALE} * where(x > 0, x, {_ALPHA} * (exp(x) - 1))",
    year=2017,
    citation=(
        "G. Klambauer, T. Unterthiner, A. Mayr and S. Hochreiter, Self-normalizing neural "
        "networks, NeurIPS 2017, arXiv:1706.02515."
    ),
    habitats=("the self-normalizing networks of Klambauer et al. (2017)",),
    similar=("elu", "celu"),
    value_definition=_selu,
    derivative_definition=_selu_derivative,
    kink_definition=(0.0,),
)

celu = Activation(
    slug="celu",
    name="CELU",
    family="exponential",
    formula="where(x > 0, x, alpha * (exp(x / alpha) - 1))",
    parameters=(
        Parameter("alpha", 1.0, 0.1, 5.0, "minus the limit on the left, and the width of the bend"),
    ),
    year=2017,
    citation=(
        "J. T. Barron, Continuously differentiable exponential linear units, arXiv:1704.07483, "
        "2017."
    ),
    habitats=("the molecular potentials of TorchANI (2020), with alpha 0.1",),
    similar=("elu", "selu", "softplus"),
    value_definition=_celu,
    derivative_definition=_celu_derivative,
)
