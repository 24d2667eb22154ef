"""The records of a run of collapse."""

from typing import Annotated, Literal

from fieldguide.labs.classification.decision_field import RESOLUTION
from fieldguide.labs.frames import (
    BoolVector,
    ByteCube,
    Divergence,
    DivergenceReason,
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

_STAGE = Meaning('"push": the grid through random layers. "train": two networks on the circles.')
_Layer = Annotated[int, Meaning("Layers passed, from 0.")]
_Epoch = Annotated[int, Meaning("Passes over the circles.")]
_Difference = Annotated[
    float,
    Meaning(
        "The largest distance between linear and single, in widths of the cloud; in the summary "
        "of all layers."
    ),
]
_Loss = Annotated[
    FloatVector,
    Meaning(
        "[network] Mean cross-entropy of the circles, in nats; ln 2 is chance. Null after a "
        "divergence.",
        nullable=True,
    ),
]
_Accuracy = Annotated[
    FloatVector,
    Meaning("[network] Share of the circles' points on the right side, 0 to 1.", nullable=True),
]
_Diverging = Annotated[int, Meaning("Which network diverged, by its place in names.")]


@record
class CollapseSetup(Setup):
    """The two networks, the grid and the circles."""

    names: Annotated[
        list[str],
        Meaning(
            "[network] Two printed names: none, for the one without an activation, and that of "
            "the activation; so are the lists below."
        ),
    ]
    slugs: Annotated[list[str], Meaning('[network] The identifiers; "formula" for a typed one.')]
    grid: Annotated[
        tuple[int, int],
        Meaning("Points of the grid down and across; they come row by row from the top."),
    ]
    extent: Annotated[
        float, Meaning("The axes of clouds and fields go from -extent to extent, both ways.")
    ]
    resolution: Annotated[int, Meaning("Pixels of a field, across and down.")]
    inputs: Annotated[FloatMatrix, Meaning("[point][2] The circles: x and y.")]
    targets: Annotated[IntVector, Meaning("[point] Their class, 0 or 1.")]


@record
class CollapsePushFrame(Frame):
    """The grid after a layer."""

    stage: Annotated[Literal["push"], _STAGE] = "push"
    layer: _Layer
    progress: ProgressShare
    linear: Annotated[
        FloatMatrix,
        Meaning("[point][2] The grid through the layers one by one, without an activation."),
    ]
    single: Annotated[
        FloatMatrix, Meaning("[point][2] The grid through one matrix and offset in their place.")
    ]
    matrix: Annotated[
        FloatMatrix,
        Meaning(
            "[2][2] The product of the layers' matrices; a point goes to matrix (x, y) + offset. "
            "After each layer the cloud is set back to one size, which is part of its matrix."
        ),
    ]
    offset: Annotated[FloatVector, Meaning("[2] The layers' biases, folded in the same way.")]
    difference: _Difference
    bent: Annotated[
        FloatMatrix,
        Meaning(
            "[point][2] The grid through the same layers with the activation in each, set back to "
            "one size too. Null from the layer on where it is not finite.",
            nullable=True,
        ),
    ]


@record
class CollapseTrainFrame(Frame):
    """The two networks after an epoch."""

    progress: ProgressShare
    epoch: _Epoch
    field: Annotated[
        ByteCube,
        Meaning(
            f"uint8 [network][{RESOLUTION}][{RESOLUTION}] Probability of class 1, times 255; the "
            "first row is the top."
        ),
    ]
    stage: Annotated[Literal["train"], _STAGE] = "train"
    loss: _Loss
    accuracy: _Accuracy


@record
class CollapsePushDivergence(Divergence):
    """The activation is not finite somewhere on the grid."""

    stage: Annotated[Literal["push"], _STAGE] = "push"
    layer: _Layer
    activation: _Diverging
    reason: DivergenceReason


@record
class CollapseTrainDivergence(Divergence):
    """A network that has diverged."""

    epoch: _Epoch
    activation: _Diverging
    reason: DivergenceReason
    stage: Annotated[Literal["train"], _STAGE] = "train"


@record
class CollapseSummary(Summary):
    """What one matrix and the two networks came to."""

    difference: _Difference
    loss: _Loss
    accuracy: _Accuracy
    diverged: Annotated[BoolVector, Meaning("[network] Whether its loss became infinite or NaN.")]
    says: Sentences
