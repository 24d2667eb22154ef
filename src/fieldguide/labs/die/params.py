"""The parameters of the lab die."""

from pydantic import Field

from fieldguide.labs.activation_choices import ManyActivations, several
from fieldguide.labs.lab import Params


class DieParams(Params):
    """The parameters of the lab die."""

    activations: ManyActivations = Field(
        several("relu,leaky_relu,gelu"),
        title="Activations",
        description="Which functions follow each hidden layer, side by side.",
    )
    width: int = Field(8, ge=2, le=32, title="Width", description="Units of each hidden layer.")
    depth: int = Field(4, ge=1, le=12, title="Depth", description="Hidden layers.")
    learning_rate: float = Field(
        1.0,
        ge=1e-4,
        le=10,
        title="Learning rate",
        description="Of plain gradient descent, in batches of 50.",
        json_schema_extra={"scale": "log"},
    )
    steps: int = Field(1000, ge=1, le=2000, title="Steps", description="Batches to learn from.")
    seeds: int = Field(
        16, ge=1, le=16, title="Networks", description="Networks of each activation."
    )
