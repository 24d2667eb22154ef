"""Waves.

The product of x and the parameter is rounded before the sine is taken, as in
every library: the result is that of an x half a unit away. Where the product
overflows, and half a unit is 10^290 turns, the sine is that of x itself.
"""

from math import inf
from typing import Any

from fieldguide.activations.activation import Activation
from fieldguide.activations.parameter import Parameter


def _phase(frequency: Any, x: Any, xp: Any) -> Any:
    product = frequency * x
    # Not sin(infinity), which is NaN, for a finite x.
    return xp.where(xp.abs(product) < inf, product, x)


def _sine(x: Any, xp: Any, omega: Any) -> Any:
    return xp.sin(_phase(omega, x, xp))


def _sine_derivative(x: Any, xp: Any, omega: Any) -> Any:
    return omega * xp.cos(_phase(omega, x, xp))


def _snake(x: Any, xp: Any, alpha: Any) -> Any:
    # From 2^60 on the wave is less than half a unit of x.
    wave = xp.sin(alpha * x)
    return xp.where(xp.abs(x) < 2.0**60, x + wave * wave / alpha, x)


def _snake_derivative(x: Any, xp: Any, alpha: Any) -> Any:
    return 1.0 + xp.sin(_phase(2.0 * alpha, x, xp))


sine = Activation(
    slug="sine",
    name="Sine",
    family="periodic",
    formula="sin(omega * x)",
    parameters=(Parameter("omega", 1.0, 0.1, 100.0, "the frequency, in radians per unit of x"),),
    year=None,
    citation=(
        "No paper can claim it. Brought to wide use by V. Sitzmann et al., Implicit neural "
        "representations with periodic activation functions, NeurIPS 2020, arXiv:2006.09661."
    ),
    habitats=("SIREN (2020), with omega 30: images, sounds and shapes as networks",),
    similar=("snake",),
    value_definition=_sine,
    derivative_definition=_sine_derivative,
)

snake = Activation(
    slug="snake",
    name="Snake",
    family="periodic",
    formula="x + sin(alpha * x)**2 / alpha",
    parameters=(
        Parameter("alpha", 1.0, 0.1, 10.0, "the frequency, and the inverse height of the wave"),
    ),
    year=2020,
    citation=(
        "L. Ziyin, T. Hartwig and M. Ueda, Neural networks fail to learn periodic functions and "
        "how to fix it, NeurIPS 2020, arXiv:2006.08195."
    ),
    habitats=("the vocoder BigVGAN (2022)",),
    similar=("sine", "identity"),
    value_definition=_snake,
    derivative_definition=_snake_derivative,
)
