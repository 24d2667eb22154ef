"""The parameters of the lab bend."""

from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from fieldguide.labs.activation_choices import ManyActivations, several
from fieldguide.labs.bend.drawn_points import parse_points
from fieldguide.labs.lab import Params

TRAINING_POINTS = 200
"""As many more are for the test."""


class BendParams(Params):
    """What is trained, on what, and how."""

    dataset: Literal["moons", "circles", "spirals", "xor", "blobs", "drawn"] = Field(
        "spirals",
        title="Data",
        description=f"Two classes of points: {TRAINING_POINTS} to train on, as many to test on; "
        "or those you draw.",
    )
    noise: float = Field(
        0.05,
        ge=0,
        le=0.5,
        title="Noise",
        description="How far a point may lie from its place.",
        json_schema_extra={"step": 0.01},
    )
    activations: ManyActivations = Field(
        several("identity,sigmoid,tanh,relu,leaky_relu,gelu"),
        title="Activations",
        description="One network each: the same first weights, data and order.",
    )
    layers: int = Field(2, ge=1, le=6, title="Layers", description="Hidden layers.")
    width: int = Field(16, ge=1, le=64, title="Width", description="Units in a hidden layer.")
    optimizer: Literal["sgd", "momentum", "adam"] = Field(
        "adam", title="Optimizer", description="How a gradient becomes a step."
    )
    learning_rate: float = Field(
        0.02,
        ge=1e-4,
        le=10,
        title="Learning rate",
        description="The length of a step.",
        json_schema_extra={"scale": "log"},
    )
    batch: int = Field(
        20,
        ge=1,
        le=500,
        title="Batch",
        description="Examples a step; all of them where there are fewer.",
        json_schema_extra={"scale": "log"},
    )
    epochs: int = Field(
        500,
        ge=1,
        le=2000,
        title="Epochs",
        description="Passes over the data.",
        json_schema_extra={"scale": "log"},
    )
    seed: int = Field(1, ge=0, le=9999, title="Seed", description="Draws weights, data and order.")
    points: str = Field(
        "",
        title="Points",
        description='The drawn points, "x,y,class;...", x and y in hundredths, class 0 or 1. '
        "Half of each class is trained on.",
        json_schema_extra={"control": "points"},
    )

    @field_validator("points")
    @classmethod
    def _readable(cls, text: str) -> str:
        if text:
            parse_points(text)
        return text

    @model_validator(mode="after")
    def _has_points(self) -> Self:
        if self.dataset == "drawn" and not self.points:
            raise ValueError(
                "dataset=drawn needs points, 4 at least, as in points=0,0,0;50,50,1;..."
            )
        return self
