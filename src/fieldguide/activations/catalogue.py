"""Every species, in the order of the guide."""

from typing import Any, Literal, overload

from fieldguide.activations.activation import Activation
from fieldguide.activations.gate import Gate
from fieldguide.activations.species.elu import celu, elu, selu
from fieldguide.activations.species.gates import bilinear, geglu, glu, reglu, swiglu
from fieldguide.activations.species.gelu import gelu, gelu_tanh, quick_gelu
from fieldguide.activations.species.identity import identity
from fieldguide.activations.species.periodic import sine, snake
from fieldguide.activations.species.rectifiers import (
    leaky_relu,
    relu,
    relu6,
    squared_relu,
)
from fieldguide.activations.species.sigmoidal import (
    arctan,
    hardsigmoid,
    hardtanh,
    sigmoid,
    softsign,
    step,
    tanh,
)
from fieldguide.activations.species.softplus import logsigmoid, softplus
from fieldguide.activations.species.swish import hardswish, mish, silu
from fieldguide.refusals import nearest_hint

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

_GATES = (glu, bilinear, reglu, geglu, swiglu)


class UnknownActivation(LookupError):  # noqa: N818 - the name says what is wrong
    """No activation has the slug; the message names the nearest and all allowed."""


def catalogue() -> tuple[Activation, ...]:
    """Every activation of the guide, in its order."""
    return _CATALOGUE


def gates() -> tuple[Gate, ...]:
    """Every gate of the guide, in its order."""
    return _GATES


# A slug that is known only at run time is nearly always that of an Activation. With Any in the type
# a caller may use the result as one; a caller that may meet a Gate asks isinstance(..., Gate).
@overload
def get(slug: Literal["glu", "bilinear", "reglu", "geglu", "swiglu"]) -> Gate: ...
@overload
def get(slug: str) -> Activation | Any: ...
def get(slug: str) -> Activation | Gate:
    """The activation or gate called ``slug``, such as "gelu" or "swiglu".

    Raises:
      UnknownActivation: no such slug; the message names the nearest.
    """
    species = {record.slug: record for record in (*_CATALOGUE, *_GATES)}
    if slug in species:
        return species[slug]
    hint = nearest_hint(str(slug), species, 3)
    raise UnknownActivation(f'no activation "{slug}"{hint}. Choose from {", ".join(species)}')
