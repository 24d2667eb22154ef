"""The records of a run of bend."""

from typing import Annotated

from fieldguide.labs.classification.decision_field import RESOLUTION
from fieldguide.labs.frames import (
    ActivationNames,
    ActivationSlugs,
    BoolVector,
    ByteCube,
    Divergence,
    DivergenceReason,
    FloatCube,
    FloatMatrix,
    FloatVector,
    Frame,
    IntVector,
    Meaning,
    ProgressShare,
    Sentences,
    Setup,
    Summary,
    record,
)

_Epoch = Annotated[int, Meaning("Passes over the data.")]
_TrainLoss = Annotated[
    FloatVector,
    Meaning(
        "[activation] Mean cross-entropy of the training points, in nats; ln 2 is chance. Null "
        "after a divergence, as are all scores.",
        nullable=True,
    ),
]
_TestLoss = Annotated[
    FloatVector, Meaning("[activation] The same of the test points.", nullable=True)
]
_TrainAccuracy = Annotated[
    FloatVector,
    Meaning("[activation] Share of training points on the right side, 0 to 1.", nullable=True),
]
_TestAccuracy = Annotated[
    FloatVector, Meaning("[activation] The same of the test points.", nullable=True)
]


@record
class BendSetup(Setup):
    """The networks and the data."""

    names: ActivationNames
    slugs: ActivationSlugs
    sizes: Annotated[list[int], Meaning("Units of each layer, from the two inputs to the logit.")]
    extent: Annotated[float, Meaning("The axes go from -extent to extent, both ways.")]
    resolution: Annotated[int, Meaning("Pixels of a field, across and down.")]
    inputs: Annotated[
        FloatMatrix,
        Meaning("[point][2] x and y; the points that are trained on come first."),
    ]
    targets: Annotated[IntVector, Meaning("[point] The class, 0 or 1.")]
    training: Annotated[
        int, Meaning("How many points are trained on; the others are for the test.")
    ]
    kinks: Annotated[
        list[list[float]],
        Meaning("[activation][kink] Pre-activations where a unit bends; 0 for a smooth one."),
    ]
    smooth: Annotated[list[bool], Meaning("[activation] Whether it has no kink.")]


@record
class BendFrame(Frame):
    """The networks after an epoch."""

    progress: ProgressShare
    epoch: _Epoch
    field: Annotated[
        ByteCube,
        Meaning(
            f"uint8 [activation][{RESOLUTION}][{RESOLUTION}] Probability of class 1, times 255, "
            "in steps of 2; the first row is the top. After a divergence the last one before it."
        ),
    ]
    train_loss: _TrainLoss
    test_loss: _TestLoss
    train_accuracy: _TrainAccuracy
    test_accuracy: _TestAccuracy
    bends: Annotated[
        FloatCube,
        Meaning(
            "[activation][unit][3] w1, w2 and b of the first layer's units, which bend where "
            "w1 x + w2 y + b is a kink."
        ),
    ]


@record
class BendDivergence(Divergence):
    """A network that has diverged."""

    epoch: _Epoch
    activation: Annotated[int, Meaning("Which activation diverged, by its place in names.")]
    reason: DivergenceReason


@record
class BendSummary(Summary):
    """What each network came to."""

    epochs_to_95: Annotated[
        list[int | None],
        Meaning(
            "[activation] The first epoch after which 95% of the training points were right, all "
            "epochs looked at; null where there is none."
        ),
    ]
    train_loss: _TrainLoss
    test_loss: _TestLoss
    train_accuracy: _TrainAccuracy
    test_accuracy: _TestAccuracy
    diverged: Annotated[
        BoolVector, Meaning("[activation] Whether its loss became infinite or NaN.")
    ]
    says: Sentences
