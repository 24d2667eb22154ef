"""The parameters of the lab collapse."""

from pydantic import Field

from fieldguide.labs.activation_choices import OneActivation, species
from fieldguide.labs.lab import Params


class CollapseParams(Params):
    """How many layers, and which activation bends them."""

    depth: int = Field(8, ge=1, le=50, title="Depth", description="Layers.")
    activation: OneActivation = Field(
        species("tanh"),
        title="Activation",
        description="Between the layers; beside it the same layers with none.",
    )
    seed: int = Field(1, ge=0, le=9999, title="Seed", description="Draws the layers.")
