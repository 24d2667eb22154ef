"""The parameters of the lab vanish."""

from math import isqrt
from typing import Literal

from pydantic import Field, model_validator

from fieldguide.activations import Activation
from fieldguide.labs.activation_choices import ManyActivations, several
from fieldguide.labs.lab import Params
from fieldguide.nets import CriticalInitializationError, weight_variances

MOST_WEIGHTS = 2**25
"""Of all activations together: what is trained has to fit in memory several times."""


class VanishParams(Params):
    """The parameters of the lab vanish."""

    activations: ManyActivations = Field(
        several("sigmoid,tanh,relu"),
        title="Activations",
        description="Which functions follow each layer, side by side.",
    )
    depth: int = Field(20, ge=1, le=100, title="Depth", description="Hidden layers.")
    width: int = Field(
        128,
        ge=8,
        le=512,
        title="Width",
        description="Units of each hidden layer, and numbers of the input.",
        json_schema_extra={"scale": "log", "step": 8},
    )
    gain: float = Field(
        1.0,
        ge=0.1,
        le=4,
        title="Gain",
        description="What the random weights are multiplied by, on top of the initialization.",
        json_schema_extra={"scale": "log", "step": 0.01},
    )
    init: Literal["lecun", "he", "glorot", "critical"] = Field(
        "lecun",
        title="Initialization",
        description="The variance of a weight: lecun 1/width, he 2/width, glorot 1/width in these "
        "square layers, critical what the edge of chaos of each activation asks for.",
    )
    seeds: int = Field(
        8, ge=1, le=32, title="Networks", description="Random networks of each activation."
    )

    @model_validator(mode="after")
    def _possible(self) -> "VanishParams":
        if self.weights > MOST_WEIGHTS:
            width = isqrt(MOST_WEIGHTS // (len(self.activations) * self.depth))
            raise ValueError(
                f"activations x depth x width^2 must be at most {MOST_WEIGHTS}, "
                f"got {self.weights}; nearest: width={width}"
            )
        for activation in self.activations:
            weight_variance(activation, self)
        return self

    @property
    def weights(self) -> int:
        """Of the hidden layers, one network of each activation."""
        return len(self.activations) * self.depth * self.width**2


def weight_variance(activation: Activation, params: VanishParams) -> float:
    """Variance of a weight times the fan-in; the layers are square.

    Raises:
      ValueError: the critical one is asked for, and there is none.
    """
    try:
        # Of layers of width 1 it is the variance itself, exactly.
        (variance,) = weight_variances(params.init, (1, 1), activation)
    except CriticalInitializationError as error:
        raise ValueError(
            f"{activation.label} has no critical initialization: {error.reason}; nearest: init=he"
        ) from None
    return params.gain**2 * variance
