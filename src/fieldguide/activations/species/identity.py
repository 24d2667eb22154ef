"""The line, for comparison."""

from typing import Any

from fieldguide.activations.activation import Activation


def _identity(x: Any, xp: Any) -> Any:  # noqa: ARG001 - a definition takes both
    return x


def _identity_derivative(x: Any, xp: Any) -> Any:
    return xp.where(xp.isnan(x), x, 1.0)


identity = Activation(
    slug="identity",
    name="Identity",
    family="linear",
    formula="x",
    year=None,
    citation="No paper: the absence of an activation function.",
    habitats=(
        "the output layer of a regression network",
        "the skip connections of residual networks",
    ),
    similar=("leaky_relu", "snake"),
    value_definition=_identity,
    derivative_definition=_identity_derivative,
)
