"""The records of a run of die."""

from typing import Annotated, Literal

from fieldguide.labs.die.training import BATCH
from fieldguide.labs.frames import (
    ActivationNames,
    ActivationSlugs,
    ByteCube,
    Divergence,
    DivergenceReason,
    Frame,
    Meaning,
    ProgressShare,
    Sentences,
    Setup,
    Summary,
    record,
)

_STAGE = Meaning(
    '"birth": ReLU networks are drawn and tested. "train": networks of each activation learn.'
)
_BornDead = Annotated[
    list[tuple[int, int, int, float, float]],
    Meaning(
        "[[width, dead, networks, low, high] ...] Random ReLU networks, of one input and without "
        "biases, that are constant; a share's 95% interval after Wilson."
    ),
]
_Step = Annotated[
    int,
    Meaning(f"Minibatches so far, of {BATCH} points. Units are looked at in the frames alone."),
]
_Dead = Annotated[
    list[float],
    Meaning(
        "[activation] Share of units of all networks that are dead now, 0 to 1; a diverged one "
        "counts as it was last seen."
    ),
]
_Low = Annotated[
    list[float],
    Meaning(
        "[activation] Lower end of the 95% interval of dead: Wilson's, for a sample made smaller "
        "by as much as the networks differ more than their units alone would make them."
    ),
]
_High = Annotated[list[float], Meaning("[activation] Upper end of that interval.")]
_Died = Annotated[
    list[int], Meaning("[activation] Units that were alive in one frame and dead in a later one.")
]
_Revived = Annotated[
    list[int], Meaning("[activation] Units that were dead in one frame and alive in a later one.")
]


@record
class DieSetup(Setup):
    """The networks, and Lu's bound beside the simulation."""

    names: ActivationNames
    slugs: ActivationSlugs
    bound: Annotated[
        list[tuple[int, float]],
        Meaning(
            "[[width, probability] ...] Lu's bound on being dead from birth, for ReLU networks of "
            "this depth: 1 - (1 - 2^-width)^depth."
        ),
    ]
    examples: Annotated[
        int,
        Meaning(
            "Points of the data set (two moons) on which a unit is tested: it is dead when its "
            "slope is exactly 0 for every one."
        ),
    ]


@record
class DieBirthFrame(Frame):
    """The simulation of networks dead at birth, so far."""

    stage: Annotated[Literal["birth"], _STAGE] = "birth"
    progress: ProgressShare
    nets: Annotated[int, Meaning("Random networks so far, of each width.")]
    born_dead: _BornDead


@record
class DieTrainFrame(Frame):
    """The units of the networks after some steps."""

    stage: Annotated[Literal["train"], _STAGE] = "train"
    progress: ProgressShare
    step: _Step
    dead: _Dead
    low: _Low
    high: _High
    died: _Died
    revived: _Revived
    loss: Annotated[
        list[float],
        Meaning(
            "[activation] Cross-entropy of all points, in nats, the median of the networks that "
            "have not diverged; ln 2 is chance. Null when all have.",
            nullable=True,
        ),
    ]
    units: Annotated[
        ByteCube,
        Meaning(
            "[activation][layer][unit] uint8, of the first network: 0 alive, 1 dead from birth, "
            "2 died, 3 revived."
        ),
    ]


@record
class DieDivergence(Divergence):
    """A network that has diverged."""

    step: _Step
    activation: Annotated[int, Meaning("Which activation diverged, by its place in names.")]
    seed: Annotated[int, Meaning("Which of its networks, from 0; the others go on.")]
    reason: DivergenceReason


@record
class DieSummary(Summary):
    """How many units ended dead, and how many networks began so."""

    dead: _Dead
    low: _Low
    high: _High
    died: _Died
    revived: _Revived
    sample: Annotated[list[int], Meaning("[activation] Units counted.")]
    born_dead: _BornDead
    says: Sentences
