"""The records of a run of vanish."""

from typing import Annotated, Literal

from fieldguide.labs.frames import (
    ActivationNames,
    ActivationSlugs,
    Divergence,
    DivergenceReason,
    FloatCube,
    FloatMatrix,
    Frame,
    Meaning,
    ProgressShare,
    Sentences,
    Setup,
    Summary,
    record,
)
from fieldguide.labs.vanish.signal_propagation import PROBES
from fieldguide.labs.vanish.training import EXAMPLES

_STAGE = Meaning(
    '"start": at initialization, a network more of each activation. "trained": the first network '
    "of each, as it trains."
)
_FORWARD = Meaning(
    f"[activation][network][layer] Root mean square of the signal, over {PROBES} random inputs "
    "and all units, relative to the input's; layer 0 is the input. In stage trained "
    "[activation][layer]. No unit; for a log scale.",
    nullable=True,
)
_BACKWARD = Meaning(
    "[activation][network][layer] Root mean square of the gradient with respect to the same, for "
    "a random gradient put in at the last layer, relative to that. In stage trained "
    "[activation][layer]. No unit; for a log scale.",
    nullable=True,
)
_Step = Annotated[int, Meaning("Minibatches so far.")]


@record
class VanishSetup(Setup):
    """The networks, what theory predicts for them, and what they learn."""

    names: ActivationNames
    slugs: ActivationSlugs
    depth: Annotated[int, Meaning("Hidden layers.")]
    predicted_forward: Annotated[
        FloatMatrix,
        Meaning(
            "[activation][layer] Mean-field prediction of forward, for infinite width; layer 0 is "
            "the input. No unit; for a log scale. Null beyond float64.",
            nullable=True,
        ),
    ]
    predicted_backward: Annotated[
        FloatMatrix,
        Meaning(
            "[activation][layer] The same of backward; the last layer is 1. Null also where the "
            "function jumps.",
            nullable=True,
        ),
    ]
    task: Annotated[str, Meaning("What the training is, in words.")]


@record
class VanishStartFrame(Frame):
    """The networks at initialization, so far."""

    stage: Annotated[Literal["start"], _STAGE] = "start"
    progress: ProgressShare
    seed: Annotated[int, Meaning("Networks of each activation so far.")]
    forward: Annotated[FloatCube, _FORWARD]
    backward: Annotated[FloatCube, _BACKWARD]


@record
class VanishTrainedFrame(Frame):
    """The first network of each activation, after some steps."""

    stage: Annotated[Literal["trained"], _STAGE] = "trained"
    progress: ProgressShare
    step: _Step
    forward: Annotated[FloatMatrix, _FORWARD]
    backward: Annotated[FloatMatrix, _BACKWARD]
    loss: Annotated[
        list[float],
        Meaning(
            f"[activation] Mean cross-entropy of the {EXAMPLES} examples, in nats; ln 2 is "
            "chance. Null after a divergence.",
            nullable=True,
        ),
    ]


@record
class VanishDivergence(Divergence):
    """A network that has diverged."""

    step: _Step
    activation: Annotated[
        int,
        Meaning("Which activation diverged, by its place in names; its sizes stay as last seen."),
    ]
    reason: DivergenceReason


@record
class VanishSummary(Summary):
    """What is left of signal and gradient, and what was learned."""

    measured: Annotated[
        list[float],
        Meaning(
            "[activation] Geometric mean over the networks of backward at the input: what is left "
            "of the gradient.",
            nullable=True,
        ),
    ]
    low: Annotated[
        list[float],
        Meaning(
            "[activation] Lower end of the 95% interval of measured, by Student's t on the logs. "
            "It is of random networks of this width, not of infinite width. Null for one network, "
            "or a 0.",
            nullable=True,
        ),
    ]
    high: Annotated[list[float], Meaning("[activation] Upper end of that interval.", nullable=True)]
    predicted: Annotated[
        list[float], Meaning("[activation] Mean-field prediction of measured.", nullable=True)
    ]
    forward_measured: Annotated[
        list[float],
        Meaning(
            "[activation] Geometric mean over the networks of forward at the top.", nullable=True
        ),
    ]
    forward_predicted: Annotated[
        list[float],
        Meaning("[activation] Mean-field prediction of forward_measured.", nullable=True),
    ]
    after: Annotated[
        list[float],
        Meaning(
            "[activation] Backward at the input after training, of the first network.",
            nullable=True,
        ),
    ]
    loss_before: Annotated[
        list[float], Meaning("[activation] Loss before training.", nullable=True)
    ]
    loss_after: Annotated[
        list[float],
        Meaning("[activation] Loss after training; null after a divergence.", nullable=True),
    ]
    says: Sentences
