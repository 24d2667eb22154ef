"""Two straight pieces and a kink at 0.

The comparisons are written so that NaN falls through to the branch that is x.
"""

from typing import Any

from fieldguide.activations._record import Activation, Parameter


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


relu = Activation(
    slug="relu",
    name="ReLU",
    family="rectifier",
    formula="max(x, 0)",
    kinks=(0.0,),
    year=1969,
    citation=(
        "K. Fukushima, Visual feature extraction by a multilayered network of analog threshold "
        "elements, IEEE Transactions on Systems Science and Cybernetics 5(4), 322-333, 1969. "
        "Brought to deep learning by V. Nair and G. E. Hinton, Rectified linear units improve "
        "restricted Boltzmann machines, ICML 2010."
    ),
    habitats=(
        "AlexNet (2012)",
        "the residual networks of He et al. (2015)",
        "the feed-forward layers of the first Transformer (2017)",
    ),
    value_definition=_relu,
    derivative_definition=_relu_derivative,
)

leaky_relu = Activation(
    slug="leaky_relu",
    name="Leaky ReLU",
    family="rectifier",
    formula="where(x > 0, x, negative_slope * x)",
    parameters=(Parameter("negative_slope", 0.01, 0.0, 1.0, "the slope left of 0"),),
    kinks=(0.0,),
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
    value_definition=_leaky_relu,
    derivative_definition=_leaky_relu_derivative,
)
