"""Bend: one network, trained side by side with each activation."""

from collections.abc import Iterator
from typing import Literal, Self

import numpy as np
from pydantic import Field, field_validator, model_validator

from fieldguide.labs.activation_choices import ManyActivations, several
from fieldguide.labs.bend.drawn_points import Halves, drawn
from fieldguide.labs.classification.decision_field import EXTENT, RESOLUTION
from fieldguide.labs.classification.training import Training
from fieldguide.labs.lab import Frame, Lab, Params, Preset
from fieldguide.labs.sentences import listed, percent
from fieldguide.nets import Data, Network, toy

_COUNT = 400
_TRAINING = 200
_DRAWN = 45


class BendParams(Params):
    """What is trained, on what, and how."""

    dataset: Literal["moons", "circles", "spirals", "xor", "blobs", "drawn"] = Field(
        "spirals",
        title="Data",
        description=f"Two classes of points: {_TRAINING} to train on, as many to test on; "
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
            drawn(text)
        return text

    @model_validator(mode="after")
    def _has_points(self) -> Self:
        if self.dataset == "drawn" and not self.points:
            raise ValueError(
                "dataset=drawn needs points, 4 at least, as in points=0,0,0;50,50,1;..."
            )
        return self


def _data(params: BendParams) -> Halves:
    if params.dataset == "drawn":
        return drawn(params.points)
    x, y = toy(params.dataset, _COUNT, params.noise, params.seed)
    return Halves(Data(x[:_TRAINING], y[:_TRAINING]), Data(x[_TRAINING:], y[_TRAINING:]))


def _says(training: Training, epochs: int) -> str:
    """Who got to 95% and when, and what became of the others."""
    rows = list(
        zip(
            training.labels,
            training.epochs_to_goal,
            training.accuracy,
            training.diverged,
            strict=True,
        )
    )
    reached = sorted((goal, name) for name, goal, _, _ in rows if goal is not None)
    times = [f"{name} after {goal}" for goal, name in reached]
    lost = [name for name, _, _, diverged in rows if diverged]
    left = [
        f"{name} ({percent(share)} right)"
        for name, goal, share, diverged in rows
        if goal is None and not diverged
    ]
    told = {
        "Epochs until 95% of the training points were right: ": times,
        "Diverged: ": lost,
        f"Not there after {epochs}: ": left,
    }
    return " ".join(f"{start}{listed(names)}." for start, names in told.items() if names)


def run(params: BendParams) -> Iterator[Frame]:
    """Train the networks; frames as ``LAB.fields`` says."""
    data = _data(params)
    labels = [one.label for one in params.activations]
    sizes = (2, *[params.width] * params.layers, 1)
    network = Network(sizes, params.activations, [params.seed])
    yield {
        "kind": "setup",
        "names": labels,
        "slugs": [one.slug for one in params.activations],
        "sizes": list(sizes),
        "extent": EXTENT,
        "resolution": RESOLUTION,
        "inputs": np.concatenate([half.x for half in data]),
        "targets": np.concatenate([half.y for half in data]),
        "training": len(data.training.y),
        "kinks": [list(one.kinks) or [0.0] for one in params.activations],
        "smooth": [not one.kinks for one in params.activations],
    }
    training = Training(
        network,
        data.training,
        labels,
        optimizer=params.optimizer,
        learning_rate=params.learning_rate,
        batch=params.batch,
        epochs=params.epochs,
        seed=params.seed,
        most=_DRAWN,
    )
    results: Frame = {}
    bends = np.zeros((len(labels), params.width, 3))
    for frame in training.run():
        if "field" not in frame:
            yield frame
            continue
        loss, accuracy = training.scores(data.test)
        results = {
            "train_loss": training.loss,
            "test_loss": loss,
            "train_accuracy": training.accuracy,
            "test_accuracy": accuracy,
        }
        lines = np.concatenate([network.weights[0], network.biases[0]], axis=1).swapaxes(1, 2)
        bends = np.where(training.diverged[:, None, None], bends, lines)
        yield frame | results | {"bends": bends}
    yield {
        "kind": "summary",
        "epochs_to_95": training.epochs_to_goal,
        **results,
        "diverged": training.diverged,
        "says": _says(training, params.epochs),
    }


LAB = Lab(
    name="bend",
    title="Bend",
    purpose="One network with each activation side by side: the same first weights, the same data "
    "in the same order, and the fields they draw as they train.",
    Params=BendParams,
    run=run,
    fields={
        "names": "[activation] The printed names, in the order asked for; so are all lists below.",
        "slugs": '[activation] The identifiers; "formula" for a typed one.',
        "sizes": "Units of each layer, from the two inputs to the logit.",
        "extent": "The axes go from -extent to extent, both ways.",
        "resolution": "Pixels of a field, across and down.",
        "inputs": "[point][2] x and y; the points that are trained on come first.",
        "targets": "[point] The class, 0 or 1.",
        "training": "How many points are trained on; the others are for the test.",
        "kinks": "[activation][kink] Pre-activations where a unit bends; 0 for a smooth one.",
        "smooth": "[activation] Whether it has no kink.",
        "epoch": "Passes over the data.",
        "progress": "0 to 1.",
        "train_loss": "[activation] Mean cross-entropy of the training points, in nats; ln 2 is "
        "chance. Null after a divergence, as are all scores.",
        "test_loss": "[activation] The same of the test points.",
        "train_accuracy": "[activation] Share of training points on the right side, 0 to 1.",
        "test_accuracy": "[activation] The same of the test points.",
        "field": f"uint8 [activation][{RESOLUTION}][{RESOLUTION}] Probability of class 1, times "
        "255, in steps of 2; the first row is the top. After a divergence the last one before it.",
        "bends": "[activation][unit][3] w1, w2 and b of the first layer's units, which bend where "
        "w1 x + w2 y + b is a kink.",
        "activation": "Which activation diverged, by its place in names.",
        "reason": "Why the run calls it diverged.",
        "epochs_to_95": "[activation] The first epoch after which 95% of the training points were "
        "right, all epochs looked at; null where there is none.",
        "diverged": "[activation] Whether its loss became infinite or NaN.",
        "says": "The result in words.",
    },
    presets=(
        Preset(
            "spirals",
            "One line, five bends",
            "Two spirals and six networks that begin with the same weights. Without an activation "
            "a straight line is all there is. The five bends wind around the arms: GELU gets to "
            "95% first, sigmoid last.",
            {},
        ),
        Preset(
            "fence",
            "Three lines make a fence",
            "One layer of three units, and a disc to be cut out of a ring. Tanh and sigmoid close "
            "their three lines around the disc. ReLU leaves a side open, and so does no "
            "activation, which has one line.",
            {
                "dataset": "circles",
                "activations": "identity,sigmoid,tanh,relu",
                "layers": "1",
                "width": "3",
                "learning_rate": "0.05",
                "epochs": "200",
            },
        ),
        Preset(
            "too-fast",
            "Steps that are too long",
            "Plain gradient descent at a learning rate of 10. The networks without an activation "
            "and with leaky ReLU blow up, and the run says so. Tanh, ReLU and GELU end with one "
            "answer for every point. Sigmoid, whose slope is never above a quarter, learns.",
            {"dataset": "moons", "optimizer": "sgd", "learning_rate": "10", "epochs": "100"},
        ),
        Preset(
            "look-alikes",
            "Four of a kind",
            "GELU, SiLU, Mish and a typed formula, x tanh(exp x), are hard to tell apart on a "
            "chart. Here too: all four get to 95% within a dozen epochs of each other.",
            {"activations": "gelu,silu,mish,x*tanh(exp(x))", "epochs": "200"},
        ),
    ),
)
