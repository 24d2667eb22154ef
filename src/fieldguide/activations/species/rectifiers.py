"""Rectifiers in pieces.

The comparisons are written so that NaN falls through to the branch that is x.
"""

from typing import Any

from fieldguide.activations.activation import Activation
from fieldguide.activations.parameter import Parameter


def _relu(x: Any, xp: Any) -> Any:
    return xp.where(x <= 0, 0.0, x)


def _relu_derivative(x: Any, xp: Any) -> Any:
    """At the kink x = 0 the left slope, 0."""
    return xp.where(x <= 0, 0.0, xp.where(x > 0, 1.0, x))


def _leaky_relu(x: Any, xp: Any, negative_slope: Any) -> Any:
    # With a slope of 0 the product is NaN at -inf, where the limit is 0.
    leak = negative_slope * x
    return xp.where(x > 0, x, xp.where(leak <= 0, leak, xp.where(x < 0, 0.0, x)))


def _leaky_relu_derivative(x: Any, xp: Any, negative_slope: Any) -> Any:
    """At the kink x = 0 the left slope, negative_slope."""
    return xp.where(x <= 0, negative_slope, xp.where(x > 0, 1.0, x))


def _leaky_relu_kinks(negative_slope: float) -> tuple[float, ...]:
    return () if negative_slope == 1.0 else (0.0,)


def _relu6(x: Any, xp: Any) -> Any:
    return xp.where(x <= 0, 0.0, xp.where(x >= 6, 6.0, x))


def _relu6_derivative(x: Any, xp: Any) -> Any:
    """At the kinks the left slopes: 0 at 0 and 1 at 6."""
    return xp.where(x <= 0, 0.0, xp.where(x <= 6, 1.0, xp.where(x > 6, 0.0, x)))


def _squared_relu(x: Any, xp: Any) -> Any:
    return xp.where(x <= 0, 0.0, x * x)


def _squared_relu_derivative(x: Any, xp: Any) -> Any:
    return xp.where(x <= 0, 0.0, 2.0 * x)


relu = Activation(
    slug="relu",
    name="ReLU",
    family="rectifier",
    formula="max(x, 0)",
    year=1969,
    citation=(
        "K. Fukushima, Visual feature extraction by a multilayered network of analog threshold "
        "elements, IEEE Transactions on Systems Science and Cybernetics 5(4), 322-333, 1969; A. S. "
        "Householder's models of nerve fibers (1941) have the shape already. "
        "Brought to deep learning by V. Nair and G. E. Hinton, Rectified linear units improve "
        "restricted Boltzmann machines, ICML 2010."
    ),
    habitats=(
        "AlexNet (2012)",
        "the residual networks of He et al. (2015)",
        "the feed-forward layers of the first Transformer (2017)",
    ),
    similar=("leaky_relu", "relu6", "squared_relu", "gelu"),
    value_definition=_relu,
    derivative_definition=_relu_derivative,
    kink_definition=(0.0,),
)

relu6 = Activation(
    slug="relu6",
    name="ReLU6",
    family="rectifier",
    formula="min(max(x, 0), 6)",
    year=2010,
    citation=(
        "A. Krizhevsky, Convolutional deep belief networks on CIFAR-10, unpublished manuscript, "
        "2010."
    ),
    habitats=("MobileNetV2 (2018)",),
    similar=("relu", "hardsigmoid", "hardswish"),
    value_definition=_relu6,
    derivative_definition=_relu6_derivative,
    kink_definition=(0.0, 6.0),
)

leaky_relu = Activation(
    slug="leaky_relu",
    name="Leaky ReLU",
    family="rectifier",
    formula="where(x > 0, x, negative_slope * x)",
    parameters=(Parameter("negative_slope", 0.01, 0.0, 1.0, "the slope left of 0"),),
    year=2013,
    citation=(
        "A. L. Maas, A. Y. Hannun and A. Y. Ng, Rectifier nonlinearities improve neural network "
        "acoustic models, ICML Workshop on Deep Learning for Audio, Speech and Language "
        "Processing, 2013."
    ),
    habitats=(
        "the acoustic models of Maas et al. (2013)",
        "the discriminator of DCGAN (2015), with slope 0.2",
    ),
    similar=("relu", "elu", "identity"),
    value_definition=_leaky_relu,
    derivative_definition=_leaky_relu_derivative,
    kink_definition=_leaky_relu_kinks,
)

squared_relu = Activation(
    slug="squared_relu",
    name="Squared ReLU",
    family="rectifier",
    formula="max(x, 0)**2",
    year=2021,
    citation=(
        "D. So et al., Primer: searching for efficient Transformers for language modeling, "
        "NeurIPS 2021, arXiv:2109.08668."
    ),
    habitats=("Primer (2021)", "Nemotron-4 (2024)"),
    similar=("relu",),
    value_definition=_squared_relu,
    derivative_definition=_squared_relu_derivative,
)
