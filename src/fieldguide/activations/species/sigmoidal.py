"""S-shaped curves, from a jump to the logistic.

The comparisons are written so that NaN falls through to the branch that is x.
"""

from typing import Any

from fieldguide.activations.activation import Activation


def _step(x: Any, xp: Any) -> Any:
    """At the jump x = 0 the left value, 0."""
    return xp.where(x <= 0, 0.0, xp.where(x > 0, 1.0, x))


def _step_derivative(x: Any, xp: Any) -> Any:
    return xp.where(xp.isnan(x), x, 0.0)


def _sigmoid(x: Any, xp: Any) -> Any:
    # exp(-|x|) cannot overflow, and keeps the digits of the left tail.
    e = xp.exp(-xp.abs(x))
    return xp.where(x < 0, e, 1.0) / (1.0 + e)


def _sigmoid_derivative(x: Any, xp: Any) -> Any:
    # e/(1+e)^2, not f(1-f): 1-f is 0 as soon as f rounds to 1.
    e = xp.exp(-xp.abs(x))
    return e / (1.0 + e * (2.0 + e))


def _hardsigmoid(x: Any, xp: Any) -> Any:
    # Not x/6 + 1/2, which loses the digits near -3.
    return xp.where(x <= -3, 0.0, xp.where(x >= 3, 1.0, (x + 3.0) / 6.0))


def _hardsigmoid_derivative(x: Any, xp: Any) -> Any:
    """At the kinks the left slopes: 0 at -3 and 1/6 at 3."""
    return xp.where(x <= -3, 0.0, xp.where(x <= 3, 1 / 6, xp.where(x > 3, 0.0, x)))


def _tanh(x: Any, xp: Any) -> Any:
    return xp.tanh(x)


def _tanh_derivative(x: Any, xp: Any) -> Any:
    # sech(x)^2, not 1 - tanh(x)^2; squared last, so that only the result can be subnormal.
    e = xp.exp(-xp.abs(x))
    sech = 2.0 * e / (1.0 + e * e)
    return sech * sech


def _hardtanh(x: Any, xp: Any) -> Any:
    return xp.where(x <= -1, -1.0, xp.where(x >= 1, 1.0, x))


def _hardtanh_derivative(x: Any, xp: Any) -> Any:
    """At the kinks the left slopes: 0 at -1 and 1 at 1."""
    return xp.where(x <= -1, 0.0, xp.where(x <= 1, 1.0, xp.where(x > 1, 0.0, x)))


def _softsign(x: Any, xp: Any) -> Any:
    # From 2^60 on the value rounds to its limit; there infinity / infinity would be NaN.
    near = xp.where(x > 2.0**60, 2.0**60, xp.where(x < -(2.0**60), -(2.0**60), x))
    return near / (1.0 + xp.abs(near))


def _softsign_derivative(x: Any, xp: Any) -> Any:
    # Squared last, so that (1 + |x|)^2 cannot overflow while the slope is above 0.
    root = 1.0 / (1.0 + xp.abs(x))
    return root * root


def _arctan(x: Any, xp: Any) -> Any:
    return xp.atan(x)


def _arctan_derivative(x: Any, xp: Any) -> Any:
    # From 1e8 on 1 + x^2 rounds to x^2, which overflows while the slope is above 0.
    a = xp.abs(x)
    inverse = 1.0 / a
    return xp.where(a > 1e8, inverse * inverse, 1.0 / (1.0 + a * a))


step = Activation(
    slug="step",
    name="Step",
    family="sigmoidal",
    formula="where(x > 0, 1, 0)",
    year=1943,
    citation=(
        "W. S. McCulloch and W. Pitts, A logical calculus of the ideas immanent in nervous "
        "activity, Bulletin of Mathematical Biophysics 5, 115-133, 1943. As a curve, the function "
        "of O. Heaviside, here left-continuous: 0 at the jump."
    ),
    habitats=(
        "the neurons of McCulloch and Pitts (1943)",
        "the perceptron of Rosenblatt (1958)",
        "the forward pass of spiking and binary networks, trained with a stand-in slope",
    ),
    similar=("sigmoid", "hardsigmoid"),
    value_definition=_step,
    derivative_definition=_step_derivative,
    kink_definition=(0.0,),
)

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
    similar=("hardsigmoid", "tanh", "step"),
    value_definition=_sigmoid,
    derivative_definition=_sigmoid_derivative,
)

hardsigmoid = Activation(
    slug="hardsigmoid",
    name="Hard sigmoid",
    family="sigmoidal",
    formula="min(max(x + 3, 0), 6) / 6",
    year=2015,
    citation=(
        "M. Courbariaux, Y. Bengio and J.-P. David, BinaryConnect: training deep neural networks "
        "with binary weights during propagations, NeurIPS 2015, arXiv:1511.00363, with slope 1/2. "
        "With slope 1/6: A. Howard et al., Searching for MobileNetV3, ICCV 2019, arXiv:1905.02244."
    ),
    habitats=("the squeeze-and-excitation gates of MobileNetV3 (2019)",),
    similar=("sigmoid", "hardtanh", "relu6"),
    value_definition=_hardsigmoid,
    derivative_definition=_hardsigmoid_derivative,
    kink_definition=(-3.0, 3.0),
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
    similar=("hardtanh", "softsign", "arctan", "sigmoid"),
    value_definition=_tanh,
    derivative_definition=_tanh_derivative,
)

hardtanh = Activation(
    slug="hardtanh",
    name="Hard tanh",
    family="sigmoidal",
    formula="min(max(x, -1), 1)",
    year=2004,
    citation=(
        "R. Collobert, Large scale machine learning, doctoral thesis, Université de Paris VI, 2004."
    ),
    habitats=(
        "the language networks of Collobert et al. (2011)",
        "the straight-through slopes of binarized networks (2016)",
    ),
    similar=("tanh", "hardsigmoid", "softsign"),
    value_definition=_hardtanh,
    derivative_definition=_hardtanh_derivative,
    kink_definition=(-1.0, 1.0),
)

softsign = Activation(
    slug="softsign",
    name="Softsign",
    family="sigmoidal",
    formula="x / (1 + abs(x))",
    year=1993,
    citation=(
        "D. L. Elliott, A better activation function for artificial neural networks, Technical "
        "Report TR 93-8, Institute for Systems Research, University of Maryland, 1993. Named and "
        "used by J. Bergstra, G. Desjardins, P. Lamblin and Y. Bengio, Quadratic polynomials learn "
        "better image features, Technical Report 1337, Université de Montréal, 2009."
    ),
    habitats=("the comparison of deep networks by Glorot and Bengio (2010)",),
    similar=("tanh", "arctan"),
    value_definition=_softsign,
    derivative_definition=_softsign_derivative,
)

arctan = Activation(
    slug="arctan",
    name="Arctan",
    family="sigmoidal",
    formula="atan(x)",
    year=None,
    citation=(
        "No paper can claim it: one of the bounded curves that G. Cybenko's theorem covers "
        "(Approximation by superpositions of a sigmoidal function, Mathematics of Control, "
        "Signals and Systems 2, 303-314, 1989)."
    ),
    habitats=("its slope stands in for that of the step in spiking networks",),
    similar=("softsign", "tanh"),
    value_definition=_arctan,
    derivative_definition=_arctan_derivative,
)
