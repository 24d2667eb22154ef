"""The two S-shaped curves."""

from typing import Any

from fieldguide.activations._record import Activation


def _sigmoid(x: Any, xp: Any) -> Any:
    # exp(-|x|) cannot overflow, and keeps the digits of the left tail.
    e = xp.exp(-xp.abs(x))
    return xp.where(x < 0, e, 1.0) / (1.0 + e)


def _sigmoid_derivative(x: Any, xp: Any) -> Any:
    # e/(1+e)^2, not f(1-f): 1-f is 0 as soon as f rounds to 1.
    e = xp.exp(-xp.abs(x))
    return e / (1.0 + e * (2.0 + e))


def _tanh(x: Any, xp: Any) -> Any:
    return xp.tanh(x)


def _tanh_derivative(x: Any, xp: Any) -> Any:
    # sech(x)^2, not 1 - tanh(x)^2; squared last, so that only the result can be subnormal.
    e = xp.exp(-xp.abs(x))
    sech = 2.0 * e / (1.0 + e * e)
    return sech * sech


sigmoid = Activation(
    slug="sigmoid",
    name="Sigmoid",
    family="sigmoidal",
    formula="1 / (1 + exp(-x))",
    year=1986,
    citation=(
        "D. E. Rumelhart, G. E. Hinton and R. J. Williams, Learning representations by "
        "back-propagating errors, Nature 323, 533-536, 1986. As a curve, the logistic function "
        "of P.-F. Verhulst (1845)."
    ),
    habitats=(
        "the output of a binary classifier trained with cross-entropy",
        "the gates of LSTM and GRU cells",
        "the hidden layers of many networks of the 1980s",
    ),
    value_definition=_sigmoid,
    derivative_definition=_sigmoid_derivative,
)

tanh = Activation(
    slug="tanh",
    name="Tanh",
    family="sigmoidal",
    formula="tanh(x)",
    year=1989,
    citation=(
        "Y. LeCun et al., Backpropagation applied to handwritten zip code recognition, Neural "
        "Computation 1(4), 541-551, 1989: a scaled hyperbolic tangent."
    ),
    habitats=(
        "the states of simple recurrent networks",
        "the candidate and output values of LSTM cells",
    ),
    value_definition=_tanh,
    derivative_definition=_tanh_derivative,
)
