"""Every species, in the order of the guide."""

from difflib import get_close_matches

from fieldguide.activations._exponential import celu, elu, selu
from fieldguide.activations._linear import identity
from fieldguide.activations._periodic import sine, snake
from fieldguide.activations._record import Activation
from fieldguide.activations._rectifiers import hardswish, leaky_relu, relu, relu6, squared_relu
from fieldguide.activations._sigmoid_weighted import gelu_tanh, quick_gelu, silu
from fieldguide.activations._sigmoidal import (
    arctan,
    hardsigmoid,
    hardtanh,
    sigmoid,
    softsign,
    step,
    tanh,
)
from fieldguide.activations._smooth_rectifiers import gelu, logsigmoid, mish, softplus

_CATALOGUE = (
    identity,
    step,
    sigmoid,
    hardsigmoid,
    logsigmoid,
    tanh,
    hardtanh,
    softsign,
    arctan,
    relu,
    relu6,
    leaky_relu,
    squared_relu,
    elu,
    selu,
    celu,
    softplus,
    gelu,
    gelu_tanh,
    quick_gelu,
    silu,
    mish,
    hardswish,
    sine,
    snake,
)


class UnknownActivation(LookupError):  # noqa: N818 - the name says what is wrong
    """No activation has the slug; the message names the nearest and all allowed."""


def catalogue() -> tuple[Activation, ...]:
    """Every activation of the guide, in its order."""
    return _CATALOGUE


def get(slug: str) -> Activation:
    """The activation called ``slug``, such as "gelu".

    Raises:
      UnknownActivation: no such slug; the message names the nearest.
    """
    species = {activation.slug: activation for activation in _CATALOGUE}
    if slug in species:
        return species[slug]
    near = get_close_matches(str(slug).lower(), species)
    hint = f"; nearest: {', '.join(near)}" if near else ""
    raise UnknownActivation(f'no activation "{slug}"{hint}. Choose from {", ".join(species)}')
